"""What one contribution comes to in a whole year, in the prices of the price year.

It is the amount that the agreement states, else hours a year × kr an hour; the hours are stated as such, or
as hours a week × weeks a year. An amount for each place counts as many times as there are places.

Holds: 20 hours a week × 40 weeks × 265 kr = 212 000 kr.
Does not: hours without a rate, or a rate without hours; that is no amount.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.model.budget import Of
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit

if TYPE_CHECKING:
    from iopctl.model.budget import Contribution
    from iopctl.problem import Where


def whole(contribution: Contribution, where: Where, places: int | None) -> Figure:
    """Give the amount of a whole year, or of a whole lump sum; raise ValueError where checks find none."""
    found = amount(contribution, where, places)
    if found is None:
        message = f"{contribution.name} has no amount"
        raise ValueError(message)
    return found


def amount(contribution: Contribution, where: Where, places: int | None) -> Figure | None:
    """Give the amount as it is stated, else hours × rate, if there is either; for all places, if for one."""
    found = stated(contribution, where) or worked(contribution, where)
    if found is None or contribution.basis.of is not Of.PLACE:
        return found
    if places is None:
        return None
    number = figure.read("places", Decimal(places), Unit.PLACES, ("targets", "places"))
    return figure.made(contribution.name, Unit.KRONOR, Step.PRODUCT, found, number)


def stated(contribution: Contribution, where: Where) -> Figure | None:
    """Give the amount as it is stated, if it is."""
    given = contribution.amount
    if given is None:
        return None
    return figure.read(contribution.name, given.value, Unit.KRONOR, (*where, "amount"), given.quality)


def worked(contribution: Contribution, where: Where) -> Figure | None:
    """Give hours × rate, where both are stated."""
    a_year = hours(contribution, where)
    if a_year is None or contribution.hourly_rate is None:
        return None
    rate = figure.read("rate", contribution.hourly_rate, Unit.KRONOR_AN_HOUR, (*where, "hourly_rate"))
    return figure.made(contribution.name, Unit.KRONOR, Step.PRODUCT, a_year, rate)


def hours(contribution: Contribution, where: Where) -> Figure | None:
    """Give the hours of a whole year, where there are any."""
    if contribution.hours_per_year is not None:
        return figure.read(
            "hours a year", contribution.hours_per_year, Unit.HOURS, (*where, "hours_per_year")
        )
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
