"""What is broken is told where it was broken; and `make fuzz`, a short and always equal part of it."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import typer

from iopctl import cli
from iopctl.model import building
from iopctl.model.agreement import Agreement
from iopctl.problem import MOST_PROBLEMS, Problem, Severity, Where
from iopctl.source import reading
from tests import builders
from tests.fuzz import commands, damage, growth, hostile, judge, parts
from tests.fuzz.__main__ import World
from tests.fuzz.parts import Part

# What is damaged shows nothing of the code that its own tests do not.
pytestmark = pytest.mark.unmeasured

# It has every key that there is.
WHOLE = (damage.ROOT / "docs/examples/complete.yaml").read_text(encoding="utf-8")
PARTS = parts.parts(WHOLE)
KEYS = [each for each in PARTS if each.key is not None]


def errors(text: str) -> list[Problem]:
    return [each for each in builders.read(text).problems if each.severity is Severity.ERROR]


def lines(part: Part) -> range:
    """The lines that a part is written on."""
    return range(WHOLE.count("\n", 0, part.start) + 1, WHOLE.count("\n", 0, part.value[1]) + 2)


def needed(where: Where) -> bool:
    """Tell whether the model must have a key."""
    *above, key = where
    entry = building.entry_at(Agreement, tuple(above))
    fields = entry.model_fields if entry else {}
    return any((field.alias or name) == key and field.is_required() for name, field in fields.items())


def test_a_misspelt_key_is_told_where_it_stands() -> None:
    for part in KEYS:
        found = errors(parts.rename(WHOLE, part, f"{part.where[-1]}x"))

        if part.where[:-1] == ("parties",):
            # The key is the official's own; it is the budget that names another.
            assert "IOP302" in {each.code for each in found}
        else:
            assert {each.place.line for each in found} & {*lines(part)}, part


def test_a_key_that_stands_twice_is_told_once_at_the_second() -> None:
    for part in KEYS:
        if part.following is None:
            continue
        (found,) = errors(parts.double(WHOLE, part))

        second = WHOLE.count("\n", 0, part.following) + 1
        assert (found.code, found.place.line) == ("IOP104", second), part


def test_a_value_of_another_shape_is_told_where_it_stands() -> None:
    for part in PARTS:
        found = errors(parts.replace(WHOLE, part, "{x: y}" if part.shape == "scalar" else "x"))

        assert {each.place.line for each in found} & {*lines(part)}, part


def test_a_value_that_is_cut_away_is_told_at_its_key() -> None:
    for part in KEYS:
        if WHOLE[part.key[1] if part.key else 0 :].startswith(": {"):
            continue
        found = errors(parts.replace(WHOLE, part, ""))

        assert lines(part).start in {each.place.line for each in found}, part


def test_a_key_that_an_agreement_must_have_is_missed_in_its_section() -> None:
    for part in KEYS:
        if needed(part.where):
            assert errors(parts.drop(WHOLE, part)), part


# --- every command


# What every command takes, and some are asked with.
SHARED = {"--agreements", "--as-of", "--help", "--output", "--rev"}


@functools.cache
def options(command: typer.core.TyperCommand) -> frozenset[str]:
    """The long options of a command, and the short one where there is no other."""
    return frozenset(max(each.opts, key=len) for each in command.params if each.opts[0].startswith("-"))


def test_every_command_is_fuzzed_with_every_option() -> None:
    app = typer.main.get_command(cli.app)
    asked = [*commands.READING, *commands.WRITING]
    short = {"-f": "--format", "-o": "--output", "-j": "--jobs"}
    for name, command in app.commands.items():  # type: ignore[attr-defined]
        if name == "template":
            assert {each[1] for each in asked if each[0] == name} == set(command.commands)
            continue
        used = {short.get(word, word) for each in asked if each[0] == name for word in each[1:]}
        assert used, name
        assert options(command) - SHARED <= used, name


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def test_the_register_that_is_damaged_was_sound(world: World) -> None:
    assert not judge.Register(world.folder, world.files).broken


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_register_gets_no_traceback_and_no_lie(world: World, seed: int) -> None:
    """`make fuzz` goes on with a thousand."""
    assert world.faults(seed, commands_each=4) == []


@pytest.mark.parametrize("kind", ["blanks in a memo", "half names in a memo", "items", "brackets"])
def test_four_times_the_text_costs_less_than_eight_times_as_much(tmp_path: Path, kind: str) -> None:
    """`make fuzz` measures every kind, with every command."""
    asked = ["validate", "memo ID --matter antagande-2022"]

    assert list(growth.faults(tmp_path, kind, asked, characters=12_500)) == []


@pytest.mark.parametrize("name", sorted(hostile.CASES))
def test_hostile_files_are_told_in_time(tmp_path: Path, name: str) -> None:
    register = judge.Register(tmp_path / "register", {"agreements/a.yaml": hostile.CASES[name]})

    assert register.faults(["validate", "-f", "full"], "a", twice=False) == []
    assert ("a" in register.broken) == (name not in hostile.HARMLESS)
    assert len(register.told) <= MOST_PROBLEMS + 1


def test_a_file_of_a_hundred_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stor.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.delattr(Path, "read_bytes")

    document = reading.read_file(path, "stor.yaml")

    assert [each.code for each in document.problems] == ["IOP108"]
