"""Each extension starts on the day after the period before it, and is no longer than the clause allows.

A decided extension therefore never shortens the term. One that is only proposed comes last; one that was
declined uses no option. The clause says how far an extension goes, and leaves a day on which to decide it.
One that is shorter than the clause, or decided outside its time, may be what happened, and is a warning.

Holds: a term to 2019-12-31 with "twice 2 years", extended 2020-01-01 – 2021-12-31.
Does not: extended 2019-06-01 – 2021-05-31 (overlaps), or 2020-01-01 – 2022-12-31 (three years).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, period
from iopctl.model.extension import Status
from iopctl.rules import extension as verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import DecisionWindow, Extension, ExtensionClause
    from iopctl.period import Period
    from iopctl.problem import Finding, Where

READS = ("term", "extension")

# Rough on the long side; only meant to catch what leaves the calendar.
_DAYS_IN_A_MONTH = 31
_DAYS_IN_A_YEAR = 365


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find what is wrong with the clause and with each extension, in the order of the file."""
    clause = agreement.extension
    if clause is None:
        return
    term = agreement.term
    if term.ends is None:
        yield codes.NOTHING_TO_EXTEND.at(("extension",), on_key=True)
        return
    yield from _clause_findings(agreement, clause, term.ends)
    if term.ends < term.starts:
        return
    before, used = term.period, 0
    for index, extension in enumerate(clause.extensions):
        where: Where = ("extension", "extensions", index)
        if clause.options is not None and used >= clause.options:
            options = verdicts.count_of_options(clause.options)
            yield codes.TOO_MANY.at(where, number=used + 1, options=options)
        yield from _period_findings(extension, clause, before, where)
        yield from _decision_findings(clause, index, where)
        yield from _outside_window(extension, clause.decide, before, where)
        if extension.status is not Status.DECLINED:
            before, used = extension.period, used + 1


def _clause_findings(agreement: Agreement, clause: ExtensionClause, ends: date) -> Iterator[Finding]:
    if _runs_too_far(clause, ends):
        yield codes.OPTIONS_TOO_FAR.at(("extension", "options"), last_year=period.LAST_YEAR)
    if clause.options is None and clause.until is None:
        yield codes.NO_LIMIT.at(("extension", "options"))
    if clause.length is None and clause.until is None and clause.options != 0:
        yield codes.NO_EXTENSION_LENGTH.at(("extension",), on_key=True)
    if clause.until is not None and clause.until <= ends:
        yield codes.UNTIL_NOT_AFTER.at(("extension", "until"), until=clause.until, ends=ends)
    if agreement.renews_itself:
        notice = agreement.term.notice
        if notice is None or not (notice.length or notice.no_later_than):
            yield codes.TACIT_WITHOUT_NOTICE.at(("extension", "renewal"))
        if clause.decide is not None:
            yield codes.TACIT_DECISION.at(("extension", "decide"), on_key=True)
    elif clause.decide is not None:
        yield from _window_findings(clause.decide, ends)


def _window_findings(window: DecisionWindow, ends: date) -> Iterator[Finding]:
    if window.no_earlier_than is None or window.no_later_than is None:
        return
    opens, closes = (period.before(ends, each) for each in (window.no_earlier_than, window.no_later_than))
    if opens > closes:
        at = ("extension", "decide", "no_earlier_than")
        yield codes.NEVER_OPEN.at(at, opens=opens, closes=closes)


def _runs_too_far(clause: ExtensionClause, ends: date) -> bool:
    if clause.length is None or clause.until is not None:
        return False
    months = clause.length.months
    days = clause.length.days if months is None else months * _DAYS_IN_A_MONTH
    years = (clause.options or 0) * days // _DAYS_IN_A_YEAR
    return ends.year + years > period.LAST_YEAR


def _period_findings(
    extension: Extension, clause: ExtensionClause, before: Period, where: Where
) -> Iterator[Finding]:
    starts, ends = extension.starts, extension.ends
    last = period.last_day(starts, clause.length) if clause.length else None
    if starts != before.stop:
        yield codes.NOT_CONSECUTIVE.at(
            (*where, "starts"), starts=starts, ends=before.last, expected=before.stop
        )
    elif ends < starts:
        yield codes.ENDS_BEFORE_START.at((*where, "ends"), starts=starts, ends=ends)
    elif clause.until is not None and ends > clause.until:
        yield codes.BEYOND_THE_LIMIT.at((*where, "ends"), ends=ends, until=clause.until)
    elif last is not None and ends > last:
        yield codes.TOO_LONG.at((*where, "ends"), ends=ends, length=clause.length, starts=starts, last=last)
    elif last is None or extension.status is Status.DECLINED:
        return
    elif ends < min(last, clause.until or last):
        yield codes.TOO_SHORT.at((*where, "ends"), ends=ends, length=clause.length, starts=starts, last=last)


def _decision_findings(clause: ExtensionClause, index: int, where: Where) -> Iterator[Finding]:
    extension = clause.extensions[index]
    decided, proposed = extension.decided, extension.proposed
    if extension.status is Status.PROPOSED and decided is not None:
        yield codes.DECISION_DAY_OF_PROPOSAL.at((*where, "decided"))
    if decided is not None and proposed is not None and decided < proposed:
        yield codes.PROPOSED_AFTER_DECISION.at((*where, "decided"), decided=decided, proposed=proposed)
    if extension.status is Status.DECIDED and decided is not None and decided > extension.starts:
        yield codes.DECIDED_LATE.at((*where, "decided"), starts=extension.starts, decided=decided)
    if extension.condition_met is not None and extension.condition is None:
        yield codes.NO_CONDITION.at((*where, "condition_met"))
    if index and clause.extensions[index - 1].status is Status.PROPOSED:
        kind = codes.TWO_PROPOSED
        if extension.status is not Status.PROPOSED:
            kind = codes.DECIDED_AFTER_PROPOSED
        yield kind.at((*where, "status"))


def _outside_window(
    extension: Extension, window: DecisionWindow | None, before: Period, where: Where
) -> Iterator[Finding]:
    """Find a decision for which the clause had closed, or was not open yet."""
    decided, ends = extension.decided, before.last
    if window is None or decided is None or ends is None or extension.status is not Status.DECIDED:
        return
    opens, closes = verdicts.window_opens(window, ends), verdicts.window_closes(window, ends)
    at = (*where, "decided")
    if opens is not None and decided < opens:
        yield codes.OUTSIDE_WINDOW.at(at, decided=decided, when=f"{opens} at the earliest")
    # What is decided after its first day is told of as that.
    elif closes is not None and closes < decided <= extension.starts:
        yield codes.OUTSIDE_WINDOW.at(at, decided=decided, when=f"{closes} at the latest")
