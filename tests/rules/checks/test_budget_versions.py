from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found


@pytest.mark.parametrize(
    ("since", "found"),
    [("2020-06-01", []), ("2021-01-01", []), ("2021-01-02", [Found("IOP612", 2, 11)])],
)
def test_the_money_is_known_from_the_first_day(since: str, found: list[Found]) -> None:
    text = f"""
        budget:
          - from: {since}
            contributions: [{{name: Lön, by: ikf, kind: staff, amount: 100}}]
        """

    assert builders.found(text) == found


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("2021-01-02", []),
        ("2021-01-01", [Found("IOP607", 4, 11)]),
        ("2020-12-31", [Found("IOP607", 4, 11)]),
    ],
)
def test_versions_follow_one_another(since: str, found: list[Found]) -> None:
    text = f"""
        budget:
          - from: 2021-01-01
            contributions: [{{name: Lön, by: ikf, kind: staff, amount: 100}}]
          - from: {since}
            contributions: [{{name: Lön, by: ikf, kind: staff, amount: 200}}]
        """

    assert builders.found(text) == found


def test_an_agreement_states_its_money() -> None:
    assert builders.found("budget: []") == [Found("IOP613", 1, 1)]


def test_a_version_has_a_contribution() -> None:
    text = """
        budget:
          - from: 2021-01-01
            contributions: []
        """

    assert builders.found(text) == [Found("IOP614", 3, 5)]


def test_what_is_indexed_has_a_price_year() -> None:
    text = """
        budget:
          - from: 2021-01-01
            indexation: {percent: 2}
            contributions: [{name: Lön, by: ikf, kind: staff, amount: 100}]
        """

    assert builders.found(text) == [Found("IOP608", 3, 5)]


@pytest.mark.parametrize(("price_year", "found"), [(2020, []), (2021, []), (2022, [Found("IOP609", 3, 17)])])
def test_the_price_year_is_no_later_than_the_money(price_year: int, found: list[Found]) -> None:
    text = f"""
        budget:
          - from: 2021-01-01
            price_year: {price_year}
            contributions: [{{name: Lön, by: ikf, kind: staff, amount: 100}}]
        """

    assert builders.found(text) == found
