from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.runs.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runs.conftest import Ask


def register(path: Path, settings: str = "", **agreements: str) -> Path:
    """Make a register of the agreements given."""
    (path / "agreements").mkdir()
    for name, written in agreements.items():
        (path / "agreements" / f"{name}.yaml").write_text(builders.text(written), encoding="utf-8")
    if settings:
        (path / "iopctl.toml").write_text(settings, encoding="utf-8")
    return path


def kinds(where: Path, *arguments: str) -> list[tuple[str, str, str]]:
    """Give the agreement, the kind and the day of each line."""
    answer = run("due", *arguments, "--format", "json", cwd=where)
    return [(each["agreement"], each["kind"], each["on"]) for each in answer.json["result"]["due"]]


OPTION = """
responsible: {name: Eva Exempel, title: handläggare}
extension: {options: 1, length: 2 years}
"""


def test_what_lapsed_at_linkoping_is_late_every_day_until_it_is_recorded(ask: Ask) -> None:
    answer = ask("due", "--as-of", "2022-01-01")

    assert answer.exit_code == 1
    assert "stadsmission" in answer.stdout
    assert "while the extension 2022-01-01 – 2023-12-31 was on the table" in answer.stdout
    assert "1 day late" in answer.stdout


@pytest.mark.parametrize(
    ("as_of", "options", "code"),
    [
        # half a year and a day before the last day to decide there is nothing to see
        ("2022-07-03", [], 0),
        ("2022-07-04", [], 0),
        ("2022-07-04", ["--fail-within", "30d"], 0),
        ("2022-11-30", ["--fail-within", "30d"], 0),
        ("2022-12-01", ["--fail-within", "30d"], 1),
        ("2022-12-31", [], 0),
        ("2023-01-01", [], 1),
        # and is so until it is recorded what followed
        ("2033-12-31", [], 1),
    ],
)
def test_the_exit_code_says_whether_something_is_late_or_soon_will_be(
    tmp_path: Path, as_of: str, options: list[str], code: int
) -> None:
    register(tmp_path, lyktan=OPTION)

    assert run("due", "--as-of", as_of, *options, cwd=tmp_path).exit_code == code


def test_the_command_that_records_what_was_done_stands_below_once(tmp_path: Path) -> None:
    register(tmp_path, lyktan=OPTION, grinden=OPTION)

    answer = run("due", "--as-of", "2022-09-01", cwd=tmp_path)

    assert answer.stdout.count("Once it is decided: 'iopctl extend ID --decide DATE'") == 1


def test_nothing_to_do_is_said_in_a_sentence(tmp_path: Path) -> None:
    register(tmp_path, lyktan=OPTION)

    answer = run("due", "--as-of", "2022-07-03", cwd=tmp_path)

    assert answer.stdout == "Nothing is overdue or due within 180 days, as of 2022-07-03.\n"


@pytest.mark.parametrize(
    ("within", "shown"),
    [
        ("180d", True),
        ("179d", False),
        ("26w", True),
        ("6m", True),
        ("6 months", True),
        ("1y", True),
        ("5m", False),
    ],
)
def test_one_looks_as_far_ahead_as_one_likes(tmp_path: Path, within: str, shown: bool) -> None:  # noqa: FBT001
    register(tmp_path, lyktan=OPTION)

    found = kinds(tmp_path, "--as-of", "2022-07-04", "--within", within)

    assert (("lyktan", "decide", "2022-12-31") in found) is shown


@pytest.mark.parametrize("within", ["0d", "soon", "180", "-3d", "6 månader", "99999d", ""])
def test_a_time_that_cannot_be_read_stops_the_run(tmp_path: Path, within: str) -> None:
    register(tmp_path, lyktan=OPTION)

    answer = run("due", "--within", within, cwd=tmp_path)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert 'what has a space takes quotes: "6 months".' in " ".join(answer.stderr.split())


def test_each_line_names_the_official_and_deadlines_narrow_down_to_theirs(tmp_path: Path) -> None:
    other = OPTION.replace("Eva Exempel", "Åke Ask")
    parties = """
parties:
  kommunen: {role: public, name: Exempelby kommun, board: socialnämnden}
  ikf: {role: civil, name: Föreningen}
"""
    register(tmp_path, lyktan=OPTION, grinden=other + parties)
    asked = ("--as-of", "2022-09-01")

    assert "Eva Exempel" in run("due", *asked, cwd=tmp_path).stdout
    assert [row[0] for row in kinds(tmp_path, *asked)] == ["grinden", "lyktan"]
    assert [row[0] for row in kinds(tmp_path, *asked, "--responsible", "exempel")] == ["lyktan"]
    assert [row[0] for row in kinds(tmp_path, *asked, "--responsible", "ÅKE")] == ["grinden"]
    assert [row[0] for row in kinds(tmp_path, *asked, "--board", "social")] == ["grinden"]
    assert kinds(tmp_path, *asked, "--board", "social", "--responsible", "eva") == []


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            ("--responsible", "Eva Eksempel"),
            "Error: --responsible: no agreement has 'Eva Eksempel'.\nDid you mean 'Eva Exempel'?\n",
        ),
        (
            ("--board", "kulturnämnden"),
            "Error: --board: no agreement has 'kulturnämnden'.\nThere are: arbetsmarknadsnämnden.\n",
        ),
    ],
)
def test_a_name_that_nobody_has_hides_no_deadline(
    tmp_path: Path, option: tuple[str, str], message: str
) -> None:
    register(tmp_path, lyktan=OPTION)

    answer = run("due", *option, cwd=tmp_path)

    assert (answer.exit_code, answer.stdout, answer.stderr) == (2, "", message)


