"""Every command of the files that users copy is run as it stands there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

from iopctl.commands import init
from iopctl.source import shipped
from tests.gits import commit, git, needs_git, repository
from tests.runs.run import CHECKOUT, environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell")

GITHUB = CHECKOUT / "docs" / "ci" / "github.yml"
GITLAB = CHECKOUT / "docs" / "ci" / "gitlab-ci.yml"
HOOKS = CHECKOUT / ".pre-commit-hooks.yaml"
REPORT = "gl-code-quality-report.json"


def load(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def github() -> dict[str, str]:
    """Give the commands of the workflow, by what they do."""
    steps = [step["run"] for step in load(GITHUB)["jobs"]["register"]["steps"] if "run" in step]
    return dict(zip(["install", "validate", "templates", "memos", "diff", "due"], steps, strict=True))


def gitlab() -> dict[str, str]:
    """Give the commands of the jobs, each as the one script that a runner makes of them."""
    jobs = load(GITLAB)
    return {
        "install": "\n".join(jobs[".iopctl"]["before_script"]),
        "validate": "\n".join(jobs["agreements"]["script"]),
        "templates": jobs["memos"]["script"][0],
        "memos": "\n".join(jobs["memos"]["script"][1:]),
        "due": "\n".join(jobs["due"]["script"]),
    }


def hooks() -> dict[str, str]:
    """Give the commands of the hooks, as pre-commit puts them together."""
    by_id = {hook["id"]: hook for hook in load(HOOKS)}
    lines = {
        name: shlex.join([*shlex.split(hook["entry"]), *hook.get("args", [])]) for name, hook in by_id.items()
    }
    return {
        "validate": lines["iopctl-validate"],
        "templates": lines["iopctl-templates"],
        "memos": lines["iopctl-memos"],
    }


Commands: TypeAlias = Callable[[], dict[str, str]]
SYSTEMS: dict[str, Commands] = {"github": github, "gitlab": gitlab, "pre-commit": hooks}


def each_script(*names: str) -> pytest.MarkDecorator:
    """Try what the systems run under these names: what several of them run alike, once."""
    scripts = {commands()[name] for commands in SYSTEMS.values() for name in names}
    return pytest.mark.parametrize("script", sorted(scripts))


MEMOS = "iopctl memo --all --check memos"


class Register:
    """A register as `iopctl init` makes it, and a shell in it that finds iopctl."""

    def __init__(self, path: Path) -> None:
        self.path = path / "register"
        self._environment = _on_path(path / "bin")
        init.run(self.path, "none", date(2026, 11, 28))

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script; the first command that fails ends it, as on both systems."""
        return subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=self.path,
            env=self._environment | variables,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def change(self, old: str, new: str) -> None:
        """Change the example."""
        example = self.path / "agreements" / "exempel.yaml"
        text = example.read_text(encoding="utf-8")
        assert old in text
        example.write_text(text.replace(old, new), encoding="utf-8")


def _on_path(folder: Path) -> dict[str, str]:
    """Put iopctl, and a pip that only says what it was asked for, first on the path of a shell."""
    folder.mkdir()
    for name, script in (("iopctl", f'exec "{sys.executable}" -m iopctl "$@"'), ("pip", 'echo "pip $*"')):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return environment({"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"})


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


@pytest.mark.parametrize(("path", "name"), [(GITHUB, "github.yml"), (GITLAB, "gitlab-ci.yml")])
def test_the_files_to_copy_are_those_that_init_writes(path: Path, name: str) -> None:
    assert path.read_text(encoding="utf-8") == shipped.starter(name)


def test_every_system_compares_the_memos_in_the_same_way() -> None:
    assert {commands()["memos"] for commands in SYSTEMS.values()} == {MEMOS}


@each_script("validate", "templates", "memos")
def test_a_new_register_passes(register: Register, script: str) -> None:
    done = register.run(script)

    assert done.returncode == 0, done.stdout + done.stderr


@each_script("validate")
def test_a_broken_file_fails_the_check(register: Register, script: str) -> None:
    register.change("role: civil", "role: cvil")

    done = register.run(script)

    assert done.returncode == 1
    assert "IOP204" in done.stdout


@each_script("templates")
def test_a_template_at_fault_fails_its_check_where_no_memo_meets_it(register: Register, script: str) -> None:
    own = register.path / "templates" / "memo" / "end.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "shipped/memo/end.md.j2" %}{% block plans %}{{ memo.plan }}{% endblock %}')

    done = register.run(script)

    assert done.returncode == 1
    assert "IOP804" in done.stdout


@each_script("validate")
def test_a_stale_memo_fails_the_comparison_and_not_the_check(register: Register, script: str) -> None:
    register.change("600 000", "700 000")

    assert register.run(script).returncode == 0
    done = register.run(MEMOS)
    assert done.returncode == 1
    assert "+| Kontant bidrag" in done.stdout


def test_a_memo_that_is_missing_fails_the_comparison(register: Register) -> None:
    (register.path / "memos" / "exempel.md").unlink()

    assert register.run(MEMOS).returncode == 1


@each_script("validate", "memos")
def test_an_agreement_without_a_matter_fails_nothing(register: Register, script: str) -> None:
    text = (register.path / "agreements" / "exempel.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^matters:.*", "", text, flags=re.MULTILINE | re.DOTALL).replace("KS 2024-118", "KS 1")
    (register.path / "agreements" / "ny.yaml").write_text(without, encoding="utf-8")

    assert register.run(script).returncode == 0


