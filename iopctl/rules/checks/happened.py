"""What is recorded as signed, decided, given, held or received has happened by the day asked.

Holds: signed 2024-12-12, asked on that day or later; signed 2026, asked on any day of that year.
Does not: signed 2026-12-12, asked on 2026-11-28.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.extension import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.follow_up import FollowUp
    from iopctl.model.term import Term
    from iopctl.problem import Finding, Where


def check(agreement: Agreement, as_of: date) -> Iterator[Finding]:
    """Find days of the past that lie after the day asked, which are slips as a rule."""
    for where, day in _recorded(agreement):
        if day is not None and day > as_of:
            yield codes.NOT_HAPPENED_YET.at(where, day=day, as_of=as_of)


def _recorded(agreement: Agreement) -> Iterator[tuple[Where, date | None]]:
    yield from _of_term(agreement.term)
    for index, each in enumerate(agreement.extension.extensions if agreement.extension else ()):
        where: Where = ("extension", "extensions", index)
        if each.status is not Status.PROPOSED:
            yield (*where, "decided"), each.decided
        yield (*where, "condition_met"), each.condition_met
    if agreement.follow_up is not None:
        yield from _of_follow_up(agreement.follow_up)


def _of_term(term: Term) -> Iterator[tuple[Where, date | None]]:
    # A day that is known to the month or year has happened once it can have.
    yield ("term", "signed"), term.signed.first if term.signed else None
    yield ("term", "condition_met"), term.condition_met
    yield ("term", "notice_given", "on"), term.notice_given.on if term.notice_given else None


def _of_follow_up(follow_up: FollowUp) -> Iterator[tuple[Where, date | None]]:
    for index, meetings in enumerate(follow_up.meetings):
        for at, day in enumerate(meetings.held):
            yield ("follow_up", "meetings", index, "held", at), day
    for index, report in enumerate(follow_up.reports):
        for at, received in enumerate(report.received):
            yield ("follow_up", "reports", index, "received", at, "on"), received.on
