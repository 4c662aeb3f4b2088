"""How certain the money of a year is, and what it rests on.

Money is committed inside the decided term; optional inside options that are not used, a proposed extension
included; and until further notice in an agreement without an end, after the day on which notice given as of
the day asked would end it (without a stated notice period, after that day). The three are never mixed in
silence: each part of a year says what it rests on.

Holds: a term decided to 2021-12-31, an extension to 2023-12-31 proposed → 2021 committed, 2022 optional.
Does not: 2022 committed because the extension is on file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from iopctl import codes, period
from iopctl.period import Period
from iopctl.rules import extension
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.problem import Finding
    from iopctl.rules.term import Standing


class Status(StrEnum):
    """How certain the money of a year is, the surest first."""

    COMMITTED = "committed"
    UNTIL_FURTHER_NOTICE = "until_further_notice"
    OPTIONAL = "optional"


class Segment(Struct):
    """Some days of a year, how certain their money is, and why."""

    status: Status
    reason: Finding


def weakest(segments: Iterable[Segment]) -> Status:
    """Give a year the weakest status of its parts."""
    return max((segment.status for segment in segments), key=list(Status).index)


def segments(agreement: Agreement, stands: Standing, counted: Period) -> Iterator[Segment]:
    """Cut the counted days by what they rest on."""
    certain = sure(agreement, stands)
    committed = counted.overlap(certain) if certain else None
    if certain is not None and committed is not None:
        yield Segment(Status.COMMITTED, _rests_on_term(agreement, stands, certain))
    first = counted.first if committed is None else committed.stop
    if first is None or (counted.stop is not None and first >= counted.stop):
        return
    uncertain = Status.UNTIL_FURTHER_NOTICE if stands.open_ended else Status.OPTIONAL
    if not stands.agreed and first in stands.decided:
        reason = codes.RESTS_ON_UNDECIDED.at(("term", "starts"), first=first, as_of=stands.as_of)
        yield Segment(uncertain, reason)
    if stands.open_ended:
        yield Segment(uncertain, codes.RESTS_ON_NO_NOTICE.at(("term", "ends"), first=first))
    for reason in _rests_on_options(agreement, stands, counted):
        yield Segment(uncertain, reason)
    lapsed = extension.lapsed(agreement, stands)
    if lapsed is not None:
        yield Segment(uncertain, lapsed)
        yield Segment(uncertain, codes.RESTS_ON_LAPSED.at(lapsed.where, first=first))


def has_lapsed(rests_on: Iterable[Finding]) -> bool:
    """Tell of what money rests on whether some of it lies in options that nobody can use any more."""
    return any(each.kind is codes.RESTS_ON_LAPSED for each in rests_on)


def sure(agreement: Agreement, stands: Standing) -> Period | None:
    """Find the days whose money nobody can take back as of the day asked."""
    if not stands.agreed:
        return None
    if not stands.open_ended:
        return stands.decided
    notice = agreement.term.notice
    last = period.after(stands.as_of, notice.length) if notice and notice.length else stands.as_of
    return Period.of(stands.decided.first, last) if last >= stands.decided.first else None


def _rests_on_term(agreement: Agreement, stands: Standing, certain: Period) -> Finding:
    if stands.open_ended:
        notice = agreement.term.notice
        where = ("term", "ends")
        if notice is None or notice.length is None:
            return codes.RESTS_ON_RUNNING_WITHOUT.at(where, last=certain.last)
        return codes.RESTS_ON_RUNNING.at(where, last=certain.last, notice=notice.length)
    return codes.RESTS_ON_TERM.at(stands.end_stands_at, starts=stands.decided.first, ends=stands.decided.last)


def _rests_on_options(agreement: Agreement, stands: Standing, counted: Period) -> Iterator[Finding]:
    clause, first = agreement.extension, stands.decided.stop
    if clause is None or first is None:
        return
    first = max(first, counted.first)
    if stands.proposal is not None:
        proposal = clause.extensions[stands.proposal]
        if first in proposal.period:
            yield _rests_on_proposal(proposal, stands, first)
            first = proposal.period.stop or first
    if counted.stop is not None and first >= counted.stop:
        return
    where = ("extension", "options")
    if agreement.renews_itself:
        closes = extension.last_chance(agreement, stands)
        yield codes.RESTS_ON_RENEWAL.at(("extension", "renewal"), first=first, closes=closes)
    elif stands.reach.last is None:
        yield codes.RESTS_ON_NO_LIMIT.at(where, first=first)
    else:
        yield codes.RESTS_ON_OPTION.at(where, first=first, latest=stands.reach.last)


def _rests_on_proposal(proposal: Extension, stands: Standing, first: date) -> Finding:
    where = ("extension", "extensions", stands.proposal or 0)
    facts: dict[str, Any] = {"first": first, "starts": proposal.starts, "ends": proposal.ends}
    if proposal.awaits_condition(stands.as_of):
        condition = proposal.condition
        return codes.RESTS_ON_CONDITION.at((*where, "condition"), condition=condition, **facts)
    kind = codes.RESTS_ON_PROPOSAL_ON if proposal.proposed else codes.RESTS_ON_PROPOSAL
    return kind.at((*where, "status"), on=proposal.proposed, **facts)
