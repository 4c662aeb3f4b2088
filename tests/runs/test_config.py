from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.runs.run import environment, run

if TYPE_CHECKING:
    from pathlib import Path

# Until further notice, and no notice period: a warning.
WARNED = "term: {starts: 2021-01-01, ends: not stated}\n"


def register(path: Path, settings: str, written: str = "") -> Path:
    """Make a register whose agreements lie in `avtal`."""
    (path / "avtal").mkdir()
    (path / "avtal" / "ikf.yaml").write_text(builders.text(written), encoding="utf-8")
    (path / "iopctl.toml").write_text(settings, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [["validate"], ["list"], ["budget", "ikf", "--year", "2021"], ["memo", "--all", "--check", "memos"]],
)
def test_every_command_takes_the_folder_from_the_settings(tmp_path: Path, command: list[str]) -> None:
    for name in ("under", "memos", "under/memos"):
        (tmp_path / name).mkdir()
    register(tmp_path, 'agreements = "avtal"\n')

    assert run(*command, cwd=tmp_path).exit_code == 0
    assert run(*command, cwd=tmp_path / "under").exit_code == 0


def test_the_command_line_wins_over_the_folder_of_the_settings(tmp_path: Path) -> None:
    register(tmp_path, 'agreements = "avtal"\n')
    (tmp_path / "andra").mkdir()
    (tmp_path / "andra" / "lyktan.yaml").write_text(builders.text(""), encoding="utf-8")

    done = run("list", "--format", "csv", "--agreements", "andra", cwd=tmp_path)

    assert "lyktan" in done.stdout
    assert "ikf" not in done.stdout


@pytest.mark.parametrize(
    ("settings", "options", "code"),
    [
        ("", [], 0),
        ('fail_on = "warning"', [], 1),
        ('fail_on = "warning"', ["--fail-on", "error"], 0),
        ('fail_on = "warning"', ["avtal/ikf.yaml"], 1),
        ('fail_on = "warning"', ["--agreements", "avtal"], 1),
        ('fail_on = "never"', ["--fail-on", "warning"], 1),
    ],
)
def test_a_check_fails_as_the_settings_say_unless_the_command_line_says_otherwise(
    tmp_path: Path, settings: str, options: list[str], code: int
) -> None:
    register(tmp_path, f'agreements = "avtal"\n{settings}\n', WARNED)

    assert run("validate", *options, cwd=tmp_path).exit_code == code


@pytest.mark.parametrize(
    "command", [["validate"], ["list"], ["budget", "ikf"], ["extend", "ikf"], ["memo", "ikf"], ["new", "ny"]]
)
def test_settings_that_cannot_be_read_stop_every_command_with_one_message(
    tmp_path: Path, command: list[str]
) -> None:
    register(tmp_path, 'agrements = "avtal"\n')

    done = run(*command, cwd=tmp_path)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: iopctl.toml:1:1: ")
    assert done.stderr.endswith("Did you mean 'agreements'?\n")


def completed(folder: Path, line: str) -> str:
    """Ask as bash does what could stand at the end of a line."""
    words = len(line.split(" "))
    asked = environment(
        {"_IOPCTL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(words - 1)}
    )
    script = "import sys; sys.argv = ['iopctl']; from iopctl import cli; cli.app(prog_name='iopctl')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=asked,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def test_the_shell_completes_the_ids_of_the_folder_of_the_settings(tmp_path: Path) -> None:
    register(tmp_path, 'agreements = "avtal"\n')

    assert completed(tmp_path, "iopctl budget i").split() == ["ikf"]


def test_the_shell_completes_nothing_and_says_nothing_where_the_settings_cannot_be_read(
    tmp_path: Path,
) -> None:
    register(tmp_path, "x")

    assert completed(tmp_path, "iopctl budget i").strip() == ""


def test_finding_the_register_needs_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    register(tmp_path, 'agreements = "avtal"\n')
    script = (
        "import sys; from pathlib import Path; from iopctl.source import folder;"
        "folder.find(None, Path.cwd()).ids();"
        "print(sorted({'pydantic', 'yaml', 'typer'} & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.stdout, done.stderr) == (f"[]{os.linesep}".replace("\r\n", "\n"), "")
