"""Start-up is cheap by construction: nothing heavy is imported before it is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.run import TELLING_IMPORTS, run

HEAVY = {"pydantic", "yaml", "jinja2", "rich"}


def _imported(*arguments: str, cwd: Path) -> set[str]:
    answer = run(*arguments, cwd=cwd, program=TELLING_IMPORTS)
    assert answer.exit_code == 0, answer.stderr
    return answer.imported


def test_the_version_is_told_without_importing_even_typer(folder: Path) -> None:
    assert _imported("--version", cwd=folder) & {*HEAVY, "typer", "click", "babel"} == set()


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_imports_nothing_heavy(folder: Path, option: str) -> None:
    imported = _imported(option, cwd=folder)

    assert "typer" in imported
    assert imported & {*HEAVY, "babel"} == set()


@pytest.mark.parametrize("command", ["validate", "list", "budget", "extend", "memo"])
def test_help_of_a_command_imports_nothing_that_reads_fills_or_draws(folder: Path, command: str) -> None:
    # From 0.29 on typer itself imports pydantic for a command's options.
    assert _imported(command, "--help", cwd=folder) & {"yaml", "jinja2", "rich", "babel"} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("validate",),
        ("budget", "ikf", "--years", "2021-2030", "--explain"),
        ("extend", "stadsmission", "--as-of", "2021-07-13"),
        ("list", "--format", "json"),
    ],
    ids=" ".join,
)
def test_a_command_whose_output_is_piped_imports_no_drawing_and_no_templates(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    imported = _imported(*arguments, cwd=folder)

    assert {"pydantic", "yaml"} <= imported
    assert imported & {"rich", "jinja2", "babel"} == set()


@pytest.mark.parametrize("arguments", [("memo", "ikf"), ("memo", "--all", "--out", "memos")], ids=" ".join)
def test_only_a_memo_imports_jinja(folder: Path, arguments: tuple[str, ...]) -> None:
    imported = _imported(*arguments, cwd=folder)

    assert "jinja2" in imported
    assert imported & {"rich", "babel"} == set()


@pytest.mark.parametrize(
    "command",
    [
        "--version",
        "--help",
        "budget ikf --year 2023",
        "extend ikf",
        "validate",
        "list",
        "memo ikf",
    ],
)
def test_a_command_loads_only_the_modules_of_iopctl_that_are_listed(
    folder: Path, command: str, *, update_golden: bool
) -> None:
    answer = run(*command.split(), cwd=folder, program=TELLING_IMPORTS)
    own = "".join(f"{name}\n" for name in sorted(answer.modules) if name.partition(".")[0] == "iopctl")
    listed = Path(__file__).parent / "modules" / f"{command.split(maxsplit=1)[0].strip('-')}.txt"
    if update_golden:
        listed.parent.mkdir(exist_ok=True)
        listed.write_text(own, encoding="utf-8", newline="\n")

    assert own == listed.read_text(encoding="utf-8")
