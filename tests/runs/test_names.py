"""Figures that the text of a matter names, in the memo and as a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import run


@pytest.fixture
def telling(folder: Path) -> Path:
    """Let an agreement's matter name figures."""
    path = folder / "agreements" / "stadsmission.yaml"
    text = path.read_text(encoding="utf-8")
    told = "follow_up: Nämnden bidrar med {{ parties.kommunen.a_year }} om året. Uppföljning"
    path.write_text(text.replace("follow_up: Uppföljning", told), encoding="utf-8", newline="\n")
    return folder


def test_the_memo_puts_the_figures_in(telling: Path) -> None:
    memo = run("memo", "stadsmission", cwd=telling)

    assert memo.exit_code == 0
    assert "\nNämnden bidrar med 1\u00a0100\u00a0000\u00a0kronor om året. Uppföljning" in memo.stdout


def test_a_name_that_does_not_exist_keeps_the_memo_back_and_is_told_by_both_commands(telling: Path) -> None:
    path = telling / "agreements" / "stadsmission.yaml"
    text = path.read_text(encoding="utf-8").replace("parties.kommunen", "parties.komunen")
    path.write_text(text, encoding="utf-8", newline="\n")

    memo, checked = run("memo", "stadsmission", cwd=telling), run("validate", cwd=telling)

    assert (memo.exit_code, memo.stdout) == (1, "")
    assert "IOP830 There is no figure with the name 'parties.komunen.a_year'." in memo.stderr
    assert "Did you mean 'parties.kommunen.a_year'?" in memo.stderr
    assert checked.exit_code == 1
    line = text[: text.index("{{ parties.komunen")].count("\n") + 1
    column = text.splitlines()[line - 1].index("{{ parties.komunen") + 1
    assert f"agreements/stadsmission.yaml:{line}:{column}: IOP830" in checked.stdout


def test_a_name_without_a_value_keeps_the_memo_back_and_is_told_by_both_commands(telling: Path) -> None:
    path = telling / "agreements" / "stadsmission.yaml"
    text = path.read_text(encoding="utf-8").replace("parties.kommunen.a_year", "parties.kommunen.1999")
    path.write_text(text, encoding="utf-8", newline="\n")

    memo, checked = run("memo", "stadsmission", cwd=telling), run("validate", cwd=telling)

    assert (memo.exit_code, memo.stdout, checked.exit_code) == (1, "", 1)
    for said in (memo.stderr, checked.stdout):
        assert "IOP834 'parties.kommunen.1999' has no value in this memo" in said
    assert run("budget", "stadsmission", "--year", "2021", cwd=telling).exit_code == 0


def test_the_names_are_listed_with_what_they_are_now(ask: Ask) -> None:
    listed = ask("figures", "stadsmission", "--format", "markdown").stdout.replace("\u00a0", " ")

    assert "| parties.kommunen.a\\_year | 1 100 000 kronor |" in listed
    assert (
        "| year | – | In a follow-up: the year that is followed up. Not here: only a follow-up has it. |"
        in listed
    )


def test_the_names_are_listed_for_a_matter_that_is_only_started(folder: Path) -> None:
    run("matter", "ikf", "--kind", "follow-up", "--as-of", "2022-02-01", "--apply", "--yes", cwd=folder)
    path = folder / "agreements" / "ikf.yaml"
    text = path.read_text(encoding="utf-8")

    waiting = run("figures", "ikf", cwd=folder)
    path.write_text(f"{text.rstrip()}\n    year: 2021\n", encoding="utf-8", newline="\n")
    listed = run("figures", "ikf", "--format", "csv", cwd=folder)

    assert (waiting.exit_code, "IOP808" in waiting.stderr, "not written: year." in waiting.stderr) == (
        1,
        True,
        True,
    )
    assert listed.exit_code == 0
    assert "\nyear;2021;;" in listed.stdout.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("figures", "ikf", "--format", "html"), "html"),
    ],
    ids=" ".join,
)
def test_names_are_not_asked_for_together_with_something_else(
    ask: Ask, options: tuple[str, ...], said: str
) -> None:
    answer = ask(*options)

    assert answer.exit_code == 2
    assert said in answer.stderr
