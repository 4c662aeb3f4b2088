"""What each party puts in during a calendar year, what that rests on, and how certain it is.

The total of a year is the sum of the shares. A year that is certain only in part is divided: committed is
what the year would cost if nothing uncertain came about, the rest is what is not, and both make the year.
So do parts that are asked for apart: each is what the year comes to with it, less what came before it.
Where the file does not say how a part of a year is paid, a year that the decided term cuts has no
figure; one that only the day asked cuts has a figure, and is not divided.

Holds: a term to 2022-06-30, an option for a year, by months → of 2022 one half is committed, one optional.
Does not: a figure for a year after the latest possible end.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from iopctl import codes, money, spelling
from iopctl.money import EXACT, Amount, Portion, Quality
from iopctl.period import Period
from iopctl.problem import Finding
from iopctl.rules import boards, extension, figure, shares, status, term
from iopctl.rules.figure import Figure
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Where
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line, Share, Shared
    from iopctl.rules.term import Standing


class Part(Struct):
    """The part of a year's money that is equally certain."""

    status: Status
    """How certain it is."""
    shares: tuple[Share, ...]
    """What each party puts in, in the order of the file."""

    @property
    def total(self) -> Figure:
        """The sum of the shares."""
        return figure.summed(self.status.value, (each.figure for each in self.shares))

    @property
    def exact(self) -> Decimal:
        """The total before rounding, in kronor."""
        return money.add(share.exact for share in self.shares)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the file."""
        return shares.in_order(self.shares)


class Budget(Struct):
    """The money of one calendar year."""

    year: int
    """The calendar year."""
    status: Status
    """How certain the least certain of the money is."""
    rests_on: tuple[Finding, ...]
    """What the money rests on, part by part."""
    total: Figure
    """The sum of the shares."""
    shares: tuple[Share, ...]
    """What each party puts in, in the order of the file; one that bears no line puts nothing in."""
    indexed: tuple[Indexed, ...]
    """How each version of the budget that is indexed follows prices."""
    parts: tuple[Part, ...]
    """The same money by how certain it is, the surest first; none where it cannot be divided."""
    undivided: Finding | None = None
    """Why it cannot be divided, where it should be."""

    @property
    def exact(self) -> Decimal:
        """The total before rounding, in kronor."""
        return money.add(share.exact for share in self.shares)

    @property
    def borne(self) -> tuple[Share, ...]:
        """The shares that are shown: of the parties that put something in."""
        return tuple(share for share in self.shares if share.lines)

    @property
    def portions(self) -> dict[str, Portion | None]:
        """What part of the total each party puts in, by its key."""
        parts = money.portions([share.figure.amount for share in self.shares])
        return dict(zip((share.party for share in self.shares), parts, strict=True))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the file."""
        return shares.in_order(self.shares)

    @property
    def lapsed(self) -> bool:
        """Whether its optional money lies in options that nobody can use any more."""
        return status.has_lapsed(self.rests_on)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """How certain its money is, the surest first; also where it cannot be divided."""
        if self.undivided is not None:
            return (Status.COMMITTED, self.status)
        return tuple(part.status for part in self.parts)


