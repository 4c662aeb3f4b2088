"""How certain the money of a year is, and what it rests on.

Money is committed inside the decided term; optional inside options that are not used, a proposed extension
included; and until further notice in an agreement without an end, after the day on which notice given as of
the day asked would end it (without a stated notice period, after that day). Where the agreement says that
nobody may give notice, no such day comes. The three are never mixed in silence: each part of a year says what
it rests on.

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


def segments(agreement: Agreement, stands: Standing, counted: Period) -> Iterator[Segment]:
    """Cut the counted days by what they rest on."""
    certain = sure(agreement, stands)
    committed = counted.overlap(certain) if certain else None
    if certain is not None and committed is not None:
        yield Segment(Status.COMMITTED, _rests_on_term(agreement, stands, certain))
    first = counted.first if committed is None else committed.stop
    if first is None or (counted.stop is not None and first >= counted.stop):
        return
    running = stands.open_ended and stands.agreed
    uncertain = Status.UNTIL_FURTHER_NOTICE if running else Status.OPTIONAL
    if not stands.agreed and first in stands.decided:
        yield Segment(uncertain, _rests_on_agreement(agreement, stands, first))
    if running:
        yield Segment(uncertain, codes.RESTS_ON_NO_NOTICE.at(("term", "ends"), first=first))
    for reason in _rests_on_options(agreement, stands, counted):
        yield Segment(uncertain, reason)
    lapsed = extension.lapsed(agreement, stands)
    if lapsed is not None:
        yield Segment(uncertain, lapsed)
        yield Segment(uncertain, codes.RESTS_ON_LAPSED.at(lapsed.where, first=first))


def weakest(segments: Iterable[Segment]) -> Status:
    """Give a year the weakest status of its parts."""
    return max((segment.status for segment in segments), key=list(Status).index)


def has_lapsed(rests_on: Iterable[Finding]) -> bool:
    """Tell of what money rests on whether some of it lies in options that nobody can use any more."""
    return any(each.kind is codes.RESTS_ON_LAPSED for each in rests_on)


def sure(agreement: Agreement, stands: Standing) -> Period | None:
    """Find the days whose money nobody can take back as of the day asked."""
    notice = agreement.term.notice
    if not stands.agreed or not stands.open_ended or (notice and notice.none):
        return stands.decided if stands.agreed else None
    last = period.after(stands.as_of, notice.length) if notice and notice.length else stands.as_of
    return Period.of(stands.decided.first, last) if last >= stands.decided.first else None


def _rests_on_agreement(agreement: Agreement, stands: Standing, first: date) -> Finding:
    if agreement.term.awaits_condition(stands.as_of):
        condition = agreement.term.condition
        return codes.RESTS_ON_UNMET.at(("term", "condition"), first=first, condition=condition)
    return codes.RESTS_ON_UNDECIDED.at(("term", "starts"), first=first, as_of=stands.as_of)


def _rests_on_term(agreement: Agreement, stands: Standing, certain: Period) -> Finding:
    if not stands.open_ended:
        first, last = stands.decided.first, stands.decided.last
        return codes.RESTS_ON_TERM.at(stands.end_stands_at, starts=first, ends=last)
    if certain.last is None:
        return codes.RESTS_ON_NO_RIGHT.at(("term", "notice"))
    length = agreement.term.notice and agreement.term.notice.length
    kind = codes.RESTS_ON_RUNNING if length else codes.RESTS_ON_RUNNING_WITHOUT
    return kind.at(("term", "ends"), last=certain.last, notice=length)


def _rests_on_options(agreement: Agreement, stands: Standing, counted: Period) -> Iterator[Finding]:
    first = stands.decided.stop
    if agreement.extension is None or first is None:
        return
    first = max(first, counted.first)
    if stands.proposal is not None and first in stands.proposal.extension.period:
        each, where = stands.proposal.extension, stands.proposal.where
        facts: dict[str, Any] = {"first": first, "starts": each.starts, "ends": each.ends}
        if each.awaits_condition(stands.as_of):
            yield codes.RESTS_ON_CONDITION.at((*where, "condition"), condition=each.condition, **facts)
        else:
            kind = codes.RESTS_ON_PROPOSAL_ON if each.proposed else codes.RESTS_ON_PROPOSAL
            yield kind.at((*where, "status"), on=each.proposed, **facts)
        first = each.period.stop or first
    if counted.stop is not None and first >= counted.stop:
        return
    if agreement.renews_itself:
        closes = extension.last_chance(agreement, stands)
        yield codes.RESTS_ON_RENEWAL.at(("extension", "renewal"), first=first, closes=closes)
    else:
        latest = stands.reach.last
        kind = codes.RESTS_ON_OPTION if latest else codes.RESTS_ON_NO_LIMIT
        if agreement.extension.length is None and latest is None:
            kind = codes.RESTS_ON_NO_LENGTH
        yield kind.at(("extension", "options"), first=first, latest=latest)
