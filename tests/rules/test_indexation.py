from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.rules import figure, indexation
from iopctl.rules.figure import Step, Unit
from iopctl.rules.indexation import Course, Factors
from iopctl.rules.known import Known
from tests import builders

KNOWN = Known(builders.day("2026-01-01"))


def indexed(written: str, base: str, year: int) -> Decimal:
    """Index an amount in the prices of 2021, as a version of the budget says."""
    (version,) = builders.agreement(f"""
        budget:
          - from: 2021-01-01
            price_year: 2021
            {written}
            contributions:
              - {{name: Lön, by: kommunen, kind: staff, amount: 100}}
        """).budget
    amount = figure.read("Lön", Decimal(base), Unit.KRONOR, ())
    return indexation.indexed(amount, Factors.of(Course(version, (), year, KNOWN))).value


@pytest.mark.parametrize(
    ("year", "municipality", "association"),
    [
        (2021, "339200", "325600"),
        (2022, "345984", "332112"),
        (2023, "352903.68", "338754.24"),
        (2024, "359961.7536", "345529.3248"),
    ],
)
def test_two_percent_compounds_from_the_price_year(year: int, municipality: str, association: str) -> None:
    written = "indexation: {percent: 2}"

    assert indexed(written, "339200", year) == Decimal(municipality)
    assert indexed(written, "325600", year) == Decimal(association)


@pytest.mark.parametrize(
    ("year", "carried"),
    [(2021, "339200"), (2022, "345984"), (2023, "352904"), (2024, "359962"), (2025, "367161")],
)
def test_rounded_values_are_carried_forward_where_the_agreement_says_so(year: int, carried: str) -> None:
    assert indexed("indexation: {percent: 2, carry: rounded}", "339200", year) == Decimal(carried)


def test_values_are_carried_rounded_to_the_unit_of_the_agreement() -> None:
    written = "indexation: {percent: 2, carry: rounded}\n            rounding: hundred kronor"

    assert indexed(written, "10000", 2023) == Decimal(10400)


@pytest.mark.parametrize("written", ["indexation: none", "note: Ingen uppräkning."])
def test_without_indexation_an_amount_stays_as_it_is(written: str) -> None:
    assert indexed(written, "339200", 2030) == Decimal(339200)


def test_an_agreement_without_indexation_has_no_factor() -> None:
    (version,) = builders.agreement().budget

    assert indexation.applied(Factors.of(Course(version, (), 2022, KNOWN))) is None


def test_where_rounded_amounts_are_carried_there_is_no_one_factor() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {percent: 2, carry: rounded}
            contributions: [{name: A, by: kommunen, kind: cash, amount: 100}]
        """)

    told = indexation.applied(Factors.of(Course(agreement.budget[0], ("budget", 0), 2023, KNOWN)))

    assert told is not None
    assert (told.stated.percent, told.price_year, told.factor) == (Decimal(2), 2021, None)


@given(
    base=st.integers(0, 10**9),
    hundredths=st.integers(0, 2500),
    years=st.integers(0, 20),
)
def test_exact_carry_is_the_closed_form(base: int, hundredths: int, years: int) -> None:
    percent = Decimal(hundredths) / 100

    value = indexed(f"indexation: {{percent: {percent}}}", str(base), 2021 + years)

    assert Fraction(value) == base * (1 + Fraction(hundredths, 10_000)) ** years


@given(base=st.integers(0, 10**9), percent=st.integers(0, 25), years=st.integers(0, 8))
def test_rounded_carry_rounds_every_year(base: int, percent: int, years: int) -> None:
    expected = Fraction(base)
    for _ in range(years):
        expected = Fraction((expected * (100 + percent) / 100 + Fraction(1, 2)).__floor__())

    value = indexed(f"indexation: {{percent: {percent}, carry: rounded}}", str(base), 2021 + years)

    assert Fraction(value) == expected


def test_a_factor_opens_to_the_percentage_and_the_years() -> None:
    (version,) = builders.filed("ikf").agreement.budget

    base = figure.given("A", Decimal(100), Unit.KRONOR)
    _, factor = indexation.indexed(base, Factors.of(Course(version, ("budget", 0), 2023, KNOWN))).parts

    leaves = [each for each in builders.figures_in(factor) if each.step in {Step.READ, Step.GIVEN}]
    assert [(each.value, each.where) for each in leaves] == [
        (Decimal(2), ("budget", 0, "indexation", "percent")),
        (Decimal(2023), ()),
        (Decimal(2021), ("budget", 0, "price_year")),
    ]


def test_the_factor_of_a_year_is_found_once_for_all_of_its_amounts() -> None:
    computed = builders.year_of(builders.filed("ikf").agreement, 2023)

    (told,) = computed.indexed
    factors = [line.figure.parts[0].parts[1] for line in computed.lines]
    assert len(factors) > 1
    assert all(each is told.factor for each in factors)
