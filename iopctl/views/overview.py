"""The register, one line an agreement, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl.rules import deadlines
from iopctl.rules.budget import NoFigure
from iopctl.rules.state import State
from iopctl.rules.status import Status
from iopctl.views import envelope, labels, sheet, swedish, table, terminal
from iopctl.views.basis import TODAY, Basis
from iopctl.views.sheet import Sheet
from iopctl.views.table import Column, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.model.parties import Official
    from iopctl.problem import Place, Problem
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Side
    from iopctl.source.reading import Document
    from iopctl.views.table import Value

TONES = {
    State.UPCOMING: Tone.QUIET,
    State.RUNNING: Tone.GOOD,
    State.LAST_PERIOD: Tone.WARNING,
    State.UNDER_NOTICE: Tone.WARNING,
    State.ENDED: Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What the overview says of one agreement; of the whole agreement it keeps only what it shows."""

    id: str
    title: str
    parties: tuple[tuple[str, str], ...]
    """Each party's key, and what it is called."""
    boards: tuple[str, ...]
    responsible: Official | None
    place: Place
    """Where the reason of its state stands."""
    overview: Overview

    @classmethod
    def of(cls, agreement_id: str, agreement: Agreement, document: Document, overview: Overview) -> Row:
        """Keep what is shown."""
        why = overview.stated.why
        return cls(
            id=agreement_id,
            title=agreement.title,
            parties=tuple((key, party.called) for key, party in agreement.parties.items()),
            boards=deadlines.boards(agreement),
            responsible=agreement.responsible,
            place=document.place_of(why.where, on_key=why.on_key),
            overview=overview,
        )


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, and the problems of the files that are left out."""

    as_of: date
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    basis: Basis = TODAY
    assumed: tuple[Assumption, ...] = ()
    colour: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """What any of the figures rests on, as it was asked for."""
        codes = {code for row in self.rows for code in row.overview.assumed}
        return tuple(str(each) for each in self.assumed if each.code in codes)


def as_table(register: Register, width: int | None) -> str:
    """Draw the register; where a terminal has no room for every column, without the least important ones."""
    whole = _table(register)
    if terminal.fits(whole, width):
        return terminal.text(whole, width, colour=register.colour)
    return terminal.text(_table(register, short=True), width, colour=register.colour)


def as_markdown(register: Register, _width: int | None) -> str:
    """Write the register in Markdown."""
    return table.markdown(_table(register))


def _table(register: Register, *, short: bool = False) -> Table:
    """Set out the register, or of each agreement only what is asked first."""
    year, rows = register.as_of.year, register.rows
    columns: list[tuple[Column, list[str]]] = [
        (Column(labels.ID), [row.id for row in rows]),
        (Column(labels.PARTIES), [" + ".join(called for _, called in row.parties) for row in rows]),
        (Column(labels.STATE), [labels.STATES[row.overview.stated.state] for row in rows]),
        (Column(labels.ENDS), [_ends(row.overview) for row in rows]),
        (Column(labels.OPTIONS), [_options(row.overview) for row in rows]),
        (Column(labels.NEXT), [_next(row.overview) for row in rows]),
        (Column(f"{labels.PUBLIC} {year}", figures=True), [_money(row, row.overview.public) for row in rows]),
        (Column(f"{labels.CIVIL} {year}", figures=True), [_money(row, row.overview.civil) for row in rows]),
    ]
    left_out = {labels.PARTIES, f"{labels.CIVIL} {year}"} if short else set()
    shown = [each for each in columns if each[0].name not in left_out]
    names = [column.name for column, _ in shown]
    state, deadline = names.index(labels.STATE), names.index(labels.NEXT)
    tones = {(number, state): TONES[row.overview.stated.state] for number, row in enumerate(rows)}
    tones |= {(number, deadline): Tone.ALARM for number, row in enumerate(rows) if row.overview.overdue}
    return Table(
        columns=tuple(column for column, _ in shown),
        rows=tuple(zip(*(cells for _, cells in shown), strict=True)),
        notes=_notes(register),
        tones=tones,
    )


def _notes(register: Register) -> tuple[str, ...]:
    year = register.as_of.year
    uncertain = [row for row in register.rows if _status(row) not in {None, Status.COMMITTED}]
    overdue = any(row.overview.overdue for row in register.rows)
    return (
        *((labels.SOMETHING_OVERDUE,) if overdue else ()),
        *(labels.uncertain(row.id, year, _status(row) or "") for row in uncertain),
        *map(labels.assumption, register.told),
        *register.basis.notes,
    )


def _status(row: Row) -> Status | None:
    year = row.overview.year
    return None if isinstance(year, NoFigure) else year.status


def _ends(overview: Overview) -> str:
    ends = overview.stands.decided.last
    return labels.NO_END if ends is None else ends.isoformat()


def _options(overview: Overview) -> str:
    options = overview.stands.options
    if options.total is None:
        return labels.NO_LIMIT
    return f"{options.left} of {options.total}" if options.total else labels.NONE


def _next(overview: Overview) -> str:
    deadline = overview.next
    if deadline is None:
        return labels.NONE
    mark = f" {labels.OVERDUE}" if overview.overdue else ""
    return f"{deadline.on} {labels.DEADLINES[deadline.code]}{mark}"


def _money(row: Row, side: Side | None) -> str:
    if side is None:
        return labels.NONE
    written = swedish.with_quality(side.amount.quality, swedish.number(side.amount.value))
    written = labels.marked(written, row.overview.assumed)
    return written if _status(row) is Status.COMMITTED else f"{written}{labels.UNCERTAIN}"


_CSV_HEADER = (
    *("id", "title", "parties", "state", "starts", "ends", "latest_end"),
    *("options_total", "options_used", "options_left"),
    *("year", "status", "public", "public_quality", "civil", "civil_quality", "assumed"),
    *("deadline", "deadline_on", "overdue", "boards", "responsible"),
)


def as_csv(register: Register, _width: int | None) -> str:
    """Write one row for each agreement."""
    return table.separated(_CSV_HEADER, map(_cells, register.rows))


def _cells(row: Row) -> tuple[Value, ...]:
    overview, stands = row.overview, row.overview.stands
    options, deadline = stands.options, overview.next
    return (
        *(row.id, row.title, " + ".join(called for _, called in row.parties), overview.stated.state.value),
        *(envelope.day(stands.decided.first), envelope.day(stands.decided.last)),
        envelope.day(stands.reach.last),
        *(envelope.count(options.total), options.used, envelope.count(options.left)),
        *(overview.year.year, _status(row)),
        *(_csv_money(overview.public), _csv_quality(overview.public)),
        *(_csv_money(overview.civil), _csv_quality(overview.civil)),
        " ".join(overview.assumed),
        *((deadline.code, envelope.day(deadline.on)) if deadline else (None, None)),
        *(len(overview.overdue), ", ".join(row.boards), row.responsible.name if row.responsible else None),
    )


def _csv_money(side: Side | None) -> Decimal | None:
    return None if side is None else side.amount.value


def _csv_quality(side: Side | None) -> str | None:
    return None if side is None else side.amount.quality.value


def as_xlsx(register: Register, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.LIST_TITLE
    notes = _table(register).notes
    return sheet.write(Sheet(title, _CSV_HEADER, tuple(map(_cells, register.rows)), notes))


def as_json(register: Register, _width: int | None) -> str:
    """Write the register; the problems of files that are left out stand beside it."""
    result = {"assumed": list(register.told), "agreements": [_fields(row) for row in register.rows]}
    revision = register.basis.revision
    return envelope.write("list", register.as_of, result, register.problems, revision=revision)


def _fields(row: Row) -> dict[str, object]:
    overview, stands = row.overview, row.overview.stands
    return {
        "agreement": row.id,
        "title": row.title,
        "parties": [{"party": key, "called": called} for key, called in row.parties],
        "boards": list(row.boards),
        "responsible": envelope.official(row.responsible),
        "state": overview.stated.state.value,
        "why": envelope.placed_reason(overview.stated.why, row.place),
        "term": envelope.term(stands),
        "options": envelope.options(stands.options),
        "year": {
            "year": overview.year.year,
            "status": _status(row),
            "public": overview.public
            and envelope.money_fields(overview.public.amount, overview.public.exact),
            "civil": overview.civil and envelope.money_fields(overview.civil.amount, overview.civil.exact),
            "assumed": list(overview.assumed),
        },
        "deadline": overview.next and envelope.deadline(overview.next, overview.as_of),
        "overdue": len(overview.overdue),
    }


def _side_fields(side: Side | None) -> dict[str, object] | None:
    return None if side is None else envelope.money_fields(side.amount, side.exact)


FORMATS: dict[str, Callable[[Register, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
