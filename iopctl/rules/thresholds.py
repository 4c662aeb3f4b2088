"""Which dated figures of the law stood when the agreement was decided, and how its value compares with them.

What applied on the day of the decision is what is shown; where that day is only known to the month or the
year, everything that applied in it is. A comparison says which of two figures is larger and nothing more: it
is no verdict. A figure in euro is not compared, for no rate of exchange is known here; nor is a value that is
not known exactly enough.

Holds: signed in December 2017, a figure that applies 2017-2018 → it is shown.
Does not: the same figure for an agreement that was signed on 2019-01-01.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl.model.published import Currency
from iopctl.money import Quality
from iopctl.period import Period
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from iopctl.model.published import DatedLimit, Threshold
    from iopctl.rules.figure import Figure


class Comparison(StrEnum):
    """Where the value stands beside a figure, as two numbers."""

    ABOVE = "above"
    EQUAL = "equal"
    BELOW = "below"
    NOT_EXACT = "not_exact"
    OTHER_CURRENCY = "other_currency"
    NO_VALUE = "no_value"
    NO_FIGURE = "no_figure"


class Row(Struct):
    """One figure beside the value."""

    id: str
    """The name of its file."""
    threshold: Threshold
    limit: DatedLimit | None
    """The figure that applied; None where the file has none for that time."""
    comparison: Comparison


def beside(
    thresholds: Iterable[tuple[str, Threshold]], decided_on: tuple[date, date], public: Figure | None
) -> Iterator[Row]:
    """Show what applied when an agreement was decided beside the value of its public side."""
    period = Period.of(*decided_on)
    for name, threshold in thresholds:
        applied = [each for each in threshold.figures if period.overlap(each.period)]
        for limit in applied:
            yield Row(name, threshold, limit, _compared(limit, public))
        if not applied:
            yield Row(name, threshold, None, Comparison.NO_FIGURE)


def _compared(limit: DatedLimit, public: Figure | None) -> Comparison:
    if limit.amount.currency is not Currency.KRONOR:
        return Comparison.OTHER_CURRENCY
    if public is None:
        return Comparison.NO_VALUE
    amount, quality = limit.amount.amount, public.quality
    if public.value > amount and quality in {Quality.EXACT, Quality.AT_LEAST}:
        return Comparison.ABOVE
    if public.value < amount and quality in {Quality.EXACT, Quality.AT_MOST}:
        return Comparison.BELOW
    if public.value == amount and quality is Quality.EXACT:
        return Comparison.EQUAL
    return Comparison.NOT_EXACT
