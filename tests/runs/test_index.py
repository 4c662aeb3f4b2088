"""`iopctl index` and `--assume` as whole runs; every series is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from tests.runs.run import run

SERIES = """\
format: 1
title: Ett påhittat index
source: {publisher: Ingen}
as: index numbers
values:
  - {year: 2023, value: 100, published: 2024-02-01, status: final}
  - {year: 2024, value: 103, published: 2025-02-01, status: preliminary}
"""
AGREEMENT = """
    term: {starts: 2023-01-01, ends: 2026-12-31}
    budget:
      - from: 2023-01-01
        price_year: 2023
        indexation: {series: EXEMPEL}
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 100000}
          - {name: Lokaler, by: ikf, kind: premises, amount: at least 50000}
    """


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Make a register with one agreement that follows one series."""
    index = tmp_path / "agreements" / "index"
    index.mkdir(parents=True)
    (index / "EXEMPEL.yaml").write_text(SERIES, encoding="utf-8")
    (tmp_path / "agreements" / "lyktan.yaml").write_text(builders.text(AGREEMENT), encoding="utf-8")
    return tmp_path


def test_the_series_are_listed_with_who_waits_for_what(register: Path) -> None:
    answer = run("index", "--as-of", "2025-06-01", cwd=register)

    assert answer.exit_code == 0
    assert "2024: 103  2025-02-01, preliminary  lyktan" in answer.stdout
    assert "lyktan needs EXEMPEL for 2025, from 2025-01-01." in answer.stdout


def test_the_series_for_programs_have_the_same(register: Path) -> None:
    answer = run("index", "--as-of", "2025-06-01", "--format", "json", cwd=register)

    (series,) = answer.json["result"]["series"]

    assert series["latest"] == {
        "year": 2024,
        "value": "103",
        "status": "preliminary",
        "published": "2025-02-01",
    }
    assert series["followed_by"] == [
        {
            "agreement": "lyktan",
            "needs": {"value_year": 2025, "year": 2025, "from": "2025-01-01", "decided": True},
        }
    ]


def test_a_series_that_is_not_there_fails_the_list_and_the_check(register: Path) -> None:
    (register / "agreements" / "index" / "EXEMPEL.yaml").unlink()

    assert run("index", cwd=register).exit_code == 1
    checked = run("validate", "--format", "concise", cwd=register)
    assert (checked.exit_code, "IOP624" in checked.stdout) == (1, True)


def test_a_slip_in_a_series_is_told_with_its_line(register: Path) -> None:
    path = register / "agreements" / "index" / "EXEMPEL.yaml"
    path.write_text(SERIES.replace("value: 103", "value: 3 %"), encoding="utf-8")

    answer = run("validate", "--format", "concise", cwd=register)

    assert answer.stdout.startswith("agreements/index/EXEMPEL.yaml:7:25: IOP636 ")


def test_a_missing_value_gives_no_figure_and_an_assumed_one_marks_what_rests_on_it(register: Path) -> None:
    budget = ("budget", "lyktan", "--year", "2025", "--as-of", "2025-06-01")
    refused = run(*budget, cwd=register)
    assumed = run(*budget, "--assume", "EXEMPEL=2%", cwd=register)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "EXEMPEL has no value for 2025, published by 2025-06-01" in refused.stderr
    assert assumed.exit_code == 0
    # 100 000 × 103 × 1,02 ÷ 100
    assert "105\u00a0060†" in assumed.stdout
    assert "† Rests on an assumption, not on published values: EXEMPEL=2% a year." in assumed.stdout


def test_what_is_assumed_is_marked_for_programs_too(register: Path) -> None:
    asked = ("budget", "lyktan", "--years", "2024-2025", "--as-of", "2025-06-01", "--assume", "EXEMPEL=2%")
    result = run(*asked, "--format", "json", cwd=register).json["result"]
    rows = run(*asked, "--format", "csv", cwd=register).stdout.splitlines()

    assert result["assumed"] == ["EXEMPEL=2%"]
    assert [year["total"]["assumed"] for year in result["years"]] == [[], ["EXEMPEL"]]
    assert [row.endswith(";EXEMPEL;") for row in rows if ";total;" in row] == [False, True]


def test_the_list_marks_what_is_assumed_as_well(register: Path) -> None:
    answer = run("list", "--as-of", "2025-06-01", "--assume", "EXEMPEL=2%", cwd=register)

    assert answer.exit_code == 0
    assert "105\u00a0060†" in answer.stdout


@pytest.mark.parametrize(
    ("assumed", "sentence"),
    [
        (["PKV"], "'PKV' is not an assumption about an index series."),
        (["PKV=mycket"], "'PKV=mycket' is not an assumption about an index series."),
        (["EXEMPEL=26%"], "'EXEMPEL=26%' is not an assumption about an index series."),
        (["EXEMPL=2%"], "No amount that is asked for follows EXEMPL."),
        (["EXEMPEL=2%", "EXEMPEL=3%"], "Two changes are assumed for EXEMPEL."),
    ],
)
def test_an_assumption_that_means_nothing_stops_the_run(
    register: Path, assumed: list[str], sentence: str
) -> None:
    options = [part for each in assumed for part in ("--assume", each)]

    answer = run("budget", "lyktan", *options, cwd=register)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert sentence in answer.stderr


def test_an_explanation_goes_down_to_the_line_of_the_series(register: Path) -> None:
    answer = run("budget", "lyktan", "--year", "2024", "--explain", "--as-of", "2025-06-01", cwd=register)

    leaf = "EXEMPEL 2024, preliminary, published 2025-02-01: 103  [agreements/index/EXEMPEL.yaml:7]"
    assert leaf in answer.stdout


def test_an_agreement_that_follows_no_series_is_answered_whatever_their_folder_holds(register: Path) -> None:
    (register / "agreements" / "index" / "EXEMPEL.yaml").write_bytes(b"\xff")
    plain = builders.text("title: Utan index")
    (register / "agreements" / "ikf.yaml").write_text(plain, encoding="utf-8")

    assert run("budget", "ikf", "--year", "2021", cwd=register).exit_code == 0


def test_the_schema_of_a_series_is_printed(register: Path) -> None:
    answer = run("schema", "--index", cwd=register)

    assert (answer.exit_code, '"urn:iopctl:series:1"' in answer.stdout) == (0, True)
