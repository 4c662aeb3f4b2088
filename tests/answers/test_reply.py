from __future__ import annotations

from decimal import Decimal

import pytest

from iopctl.answers import reply
from iopctl.answers.figures import Money
from iopctl.answers.reply import Found
from iopctl.money import Quality
from iopctl.render import json
from iopctl.rules import figure
from iopctl.rules.figure import Unit
from iopctl.struct import asdict
from tests import builders
from tests.builders import day


def test_the_envelope_names_the_schema_the_command_and_the_day() -> None:
    assert asdict(reply.envelope("budget", day("2021-07-13"), None, (), None)) == {
        "schema_version": 1,
        "command": "budget",
        "as_of": day("2021-07-13"),
        "revision": None,
        "result": None,
        "problems": (),
    }


def test_swedish_letters_are_written_as_they_are() -> None:
    made = figure.given("Överenskommelse", Decimal(1), Unit.YEARS)

    assert "Överenskommelse" in json.write(made)


def test_a_problem_has_its_place() -> None:
    found = builders.problem("""
        term:
          starts: snart
          ends: 2022-12-31
        """)

    assert asdict(Found.of(found)) == {
        "code": "IOP205",
        "severity": "error",
        "message": "'snart' is not a day.",
        "hint": "Write year-month-day: 2021-07-13.",
        "file": "agreement.yaml",
        "line": 2,
        "column": 11,
    }


def test_an_amount_has_whole_kronor_and_the_exact_value() -> None:
    made = figure.read("Bidrag", Decimal(352904), Unit.KRONOR, (), Quality.AT_LEAST)

    assert Money.of(made, Decimal("352903.6800")) == Money(
        352904, Decimal("352903.68"), Quality.AT_LEAST, (), ()
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [("1E+6", "1000000"), ("100", "100"), ("0.50", "0.5"), ("0", "0"), ("0.00", "0"), ("10.0", "10")],
)
def test_an_exact_value_has_no_exponent_and_no_empty_zeros(value: str, written: str) -> None:
    assert json.exact(Decimal(value)) == written
