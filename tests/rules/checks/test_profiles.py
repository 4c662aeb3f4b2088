from __future__ import annotations

from pathlib import Path

import pytest

from iopctl import references
from iopctl.source import shipped

SOUND = """\
format: 1
title: Exempelby
sections:
  - section: decisions
    heading: Förslag till {nämndens} beslut
  - section: matter
    heading: Ärende
    parts:
      - section: background
        heading: Bakgrund
  - section: signatures
"""


def found(folder: Path, text: str) -> list[tuple[str, int, int]]:
    path = folder / "exempelby.yaml"
    path.write_text(text, encoding="utf-8")
    record = references.read_profile(path)
    assert (record.profile is None) is bool(record.problems)
    return [(each.code, each.place.line, each.place.column) for each in record.problems]


@pytest.mark.parametrize("name", ["linkoping", "malmo", "uppsala"])
def test_a_profile_that_is_shipped_is_in_order(name: str) -> None:
    assert references.read_profile(shipped.templates() / shipped.PROFILES / f"{name}.yaml").problems == ()


def test_each_section_once_with_a_heading_is_in_order(tmp_path: Path) -> None:
    assert found(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("background", "matter", ("IOP820", 9, 18)),
        ("{nämndens}", "{nämnd}", ("IOP821", 5, 14)),
        ("section: decisions", "section: summary", ("IOP822", 3, 1)),
        ("    heading: Ärende\n", "", ("IOP202", 6, 5)),
        ("title: Exempelby\n", "title: Exempelby\nsentences: clauses\n", ("IOP202", 1, 1)),
        ("title: Exempelby\n", 'title: Exempelby\nlead: "{Styrelsen} beslutar"\n', ("IOP821", 3, 7)),
        ("section: matter", "section: ärende", ("IOP204", 6, 14)),
        ("title: Exempelby\n", "title: Exempelby\nsektions: []\n", ("IOP201", 3, 1)),
    ],
)
def test_a_slip_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, problem: tuple[str, int, int]
) -> None:
    assert old in SOUND

    assert found(tmp_path, SOUND.replace(old, new)) == [problem]
