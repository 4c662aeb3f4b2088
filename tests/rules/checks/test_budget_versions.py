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


@pytest.mark.parametrize(
    ("total", "line", "message"),
    [
        ("about 1 533 001", "about 1533000", None),
        ("about 1 533 002", "about 1533000", "is about 1 533 002 kr, but the contributions add up to about"),
        (
            "1 533 001",
            "about 1533000",
            "but the contributions add up to about 1 533 000 kr.",
        ),
        ("1 533 001", "1533000", "is 1 533 001 kr, but the contributions add up to 1 533 000 kr."),
    ],
)
def test_a_total_of_about_so_much_agrees_to_the_krona(total: str, line: str, message: str | None) -> None:
    text = f"""
budget:
  - from: 2021-01-01
    total: {total}
    contributions:
      - {{name: Bidrag, by: kommunen, kind: cash, amount: {line}}}
      - {{name: Lokaler, by: ikf, kind: premises, amount: 0}}
"""
    found = [each for each in builders.read(builders.text(text)).problems if each.code == "IOP616"]

    assert [message in each.message for each in found if message] == ([True] if message else [])
    assert len(found) == (message is not None)
