"""Whoever stops long work finds whole files alone, exit code 130 and not a word more than is needed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.run import environment, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows interrupts a process in another way")

# A test run in the background hands down that Ctrl-C is ignored; at a terminal it is not.
# At the call of that number the run says so on standard output, and waits until it is stopped.
_START = """
import itertools, os, runpy, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
def waiting(call, calls):
    def called(*arguments, **options):
        if next(calls) == {number}:
            os.write(1, b"waiting\\n")
            while True:
                time.sleep(0.01)
        return call(*arguments, **options)
    return called
module = __import__("{module}", fromlist=["{name}"])
setattr(module, "{name}", waiting(module.{name}, itertools.count(1)))
sys.argv[0] = "iopctl"
runpy.run_module("iopctl", run_name="__main__", alter_sys=True)
"""
MANY = 200
LONG_WORK = (
    ("validate",),
    ("list",),
    ("list", "-o", "list.csv"),
    ("budget", "--all", "--year", "2021", "-o", "money.json"),
    ("due",),
    ("calendar", "-o", "deadlines.ics"),
    ("memo", "--all", "--out", "memos"),
    ("report", "--board", "arbetsmarknad", "--year", "2021", "-o", "report.md"),
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of a few hundred agreements."""
    folder = tmp_path_factory.mktemp("many")
    agreements = folder / "agreements"
    agreements.mkdir()
    real = Path(__file__).parents[2] / "agreements"
    for number in range(MANY):
        shutil.copy(real / ("ikf.yaml", "stadsmission.yaml")[number % 2], agreements / f"a{number:03}.yaml")
    return folder


def stopped(
    folder: Path, arguments: tuple[str, ...], at: tuple[str, str, int], by: tuple[signal.Signals, ...]
) -> tuple[int, str]:
    """Stop a run in the middle of a call; give its exit code and what it said."""
    module, name, number = at
    process = subprocess.Popen(
        [sys.executable, "-c", _START.format(module=module, name=name, number=number), *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    for each in by:
        process.send_signal(each)
    said, remarks = process.communicate(timeout=60)
    return process.returncode, said + remarks


def names_in(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if "agreements" not in each.parts}


@pytest.mark.parametrize("arguments", LONG_WORK, ids=" ".join)
def test_ctrl_c_while_hundreds_of_files_are_read_leaves_nothing_and_says_nothing(
    many: Path, arguments: tuple[str, ...]
) -> None:
    middle = ("iopctl.register", "read", MANY // 2)

    assert stopped(many, arguments, middle, (signal.SIGINT,)) == (130, "")
    assert names_in(many) == set()


def test_who_presses_ctrl_c_twice_is_answered_as_if_it_were_once(many: Path) -> None:
    middle = ("iopctl.register", "read", MANY // 2)

    assert stopped(many, ("list",), middle, (signal.SIGINT,) * 2) == (130, "")


def test_an_end_that_the_system_asks_for_is_as_clean(many: Path) -> None:
    middle = ("os", "fdopen", MANY // 2)

    assert stopped(many, ("memo", "--all", "--out", "memos"), middle, (signal.SIGTERM,)) == (143, "")
    assert names_in(many) == {"memos"}
    (many / "memos").rmdir()


def test_ctrl_c_on_a_terminal_takes_the_progress_away(many: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    # Each look at the clock comes a second after the one before.
    clock = "import itertools, time; looks = itertools.count(); time.monotonic = lambda: float(next(looks))\n"
    process = subprocess.Popen(
        [sys.executable, "-c", clock + _START.format(module="iopctl.register", name="read", number=7), "due"],
        cwd=many,
        env=environment({"TERM": "dumb"}),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    answer, _ = process.communicate(timeout=60)
    shown = os.read(ours, 65536).decode()
    os.close(ours)

    assert (process.returncode, answer) == (130, b"")
    last = f"\r7 of {MANY}: a006"
    assert last in shown
    assert shown.partition(last)[2] == f"\r{' ' * 79}\r"


# Before the first memo takes its place there is none; the last of them stand complete beside their places.
@pytest.mark.parametrize(
    "at", [("os", "fdopen", 1), ("os", "fdopen", MANY // 2), ("os", "fdopen", MANY)], ids=str
)
def test_ctrl_c_while_memos_are_written_leaves_none_and_no_temporary_file(
    many: Path, at: tuple[str, str, int]
) -> None:
    assert stopped(many, ("memo", "--all", "--out", "memos"), at, (signal.SIGINT,)) == (130, "")
    assert names_in(many) == {"memos"}
    (many / "memos").rmdir()


def test_ctrl_c_while_memos_take_their_places_leaves_whole_ones(many: Path) -> None:
    at = ("os", "replace", 3)
    assert stopped(many, ("memo", "--all", "--out", "memos"), at, (signal.SIGINT,)) == (130, "")
    memos = sorted((many / "memos").iterdir())

    assert [each.name for each in memos] == ["a000.md", "a001.md"]
    for each in memos:
        assert each.read_bytes() == run("memo", each.stem, cwd=many).stdout_bytes
    shutil.rmtree(many / "memos")


@pytest.mark.parametrize("call", ["fdopen", "fsync", "replace"])
def test_ctrl_c_while_an_answer_is_written_keeps_the_file_that_was_there(folder: Path, call: str) -> None:
    (folder / "out").mkdir()
    file = folder / "out" / "list.csv"
    file.write_text("before\n", encoding="utf-8")
    at = ("os", call, 1)

    assert stopped(folder, ("list", "-o", "out/list.csv"), at, (signal.SIGINT,)) == (130, "")
    assert os.listdir(folder / "out") == ["list.csv"]  # noqa: PTH208 - what lies there, by its very name
    assert file.read_text(encoding="utf-8") == "before\n"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_terminal_that_hangs_up_leaves_neither_a_lock_nor_a_half_written_file(
    folder: Path, call: str
) -> None:
    home = folder / "agreements"
    names, before = sorted(os.listdir(home)), (home / "ikf.yaml").read_bytes()  # noqa: PTH208 - as above
    edit = ("record", "ikf", "--meeting", "dialogmöte", "--on", "2022-05-05", "--yes")

    code, _ = stopped(folder, edit, ("os", call, 1), (signal.SIGHUP,))

    assert code == 129
    assert sorted(os.listdir(home)) == names  # noqa: PTH208 - as above
    assert (home / "ikf.yaml").read_bytes() == before


def test_a_run_that_was_told_to_take_no_notice_of_ctrl_c_takes_none(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-c", _INTERRUPTS_ITSELF],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "stadsmission" in done.stdout


_INTERRUPTS_ITSELF = """
import os, runpy, signal, sys
from iopctl import register
read = register.read
register.read = lambda path, **how: os.kill(os.getpid(), signal.SIGINT) or read(path, **how)
sys.argv = ["iopctl", "list"]
runpy.run_module("iopctl", run_name="__main__", alter_sys=True)
"""
