from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.period import Period
from iopctl.rules import figure, indexation
from iopctl.rules.figure import Step, Unit
from iopctl.rules.indexation import Indexed, Piece
from iopctl.rules.known import Known
from tests import builders
from tests.builders import day, index_of

if TYPE_CHECKING:
    from iopctl.model.budget import BudgetVersion

KNOWN = Known(builders.day("2026-01-01"))


def followed(version: BudgetVersion, year: int) -> Indexed | None:
    return indexation.indexed(Piece(version, 0, Period.year(year), KNOWN))


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
    told = followed(version, year)
    return told.amount(amount).value if told else amount.value


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

    assert followed(version, 2022) is None


def test_where_rounded_amounts_are_carried_there_is_no_one_factor() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {percent: 2, carry: rounded}
            contributions: [{name: A, by: kommunen, kind: cash, amount: 100}]
        """)

    told = followed(agreement.budget[0], 2023)

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
    told = followed(version, 2023)
    assert told is not None
    _, factor = told.amount(base).parts

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


# --- index values that an agreement waits for

EXEMPEL = index_of(
    "EXEMPEL",
    """
    - {year: 2022, value: 100, published: 2023-02-01, status: final}
    - {year: 2023, value: 102, published: 2024-02-01, status: final}
    - {year: 2024, value: 104, published: 2025-02-01, status: preliminary}
    """,
)
TERM = "{starts: 2023-01-01, ends: 2024-12-31}"


def waits(written: str, as_of: str = "2025-06-01", term: str = TERM, more: str = "") -> list[tuple[int, str]]:
    agreement = builders.agreement(f"""
        term: {term}
        {more}
        budget:
          - from: 2023-01-01
            price_year: 2023
            indexation: {{{written}}}
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 100000}}]
        """)
    known = Known(day(as_of), (EXEMPEL,))
    return [(need.value_year, str(need.since)) for need in indexation.needed(agreement, known)]


@pytest.mark.parametrize(
    ("written", "as_of", "waiting"),
    [
        ("series: EXEMPEL", "2025-06-01", []),
        ("series: EXEMPEL", "2025-01-31", [(2024, "2024-01-01")]),
        ("series: EXEMPEL, vintage: final", "2025-06-01", [(2024, "2024-01-01")]),
        ("series: EXEMPEL, lag: 1 year", "2025-01-31", []),
        # the price year's own value is missing first
        ("series: EXEMPEL", "2023-06-01", [(2023, "2024-01-01")]),
        ("percent: 2", "2020-01-01", []),
    ],
)
def test_the_first_value_that_nobody_has_published_is_needed(
    written: str, as_of: str, waiting: list[tuple[int, str]]
) -> None:
    assert waits(written, as_of) == waiting


def test_an_agreement_until_further_notice_needs_the_year_after_the_last_value() -> None:
    term = "{starts: 2023-01-01, ends: until further notice}"

    assert waits("series: EXEMPEL", term=term) == [(2025, "2025-01-01")]


def test_a_value_that_only_an_option_needs_is_not_needed_for_sure() -> None:
    agreement = builders.agreement("""
        term: {starts: 2023-01-01, ends: 2023-12-31}
        extension: {options: 1, length: 2 years}
        budget:
          - from: 2023-01-01
            price_year: 2023
            indexation: {series: EXEMPEL}
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 100000}]
        """)

    (need,) = indexation.needed(agreement, Known(day("2023-12-31"), (EXEMPEL,)))

    assert (need.value_year, need.decided) == (2023, False)
    assert indexation.needed(agreement, Known(day("2024-01-01"), (EXEMPEL,))) == ()


def test_a_series_that_is_not_there_is_needed_from_the_first_indexed_year() -> None:
    assert waits("series: OKÄND".replace("Ä", "A")) == [(2024, "2024-01-01")]
