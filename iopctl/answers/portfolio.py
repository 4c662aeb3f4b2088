"""The money of the whole register as a table with bars, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, money, period, spelling, swedish
from iopctl.answers import envelope
from iopctl.answers.basis import TODAY, Basis
from iopctl.render import csv, markdown, terminal, xlsx
from iopctl.render.terminal import Bar
from iopctl.rules import portfolio
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from iopctl.money import Amount
    from iopctl.problem import Problem
    from iopctl.render.records import Value
    from iopctl.rules.known import Known
    from iopctl.rules.portfolio import Entry, Part


class Left(Struct):
    """A year of an agreement that the sums miss, and why."""

    id: str
    year: int
    reason: str


class Portfolio(Struct):
    """The answer to a question about some years of the whole register."""

    known: Known
    years: tuple[int, ...]
    entries: tuple[Entry, ...]
    missing: tuple[Left, ...]
    problems: tuple[Problem, ...]
    basis: Basis = TODAY

    def of(self, year: int) -> tuple[Entry, ...]:
        """Give the entries of a year."""
        return tuple(each for each in self.entries if each.year == year)

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        codes = {code for each in self.entries for code in each.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in codes)


def as_table(found: Portfolio, width: int | None) -> str:
    """Draw the agreements, the boards and the kinds; for several years also bars."""
    drawn = [terminal.write([each], width) for each in _tables(found)]
    if len(found.years) > 1 and found.entries:
        drawn.append(_bars(found, width))
    return "\n".join(drawn)


def as_markdown(found: Portfolio, _width: int | None) -> str:
    """Write the same in Markdown, without bars."""
    return "\n".join(markdown.write([each]) for each in _tables(found))


def _tables(found: Portfolio) -> Iterator[Table]:
    if len(found.years) == 1:
        yield _year_table(found)
        for title, name, parts in (
            (labels.BY_BOARD, labels.BOARD, lambda each: each.boards),
            (labels.BY_KIND, labels.KIND, lambda each: each.kinds),
        ):
            if found.entries:
                yield _parts_table(found, title, name, parts)
    else:
        yield _years_table(found)


def _year_table(found: Portfolio) -> Table:
    entries = found.of(found.years[0])
    third = any(each.third.value for each in entries)

    def amounts(own: tuple[Entry, ...]) -> tuple[str, ...]:
        sides = portfolio.sides(own)
        shown = (sides.public, sides.civil, *((sides.third,) if third else ()), sides.total)
        return tuple(_written(each, _codes(own)[0].split()) for each in shown)

    return Table(
        columns=(
            Column(labels.AGREEMENT),
            Column(labels.PUBLIC, figures=True),
            Column(labels.CIVIL, figures=True),
            *((Column(labels.THIRD, figures=True),) if third else ()),
            Column(labels.TOTAL, figures=True),
            Column(labels.STATUS),
        ),
        rows=tuple((each.id, *amounts((each,)), labels.STATUSES[each.status]) for each in entries),
        title=labels.portfolio_title(found.years[0], found.years[0]),
        sums=tuple(
            (labels.SUMS[status], *amounts(own), "") for status, own in portfolio.by_status(entries).items()
        ),
        notes=_notes(found),
    )


def _written(amount: Amount, assumed: Iterable[str] = ()) -> str:
    written = swedish.with_quality(amount.quality, swedish.number(amount.value))
    return labels.marked(written, tuple(assumed))


def _notes(found: Portfolio) -> tuple[str, ...]:
    missed: dict[tuple[str, str], list[int]] = {}
    for each in found.missing:
        missed.setdefault((each.id, each.reason), []).append(each.year)
    return (
        *(labels.misses(period.ranges(years), *of) for of, years in missed.items()),
        labels.NOT_ADDED,
        *map(labels.assumption, found.assumed),
        *found.basis.notes,
    )


def _parts_table(found: Portfolio, what: str, name: str, parts: Callable[[Entry], tuple[Part, ...]]) -> Table:
    sorted_out = portfolio.by_status(found.entries)
    names = {
        spelling.key(part.name): part.name
        for part in portfolio.merged(part for each in found.entries for part in parts(each))
    }
    columns = {
        status: {
            spelling.key(part.name): part.amount
            for part in portfolio.merged(part for each in own for part in parts(each))
        }
        for status, own in sorted_out.items()
    }
    return Table(
        columns=(Column(name), *(Column(labels.SUMS[status], figures=True) for status in columns)),
        rows=tuple(
            (name, *(_written(column[key]) if key in column else "" for column in columns.values()))
            for key, name in names.items()
        ),
        title=labels.portfolio_part(what, found.years[0], found.years[-1]),
        sums=(
            (
                labels.TOTAL,
                *(_written(money.total(column.values())) for column in columns.values()),
            ),
        ),
    )


def _years_table(found: Portfolio) -> Table:
    """Set the public side of years side by side; a mark after an amount that is not committed."""
    cells: dict[tuple[str, int], list[Entry]] = {}
    for each in found.entries:
        cells.setdefault((each.id, each.year), []).append(each)
    ids = sorted({each.id for each in found.entries} | {each.id for each in found.missing})
    missing = {(each.id, each.year) for each in found.missing}

    def cell(agreement_id: str, year: int) -> str:
        if (agreement_id, year) in missing:
            return labels.NO_FIGURE
        own = cells.get((agreement_id, year), ())
        return " + ".join(f"{_written(each.public, each.assumed)}{_MARKS[each.status]}" for each in own)

    return Table(
        columns=(
            Column(labels.AGREEMENT),
            *(Column(str(year), figures=True) for year in found.years),
        ),
        rows=tuple((each, *(cell(each, year) for year in found.years)) for each in ids),
        title=labels.portfolio_part(labels.PUBLIC_SIDE.lower(), found.years[0], found.years[-1]),
        sums=tuple(
            (labels.SUMS[status], *(_public_of(found, year, status) for year in found.years))
            for status in portfolio.by_status(found.entries)
        ),
        notes=(labels.MARKED_STATUSES, *_notes(found)),
    )


_MARKS = {Status.COMMITTED: "", Status.UNTIL_FURTHER_NOTICE: "~", Status.OPTIONAL: labels.UNCERTAIN}


def _public_of(found: Portfolio, year: int, status: Status) -> str:
    own = portfolio.by_status(found.of(year)).get(status, ())
    codes = [code for each in own for code in each.assumed]
    return _written(money.total(each.public for each in own), codes) if own else ""


def _bars(found: Portfolio, width: int | None) -> str:
    drawn = []
    for year in found.years:
        sorted_out = portfolio.by_status(found.of(year))
        parts = tuple(
            money.add(each.public.value for each in sorted_out.get(status, ())) for status in Status
        )
        drawn.append(Bar(str(year), parts))
    bars, step = terminal.bars(drawn, "".join(labels.BARS[status] for status in Status), width)
    title = labels.portfolio_part(labels.BY_YEAR, found.years[0], found.years[-1])
    scale = terminal.wrapped(labels.bar_scale(swedish.number(step)), width)
    return f"{terminal.wrapped(title, width)}\n\n{bars}\n{scale}\n"


_CSV_HEADER = (
    "year",
    "row",
    "name",
    "status",
    "public",
    "public_quality",
    "civil",
    "civil_quality",
    "third",
    "third_quality",
    "total",
    "total_quality",
    "assumed",
    "reason",
)


def as_csv(found: Portfolio, _width: int | None) -> str:
    """Write one row for each agreement, sum, board and kind of each year, and for each that is missing."""
    return csv.separated(_CSV_HEADER, _csv_rows(found))


def _csv_rows(found: Portfolio) -> Iterator[tuple[Value, ...]]:
    for year in found.years:
        entries = found.of(year)
        for each in entries:
            yield (year, "agreement", each.id, each.status.value, *_csv_sides((each,)), None)
        for status, own in portfolio.by_status(entries).items():
            yield (year, "sum", "", status.value, *_csv_sides(own), None)
            nothing = (None,) * 6
            for part in portfolio.merged(part for each in own for part in each.boards):
                head = (year, "board", part.name, status.value)
                yield (*head, *_csv(part.amount), *nothing, *_codes(own), None)
            for part in portfolio.merged(part for each in own for part in each.kinds):
                head = (year, "kind", part.name, status.value)
                yield (*head, *nothing, *_csv(part.amount), *_codes(own), None)
        for left in found.missing:
            if left.year == year:
                yield (year, "missing", left.id, None, *(None,) * 9, left.reason)


def _csv_sides(entries: tuple[Entry, ...]) -> tuple[Value, ...]:
    sides = portfolio.sides(entries)
    amounts = (sides.public, sides.civil, sides.third, sides.total)
    return (*(cell for each in amounts for cell in _csv(each)), *_codes(entries))


def _csv(amount: Amount) -> tuple[Value, Value]:
    return amount.value, amount.quality.value


def _codes(entries: Iterable[Entry]) -> tuple[str]:
    return (" ".join(sorted({code for each in entries for code in each.assumed})),)


def as_xlsx(found: Portfolio, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.portfolio_title(found.years[0], found.years[-1])
    notes = _notes(found)
    return xlsx.sheet(title, _CSV_HEADER, tuple(_csv_rows(found)), notes)


def as_json(found: Portfolio, _width: int | None) -> str:
    """Write the years; what is missing stands in its year, and why among the problems."""
    result = {
        "assumed": list(found.assumed),
        "years": [_year_fields(found, year) for year in found.years],
    }
    revision = found.basis.revision
    return envelope.write("budget", found.known.as_of, result, found.problems, revision=revision)


def _year_fields(found: Portfolio, year: int) -> dict[str, object]:
    entries = found.of(year)
    return {
        "year": year,
        "agreements": [
            {"agreement": each.id, "status": each.status.value, **_sides((each,))} for each in entries
        ],
        "sums": [
            {
                "status": status.value,
                **_sides(own),
                "boards": [
                    {"board": part.name, **_amount(part.amount)}
                    for part in portfolio.merged(part for each in own for part in each.boards)
                ],
                "kinds": [
                    {"kind": part.name, **_amount(part.amount)}
                    for part in portfolio.merged(part for each in own for part in each.kinds)
                ],
            }
            for status, own in portfolio.by_status(entries).items()
        ],
        "missing": [each.id for each in found.missing if each.year == year],
    }


def _sides(entries: tuple[Entry, ...]) -> dict[str, object]:
    sides = portfolio.sides(entries)
    return {
        "public": _amount(sides.public),
        "civil": _amount(sides.civil),
        "third": _amount(sides.third),
        "total": _amount(sides.total),
        "assumed": _codes(entries)[0].split(),
    }


def _amount(amount: Amount) -> dict[str, object]:
    return {"amount": int(amount.value), "quality": amount.quality.value}


FORMATS: dict[str, Callable[[Portfolio, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
