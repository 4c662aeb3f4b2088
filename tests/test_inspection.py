"""What is wrong between the files of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iopctl import inspection
from iopctl.inspection import Inspection
from tests import builders
from tests.builders import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iopctl.problem import Problem

PARTIES = builders.PARTIES
KIND = """
follow_up:
  meetings:
    - {{kind: {}, plural: möten, at_least: 1, per: year, held: [2021-03-01, 2022-03-01]}}
"""


def looked_at(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    paths = [folder / f"{name}.yaml" for name in files]
    for path in paths:
        path.write_text(builders.text(files[path.stem]), encoding="utf-8")
    return sorted(inspection.check_all(paths, Inspection(day("2023-01-01"))))


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        (PARTIES, PARTIES.replace("arbetsmarknadsnämnden", "Arbetsmarknadsnämnden")),
        (PARTIES, PARTIES.replace("Linköpings kommun", "Linköpings\u00a0kommun")),
        (PARTIES, PARTIES.replace("arbetsmarknadsnämnden", "arbetsmarknadsna\u0308mnden")),
        ("responsible: {name: Anna Berg}\n", "responsible: {name: anna  berg}\n"),
        (KIND.format("dialogmöte"), KIND.format("Dialogmöte")),
        ("responsible: {name: anders jolby}\n", builders.MATTER),
    ],
)
def test_a_name_that_a_register_writes_in_two_ways_is_told_at_both_places(
    tmp_path: Path, written: str, otherwise: str
) -> None:
    (problem,) = looked_at(tmp_path, {"a": written, "b": otherwise, "c": otherwise})

    assert (problem.code, problem.place.file) == ("IOP904", str(tmp_path / "b.yaml"))
    assert f"{tmp_path / 'a.yaml'}:" in problem.message


def test_a_name_that_one_file_writes_in_two_ways_is_told_too(tmp_path: Path) -> None:
    text = builders.MATTER + "responsible: {name: Anders  JOLBY}\n"

    (problem,) = looked_at(tmp_path, {"a": text})

    assert (problem.code, problem.source_line.strip()) == ("IOP904", "signatures: [{name: Anders Jolby}]")


def test_names_of_two_kinds_and_other_names_are_not_held_against_one_another(tmp_path: Path) -> None:
    parties = PARTIES.replace("Linköpings kommun", "Arbetsmarknadsnämnden")

    assert looked_at(tmp_path, {"a": PARTIES, "b": parties}) == []


@pytest.mark.parametrize("name", ["arbetsmarknadsnämnden", "Kontoret"])
def test_a_name_that_two_municipalities_spell_each_in_its_way_is_two_names(tmp_path: Path, name: str) -> None:
    here = f"{PARTIES}extension: {{options: 1, length: 1 year, decide: {{by: {name}}}}}\n"
    there = here.replace("Linköpings", "Skogby").replace(name, name.swapcase())

    assert looked_at(tmp_path, {"a": here, "b": there}) == []


def test_a_body_that_decides_is_of_the_municipality_that_has_a_board_of_that_name(tmp_path: Path) -> None:
    region = "parties:\n  regionen: {role: public, name: Regionen, board: regionstyrelsen}"
    text = f"extension: {{options: 1, length: 1 year, decide: {{by: Arbetsmarknadsnämnden}}}}\n{PARTIES}"
    money = "      - {name: Stöd, by: regionen, kind: cash, amount: 1}"

    (problem,) = looked_at(tmp_path, {"a": text.replace("parties:", region) + builders.BUDGET + money})

    assert (problem.code, problem.place.line) == ("IOP904", 1)


def test_a_board_that_names_no_municipality_is_compared_with_that_of_the_only_one(tmp_path: Path) -> None:
    alone = PARTIES.replace("Linköpings kommun", "Arbetsmarknadsnämnden").replace(": arb", ": Arb")
    other = PARTIES.replace("Linköpings kommun", "Skogby kommun")

    (problem,) = looked_at(tmp_path, {"a": PARTIES, "b": alone})

    assert (problem.code, problem.place.file) == ("IOP904", str(tmp_path / "b.yaml"))
    assert looked_at(tmp_path, {"a": PARTIES, "b": alone, "c": other}) == []
