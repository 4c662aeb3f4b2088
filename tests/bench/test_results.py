"""Figures are held against their goals, kept, and told in 80 columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench import growth, results, tables
from bench.goals import GOALS, ROWS, Verdict, as_shown
from bench.results import Point, Ratio, Results

GROWTH = {
    "validate": {20: Point(12.0, 40.0), 1_000: Point(60.0, 41.0), 10_000: Point(600.0, 42.0)},
    "list": {20: Point(12.0, 40.0), 1_000: Point(60.0, 41.0), 10_000: Point(6000.0, 60.0)},
}


def _measured(ratio: float = 1.0) -> Results:
    ratios = {goal.key: Ratio(ratio, ratio, ratio, 5) for goal in GOALS}
    return Results("abc", "0.1.0", "2026-01-31", {"processors": 2}, ratios, dict(GROWTH))


def test_the_rows_are_those_of_the_goals_in_order() -> None:
    assert (*map(str, range(1, 15)), "memos") == ROWS
    assert len({goal.key for goal in GOALS}) == len(GOALS)


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        (1.04, Verdict.AIM),
        (1.054, Verdict.AIM),
        (1.06, Verdict.HOLDS),
        (1.15, Verdict.HOLDS),
        (1.16, Verdict.MISSED),
    ],
)
def test_a_ratio_is_held_against_its_goals_as_it_is_shown(ratio: float, verdict: Verdict) -> None:
    assert GOALS[0].verdict(ratio) is verdict


def test_without_an_aim_a_ratio_can_only_hold() -> None:
    assert replace(GOALS[0], aim=None).verdict(0.5) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("ratio", "shown"), [(0.0351, "0.035"), (1.0449, "1.04"), (15.94, "15.9"), (132.4, "132")]
)
def test_a_ratio_is_shown_with_the_digits_that_say_something(ratio: float, shown: str) -> None:
    assert as_shown(ratio) == shown


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "build" / "results.json"
    found = _measured()
    found.save(path)

    assert results.load(path) == found
    assert results.load(tmp_path / "none.json") is None


def test_figures_of_another_program_or_machine_are_not_gone_on_with() -> None:
    assert _measured().same_setting(_measured(2.0))
    assert not _measured().same_setting(replace(_measured(), program="def"))
    assert not _measured().same_setting(replace(_measured(), machine={"processors": 4}))


def test_the_slope_is_that_of_the_last_step() -> None:
    assert growth.slope(GROWTH["validate"]) == pytest.approx(1)
    assert growth.slope(GROWTH["list"]) == pytest.approx(2)
    assert growth.slope({20: Point(1.0, 30.0)}) is None


def test_memory_is_compared_from_the_smallest_to_the_largest() -> None:
    assert growth.memory(GROWTH["validate"]) == 1.05
    assert growth.memory(GROWTH["list"]) == 1.5


def test_the_goals_that_are_missed_are_named() -> None:
    assert "No goal A is missed." in tables.goals(_measured(0.01))
    assert "A is missed by: 1, 4, 5, 7, 9, 10, 11, 12, 13, 14, memos." in tables.goals(_measured(3.0))


def test_every_table_fits_a_terminal() -> None:
    found = _measured()
    found.ratios.pop(GOALS[3].key)
    for table in (tables.goals(found), tables.growth(found)):
        assert max(map(len, table.splitlines())) <= 80
