"""What an agreement says of its parties, its term, notice and extensions fits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, period, spelling
from iopctl.model.extension import Status
from iopctl.model.parties import Role
from iopctl.period import NoEnd
from iopctl.rules import extension as verdicts
from iopctl.rules import term as terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension, ExtensionClause
    from iopctl.period import Period
    from iopctl.problem import Finding, Where

# Rough on the long side; only meant to catch what leaves the calendar.
_DAYS_IN_A_MONTH = 31
_DAYS_IN_A_YEAR = 365


def parties(agreement: Agreement) -> Iterator[Finding]:
    """Check that a partnership has a public and a civil side, and that each side puts something in.

    Holds: a municipality (public) and an association (civil), both with contributions, of whatever value.
    Does not: two public parties, which is co-operation between authorities; a civil side that only receives.
    """
    for role in (Role.PUBLIC, Role.CIVIL):
        if not agreement.parties_with(role):
            yield codes.PARTY_MISSING.at(("parties",), on_key=True, role=role)
    seen: dict[str, str] = {}
    for key in agreement.parties:
        other = seen.setdefault(spelling.key(key), key)
        if other != key:
            yield codes.PARTY_TWICE.at(("parties", key), on_key=True, party=key, other=other)
    lines = [line for version in agreement.budget for line in version.lines]
    # Where lines are not known, or one that nobody known bears, nobody can say what a side puts in.
    known = all(version.contributions for version in agreement.budget)
    if not lines or not known or any(line.by not in agreement.parties for line in lines):
        return
    bearers = {line.by for line in lines if line.amount is None or line.amount.value}
    for role in (Role.PUBLIC, Role.CIVIL):
        keys = [key for key, party in agreement.parties.items() if party.role is role]
        if keys and bearers.isdisjoint(keys):
            yield codes.CONTRIBUTES_NOTHING.at(("parties", keys[0]), on_key=True, role=role)


def term(agreement: Agreement) -> Iterator[Finding]:
    """Check that the term ends on its first day or later, both included, or can be ended by notice.

    Notice says how long it runs or how long before the end it is given, and once given leads to a last day.

    Holds: starts 2021-01-01, ends 2021-01-01 (one day); until further notice, with 6 months' notice.
    Does not: starts 2021-01-01, ends 2020-12-31; no end stated, and no notice either (a warning).
    """
    stated = agreement.term
    notice, given = stated.notice, stated.notice_given
    if stated.ends is not None and stated.ends < stated.starts:
        yield codes.ENDS_BEFORE_START.at(("term", "ends"), starts=stated.starts, ends=stated.ends)
    if stated.no_end is NoEnd.NOT_STATED and notice is None and given is None:
        yield codes.NEITHER_END_NOR_NOTICE.at(("term", "ends"))
    if stated.condition_met is not None and stated.condition is None:
        yield codes.NO_CONDITION.at(("term", "condition_met"))
    if notice is not None and notice.length is None and not notice.none:
        if notice.no_later_than is None:
            yield codes.NO_NOTICE_LENGTH.at(("term", "notice"), on_key=True)
        elif stated.no_end is NoEnd.UNTIL_FURTHER_NOTICE:
            yield codes.NO_END_TO_COUNT_FROM.at(("term", "notice", "no_later_than"))
    if given is None:
        return
    runs_out = notice is not None and notice.length is not None
    if given.ends is None and stated.ends is None and not runs_out:
        yield codes.NO_LAST_DAY.at(("term", "notice_given"), on_key=True)
    if given.ends is not None and given.ends < given.on:
        yield codes.ENDS_BEFORE_NOTICE.at(("term", "notice_given", "ends"), ends=given.ends, on=given.on)


def notice(agreement: Agreement) -> Iterator[Finding]:
    """Check that notice ends an agreement that has begun, and that nobody extends it afterwards.

    Holds: a term from 2023-01-01, notice given on 2023-03-01 that ends it on 2023-08-31.
    Does not: notice given on 2022-05-01 that ends it on 2022-11-01; an extension decided after the notice.
    """
    stated, given = agreement.term, agreement.term.notice_given
    if given is None:
        return
    ends = terms.end_by_notice(agreement, given, stated.ends)
    # An end before the start, or before the notice, is found by itself.
    sound = (stated.ends is None or stated.ends >= stated.starts) and (
        not given.ends or given.ends >= given.on
    )
    if ends is not None and ends < stated.starts and sound:
        where: Where = ("term", "notice_given", "ends" if given.ends else "on")
        yield codes.CALLED_OFF.at(where, on=given.on, ends=ends, starts=stated.starts)
    for index, each in enumerate(agreement.extensions):
        if each.status is Status.DECIDED and each.decided is not None and each.decided > given.on:
            where = ("extension", "extensions", index, "decided")
            yield codes.EXTENDED_UNDER_NOTICE.at(
                where, on=given.on, starts=each.starts, ends=each.ends, decided=each.decided
            )


def extensions(agreement: Agreement) -> Iterator[Finding]:
    """Check that each extension follows the period before it, and is no longer than the clause allows.

    A decided extension therefore never shortens the term. One that is only proposed comes last; one that was
    declined uses no option. One that is shorter than the clause, or decided outside its time, may be what
    happened, and is a warning.

    Holds: a term to 2019-12-31 with "twice 2 years", extended 2020-01-01 – 2021-12-31.
    Does not: extended 2019-06-01 – 2021-05-31 (overlaps), or 2020-01-01 – 2022-12-31 (three years).
    """
    clause, stated = agreement.extension, agreement.term
    if clause is None:
        return
    if stated.ends is None:
        # What the agreement allows may be known before its end is.
        if not clause.extensions and (clause.options == 0 or stated.no_end is NoEnd.NOT_STATED):
            return
        yield codes.NOTHING_TO_EXTEND.at(("extension",), on_key=True)
        return
    yield from _of_clause(agreement, clause, stated.ends)
    if stated.ends < stated.starts:
        return
    before, used = stated.period, 0
    for index, each in enumerate(clause.extensions):
        where: Where = ("extension", "extensions", index)
        if clause.options is not None and used >= clause.options:
            yield codes.TOO_MANY.at(where, number=used + 1, options=verdicts.count_of_options(clause.options))
        yield from _of_period(each, clause, before, where)
        yield from _of_decision(each, clause, before, where)
        if index and clause.extensions[index - 1].status is Status.PROPOSED:
            proposed = each.status is Status.PROPOSED
            kind = codes.TWO_PROPOSED if proposed else codes.DECIDED_AFTER_PROPOSED
            yield kind.at((*where, "status"))
        if each.status is not Status.DECLINED:
            before, used = each.period, used + 1


def _of_clause(agreement: Agreement, clause: ExtensionClause, ends: date) -> Iterator[Finding]:
    if clause.length is not None and clause.until is None:
        months = clause.length.months
        days = clause.length.days if months is None else months * _DAYS_IN_A_MONTH
        if ends.year + (clause.options or 0) * days // _DAYS_IN_A_YEAR > period.LAST_YEAR:
            yield codes.OPTIONS_TOO_FAR.at(("extension", "options"), last_year=period.LAST_YEAR)
    if clause.options is None and clause.until is None:
        yield codes.NO_LIMIT.at(("extension", "options"))
    if clause.length is None and clause.until is None and clause.options != 0:
        tacit = agreement.renews_itself
        kind = codes.TACIT_WITHOUT_LENGTH if tacit else codes.NO_EXTENSION_LENGTH
        yield kind.at(("extension",), on_key=True)
    if clause.until is not None and clause.until <= ends:
        yield codes.UNTIL_NOT_AFTER.at(("extension", "until"), until=clause.until, ends=ends)
    if not agreement.renews_itself:
        opens, closes = verdicts.window(clause, ends)
        if opens is not None and closes is not None and opens > closes:
            where = ("extension", "decide", "no_earlier_than")
            yield codes.NEVER_OPEN.at(where, opens=opens, closes=closes)
        return
    stated = agreement.term.notice
    if stated is None or not (stated.length or stated.no_later_than):
        yield codes.TACIT_WITHOUT_NOTICE.at(("extension", "renewal"))
    if clause.decide is not None:
        yield codes.TACIT_DECISION.at(("extension", "decide"), on_key=True)


def _of_period(each: Extension, clause: ExtensionClause, before: Period, where: Where) -> Iterator[Finding]:
    """Find what is wrong with the days of an extension; the first thing hides the others."""
    starts, ends, length = each.starts, each.ends, clause.length
    last = period.last_day(starts, length) if length else None
    if starts != before.stop:
        at = (*where, "starts")
        yield codes.NOT_CONSECUTIVE.at(at, starts=starts, ends=before.last, expected=before.stop)
    elif ends < starts:
        yield codes.ENDS_BEFORE_START.at((*where, "ends"), starts=starts, ends=ends)
    elif clause.until is not None and ends > clause.until:
        yield codes.BEYOND_THE_LIMIT.at((*where, "ends"), ends=ends, until=clause.until)
    elif last is not None and ends > last:
        yield codes.TOO_LONG.at((*where, "ends"), ends=ends, length=length, starts=starts, last=last)
    elif last is not None and each.status is not Status.DECLINED and ends < min(last, clause.until or last):
        yield codes.TOO_SHORT.at((*where, "ends"), ends=ends, length=length, starts=starts, last=last)


def _of_decision(each: Extension, clause: ExtensionClause, before: Period, where: Where) -> Iterator[Finding]:
    at, decided = (*where, "decided"), each.decided
    if each.condition_met is not None and each.condition is None:
        yield codes.NO_CONDITION.at((*where, "condition_met"))
    if decided is None:
        return
    if each.status is Status.PROPOSED:
        yield codes.DECISION_DAY_OF_PROPOSAL.at(at)
    if each.proposed is not None and decided < each.proposed:
        yield codes.PROPOSED_AFTER_DECISION.at(at, decided=decided, proposed=each.proposed)
    if each.status is not Status.DECIDED or before.last is None:
        return
    opens, closes = verdicts.window(clause, before.last)
    if opens is not None and decided < opens:
        yield codes.OUTSIDE_WINDOW.at(at, decided=decided, when=f"{opens} at the earliest")
    if decided > each.starts:
        yield codes.DECIDED_LATE.at(at, starts=each.starts, decided=decided)
    elif closes is not None and closes < decided:
        yield codes.OUTSIDE_WINDOW.at(at, decided=decided, when=f"{closes} at the latest")
