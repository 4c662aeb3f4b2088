"""Each contribution is borne by a party, and is an amount or hours × rate; given both, they agree.

The two agree to the krona.

Holds: 20 hours a week × 40 weeks × 265 kr = 212 000 kr, amount 212000 or none.
Does not: the same hours and rate with amount 221000; 8 785 hours a year, more than 366 days have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, money, spelling
from iopctl.model.budget import Of
from iopctl.money import Quality
from iopctl.rules import contributions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Contribution
    from iopctl.money import Amount
    from iopctl.problem import Finding, Where

READS = ("parties", "term", "targets", "budget")

# As many hours as a leap year has.
_MOST_HOURS_A_YEAR = 8784


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find unknown bearers, missing amounts, and hours that say something else than the amount."""
    for version_index, version in enumerate(agreement.budget):
        for index, contribution in enumerate(version.contributions):
            where: Where = ("budget", version_index, "contributions", index)
            # Without any party, that is the one thing to say.
            if agreement.parties and contribution.by not in agreement.parties:
                cure = spelling.closest(contribution.by, agreement.parties)
                yield codes.UNKNOWN_PARTY.at((*where, "by"), found=contribution.by, cure=cure)
            yield from _hours_findings(contribution, where)
            a_year = contribution.hours_per_year
            if a_year is not None and a_year > _MOST_HOURS_A_YEAR:
                at, limit = (*where, "hours_per_year"), _MOST_HOURS_A_YEAR
                yield codes.MORE_THAN_A_YEAR.at(at, found=f"{a_year:f}", limit=limit)
            yield from _basis_findings(agreement, contribution, where)


def _hours_findings(contribution: Contribution, where: Where) -> Iterator[Finding]:
    a_year, amount = contribution.hours_per_year, contribution.amount
    by_week = contributions.hours_by_week(contribution, where) if a_year is not None else None
    if by_week is not None and by_week.value != a_year:
        at = (*where, "hours_per_year")
        yield codes.HOURS_TWICE.at(at, hours_per_year=a_year, product=f"{by_week.value:f}")
    elif missing := _missing_hours(contribution):
        yield codes.HOURS_INCOMPLETE.at(where, key=missing)
    elif amount is not None:
        yield from _disagreement(contribution, amount, where)
    elif contribution.hourly_rate is None:
        yield codes.NO_AMOUNT.at(where)


def _basis_findings(agreement: Agreement, contribution: Contribution, where: Where) -> Iterator[Finding]:
    basis = contribution.basis
    if basis.of is not Of.YEAR and contributions.hours(contribution, where) is not None:
        yield codes.BASIS_OF_HOURS.at((*where, "basis"))
    if basis.of is Of.PLACE and agreement.places is None:
        yield codes.NO_PLACES.at((*where, "basis"))
    if basis.of is Of.TERM and agreement.term.ends is None:
        yield codes.TERM_WITHOUT_END.at((*where, "basis"))
    if contribution.spread is not None and not basis.lump:
        yield codes.SPREAD_MISPLACED.at((*where, "spread"), on_key=True)


def _missing_hours(contribution: Contribution) -> str | None:
    """Name the first key that hours × rate still needs, once any of them is there."""
    a_week, weeks = contribution.hours_per_week, contribution.weeks_per_year
    if contribution.hours_per_year is None and (a_week is None) != (weeks is None):
        return "weeks_per_year" if weeks is None else "hours_per_week"
    has_hours = contribution.hours_per_year is not None or a_week is not None
    if contribution.amount is not None or has_hours == (contribution.hourly_rate is not None):
        return None
    return "hourly_rate" if has_hours else "hours_per_year"


def _disagreement(contribution: Contribution, amount: Amount, where: Where) -> Iterator[Finding]:
    worked = contributions.worked(contribution, where)
    if worked is None:
        return
    if amount.quality is Quality.EXACT and money.rounded(amount.value) == money.rounded(worked.value):
        return
    hours, rate = worked.parts
    yield codes.HOURS_DISAGREE.at(
        (*where, "amount"),
        amount=f"{amount}",
        product=f"{worked.value.normalize():f}",
        sum=f"{hours.value:f} h × {rate.value:f} kr",
    )
