"""What nobody foresaw is one sentence that names the command and the file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from iopctl import bugs
from iopctl.problem import IopctlError, Kind
from tests.runs.run import register, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return register(tmp_path)


def test_the_innermost_file_is_named() -> None:
    with pytest.raises(ValueError, match="slip") as caught, bugs.noted("list.yaml"), bugs.noted("ikf.yaml"):
        raise ValueError("slip")

    said = bugs.sentence(caught.value, ["list", "--sort", "end"])
    assert said.startswith("Error: 'iopctl list --sort end' failed at ikf.yaml: ValueError: slip.\n")
    assert "report it" in said


def test_a_sentence_for_the_user_is_noted_nowhere() -> None:
    with pytest.raises(IopctlError) as caught, bugs.noted("ikf.yaml"):
        raise IopctlError(Kind("", "Not so."))

    assert bugs.file_of(caught.value) == ""


def test_an_error_of_the_system_names_both_files_it_is_about() -> None:
    error = OSError(18, "Invalid cross-device link", "a.yaml", None, "b.yaml")

    assert bugs.sentence(error, ["new"]) == (
        "Error: a.yaml → b.yaml: Invalid cross-device link.\n"
        "Check that it is there, and that you may read it.\n"
    )


def test_what_failed_forges_no_line_of_a_log() -> None:
    forged = "x\n::error::forged\x1b]0;t\x07"
    error = ValueError(forged)
    bugs.note(error, forged)

    for each in (error, MemoryError(), OSError(2, "No such file or directory", forged)):
        said = bugs.sentence(each, ["show", forged])
        assert all(
            line.startswith(("Error: ", "This is a fault", "Check that")) for line in said.splitlines()
        )
        assert "\x1b" not in said


def test_a_long_command_and_a_long_reason_are_cut() -> None:
    said = bugs.sentence(ValueError("x" * 10_000), ["show", "y" * 10_000])

    assert len(said) < 700


_FAILING_AT_ONE_FILE = """
from iopctl import __main__, register
checked = register.checked
def failing(path, *arguments, **options):
    return 1 // 0 if path.stem == "stadsmission" else checked(path, *arguments, **options)
register.checked = failing
__main__.main()
"""


@pytest.mark.parametrize("command", ["validate", "list", "budget --all"])
def test_the_file_is_named_whatever_command_works_on_it(folder: Path, command: str) -> None:
    answer = run(*command.split(), cwd=folder, program=(sys.executable, "-c", _FAILING_AT_ONE_FILE))

    assert answer.exit_code == 2
    assert f"'iopctl {command}' failed at agreements/stadsmission.yaml: ZeroDivisionError" in answer.stderr
