from __future__ import annotations

import os
import re
import shlex
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from iopctl.commands import init
from iopctl.source import shipped
from tests.runs.run import files_in, run

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    ".gitattributes",
    "README.md",
    "agreements/agreement.schema.json",
    "agreements/exempel.yaml",
    "iopctl.toml",
    "memos/exempel.md",
]
CI_FILES = {"github": ".github/workflows/iopctl.yml", "gitlab": ".gitlab-ci.yml"}


def test_a_register_is_made_in_a_new_folder_and_its_files_are_named(tmp_path: Path) -> None:
    done = run("init", "partnerskap", cwd=tmp_path)

    assert (done.exit_code, done.stderr) == (0, "")
    assert list(files_in(tmp_path / "partnerskap")) == FILES
    assert done.stdout.startswith("Made a register in partnerskap:\n")
    assert all(f"  {name}\n" in done.stdout for name in FILES)
    assert "Next, in partnerskap:\n  iopctl validate " in done.stdout


def test_a_register_is_made_where_one_stands(tmp_path: Path) -> None:
    done = run("init", cwd=tmp_path)

    assert done.exit_code == 0
    assert list(files_in(tmp_path)) == FILES


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_the_checks_of_a_ci_system_are_added_where_it_looks_for_them(tmp_path: Path, ci: str) -> None:
    done = run("init", "--ci", ci, cwd=tmp_path)

    assert sorted([*FILES, CI_FILES[ci]]) == list(files_in(tmp_path))
    assert f"{CI_FILES[ci]} says at its top which variable to set first.\n" in done.stdout


@pytest.mark.parametrize("ci", ["github", "gitlab"])
@pytest.mark.parametrize("cwd", [".", "nämnd & bolag/it's"])
def test_in_a_folder_of_a_repository_the_file_lies_where_the_service_reads_it(
    tmp_path: Path, ci: str, cwd: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "nämnd & bolag" / "it's" / "reg").mkdir(parents=True)
    there = tmp_path / "nämnd & bolag" / "it's" / "reg"

    done = run("init", str(there.relative_to(tmp_path / cwd)), "--ci", ci, cwd=tmp_path / cwd)

    made = files_in(tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert CI_FILES[ci] in made
    assert sorted(made) == sorted([CI_FILES[ci], *(f"nämnd & bolag/it's/reg/{name}" for name in FILES)])
    assert f"../../../{CI_FILES[ci]} says at its top which variable to set first.\n" in done.stdout
    file = yaml.safe_load(made[CI_FILES[ci]])
    if ci == "github":
        assert file["defaults"] == {"run": {"working-directory": "nämnd & bolag/it's/reg"}}
        assert file["jobs"]["register"]["steps"][2]["working-directory"] == "${{ github.workspace }}"
    else:
        assert shlex.split(file[".iopctl"]["before_script"][-1]) == ["cd", "nämnd & bolag/it's/reg"]
        assert '> "$CI_PROJECT_DIR/gl-code-quality-report.json"' in file["agreements"]["script"][0]


def test_in_the_root_of_a_repository_it_is_the_file_to_copy(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    init.run(tmp_path, "github", date(2026, 11, 28))

    assert (tmp_path / CI_FILES["github"]).read_text(encoding="utf-8") == shipped.starter("github.yml")


def test_a_file_of_the_service_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitlab-ci.yml").write_text("min egen\n", encoding="utf-8")

    done = run("init", "reg", "--ci", "gitlab", cwd=tmp_path)

    assert done.exit_code == 2
    assert "already there: .gitlab-ci.yml." in done.stderr
    assert files_in(tmp_path) == {".gitlab-ci.yml": b"min egen\n"}


def test_a_new_register_has_no_problems_and_its_memo_is_current(tmp_path: Path) -> None:
    init.run(tmp_path, "none", date(2026, 11, 28))

    today = run("validate", "--fail-on", "warning", cwd=tmp_path)
    later = run("validate", "--fail-on", "warning", "--as-of", "2060-01-01", cwd=tmp_path)
    memos = run("memo", "--all", "--check", "memos", cwd=tmp_path)

    assert (today.exit_code, today.stdout) == (0, "1 agreement, no problems.\n")
    assert (later.exit_code, later.stdout) == (0, "1 agreement, no problems.\n")
    assert memos.exit_code == 0, memos.stdout


def test_what_the_readme_names_can_be_run(tmp_path: Path) -> None:
    init.run(tmp_path, "none", date(2026, 11, 28))
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"`iopctl ([^`]+)`", readme)

    done = {command: run(*shlex.split(command), cwd=tmp_path) for command in commands}

    assert len(commands) >= 6
    # Whether the example may be extended is another answer each day; off a terminal `new` lacks its options.
    assert {command: each.exit_code for command, each in done.items() if each.exit_code != 0}.keys() <= {
        "new foreningen-lyktan",
        "extend exempel",
    }


def test_every_file_ends_its_lines_with_line_feeds_alone(tmp_path: Path) -> None:
    init.run(tmp_path, "github", date(2026, 11, 28))

    assert not [name for name, content in files_in(tmp_path).items() if b"\r" in content]


def test_editors_find_the_schema_that_the_example_names(tmp_path: Path) -> None:
    init.run(tmp_path, "none", date(2026, 11, 28))
    agreements = tmp_path / "agreements"

    first = (agreements / "exempel.yaml").read_text(encoding="utf-8").splitlines()[0]

    assert first == shipped.MODELINE
    assert (agreements / shipped.SCHEMA).read_text(encoding="utf-8") == shipped.schema()


@pytest.mark.parametrize("name", [*FILES, ".gitlab-ci.yml", "agreements/ikf.yaml"])
def test_nothing_is_made_where_any_file_or_agreement_is_there_already(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("min egen\n")

    done = run("init", "--ci", "gitlab", cwd=tmp_path)

    assert (done.exit_code, done.stdout) == (2, "")
    assert f"already there: {name}." in done.stderr
    assert files_in(tmp_path) == {name: b"min egen\n"}


def test_a_second_register_in_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    init.run(tmp_path, "none", date(2026, 11, 28))
    before = files_in(tmp_path)

    done = run("init", cwd=tmp_path)

    assert done.exit_code == 2
    assert all(name in done.stderr for name in FILES)
    assert files_in(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_that_leads_nowhere_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to("borta")

    done = run("init", cwd=tmp_path)

    assert done.exit_code == 2
    assert (tmp_path / "README.md").is_symlink()


def test_a_folder_may_hold_other_files(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("")

    assert run("init", cwd=tmp_path).exit_code == 0


def test_a_file_is_no_folder_to_make_a_register_in(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")

    done = run("init", "fil", cwd=tmp_path)

    assert done.exit_code == 2
    assert done.stderr.startswith("Error: ")
    assert files_in(tmp_path) == {"fil": b""}


def test_templates_that_were_there_and_are_at_fault_are_named(tmp_path: Path) -> None:
    (tmp_path / "templates" / "memo").mkdir(parents=True)
    (tmp_path / "templates" / "memo" / "memo.md.j2").write_text("{{")

    done = run("init", cwd=tmp_path)

    assert done.exit_code == 2
    assert "already there: templates." in done.stderr


def test_an_unknown_ci_system_gets_the_closest_one(tmp_path: Path) -> None:
    done = run("init", "--ci", "gitlabb", cwd=tmp_path)

    assert (done.exit_code, done.stderr) == (
        2,
        "Error: 'gitlabb' is not a value of --ci.\nDid you mean 'gitlab'?\n",
    )
    assert files_in(tmp_path) == {}
