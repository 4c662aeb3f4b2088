"""Every numbered fact of the two real memos stands in the memo that iopctl writes, and nothing else does.

Each fact has a place of its own: one sentence, table row or item of its section that says all of it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest
import yaml

from iopctl.memo.template import Writer
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from tests import builders

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

Fact: TypeAlias = dict[str, Any]

HERE = Path(__file__).parent
AGREEMENTS = {"ikf": 45, "stadsmission": 41}
# What an official writes; the other sections are lists, tables and computed figures.
PROSE = {"Ärende", "Bakgrund", "Kommunala mål", "Jämställdhet", "Samråd", "Uppföljning och utvärdering"}
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ”])")


@cache
def stated(agreement: str) -> list[Fact]:
    return cast("list[Fact]", yaml.safe_load((HERE / f"{agreement}.yaml").read_text(encoding="utf-8")))


@cache
def sections(agreement: str) -> dict[str, list[str]]:
    """Give the sentences, rows and items of each section of the memo."""
    whole = builders.filed(agreement)
    gathered = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(gathered, Memo)
    text = Writer(HERE / "no templates").write(gathered)
    assert isinstance(text, str)
    found: dict[str, list[str]] = {}
    name = "head"
    for line in text.replace("\u00a0", " ").splitlines():
        if line.startswith("## ") or line == "---":
            name = "signatures" if line == "---" else line.removeprefix("## ")
        elif line:
            whole_line = re.match(r"\||- |\d+\. |# ", line)
            found.setdefault(name, []).extend([line] if whole_line else _SENTENCE.split(line))
    return found


def says(fact: Fact, words: str) -> bool:
    return all(re.search(each, words, re.IGNORECASE) for each in fact["says"])


def _facts() -> list[ParameterSet]:
    return [
        pytest.param(agreement, fact, id=f"{agreement}-{fact['fact']}-{fact['is']}")
        for agreement in AGREEMENTS
        for fact in stated(agreement)
        if "fact" in fact
    ]


@pytest.mark.parametrize(("agreement", "fact"), _facts())
def test_a_fact_stands_in_one_place_of_its_section(agreement: str, fact: Fact) -> None:
    section = sections(agreement)[fact["in"]]

    assert [each for each in section if says(fact, each)][1:] == []
    assert any(says(fact, each) for each in section), "\n".join(section)


@pytest.mark.parametrize(("agreement", "fact"), _facts())
def test_its_section_says_nothing_weaker_or_stronger_and_names_nobody_else(
    agreement: str, fact: Fact
) -> None:
    section = sections(agreement)[fact["in"]]

    found = [
        (wrong, each)
        for wrong in fact.get("never", ())
        for each in section
        if re.search(wrong, each, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize(("agreement", "last"), AGREEMENTS.items())
def test_every_number_of_the_sheet_is_there(agreement: str, last: int) -> None:
    assert {fact["fact"] for fact in stated(agreement) if "fact" in fact} == {*range(1, last + 1)}


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_no_sentence_says_what_the_sheet_does_not(agreement: str) -> None:
    said = [(name, each) for name in PROSE for each in sections(agreement)[name]]

    known = [each for each in stated(agreement) if each["in"] in PROSE]
    assert [
        (name, each) for name, each in said if not any(one["in"] == name and says(one, each) for one in known)
    ] == []


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_prose_is_in_paragraphs_and_not_in_rows_of_single_sentences(agreement: str) -> None:
    text = (HERE.parent / "golden" / f"{agreement}.md").read_text(encoding="utf-8")
    for name in ("Ärende", "Bakgrund"):
        section = text.split(f"## {name}\n")[1].split("\n## ")[0]
        paragraphs = [each for each in section.strip().split("\n\n") if not each.startswith("|")]
        lengths = [len(_SENTENCE.split(each)) for each in paragraphs if not each.endswith(":")]

        assert max(lengths) <= 5, (name, lengths)
        # The administration's view is one sentence, and stands by itself.
        assert lengths.count(1) <= 1, (name, lengths)
