from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from iopctl import money
from iopctl.money import Quality
from iopctl.rules import budget, term, value
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.known import Known
from iopctl.rules.value import NoWorth, Prices, Scope, Value, Worth, Year
from iopctl.struct import replace
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement


def valued(agreement: Agreement, as_of: str = "2021-07-13") -> Value:
    """Value an agreement as of a day."""
    return value.value(agreement, Known(day(as_of)))


def public(of: Value) -> dict[tuple[str, str], int]:
    """Give the public side of every part that has a value."""
    return {
        (each.scope.value, each.prices.value): int(each.sides.public.value)
        for each in of.worths
        if isinstance(each, Worth)
    }


def test_the_city_mission_is_worth_two_four_and_six_years() -> None:
    worth = valued(builders.filed("stadsmission").agreement)

    assert public(worth) == {
        ("signed", "stated"): 2_200_000,
        ("decided", "stated"): 4_400_000,
        ("all_options", "stated"): 6_600_000,
    }
    assert worth.counted is not None
    total = worth.counted.sides.total
    assert (int(total.value), total.quality) == (12_483_000, Quality.AT_LEAST)


def test_an_extension_that_was_decided_later_does_not_count_yet() -> None:
    worth = valued(builders.filed("stadsmission").agreement, "2019-06-01")

    assert public(worth)["decided", "stated"] == 2_200_000
    assert public(worth)["all_options", "stated"] == 6_600_000


def test_an_agreement_that_is_indexed_is_valued_both_ways() -> None:
    worth = valued(
        builders.agreement("""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {percent: 2}
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 100000}
              - {name: Lokaler, by: ikf, kind: premises, amount: 50000}
        """)
    )

    assert public(worth) == {
        ("signed", "stated"): 200_000,
        ("signed", "indexed"): 202_000,
        ("decided", "stated"): 200_000,
        ("decided", "indexed"): 202_000,
        ("all_options", "stated"): 200_000,
        ("all_options", "indexed"): 202_000,
    }
    assert worth.counted is not None
    assert worth.counted.prices is Prices.INDEXED


def test_options_without_limit_have_no_value_and_that_is_said() -> None:
    worth = valued(builders.agreement("extension: {options: unlimited, length: 1 year}"))

    assert public(worth) == {("signed", "stated"): 600_000, ("decided", "stated"): 600_000}
    (last,) = [each for each in worth.worths if isinstance(each, NoWorth)]
    assert (last.scope, last.reason.code) == (Scope.ALL, "no_limit")
    assert "no limit" in last.reason.message
    assert worth.counted is None
    assert isinstance(worth.year, Year)
    assert worth.year.sides.public.value == 300_000


def test_an_agreement_until_further_notice_has_no_value_but_a_year_has() -> None:
    worth = valued(builders.filed("ikf").agreement, "2023-03-01")

    (only,) = worth.worths
    assert isinstance(only, NoWorth)
    assert only.reason.code == "until_further_notice"
    assert isinstance(worth.year, Year)
    assert (worth.year.year, int(worth.year.sides.public.value)) == (2023, 352_904)


def test_notice_gives_an_agreement_until_further_notice_a_value() -> None:
    worth = valued(
        builders.agreement("""
        term:
          starts: 2021-01-01
          ends: until further notice
          part_years: months
          notice: {length: 6 months}
          notice_given: {on: 2022-06-30, ends: 2022-12-31}
        """),
        "2022-07-01",
    )

    assert public(worth)["decided", "stated"] == 600_000
    assert worth.year is None


def test_a_part_that_cannot_be_computed_has_no_value_and_says_why() -> None:
    worth = valued(builders.agreement("term: {starts: 2021-05-01, ends: 2022-12-31}"))

    assert public(worth) == {}
    assert {each.reason.code for each in worth.worths if isinstance(each, NoWorth)} == {"IOP652"}


@pytest.mark.parametrize(
    ("signed", "first", "last", "at"),
    [
        ("", "2021-01-01", "2021-01-01", "starts"),
        (", signed: 2020-12-15", "2020-12-15", "2020-12-15", "signed"),
        (", signed: 2020-12", "2020-12-01", "2020-12-31", "signed"),
    ],
)
def test_thresholds_are_those_of_the_day_the_agreement_was_signed(
    signed: str, first: str, last: str, at: str
) -> None:
    worth = valued(builders.agreement(f"term: {{starts: 2021-01-01, ends: 2022-12-31{signed}}}"))

    assert worth.decided_on == (day(first), day(last))
    assert worth.decided_at == ("term", at)


