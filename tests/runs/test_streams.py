"""What a run writes does not depend on where it is run, except that a terminal's width is kept to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, IOPCTL, Result, environment, in_terminal, register, run

# What the commands do is measured by their own tests.
pytestmark = pytest.mark.unmeasured

EVERY_ANSWER = [
    ("list", "--as-of", "2021-07-13"),
    ("validate",),
    ("budget", "ikf", "--year", "2023", "--as-of", "2024-01-01", "--explain"),
    ("extend", "stadsmission", "--as-of", "2022-02-01"),
    ("memo", "ikf"),
    ("budget", "stadsmission", "--years", "2021-2025", "--format", "csv"),
    ("list", "--as-of", "2021-07-13", "--format", "json"),
]
only_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither such pipes nor such terminals"
)


# --- pipes


def _start(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*IOPCTL, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@only_posix
def test_a_reader_that_has_seen_enough_of_a_long_answer_meets_no_complaint(folder: Path) -> None:
    long = ("budget", "ikf", "--years", "2021-2120", "--explain")
    assert len(run(*long, cwd=folder).stdout_bytes) > 200_000
    process = _start(*long, cwd=folder)
    assert process.stdout is not None
    assert process.stderr is not None

    head = process.stdout.readline()
    process.stdout.close()
    remarks = process.stderr.read()
    process.stderr.close()

    assert process.wait(20) == 0
    assert head.decode().startswith("Idéburet offentligt partnerskap")
    assert remarks == b""


@only_posix
@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("list",), 0),
        (("memo", "ikf"), 0),
        (("extend", "ikf"), 1),
        (("budget", "stadsmission", "--years", "2021-2025"), 1),
        (("--help",), 0),
        (("--version",), 0),
    ],
    ids=str,
)
def test_a_reader_that_has_gone_before_the_first_line_changes_no_exit_code(
    folder: Path, arguments: tuple[str, ...], exit_code: int
) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*IOPCTL, *arguments],
        cwd=folder,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
        encoding="utf-8",
    )
    os.close(writing)

    assert done.returncode == exit_code
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@only_posix
@pytest.mark.parametrize("arguments", [("list",), ("memo", "ikf"), ("--help",), ("--version",)], ids=" ".join)
def test_a_closed_standard_output_gives_no_traceback(folder: Path, arguments: tuple[str, ...]) -> None:
    answer = _through_shell('"$@" >&-', *arguments, cwd=folder)

    assert not answer.crashed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [("list",), ("memo", "ikf"), ("--help",), ("--version",)], ids=str)
def test_a_full_disk_is_said_in_one_sentence_and_cannot_be_taken_for_an_answer(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    answer = _through_shell('"$@" >/dev/full', *arguments, cwd=folder)

    assert answer.exit_code == 2
    assert not answer.crashed
    assert "No space left on device" in answer.stderr


def _through_shell(line: str, *arguments: str, cwd: Path) -> Result:
    done = subprocess.run(
        ["sh", "-c", line, "sh", *IOPCTL, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


# --- the same bytes everywhere

MACHINES: list[dict[str, str]] = [
    {"COLUMNS": "40", "TERM": "dumb", "LANG": "sv_SE.UTF-8", "NO_COLOR": "1"},
    {"COLUMNS": "300", "TERM": "xterm-256color", "LC_ALL": "C", "PYTHONHASHSEED": "1", "FORCE_COLOR": "1"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"},
]


@pytest.mark.parametrize("arguments", EVERY_ANSWER, ids=" ".join)
def test_the_same_question_gives_the_same_bytes_on_every_machine(
    ask: Ask, folder: Path, arguments: tuple[str, ...]
) -> None:
    usual = ask(*arguments)

    assert usual.stdout
    for machine in MACHINES:
        answer = run(*arguments, cwd=folder, env=machine)
        assert (answer.stdout_bytes, answer.stderr_bytes) == (usual.stdout_bytes, usual.stderr_bytes), machine


def test_a_register_deep_in_the_tree_gives_the_same_bytes(ask: Ask, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(f"en djup mapp med ett långt namn {level}" for level in range(5)))
    deep.mkdir(parents=True)
    register(deep)

    for arguments in EVERY_ANSWER[1:4]:
        assert run(*arguments, cwd=deep).stdout_bytes == ask(*arguments).stdout_bytes


@pytest.mark.parametrize("arguments", EVERY_ANSWER, ids=" ".join)
def test_an_answer_is_utf_8_with_bare_line_ends_no_colour_and_no_space_at_line_ends(
    ask: Ask, arguments: tuple[str, ...]
) -> None:
    answer = ask(*arguments).stdout_bytes

    text = answer.decode("utf-8")
    if "csv" in arguments:
        # Excel asks for carriage returns.
        text = text.replace("\r\n", "\n")
    assert "\r" not in text
    assert "\x1b" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


def test_a_written_memo_is_the_very_bytes_that_are_printed(ask: Ask, folder: Path) -> None:
    assert (
        run("memo", "ikf", "-o", "ikf.md", cwd=folder, env={"LC_ALL": "C", "PYTHONUTF8": "0"}).exit_code == 0
    )

    assert (folder / "ikf.md").read_bytes() == ask("memo", "ikf").stdout_bytes


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", b"664?800 kronor"), ("latin-1", b"664\xa0800 kronor")]
)
def test_an_encoding_that_lacks_a_letter_gets_a_question_mark_and_no_traceback(
    folder: Path, encoding: str, shown: bytes
) -> None:
    answer = run("memo", "ikf", cwd=folder, env={"PYTHONIOENCODING": encoding})

    assert (answer.exit_code, answer.stderr_bytes) == (0, b"")
    assert shown in answer.stdout_bytes.replace(b"?kronor", b" kronor").replace(b"\xa0kronor", b" kronor")
    assert "överenskommelse om IOP – IKF".encode(encoding, "replace") in answer.stdout_bytes


def test_every_problem_can_be_said_in_ascii(folder: Path) -> None:
    (folder / "agreements" / "ikf.yaml").write_text(
        "format: 1\ntitle: 漢字\nföräldrar: ja\n", encoding="utf-8"
    )

    for env in (
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        for command in ("validate", "list"):
            answer = run(command, cwd=folder, env=env)

            assert answer.exit_code == 1
            assert not answer.crashed
            assert b"agreements/ikf.yaml" in answer.stdout_bytes + answer.stderr_bytes


# --- terminals

WIDTHS = (40, 80, 120)
BROKEN = """\
format: 1
title: En rubrik som är så lång att ingen terminal rymmer den, varken med fyrtio eller med åttio kolumner
purpose: "Text, så lång att den inte heller får plats, och till sist kommer det som är fel", fel
term: {starts: 2021-13-01, ends: until further notice, detta_ord_finns_inte: ja}
"""
BROKEN_VALUES = """\
format: 1
title: En rubrik som är så lång att ingen terminal rymmer den, varken med fyrtio eller med åttio kolumner
term: {starts: 2021-13-01, ends: until further notice, detta_ord_finns_inte: ja}
"""


@only_posix
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "--as-of", "2021-07-13"),
        ("budget", "ikf", "--year", "2023"),
        ("budget", "stadsmission", "--years", "2021-2025"),
        ("extend", "stadsmission"),
        ("extend", "stadsmission", "--as-of", "2021-07-13"),
        ("validate",),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(folder: Path, arguments: tuple[str, ...], columns: int) -> None:
    shown = in_terminal(*arguments, cwd=folder, columns=columns)

    assert shown.stdout.strip()
    assert _too_wide(shown, columns) == []
    assert not shown.crashed


@only_posix
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("content", [BROKEN, BROKEN_VALUES], ids=["not YAML", "wrong values"])
def test_no_line_of_a_problem_is_wider_than_the_terminal(folder: Path, content: str, columns: int) -> None:
    (folder / "agreements" / "ikf.yaml").write_text(content, encoding="utf-8")

    shown = in_terminal("validate", cwd=folder, columns=columns)

    assert shown.exit_code == 1
    assert "agreements/ikf.yaml:" in shown.stdout
    assert "^" in shown.stdout
    assert _too_wide(shown, columns) == []


def _too_wide(shown: Result, columns: int) -> list[str]:
    # What turns colour on and off takes no room.
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown.stdout)
    return [line for line in plain.splitlines() if _columns(line) > columns]


def _columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)


@only_posix
@pytest.mark.parametrize("columns", WIDTHS)
def test_nothing_is_lost_where_a_table_does_not_fit(folder: Path, columns: int) -> None:
    arguments = ("budget", "stadsmission", "--years", "2021-2024")

    shown = in_terminal(*arguments, cwd=folder, columns=columns).stdout

    words = "".join(letter for letter in shown if letter.isalnum())
    for must_stay in ("LinköpingsStadsmission", "minst2080500", "1100000", "committed", "optional", "2024"):
        assert must_stay in words


@only_posix
def test_a_table_that_fits_is_the_same_in_a_terminal_as_in_a_file(ask: Ask, folder: Path) -> None:
    arguments = ("budget", "ikf", "--year", "2021", "--as-of", "2022-01-01")

    shown = in_terminal(*arguments, cwd=folder, columns=200)

    assert shown.stdout == ask(*arguments).stdout


@only_posix
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_none_is_wanted(folder: Path, env: dict[str, str]) -> None:
    (folder / "agreements" / "ikf.yaml").write_text(BROKEN_VALUES, encoding="utf-8")

    for arguments in (("list",), ("validate",), ("extend", "stadsmission")):
        assert "\x1b" not in in_terminal(*arguments, cwd=folder, columns=60, env=env).stdout


@only_posix
def test_a_terminal_that_knows_only_ascii_gets_question_marks(folder: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    shown = in_terminal("budget", "ikf", "--year", "2021", cwd=folder, columns=100, env=env)

    assert shown.exit_code == 0
    assert shown.stdout_bytes.isascii()
    assert not shown.crashed


# What a quoted YAML text may hold: what clears a screen, rings, goes back, ends a line, turns text round.
STEERING = r"\e[2J \x9b2J \a \b \r \N \L \u202e"


@pytest.mark.parametrize(
    "arguments", [("list",), ("budget", "ikf", "--year", "2021"), ("memo", "ikf")], ids=" ".join
)
def test_what_stands_in_a_file_cannot_steer_the_terminal(folder: Path, arguments: tuple[str, ...]) -> None:
    file = folder / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("short_name: IKF", f'short_name: "I{STEERING}KF"'), encoding="utf-8")

    assert _steering(run(*arguments, cwd=folder)) == ""


def test_what_stands_in_a_broken_file_cannot_steer_the_terminal(folder: Path) -> None:
    text = f'format: 1\n"a{STEERING}\\nb": x\n'
    (folder / "agreements" / "ikf.yaml").write_text(text, encoding="utf-8")

    answer = run("validate", "--format", "concise", cwd=folder)

    assert answer.exit_code == 1
    assert _steering(answer) == ""
    lines = answer.stdout.split("\n")[:-1]
    assert lines[0].startswith("agreements/ikf.yaml:2:1: IOP")
    assert [line for line in lines if not line.startswith("agreements/")] == []


def _steering(answer: Result) -> str:
    """Give the characters that are neither seen nor an ordinary end of line."""
    kinds = {"Cc", "Cf", "Zl", "Zp"}
    written = (answer.stdout + answer.stderr).replace("\n", "")
    return "".join(sorted({letter for letter in written if unicodedata.category(letter) in kinds}))


def test_a_name_of_two_lines_keeps_to_its_row(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name: Familjepedagog", 'name: "Familje\\npedagog"'), encoding="utf-8")

    shown = run("budget", "ikf", "--year", "2021", cwd=folder).stdout

    (row,) = [line for line in shown.splitlines() if "Familje" in line]
    assert "212\N{NO-BREAK SPACE}000" in row


# What a file's name or an argument may hold; a value holds no control character but line breaks (IOP111).
_RAW = "x\n\n::error::forged\n##[error]forged\nTotal 999\x1b]0;t\x07"
_FORGED = r"x\n\n::error::forged\n##[error]forged\nTotal 999"
_FREE = re.compile(
    r"^( *(?:- )?(?:title|name|short_name|administration|clause|note|covers): )[^#\n]*", re.MULTILINE
)


@pytest.fixture(scope="module")
def forging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every text that anybody can write tries to forge lines."""
    folder = register(tmp_path_factory.mktemp("forging"))
    complete = (CHECKOUT / "docs" / "examples" / "complete.yaml").read_text(encoding="utf-8")
    forged = _FREE.sub(lambda line: f'{line[1]}"{_FORGED}" ', complete)
    assert forged.count("forged") > 40
    (folder / "agreements" / "complete.yaml").write_text(forged, encoding="utf-8")
    (folder / "agreements" / f"{_RAW.replace('/', '')}.yaml").write_text("format: 1\n", encoding="utf-8")
    return folder


