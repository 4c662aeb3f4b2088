"""Every kind of problem: its code, its sentences, and its use; tests/examples shows each in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iopctl import codes
from iopctl.problem import Kind
from iopctl.rules import budget
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known
from tests import builders
from tests.builders import day

KINDS = [kind for kind in vars(codes).values() if isinstance(kind, Kind)]


def money(contribution: str = "amount: 1", version: str = "") -> str:
    line = f"{{name: Lön, by: ikf, kind: staff, {contribution}}}"
    return f"budget: [{{from: 2021-01-01, {version}contributions: [{line}]}}]"


HALF = "{name: Lön, by: ikf, kind: staff, amount: 1}"
CUT = (
    f"budget: [{{from: 2021-01-01, contributions: [{HALF}]}}, {{from: 2022-05-01, contributions: [{HALF}]}}]"
)

TERM_SUM = "{name: B, by: ikf, kind: cash, amount: 1, basis: term}"
IN_AN_OPTION = f"{{from: 2023-01-01, decided: 2022-01-01, contributions: [{TERM_SUM}]}}"

# What stands in the way of a figure, with the year that is asked for.
NO_FIGURE = {
    "IOP650": ("", 2020),
    "IOP651": ("", 2023),
    "IOP652": ("term: {starts: 2021-02-01, ends: 2022-12-31}", 2021),
    "IOP653": ("term: {starts: 2021-02-02, ends: 2022-12-31, part_years: months}", 2021),
    "IOP657": (money("amount: 1, basis: term"), 2022),
    "IOP658": (money("amount: 1, basis: period of 400 days, spread: months"), 2022),
    "IOP659": (
        "extension: {options: 1, length: 1 year}\n" + money().replace("]}]", f"]}}, {IN_AN_OPTION}]"),
        2023,
    ),
    "IOP656": (money(version="price_year: 2021, indexation: {series: PKV}, "), 2022),
    "IOP654": ("term: {starts: 2021-01-01, ends: 2022-12-31, part_years: full}\n" + CUT, 2022),
}


@pytest.mark.parametrize("code", NO_FIGURE)
def test_a_year_without_a_figure_has_this_reason(code: str) -> None:
    text, year = NO_FIGURE[code]

    computed = budget.budget(builders.agreement(text), year, Known(day("2022-06-01")))

    assert isinstance(computed, NoFigure)
    assert computed.reason.code == code


def test_kinds_of_problem_that_share_a_code_weigh_the_same() -> None:
    severities = {(kind.code, kind.severity) for kind in KINDS if kind.code.startswith("IOP")}

    assert len(severities) == len({code for code, _ in severities})


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.code.startswith("IOP")], ids=lambda kind: kind.code
)
def test_every_problem_says_how_to_mend_it_in_whole_sentences(kind: Kind) -> None:
    assert kind.message.endswith((".", "{reason}"))
    assert kind.hint.endswith((".", "{cure}"))


def test_every_kind_is_used() -> None:
    package = Path(codes.__file__).parents[1]
    modules = [each for each in package.rglob("*.py") if each.parent.name != "codes"]
    used = set(re.findall(r"\bcodes\.([A-Z0-9_]+)\b", "\n".join(each.read_text("utf-8") for each in modules)))

    assert {name for name, kind in vars(codes).items() if isinstance(kind, Kind)} <= used
