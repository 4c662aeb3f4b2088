"""What was measured, as text of 80 columns for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import growth as growing
from bench.goals import GOALS, Goal, Verdict, as_shown

if TYPE_CHECKING:
    from bench.results import Results

_WIDTH = 80
_FIGURES = 7


def goals(found: Results) -> str:
    """Tell every ratio beside its goals, and which goals are missed."""
    what = _WIDTH - 6 - 4 * _FIGURES - 2
    lines = [
        f"{'Row':<6}{'What, against what':<{what}}{'Ratio':>{_FIGURES}}{'A':>{_FIGURES}}{'S':>{_FIGURES}}"
    ]
    lines += [_line(goal, found, what) for goal in GOALS]
    missed = list(dict.fromkeys(goal.row for goal in GOALS if verdict(goal, found) is Verdict.MISSED))
    told = f"A is missed by: {', '.join(missed)}." if missed else "No goal A is missed."
    return "\n".join(
        [*lines, "", told, *(f"Not measured: {key}: {why}." for key, why in found.skipped.items())]
    )


def verdict(goal: Goal, found: Results) -> Verdict | None:
    """Hold what was measured against a goal; None where it was not."""
    ratio = found.ratios.get(goal.key)
    return None if ratio is None else goal.verdict(ratio.median)


def _line(goal: Goal, found: Results, width: int) -> str:
    ratio = found.ratios.get(goal.key)
    said = f"{goal.what} / {goal.against}".replace("`", "")
    said = said if len(said) < width else f"{said[: width - 2]}…"
    marks = {
        Verdict.MISSED: " missed",
        Verdict.AIM: " S",
        Verdict.HOLDS: " A",
        Verdict.COMPARED: "",
        None: "",
    }
    mark = marks[verdict(goal, found)]
    must, aim = ("–" if each is None else f"{each:g}" for each in (goal.must, goal.aim))
    shown = "–" if ratio is None else as_shown(ratio.median)
    return f"{goal.row:<6}{said:<{width}}{shown:>{_FIGURES}}{must:>{_FIGURES}}{aim:>{_FIGURES}}{mark}"


def growth(found: Results) -> str:
    """Tell the time per file in bare starts of Python, and the peak memory, by number of files."""
    sizes = sorted({number for points in found.growth.values() for number in points})
    head = "".join(f"{number:>12,}".replace(",", " ") for number in sizes)
    lines = [f"{'Starts a file; MiB':<18}{head}{'slope':>8}"]
    for name, points in found.growth.items():
        cells = "".join(
            f"{f'{points[number].starts / number:.3f}; {points[number].peak:.0f}':>12}"
            if number in points
            else " " * 12
            for number in sizes
        )
        slope = growing.slope(points)
        lines.append(f"{name:<18}{cells}{'–' if slope is None else f'{slope:.2f}':>8}")
    return "\n".join(["", *lines])