@only_posix
@pytest.mark.parametrize("form", ["table", "markdown", "json"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "complete"),
        ("budget", "complete", "--year", "2023", "--explain"),
        ("budget", "complete", "--year", "2023", "--by", "party"),
        ("budget", "complete", "--years", "2022-2024"),
        ("budget", "--all", "--years", "2022-2024"),
        ("payments", "complete", "--year", "2023", "--explain"),
        ("value", "complete", "--explain"),
        ("extend", "complete", "--as-of", "2023-10-01"),
        ("due",),
        ("diff", "agreements/ikf.yaml", "agreements/complete.yaml"),
        ("index",),
    ],
    ids=" ".join,
)
def test_no_value_and_no_name_of_a_file_forges_a_line(
    forging: Path, arguments: tuple[str, ...], form: str
) -> None:
    _forges_nothing(run(*arguments, "--format", form, "--as-of", "2023-03-01", cwd=forging))


@only_posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("validate",),
        ("validate", "--format", "concise"),
        ("validate", "--format", "gitlab"),
        ("validate", "--format", "sarif"),
        ("validate", "--format", "junit"),
        ("calendar",),
        ("memo", "complete"),
        ("memo", "--all", "--check", "."),
        ("show", _RAW),
        ("memo", "ikf", "--matter", _RAW),
        ("memo", "ikf", "--profile", _RAW),
        ("memo", "ikf", "--check", _RAW),
        ("list", "--where", f"board={_RAW}"),
        ("list", "--where", _RAW),
        ("list", "--format", _RAW),
        ("list", "--as-of", _RAW),
        ("list", "--agreements", _RAW),
        ("list", f"--{_RAW}"),
        ("list", "-o", f"{_RAW}/list.csv"),
        ("explain", _RAW),
        ("due", "--board", _RAW),
        ("record", "complete", "--on", "2023-03-01", "--meeting", _RAW),
        ("template", "check", _RAW),
        (_RAW,),
    ],
    ids=lambda arguments: " ".join(arguments).replace(_RAW, "RAW"),
)
def test_no_argument_and_no_check_forges_a_line(forging: Path, arguments: tuple[str, ...]) -> None:
    _forges_nothing(run(*arguments, cwd=forging))


@only_posix
def test_a_workflow_command_is_ours_and_names_what_is_wrong(forging: Path) -> None:
    lines = run("validate", "--format", "github", cwd=forging).stdout.split("\n")[:-1]

    assert all(re.match(r"::(?:error|warning) file=agreements/", line) for line in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("key", ["profile", "agreements", "fail_on"])
def test_no_setting_forges_a_line(folder: Path, key: str) -> None:
    (folder / "iopctl.toml").write_text(rf'{key} = "{_FORGED}\u001b]0;t\u0007"', encoding="utf-8")

    for command in (("memo", "ikf"), ("list",), ("validate",)):
        _forges_nothing(run(*command, cwd=folder))


def _forges_nothing(answer: Result) -> None:
    said = answer.stdout + answer.stderr
    assert "failed" not in answer.stderr
    assert answer.exit_code in {0, 1, 2}
    lines = said.replace("\r\n", "\n").split("\n")
    assert [line for line in lines if line.strip().startswith(("::", "Total 999"))] == []
    assert "##[" not in said
    assert {letter for letter in said if unicodedata.category(letter) in {"Cc", "Zl", "Zp"}} <= {"\n", "\r"}
