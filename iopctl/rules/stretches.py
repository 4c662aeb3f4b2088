"""The money of a period, stretch by stretch: its calendar years, else its agreement years, else all of it.

An agreement year (avtalsår) is a year from the first day of the term or of an extension. What is so much a
year holds for each of them, and a lump sum for its whole period, without any rule; only a calendar year needs
one for its part. Where prices change at every new calendar year, an agreement year needs the rule as well.

Holds: 575 000 kr a year from 2024-10-01, 600 000 kr from 2025-10-01, a term to 2026-09-30, no rule → two
agreement years, 1 175 000 kr in all.
Does not: the calendar year 2024 of the same; three months of money printed as that of a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import money, period
from iopctl.money import Amount, Portion
from iopctl.period import Length, Period, Unit
from iopctl.problem import Finding
from iopctl.rules import budget, figure, indexation, shares
from iopctl.rules.budget import NoFigure
from iopctl.rules.figure import Figure
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.parties import Party
    from iopctl.rules.budget import Budget
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line, Share
    from iopctl.rules.term import Standing


_ONE_DAY = Length(1, Unit.DAY)


class Stretch(Struct):
    """Days whose money is shown together."""

    period: Period
    """The days that count."""
    year: int | None
    """The calendar year that they lie in; None of an agreement year, and of a whole period."""
    number: int | None
    """Which agreement year it is; None of a calendar year, and where none begins with the agreement's day."""
    shares: tuple[Share, ...]
    """What each party puts in, in the order of the file."""
    indexed: tuple[Indexed, ...]
    """How each version of the budget that is indexed follows prices."""
    per_place: Amount | None
    """The total of each place, exact; None where no number of places is stated, or it is no whole year."""

    @property
    def total(self) -> Figure:
        """The sum of the shares."""
        return figure.summed("total", (share.figure for share in self.shares))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the file."""
        return shares.in_order(self.shares)

    @property
    def amount(self) -> Amount:
        """The total, as it is known."""
        return money.total(self.amounts)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What each party puts in, as it is known."""
        return tuple(replace(share.figure.amount, prices=self.held_at) for share in self.shares)

    @property
    def portions(self) -> tuple[Portion | None, ...]:
        """What part of the total each party puts in; None of nothing."""
        return tuple(money.portions([share.figure.amount for share in self.shares]))

    @property
    def whole(self) -> bool:
        """Whether it is a whole year."""
        return self.period.years_long == 1

    @property
    def key(self) -> str | None:
        """How the name of a figure calls it: 2025, or year-1 for an agreement year."""
        return str(self.year) if self.year else f"year-{self.number}" if self.number else None

    @property
    def held_at(self) -> int | None:
        """The year in whose prices amounts are left, as no later index is known; None where none is."""
        return max((each.held_at for each in self.indexed if each.held_at), default=None)

    def __str__(self) -> str:
        """Name it: a whole calendar year, else its days."""
        return str(self.year) if self.year and self.whole else str(self.period)


class PartyMoney(Struct):
    """What one party puts in over the period that the memo is about."""

    party: Party
    """The party."""
    by_stretch: tuple[Amount, ...]
    """In each stretch of the period, in order."""
    a_year: Amount | None
    """In each whole year of the period, where every stretch is at the same rate; else None."""
    in_all: Amount | None
    """In the whole period; None where it has no end, or its years are in different prices."""
    portion: Portion | None
    """What part it is of the total of the stretch shown; None where that is nothing."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or years differ."""


