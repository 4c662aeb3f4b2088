from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found


def slips(written: str) -> list[Found]:
    """Find what is wrong with one contribution; it stands on line 4."""
    return builders.found(f"""
        budget:
          - from: 2021-01-01
            contributions:
              - {{name: Lön, by: kommunen, kind: staff, {written}}}
        """)


@pytest.mark.parametrize(
    "written",
    [
        "amount: 212000",
        "hours_per_week: 20, weeks_per_year: 40, hourly_rate: 265",
        "hours_per_year: 800, hourly_rate: 265",
        "hours_per_week: 20, weeks_per_year: 40, hours_per_year: 800, hourly_rate: 265",
        "hours_per_week: 20, weeks_per_year: 40, hourly_rate: 265, amount: 212000",
        "hours_per_year: 800, hourly_rate: 265, amount: 212000",
        "hours_per_year: 800, amount: 212000",
    ],
)
def test_an_amount_hours_times_rate_or_both_that_agree_are_in_order(written: str) -> None:
    assert slips(written) == []


@pytest.mark.parametrize("amount", ["211999", "212001", "221000", "212000.50"])
def test_hours_and_amount_agree_to_the_krona(amount: str) -> None:
    found = slips(f"hours_per_week: 20, weeks_per_year: 40, hourly_rate: 265, amount: {amount}")

    assert found == [Found("IOP603", 4, 114)]


def test_amounts_that_differ_by_less_than_half_a_krona_agree() -> None:
    assert slips("hours_per_year: 3, hourly_rate: 33.33, amount: 100") == []


def test_a_disagreement_shows_the_sum() -> None:
    slip = builders.problem("""
        budget:
          - from: 2021-01-01
            contributions:
              - name: Lön
                by: kommunen
                kind: staff
                hours_per_year: 800
                hourly_rate: 265
                amount: 221000
        """)

    assert slip.message == "The amount is 221000 kr, but the hours give 212000 kr: 800 h × 265 kr."
    assert (slip.place.line, slip.place.column) == (9, 17)


def test_an_amount_that_is_only_about_is_shown_as_such_beside_the_sum() -> None:
    slip = builders.problem("""
        budget:
          - from: 2021-01-01
            contributions:
              - name: Lön
                by: kommunen
                kind: staff
                hours_per_year: 800
                hourly_rate: 265
                amount: about 212000
        """)

    assert slip.code == "IOP603"
    assert "about 212000" in slip.message


def test_a_sum_of_more_digits_than_any_agreement_has_is_still_compared() -> None:
    many = "999999999999"

    found = slips(f"hours_per_year: {many}, hourly_rate: {many}, amount: 5")

    assert [each.code for each in found] == ["IOP603"]


# A year has 52 or 53 weeks (ISO 8601), a week 7 × 24 hours, and a leap year 366 × 24.
@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("hours_per_week: 1, weeks_per_year: 60, hourly_rate: 1", ["IOP631"]),
        ("hours_per_week: 1, weeks_per_year: '53,01', hourly_rate: 1", ["IOP631"]),
        ("hours_per_week: 1, weeks_per_year: 53, hourly_rate: 1", []),
        ("hours_per_week: 169, weeks_per_year: 1, hourly_rate: 1", ["IOP631"]),
        ("hours_per_week: 168, weeks_per_year: 1, hourly_rate: 1", []),
        ("hours_per_week: 200, weeks_per_year: 60, hourly_rate: 1", ["IOP631", "IOP631"]),
    ],
)
def test_no_year_has_more_weeks_and_no_week_more_hours_than_the_calendar(
    written: str, found: list[str]
) -> None:
    assert [each.code for each in slips(written)] == found


@pytest.mark.parametrize(("hours", "codes"), [("8785", ["IOP632"]), ("8784", [])])
def test_more_hours_than_a_year_has_are_asked_about(hours: str, codes: list[str]) -> None:
    found = builders.warned(f"""
        budget:
          - from: 2021-01-01
            contributions:
              - {{name: Lön, by: kommunen, kind: staff, hours_per_year: {hours}, hourly_rate: 1}}
        """)

    assert [each.code for each in found if each.code == "IOP632"] == codes


def test_who_bears_a_contribution_is_one_of_the_parties() -> None:
    slip = builders.problem("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Lön, by: komunen, kind: staff, amount: 100}
        """)

    assert (slip.code, slip.place.line, slip.place.column) == ("IOP302", 4, 25)
    assert slip.hint == "Did you mean 'kommunen'?"


def test_a_contribution_has_an_amount() -> None:
    assert slips("note: Beloppet är inte känt.") == [Found("IOP604", 4, 9)]


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ("hourly_rate: 265", "hours_per_year"),
        ("hours_per_year: 800", "hourly_rate"),
        ("hours_per_week: 20", "weeks_per_year"),
        ("hours_per_week: 20, weeks_per_year: 40", "hourly_rate"),
        ("hours_per_week: 20, hourly_rate: 265", "weeks_per_year"),
        ("weeks_per_year: 40, hourly_rate: 265", "hours_per_week"),
        ("hours_per_week: 20, amount: 100", "weeks_per_year"),
        ("weeks_per_year: 40, amount: 100", "hours_per_week"),
    ],
)
def test_hours_that_are_not_complete_say_what_is_missing(written: str, missing: str) -> None:
    slip = builders.problem(f"""
        budget:
          - from: 2021-01-01
            contributions:
              - {{name: Lön, by: kommunen, kind: staff, {written}}}
        """)

    assert (slip.code, slip.place.line, slip.place.column) == ("IOP605", 4, 9)
    assert slip.message == f"The hours of this contribution are not complete: '{missing}' is missing."


def test_hours_a_year_agree_with_hours_a_week() -> None:
    found = slips("hours_per_week: 20, weeks_per_year: 40, hours_per_year: 880, hourly_rate: 265")

    assert found == [Found("IOP606", 4, 104)]


# --- versions of the budget


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
