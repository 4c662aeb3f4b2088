from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iopctl.memo import Writer
from iopctl.problem import Problem
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from tests import builders
from tests.builders import MATTER, Whole

if TYPE_CHECKING:
    from pathlib import Path


def facts(whole: Whole) -> Memo:
    gathered = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(gathered, Memo)
    return gathered


def written(whole: Whole, templates: Path) -> str:
    text = Writer(templates).write(facts(whole))
    assert isinstance(text, str)
    return text.replace("\u00a0", " ")


def completed(text: str) -> Whole:
    return builders.whole(builders.text(text))


SECTIONS = [
    "## Förslag till arbetsmarknadsnämndens beslut",
    "## Ärende",
    "## Beslutsunderlag",
    "## Bakgrund",
    "## Ekonomiska konsekvenser",
    "## Kommunala mål",
    "## Jämställdhet",
    "## Samråd",
    "## Uppföljning och utvärdering",
    "## Information eller förhandling enligt lag (1976:580) om medbestämmande i arbetslivet",
    "## Beslutet skickas till",
]


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_the_sections_stand_in_linkopings_order(name: str, tmp_path: Path) -> None:
    text = written(builders.filed(name), tmp_path)

    assert [line for line in text.splitlines() if line.startswith("## ")] == SECTIONS


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_the_same_input_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    assert written(builders.filed(name), tmp_path) == written(builders.filed(name), tmp_path)


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_no_blank_lines_pile_up_and_one_ends_the_file(name: str, tmp_path: Path) -> None:
    text = written(builders.filed(name), tmp_path)

    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ikf", "Parternas insatser uppgår sammanlagt till 664 800 kronor"),
        ("ikf", "339 200 kr"),
        ("ikf", "325 600 kr"),
        ("ikf", "två gånger"),
        ("ikf", "över 60 deltagare"),
        ("ikf", "60 deltagare åt gången"),
        ("stadsmission", "1 januari 2022–31 december 2023"),
        ("stadsmission", "minst 4 161 000 kr"),
        ("stadsmission", "2 200 000 kr"),
        ("stadsmission", "52 012,50 kr"),
        ("stadsmission", "27 500 kr"),
        ("stadsmission", "andra och sista förlängningen"),
        ("stadsmission", "var 75 % av deltagarna kvinnor"),
        ("stadsmission", "minst fyra gånger"),
    ],
)
def test_what_can_be_computed_is_computed(name: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in written(builders.filed(name), tmp_path)


def test_what_an_official_writes_never_turns_into_structure(tmp_path: Path) -> None:
    text = written(
        completed(MATTER.replace("Juridikenheten har rådfrågats.", '"# Rubrik | *stjärna* {% 7 * 7 %}"')),
        tmp_path,
    )

    assert r"\# Rubrik \| \*stjärna\* {% 7 \* 7 %}" in text


def test_paragraphs_of_a_text_stay_paragraphs(tmp_path: Path) -> None:
    text = written(
        completed(
            MATTER.replace(
                "equality: Verksamheten är öppen för alla.",
                "equality: |\n      Ett\n      stycke.\n\n      Ett till.",
            )
        ),
        tmp_path,
    )

    assert "\n\nEtt stycke.\n\nEtt till.\n\n" in text


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("not called for", "Ärendet kräver varken information eller förhandling."),
        ("information", "Ärendet kräver information."),
        ("negotiation", "Ärendet kräver förhandling."),
    ],
)
def test_the_memo_says_what_codetermination_asks_for(value: str, sentence: str, tmp_path: Path) -> None:
    text = written(completed(MATTER.replace("not called for", value)), tmp_path)

    assert f"\n{sentence}\n" in text


def test_an_agreement_that_does_not_say_how_it_is_followed_up_says_that(tmp_path: Path) -> None:
    assert "anger inte hur den ska följas upp" in written(completed(MATTER), tmp_path)


@pytest.mark.parametrize(
    ("name", "genitive"),
    [("Linköpings kommun", "Linköpings kommuns"), ("IKF", "IKF:s"), ("Hjälpens", "Hjälpens")],
)
def test_a_party_stands_in_the_genitive(name: str, genitive: str, tmp_path: Path) -> None:
    parties = (
        "parties:\n"
        "  kommunen: {role: public, name: K, board: nämnden, administration: Kontoret}\n"
        f"  ikf: {{role: civil, name: {name}}}\n"
    )

    assert f"{genitive} andel" in written(completed(parties + MATTER), tmp_path)


# --- a register's own templates


def own(folder: Path, template: str) -> Path:
    (folder / "memo").mkdir()
    (folder / "memo" / "adopt.md.j2").write_text(template, encoding="utf-8")
    return folder


def fault(folder: Path, template: str) -> Problem:
    outcome = Writer(own(folder, template)).write(facts(completed(MATTER)))
    assert isinstance(outcome, Problem)
    return outcome


def test_the_registers_own_template_comes_first(tmp_path: Path) -> None:
    own(tmp_path, "# {{ memo.agreement.title }}\n")

    assert written(completed(MATTER), tmp_path) == "# Partnerskapet\n"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("# Rubrik\n{{ memo.bord }}\n", 2),
        ("# Rubrik\n\n{{ memo.board.nme }}\n", 3),
        ("{{ okänt }}\n", 1),
        ("a\n{% if %}\n", 2),
        ("a\nb\n{{ memo.as_of | saknas }}\n", 3),
        ("a\n{{ 1 / 0 }}\n", 2),
        ("a\n{{ memo.agreement.title + 1 }}\n", 2),
        ('{% extends "memo/annan.md.j2" %}\n', 1),
    ],
)
def test_a_template_that_is_at_fault_is_told_with_its_line(template: str, line: int, tmp_path: Path) -> None:
    problem = fault(tmp_path, template)

    assert (problem.code, problem.place.line) == ("IOP804", line)
    assert problem.source_line == template.splitlines()[line - 1]
