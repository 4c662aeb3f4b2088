"""The register as it was committed: `--rev` in every command that answers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.gits import commit, git, needs_git, repository
from tests.runs import run as runs
from tests.runs.run import Result, run

pytestmark = needs_git

ANSWERING = (
    ("validate",),
    ("list",),
    ("budget", "ikf", "--year", "2023"),
    ("extend", "stadsmission"),
    ("memo", "ikf"),
)
AS_OF = ("--as-of", "2021-07-13")


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("kept") / "registret")
    runs.register(root)
    commit(root)
    git(root, "tag", "beslut")
    for path in (root / "agreements").glob("*.yaml"):
        path.write_text("format: 1\n", encoding="utf-8")
    return root


@pytest.fixture
def kept(kept_once: Path, tmp_path: Path) -> Path:
    """The real agreements as committed, and as somebody has damaged them since."""
    return shutil.copytree(kept_once, tmp_path / "registret")


def without_commit(answer: Result, short: str) -> str:
    """Give an answer as it would be of the files on the disk."""
    lines = answer.stdout.replace(f"@{short}", "").splitlines()
    return "\n".join(line for line in lines if short not in line).rstrip()


@pytest.mark.parametrize("arguments", ANSWERING, ids=" ".join)
def test_what_was_committed_is_answered_as_if_it_lay_on_the_disk(
    kept: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    short = git(kept, "rev-parse", "--short=7", "HEAD")
    asked = (*arguments, "--as-of", "2021-07-13")
    committed = run(*asked, "--rev", "beslut", cwd=kept)
    there = run(*asked, cwd=runs.register(tmp_path))

    assert run(*asked, cwd=kept).exit_code == 1
    assert (committed.exit_code, committed.stderr) == (there.exit_code, there.stderr) == (0, "")
    # What was committed cannot be changed, and so has no plan of a change.
    without_plan = there.stdout.partition("\nMoney of ")[0]
    expected = [line for line in without_plan.splitlines() if line != "As of 2021-07-13."]
    assert without_commit(committed, short) == "\n".join(expected).rstrip()


@pytest.mark.parametrize(
    "arguments", [each for each in ANSWERING if each[0] not in {"validate", "memo"}], ids=" ".join
)
def test_a_table_says_the_day_and_the_commit_and_json_says_them_in_full(
    kept: Path, arguments: tuple[str, ...]
) -> None:
    full = git(kept, "rev-parse", "HEAD")
    asked = (*arguments, *AS_OF, "--rev", "HEAD")
    note = f"As of 2021-07-13, from the register as committed in {full[:7]}."

    assert run(*asked, cwd=kept).stdout.endswith(f"{note}\n")
    assert run(*asked, "--format", "markdown", cwd=kept).stdout.endswith(f"{note}\n")
    answer = run(*asked, "--format", "json", cwd=kept).json
    assert (answer["as_of"], answer["revision"]) == ("2021-07-13", full)


@pytest.mark.parametrize("command", [("list",), ("budget", "stadsmission", "--year", "2021")], ids=" ".join)
def test_without_a_revision_a_table_says_the_day_where_one_is_named(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = runs.register(tmp_path)

    assert run(*command, *AS_OF, cwd=folder).stdout.endswith("As of 2021-07-13.\n")
    assert "As of" not in run(*command, cwd=folder).stdout
    assert run(*command, "--format", "json", cwd=folder).json["revision"] is None


def test_validate_names_the_commit_also_where_a_file_has_problems(kept: Path) -> None:
    commit(kept)
    full = git(kept, "rev-parse", "HEAD")
    answer = run("validate", "--rev", "HEAD", "--format", "json", cwd=kept)
    budget = run("budget", "ikf", "--rev", "HEAD", "--format", "json", cwd=kept)

    assert (answer.exit_code, budget.exit_code) == (1, 1)
    assert answer.json["revision"] == budget.json["revision"] == full
    assert {each["file"] for each in answer.json["problems"]} == {
        f"agreements/{name}.yaml@{full[:7]}" for name in ("ikf", "stadsmission")
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("extend", "stadsmission", "--apply", "--yes", *AS_OF),
        ("extend", "stadsmission", "--propose", "--yes", *AS_OF),
        ("extend", "stadsmission", "--decide", "2021-07-13", "--yes"),
        ("extend", "stadsmission", "--decline", "2021-07-13", "--yes"),
        ("record", "stadsmission", "--yes", "--meeting", "styrgruppsmöte", "--on", "2021-07-13"),
    ],
    ids=" ".join,
)
def test_what_was_committed_is_not_written_to(kept: Path, arguments: tuple[str, ...]) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")

    answer = run(*arguments, "--rev", "beslut", cwd=kept)

    assert (answer.exit_code, answer.stdout) == (2, "")
    refused = "No such option: --rev" if arguments[0] == "record" else "What was committed cannot be changed."
    assert refused in answer.stderr
    assert git(kept, "status", "--porcelain") == ""


def test_what_makes_a_check_fail_is_what_the_committed_settings_say(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    commit(kept, {"iopctl.toml": 'fail_on = "warning"\n'})
    (kept / "iopctl.toml").write_text('fail_on = "never"\n', encoding="utf-8")

    assert run("validate", *AS_OF, "--rev", "HEAD", cwd=kept).exit_code == 1
    assert run("validate", *AS_OF, "--rev", "beslut", cwd=kept).exit_code == 0


def test_a_memo_ends_with_the_version_of_the_register_that_it_was_made_from(kept: Path) -> None:
    short = git(kept, "rev-parse", "--short=7", "HEAD")
    golden = (runs.CHECKOUT / "tests" / "golden" / "ikf.md").read_text(encoding="utf-8")

    memo, end = run("memo", "ikf", "--rev", "beslut", cwd=kept).stdout.rstrip().rsplit("\n\n", 1)

    assert f"{memo}\n" == golden
    assert f" {short} " in end
    assert "november 2020" in end


def test_memos_of_a_revision_are_written_and_compared_like_others(kept: Path) -> None:
    written = run("memo", "--all", "--out", "memos", "--rev", "beslut", cwd=kept)
    compared = run("memo", "--all", "--check", "memos", "--rev", "beslut", cwd=kept)

    assert (written.exit_code, written.stderr) == (0, "Wrote memos/ikf.md\nWrote memos/stadsmission.md\n")
    assert (compared.exit_code, compared.stdout) == (0, "2 memos, as the files give them now.\n")


def test_templates_are_those_that_were_committed(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    own = '{% extends "shipped/memo/adopt.md.j2" %}\n{% block equality %}\n## Jämlikhet\n{% endblock %}\n'
    commit(kept, {"templates/memo/adopt.md.j2": own})
    (kept / "templates" / "memo" / "adopt.md.j2").write_text("# Inte beslutat\n", encoding="utf-8")

    assert "## Jämlikhet" in run("memo", "ikf", "--rev", "HEAD", cwd=kept).stdout
    assert "## Jämställdhet" in run("memo", "ikf", "--rev", "beslut", cwd=kept).stdout
    assert run("memo", "ikf", cwd=kept).stdout == "# Inte beslutat\n"


@pytest.mark.parametrize("template", ["{{ memo.agrement }}\n", "{% if %}\n", "{% extends 'borta.j2' %}\n"])
def test_a_fault_in_a_committed_template_is_told_of_with_its_commit(kept: Path, template: str) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    short = commit(kept, {"templates/memo/adopt.md.j2": f"# Ärende\n{template}"})[:7]

    answer = run("memo", "ikf", "--rev", "HEAD", cwd=kept)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"templates/memo/adopt.md.j2@{short}:2:1: IOP804" in answer.stderr
    assert f"    2 | {template}" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [(("list",), 0), (("show", "borta"), 2), (("validate", "--format", "json"), 0), (("diff", "--rev"), 0)],
    ids=str,
)
def test_the_temporary_folder_is_gone_whatever_came_of_the_run(
    kept: Path, tmp_path: Path, arguments: tuple[str, ...], exit_code: int
) -> None:
    (tmp_path / "tmp").mkdir()
    asked = arguments if arguments[-1] == "--rev" else (*arguments, "--rev")

    answer = run(
        *asked,
        "beslut..HEAD" if "diff" in asked else "beslut",
        cwd=kept,
        env={"TMPDIR": str(tmp_path / "tmp")},
    )

    assert answer.exit_code == exit_code
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the git that waits is a shell script")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_no_temporary_folder(
    kept: Path, tmp_path: Path, by: signal.Signals
) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "git"
    there = f'case "$*" in *cat-file*) echo > "{tmp_path}/there"; exec sleep 20;; esac'
    script.write_text(f'#!/bin/sh\n{there}\nexec "{shutil.which("git")}" "$@"\n')
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    asked = [*runs.IOPCTL, "list", "--rev", "beslut"]
    env = runs.environment({"TMPDIR": str(tmp_path / "tmp"), "PATH": path}, None)
    with subprocess.Popen(asked, cwd=kept, env=env, stdout=subprocess.DEVNULL, process_group=0) as process:
        while not (tmp_path / "there").exists():
            time.sleep(0.02)
        assert len(list((tmp_path / "tmp").iterdir())) == 1
        os.killpg(process.pid, by)
        process.wait(10)

    assert process.returncode in {130, 128 + by}
    assert list((tmp_path / "tmp").iterdir()) == []


CANNOT = {
    ("list", "--rev", "borta"): "There is no revision 'borta' here.",
    ("list", "--rev", "--output=x"): "There is no revision '--output=x' here.",
    ("list", "--rev=-c"): "There is no revision '-c' here.",
    ("list", "--rev", ""): "There is no revision '' here.",
    ("validate", "--rev", "HEAD..HEAD"): "There is no revision 'HEAD..HEAD' here.",
    ("validate", "agreements", "--rev", "HEAD"): "--rev and paths cannot be used together.",
    ("budget", "ikf", "--rev", "HEAD~1"): "There is no revision 'HEAD~1' here.",
    ("memo", "ifk", "--rev", "HEAD"): "There is no agreement 'ifk' in agreements@",
    ("extend", "ikf", "--rev", "HEAD", "--agreements", "avtal"): "it is not in that revision.",
}


@pytest.mark.parametrize("arguments", CANNOT, ids=" ".join)
def test_what_cannot_be_read_from_git_exits_with_2_and_says_why(
    kept: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(*arguments, cwd=kept)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert CANNOT[arguments] in answer.stderr
    assert not answer.crashed
    assert sorted(path.name for path in kept.iterdir()) == [".git", "agreements"]


def test_outside_git_and_without_git_the_message_says_so(tmp_path: Path) -> None:
    folder = runs.register(tmp_path)

    outside = run("list", "--rev", "HEAD", cwd=folder)
    without = run("list", "--rev", "HEAD", cwd=folder, env={"PATH": ""})

    assert (outside.exit_code, without.exit_code) == (2, 2)
    assert "lies in no git repository." in outside.stderr
    assert "git was not found, and a revision is read with it." in without.stderr


def test_an_answer_of_a_revision_is_the_same_bytes_each_time(kept: Path) -> None:
    asked = ("list", *AS_OF, "--rev", "HEAD", "--format", "json")
    first = run(*asked, cwd=kept)

    assert first.stdout_bytes == run(*asked, cwd=kept).stdout_bytes
    assert json.loads(first.stdout)["result"]["agreements"]


@pytest.mark.parametrize("command", ["validate", "list"])
def test_help_has_examples_of_revisions_that_can_be_typed(kept: Path, command: str) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    commit(kept)
    shown = run(command, "--help", cwd=kept).stdout.splitlines()
    examples = [line.split()[1:] for line in shown if line.startswith("  iopctl") and " --rev " in line]

    assert [run(*arguments, cwd=kept).exit_code for arguments in examples] == [0]
