"""The register, one line an agreement, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from iopctl import labels, swedish
from iopctl.answers import envelope, kronor
from iopctl.answers.basis import TODAY, Basis
from iopctl.render import csv, markdown, terminal, xlsx
from iopctl.rules import boards
from iopctl.rules.budget import NoFigure
from iopctl.rules.extension import State
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace
from iopctl.table import Column, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Problem
    from iopctl.render.records import Value
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Side
    from iopctl.rules.term import Options, Standing
    from iopctl.source.document import Document

TONES = {
    labels.STATES[state]: tone
    for state, tone in {
        State.UPCOMING: Tone.QUIET,
        State.RUNNING: Tone.GOOD,
        State.LAST_PERIOD: Tone.WARNING,
        State.UNDER_NOTICE: Tone.WARNING,
        State.ENDED: Tone.QUIET,
    }.items()
}


class Entry(Struct):
    """One agreement of the register, as it was read and summed up."""

    id: str
    agreement: Agreement
    document: Document
    summary: Overview

    @property
    def parties(self) -> str:
        """What its parties are called."""
        return " + ".join(party.called for party in self.agreement.parties.values())

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How certain the money of the year is, part by part; nothing where the year has no figure."""
        year = self.summary.year
        return () if isinstance(year, NoFigure) else year.statuses


class Row(Struct, gc=False):
    """What is kept of an entry until all have been read, and nothing else: there may be ten thousand."""

    order: Any
    """What it is sorted by."""
    id: str
    statuses: tuple[Status, ...]
    """How certain the money of the year is, part by part."""
    assumed: tuple[str, ...]
    """The codes of the series whose assumed values that money rests on."""
    overdue: bool
    """Whether something should have been done already."""
    shown: Any
    """What its format shows: the cells of a row, or the fields of an object."""


