"""The quick way to a file's values, beside the close reading that finds places."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iopctl.source import reading, values
from tests.runs.run import CHECKOUT

FILES = sorted(
    [*(CHECKOUT / "agreements").rglob("*.yaml"), *(CHECKOUT / "tests" / "examples" / "valid").rglob("*.yaml")]
)
INVALID = sorted((CHECKOUT / "tests" / "examples" / "invalid").rglob("*.yaml"))
PIECES = st.sampled_from(
    [
        *[
            "a: b\n",
            "  c: d\n",
            "- e\n",
            "f: [g, {h: i}]\n",
            "j: |\n  k\n  l\n",
            "m:\n",
            "n: ~\n",
            "o: '~'\n",
        ],
        *['p: "\\u202e"\n', "q: &x y\n", "r: *x\n", "s: !t u\n", "<<: {v: w}\n", "a: x\n", "---\n", "? z\n"],
        *['? "a\\tb"\n: c\n', "# d\n", "e: 'f\n  g'\n", "{h: i}: j\n", "k: \x07\n", "\ufeff", "...\n"],
    ]
)


def closely(text: str) -> reading.Document:
    document = reading.Document("a.yaml", text)
    reading.read_closely(document)
    return document


def quickly(text: str) -> dict[str, values.Plain] | None:
    try:
        return values.read(text)
    except (values.UnusualError, yaml.YAMLError):
        return None


def test_nothing_that_a_file_or_a_key_may_not_hold_is_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert not any(map(str.isprintable, values.FORBIDDEN.findall(every)))
    assert not any(map(str.isprintable, values.FORBIDDEN_IN_KEYS.findall(every)))


def test_every_forbidden_character_of_a_text_is_found_among_what_is_only_unusual() -> None:
    assert values.forbidden("a\u00a0b\n\tc\x07\u202ed\r\n") == ["\x07", "\u202e"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sound_file_is_read_the_quick_way(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")

    assert quickly(text) == closely(text).values


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_whatever_the_quick_way_takes_is_what_the_close_reading_finds(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    taken = quickly(text)

    assert taken is None or taken == closely(text).values


@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_quick_way_takes_nothing_that_the_close_reading_refuses(text: str) -> None:
    taken = quickly(text)

    if taken is not None and not values.FORBIDDEN.search(text):
        close = closely(text)
        assert close.readable
        assert not close.problems
        assert not close.findings
        assert close.values == taken


@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_the_quick_way_does_not_take_has_its_problem_told(text: str) -> None:
    if quickly(text) is None:
        document = reading.read_text(text, "a.yaml")
        assert document.problems or document.findings


def test_the_places_of_a_file_read_the_quick_way_are_those_of_the_close_reading() -> None:
    text = (CHECKOUT / "agreements" / "ikf.yaml").read_text(encoding="utf-8")

    assert reading.read_text(text, "a.yaml").root == closely(text).root