class NoFigure(Struct):
    """A year that has no figure, and why."""

    year: int
    reason: Finding
    status: Status | None = None
    """How certain its money is, whatever it comes to; None where the agreement has none in that year."""

    @property
    def unknown(self) -> bool:
        """Whether the file says that the money is not known, not only too little to compute it."""
        return self.reason.code == codes.NO_MONEY_STATED.code

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The same, as a year with a figure gives it."""
        return (self.status,) if self.status else ()


class By(StrEnum):
    """What the lines of a year are put together by."""

    PARTY = "party"
    """Who bears them."""
    KIND = "kind"
    """What they consist of."""
    BOARD = "board"
    """Which board bears them; a party without a board stands for itself."""
    LINE = "line"
    """Nothing: each line by itself."""


class Group(Struct):
    """The lines of one party, kind or board, or a line by itself."""

    key: str
    """What tells it from the others, in every year alike; two may be called the same."""
    name: str
    figure: Figure
    """The sum of its lines as they are printed."""
    exact: Decimal
    """The same before rounding, in kronor."""
    portion: Portion | None
    """What part of the total it is; None where the total is nothing."""


def budget(agreement: Agreement, year: int, known: Known, within: Period | None = None) -> Budget | NoFigure:
    """Compute one calendar year, or the part of it that lies within a period, with what counts on a day.

    Options that nobody can use any more keep their figures, and are said to have lapsed.
    """
    return of_standing(agreement, year, known, term.standing(agreement, known.as_of), within)


def open_still(agreement: Agreement, year: int, known: Known) -> Budget | NoFigure:
    """Compute what is decided of a calendar year or can still be: without options that have lapsed."""
    return of_standing(agreement, year, known, extension.standing(agreement, known.as_of))


def of_standing(
    agreement: Agreement, year: int, known: Known, stands: Standing, within: Period | None = None
) -> Budget | NoFigure:
    """Compute the same for a term that stands in a given way."""
    asked = Period.year(year).overlap(within) if within else Period.year(year)
    counted = stands.reach.overlap(asked) if asked else None
    if counted is None:
        return NoFigure(year, _outside(agreement, stands, year))
    segments = tuple(status.segments(agreement, stands, counted))
    weakest = status.weakest(segments)
    found = _adding_up(agreement, counted, known, stands.reach.overlap(Period.year(year)) or counted)
    if isinstance(found, Finding):
        return NoFigure(year, found, weakest)
    parts = _parts(agreement, stands, counted, known, Part(weakest, found.shares))
    if isinstance(parts, Finding) and not stands.open_ended:
        return NoFigure(year, parts, weakest)
    divided = () if isinstance(parts, Finding) else parts
    return Budget(
        year=year,
        status=divided[-1].status if divided else weakest,
        rests_on=(*(segment.reason for segment in segments), *_undated(agreement, counted, known.as_of)),
        total=figure.summed("total", (share.figure for share in found.shares)),
        shares=found.shares,
        indexed=found.indexed,
        parts=divided,
        undivided=parts if isinstance(parts, Finding) else None,
    )


def _parts(
    agreement: Agreement, stands: Standing, counted: Period, known: Known, whole: Part
) -> tuple[Part, ...] | Finding:
    """Divide the money of some days of a year by how certain it is; find why that cannot be done."""
    sure = status.sure(agreement, stands)
    committed = counted.overlap(sure) if sure else None
    if committed is None or committed == counted:
        return (whole,)
    first = max(stands.reach.first, Period.year(committed.first.year).first)
    unit = whole.shares[0].figure.rounding
    found = _adding_up(agreement, committed, known, Period(first, committed.stop), unit=unit)
    if isinstance(found, Finding):
        return found
    rest = Part(whole.status, shares.without(whole.shares, found.shares))
    parts = (Part(Status.COMMITTED, found.shares), rest)
    # Where a part of a year is paid in full, what is decided costs as much as the whole.
    return parts if rest.exact else (Part(Status.COMMITTED, whole.shares),)


def _adding_up(
    agreement: Agreement, counted: Period, known: Known, whole: Period, *, unit: Decimal | None = None
) -> Shared | Finding:
    """Compute some days of a year; with the days of it before them they make what it comes to so far."""
    found = shares.of(agreement, counted, known, whole, unit=unit)
    if isinstance(found, Finding) or whole.first == counted.first:
        return found
    earlier = Period(whole.first, counted.first)
    upto = shares.of(agreement, Period(whole.first, counted.stop), known, whole, unit=unit)
    if isinstance(upto, Finding):
        return found
    before = shares.of(agreement, earlier, known, earlier, unit=upto.shares[0].figure.rounding)
    if isinstance(before, Finding):
        return found
    return replace(found, shares=shares.following(found.shares, upto.shares, before.shares))


def _undated(agreement: Agreement, counted: Period, as_of: date) -> Iterator[Finding]:
    """Find amounts that do not count yet, only because the day of their decision is missing."""
    for index, version in enumerate(agreement.budget[1:], start=1):
        applies = counted.overlap(Period(version.since, None)) is not None
        if applies and version.decided is None and not version.decided_by(as_of):
            yield codes.UNDATED_BUDGET.at(("budget", index, "from"), since=version.since)


def _outside(agreement: Agreement, stands: Standing, year: int) -> Finding:
    starts = stands.reach.first
    if year < starts.year:
        return codes.BEFORE_THE_START.at(("term", "starts"), year=year, starts=starts, first_year=starts.year)
    ends = stands.reach.last or starts
    where: Where = ("extension", "options") if agreement.extension else ("term", "ends")
    return codes.AFTER_THE_END.at(where, year=year, ends=ends, last_year=ends.year)


def line_name(of: Budget, line: Line) -> str:
    """Name a line of a year, with its days where another version of the budget has the others."""
    name = line.contribution.name
    return name if len({each.span for each in of.lines}) == 1 else f"{name}, {line.span}"


def groups(agreement: Agreement, of: Budget, by: By) -> tuple[Group, ...]:
    """Put the lines of a year together, in the order in which the groups first appear in the file.

    A group is the sum of its lines as they are printed, so that what is printed always adds up to the total.
    """
    together: dict[str, tuple[str, list[Line]]] = {}
    for line in of.lines:
        party, kind = agreement.parties[line.contribution.by], line.contribution.kind.value
        match by:
            case By.PARTY:
                key, name = line.contribution.by, party.called
            case By.KIND:
                key, name = kind, kind
            case By.BOARD:
                name = boards.called(party)
                key = spelling.key(name)
            case By.LINE:
                key, name = str(line.order), line_name(of, line)
            case _:
                assert_never(by)
        together.setdefault(key, (name, []))[1].append(line)
    sums = [figure.summed(name, (line.figure for line in lines)) for name, lines in together.values()]
    portions = money.portions([each.amount for each in sums])
    return tuple(
        Group(key, name, added, money.add(line.exact for line in lines), portion)
        for (key, (name, lines)), added, portion in zip(together.items(), sums, portions, strict=True)
    )


def per_place(amount: Amount, places: int | None) -> Amount | None:
    """Divide an amount by a number of places, a rough one to three figures; None where none is stated."""
    if not places:
        return None
    exact = EXACT.divide(amount.value, Decimal(places))
    rough = amount.quality is Quality.ABOUT
    return replace(amount, value=money.three_figures(exact) if rough else exact)
