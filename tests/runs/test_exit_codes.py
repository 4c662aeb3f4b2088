"""0 fine; 1 problems found, not eligible, out of date, or no such figure; 2 cannot run; 130 interrupted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import AS_INSTALLED, CHECKOUT, environment, run

FINE, PROBLEMS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130
# A test run in the background hands down that Ctrl-C is ignored; at a terminal it is not.
_INTERRUPTIBLE = (
    sys.executable,
    "-c",
    """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module('iopctl', run_name='__main__', alter_sys=True)
""",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("-h",),
        ("budget", "--help"),
        ("validate",),
        ("validate", "agreements"),
        ("validate", "agreements/ikf.yaml"),
        ("validate", "--format", "concise"),
        ("list",),
        ("budget", "ikf"),
        ("budget", "ikf", "--years", "2021-2024"),
        ("extend", "stadsmission", "--as-of", "2021-07-13"),
        ("memo", "ikf"),
        ("memo", "--all", "--check", "memos"),
    ],
    ids=" ".join,
)
def test_what_can_be_answered_exits_with_0_and_no_remark(ask: Ask, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)

    assert (answer.exit_code, answer.stderr) == (FINE, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("budget", "ikf", "--year", "2020"),
        ("budget", "stadsmission", "--years", "2023-2024"),
        ("extend", "ikf"),
        ("extend", "stadsmission", "--as-of", "2022-02-01"),
        ("memo", "--all", "--check", "agreements"),
    ],
    ids=" ".join,
)
def test_an_answer_that_is_no_exits_with_1(ask: Ask, arguments: tuple[str, ...]) -> None:
    assert ask(*arguments).exit_code == PROBLEMS


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate",),
        ("validate", "--format", "concise"),
        ("validate", "agreements/ikf.yaml"),
        ("list",),
        ("budget", "ikf"),
        ("extend", "ikf"),
        ("memo", "ikf"),
        ("memo", "ikf", "-o", "memo.md"),
        ("memo", "ikf", "--check", "memos"),
    ],
    ids=" ".join,
)
def test_a_file_with_problems_exits_with_1_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    (folder / "agreements" / "ikf.yaml").write_text("format: 1\n", encoding="utf-8")

    answer = run(*arguments, cwd=folder)

    assert answer.exit_code == PROBLEMS
    assert "ikf" in answer.stdout + answer.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["agreements"]


# Whatever keeps a command from running: what is asked, and what the first sentence must say.
CANNOT = {
    ("nonsense",): "No such command 'nonsense'",
    ("list", "--nonsense"): "No such option: --nonsense",
    ("budget",): "Name an agreement, or use --all.",
    ("extend",): "Missing argument 'ID'",
    ("memo",): "Nothing was asked for.",
    ("memo", "--all"): "Nothing was asked for.",
    ("memo", "ikf", "--all"): "An id and --all cannot be used together.",
    ("memo", "ikf", "-o", "a.md", "--out", "b"): "-o and --out cannot be used together.",
    ("memo", "ikf", "--out", "b", "--check", "b"): "--out and --check cannot be used together.",
    ("budget", "ikf", "extra"): "unexpected extra argument",
    ("budget", "ikf", "--year"): "'--year' requires an argument",
    ("budget", "ikf", "--years", "2021"): "'2021' is not a range of years. Write the first and the last",
    ("budget", "ikf", "--years", "2025-2021"): "'2025-2021' is not a range of years.",
    ("budget", "ikf", "--years", "2021-20255"): "'2021-20255' is not a range of years.",
    (
        "budget",
        "ikf",
        "--year",
        "2021",
        "--years",
        "2021-2022",
    ): "--year and --years cannot be used together.",
    ("budget", "ikf", "--format", "xml"): "'budget' cannot be shown as 'xml'.",
    ("extend", "ikf", "--format", "full"): "'extend' cannot be shown as 'full'.",
    ("list", "--format", ""): "'list' cannot be shown as ''.",
    ("validate", "--format", "csv"): "'validate' cannot be shown as 'csv'.",
    ("budget", "ikf", "--explain", "--format", "csv"): "CSV and Excel have no place for an explanation.",
    ("budget", "ifk"): "There is no agreement 'ifk' in agreements.",
    ("extend", "IKF"): "There is no agreement 'IKF' in agreements.",
    ("memo", "../agreements/ikf"): "There is no agreement '../agreements/ikf' in agreements.",
    ("memo", "ifk", "-o", "memo.md"): "There is no agreement 'ifk' in agreements.",
    ("list", "--agreements", "nowhere"): "The folder nowhere cannot be read: No such file or directory.",
    ("validate", "--agreements", "nowhere"): "The folder nowhere cannot be read: No such file or directory.",
    ("memo", "--all", "--out", "b", "--agreements", "nowhere"): "The folder nowhere cannot be read",
    ("list", "--agreements", "agreements/ikf.yaml"): "The folder agreements/ikf.yaml cannot be read",
    ("memo", "--all", "--check", "nowhere"): "There is no folder nowhere.",
    ("validate", "--fail-on", "nothing"): "'nothing' is not a value of --fail-on.",
    ("explain", "IOP000"): "There is no problem with the code 'IOP000'.",
    ("list", "--as-of", "yesterday"): "'yesterday' is not a day. Write year-month-day: 2021-07-13.",
    ("list", "--as-of", "٢٠٢١-07-13"): "'٢٠٢١-07-13' is not a day.",
    ("budget", "ikf", "--year", "٢٠٢٣"): "'٢٠٢٣' is not a year.",
    ("budget", "ikf", "--year", "9" * 5000): "is not a year.",
    ("budget", "ikf", "--years", "٢٠٢٣-٢٠٢٤"): "'٢٠٢٣-٢٠٢٤' is not a range of years.",
    ("budget", "--all", "--years", "2021-2022", "--by", "board"): "--all --year YEAR shows every board",
    ("due", "--within", "9999y"): "'9999y' is not a length of time.",
    ("due", "--within", "٣m"): "'٣m' is not a length of time.",
    ("due", "--within", "0d"): "'0d' is not a length of time.",
    ("due", "--fail-within", "9000y"): "'9000y' is not a length of time.",
    ("calendar", "--within", "300 years"): "'300 years' is not a length of time.",
    ("calendar", "--remind", "9999y"): "'9999y' is not a length of time.",
    ("validate", "-j", "0"): "'0' is not a number of processes.",
    ("validate", "-j", "-1"): "'-1' is not a number of processes.",
    ("validate", "-j", "٣"): "'٣' is not a number of processes.",
    ("show", "ikf٢"): "There is no agreement 'ikf٢' in agreements.",
    (
        "extend",
        "ikf",
        "--as-of",
        "2021-13-01",
    ): "There is no '2021-13-01': the months of a year are 01 to 12.",
    ("validate", "--as-of", "2021-02-29"): "There is no '2021-02-29': February 2021 has 28 days.",
}


@pytest.mark.parametrize("arguments", CANNOT, ids=" ".join)
def test_what_cannot_run_exits_with_2_says_why_on_stderr_and_prints_nothing(
    ask: Ask, arguments: tuple[str, ...]
) -> None:
    answer = ask(*arguments)

    assert (answer.exit_code, answer.stdout) == (CANNOT_RUN, "")
    assert CANNOT[arguments] in answer.stderr
    assert not answer.crashed


@pytest.mark.parametrize(
    ("asked", "meant"), [("ifk", "ikf"), ("stadsmision", "stadsmission"), ("Stadsmission", "stadsmission")]
)
def test_an_unknown_id_is_answered_with_the_closest_one(ask: Ask, asked: str, meant: str) -> None:
    for command in ("budget", "extend", "memo"):
        assert f"Did you mean '{meant}'?" in ask(command, asked).stderr


def test_an_unknown_id_that_is_like_no_other_is_answered_with_all_of_them(ask: Ask) -> None:
    assert "There are: ikf, stadsmission." in ask("budget", "xyzzy").stderr


def test_without_an_agreements_folder_here_or_above_nothing_can_be_asked(tmp_path: Path) -> None:
    answer = run("list", cwd=tmp_path)

    assert (answer.exit_code, answer.stdout) == (CANNOT_RUN, "")
    assert "There is no folder 'agreements' here or in a folder above." in answer.stderr
    assert "--agreements DIR" in answer.stderr


@pytest.mark.parametrize("command", ["list", "validate"])
def test_an_agreements_folder_without_any_agreement_cannot_be_asked(tmp_path: Path, command: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "notes.txt").write_text("To do.\n", encoding="utf-8")

    answer = run(command, cwd=tmp_path)

    assert (answer.exit_code, answer.stdout) == (CANNOT_RUN, "")
    assert "The folder agreements holds no agreement (no file that ends in .yaml)." in answer.stderr


def test_the_register_is_found_from_a_folder_below_it(folder: Path) -> None:
    below = folder / "memos" / "2021"
    below.mkdir(parents=True)

    assert run("validate", cwd=below).exit_code == FINE
    assert run("validate", "--agreements", "../../agreements", cwd=below).exit_code == FINE


def test_iopctl_alone_shows_its_help_as_a_remark_and_exits_with_2(ask: Ask) -> None:
    answer = ask()

    assert (answer.exit_code, answer.stdout) == (CANNOT_RUN, "")
    assert "Usage:" in answer.stderr
    assert "Exit codes:" in answer.stderr


def test_help_of_every_command_has_examples_that_can_be_typed(ask: Ask) -> None:
    for command in ("validate", "budget", "extend", "due", "list", "show", "value", "memo", "explain"):
        shown = ask(command, "--help").stdout
        examples = [line.strip() for line in shown.splitlines() if line.startswith(f"  iopctl {command}")]

        assert examples
        for example in examples:
            arguments = example.partition(" >")[0].split()[1:]
            # What writes a file, takes a git repository or follows an index series is tried elsewhere.
            writing = {"-o", "--out", "--rev", "--apply", "--propose", "--decide", "--decline", "--assume"}
            known = None if writing & {*arguments} else ask(*arguments)
            assert known is None or known.exit_code in {FINE, PROBLEMS}, example


def test_only_the_answer_goes_to_stdout_also_where_files_are_written(folder: Path) -> None:
    one = run("memo", "ikf", "-o", "ikf.md", cwd=folder)
    every = run("memo", "--all", "--out", "memos", cwd=folder)

    assert (one.exit_code, one.stdout, one.stderr) == (FINE, "", "Wrote ikf.md\n")
    assert (every.exit_code, every.stdout) == (FINE, "")
    assert every.stderr == "Wrote memos/ikf.md\nWrote memos/stadsmission.md\n"


def test_the_problems_are_the_answer_of_validate_and_a_remark_elsewhere(folder: Path) -> None:
    (folder / "agreements" / "ikf.yaml").write_text("format: 1\ntitel: IOP\n", encoding="utf-8")

    validate = run("validate", cwd=folder)
    budget = run("budget", "ikf", cwd=folder)

    assert validate.stderr == ""
    assert "agreements/ikf.yaml:2:1: IOP201" in validate.stdout
    assert budget.stdout == ""
    assert "agreements/ikf.yaml:2:1: IOP201" in budget.stderr


def test_concise_problems_are_one_line_each_and_nothing_else(folder: Path) -> None:
    (folder / "agreements" / "ikf.yaml").write_text("format: 1\ntitel: IOP\n", encoding="utf-8")

    lines = run("validate", "--format", "concise", cwd=folder).stdout.splitlines()

    about_ikf = [line for line in lines if line.startswith("agreements/ikf.yaml")]
    assert len(about_ikf) > 3
    for line in lines:
        assert re.fullmatch(r"agreements/\w+\.yaml:\d+:\d+: IOP\d{3} \S.*", line)
    assert about_ikf == sorted(about_ikf, key=lambda line: [int(number) for number in line.split(":")[1:3]])
    assert lines == about_ikf + [line for line in lines if line.startswith("agreements/stadsmission.yaml")]


def test_the_version_is_the_packages(ask: Ask) -> None:
    from iopctl import __version__

    assert ask("--version").stdout == f"iopctl {__version__}\n"
    assert ask("--version", "list").stdout == f"iopctl {__version__}\n"


def test_python_m_runs_no_code_that_lies_in_the_register(folder: Path) -> None:
    for module in ("yaml", "typer", "pydantic", "msgspec", "json", "re", "decimal", "typing", "stdnum"):
        (folder / f"{module}.py").write_text(f"raise SystemExit('{module}.py was run')\n", encoding="utf-8")
    python = (sys.executable, "-m", "iopctl")

    # With an environment of its own the run is a process of its own.
    answers = [
        run("list", cwd=folder, program=python, env=env) for env in ({"A": "b"}, {"PYTHONSAFEPATH": "1"})
    ]

    assert [(each.exit_code, each.stderr) for each in answers] == [(FINE, "")] * 2


_PATH_AFTERWARDS = """
import os, runpy, sys
sys.path[0] = os.getcwd()
try:
    runpy.run_module("iopctl", run_name="__main__")
