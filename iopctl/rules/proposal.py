"""What a matter asks the board for, and the agreement before and after the decision.

A memo shows what was known when it was dated. What is decided on that day or later is what the board is asked
for, and not yet part of the agreement as the board has it before it.

Holds: a version of the budget decided on 2023-06-13, a matter of amending dated 2023-05-02 → it is proposed.
Does not: the same matter dated 2023-07-01, when the version was part of the agreement already.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.extension import Status
from iopctl.model.matter import MatterKind
from iopctl.model.term import met
from iopctl.period import Period
from iopctl.rules import extension, term
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion
    from iopctl.model.extension import Extension
    from iopctl.model.matter import Matter
    from iopctl.model.term import Amendment, NoticeGiven, Term
    from iopctl.problem import Finding
    from iopctl.rules.term import Standing


class Amended(Struct):
    """What is to be changed within the term, all from the same day."""

    since: date
    amendments: tuple[Amendment, ...]
    version: BudgetVersion | None


class Ending(Struct):
    """How the agreement ends."""

    last: date
    """Its last day, included."""
    notice: NoticeGiven | None
    """The notice that is asked for; None where the agreement is only not extended, or is under notice."""


class Proposal(Struct):
    """What is asked for, and the agreement on both sides of the decision."""

    before: Agreement
    after: Agreement
    stands: Standing
    """The term on the matter's day; what is asked for lengthens or ends it later, if at all."""
    period: Period
    counted: Period
    """The days whose money the memo shows."""
    amended: Amended | None = None
    ending: Ending | None = None
    condition: str | None = None
    """What the decision depends on, where that had not come about by the matter's day."""


def of(agreement: Agreement, matter: Matter) -> Proposal:
    """Find what a matter asks for; it must be possible, and lack nothing."""
    before = _without_later_extensions(agreement, matter)
    if matter.kind is MatterKind.END:
        return _ending(before, matter)
    stands, period = term.standing(before, matter.dated.last), before.term.period
    decided: Term | Extension | None = before.term if matter.kind is MatterKind.ADOPT else None
    if matter.kind is MatterKind.AMEND:
        return _amending(before, matter, stands)
    if matter.kind is MatterKind.EXTEND:
        period = extension.of_standing(before, stands).next or period
        decided = stands.proposal.extension if stands.proposal else None
    elif matter.kind is MatterKind.FOLLOW_UP:
        period = _followed(stands, matter) or period
    return Proposal(before, before, stands, period, period, condition=_condition(decided, stands.as_of))


def _condition(decided: Term | Extension | None, as_of: date) -> str | None:
    """Say what a decision depends on, unless that had come about by a day."""
    if decided is None or met(decided.condition, decided.condition_met, as_of):
        return None
    return decided.condition


def impossible(agreement: Agreement, matter: Matter) -> Finding | None:
    """Find why the board cannot be asked for this on the matter's day."""
    if matter.kind in {MatterKind.ADOPT, MatterKind.AMEND}:
        return None
    before = _without_later_extensions(agreement, matter)
    stands = term.standing(before, matter.dated.last)
    if matter.kind is MatterKind.EXTEND:
        verdict = extension.of_standing(before, stands)
        if not verdict.eligible:
            reason = verdict.reasons[0].message
            return codes.NO_PROPOSAL.at(("dated",), dated=matter.dated, reason=reason)
    if matter.kind is MatterKind.END:
        ends = _last_day(before, stands)
        if ends is not None and ends < matter.dated.last:
            return codes.ENDED_BEFORE_MATTER.at(("dated",), dated=matter.dated, ends=ends)
    if matter.kind is MatterKind.FOLLOW_UP and not stands.agreed:
        reason = extension.of_standing(before, stands).reasons[0].message
        return codes.NOT_RUN_YET.at(("dated",), dated=matter.dated, reason=reason)
    if matter.kind is MatterKind.FOLLOW_UP and matter.year is not None and _followed(stands, matter) is None:
        return codes.NOTHING_TO_FOLLOW_UP.at(("year",), year=matter.year, period=stands.decided)
    return None


def asking(agreement: Agreement, period: Period) -> int | None:
    """Find the matter that asks for an extension already, unless the board has declined it since."""
    declined = [
        each.decided or each.starts
        for each in agreement.extensions
        if each.status is Status.DECLINED and each.starts == period.first
    ]
    for index, matter in enumerate(agreement.matters):
        if matter.kind is not MatterKind.EXTEND or any(day >= matter.dated.first for day in declined):
            continue
        if impossible(agreement, matter) is None and of(agreement, matter).period.first == period.first:
            return index
    return None


