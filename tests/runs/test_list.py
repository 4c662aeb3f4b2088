from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import in_terminal, plain, run

AT = ("--as-of", "2021-07-13")
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")


def ids(written: str) -> list[str]:
    """Give the ids of a list in CSV, in its order."""
    rows = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";")
    return [row["id"] for row in rows]


@only_posix
def test_at_80_columns_the_list_is_one_line_an_agreement(folder: Path) -> None:
    shown = plain(in_terminal("list", *AT, cwd=folder, columns=80, env={"NO_COLOR": "1"}).stdout)

    assert shown == (
        "Id            State    Ends        Options  Next deadline        Public 2021\n"
        "────────────  ───────  ──────────  ───────  ───────────────────  ───────────\n"
        "ikf           running  not stated  –        2021-12-31 meetings     339 200*\n"
        "stadsmission  running  2021-12-31  1 of 2   2021-12-31 decide !    1 100 000\n"
        "\n"
        "! Something of that agreement is overdue; 'iopctl due' tells what.\n"
        "* ikf: a part of the money of 2021 is not committed (until further notice).\n"
        "As of 2021-07-13.\n"
    )


@only_posix
@pytest.mark.parametrize("columns", [60, 40])
def test_in_a_narrow_terminal_an_agreement_is_a_block(folder: Path, columns: int) -> None:
    shown = in_terminal("list", *AT, cwd=folder, columns=columns, env={"NO_COLOR": "1"}).stdout

    assert max(map(len, shown.splitlines())) <= columns
    assert "stadsmission\n  State: running\n  Ends: 2021-12-31\n" in shown


@only_posix
def test_a_terminal_shows_colours_and_the_same_words(folder: Path) -> None:
    coloured = in_terminal("list", *AT, cwd=folder, columns=80).stdout
    without = in_terminal("list", *AT, cwd=folder, columns=80, env={"NO_COLOR": "1"}).stdout

    assert "\x1b[32mrunning\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == without


@only_posix
@pytest.mark.parametrize("machine", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_who_wants_no_colours_gets_none(folder: Path, machine: dict[str, str]) -> None:
    assert "\x1b" not in in_terminal("list", *AT, cwd=folder, columns=80, env=machine).stdout


@only_posix
def test_a_file_has_no_colours_and_every_column(folder: Path) -> None:
    in_terminal("list", *AT, "-o", "lista.txt", cwd=folder, columns=80)

    written = (folder / "lista.txt").read_text(encoding="utf-8")
    assert "\x1b" not in written
    assert "Civil 2021" in written


def test_where_the_encoding_lacks_a_character_the_list_still_comes(folder: Path) -> None:
    answer = run("list", *AT, cwd=folder, env={"PYTHONIOENCODING": "cp1252"})

    assert (answer.exit_code, answer.stderr_bytes) == (0, b"")
    assert "Arbetsmarknadsnämnden" in answer.stdout_bytes.decode("cp1252")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("id", ["ikf", "stadsmission"]),
        ("end", ["stadsmission", "ikf"]),
        ("deadline", ["ikf", "stadsmission"]),
        ("state", ["ikf", "stadsmission"]),
        ("public", ["stadsmission", "ikf"]),
    ],
)
def test_the_list_is_sorted_as_asked(ask: Ask, key: str, expected: list[str]) -> None:
    assert ids(ask("list", *AT, "--sort", key, "--format", "csv").stdout) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["party=stadsmission"], ["stadsmission"]),
        (["board=Arbetsmarknad"], ["ikf", "stadsmission"]),
        (["state=running", "party=IKF"], ["ikf"]),
        (["state=ended", "state=running"], ["ikf", "stadsmission"]),
        (["STATE = Running"], ["ikf", "stadsmission"]),
        (["state=last period"], []),
    ],
)
def test_the_list_is_narrowed_as_asked(ask: Ask, conditions: list[str], expected: list[str]) -> None:
    options = [word for each in conditions for word in ("--where", each)]

    answer = ask("list", *AT, *options, "--format", "csv")

    assert answer.exit_code == 0
    assert ids(answer.stdout) == expected


def test_where_no_agreement_is_as_asked_that_is_said(ask: Ask) -> None:
    answer = ask("list", *AT, "--where", "state=ended")

    assert (answer.exit_code, answer.stdout) == (0, "")
    assert answer.stderr == "No agreement is like that.\n"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("state=runing", "'runing' is not a value of --where state.\nDid you mean 'running'?"),
        ("bord=x", "'bord' is not a value of --where.\nDid you mean 'board'?"),
        ("board", "'board' is not a condition.\nWrite a key and what it is to be: --where state=running"),
        ("=x", "'=x' is not a condition."),
        (
            "board=arbetsmarknadsnamnden",
            "--where board: no agreement has 'arbetsmarknadsnamnden'.\nDid you mean 'arbetsmarknadsnämnden'?",
        ),
        (
            "responsible=Kim",
            "--where responsible: no agreement has 'Kim'.\nNo agreement of the register names",
        ),
    ],
)
def test_a_slip_in_a_condition_hides_no_agreement(ask: Ask, condition: str, said: str) -> None:
    answer = ask("list", "--where", condition)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {said}")


def test_a_slip_in_the_order_is_said(ask: Ask) -> None:
    answer = ask("list", "--sort", "ends")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == "Error: 'ends' is not a value of --sort.\nDid you mean 'end'?\n"


@pytest.mark.parametrize("question", [("list",), ("budget", "--all", "--year", "2021")])
def test_agreements_in_a_subfolder_are_said_to_be_missing_in_one_line(
    folder: Path, question: tuple[str, ...]
) -> None:
    inner = folder / "agreements" / "social"
    inner.mkdir()
    (inner / "fel.yaml").write_text("", encoding="utf-8")
    (folder / "agreements" / "ikf.yaml.txt").write_text("", encoding="utf-8")

    answer = run(*question, "--as-of", "2021-07-13", cwd=folder)

    (line,) = [each for each in answer.stderr.splitlines() if "not read" in each]
    assert line.startswith("agreements/ikf.yaml.txt and 1 more are not read, and may hold agreements; ")
    told = run("validate", "--format", "concise", cwd=folder).stdout
    assert told.count("IOP905") == 2
