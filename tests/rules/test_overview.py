from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from iopctl.model.agreement import Agreement
from iopctl.money import Amount, Quality
from iopctl.rules import overview
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from iopctl.rules.overview import Overview, Side
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def summed(agreement: Agreement, as_of: str) -> Overview:
    return overview.overview(agreement, Known(day(as_of)), Routine())


def coming(agreement: Agreement, as_of: str) -> tuple[str, str] | None:
    """Say what is to be done next, and when."""
    deadline = summed(agreement, as_of).next
    return (deadline.code, deadline.on.isoformat()) if deadline else None


@pytest.mark.parametrize(
    ("as_of", "what"),
    [
        ("2018-01-01", ("meetings", "2018-12-31")),
        ("2019-01-01", ("decide", "2019-12-31")),
        ("2021-07-13", ("decide", "2021-12-31")),
        ("2021-12-31", ("decide", "2021-12-31")),
        ("2022-01-01", ("lapsed", "2021-12-31")),
    ],
)
def test_what_comes_next_for_the_city_mission(as_of: str, what: tuple[str, str]) -> None:
    assert coming(builders.filed("stadsmission").agreement, as_of) == what


def test_what_is_long_overdue_does_not_hide_what_is_coming() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2021-07-13")

    assert [each.code for each in summed_up.overdue] == ["meetings"]
    assert summed_up.next is not None
    assert summed_up.next.code == "decide"


def test_where_nothing_is_to_be_done_nothing_comes_next() -> None:
    assert (
        coming(builders.agreement("term: {starts: 2021-01-01, ends: until further notice}"), "2022-01-01")
        is None
    )


def test_the_money_of_the_year_is_told_for_each_side() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2021-07-13")

    assert (summed_up.public, summed_up.civil) == (
        Side(Amount.parse("1100000"), Decimal(1100000)),
        Side(Amount.parse("at least 980500"), Decimal(980500)),
    )


def test_an_amount_keeps_the_exact_one_that_it_was_rounded_from() -> None:
    summed_up = summed(builders.filed("ikf").agreement, "2023-06-01")

    assert summed_up.public == Side(Amount.parse("352904"), Decimal("352903.68"))


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

    summed_up = summed(agreement, "2021-06-01")

    assert summed_up.public == Side(Amount.parse("about 150"), Decimal(150))
    assert summed_up.civil == Side(Amount.parse("7"), Decimal(7))


def test_a_year_without_a_figure_has_no_money_to_tell() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2025-01-01")

    assert isinstance(summed_up.year, NoFigure)
    assert (summed_up.public, summed_up.civil) == (None, None)


@given(whole=agreements(), as_of=AS_OF)
def test_both_sides_together_are_the_total_of_the_year(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())
    if not isinstance(summed_up.year, Budget):
        return

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.amount.value + summed_up.civil.amount.value == summed_up.year.total.value
    assert summed_up.year.total.quality is Quality.of_sum(
        [summed_up.public.amount.quality, summed_up.civil.amount.quality]
    )


@given(whole=agreements(), as_of=AS_OF)
def test_what_comes_next_lies_behind_only_where_nothing_is_coming(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())

    behind = summed_up.next is not None and summed_up.next.on < as_of
    assert behind == (summed_up.overdue == summed_up.deadlines and bool(summed_up.deadlines))


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

    summed_up = summed(agreement, "2021-06-01")

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.amount.value == 300
    assert summed_up.civil.amount.value == 100
    assert not isinstance(summed_up.year, NoFigure)
    assert summed_up.year.total.value == 450
