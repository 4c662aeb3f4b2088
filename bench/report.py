"""What was measured, as Markdown for `docs/performance.md` and the README, which `make docs` writes anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import chart, growth, results
from bench.goals import GOALS, LOADED, Goal, Run, Verdict, as_shown
from bench.results import Point, Ratio, Results

DOCS = Path(__file__).parents[1] / "docs"
KEPT = DOCS / "performance.json"
CHART = DOCS / "performance-growth.svg"

_PEERS = {
    Run.ONE_FILE: "One file, against `iopctl budget ID`",
    Run.MANY_FILES: "1 000 files, against `iopctl validate`",
    Run.SUMS: "The sums of 1 000, against `iopctl budget --all`",
}


def write(found: Results) -> None:
    """Keep the figures beside the documentation, and draw their chart."""
    found.save(KEPT)
    CHART.write_text(chart.svg(found.growth), encoding="utf-8", newline="\n")


def kept() -> Results:
    """Read the figures that the documentation tells."""
    found = results.load(KEPT)
    if found is None:
        raise SystemExit(f"There is no {KEPT}: 'make bench' measures it.")
    return found


def setting() -> str:
    """Say when, where and with what it was measured."""
    found = kept()
    machine = found.machine
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (
        f"Measured on {found.on} with iopctl {found.version} (`{found.program}`) and {machine['python']} on"
        f" {machine['system']}, {machine['processors']} processors and {machine['memory_gigabytes']} GB of"
        f" memory; {packages}."
    )


def goals() -> str:
    """Tell each ratio beside its goals."""
    found = kept()
    heads = ("Row", "What", "Against", "Ratio", "Quartiles", "Rounds", "A", "S", "Verdict")
    return _table(heads, (_goal_row(goal, found) for goal in GOALS), right=range(3, 8))


def _goal_row(goal: Goal, found: Results) -> tuple[str, ...]:
    ratio = found.ratios.get(goal.key)
    goals_of = _most(goal.must), _most(goal.aim)
    if ratio is None:
        why = found.skipped.get(goal.key)
        told = f"not measured: {why}" if why else "not measured"
        return goal.row, goal.what, goal.against, "–", "–", "–", *goals_of, told
    told = _told(goal.verdict(ratio.median))
    figures = as_shown(ratio.median), _quartiles(ratio), str(ratio.rounds)
    return goal.row, goal.what, goal.against, *figures, *goals_of, told


def _told(verdict: Verdict) -> str:
    return f"**{verdict}**" if verdict is Verdict.MISSED else str(verdict)


def _most(goal: float | None) -> str:
    return "–" if goal is None else f"≤ {goal:g}"


def modules() -> str:
    """Tell how many modules each command loads beside its goal."""
    rows = (
        ("15", f"`iopctl {each.command}`", str(each.count), _most(each.must), _told(each.verdict))
        for each in LOADED
    )
    return _table(("Row", "Command", "Modules", "A", "Verdict"), rows, right=range(2, 4))


def _quartiles(ratio: Ratio) -> str:
    return f"{as_shown(ratio.lower)}–{as_shown(ratio.upper)}"


def missed(found: Results) -> tuple[str, ...]:
    """Give the measured rows of which a ratio misses goal A."""
    measured = ((goal, found.ratios.get(goal.key)) for goal in GOALS)
    wrong = (goal.row for goal, ratio in measured if ratio and goal.verdict(ratio.median) is Verdict.MISSED)
    return tuple(dict.fromkeys(wrong))


def growth_tables() -> str:
    """Tell how time and memory grow, each as a table."""
    found = kept().growth
    sizes = sorted({number for points in found.values() for number in points})
    heads = [f"{chart.grouped(size)} files" for size in sizes]
    right = range(1, len(sizes) + 2)
    time = _table(("Starts of Python a file", *heads, "Slope", "Grows"), _times(found, sizes), right)
    memory = _table(("Peak memory, MiB", *heads, "Largest / smallest"), _memory(found, sizes), right)
    return f"{time}\n{memory}"


def _times(found: dict[str, dict[int, Point]], sizes: list[int]) -> Iterator[tuple[str, ...]]:
    for name, points in found.items():
        cells = (as_shown(chart.per_file(points[size], size)) if size in points else "–" for size in sizes)
        slope = growth.slope(points)
        shown = "–" if slope is None else f"{slope:.2f}"
        faster = slope is not None and slope > growth.STEEPEST
        yield f"`{name}`", *cells, shown, "**faster than its files**" if faster else "no faster"


def _memory(found: dict[str, dict[int, Point]], sizes: list[int]) -> Iterator[tuple[str, ...]]:
    for name, points in found.items():
        cells = (f"{points[size].peak:.0f}" if size in points else "–" for size in sizes)
        more = growth.memory(points)
        grows = name in growth.FLAT and more > growth.MOST_MEMORY
        yield f"`{name}`", *cells, f"**{more:.2f}**" if grows else f"{more:.2f}"


def peers() -> str:
    """Tell what other programs take, against iopctl in the same run."""
    found = kept()
    rows = (
        (_PEERS[Run(work)], name, as_shown(ratio.median), _quartiles(ratio), str(ratio.rounds))
        for work, ratios in found.peers.items()
        for name, ratio in ratios.items()
    )
    versions = ", ".join(f"{name} {version}" for name, version in found.peer_versions.items())
    missing = "".join(
        f"{name} was not measured: {why}.\n" for name, why in found.skipped.items() if "/" not in name
    )
    table = _table(("Work", "Who", "Times as long", "Quartiles", "Rounds"), rows, right=range(2, 5))
    return f"{table}\n{versions}.\n{missing}" if found.peers else "Not measured.\n"


def summary() -> str:
    """Say in a few sentences what a user gains, in ratios only."""
    found = kept()
    shown = {key: as_shown(ratio.median) for key, ratio in found.ratios.items()}
    lines = (
        ("`iopctl --version` takes {} times a bare start of Python.", "1: version / bare, wall"),
        ("`iopctl budget ID` takes {} times a bare start of Python.", "3: budget / bare, wall"),
        (
            "Checking 10 000 agreements takes {} times what PyYAML's C loader and the same models take.",
            "7: validate / safe-loader, wall",
        ),
        ("It takes {} times the memory of checking 20.", "10: validate / validate-20, peak"),
        (
            "Checking 1 000 agreements takes {} times the time that check-jsonschema takes.",
            "14: validate / check-jsonschema, wall",
        ),
    )
    return "".join(f"- {said.format(shown[key])}\n" for said, key in lines if key in shown)


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]], right: range) -> str:
    names = list(heads)
    rule = ["---:" if index in right else "---" for index in range(len(names))]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (names, rule, *rows))