AMENDED = """
    term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-11-01}
    budget:
      - from: 2021-01-01
        contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 300000}]
      - from: 2022-01-01
        decided: %s
        contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 500000}]
    """


def test_what_was_amended_after_the_signing_is_no_part_of_the_term_as_signed() -> None:
    """Signed for 300 000 + 300 000 kr; from 2022 it is 500 000 kr, by a decision of June 2021."""
    worth = public(valued(builders.agreement(AMENDED % "2021-06-15")))

    assert worth["signed", "stated"] == 600_000
    assert worth["decided", "stated"] == 800_000


def test_a_step_that_was_part_of_what_was_signed_counts_in_it() -> None:
    worth = public(valued(builders.agreement(AMENDED % "2020-11-01")))

    assert worth["signed", "stated"] == 800_000


def test_notice_changes_nothing_in_what_was_signed() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2022-12-31, notice_given: {on: 2021-06-30, ends: 2021-12-31}}
        """)

    worth = public(valued(agreement))
    assert (worth["signed", "stated"], worth["decided", "stated"]) == (600_000, 300_000)


def test_the_three_sides_make_the_total() -> None:
    agreement = builders.agreement("""
        parties:
          kommunen: {role: public, name: Exempelby kommun}
          lyktan: {role: civil, name: Föreningen Lyktan}
          fonden: {role: third, name: Framtidsfonden}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 120000}
              - {name: Lokal, by: lyktan, kind: premises, amount: 50000}
              - {name: Anslag, by: fonden, kind: cash, amount: 30000}
        """)

    counted = valued(agreement).counted
    assert counted is not None
    sides = counted.sides
    assert [int(each.value) for each in (sides.public, sides.civil, sides.third, sides.total)] == [
        240_000,
        100_000,
        60_000,
        400_000,
    ]


# --- laws


def worths(whole: Whole, as_of: date) -> list[Worth]:
    """Give every part that has a value."""
    return [each for each in value.value(whole.agreement, Known(as_of)).worths if isinstance(each, Worth)]


@given(whole=agreements(), as_of=AS_OF)
def test_the_value_is_the_sum_of_its_years(whole: Whole, as_of: date) -> None:
    for each in worths(whole, as_of):
        versions = whole.agreement.budget
        if each.scope is Scope.SIGNED:
            term_of = whole.agreement.term
            signed = term_of.signed.last if term_of.signed else term_of.starts
            versions = versions[:1] + tuple(one for one in versions[1:] if one.decided_by(signed))
        if each.prices is Prices.STATED:
            versions = tuple(one.model_copy(update={"indexation": None}) for one in versions)
        counted = whole.agreement.model_copy(update={"budget": versions})
        stands = replace(term.standing(counted, as_of), decided=each.period, reach=each.period)
        years = range(each.period.first.year, each.years[-1].year + 1)
        computed = [budget.of_standing(counted, year, Known(as_of), stands) for year in years]

        sides = each.sides
        assert sides.total.value == money.add(one.total.value for one in computed if isinstance(one, Budget))
        assert money.add((sides.public.value, sides.civil.value, sides.third.value)) == sides.total.value


@given(whole=agreements(whole_years=True), as_of=AS_OF)
def test_every_option_is_never_worth_less_than_what_is_decided(whole: Whole, as_of: date) -> None:
    for prices in Prices:
        found = [each for each in worths(whole, as_of) if each.prices is prices]
        found = [each for each in found if each.scope is not Scope.SIGNED]
        for less, more in pairwise(found):
            assert less.sides.total.value <= more.sides.total.value


@given(whole=agreements(), as_of=AS_OF)
def test_the_leaves_of_every_value_give_the_value(whole: Whole, as_of: date) -> None:
    for each in worths(whole, as_of):
        assert builders.recomputed(each.sides.total) == each.sides.total.value


@given(whole=agreements(), as_of=AS_OF)
def test_what_has_no_value_says_why(whole: Whole, as_of: date) -> None:
    worth = value.value(whole.agreement, Known(as_of))

    for each in worth.worths:
        if isinstance(each, NoWorth):
            assert each.reason.message
    if worth.counted is None:
        assert any(isinstance(each, NoWorth) for each in worth.worths) or not worth.worths
    assert worth.year is None or isinstance(worth.year, (Year, NoFigure))