finally:
    print(sys.path[0])
"""


def test_python_m_keeps_the_folder_of_iopctl_itself_where_it_is_started_there(folder: Path) -> None:
    program = (sys.executable, "-c", _PATH_AFTERWARDS)

    assert run("--version", cwd=CHECKOUT, program=program).stdout.splitlines()[1] == str(CHECKOUT)
    assert run("--version", cwd=folder, program=program).stdout.splitlines()[1] != str(folder)


def test_the_program_calls_itself_iopctl(ask: Ask) -> None:
    answer = ask("extend", program=AS_INSTALLED)

    assert answer.exit_code == CANNOT_RUN
    assert answer.stderr.startswith("Usage: iopctl extend ")


@pytest.mark.parametrize("option", ["--within", "--remind"])
@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_longest_length_leads_from_no_day_out_of_the_calendar(ask: Ask, option: str, day: str) -> None:
    assert ask("calendar", option, "299y", "--as-of", day).exit_code == FINE


_FAILING = """
import sys
from iopctl import __main__
from iopctl.commands import overview
class Panic(BaseException): pass
def fail(*_, **__): raise {error}
overview.run = fail
__main__.main()
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("ValueError('year 12025 is out of range')", "ValueError: year 12025 is out of range"),
        ("RecursionError", "RecursionError"),
        ("MemoryError", "The memory was not enough for 'iopctl list'"),
        ("Panic('index out of bounds')", "Panic: index out of bounds"),
        ("SystemExit('bye')", "a library ended the run: bye"),
        ("SystemExit(1)", "a library ended the run: 1"),
        ("EOFError", "EOFError"),
    ],
)
def test_what_nobody_foresaw_is_one_sentence_and_never_the_exit_code_of_problems(
    folder: Path, error: str, said: str
) -> None:
    answer = run("list", cwd=folder, program=(sys.executable, "-c", _FAILING.format(error=error)))

    assert (answer.exit_code, answer.stdout) == (CANNOT_RUN, "")
    assert said in answer.stderr
    assert "'iopctl list'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_debug_before_a_command_shows_the_traceback_of_a_fault(folder: Path) -> None:
    program = (sys.executable, "-c", _FAILING.format(error="ValueError('slip')"))

    answer = run("--debug", "list", cwd=folder, program=program)

    assert answer.exit_code == CANNOT_RUN
    assert "Traceback (most recent call last)" in answer.stderr
    assert "ValueError: slip" in answer.stderr


