"""Which index values an agreement waits for, and from which day it needs them.

Of each series that its amounts follow, the first value that its years need and nobody had published by the
day asked: years are taken in order, up to the latest possible end. What somebody assumes fills no need.

Holds: amounts that follow PKV, values to 2026, a term to 2028 → PKV for 2027 is needed from 2027-01-01.
Does not: the same with a lag of one year; then 2027 has its value, and 2028 waits for that of 2027.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.period import LAST_YEAR
from iopctl.rules import extension, index, indexation, shares
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Where
    from iopctl.rules.indexation import Course
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


class Need(Struct):
    """An index value that is not published, and what waits for it."""

    series: str
    """The code of the series."""
    value_year: int
    """The year that the value is for."""
    year: int
    """The first calendar year whose money needs it."""
    since: date
    """The first day whose money needs it."""
    decided: bool
    """Whether that day lies in the decided term; else only options, or a proposal, reach it."""
    where: Where
    """The node of the file that says so."""


def needed(agreement: Agreement, known: Known) -> tuple[Need, ...]:
    """Find the next value that is needed of each series, in order of their codes."""
    if not agreement.series:
        return ()
    published, stands = replace(known, assumed=()), extension.standing(agreement, known.as_of)
    found = (_next(agreement, code, published, stands) for code in agreement.series)
    return tuple(each for each in found if each is not None)


def _next(agreement: Agreement, code: str, known: Known, stands: Standing) -> Need | None:
    reach = stands.reach
    last = reach.last.year if reach.last else LAST_YEAR
    for year in range(reach.first.year, last + 1):
        for course, since in shares.courses(agreement, reach, year, known):
            missing = _missing(course, code)
            if missing is not None:
                decided = since in stands.decided
                where = (*course.where, "indexation", "series")
                return Need(code, missing, year, since, decided, where)
    return None


def _missing(course: Course, code: str) -> int | None:
    """Find the first value of a series that a year's money lacks."""
    stated = course.stated
    if stated is None or code not in (stated.series or ()):
        return None
    found = course.known.index(code)
    if found is None or found.series is None:
        return course.year - (stated.lag or 0)
    vintage = indexation.vintage(stated)
    values = indexation.needed_years(course, code)
    return next((year for year in values if index.value(course.known, code, vintage, year) is None), None)
