"""The figures of a threshold follow one another, each with its days.

Holds: 586 907 kr to 2019-12-31, 615 312 kr from 2020-01-01.
Does not: a figure from a day on which the one before it still applies.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from iopctl import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.published import Threshold
    from iopctl.problem import Finding


def check(threshold: Threshold) -> Iterator[Finding]:
    """Find figures that end before they start, or start before the one before them has ended."""
    for index, each in enumerate(threshold.figures):
        starts = each.period.first
        if each.to is not None and each.to < starts:
            yield codes.ENDS_BEFORE_START.at(("figures", index, "to"), ends=each.to, starts=starts)
    for index, (earlier, later) in enumerate(pairwise(threshold.figures), start=1):
        if earlier.to is None or later.period.first <= earlier.to:
            kind = codes.FIGURES_OVERLAP if earlier.to else codes.FIGURE_WITHOUT_END
            yield kind.at(("figures", index, "from"), starts=later.period.first, until=earlier.to)
