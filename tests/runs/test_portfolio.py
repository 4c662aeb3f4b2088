"""The money of the whole register, asked as a user does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import builders
from tests.runs.conftest import Ask
from tests.runs.run import in_terminal, plain, run

AT = ("--as-of", "2021-07-13")


def test_committed_money_and_money_until_further_notice_are_added_apart(ask: Ask) -> None:
    answer = ask("budget", "--all", "--year", "2022", *AT)

    assert (answer.exit_code, answer.stderr) == (0, "")
    said = plain(answer.stdout)
    assert "Until further notice    345 984        332 112          678 096" in said
    assert "Optional              1 100 000  minst 980 500  minst 2 080 500" in said
    assert "1 445 984" not in said


def test_years_stand_side_by_side_and_as_bars(ask: Ask) -> None:
    answer = ask("budget", "--all", "--years", "2020-2023", *AT)

    # 1 100 000 kr are 22 characters, and 345 984 kr seven; 2021 of ikf counts whole.
    assert plain(answer.stdout).endswith("""\
2020  ######################
2021  ######################=======
2022  =======----------------------
2023  =======----------------------

# committed, = until further notice, - optional; each character is 50 000 kr of the public side.
""")


def test_bars_are_characters_that_every_encoding_has(ask: Ask) -> None:
    bars = ask("budget", "--all", "--years", "2021-2023", *AT).stdout.split("year by year\n")[1]

    assert bars.replace("\N{NO-BREAK SPACE}", " ").isascii()


def test_bars_fit_the_terminal(folder: Path) -> None:
    answer = in_terminal("budget", "--all", "--years", "2021-2023", *AT, cwd=folder, columns=40)

    assert all(len(line) <= 40 for line in answer.stdout.splitlines() if line.startswith("202"))


def broken(folder: Path) -> Path:
    """Add a file that has problems, and one of which a year cannot be computed."""
    (folder / "agreements" / "trasig.yaml").write_text("title: Trasig\n", encoding="utf-8")
    cut = builders.text("term: {starts: 2021-05-01, ends: 2022-12-31}")
    (folder / "agreements" / "kort.yaml").write_text(cut, encoding="utf-8")
    return folder


def test_sums_that_miss_an_agreement_say_so_in_a_line_of_their_own_and_exit_with_1(folder: Path) -> None:
    answer = run("budget", "--all", "--year", "2021", *AT, cwd=broken(folder))

    assert answer.exit_code == 1
    assert "\nThe sums of 2021 miss trasig: its file has problems.\n" in answer.stdout
    assert "\nThe sums of 2021 miss kort: There is no figure for 2021: 2021-05-01" in answer.stdout
    assert "trasig.yaml is left out" in answer.stderr
    assert "kort.yaml:1:1: IOP652" in answer.stderr
    assert re.search(r"\nCommitted +1 100 000 ", plain(answer.stdout))


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_a_year_that_cannot_be_computed_has_no_figure_anywhere(folder: Path, form: str) -> None:
    answer = run("budget", "--all", "--years", "2021-2022", *AT, "-f", form, cwd=broken(folder))

    assert answer.exit_code == 1
    if form == "json":
        first, second = answer.json["result"]["years"]
        assert (first["missing"], second["missing"]) == (["kort", "trasig"], ["trasig"])
        assert "kort" not in {each["agreement"] for each in first["agreements"]}
        assert "kort" in {each["agreement"] for each in second["agreements"]}
    elif form == "csv":
        (row,) = [line for line in answer.stdout.split("\r\n") if line.startswith("2021;missing;kort")]
        assert row.startswith("2021;missing;kort;;;;;;;;;;;;")
    else:
        (row,) = [line for line in answer.stdout.splitlines() if line.lstrip("| ").startswith("kort ")]
        assert "no figure" in row
        assert "300 000" in plain(row)


def test_every_csv_row_has_every_column(folder: Path) -> None:
    answer = run("budget", "--all", "--years", "2020-2022", *AT, "-f", "csv", cwd=folder)
    lines = answer.stdout.split("\r\n")[:-1]

    assert {line.count(";") for line in lines} == {14}
    assert [line.split(";")[1] for line in lines if line.startswith("2020")] == [
        "agreement",
        "sum",
        "board",
        "kind",
        "kind",
    ]


@pytest.mark.parametrize("arguments", [("ikf", "--all"), ("--all", "--explain"), ()])
def test_what_cannot_be_asked_together_is_refused(ask: Ask, arguments: tuple[str, ...]) -> None:
    answer = ask("budget", *arguments)

    assert (answer.exit_code, answer.stdout) == (2, "")
