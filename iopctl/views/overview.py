"""The register, one line an agreement, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl.rules.budget import NoFigure
from iopctl.rules.status import Status
from iopctl.views import envelope, labels, sheet, swedish, table, terminal
from iopctl.views.basis import TODAY, Basis
from iopctl.views.sheet import Sheet
from iopctl.views.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.money import Amount
    from iopctl.problem import Problem
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview
    from iopctl.views.table import Value


@dataclass(frozen=True, slots=True)
class Row:
    """What the overview says of one agreement; of the whole agreement it keeps only what it shows."""

    id: str
    title: str
    parties: tuple[tuple[str, str], ...]
    """Each party's key, and what it is called."""
    overview: Overview

    @classmethod
    def of(cls, agreement_id: str, agreement: Agreement, overview: Overview) -> Row:
        """Keep what is shown."""
        parties = tuple((key, party.called) for key, party in agreement.parties.items())
        return cls(agreement_id, agreement.title, parties, overview)


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, and the problems of the files that are left out."""

    as_of: date
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    basis: Basis = TODAY
    assumed: tuple[Assumption, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What any of the figures rests on, as it was asked for."""
        codes = {code for row in self.rows for code in row.overview.assumed}
        return tuple(str(each) for each in self.assumed if each.code in codes)


def as_table(register: Register, width: int | None) -> str:
    """Draw the register."""
    return terminal.text(_table(register), width)


def as_markdown(register: Register, _width: int | None) -> str:
    """Write the register in Markdown."""
    return table.markdown(_table(register))


def _table(register: Register) -> Table:
    year = register.as_of.year
    uncertain = [row for row in register.rows if _status(row) not in {None, Status.COMMITTED}]
    return Table(
        columns=(
            Column(labels.ID),
            Column(labels.PARTIES),
            Column(labels.TERM),
            Column(labels.OPTIONS),
            Column(f"{labels.PUBLIC} {year}", figures=True),
            Column(f"{labels.CIVIL} {year}", figures=True),
            Column(labels.NEXT),
        ),
        rows=tuple(
            (
                row.id,
                " + ".join(called for _, called in row.parties),
                _term(row.overview),
                _options(row.overview),
                _money(row, row.overview.public),
                _money(row, row.overview.civil),
                labels.EVENTS[row.overview.next].format(on=row.overview.on),
            )
            for row in register.rows
        ),
        notes=(
            *(labels.uncertain(row.id, year, _status(row) or "") for row in uncertain),
            *map(labels.assumption, register.told),
            *register.basis.notes,
        ),
    )


def _status(row: Row) -> Status | None:
    year = row.overview.year
    return None if isinstance(year, NoFigure) else year.status


def _term(overview: Overview) -> str:
    decided = overview.stands.decided
    return f"{decided.first} – {decided.last or ''}".rstrip()


def _options(overview: Overview) -> str:
    options = overview.stands.options
    if options.total is None:
        return labels.NO_LIMIT
    return f"{options.left} of {options.total}" if options.total else labels.NONE


def _money(row: Row, amount: Amount | None) -> str:
    if amount is None:
        return labels.NONE
    written = swedish.with_quality(amount.quality, swedish.number(amount.value))
    written = labels.marked(written, row.overview.assumed)
    return written if _status(row) is Status.COMMITTED else f"{written}{labels.UNCERTAIN}"


_CSV_HEADER = (
    "id",
    "title",
    "parties",
    "starts",
    "ends",
    "options_total",
    "options_used",
    "year",
    "status",
    "public",
    "public_quality",
    "civil",
    "civil_quality",
    "assumed",
    "next",
    "on",
)


def as_csv(register: Register, _width: int | None) -> str:
    """Write one row for each agreement."""
    return table.separated(_CSV_HEADER, _csv_rows(register))


def _csv_rows(register: Register) -> Iterator[tuple[Value, ...]]:
    for row in register.rows:
        stands = row.overview.stands
        yield (
            *(row.id, row.title, " + ".join(called for _, called in row.parties)),
            envelope.day(stands.decided.first),
            envelope.day(stands.decided.last),
            "unlimited" if stands.options.total is None else stands.options.total,
            stands.options.used,
            row.overview.year.year,
            _status(row),
            *_csv_money(row.overview.public),
            *_csv_money(row.overview.civil),
            " ".join(row.overview.assumed),
            row.overview.next.value,
            envelope.day(row.overview.on),
        )


def _csv_money(amount: Amount | None) -> tuple[Decimal | None, str | None]:
    return (None, None) if amount is None else (amount.value, amount.quality.value)


def as_xlsx(register: Register, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.LIST_TITLE
    notes = _table(register).notes
    return sheet.write(Sheet(title, _CSV_HEADER, tuple(_csv_rows(register)), notes))


def as_json(register: Register, _width: int | None) -> str:
    """Write the register; the problems of files that are left out stand beside it."""
    result = {"assumed": list(register.told), "agreements": [_fields(row) for row in register.rows]}
    revision = register.basis.revision
    return envelope.write("list", register.as_of, result, register.problems, revision=revision)


def _fields(row: Row) -> dict[str, object]:
    overview = row.overview
    options, year = overview.stands.options, overview.year
    return {
        "agreement": row.id,
        "title": row.title,
        "parties": [{"party": key, "called": called} for key, called in row.parties],
        "term": {
            "starts": envelope.day(overview.stands.decided.first),
            "ends": envelope.day(overview.stands.decided.last),
        },
        "options": {
            "total": "unlimited" if options.total is None else options.total,
            "used": options.used,
            "left": "unlimited" if options.left is None else options.left,
        },
        "year": {
            "year": year.year,
            "status": _status(row),
            "public": _amount_fields(overview.public),
            "civil": _amount_fields(overview.civil),
            "assumed": list(overview.assumed),
        },
        "next": {"event": overview.next.value, "on": envelope.day(overview.on)},
    }


def _amount_fields(amount: Amount | None) -> dict[str, object] | None:
    return None if amount is None else {"amount": int(amount.value), "quality": amount.quality.value}


FORMATS: dict[str, Callable[[Register, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
