"""Whether the agreement may be extended, as of a day, and the state that it is in.

The clause says how many times and for how long, or up to which day, and sometimes how early or late the
decision must come. An option is open from the agreement's first day to its last; where the clause states a
window, within it. An agreement that renews itself needs no decision; what has its last day there is notice.

Holds: "twice two years", one used, a term to 2021-12-31, asked on 2021-07-13 → may extend, to 2023-12-31.
Does not: the same, asked on 2022-01-01 → the agreement has ended with an option unused.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from iopctl import codes, period
from iopctl.codes import Reason
from iopctl.model.extension import Status
from iopctl.period import NoEnd
from iopctl.rules import term
from iopctl.struct import Struct, replace
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import ExtensionClause
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.rules.term import Options, Standing


class State(StrEnum):
    """Where an agreement stands in its life, in order."""

    UPCOMING = "upcoming"
    """It does not run yet, or nobody is bound by it yet."""
    RUNNING = "running"
    """It runs, and may go on: without an end, by an option, or by itself."""
    LAST_PERIOD = "last-period"
    """It runs, and no option can be used, or none is known."""
    UNDER_NOTICE = "under-notice"
    """It runs, and notice was given."""
    ENDED = "ended"
    """Its last day has passed."""


STATES = {
    Reason.NOT_STARTED: State.UPCOMING,
    Reason.OPEN_ENDED: State.RUNNING,
    Reason.OPTION_LEFT: State.RUNNING,
    Reason.RENEWS_ITSELF: State.RUNNING,
    Reason.TOO_EARLY: State.RUNNING,
    Reason.TOO_LATE: State.LAST_PERIOD,
    Reason.EVERY_OPTION_USED: State.LAST_PERIOD,
    Reason.NO_OPTION: State.LAST_PERIOD,
    Reason.NO_CLAUSE: State.LAST_PERIOD,
    Reason.UNDER_NOTICE: State.UNDER_NOTICE,
    Reason.ENDED: State.ENDED,
}
"""The state of an agreement, by the reason that decides whether it may be extended."""


class Verdict(Struct):
    """Whether the agreement may be extended, and why."""

    as_of: date
    """The day of the verdict."""
    eligible: bool
    """Whether it may be extended."""
    reasons: tuple[Finding, ...]
    """The deciding reason first."""
    options: Options
    """How many options there are, and how many are used."""
    ends: date | None
    """The last day of the decided term; None where there is none, or none is known."""
    no_end: NoEnd | None
    """Why there is no last day."""
    next: Period | None
    """The period that one more option adds, where it may be used; the proposed one, where one is on file."""
    tacit: bool
    """Whether that period comes about by itself, unless notice is given."""
    decide_by: date | None
    """The last day on which the answer is still yes; for a tacit renewal, the last day for notice."""
    latest_end: date | None
    """The last day when every option is used; None where there is no such day."""
    lapsed: Finding | None
    """Why the options that are left can no longer be used; None where they can be, or none is left."""

    @property
    def reason(self) -> Reason:
        """What decides."""
        return Reason(self.reasons[0].code)

    @property
    def state(self) -> State:
        """The state of the agreement on that day."""
        return STATES[self.reason]


def verdict(agreement: Agreement, as_of: date) -> Verdict:
    """Tell whether the agreement may be extended on a day, with reasons."""
    return of_standing(agreement, term.standing(agreement, as_of))


def as_of_proposal(agreement: Agreement, as_of: date) -> Verdict | None:
    """Give the verdict as of the day on which the pending extension was proposed, where that day is known."""
    pending = term.standing(agreement, as_of).proposal
    proposed = pending.extension.proposed if pending else None
    return None if proposed is None or proposed == as_of else verdict(agreement, proposed)


def standing(agreement: Agreement, as_of: date) -> Standing:
    """Find how the term stands on a day, with the options that can still be used and no others."""
    stands = term.standing(agreement, as_of)
    if lapsed(agreement, stands) is None:
        return stands
    return replace(stands, reach=stands.decided, options=replace(stands.options, closed=True))


def of_standing(agreement: Agreement, stands: Standing) -> Verdict:
    """Tell whether the agreement may be extended, as its term stands."""
    clause, refused, coming = agreement.extension, _refusal(agreement, stands), None
    eligible = refused is None and clause is not None
    if eligible and clause is not None:
        # What is on the table may be shorter than the clause allows.
        pending = stands.proposal and stands.proposal.extension.period
        coming = pending or term.next_period(stands.decided, clause)
    return Verdict(
        as_of=stands.as_of,
        eligible=eligible,
        reasons=(refused or _permission(agreement, stands), *_circumstances(agreement, stands)),
        options=stands.options,
        ends=stands.decided.last,
        no_end=stands.no_end,
        next=coming,
        tacit=eligible and agreement.renews_itself,
        decide_by=last_chance(agreement, stands) if eligible else None,
        latest_end=stands.reach.last,
        lapsed=lapsed(agreement, stands),
    )


def window(clause: ExtensionClause, ends: date) -> tuple[date | None, date | None]:
    """Find the first and the last day to decide what follows an end, where the clause states them."""
    stated = clause.decide
    if stated is None:
        return None, None
    opens, closes = (
        period.before(ends, each) if each else None for each in (stated.no_earlier_than, stated.no_later_than)
    )
    return opens, closes and term.on_working_day(closes, stated.on_holiday, ends)


def last_chance(agreement: Agreement, stands: Standing) -> date | None:
    """Find the last day to decide: the clause's, or where it is silent the last day that can be extended.

    Of an agreement that renews itself, the last day for notice. None until further notice.
    """
    ends, clause = stands.decided.last, agreement.extension
    if ends is None or clause is None:
        return ends
    return (
        term.last_for_notice(agreement, ends) if agreement.renews_itself else window(clause, ends)[1] or ends
    )


def lapsed(agreement: Agreement, stands: Standing) -> Finding | None:
    """Tell why the options that are left can no longer be used: it is too late, or the next one was declined.

    None where they can be used, now or once their window opens, and where none is left.
    """
    if stands.reach == stands.decided:
        return None
    why = _refusal(agreement, stands)
    gone = why is not None and why.code in {Reason.ENDED, Reason.TOO_LATE}
    return why if gone else declined(agreement, stands)


def declined(agreement: Agreement, stands: Standing) -> Finding | None:
    """Tell what was declined, of which nothing has come to the table since: the extension beyond the end."""
    for index, each in enumerate(agreement.extensions):
        if each.declined_by(stands.as_of) and each.starts == stands.decided.stop and stands.proposal is None:
            where = ("extension", "extensions", index, "status")
            kind = codes.DECLINED_ON if each.decided else codes.DECLINED
            return kind.at(where, starts=each.starts, ends=each.ends, on=each.decided)
    return None


def count_of_options(options: int | None) -> str:
    """Say a number of options; None is without limit."""
    if options is None:
        return say("options without limit")
    return say_count(options, "{number} option", "{number} options")


def _refusal(agreement: Agreement, stands: Standing) -> Finding | None:
    """Find the one reason that decides against, in the order in which an official would ask."""
    ends, given = stands.decided.last, stands.notice_given
    if stands.as_of < stands.decided.first:
        return codes.NOT_STARTED.at(("term", "starts"), starts=stands.decided.first)
    if not stands.agreed:
        return _not_agreed(agreement, stands)
    if ends is None:
        unknown = stands.no_end is NoEnd.NOT_STATED
        return (codes.NO_END_STATED if unknown else codes.OPEN_ENDED).at(("term", "ends"))
    if given is not None and stands.over:
        return codes.ENDED_BY_NOTICE.at(stands.end_stands_at, ends=ends, on=given.on)
    if given is not None:
        return codes.UNDER_NOTICE.at(("term", "notice_given"), on=given.on, ends=ends)
    return _no_option(agreement, stands, ends)


def _not_agreed(agreement: Agreement, stands: Standing) -> Finding:
    stated, ends = agreement.term, stands.decided.last
    if stated.awaits_condition(stands.as_of):
        kind = codes.CONDITION_NEVER_MET if stands.over else codes.CONDITION_NOT_MET
        return kind.at(("term", "condition"), condition=stated.condition, ends=ends)
    if stands.over:
        return codes.NEVER_DECIDED.at(("term", "ends"), ends=ends)
    return codes.NOT_AGREED.at(("term", "signed"), signed=stated.signed)


def _no_option(agreement: Agreement, stands: Standing, ends: date) -> Finding | None:
    """Find why no option can be used in an agreement that has begun, and to which nobody gave notice."""
    clause, options = agreement.extension, stands.options
    limit = clause.until if clause and clause.until and ends >= clause.until else None
    if stands.over and (options.unused == 0 or limit):
        return codes.ENDED.at(stands.end_stands_at, ends=ends)
    if stands.over:
        return codes.ENDED_UNUSED.at(
            ("extension", "options"), ends=ends, unused=count_of_options(options.unused)
        )
    if clause is None or options.total == 0:
        no_clause = codes.NO_CLAUSE.at(("term", "ends"), ends=ends)
        return codes.NO_OPTION.at(("extension", "options"), ends=ends) if clause else no_clause
    if options.unused == 0:
        return codes.EVERY_OPTION_USED.at(("extension", "options"), total=options.total, ends=ends)
    if limit:
        return codes.LIMIT_REACHED.at(("extension", "until"), until=limit)
    return None if agreement.renews_itself else _outside_window(clause, stands.as_of, ends)


def _outside_window(clause: ExtensionClause, as_of: date, ends: date) -> Finding | None:
    opens, closes = window(clause, ends)
    if clause.decide is not None and opens is not None and as_of < opens:
        rule = say("{length} before the end", length=clause.decide.no_earlier_than)
        return codes.TOO_EARLY.at(("extension", "decide", "no_earlier_than"), opens=opens, rule=rule)
    if clause.decide is not None and closes is not None and as_of > closes:
        rule = say("{length} before the end", length=clause.decide.no_later_than)
        return codes.TOO_LATE.at(("extension", "decide", "no_later_than"), closes=closes, rule=rule)
    return None


def _permission(agreement: Agreement, stands: Standing) -> Finding:
    clause, left = agreement.extension, stands.options.left
    if clause is not None and agreement.renews_itself:
        coming = term.next_period(stands.decided, clause)
        closes = last_chance(agreement, stands)
        return codes.RENEWS_ITSELF.at(("extension", "renewal"), period=coming, closes=closes)
    return codes.MAY_EXTEND.at(
        ("extension", "options"),
        allowed=_allowed(clause) if clause else "",
        used=stands.options.used,
        left=say("no limit") if left is None else left,
    )


def _allowed(clause: ExtensionClause) -> str:
    facts: dict[str, Any] = {
        "options": count_of_options(clause.options),
        "length": clause.length,
        "until": clause.until,
    }
    if clause.length is None and clause.until is None:
        return say("{options}, each as long as is decided", **facts)
    if clause.length is None:
        return say("{options} up to {until}", **facts)
    return say("{options} of {length}, up to {until}" if clause.until else "{options} of {length}", **facts)


def _circumstances(agreement: Agreement, stands: Standing) -> Iterator[Finding]:
    """Say what else the verdict rests on: where the term ends, and what is proposed, undated or declined."""
    if stands.decided.last is not None:
        yield codes.TERM_ENDS.at(stands.end_stands_at, ends=stands.decided.last, as_of=stands.as_of)
    held = {each.item for each in stands.extended}
    for index, each in enumerate(agreement.extensions):
        if index not in held and each.status is Status.DECIDED and each.decided is None:
            where: Where = ("extension", "extensions", index, "status")
            yield codes.UNDATED_DECISION.at(where, starts=each.starts, ends=each.ends)
            break
    if stands.proposal is not None:
        each, where = stands.proposal.extension, stands.proposal.where
        facts: dict[str, Any] = {"starts": each.starts, "ends": each.ends}
        if each.awaits_condition(stands.as_of):
            yield codes.CONDITIONAL_ONLY.at((*where, "condition"), condition=each.condition, **facts)
        else:
            kind = codes.PROPOSED_ONLY_ON if each.proposed else codes.PROPOSED_ONLY
            yield kind.at((*where, "status"), on=each.proposed, **facts)
    turned_down = declined(agreement, stands)
    if turned_down is not None:
        yield turned_down
