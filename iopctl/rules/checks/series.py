"""Each value of an index series is what the series says it is, is there once, and leaves no year out.

Holds: index numbers above zero, 2024 published preliminary on 2025-02-01 and final on 2025-09-01.
Does not: 2,4 % among index numbers; a preliminary value published after the final one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes, period
from iopctl.model.published import Measure, ValueStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.published import Series, Value
    from iopctl.problem import Finding, Where


def check(series: Series) -> Iterator[Finding]:
    """Find values of the wrong kind, values that contradict one another, and years that are left out."""
    for index, each in enumerate(series.values):
        where: Where = ("values", index)
        reading = each.value
        if series.measure is Measure.NUMBERS and (reading.percent or reading.number <= 0):
            found = f"{reading.number:f}{' %' if reading.percent else ''}"
            yield codes.WRONG_MEASURE.at((*where, "value"), found=found, measure=series.measure)
        yield from _contradictions(each, series.values[:index], where)
        yield from _late(each, series.values, where)
    yield from _holes(series)


def _contradictions(value: Value, earlier: tuple[Value, ...], where: Where) -> Iterator[Finding]:
    if any((each.year, each.published) == (value.year, value.published) for each in earlier):
        yield codes.VALUE_TWICE.at((*where, "published"), year=value.year, published=value.published)


def _late(value: Value, values: tuple[Value, ...], where: Where) -> Iterator[Finding]:
    final = [each.published for each in values if each.year == value.year and _is_final(each)]
    if final and not _is_final(value) and value.published > min(final):
        yield codes.PRELIMINARY_LATE.at(
            (*where, "published"), year=value.year, published=value.published, final=min(final)
        )


def _is_final(value: Value) -> bool:
    return value.status is ValueStatus.FINAL


def _holes(series: Series) -> Iterator[Finding]:
    years = sorted({each.year for each in series.values})
    for before, after in pairwise(years):
        if after > before + 1:
            missing = period.ranges(range(before + 1, after))
            at = next(index for index, each in enumerate(series.values) if each.year == after)
            yield codes.HOLE.at(("values", at, "year"), before=before, after=after, years=missing)
