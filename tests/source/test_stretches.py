"""A part of a text is found where it stands in the file, however the text is written there."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iopctl.problem import Kind
from iopctl.source import reading

SLIP = Kind("IOP000", "Here.")
WORDS = st.lists(st.text(alphabet="abåäö'\"{}.,:§🏮\u00a0", min_size=1, max_size=6), min_size=1, max_size=8)


def stretch(text: str, part: str) -> str | None:
    """Give what stands in the file where the part of `key` is said to be; None for the whole value."""
    document = reading.read_text(text, "a.yaml")
    assert document.problems == []
    value = document.values["key"]
    assert isinstance(value, str)
    at = value.index(part)
    whole = document.place_of(("key",))
    place = document.problem(SLIP.at(("key",)).inside(value, at, at + len(part))).place
    line = document.line_text(place.line)
    return None if place == whole else line[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    "text",
    [
        "key: ett två tre",
        "key: ett\n  två\n  tre",
        "key: 'ett två tre'",
        "key: 'it''s ett två tre'",
        'key: "ett två tre"',
        'key: "\\"ett\\" två \\\\ tre"',
        "key: |\n  ett\n  två tre\n",
        "key: >-   # två\n\n  ett\n\n    två\n  tre\n",
        "key: |2+\n    ett två\n",
        "{key: ett två tre}",
        "key: ett två # två",
        "key: |\r\n  ett\r\n  två\r\n",
    ],
)
def test_a_word_is_found_however_the_text_is_written(text: str) -> None:
    assert stretch(text, "två") == "två"


@pytest.mark.parametrize("text", ['key: "\\u00e5tt två"', 'key: "e\\x74t två"', 'key: "ett \\\n  två"'])
def test_after_an_escape_that_cannot_be_counted_the_whole_value_is_meant(text: str) -> None:
    assert stretch(text, "två") is None


def test_before_such_an_escape_a_word_is_found() -> None:
    assert stretch('key: "ett två \\u00e5"', "två") == "två"


def test_the_second_of_two_alike_is_told_from_the_first() -> None:
    document = reading.read_text("key: ett två\n  ett tre\n", "a.yaml")
    value = document.values["key"]
    assert isinstance(value, str)
    place = document.problem(SLIP.at(("key",)).inside(value, 8, 11)).place

    assert (place.line, place.column, place.length) == (2, 3, 3)


def test_a_part_over_several_lines_is_shown_on_its_first() -> None:
    document = reading.read_text("key: ett\n  två tre\n", "a.yaml")
    place = document.problem(SLIP.at(("key",)).inside("ett två tre", 0, 7)).place

    assert (place.line, place.column, place.length) == (1, 6, 3)


def test_a_part_of_what_is_no_text_is_the_whole_of_it() -> None:
    document = reading.read_text("key:\n  - ett\n", "a.yaml")
    place = document.problem(SLIP.at(("key",)).inside("ett", 0, 3)).place

    assert place == document.place_of(("key",))


@given(words=WORDS, data=st.data())
def test_a_word_is_found_at_its_place_or_not_at_all(words: list[str], data: st.DataObject) -> None:
    style = data.draw(st.sampled_from(["'", '"', "|", ">", "plain"]))
    text = _written(words, style)
    document = reading.read_text(text, "a.yaml")
    value = document.values.get("key")
    assume(document.problems == [] and isinstance(value, str))
    assert isinstance(value, str)
    index = data.draw(st.integers(0, len(words) - 1))
    # A word of spaces alone has no place of its own.
    assume(words[index].strip() == words[index])
    at = len(" ".join(words[:index])) + bool(index)
    assume(" ".join(value.split("\n")).strip() == " ".join(words).strip() == " ".join(words))

    place = document.problem(SLIP.at(("key",)).inside(value, at, at + len(words[index]))).place

    found = document.line_text(place.line)[place.column - 1 :]
    written = {"'": words[index].replace("'", "''"), '"': words[index].replace('"', '\\"')}
    assert found.startswith(written.get(style, words[index]))


def _written(words: list[str], style: str) -> str:
    match style:
        case "'":
            return "key: '" + "\n  ".join(words).replace("'", "''") + "'\n"
        case '"':
            return 'key: "' + " ".join(words).replace('"', '\\"') + '"\n'
        case "plain":
            return "key: " + "\n  ".join(words) + "\n"
    return f"key: {style}\n  " + "\n  ".join(words) + "\n"
