from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from iopctl.model import building
from iopctl.model.agreement import Agreement
from iopctl.rules import checks
from iopctl.source import reading
from tests import builders
from tests.builders import AGREEMENTS, Found

if TYPE_CHECKING:
    from datetime import date

    from iopctl.edits import Plain

REAL = [reading.read_file(path, path.name).values for path in sorted(AGREEMENTS.glob("*.yaml"))]


def test_a_sound_file_is_a_whole_agreement() -> None:
    built = building.build(REAL[0])

    assert built.findings == ()
    assert "budget" in built.sound


def test_of_an_unknown_format_nothing_else_is_said() -> None:
    built = building.build({"format": "2", "ny_nyckel": "x"})

    assert [finding.code for finding in built.findings] == ["IOP209"]
    assert built.findings[0].message == "This file has format '2'; this iopctl reads format 1."
    assert built.sound == frozenset()


def test_sound_sections_stand_beside_broken_ones() -> None:
    built = building.build({**REAL[0], "term": "snart"})

    assert built.sound >= {"parties", "budget", "matters"}
    assert "term" not in built.sound
    assert built.agreement.parties["ikf"].called == "IKF"


@pytest.mark.parametrize(
    ("ends", "last", "no_end"),
    [
        ("2022-12-31", builders.day("2022-12-31"), None),
        ("until further notice", None, "until further notice"),
        ("none", None, "until further notice"),
        ("not stated", None, "not stated"),
    ],
)
def test_an_end_that_is_not_known_is_told_from_none(ends: str, last: date | None, no_end: str | None) -> None:
    stated = builders.agreement(f"term: {{starts: 2021-01-01, ends: {ends}}}").term

    assert (stated.ends, stated.no_end) == (last, no_end)


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("", "not known"),
        ("notice: not stated", "not known"),
        ("notice: none", "none"),
        ("notice: {length: 1 year}", "stated"),
    ],
)
def test_notice_that_nobody_may_give_is_told_from_notice_that_is_not_known(stated: str, means: str) -> None:
    notice = builders.agreement(f"term: {{starts: 2021-01-01, ends: 2021-12-31, {stated}}}").term.notice

    assert ("not known" if notice is None else "none" if notice.none else "stated") == means


def test_only_the_word_none_says_that_nobody_may_give_notice() -> None:
    found = builders.found("term: {starts: 2021-01-01, ends: 2021-12-31, notice: {}}")

    assert [each.code for each in found] == ["IOP406"]


def test_an_agreement_cannot_be_changed() -> None:
    agreement = builders.filed("ikf").agreement

    with pytest.raises(ValidationError, match="frozen"):
        agreement.title = "Något annat"  # type: ignore[misc]


@pytest.mark.parametrize("name", ["documents", "matters", "amendments", "budget"])
def test_lists_of_an_agreement_are_frozen_too(name: str) -> None:
    assert isinstance(getattr(builders.filed("stadsmission").agreement, name), tuple)


def test_a_party_is_called_by_its_short_name_where_it_has_one() -> None:
    parties = builders.filed("ikf").agreement.parties

    assert [party.called for party in parties.values()] == ["Linköpings kommun", "IKF"]


_ODD: st.SearchStrategy[Plain] = st.one_of(
    st.sampled_from(
        ["", "0", "-1", "none", "unlimited", "999999999", "2021-02-30", "9999 years", "999 years", "{x}"]
    ),
    st.sampled_from(
        ["2199-12-31", "1900-01-01", "25", "99999999999", "until further notice", "extend", "exact", "§"]
    ),
    st.text(max_size=8),
    st.builds(list),
    st.builds(lambda: {"a": "b"}),
)


@st.composite
def disturbed(draw: st.DrawFn) -> dict[str, Plain]:
    """Draw one of the register's agreements with a few values replaced, removed or doubled."""
    values = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        _disturb_below(draw, values)
    return values


def _disturb_below(draw: st.DrawFn, node: list[Plain] | dict[str, Plain]) -> None:
    """Go down to some value, and replace, remove or double it."""
    if not node:
        return
    if isinstance(node, dict):
        key = draw(st.sampled_from(list(node)))
        if not _went_below(draw, node[key]):
            node[key] = draw(_ODD)
            if draw(st.integers(0, 3)) == 0:
                del node[key]
        return
    index = draw(st.integers(0, len(node) - 1))
    if not _went_below(draw, node[index]):
        node[index : index + 1] = draw(st.sampled_from([[], [draw(_ODD)], [node[index]] * 2]))


def _went_below(draw: st.DrawFn, value: Plain) -> bool:
    if isinstance(value, str) or not value or draw(st.integers(0, 4)) == 0:
        return False
    _disturb_below(draw, value)
    return True


@settings(max_examples=250)
@given(values=disturbed())
def test_whatever_stands_in_a_file_is_an_agreement_or_has_findings(values: dict[str, Plain]) -> None:
    built = building.build(values)
    found = [*built.findings, *checks.everything(built.agreement, {}, built.sound)]

    for finding in found:
        assert finding.code.startswith("IOP")
        assert finding.message
        assert "{" not in finding.hint or "{x}" in finding.hint


def test_a_contribution_names_its_parties_however_their_keys_are_spelt() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: Kommunen, kind: cash, amount: 300000, paid_to: IKF}
              - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
        """)

    assert [(each.by, each.paid_to) for each in agreement.budget[0].lines] == [
        ("kommunen", "ikf"),
        ("ikf", None),
    ]


def test_a_party_that_is_none_however_it_is_spelt_stays_unknown() -> None:
    assert [each.code for each in builders.found(builders.BUDGET.replace("by: ikf", "by: IFK"))] == ["IOP302"]


def test_a_key_that_is_missing_is_told_on_the_key_above_it() -> None:
    text = """
        title: Partnerskapet
        term:
          starts: 2021-01-01
        """

    assert builders.found(text) == [Found("IOP202", 2, 1)]


def test_a_section_that_is_missing_is_told_at_the_top() -> None:
    problems = builders.read("format: 1\ntitle: Partnerskapet\n").problems

    assert [(each.message, each.place.line) for each in problems] == [
        ("'parties' is missing.", 1),
        ("'purpose' is missing.", 1),
        ("'term' is missing.", 1),
    ]


def test_a_missing_key_is_shown_with_its_value_or_with_what_belongs_to_it_below() -> None:
    problems = builders.read("format: 1\ntitle: Partnerskapet\n").problems

    assert [each.hint for each in problems] == [
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
    problems = [each for each in builders.read(builders.text(line)).problems if each.code == "IOP201"]

    assert [(each.place.line, each.place.column) for each in problems] == [(1, column)]
    assert hint in problems[0].hint


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
    problems = [each for each in builders.read(builders.text(line)).problems if each.code == "IOP203"]

    assert [each.message for each in problems] == [message]


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
    assert key in building.known_keys(Agreement, where)


def test_a_single_value_knows_no_keys() -> None:
    assert building.known_keys(Agreement, ("title",)) == []
