"""A lump sum: one amount for a whole term or a stated period, and what of it falls on a calendar year.

It is spread over its calendar years only as the file says: by days, by whole months, or evenly. The years'
parts are whole kronor that add up to the sum. It belongs to its own period and to no other: an extension does
not repeat it, and it is not indexed, since it is not in the prices of a year.

Holds: 470 000 kr for 470 days from 2024-01-31, by days → 336 000 kr in 2024 and 134 000 kr in 2025.
Does not: the same in a year after its period, where it comes to nothing; any year, where no spread is stated.
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
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Contribution
    from iopctl.problem import Finding, Where


class LumpSum(Struct):
    """A lump sum of one version of the budget, and the stretch of a year that is asked about."""

    contribution: Contribution
    where: Where
    period: Period | None
    """What it is for; None where the file does not tell."""
    span: Period
    unit: Decimal
    """What the sum and its yearly parts are rounded to, in kronor."""

    @classmethod
    def of(cls, agreement: Agreement, where: Where, span: Period, as_of: date) -> LumpSum:
        """Find the period of the lump sum that stands at a node, as the term stands on a day."""
        _, version_index, _, index = where
        version = agreement.budget[int(version_index)]
        contribution = version.contributions[int(index)]
        found = _period(agreement, version, contribution, as_of)
        return cls(contribution, where, found, span, version.rounding.unit)

    @property
    def year(self) -> int:
        """The calendar year asked about."""
        return self.span.first.year


def _period(
    agreement: Agreement, version: BudgetVersion, contribution: Contribution, as_of: date
) -> Period | None:
    """Find it: from the version's first day, for a stated time or to the end of the term that it lies in."""
    first = max(version.since, agreement.term.starts)
    length = contribution.basis.length
    if contribution.basis.of is Of.PERIOD and length is not None:
        return Period.of(first, last_day(first, length))
    stands = term.standing(agreement, as_of)
    terms = [agreement.term.period, *(each.period for each in stands.extended)]
    if agreement.extension is not None and stands.proposal is not None:
        terms.append(agreement.extension.extensions[stands.proposal].period)
    found = next((each for each in terms if first in each), None)
    return Period(first, found.stop) if found is not None and found.stop is not None else None


def refusal(lump: LumpSum) -> Finding | None:
    """Find why the part of a lump sum that falls on a year cannot be told."""
    spread, where, period = lump.contribution.spread, lump.where, lump.period
    year, name = lump.year, lump.contribution.name
    if period is None:
        return codes.NO_PERIOD.at((*where, "basis"), year=year, name=name)
    of_year = period.overlap(Period.year(lump.year))
    counted = period.overlap(lump.span)
    if of_year is None or (of_year == period and counted == period):
        return None
    if spread is None:
        return codes.SPREAD_UNSTATED.at(
            where, on_key=True, year=year, name=name, first=period.first, last=period.last
        )
    if spread is Spread.EVENLY and counted not in {None, of_year}:
        return codes.SPREAD_CUT.at((*where, "spread"), year=year, name=name, spread=spread)
    parts = [each for each in (period, of_year, counted) if each is not None]
    if spread is Spread.MONTHS and any(each.whole_months is None for each in parts):
        return codes.SPREAD_CUT.at((*where, "spread"), year=year, name=name, spread=spread)
    return None


def share(lump: LumpSum, amount: Figure) -> Figure:
    """Give what of a lump sum falls on a stretch of a year."""
    period, spread = lump.period, lump.contribution.spread or Spread.DAYS
    if period is None or period.last is None:
        message = f"{amount.what} has no period"
        raise ValueError(message)
    counted = period.overlap(lump.span)
    of_year = period.overlap(Period.year(lump.year))
    if counted is None or of_year is None:
        return _part(amount, spread, None, period)
    if counted == period:
        return amount
    years = range(period.first.year, period.last.year + 1)
    parts = [_part(amount, spread, period.overlap(Period.year(year)), period) for year in years]
    total = money.rounded(amount.value, lump.unit)
    values = money.apportion(total, [each.value for each in parts], lump.unit)
    index = lump.year - period.first.year
    whole = figure.apportioned(parts[index], values[index], lump.unit)
    return whole if counted == of_year else _part(whole, spread, counted, of_year)


def _part(amount: Figure, spread: Spread, counted: Period | None, of: Period) -> Figure:
    """Give the part of an amount that a stretch of its period has."""
    unit, part, whole = _measured(spread, counted, of)
    return figure.made(
        amount.what,
        amount.unit,
        Step.PART,
        amount,
        figure.given(f"{unit} that count", Decimal(part), unit),
        figure.given(f"{unit} of the whole", Decimal(whole), unit),
    )


def _measured(spread: Spread, counted: Period | None, of: Period) -> tuple[Unit, int, int]:
    match spread:
        case Spread.DAYS:
            return Unit.DAYS, counted.days if counted else 0, of.days
        case Spread.MONTHS:
            return Unit.MONTHS, (counted.whole_months or 0) if counted else 0, of.whole_months or 1
        case Spread.EVENLY:
            last = of.last or of.first
            return Unit.YEARS, 1 if counted else 0, last.year - of.first.year + 1
