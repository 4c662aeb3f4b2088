from __future__ import annotations

import time

import pytest

from iopctl import codes
from iopctl.model import texts
from tests import builders

ACUTE, JOINER = "\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH JOINER}"


@pytest.mark.parametrize(
    "text",
    [
        "En vanlig text, med å som bokstav och märke: a\N{COMBINING RING ABOVE}.",
        f"a{ACUTE * 8}b{ACUTE * 8}",
        f"{'å' * 1_000} {'å' * 1_000}",
        "Українською мовою, без наголосів, довгий текст.",
        "ord\n\n" * 1_000,
    ],
)
def test_what_people_write_fits(text: str) -> None:
    assert texts.unfit(text) is None


@pytest.mark.parametrize("invisible", ["\u00a0", "\u200b", "\u202e", "\u00ad", "\ufeff", "\n", "\x07"])
def test_an_address_with_an_invisible_character_is_no_address(invisible: str) -> None:
    assert texts.is_web_address("https://exempelby.se/a")
    assert not texts.is_web_address(f"https://exempelby.se/a{invisible}b")


@pytest.mark.parametrize("marks", [ACUTE * 9, ACUTE * 30_000, (ACUTE + JOINER) * 5, JOINER * 9])
def test_a_letter_with_more_marks_than_any_language_has_is_found(marks: str) -> None:
    found = texts.unfit(f"Ord a{marks} ord")

    assert found is not None
    assert found.kind in {codes.STACKED_MARKS, codes.LONG_WORD}


@pytest.mark.parametrize("word", ["å" * 1_001, "ord\u00a0" * 300, "å" * 40_000])
def test_a_word_that_no_line_takes_is_found(word: str) -> None:
    found = texts.unfit(f"Ord {word} ord")

    assert found is not None
    assert found.kind is codes.LONG_WORD


@pytest.mark.parametrize(
    "line", ["title: a" + ACUTE * 30_000, "title: a" + ACUTE * 9, "purpose: " + "å" * 40_000]
)
def test_such_a_text_is_a_problem_at_its_place_in_the_file(line: str) -> None:
    (only,) = builders.read(builders.text(line)).problems

    assert only.code in {"IOP213", "IOP214"}
    assert (only.place.line, only.place.column) == (1, line.index(" ") + 2)
    assert len(only.message) < 200


@pytest.mark.parametrize("text", ["å" * 1_000_000, "a " * 500_000, f"a{ACUTE * 8} " * 100_000])
def test_a_long_text_is_looked_through_in_a_time_in_proportion_to_it(text: str) -> None:
    began = time.process_time()
    texts.unfit(text)

    assert time.process_time() - began < 2
