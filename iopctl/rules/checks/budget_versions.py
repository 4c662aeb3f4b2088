"""The money is known from the agreement's first day, version after version, and so is the year of its prices.

Where the agreement states a total, the lines of the version add up to it.

Holds: a term from 2021-01-01, a budget from 2021-01-01, another from 2023-01-01, price year 2021 and 2 %.
Does not: the first budget from 2021-02-01; two versions from one day; 2 % and no price year.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.money import Amount, Quality
from iopctl.rules import contributions, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion
    from iopctl.problem import Finding

READS = ("term", "extension", "budget")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find gaps and disorder among the versions, and indexation without a base."""
    versions = agreement.budget
    if not versions:
        yield codes.NO_BUDGET.at(("budget",), on_key=True)
        return
    if versions[0].since > agreement.term.starts:
        starts = agreement.term.starts
        yield codes.BUDGET_GAP.at(("budget", 0, "from"), starts=starts, first=versions[0].since)
    for index, (earlier, later) in enumerate(pairwise(versions), start=1):
        if later.since <= earlier.since:
            yield codes.BUDGET_ORDER.at(("budget", index, "from"), starts=later.since, previous=earlier.since)
    for index, version in enumerate(versions):
        if not version.contributions:
            yield codes.NO_CONTRIBUTION.at(("budget", index, "contributions"), on_key=True)
        if version.indexation is not None and version.price_year is None:
            yield codes.NO_PRICE_YEAR.at(("budget", index, "indexation"), on_key=True)
        yield from _total_findings(version, index, agreement.places)
        if version.price_year is not None and version.price_year > version.since.year:
            yield codes.PRICE_YEAR_LATE.at(
                ("budget", index, "price_year"), price_year=version.price_year, starts=version.since
            )


def _total_findings(version: BudgetVersion, index: int, places: int | None) -> Iterator[Finding]:
    if version.total is None:
        return
    where = ("budget", index)
    # The total is that of a whole year, and a sum for several years is no part of it.
    lines = [
        contributions.amount(each, where, places) for each in version.contributions if not each.basis.lump
    ]
    known = [line for line in lines if line is not None]
    # A line without an amount is a finding of its own.
    if len(known) < len(lines):
        return
    total = version.total
    added = Amount(money.add(each.value for each in known), Quality.of_sum(each.quality for each in known))
    apart = abs(money.rounded(added.value) - money.rounded(total.value))
    # What is only about so much on both sides agrees to the krona, however each was rounded.
    inexact = Quality.EXACT not in {total.quality, added.quality}
    if apart > (1 if inexact else 0):
        yield codes.TOTAL_DISAGREES.at((*where, "total"), total=_kronor(total), sum=_kronor(added))


def check_reach(agreement: Agreement) -> Iterator[Finding]:
    """Find versions that start after the latest possible end."""
    signed = agreement.term.period
    # Only notice makes a term shorter than it was signed for, and few versions start after that.
    if agreement.term.notice_given is None and all(each.since in signed for each in agreement.budget):
        return
    if agreement.term.ends is not None and agreement.term.ends < agreement.term.starts:
        return
    reach = term.standing(agreement, date.max).reach
    for index, version in enumerate(agreement.budget):
        if reach.stop is not None and version.since >= reach.stop:
            yield codes.NEVER_APPLIES.at(("budget", index, "from"), ends=reach.last)


def _kronor(amount: Amount) -> str:
    """Give an amount with spaces between the thousands, and how exactly it is known."""
    words = "" if amount.quality is Quality.EXACT else f"{amount.quality} "
    return f"{words}{amount.value.normalize():,f} kr".replace(",", " ")
