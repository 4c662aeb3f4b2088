"""The tricky cases of money that a controller can read, tests/tricky/money.md, each asked of iopctl."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from iopctl import swedish
from iopctl.rules import budget
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.known import Known
from tests import builders
from tests.builders import day, index_of

PAGE = (Path(__file__).parent / "tricky" / "money.md").read_text(encoding="utf-8")
_SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n.*?^```yaml\n(?P<yaml>.*?)^```\n\n(?P<table>(?:^\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_SERIES = re.compile(r"^series:\n((?: .*\n)+)", re.MULTILINE)
_ONE_SERIES = re.compile(r"^  (\S+):\n    as: (.+)\n    values:\n((?:      .*\n)+)", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One row of the page."""

    title: str
    yaml: str
    year: int
    as_of: str
    who: str
    kronor: str

    def __str__(self) -> str:
        return f"{self.title}, {self.year}, {self.who}, {self.as_of}"

    @property
    def known(self) -> Known:
        """The day, and the series of the block."""
        series = _SERIES.search(self.yaml)
        found = _ONE_SERIES.findall(series[1]) if series else []
        indices = tuple(index_of(code, values, measure) for code, measure, values in found)
        return Known(day(self.as_of), indices)


def cases() -> list[Case]:
    """Read every row of every section."""
    found = []
    for section in _SECTION.finditer(PAGE):
        for row in section["table"].splitlines()[2:]:
            year, as_of, who, kronor, why = (cell.strip() for cell in row.strip("|").split(" | "))
            assert why
            found.append(Case(section["title"], section["yaml"], int(year), as_of, who, kronor))
    return found


def answered(case: Case) -> str:
    """Say what iopctl makes of a case, in the words of the page."""
    agreement = builders.agreement(_SERIES.sub("", case.yaml))
    computed = budget.budget(agreement, case.year, case.known)
    if isinstance(computed, NoFigure):
        return f"no figure: {computed.reason.code}"
    figure = _figures(computed)[case.who]
    return swedish.with_quality(figure[1], swedish.number(figure[0]))


def _figures(computed: Budget) -> dict[str, tuple[Decimal, str]]:
    named = {line.contribution.name: line.figure for line in computed.lines}
    named |= {share.party: share.figure for share in computed.shares}
    named["total"] = computed.total
    return {name: (figure.value, figure.quality) for name, figure in named.items()}


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_tricky_case_comes_to_what_the_page_says(case: Case) -> None:
    assert answered(case) == case.kronor


def test_there_are_as_many_tricky_cases_as_were_promised() -> None:
    assert len(cases()) >= 60
    assert len(cases()) == PAGE.count("\n| 2")
