"""`iopctl budget --all`: the money of the whole register, year by year."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from iopctl import money, period, spelling, swedish
from iopctl.answers import figures
from iopctl.answers.figures import Rounded, SideColumns
from iopctl.answers.reply import Reply
from iopctl.rules import portfolio
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.table import Chart, Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from iopctl.money import Amount
    from iopctl.rules.known import Known
    from iopctl.rules.portfolio import Entry, Part
    from iopctl.table import Block

_BARS = {Status.COMMITTED: "#", Status.UNTIL_FURTHER_NOTICE: "=", Status.OPTIONAL: "-"}
_LEAST_BAR, _WIDEST_BAR, _GAP = 10, 60, 2
_MARKS = {Status.COMMITTED: "", Status.UNTIL_FURTHER_NOTICE: "~", Status.OPTIONAL: "*"}


class Left(Struct):
    """A year of an agreement that the sums miss, and why."""

    id: str
    year: int
    reason: str


class SideSums(Struct):
    """What the sides put in."""

    public: Rounded
    """The public side."""
    civil: Rounded
    """The civil side."""
    third: Rounded
    """Third parties, which are on neither side."""
    total: Rounded
    """All of them."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values they rest on."""


class AgreementMoney(SideSums):
    """The money of an agreement that is equally certain."""

    agreement: str
    """The agreement's id."""
    status: Status
    """How certain it is."""
    undivided: bool
    """Whether a part of it is committed, and the file does not say how much."""


class BoardMoney(Rounded):
    """What a board pays."""

    board: str
    """The board."""


class KindMoney(Rounded):
    """What consists of one kind."""

    kind: str
    """The kind of contribution."""


class StatusSum(SideSums):
    """All money of a year that is equally certain."""

    status: Status
    """How certain it is."""
    boards: tuple[BoardMoney, ...]
    """The public side by board."""
    kinds: tuple[KindMoney, ...]
    """All parties by kind."""


class RegisterYear(Struct):
    """The money of a year."""

    year: int
    """The calendar year."""
    agreements: tuple[AgreementMoney, ...]
    """Those that have money in the year, one item for each certainty."""
    sums: tuple[StatusSum, ...]
    """At most one for each status, never one for all."""
    missing: tuple[str, ...]
    """The ids of the agreements that the sums miss; `problems` says why."""


class RegisterMoney(Struct):
    """The money of the whole register."""

    assumed: tuple[str, ...]
    """What was assumed of the series: `PKV=2.5%`."""
    years: tuple[RegisterYear, ...]
    """The years asked for."""


class Record(Struct):
    """A row of csv: an agreement, a sum, a board, a kind, or what is missing."""

    year: int
    row: str
    name: str
    status: str | None = None


class Why(Struct):
    """The last column of csv."""

    reason: str | None = None
    """Why something is missing."""


