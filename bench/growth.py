"""How cost grows with the number of files: time against a bare start of Python, and peak memory.

Holds: 10 times the files take 10 times as long → a slope of 1. Does not: the start of the program, which a
small register pays as well; so the slope is that of the last step, where the files are what costs.
"""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

from bench import commands as all_commands
from bench.results import Point
from bench.timing import Plan, measured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.commands import Commands
    from bench.timing import Progress

SIZES = (20, 100, 1_000, 10_000)
STEEPEST = 1.05
"""Up to this slope growth counts as linear: the rest is what one run differs from the next."""
FLAT = ("validate", "list")
"""The commands whose memory does not grow with the number of files."""
MOST_MEMORY = 1.25
"""How much more those may have for the largest register than for the smallest."""

_ROUNDS = 3
_ROUNDS_OF_MANY = 1


def measure(commands: Commands, number: int, progress: Progress) -> dict[str, Point]:
    """Measure every command on a register of so many files."""
    bare = commands.bare()
    # A bare start before each command: the machine is as busy then as it is for the command.
    turns = [each for command in all_commands.growing(commands, number) for each in (bare, command)]
    rounds = _ROUNDS_OF_MANY if number > SIZES[-2] else _ROUNDS
    samples = measured(turns, Plan(rounds, warm_up=0, progress=progress))
    start = statistics.median(each.wall for each in samples.pop(bare.name))
    return {
        name: Point(
            statistics.median(each.wall for each in found) / start,
            statistics.median(each.peak for each in found) / 1024,
        )
        for name, found in samples.items()
    }


def slope(points: Mapping[int, Point]) -> float | None:
    """Give how steeply time grows over the last step, both on a logarithmic scale; None of one size only.

    >>> slope({10: Point(2.0, 30), 100: Point(20.0, 30)})
    1.0
    """
    if len(points) < 2:  # noqa: PLR2004 - a step has two ends
        return None
    before, last = sorted(points)[-2:]
    return math.log(points[last].starts / points[before].starts) / math.log(last / before)


def memory(points: Mapping[int, Point]) -> float:
    """Give how much more memory the largest register takes than the smallest."""
    return points[max(points)].peak / points[min(points)].peak
