"""Where a value stands, however it is written; and a part of a text, however the file folds it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iopctl.problem import Kind, Place
from iopctl.source import reading
from tests import builders
from tests.builders import Found

BEFORE = ["", "å ä ö ", "🏮 ", "👩‍👧 ", "e\u0301 ", "中文 ", "\u00a0"]


def place(text: str, *where: str | int) -> Place:
    document = reading.read_text(text, "a.yaml")
    assert document.problems == []
    return document.place_of(where)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("key: value", (1, 6, 5)),
        ("key:   value   ", (1, 8, 5)),
        ("key: value # not this", (1, 6, 5)),
        ("key: 'va''lue' # not this", (1, 6, 9)),
        ('key: "va\\"lue\\u00e5" # nor this', (1, 6, 15)),
        ("key: 'first\n  second'", (1, 6, 6)),
        ("key: first\n  second", (1, 6, 5)),
        ("key:\n  value", (2, 3, 5)),
        ("key:\n\n  # a remark\n  value", (4, 3, 5)),
        ("? key\n: value", (2, 3, 5)),
        ("key: |\n  first\n  second", (1, 6, 1)),
        ("key: >-\n  first\n  second", (1, 6, 2)),
        ("key: |2+\n    first\n", (1, 6, 3)),
        ('{"key":"value"}', (1, 8, 7)),
        ("{key: value}", (1, 7, 5)),
        ("{a: b,\n key: value}", (2, 7, 5)),
        ("{a: [b, {c: d}], key: [value]}", (1, 23, 1)),
        ("a: b\r\nkey: value\r\n", (2, 6, 5)),
        ("a: b\rkey: value\r", (2, 6, 5)),
        ("a: b\r\n\nkey: value", (3, 6, 5)),
    ],
)
def test_a_value_is_found_where_it_is_written(text: str, expected: tuple[int, int, int]) -> None:
    assert place(text, "key") == Place("a.yaml", *expected)


@pytest.mark.parametrize("before", BEFORE)
def test_columns_count_characters_whatever_stands_before(before: str) -> None:
    text = f"{{'{before}': a, \"{before}b\": '{before}c', key: value}}"

    assert place(text, "key") == Place("a.yaml", 1, text.index("value") + 1, 5)
    assert place(text, f"{before}b") == Place("a.yaml", 1, text.index(f"'{before}c'") + 1, len(before) + 3)


@pytest.mark.parametrize("before", BEFORE)
def test_a_length_counts_characters_too(before: str) -> None:
    assert place(f'key: "{before}x"', "key").length == len(before) + 3


@pytest.mark.parametrize("before", BEFORE)
def test_lines_above_move_nothing(before: str) -> None:
    assert place(f"# {before}\na: |\n  {before}\n  {before}x\nkey: value\n", "key") == Place(
        "a.yaml", 5, 6, 5
    )


def test_a_byte_order_mark_moves_no_column() -> None:
    document = reading.read_bytes("\ufeffå: ä\n".encode(), "a.yaml")

    assert document.place_of(("å",)) == Place("a.yaml", 1, 4, 1)


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("a:\n  - b\n  - c\n", ("a", 1), (3, 5, 1)),
        ("a:\n- b: c\n  d: e\n", ("a", 0, "d"), (3, 6, 1)),
        ("a: [b, 'c, d', e]\n", ("a", 1), (1, 8, 6)),
        ("a:\n- - b\n  - c\n", ("a", 0, 1), (3, 5, 1)),
    ],
)
def test_an_item_is_found_by_its_place_in_the_list(
    text: str, where: tuple[str | int, ...], expected: tuple[int, int, int]
) -> None:
    assert place(text, *where) == Place("a.yaml", *expected)


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("1 januari", 11),
        ("'1 januari'", 11),
        ('"1 januari"', 11),
        (">-\n    1 januari", 11),
        ("|\n    1 januari\n", 11),
    ],
)
def test_a_wrong_value_is_told_where_it_begins_in_every_style(written: str, column: int) -> None:
    assert builders.found(f"""
term:
  starts: {written}
  ends: 2022-12-31
""") == [Found("IOP205", 2, column)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("term:\n  <<: {a: b}\n", 2, 3),
        ("å: {ä: ö, <<: x}\n", 1, 11),
        ("🏮: b\n<<: [a, b]\n", 2, 1),
        ("a:\n- b: c\n  <<: x\n", 3, 3),
    ],
)
def test_a_merge_key_is_refused_where_it_stands(text: str, line: int, column: int) -> None:
    (problem,) = reading.read_text(text, "a.yaml").problems

    assert (problem.code, problem.place) == ("IOP106", Place("a.yaml", line, column, 2))


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert reading.read_text("'<<': x\n", "a.yaml").values == {"<<": "x"}


def test_a_merge_key_with_an_alias_is_refused_at_the_anchor() -> None:
    (problem,) = reading.read_text("a: &x {b: c}\nd: {<<: *x}\n", "a.yaml").problems

    assert (problem.code, problem.place.line, problem.place.column) == ("IOP106", 1, 4)


# --- a part of a text


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