@pytest.mark.parametrize("commands", [github, gitlab], ids=["github", "gitlab"])
def test_what_is_due_within_a_month_fails_the_morning(register: Register, commands: Commands) -> None:
    asked = commands()["due"] + " --as-of "
    example = (register.path / "agreements" / "exempel.yaml").read_text(encoding="utf-8")
    assert "ends: 2026-12-31" in example
    assert "no_later_than: 3 months before the end" in example
    # Nothing is late from before the day on which `init` ran.
    settings = register.path / "iopctl.toml"
    stated = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(r"(?m)^tracked_from = .*", "tracked_from = 2026-01-01", stated), encoding="utf-8"
    )

    assert register.run(asked + "2026-08-30").returncode == 0
    assert register.run(asked + "2026-08-31").returncode == 1
    assert "2026-09-30" in register.run(asked + "2026-08-31").stdout


def test_the_morning_is_asked_without_a_commit() -> None:
    workflow, job = load(GITHUB), load(GITLAB)["due"]
    # YAML takes the key `on` for a boolean.
    (schedule,) = workflow[True]["schedule"]

    assert schedule == {"cron": "17 4 * * 1-5"}
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


@each_script("validate", "memos")
def test_a_register_that_cannot_be_found_fails_every_check(register: Register, script: str) -> None:
    (register.path / "iopctl.toml").write_text("agreements = 3\n")

    assert register.run(script).returncode == 2


@pytest.mark.parametrize("commands", [github, gitlab], ids=["github", "gitlab"])
def test_iopctl_is_installed_from_where_the_variable_says(register: Register, commands: Commands) -> None:
    done = register.run(commands()["install"], IOPCTL_SOURCE="git+https://git.example.se/iopctl.git@v1.0")

    assert (done.returncode, done.stdout) == (0, "pip install git+https://git.example.se/iopctl.git@v1.0\n")


@pytest.mark.parametrize("commands", [github, gitlab], ids=["github", "gitlab"])
@pytest.mark.parametrize("unset", [{}, {"IOPCTL_SOURCE": ""}], ids=["unset", "empty"])
def test_without_the_variable_nothing_of_that_name_is_fetched_from_anywhere(
    register: Register, commands: Commands, unset: dict[str, str]
) -> None:
    done = register.run(commands()["install"], **unset)

    assert done.returncode != 0
    assert done.stdout == ""
    assert "set this variable to where iopctl is installed from" in done.stderr


def test_the_workflow_takes_the_variable_from_the_repository() -> None:
    job = load(GITHUB)["jobs"]["register"]

    assert job["env"] == {"IOPCTL_SOURCE": "${{ vars.IOPCTL_SOURCE }}"}


def test_github_shows_a_problem_at_its_line_and_on_the_page_of_the_job(register: Register) -> None:
    register.change("role: civil", "role: cvil")
    page = register.path / "summary.md"

    done = register.run(github()["validate"], GITHUB_STEP_SUMMARY=str(page))

    assert done.stdout.startswith("::error file=agreements/exempel.yaml,line=17,")
    assert "IOP204" in page.read_text(encoding="utf-8")


def test_gitlab_gets_its_report_from_where_the_job_says_and_the_log_shows_the_problem(
    register: Register,
) -> None:
    register.change("role: civil", "role: cvil")
    job = load(GITLAB)["agreements"]

    done = register.run(gitlab()["validate"])
    (entry,) = json.loads((register.path / REPORT).read_text(encoding="utf-8"))

    assert job["artifacts"] == {"when": "always", "reports": {"codequality": REPORT}}
    assert entry["location"]["path"] == "agreements/exempel.yaml"
    assert "agreements/exempel.yaml:17:" in done.stdout


def test_both_jobs_of_gitlab_install_iopctl_first() -> None:
    jobs = load(GITLAB)

    assert {jobs["agreements"]["extends"], jobs["memos"]["extends"]} == {".iopctl"}


def test_the_hooks_look_at_the_whole_register_whenever_a_part_of_it_changes() -> None:
    by_id = {hook["id"]: hook for hook in load(HOOKS)}
    validate, memos = by_id["iopctl-validate"], by_id["iopctl-memos"]

    assert not validate["pass_filenames"]
    assert not memos["pass_filenames"]
    assert all(
        re.search(validate["files"], name) for name in ("agreements/ikf.yaml", "avtal/a.yml", "iopctl.toml")
    )
    assert all(
        re.search(memos["files"], name)
        for name in ("agreements/ikf.yaml", "memos/ikf.md", "templates/memo/memo.md.j2", "iopctl.toml")
    )
    assert not re.search(validate["files"], "memos/ikf.md")
    assert re.search(by_id["iopctl-templates"]["files"], "templates/memo/memo.md.j2")


@needs_git
def test_the_page_of_a_job_shows_what_a_pull_request_changes(register: Register, tmp_path: Path) -> None:
    repository(register.path)
    commit(register.path)
    git(register.path, "checkout", "--quiet", "-b", "dyrare")
    register.change("600 000", "700 000")
    commit(register.path)
    git(register.path, "checkout", "--quiet", "main")
    commit(register.path, {"anteckningar.md": "Annat som hände under tiden.\n"})
    git(register.path, "merge", "--quiet", "--no-ff", "--message", "Slå ihop", "dyrare")
    page = tmp_path / "page.md"

    done = register.run(github()["diff"], GITHUB_STEP_SUMMARY=str(page))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "+100\u00a0000" in page.read_text(encoding="utf-8")
    assert "### exempel – " in page.read_text(encoding="utf-8")