def test_debug_changes_no_answer(folder: Path) -> None:
    for arguments in (["list"], ["--version"], ["budget"], ["budget", "--help"]):
        debugged, plain = run("--debug", *arguments, cwd=folder), run(*arguments, cwd=folder)
        assert (debugged.exit_code, debugged.stdout) == (plain.exit_code, plain.stdout)
        assert debugged.stderr == plain.stderr


def test_an_error_of_the_system_names_its_file(folder: Path) -> None:
    error = "OSError(5, 'Input/output error', 'agreements/ikf.yaml')"

    answer = run("list", cwd=folder, program=(sys.executable, "-c", _FAILING.format(error=error)))

    assert answer.exit_code == CANNOT_RUN
    assert answer.stderr.startswith("Error: agreements/ikf.yaml: Input/output error.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows interrupts a process in another way")
def test_an_interrupt_exits_with_130_and_without_a_traceback(folder: Path) -> None:
    # An answer larger than a pipe holds, of which only the first byte is read: the run waits in the middle.
    process = subprocess.Popen(
        [*_INTERRUPTIBLE, "budget", "ikf", "--years", "2021-2120", "--explain"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdout is not None
    assert process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)

    assert process.returncode == INTERRUPTED
    assert stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_among_the_agreements_is_named_and_nobody_waits_for_it(folder: Path) -> None:
    os.mkfifo(folder / "agreements" / "slow.yaml")

    answer = run("validate", "agreements/slow.yaml", cwd=folder)

    assert answer.exit_code == PROBLEMS
    assert "agreements/slow.yaml:1:1: IOP113 The file cannot be read: it is not a file." in answer.stdout
