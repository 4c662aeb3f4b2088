"""Whole processes, measured in turn: their time, their memory, and the median of pairwise ratios.

Absolute times drift by a half on a machine that does other things; what two commands take one right after the
other drifts alike. So every round runs each command once, the ratio is taken inside the round, and the median
over the rounds is what is told.

Holds: 2 s against 1 s, then 6 s against 3 s → 2. Does not: the ratio of the mean times, 8/4 by luck only.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

# What is left of the environment: no setting of the user changes what is measured. PYTHONDONTWRITEBYTECODE
# would have everything compiled at every start.
_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TMPDIR")


class FailedError(Exception):
    """A command did not do what is measured."""


@dataclass(frozen=True, slots=True)
class Command:
    """One process that is measured."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    """Where it runs."""
    exit_codes: tuple[int, ...] = (0,)
    """Those that it may end with."""
    emptied: Path | None = None
    """A folder that is removed before each run."""
    tells: bool = False
    """Whether it prints the seconds that count, since only a part of the process does."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run of a process took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of the processor, for it and its own processes together."""
    peak: int
    """The most memory that any of its processes had, in KiB."""


Samples: TypeAlias = "dict[str, list[Sample]]"
Progress: TypeAlias = "Callable[[str, str], None]"


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each command runs, and who is told how far that is."""

    rounds: int
    warm_up: int = 1
    progress: Progress = field(default=lambda _far, _name: None)


def environment() -> dict[str, str]:
    """Give the environment in which everything is measured."""
    return {name: value for name, value in os.environ.items() if name in _KEPT}


def measured(commands: Sequence[Command], plan: Plan) -> Samples:
    """Run every command in turn, round by round; what the rounds of warming up took is forgotten."""
    samples: Samples = {command.name: [] for command in commands}
    for number in range(-plan.warm_up, plan.rounds):
        for command in commands:
            said = f"round {number + 1} of {plan.rounds}" if number >= 0 else "warming up"
            plan.progress(said, command.name)
            sample = once(command)
            if number >= 0:
                samples[command.name].append(sample)
    return samples


def once(command: Command) -> Sample:
    """Run a command to its end, its output to nowhere; raise FailedError where it ends otherwise than it may.

    What the kernel tells of the memory includes that of the process that started it: this one stays small.
    """
    if command.emptied is not None:
        shutil.rmtree(command.emptied, ignore_errors=True)
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = _start(command, told.fileno(), errors.fileno())
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) not in command.exit_codes:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise FailedError(f"{' '.join(command.arguments)} failed:\n{said}")
        if command.tells:
            told.seek(0)
            wall = float(told.read())
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def _start(command: Command, told: int, errors: int) -> int:
    output = told if command.tells else os.open(os.devnull, os.O_WRONLY)
    before = Path.cwd()
    try:
        # A process that is spawned starts where this one stands.
        os.chdir(command.folder)
        return os.posix_spawn(
            command.arguments[0],
            command.arguments,
            environment(),
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, output, 1),
                (os.POSIX_SPAWN_DUP2, errors, 2),
            ],
        )
    finally:
        os.chdir(before)
        if not command.tells:
            os.close(output)


def ratios(tops: Sequence[float], bottoms: Sequence[float]) -> list[float]:
    """Divide what belongs to the same round.

    >>> ratios([2.0, 6.0], [1.0, 3.0])
    [2.0, 2.0]
    """
    return [top / bottom for top, bottom in zip(tops, bottoms, strict=True)]