class Portfolio(Reply):
    """Some years of the whole register."""

    command = "budget"
    record = (Record, SideColumns, Why)

    known: Known
    years: tuple[int, ...]
    entries: tuple[Entry, ...]
    missing: tuple[Left, ...]

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        codes = set(_assumed(self.entries))
        return tuple(str(each) for each in self.known.assumed if each.code in codes)

    @property
    def title(self) -> str:
        """Head the years."""
        first, last = self.years[0], self.years[-1]
        return say("The register: budget {years}", years=first if first == last else f"{first}–{last}")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the sums miss, and that they are never added together."""
        missed: dict[tuple[str, str], list[int]] = {}
        for each in self.missing:
            missed.setdefault((each.id, each.reason.removesuffix(".")), []).append(each.year)
        words = "The sums of {years} miss {id}: {reason}."
        return (
            *(
                say(words, years=period.ranges(years), id=agreement_id, reason=reason)
                for (agreement_id, reason), years in missed.items()
            ),
            say(
                "What is committed, runs until further notice and is optional is added apart, never together."
            ),
            *self._undivided(),
            *figures.assumptions(self.assumed),
            *figures.incomplete(name for each in self.entries for name in each.total.unstated),
            *self.basis.notes,
        )

    def _undivided(self) -> Iterator[str]:
        """Name the agreements of which a part is committed that the file gives no measure of."""
        found: dict[str, list[int]] = {}
        for each in self.entries:
            if each.undivided:
                found.setdefault(each.id, []).append(each.year)
        for agreement_id, years in found.items():
            yield say(
                "{id}: all of {years} counts as until further notice, since the file does not say how a part "
                "of a year is paid ('part_years').",
                id=agreement_id,
                years=period.ranges(years),
            )

    def _of(self, year: int) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.year == year)

    def result(self) -> RegisterMoney:
        """Give the years; what is missing stands in its year, and why among the problems."""
        return RegisterMoney(self.assumed, tuple(map(self._year, self.years)))

    def _year(self, year: int) -> RegisterYear:
        entries = self._of(year)
        return RegisterYear(
            year=year,
            agreements=tuple(
                AgreementMoney(*_sides((each,)), each.id, each.status, each.undivided) for each in entries
            ),
            sums=tuple(
                StatusSum(
                    *_sides(own),
                    status,
                    tuple(BoardMoney(*figures.rounded_of(part.amount), part.name) for part in _boards(own)),
                    tuple(KindMoney(*figures.rounded_of(part.amount), part.name) for part in _kinds(own)),
                )
                for status, own in portfolio.by_status(entries).items()
            ),
            missing=tuple(each.id for each in self.missing if each.year == year),
        )

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each agreement, sum, board and kind of each year, and for each that is missing."""
        for year in self.years:
            entries = self._of(year)
            for each in entries:
                yield Record(year, "agreement", each.id, each.status.value), _columns((each,)), Why()
            for status, own in portfolio.by_status(entries).items():
                yield Record(year, "sum", "", status.value), _columns(own), Why()
                assumed = _assumed(own)
                for part in _boards(own):
                    columns = SideColumns.of(assumed, public=part.amount)
                    yield Record(year, "board", part.name, status.value), columns, Why()
                for part in _kinds(own):
                    columns = SideColumns.of(assumed, total=part.amount)
                    yield Record(year, "kind", part.name, status.value), columns, Why()
            for left in self.missing:
                if left.year == year:
                    yield Record(year, "missing", left.id), SideColumns(), Why(left.reason)

    def blocks(self) -> Iterator[Block]:
        """Set out the agreements, the boards and the kinds of a year, or several years with bars."""
        if len(self.years) > 1:
            yield self._years_table()
            if self.entries:
                yield Chart(self._bars)
            return
        yield self._year_table()
        if self.entries:
            yield self._parts_table(say("the public side by board"), say("Board"), _boards)
            yield self._parts_table(say("all parties by kind"), say("Kind"), _kinds)

    def _year_table(self) -> Table:
        entries = self._of(self.years[0])
        third = any(each.third.value for each in entries)

        def amounts(own: tuple[Entry, ...]) -> tuple[str, ...]:
            sides = portfolio.sides(own)
            shown = (sides.public, sides.civil, *((sides.third,) if third else ()), sides.total)
            return tuple(_written(each, _assumed(own)) for each in shown)

        names = (say("Public"), say("Civil"), *((say("Third parties"),) if third else ()), say("Total"))
        return Table(
            columns=(
                Column(say("Agreement")),
                *(Column(name, figures=True) for name in names),
                Column(say("Status")),
            ),
            rows=tuple((each.id, *amounts((each,)), figures.status(each.status)) for each in entries),
            title=self.title,
            sums=tuple(
                (figures.sum_of(status), *amounts(own), "")
                for status, own in portfolio.by_status(entries).items()
            ),
            notes=self.notes,
        )

    def _parts_table(self, what: str, name: str, parts: Callable[[Iterable[Entry]], Sequence[Part]]) -> Table:
        names = {spelling.key(part.name): part.name for part in parts(self.entries)}
        columns = {
            status: {spelling.key(part.name): part.amount for part in parts(own)}
            for status, own in portfolio.by_status(self.entries).items()
        }
        totals = (_written(money.total(column.values())) for column in columns.values())
        return Table(
            columns=(Column(name), *(Column(figures.sum_of(status), figures=True) for status in columns)),
            rows=tuple(
                (name, *(_written(column[key]) if key in column else "" for column in columns.values()))
                for key, name in names.items()
            ),
            title=f"{self.title}, {what}",
            sums=((say("Total"), *totals),),
        )

    def _years_table(self) -> Table:
        """Set the public side of years side by side; a mark after an amount that is not committed."""
        cells: dict[tuple[str, int], list[Entry]] = {}
        for each in self.entries:
            cells.setdefault((each.id, each.year), []).append(each)
        missing = {(each.id, each.year) for each in self.missing}
        ids = sorted({each.id for each in self.entries} | {each.id for each in self.missing})

        def cell(agreement_id: str, year: int) -> str:
            if (agreement_id, year) in missing:
                return say("no figure")
            own = cells.get((agreement_id, year), ())
            return " + ".join(f"{_written(each.public, each.assumed)}{_MARKS[each.status]}" for each in own)

        def public(year: int, status: Status) -> str:
            own = portfolio.by_status(self._of(year)).get(status, ())
            return _written(money.total(each.public for each in own), _assumed(own)) if own else ""

        return Table(
            columns=(Column(say("Agreement")), *(Column(str(year), figures=True) for year in self.years)),
            rows=tuple((each, *(cell(each, year) for year in self.years)) for each in ids),
            title=say("{title}, public side", title=self.title),
            sums=tuple(
                (figures.sum_of(status), *(public(year, status) for year in self.years))
                for status in portfolio.by_status(self.entries)
            ),
            notes=(say("~ until further notice, * optional; the others are committed."), *self.notes),
        )

    def _bars(self, width: int | None) -> str:
        """Draw the public side of each year in plain characters, which survive a pipe and an old console."""
        rows = []
        for year in self.years:
            sorted_out = portfolio.by_status(self._of(year))
            own = (sorted_out.get(status, ()) for status in Status)
            rows.append([money.add(each.public.value for each in entries) for entries in own])
        room = max(_LEAST_BAR, min((width or _WIDEST_BAR) - len("2025") - _GAP, _WIDEST_BAR))
        step = _step(max(map(money.add, rows)), room)
        lines = []
        for year, parts in zip(self.years, rows, strict=True):
            ends = [int(money.rounded(money.EXACT.divide(each, step))) for each in accumulate(parts)]
            spans = zip(_BARS.values(), [0, *ends], ends, strict=False)
            bar = "".join(mark * (end - start) for mark, start, end in spans)
            lines.append(f"{year}{' ' * _GAP}{bar}".rstrip())
        title = say("{title}, the public side year by year", title=self.title)
        scale = say(
            "# committed, = until further notice, - optional; "
            "each character is {step} kr of the public side.",
            step=swedish.number(step),
        )
        return "\n".join((title, "", *lines, "", scale))


