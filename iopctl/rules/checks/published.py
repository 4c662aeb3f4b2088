"""The files of what others publish: the values of an index series, and the figures of a threshold.

Each value of a series is what the series says it is, is there once, and leaves no year out. The figures of a
threshold follow one another, each with its days.

Holds: index numbers above zero, 2024 published preliminary on 2025-02-01 and final on 2025-09-01.
Does not: 2,4 % among index numbers; a threshold's figure from a day on which the one before still applies.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes, period
from iopctl.model.published import Measure, ValueStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.published import Series, Threshold
    from iopctl.problem import Finding, Where


def series(of: Series) -> Iterator[Finding]:
    """Find values of the wrong kind, values that contradict one another, and years that are left out."""
    for index, each in enumerate(of.values):
        where: Where = ("values", index)
        reading, day = each.value, each.published
        if of.measure is Measure.NUMBERS and (reading.percent or reading.number <= 0):
            found = f"{reading.number:f}{' %' if reading.percent else ''}"
            yield codes.WRONG_MEASURE.at((*where, "value"), found=found, measure=of.measure)
        if any((other.year, other.published) == (each.year, day) for other in of.values[:index]):
            yield codes.VALUE_TWICE.at((*where, "published"), year=each.year, published=day)
        same_year = (other for other in of.values if other.year == each.year)
        final = [other.published for other in same_year if other.status is ValueStatus.FINAL]
        if final and each.status is not ValueStatus.FINAL and day > min(final):
            at = (*where, "published")
            yield codes.PRELIMINARY_LATE.at(at, year=each.year, published=day, final=min(final))
    years = [each.year for each in of.values]
    for before, after in pairwise(sorted(set(years))):
        if after > before + 1:
            missing = period.ranges(range(before + 1, after))
            where = ("values", years.index(after), "year")
            yield codes.HOLE.at(where, before=before, after=after, years=missing)


def threshold(of: Threshold) -> Iterator[Finding]:
    """Find figures that end before they start, or start before the one before them has ended."""
    for index, each in enumerate(of.figures):
        starts = each.period.first
        if each.to is not None and each.to < starts:
            yield codes.ENDS_BEFORE_START.at(("figures", index, "to"), ends=each.to, starts=starts)
    for index, (earlier, later) in enumerate(pairwise(of.figures), start=1):
        if earlier.to is None or later.period.first <= earlier.to:
            kind = codes.FIGURES_OVERLAP if earlier.to else codes.FIGURE_WITHOUT_END
            yield kind.at(("figures", index, "from"), starts=later.period.first, until=earlier.to)