def lacking(agreement: Agreement, matter: Matter) -> tuple[str, ...]:
    """Name what the file must say, beside the prose, before the memo can be written."""
    if matter.kind is MatterKind.AMEND and _amended(agreement, matter) is None:
        return ("amendments or a version of budget, from the day on which the change applies",)
    if matter.kind is MatterKind.EXTEND:
        coming = extension.verdict(_without_later_extensions(agreement, matter), matter.dated.last).next
        unknown = coming is not None and coming.last is None
        return ("the proposed extension with its last day, under extension",) if unknown else ()
    if matter.kind is MatterKind.END:
        stands = term.standing(agreement, matter.dated.last)
        return ("notice_given under term",) if _last_day(agreement, stands) is None else ()
    if matter.kind is MatterKind.FOLLOW_UP and matter.year is None:
        return ("year",)
    if matter.kind is MatterKind.ADOPT and all(
        each.kind is not MatterKind.AMEND for each in agreement.matters
    ):
        # Nothing else says whether what is adopted holds them; an amendment from the same day does.
        amended = {each.since.first for each in agreement.amendments}
        later = (each for each in agreement.budget[1:] if each.since > matter.dated.last)
        undated = [each.since for each in later if each.decided is None and each.since not in amended]
        return tuple(f"decided, of the budget from {each}" for each in undated)
    return ()


def _without_later_extensions(agreement: Agreement, matter: Matter) -> Agreement:
    """Give the agreement with what is decided on the matter's day or later as a proposal."""
    clause, day = agreement.extension, matter.dated.first
    if clause is None or not any(each.decided and each.decided >= day for each in clause.extensions):
        return agreement
    extensions = tuple(
        each.model_copy(update={"status": Status.PROPOSED, "proposed": each.proposed or day})
        if each.decided and each.decided >= day
        else each
        for each in clause.extensions
    )
    return agreement.model_copy(update={"extension": clause.model_copy(update={"extensions": extensions})})


def _amended(agreement: Agreement, matter: Matter) -> Amended | None:
    """Find what was decided next, on the matter's day or later, and applies from one day."""
    day = matter.dated.first
    versions = [each for each in agreement.budget[1:] if (each.decided or each.since) >= day]
    amendments = [each for each in agreement.amendments if (each.decided or each.since).first >= day]
    decided = [((each.decided or each.since), each.since) for each in versions]
    decided += [((each.decided or each.since).first, each.since.first) for each in amendments]
    if not decided:
        return None
    _, since = min(decided)
    version = next((each for each in versions if each.since == since), None)
    return Amended(since, tuple(each for each in amendments if each.since.first == since), version)


def _amending(agreement: Agreement, matter: Matter, stands: Standing) -> Proposal:
    amended, decided = _amended(agreement, matter), stands.decided
    if amended is None:
        return Proposal(agreement, agreement, stands, agreement.term.period, agreement.term.period)
    others, versions = [], []
    for each in agreement.budget:
        if each is amended.version:
            day = min(each.decided or each.since, matter.dated.last)
            versions.append(each.model_copy(update={"decided": day}))
        else:
            others.append(each)
            versions.append(each)
    return Proposal(
        before=agreement.model_copy(update={"budget": tuple(others)}),
        after=agreement.model_copy(update={"budget": tuple(versions)}),
        stands=stands,
        period=Period(amended.since, decided.stop),
        counted=Period(max(decided.first, date(amended.since.year, 1, 1)), decided.stop),
        amended=amended,
    )


def _ending(agreement: Agreement, matter: Matter) -> Proposal:
    given = agreement.term.notice_given
    asked = given if given is not None and given.on >= matter.dated.first else None
    if asked is not None:
        without = agreement.term.model_copy(update={"notice_given": None})
        agreement = agreement.model_copy(update={"term": without})
    stands = term.standing(agreement, matter.dated.last)
    ends = _last_day(agreement, stands, asked) or agreement.term.starts
    first = max(agreement.term.starts, date(matter.dated.last.year, 1, 1))
    counted = Period.of(min(first, ends), ends)
    return Proposal(agreement, agreement, stands, counted, counted, ending=Ending(ends, asked))


def _last_day(agreement: Agreement, stands: Standing, asked: NoticeGiven | None = None) -> date | None:
    """Find the last day of an agreement that is ended; None where nothing says it."""
    given = asked or agreement.term.notice_given
    if given is not None:
        return term.end_by_notice(agreement, given, stands.decided.last)
    renews = agreement.renews_itself and stands.options.left != 0
    return None if renews else stands.decided.last


def _followed(stands: Standing, matter: Matter) -> Period | None:
    """Find the days of the term that lie in the year that is followed up."""
    return None if matter.year is None else stands.decided.overlap(Period.year(matter.year))
