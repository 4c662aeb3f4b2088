"""The term ends on its first day or later, both days included; without an end it can be ended by notice.

Notice says how long it runs or how long before the end it is given, and once given leads to a last day.

Holds: starts 2021-01-01, ends 2021-01-01 (one day); until further notice, with 6 months' notice.
Does not: starts 2021-01-01, ends 2020-12-31; until further notice, and no notice stated (a warning).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.term import Term
    from iopctl.problem import Finding

READS = ("term",)


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find an end before the start, and an agreement that nothing ends."""
    term = agreement.term
    if term.ends is not None and term.ends < term.starts:
        yield codes.ENDS_BEFORE_START.at(("term", "ends"), starts=term.starts, ends=term.ends)
    if term.ends is None and term.notice is None and term.notice_given is None:
        yield codes.NEITHER_END_NOR_NOTICE.at(("term", "ends"))
    if term.condition_met is not None and term.condition is None:
        yield codes.NO_CONDITION.at(("term", "condition_met"))
    yield from _notice_findings(term)


def _notice_findings(term: Term) -> Iterator[Finding]:
    notice, given = term.notice, term.notice_given
    if notice is not None and notice.length is None:
        if notice.no_later_than is None:
            yield codes.NO_NOTICE_LENGTH.at(("term", "notice"), on_key=True)
        elif term.ends is None:
            yield codes.NO_END_TO_COUNT_FROM.at(("term", "notice", "no_later_than"))
    if given is None:
        return
    runs_out = notice is not None and notice.length is not None
    if given.ends is None and term.ends is None and not runs_out:
        yield codes.NO_LAST_DAY.at(("term", "notice_given"), on_key=True)
    if given.ends is not None and given.ends < given.on:
        yield codes.ENDS_BEFORE_NOTICE.at(("term", "notice_given", "ends"), ends=given.ends, on=given.on)
