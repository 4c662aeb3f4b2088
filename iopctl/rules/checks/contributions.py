"""Each contribution is borne by a party, and is an amount or hours × rate; given both, they agree.

The two agree to the krona.

Holds: 20 hours a week × 40 weeks × 265 kr = 212 000 kr, amount 212000 or none.
Does not: the same hours and rate with amount 221000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, money
from iopctl.money import EXACT, Quality

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Contribution
    from iopctl.problem import Finding, Where

READS = ("parties", "budget")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find unknown bearers, missing amounts, and hours that say something else than the amount."""
    for version_index, version in enumerate(agreement.budget):
        for index, contribution in enumerate(version.contributions):
            where: Where = ("budget", version_index, "contributions", index)
            if contribution.by not in agreement.parties:
                cure = catalogue.closest(contribution.by, agreement.parties)
                yield catalogue.UNKNOWN_PARTY.at((*where, "by"), found=contribution.by, cure=cure)
            yield from _hours_findings(contribution, where)


def _hours_findings(contribution: Contribution, where: Where) -> Iterator[Finding]:
    a_week, weeks = contribution.hours_per_week, contribution.weeks_per_year
    a_year, rate = contribution.hours_per_year, contribution.hourly_rate
    from_week = EXACT.multiply(a_week, weeks) if a_week is not None and weeks is not None else None
    hours = a_year if a_year is not None else from_week
    if from_week is not None and a_year is not None and from_week != a_year:
        yield catalogue.HOURS_TWICE.at((*where, "hours_per_year"), hours_per_year=a_year, product=from_week)
    elif hours is not None and rate is not None:
        yield from _disagreement(contribution, hours, rate, where)
    elif missing := _missing_hours(contribution):
        yield catalogue.HOURS_INCOMPLETE.at(where, key=missing)
    elif contribution.amount is None:
        yield catalogue.NO_AMOUNT.at(where)


def _missing_hours(contribution: Contribution) -> str | None:
    """Name the first key that hours × rate still needs, once any of them is there."""
    if contribution.hourly_rate is None and contribution.amount is None:
        given = (contribution.hours_per_year, contribution.hours_per_week, contribution.weeks_per_year)
        return "hourly_rate" if any(each is not None for each in given) else None
    if contribution.hours_per_year is not None:
        return None
    if contribution.hours_per_week is not None and contribution.weeks_per_year is None:
        return "weeks_per_year"
    if contribution.weeks_per_year is not None and contribution.hours_per_week is None:
        return "hours_per_week"
    return "hours_per_year" if contribution.hourly_rate is not None and contribution.amount is None else None


def _disagreement(
    contribution: Contribution, hours: Decimal, rate: Decimal, where: Where
) -> Iterator[Finding]:
    amount = contribution.amount
    product = EXACT.multiply(hours, rate)
    if amount is None:
        return
    if amount.quality is Quality.EXACT and money.rounded(amount.value) == money.rounded(product):
        return
    yield catalogue.HOURS_DISAGREE.at(
        (*where, "amount"),
        amount=f"{amount.value:f}",
        product=f"{product.normalize():f}",
        sum=f"{hours:f} h × {rate:f} kr",
    )
