from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.rules import names as known
from iopctl.rules.names import Named, Slip

BRACED = st.text(alphabet=st.sampled_from("{} .-a1å\n\u00a0|()[]'\"_%#"), max_size=40)


def slips(text: str) -> list[tuple[str, str]]:
    return [(each.kind.code, text[each.start : each.stop]) for each in read(text) if isinstance(each, Slip)]


def names(text: str) -> list[str]:
    return [each.name for each in read(text) if isinstance(each, Named)]


def read(text: str) -> tuple[Named | Slip, ...]:
    return known.read(text)


@pytest.mark.parametrize(
    "text",
    ["{{ money.a_year }}", "{{money.a_year}}", "{{\u00a0money.a_year\n}}", "Insatsen är {{ money.a_year }}."],
)
def test_a_name_stands_between_double_braces_with_or_without_space(text: str) -> None:
    assert names(text) == ["money.a_year"]
    assert slips(text) == []


def test_a_text_may_name_several_figures() -> None:
    assert names("{{ money.2022 }} och {{ parties.mål-gruppen.2022.share }}") == [
        "money.2022",
        "parties.mål-gruppen.2022.share",
    ]


@pytest.mark.parametrize("text", ["", "Kostnaden är känd.", "{a}", "{ { a } }", "} {", "§ 4 {1}"])
def test_a_text_without_double_braces_names_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("ett {{ money", "IOP831", "{{"),
        ("ett {{ money }", "IOP831", "{{"),
        ("ett money }} två", "IOP832", "}}"),
        ("ett { money }} två", "IOP832", "}}"),
        ("ett {{}} två", "IOP833", "{{}}"),
        ("ett {{ 2 * money }} två", "IOP833", "{{ 2 * money }}"),
        ("{{ money | upper }}", "IOP833", "{{ money | upper }}"),
        ("{{ money() }}", "IOP833", "{{ money() }}"),
        ("{{ money['a'] }}", "IOP833", "{{ money['a'] }}"),
        ("{{ a..b }}", "IOP833", "{{ a..b }}"),
        ("{{ .a }}", "IOP833", "{{ .a }}"),
        ("{{{ a }}", "IOP833", "{{{ a }}"),
        ("{{ a. b }}", "IOP833", "{{ a. b }}"),
    ],
)
def test_what_is_no_name_is_told_where_it_stands(text: str, code: str, where: str) -> None:
    assert slips(text) == [(code, where)]


def test_braces_that_are_not_closed_hide_no_name_after_them() -> None:
    text = "{{ a och {{ b }}"

    assert slips(text) == [("IOP831", "{{")]
    assert names(text) == ["b"]


@given(BRACED)
def test_every_pair_of_braces_is_a_name_or_a_slip(text: str) -> None:
    found = read(text)
    rest = text
    for each in reversed(found):
        rest = rest[: each.start] + rest[each.stop :]

    assert found or rest == text
    assert all(before.stop <= after.start for before, after in itertools.pairwise(found))
    if all(isinstance(each, Named) for each in found):
        assert known.replaced(text, lambda _: "") == rest


@given(BRACED)
def test_a_text_is_left_as_it_is_but_for_its_names(text: str) -> None:
    if not names(text):
        assert known.replaced(text, lambda _: "!") == text


@given(st.text(max_size=20))
def test_no_name_holds_more_than_words_and_dots(inside: str) -> None:
    for each in read("{{" + inside + "}}"):
        if isinstance(each, Named):
            assert all(
                word.replace("-", "").replace("_", "").isalnum() or set(word) <= {"-", "_"}
                for word in each.name.split(".")
            )


def test_what_somebody_calls_a_thing_is_one_word_of_a_name() -> None:
    assert known.word("gemensamt möte/avstämning") == "gemensamt-möte-avstämning"
