"""What an agreement is worth, and the figures beside it, asked as a user does."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopctl.model import building
from iopctl.model.published import Threshold
from iopctl.source import reading
from tests import builders
from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, plain, run

AT = ("--as-of", "2021-07-13")
OWN = """\
format: 1
title: LOU, gräns för direktupphandling
figures:
  - {amount: 500 000 kr, from: 2016-01-01, to: 2017-12-31, source: Kommunens egen anteckning}
"""


def register(folder: Path, text: str) -> Path:
    """Make a register of one agreement."""
    (folder / "agreements").mkdir()
    (folder / "agreements" / "lyktan.yaml").write_text(builders.text(text), encoding="utf-8")
    return folder


def test_stadsmissionen_is_worth_two_four_and_six_years(ask: Ask) -> None:
    answer = ask("value", "stadsmission", *AT)

    assert (answer.exit_code, answer.stderr) == (0, "")
    rows = [line.split("  ") for line in plain(answer.stdout).splitlines() if "as stated  " in line]
    assert [[cell.strip() for cell in row if cell][-3:] for row in rows] == [
        ["2 200 000", "minst 1 961 000", "minst 4 161 000"],
        ["4 400 000", "minst 3 922 000", "minst 8 322 000"],
        ["6 600 000", "minst 5 883 000", "minst 12 483 000"],
    ]


def test_no_verdict_is_given(ask: Ask) -> None:
    said = ask("value", "stadsmission", *AT).stdout

    assert "no verdict" in said
    assert "The value counts options and extensions" in said
    assert "without VAT" in said
    assert not {"illegal", "allowed", "must", "exceeds"} & set(said.lower().split())


def test_options_without_limit_are_said_in_so_many_words(tmp_path: Path) -> None:
    answer = run(
        "value", "lyktan", *AT, cwd=register(tmp_path, "extension: {options: unlimited, length: 1 year}")
    )

    assert answer.exit_code == 0
    assert "no limit" in answer.stdout
    assert "The options have no limit, so the agreement has no value with all of them" in answer.stdout
    assert "the year 2021" in answer.stdout


def test_an_agreement_until_further_notice_says_what_a_year_costs(ask: Ask) -> None:
    answer = ask("value", "ikf", "--as-of", "2023-03-01", "--format", "json")

    assert answer.exit_code == 0
    assert [each["reason"]["code"] for each in answer.json["result"]["values"]] == ["until_further_notice"]
    assert answer.json["result"]["year"]["public"]["amount"] == 352_904


def test_a_stretch_that_cannot_be_computed_has_no_figure_anywhere_and_exits_with_1(tmp_path: Path) -> None:
    folder = register(tmp_path, "term: {starts: 2021-05-01, ends: 2022-12-31}")

    answer = run("value", "lyktan", *AT, cwd=folder)

    assert answer.exit_code == 1
    assert answer.stderr.count("IOP652") == 1
    assert "Add 'part_years: days', 'months' or 'full' under 'term'" in answer.stderr
    (row,) = [line for line in answer.stdout.splitlines() if line.startswith("with every option")]
    assert row.split()[-3:] == ["–", "–", "–"]


def test_a_threshold_of_the_register_takes_the_place_of_the_shipped_one(folder: Path) -> None:
    (folder / "agreements" / "thresholds").mkdir()
    (folder / "agreements" / "thresholds" / "direktupphandling.yaml").write_text(OWN, encoding="utf-8")

    answer = run("value", "stadsmission", *AT, "--format", "json", cwd=folder)

    shown = {each["threshold"]: each for each in answer.json["result"]["thresholds"]}
    own = shown["direktupphandling"]
    assert (own["figure"], own["source"], own["comparison"]) == (
        "500000",
        "Kommunens egen anteckning",
        "above",
    )
    assert len(shown) == 4
    assert run("validate", "agreements/thresholds", cwd=folder).stdout == "1 threshold, no problems.\n"
    assert "in 3 files" in run("validate", cwd=folder).stdout


def test_a_broken_threshold_is_told_with_its_line_and_the_value_still_stands(folder: Path) -> None:
    (folder / "agreements" / "thresholds").mkdir()
    file = folder / "agreements" / "thresholds" / "direktupphandling.yaml"
    file.write_text(OWN.replace("500 000 kr", "500 000"), encoding="utf-8")

    answer = run("value", "stadsmission", *AT, cwd=folder)

    assert answer.exit_code == 1
    assert "agreements/thresholds/direktupphandling.yaml:4:14: IOP690" in answer.stderr
    assert "6 600 000" in plain(answer.stdout)
    assert run("validate", cwd=folder).exit_code == 1


@pytest.mark.parametrize("path", sorted((CHECKOUT / "iopctl" / "thresholds").glob("*.yaml")), ids=str)
def test_every_shipped_threshold_is_in_order_and_names_its_source(path: Path) -> None:
    threshold, wrong = building.build_entry(Threshold, reading.read_file(path, path.name).values)

    assert wrong == ()
    assert threshold is not None
    assert all(each.source for each in threshold.figures)


def test_the_page_shows_the_shipped_file_as_it_is() -> None:
    page = (CHECKOUT / "docs" / "value.md").read_text(encoding="utf-8")
    file = (CHECKOUT / "iopctl" / "thresholds" / "direktupphandling.yaml").read_text(encoding="utf-8")

    assert f"```yaml\n{file}```" in page


def test_csv_has_a_row_for_each_value_and_each_threshold(ask: Ask) -> None:
    lines = ask("value", "stadsmission", *AT, "--format", "csv").stdout.lstrip("\ufeff").split("\r\n")

    assert lines[1] == (
        "stadsmission;value;signed;stated;2018-01-01;2019-12-31;2200000;exact;1961000;at least;0;exact;"
        "4161000;at least;;;;;;;;"
    )
    assert [line.split(";")[1] for line in lines[1:-1]] == ["value"] * 3 + ["threshold"] * 4
    assert len({line.count(";") for line in lines[:-1]}) == 1
