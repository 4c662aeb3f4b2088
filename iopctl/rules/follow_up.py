"""What the agreement's follow-up still lacks: meetings year by year, and reports day by day.

Meetings are counted in each calendar year that lies wholly inside the decided term. A report that returns
every year is due for the first time on its first day inside the term, and for the last time on the first one
after it.

Holds: four meetings a year, four recorded in 2024; a report due every 31 March, received on 2 April 2025.
Does not: three recorded in 2024, asked in 2025; the same report not received, asked on 1 April 2025.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.follow_up import Meetings, Report


def years(decided: Period, through: int) -> tuple[int, ...]:
    """Give the calendar years, up to one, that lie wholly inside the decided term."""
    wanted = range(decided.first.year, through + 1)
    return tuple(year for year in wanted if decided.overlap(Period.year(year)) == Period.year(year))


def held(meetings: Meetings, year: int, as_of: date) -> int:
    """Count the meetings of a year that had been held by a day; one that stands twice is one."""
    return sum(day.year == year and day <= as_of for day in set(meetings.held))


def due_days(report: Report, decided: Period, through: date) -> Iterator[date]:
    """Give the days on which a report is due, in order, up to the first one that comes after a day."""
    for day in sorted({*report.due, *_every_year(report, decided, through)}):
        yield day
        if day > through:
            return


def _every_year(report: Report, decided: Period, through: date) -> Iterator[date]:
    if report.every_year is None:
        return
    for year in range(decided.first.year, through.year + 2):
        day = report.every_year.in_year(year)
        if day < decided.first:
            continue
        yield day
        if decided.last is not None and day > decided.last:
            return


def missing(report: Report, decided: Period, as_of: date) -> tuple[date, ...]:
    """Give the due days, up to the next one, whose report had not come in by a day."""
    received = {each.due for each in report.received if each.on <= as_of}
    return tuple(day for day in due_days(report, decided, as_of) if day not in received)
