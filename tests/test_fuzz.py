"""Valid agreements stay valid however they are written, and what is broken is told where it was broken."""

from __future__ import annotations

import resource
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from iopctl.model import faults
from iopctl.model.agreement import Agreement
from iopctl.problem import Severity
from iopctl.source import reading
from tests import builders, fuzz, fuzz_strategies

if TYPE_CHECKING:
    from iopctl.problem import Problem, Where
    from tests.fuzz_strategies import Broken, Mapping

# Keys that the model can do without, but not the sense: the budget, a memo or another key needs them.
NEEDED_BY_OTHERS = {
    "administration",
    "amount",
    "board",
    "föreningen",
    "hourly_rate",
    "hours_per_week",
    "hours_per_year",
    "kommunen",
    "percent",
    "price_year",
    "weeks_per_year",
}


def errors(broken: Broken) -> list[Problem]:
    problems = builders.read(broken.written.text).problems
    return [each for each in problems if each.severity is Severity.ERROR]


def needed(where: Where) -> bool:
    """Tell whether the model must have a key."""
    *above, key = where
    entry = faults.entry_at(Agreement, tuple(above))
    fields = entry.model_fields if entry else {}
    return any((field.alias or name) == key and field.is_required() for name, field in fields.items())


def tell(broken: Broken) -> list[Problem]:
    """Check that a broken file is told of at the place where it was broken."""
    found = errors(broken)

    assert found, broken.written.text
    assert {each.place.line for each in found} & broken.told, (found, broken.told, broken.written.text)
    return found


@settings(max_examples=40)
@given(tree=fuzz_strategies.agreements())
def test_an_agreement_as_it_was_drawn_has_no_errors(tree: Mapping) -> None:
    written = fuzz_strategies.write(tree)
    problems = builders.read(written.text).problems

    assert [each for each in problems if each.severity is Severity.ERROR] == [], written.text


@settings(max_examples=60)
@given(broken=fuzz_strategies.drops())
def test_a_key_that_is_dropped_is_missed_where_it_belongs_unless_it_is_optional(broken: Broken) -> None:
    if broken.where[-1] in NEEDED_BY_OTHERS or needed(broken.where):
        tell_dropped(broken)
    else:
        assert errors(broken) == [], broken.written.text


def tell_dropped(broken: Broken) -> None:
    found = {each.code for each in errors(broken)}
    match broken.where[-1]:
        case "kommunen" | "föreningen":
            # Whoever names the party is told of as well.
            assert {"IOP301", "IOP302"} & found
        case "board" | "administration":
            # Only a memo needs them.
            assert found == ({"IOP806"} if ("matters", 0) in broken.written.spans else set())
        case "price_year":
            assert found == {"IOP608"}
        case "percent":
            # A series would do as well.
            assert found == {"IOP619"}
        case _:
            tell(broken)


@settings(max_examples=60)
@given(broken=fuzz_strategies.renamings())
def test_a_misspelt_key_is_told(broken: Broken) -> None:
    if broken.where[:-1] == ("parties",):
        # The key is the official's own; it is the budget that names another.
        assert {each.code for each in errors(broken)} == {"IOP302"}
    else:
        tell(broken)


@settings(max_examples=40)
@given(broken=fuzz_strategies.doublings())
def test_a_key_that_stands_twice_is_told_once(broken: Broken) -> None:
    assert [each.code for each in tell(broken)] == ["IOP104"]


@settings(max_examples=60)
@given(broken=fuzz_strategies.retypings())
def test_a_value_of_another_shape_is_told(broken: Broken) -> None:
    tell(broken)


@settings(max_examples=40)
@given(broken=fuzz_strategies.cuts())
def test_a_value_that_is_cut_away_is_told(broken: Broken) -> None:
    assert [each.code for each in tell(broken)] == ["IOP105"]


@settings(max_examples=60)
@given(broken=fuzz_strategies.moves())
def test_a_key_in_another_place_is_told_there_or_where_it_was(broken: Broken) -> None:
    tell(broken)


# --- bytes


def test_damaged_bytes_are_told_and_never_stop_the_run() -> None:
    """`make fuzz` does the same with ten thousand files."""
    random = Random(1)  # noqa: S311 - the same files every time
    sources = fuzz.sources()

    for _ in range(300):
        fuzz.examine(fuzz.mutated(random, sources), fuzz.SECONDS)


@pytest.mark.parametrize("name", sorted(fuzz.CASES))
def test_hostile_files_are_told_in_time(name: str) -> None:
    problems = fuzz.examine(fuzz.CASES[name], fuzz.SECONDS)

    assert bool(problems) == (name not in fuzz.HARMLESS)
    assert len(problems) <= reading.MOST_PROBLEMS + 1


def test_a_file_of_a_hundred_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stor.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.delattr(Path, "read_bytes")

    document = reading.read_file(path, "stor.yaml")

    assert [each.code for each in document.problems] == ["IOP108"]


def test_what_a_file_can_make_iopctl_keep_in_memory_is_bounded() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for content in fuzz.CASES.values():
        fuzz.examine(content, fuzz.SECONDS)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < fuzz.MOST_KILOBYTES
