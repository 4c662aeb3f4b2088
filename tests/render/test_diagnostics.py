from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import visible
from iopctl.problem import Place, Problem
from iopctl.render import diagnostics
from tests import builders


def test_a_problem_shows_its_line_a_caret_and_the_cure() -> None:
    slip = builders.problem("""
        term:
          starts: snart
          ends: 2022-12-31
        """)

    assert diagnostics.full([slip]) == (
        "agreement.yaml:2:11: IOP205 'snart' is not a day.\n"
        "    2 |   starts: snart\n"
        "      |           ^^^^^\n"
        "      = Write year-month-day: 2021-07-13.\n"
    )


def test_problems_in_brief_are_one_line_each() -> None:
    slips = builders.read(builders.text("term: {starts: snart, ends: sedan}")).problems

    assert diagnostics.concise(slips) == (
        "agreement.yaml:1:16: IOP205 'snart' is not a day.\n"
        "agreement.yaml:1:29: IOP403 'sedan' is not an end.\n"
    )


def test_problems_in_full_are_set_apart_by_a_blank_line() -> None:
    slips = builders.read(builders.text("term: {starts: snart, ends: sedan}")).problems

    assert diagnostics.full(slips).count("\n\n") == 1


def test_no_problems_are_no_text() -> None:
    assert (diagnostics.full([]), diagnostics.concise([])) == ("", "")


def test_a_file_without_text_has_no_line_to_show() -> None:
    (slip,) = builders.read("").problems

    assert " | " not in diagnostics.full([slip])


def carets(line: str, column: int, length: int, width: int | None = None) -> tuple[str, str]:
    """Draw one problem, and cut out what stands above its carets."""
    slip = Problem(Place("a.yaml", 1, column, length), "IOP205", "Fel.", "", line)
    _, shown, below = diagnostics.full([slip], width).splitlines()
    margin = shown.index("| ") + 2
    return shown[margin:], below[margin:]


def test_a_wide_character_before_the_place_takes_two_columns() -> None:
    assert carets("中: snart", 4, 5) == ("中: snart", "    ^^^^^")


def test_a_combining_mark_takes_no_column() -> None:
    assert carets("e\u0301: snart", 5, 5) == ("e\u0301: snart", "   ^^^^^")


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("👩\u200d👩\u200d👧\u200d👦 ", 3),
        ("Prov\u200bby ", 7),
        ("नि ", 2),
        ("❤\ufe0f ", 3),
        ("手作 ", 5),
        ("🇸🇪 ", 3),
    ],
)
def test_the_caret_stands_below_its_column_whatever_stands_before_it(before: str, columns: int) -> None:
    _, below = carets(f"{before}odd: 1", len(before) + 1, 3)

    assert below == " " * columns + "^^^"


def test_a_long_line_of_wide_characters_is_cut_inside_the_terminal() -> None:
    shown, below = carets("手" * 400 + "HÄR" + "作" * 400, 401, 3, width=80)

    assert visible.columns(shown) <= 80
    assert visible.columns(shown[: shown.index("H")]) == below.index("^")


def test_a_tab_is_shown_as_one_column() -> None:
    assert carets("\tstarts: x", 1, 1) == (" starts: x", "^")


def test_a_long_line_is_cut_around_the_place() -> None:
    shown, below = carets("x" * 400 + "HÄR" + "y" * 400, 401, 3)

    start = below.index("^")
    assert len(shown) <= 100
    assert shown[start : start + 3] == "HÄR"


@given(
    line=st.text("ab:  åx", min_size=1, max_size=300).filter(str.strip),
    data=st.data(),
    width=st.none() | st.integers(40, 120),
)
def test_the_carets_stand_below_the_place_whatever_the_width(
    line: str, data: st.DataObject, width: int | None
) -> None:
    column = data.draw(st.integers(1, len(line)))
    length = data.draw(st.integers(1, len(line) - column + 1))

    shown, below = carets(line, column, length, width)
    start, count = below.index("^"), below.count("^")

    assert count <= length
    assert shown[start : start + count] == line[column - 1 : column - 1 + count]


def test_many_problems_of_one_long_line_take_no_longer_than_of_a_short_one() -> None:
    def taken(letters: int) -> float:
        slips = [
            Problem(Place("a.yaml", 1, each + 1), "IOP205", "Fel.", "", "x" * letters) for each in range(300)
        ]
        began = time.process_time()
        diagnostics.full(slips, 80)
        return time.process_time() - began

    assert min(taken(1_000_000) for _ in range(2)) < 8 * max(min(taken(1_000) for _ in range(2)), 0.01)
