"""Notice: until when it can be given, and when an agreement under notice ends.

An agreement states how long notice runs from the day it is given, or how long before the end it must be
given; the end is the one that holds on that day, after every extension.

Holds: "six months before the end", a term to 2021-08-31 → notice on 2021-02-28 at the latest.
Does not: the same after an extension to 2023-08-31, which moves that day to 2023-02-28.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import period
from iopctl.rules import working_day

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.term import Notice, NoticeGiven


def last_day(notice: Notice | None, ends: date) -> date | None:
    """Find the last day on which notice ends the agreement on a given day; None where nothing is stated."""
    if notice is None:
        return None
    length = notice.no_later_than or notice.length
    return working_day.moved(period.before(ends, length), notice.on_holiday, ends) if length else None


def says_the_end(agreement: Agreement) -> bool:
    """Tell whether an agreement says by itself when it ends once notice is given."""
    stated, open_ended = agreement.term.notice, agreement.term.ends is None
    counted = stated is not None and stated.length is not None and stated.no_later_than is None
    return counted or (stated is not None and not open_ended)


def end(agreement: Agreement, given: NoticeGiven, ends: date | None) -> date | None:
    """Find the last day of an agreement under notice, of which `ends` is the last day without that notice.

    It is the stated day, else what the notice period gives; where notice only keeps the agreement from going
    on, the last day stays. An agreement never runs longer because notice was given.
    """
    last = given.ends or _run_out(agreement, given)
    return min((day for day in (last, ends) if day is not None), default=None)


def closes(agreement: Agreement, ends: date) -> date | None:
    """Find the last day on which notice keeps the agreement from going on after an end, if there is one.

    A notice period alone is counted from the day of notice: it closes only what renews itself.
    """
    stated = agreement.term.notice
    if stated is None or not (agreement.renews_itself or stated.no_later_than):
        return None
    return last_day(stated, ends)


def _run_out(agreement: Agreement, given: NoticeGiven) -> date | None:
    """Find the last day of a notice period that is counted from the day of notice."""
    stated = agreement.term.notice
    if stated is None or stated.length is None:
        return None
    only_ends_the_period = agreement.term.ends is not None and (
        stated.no_later_than is not None or agreement.renews_itself
    )
    return None if only_ends_the_period else period.after(given.on, stated.length)
