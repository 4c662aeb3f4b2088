from __future__ import annotations

import pytest

from iopctl.rules import needs
from iopctl.rules.known import Known
from tests import builders
from tests.builders import day, index_of

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
    return [(need.value_year, str(need.since)) for need in needs.needed(agreement, known)]


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

    (need,) = needs.needed(agreement, Known(day("2023-12-31"), (EXEMPEL,)))

    assert (need.value_year, need.decided) == (2023, False)
    assert needs.needed(agreement, Known(day("2024-01-01"), (EXEMPEL,))) == ()


def test_a_series_that_is_not_there_is_needed_from_the_first_indexed_year() -> None:
    assert waits("series: OKÄND".replace("Ä", "A")) == [(2024, "2024-01-01")]
