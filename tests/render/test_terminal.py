from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import visible
from iopctl.render import terminal
from iopctl.table import Column, Table
from tests.test_table import KRONOR


def test_off_a_terminal_columns_are_as_wide_as_their_widest_cell() -> None:
    assert terminal.write([KRONOR], None) == (
        "Budget 2021\n"
        "\n"
        "Part       Kronor\n"
        "────────  ───────\n"
        "Kommunen  339 200\n"
        "IKF       325 600\n"
        "────────  ───────\n"
        "Total     664 800\n"
        "\n"
        "Inget är uppräknat.\n"
    )


def test_a_table_that_fits_is_drawn_as_it_is_elsewhere() -> None:
    assert terminal.write([KRONOR], 80) == terminal.write([KRONOR], None)


def test_only_the_lines_of_a_text_that_are_too_long_are_broken() -> None:
    text = "  agreements/ikf.yaml\n    3 | ends:   x\n\nEn mening som är för lång.\n"

    assert terminal.lines(text, 24) == text.replace("för lång", "för\nlång")
    assert terminal.lines(text, None) == text


WIDE = Table(
    columns=(Column("Part"), Column("Uppdrag"), Column("Kronor", figures=True)),
    rows=(
        ("Linköpings kommun", "Handledare under Må bra-grupp och annan personal", "1\u00a0339\u00a0200"),
        ("Internationella Kvinnoföreningen", "Lokaler", "325\u00a0600"),
    ),
    title="Budget",
    sums=(("Total", "", "1\u00a0664\u00a0800"),),
)


@pytest.mark.parametrize("width", [40, 50, 60, 79])
def test_a_table_that_does_not_fit_stays_inside_the_terminal(width: int) -> None:
    lines = terminal.write([WIDE], width).splitlines()

    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [40, 60])
def test_no_word_and_no_figure_is_lost_where_a_table_is_broken(width: int) -> None:
    drawn = terminal.write([WIDE], width)

    for word in ("Linköpings", "Handledare", "Kvinnoföreningen", "Lokaler"):
        assert word in drawn
    for figure in ("1\u00a0339\u00a0200", "325\u00a0600", "1\u00a0664\u00a0800"):
        assert figure in drawn


def test_markup_in_a_name_is_drawn_as_it_is_written() -> None:
    marked = Table((Column("Part"), Column("Uppdrag")), (("[bold]IKF[/bold]", "x " * 30),))

    assert "[bold]IKF[/bold]" in terminal.write([marked], 50)


def test_a_sentence_is_broken_at_the_width_and_hangs() -> None:
    assert terminal.wrapped("- ett två tre fyra", 10, hanging=2) == "- ett två\n  tre fyra"


def test_off_a_terminal_a_sentence_is_not_broken() -> None:
    assert terminal.wrapped("ord " * 100, None) == "ord " * 100


@given(
    words=st.lists(st.text("abcå", min_size=1, max_size=9), min_size=1, max_size=20),
    width=st.integers(10, 60),
)
def test_breaking_a_sentence_loses_no_word(words: list[str], width: int) -> None:
    assert terminal.wrapped(" ".join(words), width).split() == words


WIDE_LETTERS = Table(
    (Column("Namn"), Column("Kronor", figures=True)),
    (("手作 och 🎉", "1"), ("Provfo\u0308reningen", "22"), ("👩\u200d👩\u200d👧", "333"), ("å", "4444")),
)


@pytest.mark.parametrize("width", [None, 80, 30])
def test_wide_and_combining_characters_leave_the_columns_where_they_are(width: int | None) -> None:
    rows = [line for line in terminal.write([WIDE_LETTERS], width).splitlines() if line[-1:].isdigit()]

    assert len(rows) == 4
    assert len({visible.columns(row) for row in rows}) == 1


def test_an_empty_line_in_a_value_keeps_to_its_row() -> None:
    bonus = Table(
        (Column("Namn"), Column("Kronor", figures=True)), (("Bidrag\n\ntill lokal", "1"), ("b", "2"))
    )

    assert terminal.write([bonus], None).splitlines()[2:] == [
        "Bidrag till lokal       1",
        "b                       2",
    ]


@given(words=st.lists(st.text("a手o\u0308é", min_size=1, max_size=9), min_size=1), width=st.integers(20, 60))
def test_a_sentence_of_wide_characters_stays_inside_the_terminal(words: list[str], width: int) -> None:
    broken = terminal.wrapped(" ".join(words), width)

    assert max(map(visible.columns, broken.splitlines())) <= width
    assert broken.split() == words


@pytest.mark.parametrize("unit", ["a", "ab ", "\n", "手", "手 ", "\u0308", "\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize("width", [None, 80])
def test_the_work_of_drawing_grows_no_faster_than_a_cell(unit: str, width: int | None) -> None:
    def taken(times: int) -> float:
        long = Table(
            (Column("Namn"), Column("Kronor", figures=True)), ((f"a{unit * times}", "1"), ("b", "2"))
        )
        began = time.process_time()
        terminal.write([long], width)
        return time.process_time() - began

    assert min(taken(40_000) for _ in range(2)) < 8 * max(min(taken(10_000) for _ in range(2)), 0.01)
