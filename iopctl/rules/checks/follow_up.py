"""What is recorded of an agreement and its follow-up has happened, in its time, and as it asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl import codes, period
from iopctl.model.extension import Status
from iopctl.model.follow_up import FollowUp
from iopctl.rules import term
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where


def recorded(agreement: Agreement) -> Iterator[Finding]:
    """Check that what is recorded lies in the agreement's time, and a meeting stands there once.

    Holds: a term from 2025-03-01, meetings held on 2025-05-20 and 2025-11-04.
    Does not: one held on 2024-05-20; 2025-05-20 twice, which is one meeting.
    """
    follow_up, starts = agreement.follow_up or FollowUp(), agreement.term.starts
    for index, meetings in enumerate(follow_up.meetings):
        for at, on in enumerate(meetings.held):
            where: Where = ("follow_up", "meetings", index, "held", at)
            if on in meetings.held[:at]:
                yield codes.HELD_TWICE.at(where, kind=meetings.kind, on=on)
            elif on < starts:
                yield codes.BEFORE_THE_TERM.at(where, on=on, starts=starts)
    for index, report in enumerate(follow_up.reports):
        for at, received in enumerate(report.received):
            if received.on < starts:
                where = ("follow_up", "reports", index, "received", at, "on")
                yield codes.BEFORE_THE_TERM.at(where, on=received.on, starts=starts)


def reports(agreement: Agreement) -> Iterator[Finding]:
    """Check that a report says when it is due, and that what came in belongs to one of those days.

    Holds: a report due every 31 March, of which that of 2025-03-31 came in on 2025-04-02.
    Does not: the same report, with one received that was due on 2025-04-30.
    """
    for index, report in enumerate((agreement.follow_up or FollowUp()).reports):
        where, yearly = ("follow_up", "reports", index), report.every_year
        if yearly is None and not report.due:
            yield codes.NO_DUE_DAY.at(where)
            continue
        for at, received in enumerate(report.received):
            day = received.due
            is_yearly = yearly and isinstance(day, date) and yearly.in_year(day.year) == day
            if day not in report.due and not is_yearly:
                every = [say("every year on {day}", day=yearly)] if yearly else []
                days = ", ".join([*every, *map(str, report.due)])
                yield codes.NOT_DUE_THEN.at((*where, "received", at, "due"), due=day, days=days)


def meetings(agreement: Agreement) -> Iterator[Finding]:
    """Check that a number of meetings says over what time it is counted, and the other way round.

    Holds: at least 4 a year; a steering group of which the agreement says no number.
    Does not: at least 4.
    """
    for index, each in enumerate((agreement.follow_up or FollowUp()).meetings):
        key = "per" if each.per is None else "at_least"
        if (each.per is None) != (each.at_least is None):
            cure = say("A number of meetings is stated with its time: 'at_least: 4', 'per: year'.")
            yield codes.MISSING_KEY.at(("follow_up", "meetings", index, key), key=key, cure=cure)


def unrecorded(agreement: Agreement, as_of: date, tracked_from: date | None = None) -> Iterator[Finding]:
    """Check that the meetings of each past calendar year wholly inside the term are recorded.

    Only years count whose first day is one on which the register was kept.

    Holds: at least two dialogue meetings a year since 2021, and at least one recorded in each of 2021–2025.
    Does not: none recorded in 2023, asked in 2024.
    """
    if agreement.follow_up is None or not agreement.follow_up.meetings:
        return
    first = tracked_from or agreement.term.starts
    years = term.standing(agreement, as_of).decided.whole_years
    whole_years = [year for year in years if (year, 1, 1) >= (first.year, first.month, first.day)]
    for index, meetings in enumerate(agreement.follow_up.meetings):
        held = {day.year for day in meetings.held if day <= as_of}
        missing = [year for year in whole_years if year < as_of.year and year not in held]
        if missing and meetings.at_least:
            yield codes.NEVER_RECORDED.at(
                ("follow_up", "meetings", index),
                at_least=meetings.at_least,
                kind=meetings.kind,
                years=period.ranges(missing),
            )


def happened(agreement: Agreement, as_of: date) -> Iterator[Finding]:
    """Check that what is recorded as signed, decided, given, held or received has happened by a day.

    Holds: signed 2024-12-12, asked on that day or later; signed 2026, asked on any day of that year.
    Does not: signed 2026-12-12, asked on 2026-11-28.
    """
    stated, follow_up = agreement.term, agreement.follow_up or FollowUp()
    days: list[tuple[Where, date | None]] = [
        # A day that is known to the month or year has happened once it can have.
        (("term", "signed"), stated.signed.first if stated.signed else None),
        (("term", "condition_met"), stated.condition_met),
        (("term", "notice_given", "on"), stated.notice_given.on if stated.notice_given else None),
    ]
    for index, each in enumerate(agreement.extensions):
        where = ("extension", "extensions", index)
        decided = each.decided if each.status is not Status.PROPOSED else None
        days += [((*where, "decided"), decided), ((*where, "condition_met"), each.condition_met)]
    for index, meetings in enumerate(follow_up.meetings):
        days += [(("follow_up", "meetings", index, "held", at), day) for at, day in enumerate(meetings.held)]
    for index, report in enumerate(follow_up.reports):
        where = ("follow_up", "reports", index)
        days += [((*where, "received", at, "on"), each.on) for at, each in enumerate(report.received)]
    for at, day in days:
        if day is not None and day > as_of:
            yield codes.NOT_HAPPENED_YET.at(at, day=day, as_of=as_of)