class Money(Struct):
    """The money of the period that the memo is about."""

    stretches: tuple[Stretch, ...]
    """Its stretches, in order, as far as the money is known; none where nothing is. Of what has no end, up to
    the first whole year of the last amounts known."""
    a_year: Amount | None
    """The total of each whole year, where every stretch is at the same rate for each party; else None."""
    in_all: Amount | None
    """The total of the period; None where it has no end, or its years are in different prices."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or years differ."""
    parties: tuple[PartyMoney, ...]
    """The same for each party that puts something in, in the order of the file."""
    held_at: int | None
    """The year in whose prices amounts are left, as no later index is known; None where none is."""

    @property
    def unstated(self) -> tuple[str, ...]:
        """The contributions without a value, which no sum counts."""
        return money.total(each.amount for each in self.stretches).unstated

    @property
    def period(self) -> Period:
        """The days of all stretches."""
        return Period(self.stretches[0].period.first, self.stretches[-1].period.stop)

    @property
    def shown(self) -> Stretch:
        """The stretch that stands for the others: the first whole year, else the first."""
        return next((each for each in self.stretches if each.whole), self.stretches[0])

    @property
    def assumed(self) -> tuple[str, ...]:
        """The series whose assumed values any of it rests on."""
        return tuple(sorted({code for each in self.stretches for code in each.total.assumed}))


def of(
    agreement: Agreement, asked: Period, known: Known, stands: Standing, *, whole: bool = False
) -> tuple[Stretch, ...] | NoFigure:
    """Compute a period in the first of the three ways that gives a figure; else say what the first lacks.

    An agreement year that the period's beginning cuts is shown whole, and with `whole` so is one that its end
    cuts. Of what has no end, everything is shown up to the first whole year of the last amounts known.
    """
    upto = asked if asked.stop else Period(asked.first, _settled(agreement, asked, known))
    calendar = _calendar(agreement, asked, upto, known, stands)
    if not isinstance(calendar, NoFigure):
        return calendar
    ends = stands.reach if whole else stands.reach.overlap(Period(stands.reach.first, upto.stop))
    for cut in (_agreement_years, _segments):
        days = [each.overlap(ends) if ends else None for each in cut(stands, upto)]
        made = [_stretch(agreement, each, known) for each in days if each and each.stop]
        found = tuple(each for each in made if isinstance(each, Stretch))
        if found and len(found) == len(days):
            return found
    return calendar


def like(
    agreement: Agreement, stretch: Stretch, asked: Period, known: Known, stands: Standing
) -> Stretch | NoFigure:
    """Compute the days of a stretch for another state of the agreement."""
    if stretch.year is None:
        return _stretch(agreement, stretch.period, known)
    found = budget.of_standing(agreement, stretch.year, known, stands, asked)
    return found if isinstance(found, NoFigure) else of_budget(agreement, stretch.period, found)


def of_budget(agreement: Agreement, counted: Period, computed: Budget) -> Stretch:
    """Take the days of a calendar year that its budget has counted."""
    return _made(agreement, Stretch(counted, computed.year, None, computed.shares, computed.indexed, None))


def summed(
    agreement: Agreement, asked: Period, stretches: tuple[Stretch, ...], *, known_to_end: bool = True
) -> Money:
    """Sum up the stretches of a period; a party that puts nothing in at all is left out.

    Where the money of the last years is not known, there is neither a sum of all nor an amount of each year.
    """
    if not stretches:
        return Money((), None, None, None, (), None)
    borne = {share.party for each in stretches for share in each.shares if share.lines}
    stretches = tuple(
        replace(each, shares=tuple(share for share in each.shares if share.party in borne))
        for each in stretches
    )
    held_at = max((each.held_at for each in stretches if each.held_at), default=None)
    in_same_prices = all(held_at in {None, each.held_at, each.year} for each in stretches)
    add_up = asked.stop is not None and in_same_prices and known_to_end
    whole = [each for each in stretches if each.whole]
    shown = (whole or stretches)[0]
    steady = known_to_end and _at_one_rate(stretches)
    parties = []
    for index, share in enumerate(shown.shares):
        amounts = tuple(each.amounts[index] for each in stretches)
        alike = steady and len({each.shares[index].figure.value for each in whole}) == 1
        a_year = replace(shown.amounts[index], prices=held_at) if alike else None
        parties.append(
            PartyMoney(
                party=agreement.parties[share.party],
                by_stretch=amounts,
                a_year=a_year,
                in_all=money.total(amounts) if add_up else None,
                portion=shown.portions[index],
                per_place=budget.per_place(a_year, agreement.places) if a_year else None,
            )
        )
    a_year = money.total(each.a_year for each in parties if each.a_year)
    alike = all(each.a_year for each in parties)
    return Money(
        stretches=stretches,
        a_year=a_year if alike else None,
        in_all=money.total(each.amount for each in stretches) if add_up else None,
        per_place=budget.per_place(a_year, agreement.places) if alike else None,
        parties=tuple(parties),
        held_at=held_at,
    )


