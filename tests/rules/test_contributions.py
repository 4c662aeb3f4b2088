from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money
from iopctl.money import Quality
from iopctl.period import Period
from iopctl.rules import budget
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.known import Known
from tests import builders
from tests.builders import day


def computed(amount: str, year: int, term: str, more: str = "") -> Budget | NoFigure:
    agreement = builders.agreement(f"""
        term: {{{term}}}
        {more}
        budget:
          - from: 2000-01-01
            contributions:
              - {{name: Bidrag, by: kommunen, kind: cash, amount: {amount}}}
        """)
    return budget.budget(agreement, year, Known(day("2035-01-01")))


@pytest.mark.parametrize(("year", "kronor"), [(2024, 335_000), (2025, 135_000)])
def test_a_sum_over_470_days_is_split_335_to_135(year: int, kronor: int) -> None:
    result = computed("470000, basis: term, spread: days", year, "starts: 2024-02-01, ends: 2025-05-15")

    assert isinstance(result, Budget)
    assert result.total.value == kronor


def test_a_sum_keeps_its_quality_in_every_year() -> None:
    result = computed(
        "at least 100000, basis: term, spread: evenly", 2024, "starts: 2024-01-01, ends: 2025-12-31"
    )

    assert isinstance(result, Budget)
    assert result.total.value == 50_000
    assert result.total.quality is Quality.AT_LEAST


def test_a_part_of_a_year_needs_no_rule_where_all_money_is_one_sum() -> None:
    result = computed("100000, basis: term, spread: days", 2024, "starts: 2024-02-01, ends: 2025-12-31")

    assert isinstance(result, Budget)


def test_beside_an_amount_for_a_year_a_part_of_a_year_needs_its_rule() -> None:
    rent = "{name: Hyra, by: kommunen, kind: premises, amount: 1"
    line = f"100000, basis: term, spread: days}}\n              - {rent}"

    result = computed(line, 2024, "starts: 2024-02-01, ends: 2025-12-31")

    assert isinstance(result, NoFigure)
    assert result.reason.code == "IOP652"


def test_the_sum_of_an_extension_is_spread_over_that_extension() -> None:
    agreement = builders.agreement("""
        term: {starts: 2022-01-01, ends: 2022-12-31}
        extension: {options: 1, length: 2 years, extensions: [
          {starts: 2023-01-01, ends: 2024-12-31, status: decided}]}
        budget:
          - from: 2022-01-01
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 10}]
          - from: 2023-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 90000, basis: term, spread: evenly}
        """)

    assert [builders.year_of(agreement, year).total.value for year in (2022, 2023, 2024)] == [
        10,
        45_000,
        45_000,
    ]


@given(
    starts=st.dates(date(2022, 1, 1), date(2024, 12, 31)),
    length=st.integers(0, 1500),
    amount=st.decimals(min_value=0, max_value=10**7, places=2),
    spread=st.sampled_from(["days", "evenly"]),
)
def test_the_years_of_a_sum_add_up_to_it(starts: date, length: int, amount: Decimal, spread: str) -> None:
    ends = starts + timedelta(days=length)
    years = range(starts.year, ends.year + 1)
    results = [
        computed(f"{amount}, basis: term, spread: {spread}", year, f"starts: {starts}, ends: {ends}")
        for year in years
    ]

    printed = []
    for result in results:
        assert isinstance(result, Budget)
        assert builders.recomputed(result.total) == result.total.value
        printed.append(result.total.value)
    assert money.add(printed) == money.rounded(amount)


def test_the_years_of_a_sum_add_up_to_it_in_the_unit_of_the_agreement() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2023-12-31}
        budget:
          - from: 2021-01-01
            rounding: hundred kronor
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 10000, basis: term, spread: evenly}
        """)

    totals = [builders.year_of(agreement, year).total.value for year in (2021, 2022, 2023)]

    assert totals == [3400, 3300, 3300]


LUMP_OF_AN_EXTENSION = """
    term: {{starts: 2022-01-01, ends: 2023-12-31, part_years: months}}
    extension: {{options: 1, length: 2 years, extensions: [{extensions}]}}
    budget:
      - from: 2022-01-01
        contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 100000}}]
      - from: 2024-01-01
        decided: 2022-01-01
        contributions:
          - {{name: Bidrag, by: kommunen, kind: cash, amount: 240000, basis: term, spread: months}}
    """


def test_a_sum_is_for_the_extension_that_holds_and_not_for_one_that_was_declined() -> None:
    agreement = builders.agreement(
        LUMP_OF_AN_EXTENSION.format(
            extensions="{starts: 2024-01-01, ends: 2024-06-30, status: declined, decided: 2023-05-01}, "
            "{starts: 2024-01-01, ends: 2025-12-31, status: decided, decided: 2023-09-01}"
        )
    )

    assert [builders.year_of(agreement, year).total.value for year in (2024, 2025)] == [120000, 120000]


def test_a_sum_is_not_spread_over_an_extension_that_nobody_has_proposed_yet() -> None:
    agreement = builders.agreement(
        LUMP_OF_AN_EXTENSION.format(
            extensions="{starts: 2024-01-01, ends: 2025-06-30, status: decided, proposed: 2023-06-01, "
            "decided: 2023-09-01}"
        )
    )

    assert builders.refused(agreement, 2024, "2023-05-01").reason.code == "IOP659"
    assert builders.year_of(agreement, 2024, "2023-06-01").total.value == 160000


@given(cut=st.dates(date(2023, 1, 2), date(2024, 12, 31)), kronor=st.integers(0, 10**7))
def test_the_parts_of_a_year_of_a_sum_add_up_to_the_year(cut: date, kronor: int) -> None:
    agreement = builders.agreement(f"""
        term: {{starts: 2023-01-01, ends: 2024-12-31}}
        budget:
          - from: 2023-01-01
            contributions:
              - {{name: Bidrag, by: kommunen, kind: cash, amount: {kronor}, basis: term, spread: days}}
        """)
    known = Known(day("2035-01-01"))
    first = Period.of(date(cut.year, 1, 1), cut - timedelta(days=1)) if cut.timetuple().tm_yday > 1 else None
    rest = Period.of(cut, date(cut.year, 12, 31))

    parts = [budget.budget(agreement, cut.year, known, each) for each in (first, rest) if each is not None]

    whole = budget.budget(agreement, cut.year, known)
    assert isinstance(whole, Budget)
    added = money.add(part.exact for part in parts if isinstance(part, Budget))
    assert abs(added - whole.exact) < Decimal("1e-30")
