from __future__ import annotations

import pytest

from iopctl.model import faults
from iopctl.model.agreement import Agreement
from tests import builders
from tests.builders import Found


def test_a_key_that_is_missing_is_told_on_the_key_above_it() -> None:
    text = """
        title: Partnerskapet
        term:
          starts: 2021-01-01
        """

    assert builders.found(text) == [Found("IOP202", 2, 1)]


def test_a_section_that_is_missing_is_told_at_the_top() -> None:
    slips = builders.read("format: 1\ntitle: Partnerskapet\n").problems

    assert [(each.message, each.place.line) for each in slips] == [
        ("'budget' is missing.", 1),
        ("'parties' is missing.", 1),
        ("'purpose' is missing.", 1),
        ("'term' is missing.", 1),
    ]


def test_a_missing_key_is_shown_with_its_value_or_with_what_belongs_to_it_below() -> None:
    slips = builders.read("format: 1\ntitle: Partnerskapet\n").problems

    assert [each.hint for each in slips] == [
        "Add a line 'budget:' here, and its items, each after '- ', on the lines below it.",
        "Add a line 'parties:' here, and its own keys on the lines below it.",
        "Add a line 'purpose: …' here.",
        "Add a line 'term:' here, and its own keys on the lines below it.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ("note: x", 1, ""),
        ("casenumber: AN 2019-75", 1, "Did you mean 'case_number'?"),
        ("targets: {place: 40}", 11, "Did you mean 'places'?"),
        (
            "parties: {k: {role: public, name: K, bord: n}, ikf: {role: civil, name: I}}",
            38,
            "Did you mean 'board'?",
        ),
        (
            "follow_up: {meetings: [{kind: a, plural: b, at_least: 1, per: calendar year, abot: x}]}",
            78,
            "Did you mean 'about'?",
        ),
    ],
)
def test_a_key_that_is_not_known_is_told_on_the_key(line: str, column: int, hint: str) -> None:
    slips = [each for each in builders.read(builders.text(line)).problems if each.code == "IOP201"]

    assert [(each.place.line, each.place.column) for each in slips] == [(1, column)]
    assert hint in slips[0].hint


def test_a_misspelt_key_is_told_once_and_not_as_a_missing_one() -> None:
    text = """
        term:
          stars: 2021-01-01
          ends: 2022-12-31
        """

    assert builders.found(text) == [Found("IOP201", 2, 3)]


@pytest.mark.parametrize(
    ("key", "misspelt"), [("term", "terms"), ("parties", "partis"), ("budget", "bugdet")]
)
def test_a_misspelt_section_is_told_once_and_what_needs_it_waits(key: str, misspelt: str) -> None:
    text = builders.text("").replace(f"{key}:", f"{misspelt}:")

    assert [(each.code, each.source_line[:5]) for each in builders.read(text).problems] == [
        ("IOP201", misspelt[:5])
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("term: hela 2021", "Expected keys and values here, found a single value."),
        ("term: [2021]", "Expected keys and values here, found a list."),
        ("parties: ingen", "Expected keys and values here, found a single value."),
        ("documents: avtalet.pdf", "Expected a list here, found a single value."),
        ("documents: {title: a}", "Expected a list here, found keys and values."),
        ("title: {sv: a}", "Expected a single value here, found keys and values."),
    ],
)
def test_a_value_of_another_shape_is_told_with_what_was_expected(line: str, message: str) -> None:
    slips = [each for each in builders.read(builders.text(line)).problems if each.code == "IOP203"]

    assert [each.message for each in slips] == [message]


@pytest.mark.parametrize(
    ("where", "key"),
    [
        ((), "format"),
        (("budget", 0), "from"),
        (("budget", 0, "contributions", 3), "hourly_rate"),
        (("extension", "decide"), "no_later_than"),
        (("parties", "kommunen"), "administration"),
    ],
)
def test_the_keys_of_every_node_are_known(where: tuple[str | int, ...], key: str) -> None:
    assert key in faults.known_keys(Agreement, where)


def test_a_single_value_knows_no_keys() -> None:
    assert faults.known_keys(Agreement, ("title",)) == []