def _step(longest: Decimal, room: int) -> Decimal:
    """Find the smallest round number of which so many make the longest bar: 1, 2 or 5 with zeros."""
    step = Decimal(1)
    while True:
        for round_number in (1, 2, 5):
            if step * round_number * room >= longest:
                return step * round_number
        step *= 10


def _assumed(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({code for each in entries for code in each.assumed}))


def _written(amount: Amount, assumed: Sequence[str] = ()) -> str:
    return figures.written(amount, assumed)


def _boards(entries: Iterable[Entry]) -> Sequence[Part]:
    return tuple(portfolio.merged(part for each in entries for part in each.boards))


def _kinds(entries: Iterable[Entry]) -> Sequence[Part]:
    return tuple(portfolio.merged(part for each in entries for part in each.kinds))


def _sides(entries: tuple[Entry, ...]) -> tuple[Rounded, Rounded, Rounded, Rounded, tuple[str, ...]]:
    sides = portfolio.sides(entries)
    public, civil, third, total = map(Rounded.of, (sides.public, sides.civil, sides.third, sides.total))
    return public, civil, third, total, _assumed(entries)


def _columns(entries: tuple[Entry, ...]) -> SideColumns:
    sides = portfolio.sides(entries)
    return SideColumns.of(
        _assumed(entries), public=sides.public, civil=sides.civil, third=sides.third, total=sides.total
    )
