"""The money of an agreement: its contributions, the versions of its budget, payments and indexation.

Each contribution is borne by a party, and is an amount or hours × rate; given both, they agree to the krona.
One that the agreement gives no value says so; nothing is guessed where its amount is only left out.
The money is known from the agreement's first day, version after version, and so is the year of its prices.
What is paid out is paid to another party, and the instalments divide the whole year. An indexation is a fixed
percentage or a series, and what else it says can be followed.

Holds: 20 hours a week × 40 weeks × 265 kr = 212 000 kr, amount 212000 or none; two series, 70 % and 30 %.
Does not: the same hours and rate with amount 221000; two versions from one day; three shares for four
instalments; a lag beside a fixed percentage.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes, money, spelling
from iopctl.model.budget import ContributionKind, Of
from iopctl.money import Quality
from iopctl.rules import contributions as computed
from iopctl.rules import term
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Contribution, Indexation, Payments
    from iopctl.money import Amount
    from iopctl.problem import Finding, Where

_WHOLE = 100
_HOURS_OF_A_LEAP_YEAR = 8784


def contributions(agreement: Agreement) -> Iterator[Finding]:
    """Find unknown bearers, missing amounts, and hours that say something else than the amount."""
    for version_index, version in enumerate(agreement.budget):
        for index, contribution in enumerate(version.lines):
            where: Where = ("budget", version_index, "contributions", index)
            yield from _unknown_party(agreement, contribution.by, (*where, "by"))
            yield from _hours(contribution, where)
            yield from _basis(agreement, contribution, where)


def _unknown_party(agreement: Agreement, key: str, where: Where) -> Iterator[Finding]:
    # Without any party, that is the one thing to say.
    if agreement.parties and key not in agreement.parties:
        cure = spelling.closest(key, agreement.parties)
        yield codes.UNKNOWN_PARTY.at(where, found=key, cure=cure)


def _hours(contribution: Contribution, where: Where) -> Iterator[Finding]:
    """Find hours that are stated in two ways, lack something, or make another amount than the stated one."""
    a_year, amount = contribution.hours_per_year, contribution.amount
    not_stated = amount is None and "amount" in contribution.model_fields_set
    by_week = computed.hours_by_week(contribution, where)
    worked = computed.worked(contribution, where)
    if a_year is not None and by_week is not None and by_week.value != a_year:
        at = (*where, "hours_per_year")
        yield codes.HOURS_TWICE.at(at, hours_per_year=a_year, product=f"{by_week.value:f}")
    elif not not_stated and (missing := _missing_hours(contribution)):
        yield codes.HOURS_INCOMPLETE.at(where, key=missing)
    elif worked is None:
        if amount is None and not not_stated:
            yield codes.NO_AMOUNT.at(where)
    elif amount is not None or not_stated:
        agrees = amount and money.rounded(amount.value) == money.rounded(worked.value)
        if amount is None or not agrees or amount.quality is not Quality.EXACT:
            kind = codes.HOURS_DISAGREE if amount else codes.HOURS_GIVE_AMOUNT
            hours, rate = worked.parts
            yield kind.at(
                (*where, "amount"),
                amount=f"{amount}",
                product=f"{worked.value.normalize():f}",
                sum=f"{hours.value:f} h × {rate.value:f} kr",
            )
    if a_year is not None and a_year > _HOURS_OF_A_LEAP_YEAR:
        at, found = (*where, "hours_per_year"), f"{a_year:f}"
        yield codes.MORE_THAN_A_YEAR.at(at, found=found, limit=_HOURS_OF_A_LEAP_YEAR)


def _missing_hours(contribution: Contribution) -> str | None:
    """Name the first key that hours × rate still needs, once any of them is there."""
    a_week, weeks = contribution.hours_per_week, contribution.weeks_per_year
    if contribution.hours_per_year is None and (a_week is None) != (weeks is None):
        return "weeks_per_year" if weeks is None else "hours_per_week"
    has_hours = contribution.hours_per_year is not None or a_week is not None
    if contribution.amount is not None or has_hours == (contribution.hourly_rate is not None):
        return None
    return "hourly_rate" if has_hours else "hours_per_year"


def _basis(agreement: Agreement, contribution: Contribution, where: Where) -> Iterator[Finding]:
    basis, at = contribution.basis, (*where, "basis")
    if basis.of is not Of.YEAR and computed.hours(contribution, where) is not None:
        yield codes.BASIS_OF_HOURS.at(at)
    if basis.of is Of.PLACE and agreement.places is None:
        yield codes.NO_PLACES.at(at)
    if basis.of is Of.TERM and agreement.term.ends is None:
        yield codes.TERM_WITHOUT_END.at(at)
    if contribution.spread is not None and not basis.lump:
        yield codes.SPREAD_MISPLACED.at((*where, "spread"), on_key=True)


def versions(agreement: Agreement) -> Iterator[Finding]:
    """Find gaps and disorder among the versions of the budget, and indexation without a base."""
    found = agreement.budget
    if not found:
        if "budget" in agreement.model_fields_set:
            yield codes.NO_BUDGET.at(("budget",), on_key=True)
        return
    starts = agreement.term.starts
    if found[0].since > starts:
        yield codes.BUDGET_GAP.at(("budget", 0, "from"), starts=starts, first=found[0].since)
    for index, (earlier, later) in enumerate(pairwise(found), start=1):
        if later.since <= earlier.since:
            yield codes.BUDGET_ORDER.at(("budget", index, "from"), starts=later.since, previous=earlier.since)
    for index, version in enumerate(found):
        yield from _version(agreement, version, ("budget", index))


def _version(agreement: Agreement, version: BudgetVersion, where: Where) -> Iterator[Finding]:
    price_year = version.price_year
    if version.contributions == ():
        yield codes.NO_CONTRIBUTION.at((*where, "contributions"), on_key=True)
    if version.indexation is not None and price_year is None:
        yield codes.NO_PRICE_YEAR.at((*where, "indexation"), on_key=True)
    if version.total is not None:
        yield from _total(version, version.total, where, agreement.places)
    if price_year is not None and price_year > version.since.year:
        at = (*where, "price_year")
        yield codes.PRICE_YEAR_LATE.at(at, price_year=price_year, starts=version.since)


def _total(version: BudgetVersion, total: Amount, where: Where, places: int | None) -> Iterator[Finding]:
    """Find a stated total that the lines do not add up to; those without a value may make up what is left."""
    # The total is that of a whole year, and a sum for several years is no part of it.
    by_year = [each for each in version.lines if not each.basis.lump]
    lines = [computed.amount(each, where, places) for each in by_year]
    # Places that are not stated, and lines that nothing is known of, are findings of their own.
    if None in lines or version.contributions is None:
        return
    added = money.total(line.amount for line in lines if line is not None)
    apart = money.rounded(added.value) - money.rounded(total.value)
    if added.unstated:
        least, most = {Quality.EXACT, Quality.AT_LEAST}, {Quality.EXACT, Quality.AT_MOST}
        if apart > 0 and added.quality in least and total.quality in most:
            yield codes.TOTAL_TOO_SMALL.at((*where, "total"), total=_kronor(total), sum=_kronor(added))
        return
    apart = abs(apart)
    # What is only about so much on both sides agrees to the krona, however each was rounded.
    if apart > (0 if Quality.EXACT in {total.quality, added.quality} else 1):
        yield codes.TOTAL_DISAGREES.at((*where, "total"), total=_kronor(total), sum=_kronor(added))


def _kronor(amount: Amount) -> str:
    """Give an amount with spaces between the thousands, and how exactly it is known."""
    words = "" if amount.quality is Quality.EXACT else f"{amount.quality} "
    return f"{words}{amount.value.normalize():,f} kr".replace(",", " ")


def never_applied(agreement: Agreement) -> Iterator[Finding]:
    """Find versions that start after the latest possible end."""
    stated, signed = agreement.term, agreement.term.period
    # Only notice makes a term shorter than it was signed for, and few versions start after that.
    if stated.notice_given is None and all(each.since in signed for each in agreement.budget):
        return
    if stated.ends is not None and stated.ends < stated.starts:
        return
    reach = term.standing(agreement, date.max).reach
    for index, version in enumerate(agreement.budget):
        if reach.stop is not None and version.since >= reach.stop:
            yield codes.NEVER_APPLIES.at(("budget", index, "from"), ends=reach.last)


def payments(agreement: Agreement) -> Iterator[Finding]:
    """Find receivers that cannot be, and instalments that do not make up a year."""
    for version_index, version in enumerate(agreement.budget):
        for index, each in enumerate(version.lines):
            where: Where = ("budget", version_index, "contributions", index, "paid_to")
            if each.paid_to is not None:
                yield from _unknown_party(agreement, each.paid_to, where)
                if each.paid_to == each.by and each.by in agreement.parties:
                    yield codes.PAID_TO_ITSELF.at(where, party=each.by)
                if each.kind is ContributionKind.VOLUNTEERS:
                    yield codes.UNPAID_WORK.at(where)
        if version.payments is not None:
            where = ("budget", version_index, "payments")
            yield from _instalments(version.payments, where)
            if version.contributions and all(line.paid_to is None for line in version.lines):
                yield codes.NOTHING_IS_PAID.at(where, on_key=True)


def _instalments(stated: Payments, where: Where) -> Iterator[Finding]:
    if stated.on:
        for key, given in (("instalments", stated.instalments), ("when", stated.when)):
            if given is not None:
                yield codes.DAYS_AND_PERIODS.at((*where, key), on_key=True, key=key)
    elif stated.instalments is None:
        yield codes.NO_INSTALMENTS.at(where, on_key=True)
        return
    elif stated.when is None:
        cure = say("Add a line '{key}: …' here.", key="when")
        yield codes.MISSING_KEY.at((*where, "when"), key="when", cure=cure)
    for index, (earlier, later) in enumerate(pairwise(stated.on), start=1):
        if (later.month, later.day) <= (earlier.month, earlier.day):
            yield codes.DAYS_IN_DISORDER.at((*where, "on", index), day=later, previous=earlier)
    if stated.shares:
        yield from _shares(stated, (*where, "shares"))


def _shares(stated: Payments, where: Where) -> Iterator[Finding]:
    added = money.add(stated.shares)
    if len(stated.shares) != stated.a_year:
        why = say_count(
            stated.a_year,
            "there are {found} of them for {number} instalment",
            "there are {found} of them for {number} instalments",
            found=len(stated.shares),
        )
    elif not all(stated.shares):
        why = say("one of them is nothing")
    elif added != _WHOLE:
        why = say("they add up to {percent} %", percent=f"{added:f}")
    else:
        return
    yield codes.SHARES_DISAGREE.at(where, on_key=True, why=why)


def indexation(agreement: Agreement) -> Iterator[Finding]:
    """Find indexations that say too little, too much, or what contradicts itself."""
    for index, version in enumerate(agreement.budget):
        stated, price_year = version.indexation, version.price_year
        if stated is None:
            continue
        where: Where = ("budget", index, "indexation")
        yield from _kind(stated, where)
        least, most, first = stated.at_least, stated.at_most, stated.first_year
        if least is not None and most is not None and least > most:
            yield codes.FLOOR_ABOVE_CAP.at((*where, "at_least"), at_least=f"{least:f}", at_most=f"{most:f}")
        if first is not None and price_year is not None and first <= price_year:
            yield codes.FIRST_YEAR_EARLY.at((*where, "first_year"), first_year=first, price_year=price_year)


def _kind(stated: Indexation, where: Where) -> Iterator[Finding]:
    if stated.percent is None and stated.series is None:
        found = say("neither a percentage nor a series")
        yield codes.ONE_INDEXATION.at(where, on_key=True, found=found)
    elif stated.percent is not None and stated.series is not None:
        yield codes.ONE_INDEXATION.at(where, on_key=True, found=say("both a percentage and a series"))
    elif stated.series is None:
        for key in ("lag", "vintage", "at_most", "at_least"):
            if getattr(stated, key) is not None:
                yield codes.NEEDS_SERIES.at((*where, key), on_key=True, key=key)
    elif (weights := money.add(stated.series.values())) != _WHOLE:
        yield codes.WEIGHTS.at((*where, "series"), on_key=True, sum=f"{weights:f}")
