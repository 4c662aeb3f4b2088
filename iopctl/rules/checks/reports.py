"""A report says when it is due, and what came in belongs to one of those days.

Holds: a report due every 31 March, of which that of 2025-03-31 came in on 2025-04-02.
Does not: the same report, with one received that was due on 2025-04-30.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.follow_up import Report
    from iopctl.problem import Finding

READS = ("follow_up",)


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find reports without a day, and receipts of what was never due."""
    for index, report in enumerate(agreement.follow_up.reports if agreement.follow_up else ()):
        where = ("follow_up", "reports", index)
        if report.every_year is None and not report.due:
            yield codes.NO_DUE_DAY.at(where)
            continue
        for position, received in enumerate(report.received):
            if not _is_due(report, received.due):
                at = (*where, "received", position, "due")
                yield codes.NOT_DUE_THEN.at(at, due=received.due, cure=_due_days(report))


def _is_due(report: Report, day: date) -> bool:
    return day in report.due or (report.every_year is not None and report.every_year.in_year(day.year) == day)


def _due_days(report: Report) -> str:
    days = [f"every year on {report.every_year}"] if report.every_year else []
    return f"it is due {', '.join([*days, *map(str, report.due)])}"
