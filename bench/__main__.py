"""`make bench`: measure iopctl against its goals, row by row."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from bench import environment, goals, growth, peers, report, results, tables
from bench.commands import SOME, Commands, Sizes
from bench.environment import BUILD, Machine
from bench.goals import GOALS, ROWS, Goal, Run
from bench.results import Ratio, Results
from bench.timing import Command, FailedError, Plan, Samples, measured, median_ratio, needed, spread

KEPT = BUILD / "results.json"
_ROUNDS = 25
_ROUNDS_OF_MANY = 5
_QUICK = 3
_WIDTH = 80


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, and tell it."""
    asked = _asked(arguments)
    wheel = environment.of_wheel()
    fresh = Results(environment.digest(), wheel.version("iopctl"), "", Machine.here(wheel).as_data())
    kept = None if asked.quick else results.load(KEPT)
    found = kept if kept is not None and kept.same_setting(fresh) else fresh
    found.on = date.today().isoformat()

    bench = _Bench(found, Commands(wheel, Sizes(many=SOME) if asked.quick else Sizes()), asked)
    bench.rows(tuple(_rows(asked, found)))
    if asked.growth:
        bench.growth()
    _say(tables.goals(found))
    if found.growth:
        _say(tables.growth(found))
    if not asked.quick:
        _say(_report(found))
    return 0


def _report(found: Results) -> str:
    """Write the report, once every row that needs no other program is measured, and every size."""
    wanted = [goal for goal in GOALS if goal.row not in goals.PEERS]
    left = [goal.row for goal in wanted if goal.key not in {*found.ratios, *found.skipped}]
    grown = found.growth and all(set(points) == set(growth.SIZES) for points in found.growth.values())
    left += [] if grown else ["growth"]
    if left:
        return f"\nThe report is not written: {', '.join(dict.fromkeys(left))} still to be measured."
    report.write(found)
    return f"\nWrote {report.KEPT.name} and {report.CHART.name} in docs; 'make docs' writes the pages."


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", nargs="*", choices=ROWS, metavar="ROW", help="measure these rows anew")
    parser.add_argument("--goals", action="store_true", help="the rows that need no other program")
    parser.add_argument("--peers", action="store_true", help="the rows that need other programs")
    parser.add_argument("--growth", action="store_true", help="how cost grows with the number of files")
    parser.add_argument("--rounds", type=int, help=f"how many rounds  [{_ROUNDS}; {_ROUNDS_OF_MANY} of many]")
    parser.add_argument("--quick", action="store_true", help="a rough look: few rounds, small, nothing kept")
    return parser.parse_args(arguments)


def _rows(asked: argparse.Namespace, found: Results) -> Iterable[str]:
    """Choose the rows: those that are named, else those that are not measured yet."""
    if asked.rows:
        return tuple(map(str, asked.rows))
    wanted = (goal for goal in GOALS if (asked.peers if goal.row in goals.PEERS else asked.goals))
    return dict.fromkeys(goal.row for goal in wanted if goal.key not in found.ratios)


class _Bench:
    """Measures run by run, and keeps what is measured after each."""

    def __init__(self, found: Results, commands: Commands, asked: argparse.Namespace) -> None:
        self._found = found
        self._commands = commands
        self._asked = asked

    def rows(self, rows: tuple[str, ...]) -> None:
        """Measure rows; those of one run are measured together."""
        for run in Run:
            wanted = tuple(goal for goal in GOALS if goal.run is run and goal.row in rows)
            # That of the sums has no goal.
            if not wanted and not (run is Run.SUMS and self._asked.peers):
                continue
            if run in peers.RUNS:
                self._peers(run, wanted)
            else:
                self._run(run, wanted)
            self._keep()

    def growth(self) -> None:
        """Measure registers of every size, the small ones first."""
        for number in growth.SIZES[:-1] if self._asked.quick else growth.SIZES:
            if all(number in points for points in self._found.growth.values()) and self._found.growth:
                continue
            for name, point in growth.measure(self._commands, number, _Progress(f"{number} files")).items():
                self._found.growth.setdefault(name, {})[number] = point
            self._keep()

    def _run(self, run: Run, wanted: tuple[Goal, ...]) -> None:
        commands = {each.name: each for each in self._commands.of(run)}
        possible = [goal for goal in wanted if {goal.top, goal.bottom} <= set(commands)]
        for goal in wanted:
            if goal not in possible:
                self._found.skipped[goal.key] = "this version has no such option"
        samples = self._measured(run, [commands[name] for name in _names(possible)])
        self._tell(possible, samples)

    def _peers(self, run: Run, wanted: tuple[Goal, ...]) -> None:
        company = peers.gather(run, self._commands)
        self._found.skipped |= company.missing
        self._found.peer_versions |= company.versions
        samples = self._measured(run, company.commands)
        self._found.peers[run] = {
            name: _ratio(samples, name, company.commands[0].name) for name in list(samples)[1:]
        }
        self._tell([goal for goal in wanted if {goal.top, goal.bottom} <= set(samples)], samples)

    def _measured(self, run: Run, commands: Sequence[Command]) -> Samples:
        large = run in {Run.WHOLE, Run.MEMOS, Run.MANY_FILES}
        rounds = _ROUNDS_OF_MANY if large else _ROUNDS
        rounds = self._asked.rounds or (_QUICK if self._asked.quick else rounds)
        progress = _Progress(run)
        if large:
            # The files are in memory once anything has read them; a whole round more would take minutes.
            measured(commands[:1], Plan(0, progress=progress))
        return measured(commands, Plan(rounds, warm_up=0 if large else 1, progress=progress))

    def _tell(self, wanted: Iterable[Goal], samples: Samples) -> None:
        for goal in wanted:
            self._found.ratios[goal.key] = _ratio(samples, goal.top, goal.bottom, goal.of)
            self._found.skipped.pop(goal.key, None)

    def _keep(self) -> None:
        if not self._asked.quick:
            self._found.save(KEPT)


def _names(wanted: Iterable[Goal]) -> Iterable[str]:
    return needed([(goal.bottom, goal.top) for goal in wanted])


def _ratio(samples: Samples, top: str, bottom: str, of: str = "wall") -> Ratio:
    lower, upper = spread(samples, top, bottom, of)
    return Ratio(median_ratio(samples, top, bottom, of), lower, upper, len(samples[top]))


class _Progress:
    """Shows how far the measurement is: on one line of a terminal, else one line for each round."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._told = ""

    def __call__(self, far: str, name: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{f'{self._what}, {far}: {name}'[: _WIDTH - 1]:{_WIDTH - 1}}")
        elif far != self._told:
            sys.stderr.write(f"{self._what}, {far}\n")
        sys.stderr.flush()
        self._told = far


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{'':{_WIDTH - 1}}\r")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (environment.NotInstalledError, FailedError) as error:
        sys.exit(f"Stopped: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
