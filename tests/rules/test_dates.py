"""The table of days in `tests/cases/dates.md`, row by row: an official reads it, and here it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl.rules import extension
from tests import builders
from tests.builders import day

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

PAGE = Path(__file__).parents[1] / "cases" / "dates.md"
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the page, under the agreement of its section."""

    agreement: str
    as_of: str
    answer: tuple[str, ...]


def cases() -> list[ParameterSet]:
    """Read the page."""
    found = []
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        agreement = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)[0]
        for row in re.findall(r"^\| (\d{4}-.*) \|$", section, re.MULTILINE):
            as_of, *answer, _why = row.split(" | ")
            case = Case(agreement, as_of, tuple(answer))
            found.append(pytest.param(case, id=f"{heading}, {as_of}"))
    return found


def test_the_page_has_more_rows_than_an_official_can_remember() -> None:
    assert len(cases()) >= 80


@pytest.mark.parametrize("case", cases())
def test_the_answer_of_the_day_is_that_of_the_page(case: Case) -> None:
    verdict = extension.verdict(builders.agreement(case.agreement), day(case.as_of))

    assert case.answer == (
        "yes" if verdict.eligible else "no",
        verdict.reasons[0].code,
        "until further notice" if verdict.ends is None else str(verdict.ends),
        NOTHING if verdict.decide_by is None else str(verdict.decide_by),
        NOTHING if verdict.next is None else str(verdict.next),
    )
