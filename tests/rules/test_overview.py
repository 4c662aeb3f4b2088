from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from iopctl.money import Amount, Quality
from iopctl.rules import overview
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.known import Known
from iopctl.rules.overview import Event
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


@pytest.mark.parametrize(
    ("as_of", "event", "on"),
    [
        ("2017-12-31", Event.STARTS, "2018-01-01"),
        ("2018-01-01", Event.DECIDE_BY, "2019-12-31"),
        ("2021-07-13", Event.DECIDE_BY, "2021-12-31"),
        ("2021-12-31", Event.DECIDE_BY, "2021-12-31"),
        ("2022-01-01", Event.ENDED, "2021-12-31"),
    ],
)
def test_what_comes_next_for_the_city_mission(as_of: str, event: Event, on: str) -> None:
    summed_up = overview.overview(builders.filed("stadsmission").agreement, Known(day(as_of)))

    assert (summed_up.next, summed_up.on) == (event, day(on))


@pytest.mark.parametrize(("as_of", "event"), [("2020-12-31", Event.STARTS), ("2021-01-01", Event.OPEN_ENDED)])
def test_what_comes_next_for_the_womens_association(as_of: str, event: Event) -> None:
    assert overview.overview(builders.filed("ikf").agreement, Known(day(as_of))).next is event


@pytest.mark.parametrize(
    ("as_of", "event", "on"),
    [
        ("2021-12-30", Event.DECISION_OPENS, "2021-12-31"),
        ("2021-12-31", Event.DECIDE_BY, "2022-06-30"),
        ("2022-06-30", Event.DECIDE_BY, "2022-06-30"),
        ("2022-07-01", Event.ENDS, "2022-12-31"),
        ("2023-01-01", Event.ENDED, "2022-12-31"),
    ],
)
def test_what_comes_next_where_the_clause_has_a_window(as_of: str, event: Event, on: str) -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          decide: {no_earlier_than: 12 months before the end, no_later_than: 6 months before the end}
        """)

    summed_up = overview.overview(agreement, Known(day(as_of)))

    assert (summed_up.next, summed_up.on) == (event, day(on))


def test_an_agreement_without_options_ends() -> None:
    summed_up = overview.overview(builders.agreement(), Known(day("2022-12-31")))

    assert (summed_up.next, summed_up.on) == (Event.ENDS, day("2022-12-31"))


def test_the_money_of_the_year_is_told_for_each_side() -> None:
    summed_up = overview.overview(builders.filed("stadsmission").agreement, Known(day("2021-07-13")))

    assert (summed_up.public, summed_up.civil) == (
        Amount.parse("1100000"),
        Amount.parse("at least 980500"),
    )


def test_parties_with_the_same_role_are_told_together() -> None:
    agreement = builders.agreement("""
        parties:
          socialnamnden: {role: public, name: Socialnämnden}
          ikf: {role: civil, name: IKF}
          utbildningsnamnden: {role: public, name: Utbildningsnämnden}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: A, by: socialnamnden, kind: cash, amount: 100}
              - {name: B, by: utbildningsnamnden, kind: cash, amount: about 50}
              - {name: C, by: ikf, kind: cash, amount: 7}
        """)

    summed_up = overview.overview(agreement, Known(day("2021-06-01")))

    assert (summed_up.public, summed_up.civil) == (Amount.parse("about 150"), Amount.parse("7"))


def test_a_year_without_a_figure_has_no_money_to_tell() -> None:
    summed_up = overview.overview(builders.filed("stadsmission").agreement, Known(day("2025-01-01")))

    assert isinstance(summed_up.year, NoFigure)
    assert (summed_up.public, summed_up.civil) == (None, None)


@given(whole=agreements(), as_of=AS_OF)
def test_both_sides_together_are_the_total_of_the_year(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of))
    if not isinstance(summed_up.year, Budget):
        return

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.value + summed_up.civil.value == summed_up.year.total.value
    assert summed_up.year.total.quality is Quality.of_sum([summed_up.public.quality, summed_up.civil.quality])


@given(whole=agreements(), as_of=AS_OF)
def test_only_what_has_ended_lies_behind(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of))

    behind = summed_up.on is not None and summed_up.on < as_of
    assert behind == (summed_up.next is Event.ENDED)


def test_what_a_third_party_puts_in_is_on_neither_side() -> None:
    agreement = builders.agreement("""
        parties:
          kommunen: {role: public, name: Exempelby kommun}
          ikf: {role: civil, name: Föreningen}
          stiftelsen: {role: third, name: Exempelstiftelsen}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 300}
              - {name: Arbete, by: ikf, kind: volunteers, amount: 100}
              - {name: Projektmedel, by: stiftelsen, kind: cash, amount: 50}
        """)

    summed_up = overview.overview(agreement, Known(day("2021-06-01")))

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.value == 300
    assert summed_up.civil.value == 100
    assert not isinstance(summed_up.year, NoFigure)
    assert summed_up.year.total.value == 450
