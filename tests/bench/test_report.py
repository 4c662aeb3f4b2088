"""The report, the chart and the README tell the same figures, and what misses its goal has a reason."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import chart, report
from bench.goals import GOALS, LOADED, Run, Verdict, as_shown
from bench.results import Point, Ratio, Results

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
GROWTH = {
    "validate": {20: Point(12.0, 40.0), 1_000: Point(50.0, 41.0), 10_000: Point(500.0, 42.0)},
    "memo --all": {20: Point(13.0, 45.0), 1_000: Point(90.0, 60.0), 10_000: Point(1800.0, 300.0)},
    "list & <more>": {20: Point(13.0, 40.0), 1_000: Point(49.0, 50.0), 10_000: Point(495.0, 80.0)},
}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Results:
    machine = {
        "python": "CPython 3.13.0",
        "system": "Linux x86_64",
        "processors": 2,
        "memory_gigabytes": 8,
        "packages": {"pydantic": "2.14.3"},
    }
    ratios = {goal.key: Ratio(1.1, 1.05, 1.2, 5) for goal in GOALS if goal.row != "9"}
    peers: dict[str, dict[str, Ratio]] = {Run.MANY_FILES: {"yamllint": Ratio(30.0, 29.0, 31.0, 5)}}
    found = Results("abc", "0.1.0", "2026-01-31", machine, ratios, dict(GROWTH), peers)
    found.skipped["hledger"] = "it is not installed"
    monkeypatch.setattr(report, "KEPT", tmp_path / "performance.json")
    monkeypatch.setattr(report, "CHART", tmp_path / "growth.svg")
    report.write(found)
    return found


# --- what is written


@pytest.mark.usefixtures("measured")
def test_every_ratio_stands_beside_its_goals() -> None:
    rows = report.goals().splitlines()

    assert len(rows) == 2 + len(GOALS)
    assert (
        rows[2]
        == "| 1 | `iopctl --version` | `python -c pass` | 1.10 | 1.05–1.20 | 5 | ≤ 1.15 | ≤ 1.05 | A holds |"
    )
    assert "| – | – | – | ≤ 0.62 | ≤ 0.55 | not measured |" in report.goals()


def test_the_rows_that_miss_their_goal_are_named(measured: Results) -> None:
    assert report.missed(measured) == ("5", "7", "13", "14")


@pytest.mark.usefixtures("measured")
def test_the_tables_of_growth_tell_slope_and_memory() -> None:
    tables = report.growth_tables()

    assert "| `validate` | 0.60 | 0.050 | 0.050 | 1.00 | no faster |" in tables
    assert "| `memo --all` | 0.65 | 0.090 | 0.18 | 1.30 | **faster than its files** |" in tables
    assert "| `validate` | 40 | 41 | 42 | 1.05 |" in tables
    assert "| `memo --all` | 45 | 60 | 300 | 6.67 |" in tables


@pytest.mark.usefixtures("measured")
def test_the_peers_stand_with_their_work_and_what_is_missing_with_its_reason() -> None:
    told = report.peers()

    assert "| 1 000 files, against `iopctl validate` | yamllint | 30.0 | 29.0–31.0 |" in told
    assert "hledger was not measured: it is not installed." in told


@pytest.mark.usefixtures("measured")
def test_the_summary_and_the_setting_give_no_times() -> None:
    assert "- `iopctl budget ID` takes 1.10 times a bare start of Python.\n" in report.summary()
    assert re.search(r"\d ?(ms|s|seconds?)\b", report.summary() + report.setting()) is None


# --- the chart


def test_the_chart_is_described_and_says_what_the_table_says() -> None:
    root = ET.fromstring(chart.svg(GROWTH))  # noqa: S314 - it was just drawn
    described = root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.find(f"{SVG}title") is not None
    assert described is not None
    assert "validate: 0.60 of 20, 0.050 of 1000, 0.050 of 10000 files." in (described.text or "")


def test_the_chart_has_a_line_and_a_name_for_every_command() -> None:
    root = ET.fromstring(chart.svg(GROWTH))  # noqa: S314 - it was just drawn
    names = {text.text for text in root.iter(f"{SVG}text")}

    assert len(root.findall(f"{SVG}polyline")) == len(GROWTH)
    assert names >= set(GROWTH)


def test_a_line_that_grows_as_its_files_do_runs_level() -> None:
    root = ET.fromstring(chart.svg(GROWTH))  # noqa: S314 - it was just drawn
    level, rising, _ = (line.get("points", "").split() for line in root.findall(f"{SVG}polyline"))

    assert level[1].split(",")[1] == level[2].split(",")[1]
    assert float(rising[1].split(",")[1]) > float(rising[2].split(",")[1])


def test_no_name_covers_another() -> None:
    places = sorted(chart.spread({"a": 100.0, "b": 100.0, "c": 105.0, "d": 300.0}).values())

    assert all(after - before >= 17 for before, after in itertools.pairwise(places))


# --- what is kept in docs


def test_the_chart_in_docs_is_that_of_the_figures_in_docs() -> None:
    assert report.CHART.read_text(encoding="utf-8") == chart.svg(report.kept().growth)


def test_what_misses_its_goal_has_a_reason_and_nothing_else_has_one() -> None:
    page = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    reasons = page.partition("## What misses its goal, and why\n")[2].partition("\n## ")[0]
    given = [
        row for rows in re.findall(r"^- Rows? ([^:]+):", reasons, re.MULTILINE) for row in rows.split(", ")
    ]

    loaded = {"15" for each in LOADED if each.verdict is Verdict.MISSED}
    assert sorted(given) == sorted({*report.missed(report.kept()), *loaded})


def test_the_readme_quotes_ratios_of_the_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert report.summary() in readme
    assert as_shown(report.kept().ratios["3: budget / bare, wall"].median) in readme
