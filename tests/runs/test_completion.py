"""The shell offers the agreements' ids; the protocol is the one that typer's completion scripts speak."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.runs.run import AS_INSTALLED, TELLING_IMPORTS, Result, run


def _complete(typed: str, cwd: Path, program: tuple[str, ...] = AS_INSTALLED) -> Result:
    """Press the tab key in bash after what is typed."""
    env = {
        "_IOPCTL_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    return run(cwd=cwd, env=env, program=program)


@pytest.mark.parametrize("command", ["budget", "extend", "memo"])
@pytest.mark.parametrize(
    ("begun", "offered"), [("", ["ikf", "stadsmission"]), ("s", ["stadsmission"]), ("x", [])]
)
def test_the_ids_that_start_with_what_is_typed_are_offered(
    folder: Path, command: str, begun: str, offered: list[str]
) -> None:
    answer = _complete(f"iopctl {command} {begun}", folder)

    assert (answer.exit_code, answer.stdout.split(), answer.stderr) == (0, offered, "")


def test_the_ids_of_the_folder_that_is_named_are_offered(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    answer = _complete(f"iopctl budget --agreements {folder}/agreements ", elsewhere)

    assert answer.stdout.split() == ["ikf", "stadsmission"]


@pytest.mark.parametrize("typed", ["iopctl budget ", "iopctl budget --agreements nowhere "])
def test_where_there_is_no_register_nothing_is_offered_and_nothing_said(tmp_path: Path, typed: str) -> None:
    answer = _complete(typed, tmp_path)

    assert (answer.exit_code, answer.stdout.strip(), answer.stderr) == (0, "", "")


def test_a_broken_agreement_is_offered_too(folder: Path) -> None:
    (folder / "agreements" / "trasig.yaml").write_bytes(b"\xff")

    assert _complete("iopctl extend t", folder).stdout.split() == ["trasig"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_no_file_name_is_offered_that_could_steer_the_terminal(folder: Path) -> None:
    for name in ("ikf\x1b]0;t\x07", "ikf\nrm", "ikf $(reboot)"):
        (folder / "agreements" / f"{name}.yaml").write_text("format: 1\n", encoding="utf-8")

    assert _complete("iopctl show ik", folder).stdout.split("\n") == ["ikf", ""]


def test_after_debug_ids_are_offered_as_without(folder: Path) -> None:
    assert _complete("iopctl --debug show ik", folder).stdout.split() == ["ikf"]


def test_commands_and_options_are_offered(folder: Path) -> None:
    assert _complete("iopctl b", folder).stdout.split() == ["budget"]
    assert _complete("iopctl budget --ex", folder).stdout.split() == ["--explain"]


def test_completion_reads_no_agreement(folder: Path) -> None:
    answer = _complete("iopctl budget ", folder, TELLING_IMPORTS)

    assert answer.stdout.split() == ["ikf", "stadsmission"]
    # From 0.29 on typer itself imports pydantic for a command's options.
    assert answer.imported & {"yaml", "jinja2", "rich", "babel"} == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_of_each_shell_can_be_shown(folder: Path, shell: str) -> None:
    answer = run(cwd=folder, env={"_IOPCTL_COMPLETE": f"source_{shell}"}, program=AS_INSTALLED)

    assert answer.exit_code == 0
    assert "_IOPCTL_COMPLETE" in answer.stdout
