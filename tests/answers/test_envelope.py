from __future__ import annotations

import json
from decimal import Decimal

import pytest

from iopctl.answers import envelope
from iopctl.money import Amount
from tests import builders
from tests.builders import day


def test_the_envelope_names_the_schema_the_command_and_the_day() -> None:
    written = envelope.write("budget", day("2021-07-13"), {"agreement": "ikf"})

    assert json.loads(written) == {
        "schema_version": 1,
        "command": "budget",
        "as_of": "2021-07-13",
        "revision": None,
        "result": {"agreement": "ikf"},
        "problems": [],
    }


def test_swedish_letters_are_written_as_they_are() -> None:
    assert "Överenskommelse" in envelope.write("list", day("2021-01-01"), "Överenskommelse")


def test_a_problem_has_its_place() -> None:
    slip = builders.problem("""
        term:
          starts: snart
          ends: 2022-12-31
        """)

    assert envelope.problem_fields(slip) == {
        "code": "IOP205",
        "severity": "error",
        "message": "'snart' is not a day.",
        "hint": "Write year-month-day: 2021-07-13.",
        "file": "agreement.yaml",
        "line": 2,
        "column": 11,
    }


def test_an_amount_has_whole_kronor_and_the_exact_value() -> None:
    fields = envelope.money_fields(Amount.parse("at least 352904"), Decimal("352903.6800"))

    assert fields == {"amount": 352904, "exact": "352903.68", "quality": "at least"}


@pytest.mark.parametrize(
    ("value", "written"),
    [("1E+6", "1000000"), ("100", "100"), ("0.50", "0.5"), ("0", "0"), ("0.00", "0"), ("10.0", "10")],
)
def test_an_exact_value_has_no_exponent_and_no_empty_zeros(value: str, written: str) -> None:
    assert envelope.exact_text(Decimal(value)) == written


def test_a_day_that_is_not_there_is_null() -> None:
    assert (envelope.day(None), envelope.day(day("2021-01-01"))) == (None, "2021-01-01")