def _at_one_rate(stretches: tuple[Stretch, ...]) -> bool:
    """Tell whether all years, and parts of one, have the same lines at the same prices.

    A sum for the whole term is not so much a year where a year is cut.
    """
    rates = {
        (
            frozenset(line.order for line in each.lines),
            frozenset(indexed.factor and indexed.factor.value for indexed in each.indexed),
        )
        for each in stretches
    }
    lump = any(line.contribution.basis.lump for each in stretches for line in each.lines)
    return len(rates) == 1 and (not lump or all(each.whole for each in stretches))


def _settled(agreement: Agreement, asked: Period, known: Known) -> date:
    """Find the end of the first year in which nothing new begins, of what has no end."""
    since = [each.first for each in indexation.in_force(agreement, known.as_of).values()]
    return period.after(max(asked.first, *since), Length(1, Unit.YEAR))


def _calendar(
    agreement: Agreement, asked: Period, upto: Period, known: Known, stands: Standing
) -> tuple[Stretch, ...] | NoFigure:
    found = []
    # How certain the money is, which could cut a year once more, is not asked here.
    certain = replace(stands, decided=stands.reach)
    for year in upto.years:
        computed = budget.of_standing(agreement, year, known, certain, asked)
        if isinstance(computed, NoFigure):
            return computed
        counted = asked.overlap(stands.reach) or asked
        found.append(of_budget(agreement, counted.overlap(Period.year(year)) or counted, computed))
    return tuple(found)


def _segments(stands: Standing, asked: Period) -> Iterator[Period]:
    """Find the term and the extensions that a period meets, whole; of later options only what it has."""
    starts = [stands.decided.first, *(each.period.first for each in stands.extended)]
    segments = list(map(Period, starts, [*starts[1:], stands.decided.stop]))
    if stands.decided.stop is not None:
        segments.append(Period(stands.decided.stop, asked.stop))
    return (each for each in segments if asked.overlap(each))


def _agreement_years(stands: Standing, asked: Period) -> Iterator[Period]:
    """Find the years of the term and of each extension, from their first days, that a period meets."""
    for segment in _segments(stands, asked):
        count, first = 1, segment.first
        while first in segment and (asked.stop is None or first < asked.stop):
            last = period.last_day(segment.first, Length(count, Unit.YEAR))
            year = Period.of(first, last)
            if asked.overlap(year):
                yield year.overlap(segment) or year
            count, first = count + 1, period.after(last, _ONE_DAY)


def _stretch(agreement: Agreement, days: Period, known: Known) -> Stretch | NoFigure:
    found = shares.of(agreement, days, known, days)
    if isinstance(found, Finding):
        return NoFigure(days.first.year, found)
    starts = agreement.term.starts
    begun = 0 if days.first == starts else Period(starts, days.first).years_long
    number = None if begun is None or days.years_long != 1 else begun + 1
    return _made(agreement, Stretch(days, None, number, found.shares, found.indexed, None))


def _made(agreement: Agreement, stretch: Stretch) -> Stretch:
    """Add what a place has of it."""
    if not stretch.whole:
        return stretch
    return replace(stretch, per_place=budget.per_place(stretch.amount, agreement.places))
