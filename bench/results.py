"""What was measured, kept from run to run, so that an interrupted measurement goes on where it stopped.

Figures are kept for one program, one Python and one machine; where one of them is another, all begins anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of pairwise ratios, and the quartiles around it."""

    median: float
    lower: float
    upper: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Point:
    """What one command took on a register of one size."""

    starts: float
    """How many bare starts of Python it took."""
    peak: float
    """Its peak memory in MiB."""


@dataclass(slots=True)
class Results:
    """Everything that was measured."""

    program: str
    """The hash of what was measured."""
    version: str
    on: str
    """The day of the last measurement."""
    machine: dict[str, Any]
    ratios: dict[str, Ratio] = field(default_factory=dict)
    """By the key of the goal."""
    growth: dict[str, dict[int, Point]] = field(default_factory=dict)
    """By command and by number of files."""
    peers: dict[str, dict[str, Ratio]] = field(default_factory=dict)
    """By the work that is done, and by who does it: against iopctl."""
    skipped: dict[str, str] = field(default_factory=dict)
    """What could not be measured, and why."""
    peer_versions: dict[str, str] = field(default_factory=dict)

    def same_setting(self, other: Results) -> bool:
        """Tell whether both are figures of one program on one machine."""
        return (self.program, self.machine) == (other.program, other.machine)

    def save(self, path: Path) -> None:
        """Write everything to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def load(path: Path) -> Results | None:
    """Read what was kept; None where nothing was."""
    if not path.exists():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    data["ratios"] = _ratios(data["ratios"])
    data["peers"] = {work: _ratios(found) for work, found in data["peers"].items()}
    data["growth"] = {
        command: {int(number): Point(**point) for number, point in points.items()}
        for command, points in data["growth"].items()
    }
    return Results(**data)


def _ratios(data: dict[str, dict[str, Any]]) -> dict[str, Ratio]:
    return {key: Ratio(**ratio) for key, ratio in data.items()}
