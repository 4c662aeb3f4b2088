"""What must be done, in order of date, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, table
from iopctl.answers import envelope
from iopctl.answers.basis import TODAY, Basis
from iopctl.render import csv, markdown, terminal
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from iopctl.model.parties import Official
    from iopctl.period import Length
    from iopctl.problem import Place, Problem
    from iopctl.rules.deadlines import Deadline


class Row(Struct):
    """One thing to do, about which agreement, and who keeps that."""

    id: str
    title: str
    deadline: Deadline
    responsible: Official | None
    boards: tuple[str, ...]
    place: Place
    """The line of the file that the deadline comes from."""
    owners: tuple[str, ...] = ()
    """The public parties with their boards, as names are compared, in order."""


class Due(Struct):
    """What is asked for, in order of date, and the problems of the files that are left out."""

    as_of: date
    within: Length
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    basis: Basis = TODAY


def as_table(due: Due, width: int | None) -> str:
    """Draw what is to be done."""
    return terminal.write([_table(due)], width) if due.rows else f"{_nothing(due)}\n"


def as_markdown(due: Due, _width: int | None) -> str:
    """Write the same in Markdown."""
    return markdown.write([_table(due)]) if due.rows else f"{table.escape(_nothing(due))}\n"


def _nothing(due: Due) -> str:
    return labels.nothing_due(due.as_of, due.within)


def _table(due: Due) -> Table:
    return Table(
        columns=(
            Column(labels.DAY),
            Column(labels.LEFT),
            Column(labels.ID),
            Column(labels.TO_DO),
            Column(labels.RESPONSIBLE),
        ),
        rows=tuple(
            (
                row.deadline.on.isoformat(),
                labels.days_left((row.deadline.on - due.as_of).days),
                row.id,
                row.deadline.what.message,
                row.responsible.name if row.responsible else labels.NONE,
            )
            for row in due.rows
        ),
        notes=(*_hints(due), *due.basis.notes),
    )


def _hints(due: Due) -> tuple[str, ...]:
    """Say once for each kind of line with which command it is recorded."""
    return tuple(dict.fromkeys(row.deadline.what.hint for row in due.rows if row.deadline.what.hint))


_CSV_HEADER = (
    *("on", "days_left", "overdue", "agreement", "title", "kind", "what"),
    *("responsible", "boards", "file", "line"),
)


def as_csv(due: Due, _width: int | None) -> str:
    """Write one row for each thing to do."""
    rows = [
        (
            *(row.deadline.on.isoformat(), (row.deadline.on - due.as_of).days),
            *(str(row.deadline.overdue(due.as_of)).lower(), row.id, row.title),
            *(row.deadline.code, row.deadline.what.message),
            *(row.responsible.name if row.responsible else None, ", ".join(row.boards)),
            *(row.place.file, row.place.line),
        )
        for row in due.rows
    ]
    return csv.separated(_CSV_HEADER, rows)


def as_json(due: Due, _width: int | None) -> str:
    """Write what is to be done; the problems of files that are left out stand beside it."""
    result = {"within": str(due.within), "due": [_fields(row, due.as_of) for row in due.rows]}
    return envelope.write("due", due.as_of, result, due.problems, revision=due.basis.revision)


def _fields(row: Row, as_of: date) -> dict[str, object]:
    return {
        **envelope.deadline(row.deadline, as_of),
        "agreement": row.id,
        "title": row.title,
        "responsible": envelope.official(row.responsible),
        "boards": list(row.boards),
        "hint": row.deadline.what.hint or None,
        "file": row.place.file,
        "line": row.place.line,
    }


FORMATS: dict[str, Callable[[Due, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
