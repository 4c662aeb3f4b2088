"""What is recorded of follow-up lies in the agreement's time, and a meeting stands there once.

Holds: a term from 2025-03-01, meetings held on 2025-05-20 and 2025-11-04.
Does not: one held on 2024-05-20; 2025-05-20 twice, which is one meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where

READS = ("term", "follow_up")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find meetings and reports from before the agreement, and meetings that stand twice."""
    if agreement.follow_up is None:
        return
    starts = agreement.term.starts
    for index, meetings in enumerate(agreement.follow_up.meetings):
        for at, on in enumerate(meetings.held):
            where: Where = ("follow_up", "meetings", index, "held", at)
            if on in meetings.held[:at]:
                yield codes.HELD_TWICE.at(where, kind=meetings.kind, on=on)
            elif on < starts:
                yield codes.BEFORE_THE_TERM.at(where, on=on, starts=starts)
    for index, report in enumerate(agreement.follow_up.reports):
        for at, received in enumerate(report.received):
            if received.on < starts:
                where = ("follow_up", "reports", index, "received", at, "on")
                yield codes.BEFORE_THE_TERM.at(where, on=received.on, starts=starts)
