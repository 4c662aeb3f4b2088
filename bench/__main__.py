"""`make bench`: measure the wheel side by side with what it is compared to, and print the ratios."""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace

from bench import environment, rows
from bench.environment import BUILD
from bench.rows import Group, Iopctl, Row
from bench.timing import FailedError, Plan, Samples, measured, ratios

_QUICK = 3
_WIDTH = 66


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; the exit code says nothing of the ratios."""
    asked = _asked(arguments)
    try:
        for group in _groups(asked):
            chosen = replace(group, rounds=_QUICK) if asked.quick else group
            sys.stdout.write(_table(chosen, measured(chosen.commands, Plan(chosen.rounds, progress=_show))))
            sys.stdout.flush()
    except (FailedError, environment.NotInstalledError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--against", metavar="REV", help="compare with the wheel of this commit")
    parser.add_argument("--peers", action="store_true", help="compare with other programs")
    parser.add_argument("--quick", action="store_true", help=f"a rough look: {_QUICK} rounds")
    return parser.parse_args(arguments)


def _groups(asked: argparse.Namespace) -> tuple[Group, ...]:
    BUILD.mkdir(parents=True, exist_ok=True)
    installed = environment.of_checkout()
    if asked.against:
        other = environment.of_revision(asked.against)
        tree = BUILD / "tree"
        return rows.against(Iopctl(installed, tree), Iopctl(other, tree, f" @{asked.against}"))
    return rows.peers(Iopctl(installed)) if asked.peers else rows.own(Iopctl(installed))


def _show(progress: str, command: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{f'{progress}: {command}':<79.79}\r")


def _table(group: Group, samples: Samples) -> str:
    lines = [f"\n{group.title}, {group.rounds} rounds", f"{'':<{_WIDTH}}{'ratio':>7}{'goal':>7}"]
    lines += [_line(row, samples) for row in group.rows]
    return "\n".join([*lines, ""])


def _line(row: Row, samples: Samples) -> str:
    ratio = statistics.median(ratios(_figures(row, row.top, samples), _figures(row, row.bottom, samples)))
    said = f"{'memory of ' if row.of == 'peak' else ''}{row.top} / {row.bottom}"
    goal = "" if row.goal is None else f"{row.goal:.3g}"
    missed = "  over" if row.goal is not None and round(ratio, 2) > row.goal else ""
    return f"{said:<{_WIDTH}}{ratio:>7.3g}{goal:>7}{missed}"


def _figures(row: Row, command: str, samples: Samples) -> list[float]:
    """Give what is compared, round by round."""
    start = [0.0] * len(samples[command]) if row.start is None else [each.wall for each in samples[row.start]]
    return [getattr(each, row.of) - less for each, less in zip(samples[command], start, strict=True)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
