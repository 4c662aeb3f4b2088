"""Long work says on a terminal how far it has come; nothing of it stays behind, or goes anywhere else."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.runs.run import in_terminal, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of a width is made with pty")

LONG_WORK = (
    ("validate",),
    ("list",),
    ("budget", "--all", "--year", "2021"),
    ("due", "--as-of", "2021-07-13"),
    ("calendar", "--as-of", "2021-07-13", "-o", "deadlines.ics"),
    ("index",),
    ("memo", "--all", "--out", "memos"),
    ("memo", "--all", "--check", "memos"),
    ("report", "--board", "arbetsmarknad", "--year", "2021"),
)
# Between two looks at the clock a second has passed, or no time at all.
_START = """
import itertools, runpy, sys, time
looks = itertools.{looks}
time.monotonic = lambda: float(next(looks))
sys.argv[0] = 'iopctl'
runpy.run_module('iopctl', run_name='__main__', alter_sys=True)
"""
SLOW, FAST = ((sys.executable, "-c", _START.format(looks=looks)) for looks in ("count()", "repeat(0)"))


@pytest.mark.parametrize("arguments", LONG_WORK, ids=" ".join)
def test_long_work_shows_how_far_it_has_come_and_leaves_nothing_of_it(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    (folder / "memos").mkdir()
    shown = in_terminal(*arguments, cwd=folder, columns=100, program=SLOW)
    quick = in_terminal(*arguments, cwd=folder, columns=100, program=FAST)

    lines = shown.stdout.split("\r")
    assert re.fullmatch(r"1 of \d+: ikf", lines[2])
    assert re.fullmatch(r"2 of \d+: stadsmission", lines[4])
    # Whatever was written over ends as blank as the line began.
    assert {*lines[1:-1:2]} == {" " * 99}
    assert (lines[0], lines[-1]) == ("", quick.stdout)
    assert shown.exit_code == quick.exit_code


@pytest.mark.parametrize("arguments", LONG_WORK, ids=" ".join)
def test_what_is_no_terminal_is_shown_no_progress(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "memos").mkdir()
    answer = run(*arguments, cwd=folder, program=SLOW)

    assert " of 2: " not in answer.stdout + answer.stderr
    assert "\r" not in answer.stderr
    assert not answer.crashed


def test_what_stops_long_work_stands_on_a_line_of_its_own(folder: Path) -> None:
    shown = in_terminal("list", "--where", "board=ingen", cwd=folder, columns=100, program=SLOW)

    assert shown.exit_code == 2
    assert shown.stdout.split("\r")[-1].startswith("Error: ")


def test_one_agreement_is_no_long_work(folder: Path) -> None:
    assert "\r" not in in_terminal("memo", "ikf", cwd=folder, columns=100, program=SLOW).stdout
