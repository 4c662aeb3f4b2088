"""The documentation says what iopctl does: what can be checked is checked."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from pydantic import TypeAdapter, ValidationError

from docs import classes, rerun
from iopctl import cli, register
from iopctl.model import budget, published, scalars
from iopctl.model.entry import Entry
from iopctl.model.published import Series
from iopctl.source import folder
from tests.runs.contract import CONTRACT, SCHEMA
from tests.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = {path.relative_to(ROOT).as_posix(): path for path in rerun.pages()}
ALL_MARKDOWN = [*PAGES, "CHANGELOG.md", "CONTRIBUTING.md"]
WHOLE = [
    *ROOT.glob("agreements/*.yaml"),
    *ROOT.glob("templates/profiles/*.yaml"),
    *ROOT.glob("docs/examples/**/*.yaml"),
]

a_page = pytest.mark.parametrize("name", PAGES)
a_markdown_file = pytest.mark.parametrize("name", ALL_MARKDOWN)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str, *languages: str) -> list[rerun.Block]:
    return [block for block in rerun.blocks(_read(name)) if block.language in languages]


def _without_blocks(page: str) -> list[str]:
    return [part for part in rerun.split(page) if isinstance(part, str)]


# --- generated parts


def test_what_follows_from_the_code_is_what_the_code_says_now() -> None:
    asked = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(asked, capture_output=True, check=False, cwd=ROOT, encoding="utf-8")

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_every_key_of_an_agreement_file_says_what_it_means() -> None:
    silent = [
        f"{cls.__name__}.{name}"
        for cls in [*classes.mappings(), *classes.mappings(Series)]
        for name, _, said in classes.fields(cls)
        if not said
    ]

    assert silent == []


def test_the_examples_of_index_series_use_every_key() -> None:
    used: dict[type[Entry], set[str]] = {}
    for path in folder.yaml_files(ROOT / "docs/examples/index"):
        for entry in _entries(register.series(path).stated):
            used.setdefault(type(entry), set()).update(entry.model_fields_set)

    assert used == {cls: set(cls.model_fields) for cls in classes.mappings(Series)}


def test_the_complete_example_uses_every_key() -> None:
    agreement = register.read(ROOT / "docs/examples/complete.yaml").agreement
    assert agreement is not None
    used: dict[type[Entry], set[str]] = {}
    for entry in _entries(agreement):
        used.setdefault(type(entry), set()).update(entry.model_fields_set)

    assert used == {cls: set(cls.model_fields) for cls in classes.mappings()}


def _entries(value: object) -> Iterator[Entry]:
    if isinstance(value, Entry):
        yield value
        for name in type(value).model_fields:
            yield from _entries(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _entries(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _entries(each)


def test_every_command_and_option_is_on_the_page_of_commands() -> None:
    page = _read("docs/commands.md")
    commands = dict(_commands(typer.main.get_command(cli.app), "iopctl"))
    options = {name for each in commands.values() for option in each.params for name in option.opts}

    assert commands
    assert [name for name in commands if f"## {name}\n" not in page] == []
    assert [name for name in options if name.startswith("-") and name not in page] == []


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as typer has them
    yield name, command
    for inner, each in getattr(command, "commands", {}).items():
        yield from _commands(each, f"{name} {inner}")


# --- examples


def _forked(arguments: list[str], folder: Path) -> tuple[bytes, int]:
    done = run(*arguments, cwd=folder)
    return done.stdout_bytes + done.stderr_bytes, done.exit_code


@pytest.mark.unmeasured
@a_page
def test_every_example_prints_what_stands_below_it(name: str) -> None:
    page = _read(name)
    fresh = rerun.refreshed(page, _forked)

    difference = difflib.unified_diff(
        page.splitlines(), fresh.splitlines(), name, "what is printed", lineterm=""
    )

    assert "\n".join(difference) == ""


@a_page
def test_every_command_of_an_example_stands_in_a_block_that_is_run(name: str) -> None:
    elsewhere = [
        block.text for block in rerun.blocks(_read(name)) if block.language not in {"console", "text"}
    ]

    assert [text for text in elsewhere if "$ iopctl" in text] == []


@a_page
def test_whole_json_is_json_and_every_json_is_an_output(name: str) -> None:
    for block in _blocks(name, "json"):
        assert block.above.startswith("Output of `iopctl ")
        if "…" not in block.lines:
            answer = json.loads(block.text)
            CONTRACT.validate(answer)


def test_every_answer_in_json_has_its_table() -> None:
    page = _read("docs/json.md")
    commands = SCHEMA["properties"]["command"]["enum"]
    markers = [f"<!-- generated: answer-{name.replace(' ', '-')} -->" for name in commands]

    assert [each for each in markers if each not in page] == []


@a_page
def test_every_excerpt_of_an_agreement_stands_in_an_agreement(name: str) -> None:
    agreements = [path.read_text(encoding="utf-8") for path in WHOLE]
    for block in _blocks(name, "yaml"):
        if block.above.startswith("Save this as"):
            continue
        indented = [textwrap.indent(block.text, " " * indent) for indent in range(0, 10, 2)]

        assert any(each in agreement for each in indented for agreement in agreements), block.text


# --- what each kind of value accepts


def _values(word: str) -> list[tuple[str, str]]:
    """List the values that docs/format.md says are accepted or refused, each with its kind."""
    found, kind = [], ""
    kinds = {heading: alias for alias, heading in classes.VALUES.items()}
    for line in _without_blocks(_read("docs/format.md")):
        if line.startswith("### "):
            kind = kinds.get(line.removeprefix("### "), "")
        if line.startswith(f"{word}: "):
            found += [(kind, value) for value in re.findall(r"`([^`]+)`", line)]
    return found


def _kind(name: str) -> Any:  # noqa: ANN401 - a type as pydantic takes it
    module = {"IndexValue": published, "BasisOf": budget}.get(name, scalars)
    return getattr(module, name)


@pytest.mark.parametrize(("kind", "value"), _values("Accepted"))
def test_a_value_that_the_page_accepts_is_read(kind: str, value: str) -> None:
    TypeAdapter(_kind(kind)).validate_python(value)


@pytest.mark.parametrize(("kind", "value"), _values("Refused"))
def test_a_value_that_the_page_refuses_is_not_read(kind: str, value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(_kind(kind)).validate_python(value)


def test_every_kind_of_value_is_explained_with_values_that_are_accepted() -> None:
    assert {kind for kind, _ in _values("Accepted")} == set(classes.VALUES)


def test_every_fixed_word_is_explained() -> None:
    page = _read("docs/format.md").partition("### Fixed words")[2].partition("\n## ")[0]
    headings = classes.mappings()
    tables = (classes.takes(cls, kind, headings) for cls in headings for _, kind, _ in classes.fields(cls))
    words = {word for each in tables for word in re.findall(r"`[^`]+`", each)}

    assert [word for word in sorted(words) if f"| {word} |" not in page] == []


# --- links


@a_markdown_file
def test_every_link_leads_somewhere(name: str) -> None:
    broken = [target for target in _links(name) if not _leads_somewhere(ROOT / name, target)]

    assert broken == []


def _links(name: str) -> list[str]:
    text = "\n".join(_without_blocks(_read(name)))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not target.startswith(("http://", "https://"))]


def _leads_somewhere(page: Path, target: str) -> bool:
    file, _, anchor = target.partition("#")
    path = (page.parent / file) if file else page
    return path.exists() and (not anchor or anchor in _anchors(path))


def _anchors(path: Path) -> set[str]:
    lines = _without_blocks(path.read_text(encoding="utf-8"))
    return {classes.slug(line.lstrip("#").strip()) for line in lines if line.startswith("#")}


@a_markdown_file
def test_no_two_headings_of_a_page_have_one_anchor(name: str) -> None:
    headings = [line for line in _without_blocks(_read(name)) if line.startswith("#")]
    anchors = [classes.slug(line.lstrip("#").strip()) for line in headings]

    assert name == "CHANGELOG.md" or len(anchors) == len(set(anchors))
