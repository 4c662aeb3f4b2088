"""Reports as a CI system takes them: from the command's standard output, and from the summary's page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import builders, running

if TYPE_CHECKING:
    from pathlib import Path

ALIKE = "".join(f"    - dag {number}\n" for number in range(25))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Make a register with one file in which 25 days are no days."""
    folder = tmp_path / "agreements"
    folder.mkdir()
    held = "follow_up:\n  meetings:\n  - kind: möte\n    plural: möten\n    at_least: 1\n"
    text = builders.text(f"{held}    per: calendar year\n    held:\n{ALIKE}")
    (folder / "ikf.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "iopctl", "validate", *arguments],
        cwd=folder,
        env=running.environment(**environment),
        capture_output=True,
        check=False,
    )


def test_on_github_all_problems_stand_in_the_step_summary(broken: Path) -> None:
    """Of the annotations of a step GitHub shows ten."""
    page = broken / "summary.md"
    page.write_text("# Another step\n", encoding="utf-8")

    done = run(broken, "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    summary = page.read_text(encoding="utf-8")

    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.count(b"::error file=agreements/ikf.yaml,line=") == 25
    assert summary.startswith("# Another step\n**25 errors in 1 file.**\n")
    assert summary.count("| agreements/ikf.yaml:") == 25


def test_without_github_there_is_no_summary(broken: Path) -> None:
    done = run(broken, "--format", "github")

    assert done.returncode == 1
    assert [path.name for path in broken.iterdir()] == ["agreements"]


@pytest.mark.parametrize("form", ["gitlab", "sarif", "json"])
def test_a_report_is_json_in_utf_8_and_nothing_else(broken: Path, form: str) -> None:
    done = run(broken, "--format", form, PYTHONIOENCODING="", LC_ALL="C")

    assert json.loads(done.stdout.decode("utf-8"))
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name can be other bytes than text")
@pytest.mark.parametrize("form", ["full", "json", "github", "gitlab", "sarif", "junit"])
def test_a_file_whose_name_is_no_text_is_told_in_every_form(broken: Path, form: str) -> None:
    name = os.fsencode(broken / "agreements") + b"/\xe5.yaml"
    with open(name, "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write(b"- x\n")

    done = run(broken, "--format", form)

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode("utf-8")
