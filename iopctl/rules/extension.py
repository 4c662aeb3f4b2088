"""Whether the agreement may be extended, as of a day.

The clause says how many times and for how long, or up to which day, and sometimes how early or late the
decision must come. An option is open from the agreement's first day to its last; where the clause states a
window, within it. An agreement that renews itself needs no decision; what has its last day there is notice.

Holds: "twice two years", one used, a term to 2021-12-31, asked on 2021-07-13 → may extend, to 2023-12-31.
Does not: the same, asked on 2022-01-01 → the agreement has ended with an option unused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iopctl import codes, period
from iopctl.model.extension import Status
from iopctl.rules import notice, term, working_day
from iopctl.struct import Struct, replace
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import DecisionWindow, Extension, ExtensionClause
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.rules.term import Options, Standing


# With one of these, no option that is left can be used any more as of the day asked.
_LAPSED = {codes.ENDED_UNUSED, codes.NEVER_DECIDED, codes.TOO_LATE}


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
    """The last day of the decided term; None until further notice."""
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


def verdict(agreement: Agreement, as_of: date) -> Verdict:
    """Tell whether the agreement may be extended on a day, with reasons."""
    return of_standing(agreement, term.standing(agreement, as_of))


def standing(agreement: Agreement, as_of: date) -> Standing:
    """Find how the term stands on a day, with the options that can still be used and no others."""
    stands = term.standing(agreement, as_of)
    if lapsed(agreement, stands) is None:
        return stands
    return replace(stands, reach=stands.decided, options=replace(stands.options, closed=True))


def of_standing(agreement: Agreement, stands: Standing) -> Verdict:
    """Tell whether the agreement may be extended, as its term stands."""
    refused = refusal(agreement, stands)
    clause = agreement.extension
    eligible = refused is None and clause is not None
    return Verdict(
        as_of=stands.as_of,
        eligible=eligible,
        reasons=(refused or _permission(agreement, stands), *_circumstances(agreement, stands)),
        options=stands.options,
        ends=stands.decided.last,
        next=_next(stands, clause) if clause and eligible else None,
        tacit=eligible and agreement.renews_itself,
        decide_by=last_chance(agreement, stands) if eligible else None,
        latest_end=stands.reach.last,
        lapsed=lapsed(agreement, stands),
    )


def refusal(agreement: Agreement, stands: Standing) -> Finding | None:
    """Find the one reason that decides against, in the order in which an official would ask."""
    as_of, ends = stands.as_of, stands.decided.last
    if as_of < stands.decided.first:
        return codes.NOT_STARTED.at(("term", "starts"), starts=stands.decided.first)
    if not stands.agreed:
        return _not_agreed(agreement, stands)
    if ends is None:
        return codes.OPEN_ENDED.at(("term", "ends"))
    if as_of > ends:
        return _ended(agreement, stands, ends)
    if stands.notice_given is not None:
        return codes.UNDER_NOTICE.at(("term", "notice_given"), on=stands.notice_given.on, ends=ends)
    return _no_option_left(agreement, stands, ends) or _outside_window(agreement, stands)


def as_of_proposal(agreement: Agreement, as_of: date) -> Verdict | None:
    """Give the verdict as of the day on which the pending extension was proposed, where that day is known."""
    stands = term.standing(agreement, as_of)
    if stands.proposal is None or agreement.extension is None:
        return None
    proposed = agreement.extension.extensions[stands.proposal].proposed
    return None if proposed is None or proposed == as_of else verdict(agreement, proposed)


def last_chance(agreement: Agreement, stands: Standing) -> date | None:
    """Find the last day to decide: the clause's, or where it is silent the last day that can be extended.

    Of an agreement that renews itself, the last day for notice. None until further notice.
    """
    ends, clause = stands.decided.last, agreement.extension
    if ends is None or clause is None:
        return ends
    if agreement.renews_itself:
        return notice.last_day(agreement.term.notice, ends)
    closes = window_closes(clause.decide, ends) if clause.decide else None
    return closes or ends


def first_chance(agreement: Agreement, stands: Standing) -> date | None:
    """Find the first day to decide, where the clause says how early that may be."""
    window = agreement.extension.decide if agreement.extension else None
    if stands.decided.last is None or window is None:
        return None
    return window_opens(window, stands.decided.last)


def window_opens(window: DecisionWindow, ends: date) -> date | None:
    """Find the first day to decide what follows an end, where the clause says how early that may be."""
    return period.before(ends, window.no_earlier_than) if window.no_earlier_than else None


def window_closes(window: DecisionWindow, ends: date) -> date | None:
    """Find the last day to decide what follows an end, where the clause says how late that may be."""
    if window.no_later_than is None:
        return None
    return working_day.moved(period.before(ends, window.no_later_than), window.on_holiday, ends)


def lapsed(agreement: Agreement, stands: Standing) -> Finding | None:
    """Tell why the options that are left can no longer be used: it is too late, or the next one was declined.

    None where they can be used, now or once their window opens, and where none is left.
    """
    if stands.reach == stands.decided:
        return None
    why = refusal(agreement, stands)
    return why if why is not None and why.kind in _LAPSED else declined(agreement, stands)


def declined(agreement: Agreement, stands: Standing) -> Finding | None:
    """Tell what was declined, of which nothing has come to the table since: the extension beyond the end."""
    for index, each in enumerate(agreement.extension.extensions if agreement.extension else ()):
        if each.declined_by(stands.as_of) and each.starts == stands.decided.stop and stands.proposal is None:
            where = ("extension", "extensions", index, "status")
            kind = codes.DECLINED_ON if each.decided else codes.DECLINED
            return kind.at(where, starts=each.starts, ends=each.ends, on=each.decided)
    return None


def _next(stands: Standing, clause: ExtensionClause) -> Period | None:
    """Give the period that one more option adds; the one on the table may be shorter than allowed."""
    if stands.proposal is not None:
        return clause.extensions[stands.proposal].period
    return term.next_period(stands.decided, clause)


def _not_agreed(agreement: Agreement, stands: Standing) -> Finding:
    stated, ends = agreement.term, stands.decided.last
    if ends is not None and stands.as_of > ends:
        return codes.NEVER_DECIDED.at(("term", "ends"), ends=ends)
    if stated.signed is not None and stated.signed.last > stands.as_of:
        return codes.NOT_AGREED.at(("term", "signed"), signed=stated.signed)
    return codes.CONDITION_NOT_MET.at(("term", "condition"), condition=stated.condition)


def _ended(agreement: Agreement, stands: Standing, ends: date) -> Finding:
    if stands.notice_given is not None:
        on = stands.notice_given.on
        return codes.ENDED_BY_NOTICE.at(stands.end_stands_at, ends=ends, on=on)
    limit = agreement.extension.until if agreement.extension else None
    if stands.options.unused == 0 or (limit is not None and ends >= limit):
        return codes.ENDED.at(stands.end_stands_at, ends=ends)
    unused = count_of_options(stands.options.unused)
    return codes.ENDED_UNUSED.at(("extension", "options"), ends=ends, unused=unused)


def _no_option_left(agreement: Agreement, stands: Standing, ends: date) -> Finding | None:
    clause, options = agreement.extension, stands.options
    if clause is None or options.total == 0:
        where: Where = ("extension", "options") if clause else ("term", "ends")
        return codes.NO_OPTION.at(where, ends=ends)
    if options.unused == 0:
        return codes.EVERY_OPTION_USED.at(("extension", "options"), total=options.total, ends=ends)
    if clause.until is not None and ends >= clause.until:
        return codes.LIMIT_REACHED.at(("extension", "until"), until=clause.until)
    return None


def _outside_window(agreement: Agreement, stands: Standing) -> Finding | None:
    clause, at = agreement.extension, ("extension", "decide")
    if clause is None or clause.decide is None or agreement.renews_itself:
        return None
    opens, closes = first_chance(agreement, stands), last_chance(agreement, stands)
    if opens is not None and stands.as_of < opens:
        rule = f"{clause.decide.no_earlier_than} before the end"
        return codes.TOO_EARLY.at((*at, "no_earlier_than"), opens=opens, rule=rule)
    if closes is not None and stands.as_of > closes:
        rule = f"{clause.decide.no_later_than} before the end"
        return codes.TOO_LATE.at((*at, "no_later_than"), closes=closes, rule=rule)
    return None


def _permission(agreement: Agreement, stands: Standing) -> Finding:
    clause = agreement.extension
    used, left = stands.options.used, stands.options.left
    if clause is not None and agreement.renews_itself:
        coming = term.next_period(stands.decided, clause)
        return codes.RENEWS_ITSELF.at(
            ("extension", "renewal"), period=coming, closes=last_chance(agreement, stands)
        )
    return codes.MAY_EXTEND.at(
        ("extension", "options"),
        allowed=_clause_words(stands.options.total, clause),
        used=used,
        left="no limit" if left is None else left,
    )


def _circumstances(agreement: Agreement, stands: Standing) -> list[Finding]:
    """Say what else the verdict rests on: where the term ends, and what is only proposed."""
    found = []
    if stands.decided.last is not None:
        found.append(codes.TERM_ENDS.at(stands.end_stands_at, ends=stands.decided.last, as_of=stands.as_of))
    found += _undated_decision(agreement, stands)
    if agreement.extension is not None and stands.proposal is not None:
        found.append(_on_the_table(agreement.extension.extensions[stands.proposal], stands))
    turned_down = declined(agreement, stands)
    return found if turned_down is None else [*found, turned_down]


def _on_the_table(extension: Extension, stands: Standing) -> Finding:
    where: Where = ("extension", "extensions", stands.proposal or 0)
    facts: dict[str, Any] = {"starts": extension.starts, "ends": extension.ends}
    if extension.awaits_condition(stands.as_of):
        return codes.CONDITIONAL_ONLY.at((*where, "condition"), condition=extension.condition, **facts)
    kind = codes.PROPOSED_ONLY_ON if extension.proposed else codes.PROPOSED_ONLY
    return kind.at((*where, "status"), on=extension.proposed, **facts)


def _undated_decision(agreement: Agreement, stands: Standing) -> list[Finding]:
    """Say of an extension that is decided, and not by the day asked, that only its own day is missing."""
    clause = agreement.extension
    held = {each.item for each in stands.extended}
    return [
        codes.UNDATED_DECISION.at(
            ("extension", "extensions", index, "status"), starts=each.starts, ends=each.ends
        )
        for index, each in enumerate(clause.extensions if clause else ())
        if index not in held and each.status is Status.DECIDED and each.decided is None
    ][:1]


def count_of_options(number: int | None) -> str:
    """Say a number of options; None is without limit."""
    if number is None:
        return say("options without limit")
    return say_count(number, "{number} option", "{number} options")


def _clause_words(total: int | None, clause: ExtensionClause | None) -> str:
    """Say what a clause allows: 2 options of 2 years; options without limit of 1 year, up to 2027-12-31."""
    options = count_of_options(total)
    length, until = (clause.length, clause.until) if clause else (None, None)
    if length and until:
        return say("{options} of {length}, up to {until}", options=options, length=length, until=until)
    if length:
        return say("{options} of {length}", options=options, length=length)
    return say("{options} up to {until}", options=options, until=until) if until else options
