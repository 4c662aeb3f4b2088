"""The register, one line an agreement, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.rules import deadlines
from iopctl.rules.budget import NoFigure
from iopctl.rules.state import State
from iopctl.rules.status import Status
from iopctl.struct import Struct
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
    from iopctl.problem import Finding, Place, Problem
    from iopctl.rules.deadlines import Deadline
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Side
    from iopctl.rules.term import Standing
    from iopctl.source.reading import Document
    from iopctl.views.table import Value

TONES = {
    State.UPCOMING: Tone.QUIET,
    State.RUNNING: Tone.GOOD,
    State.LAST_PERIOD: Tone.WARNING,
    State.UNDER_NOTICE: Tone.WARNING,
    State.ENDED: Tone.QUIET,
}


class Row(Struct):
    """What is shown of one agreement, and nothing else: a register may hold ten thousand."""

    id: str
    title: str
    parties: tuple[tuple[str, str], ...]
    """Each party's key, and what it is called."""
    boards: tuple[str, ...]
    responsible: Official | None
    state: State
    why: Finding
    """The reason of the state."""
    place: Place
    """Where that reason stands."""
    stands: Standing
    year: int
    status: Status | None
    """How certain the money of the year is; None where the year has no figure."""
    public: Side | None
    civil: Side | None
    assumed: tuple[str, ...]
    """The codes of the series whose assumed values that money rests on."""
    next: Deadline | None
    overdue: int
    """How much should have been done already."""

    @classmethod
    def of(cls, agreement_id: str, agreement: Agreement, document: Document, overview: Overview) -> Row:
        """Keep what is shown; the budget with all its parts and the other deadlines are let go."""
        why, year = overview.stated.why, overview.year
        return cls(
            id=agreement_id,
            title=agreement.title,
            parties=tuple((key, party.called) for key, party in agreement.parties.items()),
            boards=deadlines.boards(agreement),
            responsible=agreement.responsible,
            state=overview.stated.state,
            why=why,
            place=document.place_of(why.where, on_key=why.on_key),
            stands=overview.stands,
            year=year.year,
            status=None if isinstance(year, NoFigure) else year.status,
            public=overview.public,
            civil=overview.civil,
            assumed=overview.assumed,
            next=overview.next,
            overdue=len(overview.overdue),
        )


class Register(Struct):
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
        codes = {code for row in self.rows for code in row.assumed}
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
        (Column(labels.STATE), [labels.STATES[row.state] for row in rows]),
        (Column(labels.ENDS), [_ends(row) for row in rows]),
        (Column(labels.OPTIONS), [_options(row) for row in rows]),
        (Column(labels.NEXT), [_next(row) for row in rows]),
        (Column(f"{labels.PUBLIC} {year}", figures=True), [_money(row, row.public) for row in rows]),
        (Column(f"{labels.CIVIL} {year}", figures=True), [_money(row, row.civil) for row in rows]),
    ]
    left_out = {labels.PARTIES, f"{labels.CIVIL} {year}"} if short else set()
    shown = [each for each in columns if each[0].name not in left_out]
    names = [column.name for column, _ in shown]
    state, deadline = names.index(labels.STATE), names.index(labels.NEXT)
    tones = {(number, state): TONES[row.state] for number, row in enumerate(rows)}
    tones |= {(number, deadline): Tone.ALARM for number, row in enumerate(rows) if row.overdue}
    return Table(
        columns=tuple(column for column, _ in shown),
        rows=tuple(zip(*(cells for _, cells in shown), strict=True)),
        notes=_notes(register),
        tones=tones,
    )


def _notes(register: Register) -> tuple[str, ...]:
    year = register.as_of.year
    uncertain = [row for row in register.rows if row.status not in {None, Status.COMMITTED}]
    overdue = any(row.overdue for row in register.rows)
    return (
        *((labels.SOMETHING_OVERDUE,) if overdue else ()),
        *(labels.uncertain(row.id, year, row.status or "") for row in uncertain),
        *map(labels.assumption, register.told),
        *register.basis.notes,
    )


def _ends(row: Row) -> str:
    ends = row.stands.decided.last
    return labels.NO_END if ends is None else ends.isoformat()


def _options(row: Row) -> str:
    options = row.stands.options
    if options.total is None:
        return labels.NO_LIMIT
    return f"{options.left} of {options.total}" if options.total else labels.NONE


def _next(row: Row) -> str:
    deadline = row.next
    if deadline is None:
        return labels.NONE
    mark = f" {labels.OVERDUE}" if row.overdue else ""
    return f"{deadline.on} {labels.DEADLINES[deadline.code]}{mark}"


def _money(row: Row, side: Side | None) -> str:
    if side is None:
        return labels.NONE
    written = swedish.with_quality(side.amount.quality, swedish.number(side.amount.value))
    written = labels.marked(written, row.assumed)
    return written if row.status is Status.COMMITTED else f"{written}{labels.UNCERTAIN}"


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
    stands, options, deadline = row.stands, row.stands.options, row.next
    return (
        *(row.id, row.title, " + ".join(called for _, called in row.parties), row.state.value),
        *(envelope.day(stands.decided.first), envelope.day(stands.decided.last)),
        envelope.day(stands.reach.last),
        *(envelope.count(options.total), options.used, envelope.count(options.left)),
        *(row.year, row.status),
        *(_csv_money(row.public), _csv_quality(row.public)),
        *(_csv_money(row.civil), _csv_quality(row.civil)),
        " ".join(row.assumed),
        *((deadline.code, envelope.day(deadline.on)) if deadline else (None, None)),
        *(row.overdue, ", ".join(row.boards), row.responsible.name if row.responsible else None),
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
    return {
        "agreement": row.id,
        "title": row.title,
        "parties": [{"party": key, "called": called} for key, called in row.parties],
        "boards": list(row.boards),
        "responsible": envelope.official(row.responsible),
        "state": row.state.value,
        "why": envelope.placed_reason(row.why, row.place),
        "term": envelope.term(row.stands),
        "options": envelope.options(row.stands.options),
        "year": {
            "year": row.year,
            "status": row.status,
            "public": row.public and envelope.money_fields(row.public.amount, row.public.exact),
            "civil": row.civil and envelope.money_fields(row.civil.amount, row.civil.exact),
            "assumed": list(row.assumed),
        },
        "deadline": row.next and envelope.deadline(row.next, row.stands.as_of),
        "overdue": row.overdue,
    }


FORMATS: dict[str, Callable[[Register, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
