"""What one contribution comes to: in a whole year, in the prices of the price year; or a lump sum in a year.

It is the amount that the agreement states, else hours a year × kr an hour; the hours are stated as such, or
as hours a week × weeks a year. An amount for each place counts as many times as there are places.

A lump sum is one amount for a whole term or a stated period. It is spread over its calendar years only as the
file says: by days, by whole months, or evenly. The years' parts are whole kronor that add up to the sum. It
belongs to its own period and to no other: an extension does not repeat it, and it is not indexed. What its
party puts in after the term that it is given in is not known, unless another line says so.

What the agreement gives no value counts nowhere, needs no rule, and is named by every figure that misses it.

Holds: 20 hours a week × 40 weeks × 265 kr = 212 000 kr.
Holds: 470 000 kr for 470 days from 2024-01-31, by days → 336 000 kr in 2024 and 134 000 kr in 2025.
Does not: hours without a rate, or a rate without hours; a lump sum in a year after its period.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.model.budget import Of, Spread
from iopctl.period import Period, last_day
from iopctl.rules import figure, term
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Contribution
    from iopctl.problem import Finding, Where


def amount(contribution: Contribution, where: Where, places: int | None) -> Figure | None:
    """Give the amount as it is stated, else hours × rate, else none that counts; for all places, if for one.

    None where the number of these is not stated.
    """
    stated, at = contribution.amount, (*where, "amount")
    if stated is None:
        found = worked(contribution, where) or figure.unstated(contribution.name, at)
    else:
        found = figure.read(contribution.name, stated.value, Unit.KRONOR, at, stated.quality)
    if found.unstated or contribution.basis.of is not Of.PLACE:
        return found
    if places is None:
        return None
    number = figure.read("places", Decimal(places), Unit.PLACES, ("targets", "places"))
    return figure.made(contribution.name, Unit.KRONOR, Step.PRODUCT, found, number)


def has_value(contribution: Contribution) -> bool:
    """Tell whether the agreement says what a contribution is worth: an amount, or hours and a rate."""
    return contribution.amount is not None or worked(contribution, ()) is not None


def worked(contribution: Contribution, where: Where) -> Figure | None:
    """Give hours × rate, where both are stated."""
    a_year = hours(contribution, where)
    if a_year is None or contribution.hourly_rate is None:
        return None
    rate = figure.read("rate", contribution.hourly_rate, Unit.KRONOR_AN_HOUR, (*where, "hourly_rate"))
    return figure.made(contribution.name, Unit.KRONOR, Step.PRODUCT, a_year, rate)


def hours(contribution: Contribution, where: Where) -> Figure | None:
    """Give the hours of a whole year, where there are any."""
    stated = contribution.hours_per_year
    if stated is not None:
        return figure.read("hours a year", stated, Unit.HOURS, (*where, "hours_per_year"))
    return hours_by_week(contribution, where)


def hours_by_week(contribution: Contribution, where: Where) -> Figure | None:
    """Give hours a week × weeks a year, where both are stated."""
    a_week, weeks = contribution.hours_per_week, contribution.weeks_per_year
    if a_week is None or weeks is None:
        return None
    return figure.made(
        "hours a year",
        Unit.HOURS,
        Step.PRODUCT,
        figure.read("hours a week", a_week, Unit.HOURS_A_WEEK, (*where, "hours_per_week")),
        figure.read("weeks a year", weeks, Unit.WEEKS, (*where, "weeks_per_year")),
    )


class Sum(Struct):
    """The whole of one contribution: the amount of a year, or of the period that a lump sum is for."""

    contribution: Contribution
    where: Where
    figure: Figure
    period: Period | None
    """What a lump sum is for; None where the file does not say, and for what is so much a year."""
    until: date | None
    """The end of the term or extension that a lump sum is given in; nothing is stated of it after that."""
    unit: Decimal
    """What the parts of a lump sum are rounded to, in kronor."""

    def refusals(self, span: Period) -> Iterator[Finding]:
        """Find why nobody can say what falls on some days: all or nothing of it always can be."""
        if self.figure.unstated:
            return
        if self.period is None:
            where = (*self.where, "basis")
            yield codes.NO_PERIOD.at(where, year=span.first.year, name=self.contribution.name)
        elif self.period.overlap(span) not in {None, self.period}:
            for each in span.calendar_years:
                yield from self._refusals(each, self.period)

    def _refusals(self, span: Period, period: Period) -> Iterator[Finding]:
        spread, name, year = self.contribution.spread, self.contribution.name, span.first.year
        counted, of_year = period.overlap(span), period.overlap(Period.year(year))
        if counted is None:
            return
        parts = [each for each in (period, of_year, counted) if each is not None]
        if spread is None:
            first, last = period.first, period.last
            yield codes.SPREAD_UNSTATED.at(
                self.where, on_key=True, year=year, name=name, first=first, last=last
            )
        elif (spread is Spread.EVENLY and counted not in {None, of_year}) or (
            spread is Spread.MONTHS and any(each.whole_months is None for each in parts)
        ):
            yield codes.SPREAD_CUT.at((*self.where, "spread"), year=year, name=name, spread=spread)

    def within(self, span: Period) -> Figure:
        """Give what of a lump sum falls on some days."""
        period = self.period
        if self.figure.unstated and (period is None or period.overlap(span)):
            return self.figure
        if period is None or period.last is None:
            message = f"{self.figure.what} has no period"
            raise ValueError(message)
        counted, of_year = period.overlap(span), period.overlap(Period.year(span.first.year))
        if counted == period:
            return self.figure
        if len(span.years) > 1:
            return figure.summed(self.figure.what, map(self.within, span.calendar_years))
        if counted is None or of_year is None:
            return self._part(self.figure, None, period)
        parts = [self._part(self.figure, period.overlap(Period.year(year)), period) for year in period.years]
        total = money.rounded(self.figure.value, self.unit)
        values = money.apportion(total, [each.value for each in parts], self.unit)
        index = span.first.year - period.first.year
        whole = figure.apportioned(parts[index], values[index], self.unit)
        return whole if counted == of_year else self._part(whole, counted, of_year)

    def _part(self, amount: Figure, counted: Period | None, of: Period) -> Figure:
        """Give the part of an amount that some days of its period have."""
        spread = self.contribution.spread
        if spread is Spread.EVENLY:
            return figure.part(amount, Unit.YEARS, 1 if counted else 0, len(of.years), "whole")
        return figure.part_of_period(amount, counted, of, "whole", months=spread is Spread.MONTHS)


def whole(agreement: Agreement, where: Where, as_of: date) -> Sum:
    """Give the whole of the contribution at a node; raise ValueError where checks find no places."""
    _, version_index, _, index = where
    version = agreement.budget[int(version_index)]
    contribution = version.lines[int(index)]
    found = amount(contribution, where, agreement.places)
    if found is None:
        message = f"{contribution.name} is for places that are not stated"
        raise ValueError(message)
    period = until = None
    if contribution.basis.lump:
        first, length = max(version.since, agreement.term.starts), contribution.basis.length
        rest = _rest_of_term(agreement, first, as_of)
        # A sum for the term runs to its end; one for a stated time may go on after it.
        period = rest if length is None else Period.of(first, last_day(first, length))
        ends = [each.stop for each in (rest, period) if each and each.stop]
        until = max(ends) if rest else None
    return Sum(contribution, where, found, period, until, version.rounding.unit)


def _rest_of_term(agreement: Agreement, first: date, as_of: date) -> Period | None:
    """Find the days from the first of a version to the end of the term or extension that it lies in."""
    stands = term.standing(agreement, as_of)
    terms = [agreement.term.period, *(each.period for each in stands.extended)]
    if stands.proposal is not None:
        terms.append(stands.proposal.extension.period)
    found = next((each for each in terms if first in each), None)
    return Period(first, found.stop) if found is not None and found.stop is not None else None