class Format(Struct):
    """One way to write the register: what it shows of an entry, and how all rows are written."""

    shown: Callable[[Entry], Any]
    write: Callable[[Register, int | None], str | bytes]

    def row(self, entry: Entry, order: object = None) -> Row:
        """Keep what is shown of an entry; the rest of it is let go."""
        summary = entry.summary
        return Row(
            order=order,
            id=entry.id,
            statuses=entry.statuses,
            assumed=summary.assumed,
            overdue=bool(summary.overdue),
            shown=self.shown(entry),
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
        return terminal.write([whole], width, colour=register.colour)
    return terminal.write([_table(register, short=True)], width, colour=register.colour)


def as_markdown(register: Register, _width: int | None) -> str:
    """Write the register in Markdown."""
    return markdown.write([_table(register)])


def _table(register: Register, *, short: bool = False) -> Table:
    """Set out the register, or of each agreement only what is asked first."""
    year = register.as_of.year
    names = (labels.ID, labels.PARTIES, labels.STATE, labels.ENDS, labels.OPTIONS, labels.NEXT)
    public, civil = f"{labels.PUBLIC} {year}", f"{labels.CIVIL} {year}"
    columns = (*map(Column, names), Column(public, figures=True), Column(civil, figures=True))
    rows = tuple(row.shown for row in register.rows)
    if short:
        kept = [index for index, each in enumerate(columns) if each.name not in {labels.PARTIES, civil}]
        columns = tuple(columns[index] for index in kept)
        rows = tuple(tuple(cells[index] for index in kept) for cells in rows)
    drawn = Table(columns, rows, notes=_notes(register))
    return replace(drawn, tones=_tones(register, drawn)) if register.colour else drawn


def _tones(register: Register, drawn: Table) -> dict[tuple[int, int], Tone]:
    """Give the states, and the deadlines of what is overdue, their tones."""
    names = [column.name for column in drawn.columns]
    state, deadline = names.index(labels.STATE), names.index(labels.NEXT)
    tones = {(number, state): TONES[cells[state]] for number, cells in enumerate(drawn.rows)}
    return tones | {(number, deadline): Tone.ALARM for number, row in enumerate(register.rows) if row.overdue}


def _notes(register: Register) -> tuple[str, ...]:
    year = register.as_of.year
    uncertain = [row for row in register.rows if set(row.statuses) - {Status.COMMITTED}]
    overdue = any(row.overdue for row in register.rows)
    return (
        *((labels.SOMETHING_OVERDUE,) if overdue else ()),
        *(labels.uncertain(row.id, year, row.statuses) for row in uncertain),
        *map(labels.assumption, register.told),
        *register.basis.notes,
    )


def _cells(entry: Entry) -> tuple[str, ...]:
    summary, stands = entry.summary, entry.summary.stands
    words = (
        *(entry.parties, labels.STATES[summary.state]),
        *(_ends(stands), _options(stands.options), _next(summary)),
    )
    money = (_money(entry, side) for side in (summary.public, summary.civil))
    # Many agreements have the same words, and then they are kept once; few have the same amounts.
    return (entry.id, *map(sys.intern, words), *money)


def _ends(stands: Standing) -> str:
    ends = stands.decided.last
    return labels.NO_END if ends is None else ends.isoformat()


def _options(options: Options) -> str:
    if options.total is None:
        return labels.NONE if options.closed else labels.NO_LIMIT
    return f"{options.left} of {options.total}" if options.total else labels.NONE


def _next(summary: Overview) -> str:
    deadline = summary.next
    if deadline is None:
        return labels.NONE
    mark = f" {labels.OVERDUE}" if summary.overdue else ""
    return f"{deadline.on} {labels.DEADLINES[deadline.code]}{mark}"


def _money(entry: Entry, side: Side | None) -> str:
    if side is None:
        return labels.NONE
    written = swedish.with_quality(side.amount.quality, swedish.number(side.amount.value))
    written = labels.marked(written, entry.summary.assumed)
    return f"{written}{labels.UNCERTAIN}" if set(entry.statuses) - {Status.COMMITTED} else written


_CSV_HEADER = (
    *("id", "title", "parties", "state", "starts", "ends", "latest_end"),
    *("options_total", "options_used", "options_left"),
    *("year", "status", "public", "public_quality", "civil", "civil_quality", "assumed"),
    *("deadline", "deadline_on", "overdue", "boards", "responsible"),
)


def as_csv(register: Register, _width: int | None) -> str:
    """Write one row for each agreement."""
    return csv.separated(_CSV_HEADER, (row.shown for row in register.rows))


def as_xlsx(register: Register, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    rows = tuple(row.shown for row in register.rows)
    return xlsx.sheet(labels.LIST_TITLE, _CSV_HEADER, rows, _notes(register))


def _values(entry: Entry) -> tuple[Value, ...]:
    agreement, summary = entry.agreement, entry.summary
    stands, options, deadline = summary.stands, summary.stands.options, summary.next
    return (
        *(entry.id, agreement.title, entry.parties, summary.state.value),
        *(_day(stands.decided.first), _day(stands.decided.last), _day(stands.reach.last)),
        *(envelope.count(options.total), options.used, envelope.count(options.left)),
        *(summary.year.year, sys.intern(" ".join(entry.statuses)) or None),
        *(_csv_money(summary.public), _csv_quality(summary.public)),
        *(_csv_money(summary.civil), _csv_quality(summary.civil)),
        " ".join(summary.assumed),
        *((deadline.code, _day(deadline.on)) if deadline else (None, None)),
        *(len(summary.overdue), ", ".join(boards.all_of(agreement))),
        agreement.responsible.name if agreement.responsible else None,
    )


def _day(day: date | None) -> str | None:
    written = envelope.day(day)
    return written and sys.intern(written)


def _csv_money(side: Side | None) -> Decimal | None:
    return None if side is None else side.amount.value


def _csv_quality(side: Side | None) -> str | None:
    return None if side is None else side.amount.quality.value


def as_json(register: Register, _width: int | None) -> str:
    """Write the register; the problems of files that are left out stand beside it."""
    result = {"assumed": list(register.told), "agreements": [row.shown for row in register.rows]}
    revision = register.basis.revision
    return envelope.write("list", register.as_of, result, register.problems, revision=revision)


def _fields(entry: Entry) -> dict[str, object]:
    agreement, summary = entry.agreement, entry.summary
    public, civil = summary.public, summary.civil
    return {
        "agreement": entry.id,
        "title": agreement.title,
        "parties": [{"party": key, "called": party.called} for key, party in agreement.parties.items()],
        "boards": list(boards.all_of(agreement)),
        "responsible": envelope.official(agreement.responsible),
        "state": summary.state.value,
        "why": envelope.reason_fields(summary.why, entry.document),
        "term": envelope.term(summary.stands),
        "options": envelope.options(summary.stands.options),
        "year": {
            "year": summary.year.year,
            "status": entry.statuses[-1].value if entry.statuses else None,
            **({} if isinstance(summary.year, NoFigure) else kronor.parts_fields(summary.year)),
            "public": public and envelope.money_fields(public.amount, public.exact),
            "civil": civil and envelope.money_fields(civil.amount, civil.exact),
            "assumed": list(summary.assumed),
        },
        "deadline": summary.next and envelope.deadline(summary.next, summary.as_of),
        "overdue": len(summary.overdue),
    }


FORMATS = {
    "table": Format(_cells, as_table),
    "markdown": Format(_cells, as_markdown),
    "csv": Format(_values, as_csv),
    "json": Format(_fields, as_json),
    "xlsx": Format(_values, as_xlsx),
}
