from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iopctl.edits import Plain
from iopctl.source import reading, rendering
from iopctl.source.rendering import Layout

# What a value can hold once it has been let in: everything but what no agreement file may.
_KEPT_OUT = [*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029\ufeff\ufffe\uffff"]
_KEPT_OUT += [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
_TEXTS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters=_KEPT_OUT)
    | st.sampled_from("\n#:-*&!%@`'\"[]{},|>?~= \u00a0"),
    max_size=40,
)


def read_back(written: str) -> object:
    document = reading.read_text(f"a:\n  - b: {written}\n    c: d\n", "x.yaml")
    assert document.readable, document.problems
    items = document.values["a"]
    assert isinstance(items, list)
    item = items[0]
    assert isinstance(item, dict)
    return item.get("b")


@pytest.mark.parametrize(
    "text",
    [
        "no", "12:30", "a: b", "# x", "a # x", "*stjärna", "&a", "!b", "'", '"', 'det "stora" avtalet', "åäö",
        "rad ett\nrad två", "", " ", "~", "null", "- a", "?", "| a", "> a", "%", "@", "`", "[a]", "{a}", "a:",
        "2021", "010", "1.10", "1e3", "2021-01-01", "\\", "\U0001f600",
        "<<", "...", "---",
    ],
)  # fmt: skip
def test_a_text_reads_back_as_itself(text: str) -> None:
    written = rendering.quoted(text)

    assert "\n" not in written
    assert read_back(written) == text
    assert yaml.safe_load(f"a: {written}") == {"a": text}


@given(_TEXTS)
def test_every_text_reads_back_as_itself(text: str) -> None:
    written = rendering.quoted(text)

    assert "\n" not in written
    assert read_back(written) == text
    assert yaml.safe_load(f"a: {written}") == {"a": text}


@pytest.mark.parametrize("text", ["Föreningen Lyktan", "KS 2024-118", "AN 2019-75", "Hej, du!"])
def test_an_ordinary_text_stands_without_quotes(text: str) -> None:
    assert rendering.quoted(text) == text


def test_a_line_whose_value_is_unknown_is_left_out() -> None:
    assert rendering.fill("a: {a}\nb: {b}\nc: 1\n", {"b": "x"}) == "b: x\nc: 1\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2025-01-01", "a: 2025-01-01\n"),
        ("about 600 000", "a: about 600 000\n"),
        ("until further notice", "a: until further notice\n"),
        ("null", "a: 'null'\n"),
        ("1: 2", "a: '1: 2'\n"),
        ("1 # 2", "a: '1 # 2'\n"),
    ],
)
def test_days_and_amounts_stand_without_quotes_and_what_is_neither_does_not(value: str, written: str) -> None:
    assert rendering.fill("a: {a}\n", {"a": value}, plain=frozenset({"a"})) == written


@given(_TEXTS)
def test_what_is_put_in_a_blank_is_never_taken_for_a_blank(text: str) -> None:
    filled = rendering.fill("a: {a}\n", {"a": f"{{b}}{text}", "b": "x"})

    assert yaml.safe_load(filled) == {"a": f"{{b}}{text}"}


_VALUES = st.recursive(
    _TEXTS,
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.from_regex("[a-zåäö_]{1,8}", fullmatch=True), below, max_size=3)
    ),
    max_leaves=8,
)


@given(_VALUES, st.integers(1, 4), st.integers(0, 4), st.integers(2, 4))
def test_every_value_reads_back_from_lines_of_its_own(
    value: Plain, keys: int, items: int, hyphen: int
) -> None:
    lines = rendering.block({"a": value, "b": "c"}, Layout(keys, items, hyphen))
    document = reading.read_text("\n".join(lines), "x.yaml")

    assert document.readable, document.problems
    assert document.values == {"a": value, "b": "c"}


@given(_VALUES)
def test_every_value_reads_back_from_brackets(value: Plain) -> None:
    written = rendering.flow(value)

    assert "\n" not in written
    assert reading.read_text(f"a: {{b: {written}, c: d}}\n", "x.yaml").values == {"a": {"b": value, "c": "d"}}


def test_a_day_stands_without_quotes_and_a_number_in_a_text_does_not() -> None:
    assert rendering.block({"on": "2021-05-18", "note": "2021"}, Layout()) == [
        "on: 2021-05-18",
        "note: '2021'",
    ]


@pytest.mark.parametrize(("style", "written"), [("'", "'Lars'' hus'"), ('"', '"Lars\' hus"')])
def test_a_text_keeps_the_quotes_that_it_is_given(style: str, written: str) -> None:
    assert rendering.requoted("Lars' hus", style) == written
