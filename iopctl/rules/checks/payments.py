"""What is paid out is paid to another party, and the instalments divide the whole year.

Holds: cash from the municipality with `paid_to` the association, quarterly in advance; days 01-31 and 07-31
with shares 60 % and 40 %.
Does not: three shares for four instalments; shares of 60 % and 30 %; a day after a later one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes, money, spelling
from iopctl.model.budget import ContributionKind
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Contribution, Payments
    from iopctl.problem import Finding, Where

READS = ("parties", "budget")
_WHOLE = 100


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find receivers that cannot be, and instalments that do not make up a year."""
    for version_index, version in enumerate(agreement.budget):
        for index, contribution in enumerate(version.contributions):
            where: Where = ("budget", version_index, "contributions", index, "paid_to")
            yield from _receiver_findings(agreement, contribution, where)
        if version.payments is not None:
            where = ("budget", version_index, "payments")
            yield from _instalment_findings(version.payments, where)
            if all(line.paid_to is None for line in version.contributions):
                yield codes.NOTHING_IS_PAID.at(where, on_key=True)


def _receiver_findings(agreement: Agreement, contribution: Contribution, where: Where) -> Iterator[Finding]:
    receiver = contribution.paid_to
    if receiver is None:
        return
    if receiver not in agreement.parties:
        # Without any party, that is the one thing to say.
        if agreement.parties:
            cure = spelling.closest(receiver, agreement.parties)
            yield codes.UNKNOWN_PARTY.at(where, found=receiver, cure=cure)
    elif receiver == contribution.by:
        yield codes.PAID_TO_ITSELF.at(where, party=receiver)
    if contribution.kind is ContributionKind.VOLUNTEERS:
        yield codes.UNPAID_WORK.at(where)


def _instalment_findings(stated: Payments, where: Where) -> Iterator[Finding]:
    if stated.on:
        for key, given in (("instalments", stated.instalments), ("when", stated.when)):
            if given is not None:
                yield codes.DAYS_AND_PERIODS.at((*where, key), on_key=True, key=key)
    elif stated.instalments is None:
        yield codes.NO_INSTALMENTS.at(where, on_key=True)
        return
    elif stated.when is None:
        yield codes.MISSING_KEY.at(
            (*where, "when"), key="when", cure=say("Add a line '{key}: …' here.", key="when")
        )
    for index, (earlier, later) in enumerate(pairwise(stated.on), start=1):
        if (later.month, later.day) <= (earlier.month, earlier.day):
            yield codes.DAYS_IN_DISORDER.at((*where, "on", index), day=later, previous=earlier)
    if stated.shares:
        yield from _share_findings(stated, (*where, "shares"))


def _share_findings(stated: Payments, where: Where) -> Iterator[Finding]:
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