def test_an_agreement_that_cannot_be_asked_is_named_and_fails_the_run(tmp_path: Path) -> None:
    register(tmp_path, lyktan=OPTION, trasig="term: {starts: 2021-13-01, ends: 2022-12-31}")

    answer = run("due", "--as-of", "2022-07-03", cwd=tmp_path)

    assert answer.exit_code == 1
    assert answer.stderr == (
        "agreements/trasig.yaml is left out: its file has problems; 'iopctl validate' shows them.\n"
    )


def test_the_settings_say_when_memos_and_measurements_are_due(tmp_path: Path) -> None:
    settings = """memo_lead = "8 weeks"
measurement_age = "1 year"
[meetings]
"arbetsmarknadsnämnden" = [2022-11-15, 2022-12-13]
"""
    measured = OPTION + "follow_up: {measurements: [{on: 2021-10-15, participants: 20}]}\n"
    register(tmp_path, settings, lyktan=measured)

    assert kinds(tmp_path, "--as-of", "2022-09-01") == [
        ("lyktan", "measurement", "2022-10-15"),
        ("lyktan", "memo", "2022-10-18"),
        ("lyktan", "decide", "2022-12-31"),
    ]


def test_meetings_under_a_misspelt_board_are_told_of(tmp_path: Path) -> None:
    register(tmp_path, '[meetings]\n"arbetsmarknadsnämden" = [2022-11-15]\n', lyktan=OPTION)

    answer = run("due", "--as-of", "2022-09-01", cwd=tmp_path)

    assert answer.stderr == (
        "iopctl.toml lists meetings of 'arbetsmarknadsnämden', which no agreement has. "
        "Did you mean 'arbetsmarknadsnämnden'?\n"
    )


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_every_format_tells_the_same_days(tmp_path: Path, form: str) -> None:
    register(tmp_path, lyktan=OPTION)

    answer = run("due", "--as-of", "2022-09-01", "--format", form, cwd=tmp_path)

    assert answer.exit_code == 0
    assert "2022-12-31" in answer.stdout
    assert "Eva Exempel" in answer.stdout
    assert "121" in answer.stdout


def test_the_end_is_late_until_its_successor_is_recorded_and_show_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "agreements"
    folder.mkdir()
    ended = builders.text("term: {starts: 2021-01-01, ends: 2022-12-31}")
    for name, more in (("lyktan", ""), ("lyktan-2", "followed_by: none\n")):
        (folder / f"{name}.yaml").write_text(ended + more, encoding="utf-8")

    late = run("due", "--as-of", "2026-01-15", cwd=tmp_path)
    (folder / "lyktan.yaml").write_text(ended + "followed_by: lyktan-2\n", encoding="utf-8")
    done = run("due", "--as-of", "2026-01-15", cwd=tmp_path)

    assert (late.exit_code, done.exit_code) == (1, 0)
    assert "The agreement ended on 2022-12-31; record what followed it." in late.stdout
    assert "lyktan-2" not in late.stdout
    shown = run("show", "lyktan", "--format", "json", cwd=tmp_path).json["result"]
    assert shown["followed_by"] == "lyktan-2"


def test_a_successor_that_the_register_lacks_is_placed_and_the_one_that_is_meant_named(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "agreements"
    folder.mkdir()
    text = builders.text("followed_by: lyktn-2")
    (folder / "lyktan.yaml").write_text(text, encoding="utf-8")
    (folder / "lyktan-2.yaml").write_text(builders.text(""), encoding="utf-8")

    answer = run("validate", cwd=tmp_path)

    assert "agreements/lyktan.yaml:1:14: IOP906" in answer.stdout
    assert "'lyktan-2'" in answer.stdout


@pytest.mark.parametrize(
    ("settings", "warned", "late"),
    [
        ("", True, True),
        ("tracked_from = 2026-11-28\n", False, False),
        ("tracked_from = '2025-01-01'\n", True, True),
    ],
)
def test_nothing_before_the_register_was_kept_is_called_late_or_missing(
    tmp_path: Path, settings: str, *, warned: bool, late: bool
) -> None:
    folder = tmp_path / "agreements"
    folder.mkdir()
    text = builders.text("""
        term: {starts: 2024-01-01, ends: 2028-12-31}
        follow_up:
          meetings: [{kind: dialogmöte, plural: dialogmöten, at_least: 2, per: calendar year}]
          reports: [{kind: årsrapport, every_year: 03-31}]
        """)
    (folder / "lyktan.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "iopctl.toml").write_text(settings, encoding="utf-8")

    assert ("IOP702" in run("validate", "--as-of", "2026-12-01", cwd=tmp_path).stdout) is warned
    due = run("due", "--as-of", "2026-12-01", "--format", "json", cwd=tmp_path)
    assert any(each["overdue"] for each in due.json["result"]["due"]) is late
    assert due.exit_code == int(late)


def test_a_first_day_that_is_none_stops_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "iopctl.toml").write_text("# Registret\ntracked_from = '2026-11'\n", encoding="utf-8")

    answer = run("due", cwd=tmp_path)

    assert answer.exit_code == 2
    assert "iopctl.toml:2:16: '2026-11' is not a value of 'tracked_from'." in answer.stderr
