from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from iopctl import money
from iopctl.money import Quality
from iopctl.rules import budget, grouping
from iopctl.rules.budget import NoFigure
from iopctl.rules.grouping import By
from iopctl.rules.known import Known
from tests import builders
from tests import strategies as drawn
from tests.builders import Whole
from tests.strategies import AS_OF, agreements

TWO_BOARDS = """
    parties:
      arbetsmarknad: {role: public, name: Exempelby kommun, board: arbetsmarknadsnämnden}
      social: {role: public, name: Exempelby kommun, board: socialnämnden}
      lyktan: {role: civil, name: Föreningen Lyktan}
    budget:
      - from: 2021-01-01
        contributions:
          - {name: Bidrag, by: arbetsmarknad, kind: cash, amount: 300000}
          - {name: Handledare, by: social, kind: staff, amount: at least 100000}
          - {name: Bidrag, by: social, kind: cash, amount: 50000}
          - {name: Lokal, by: lyktan, kind: premises, amount: about 50000}
    """


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            By.PARTY,
            [("Exempelby kommun", 300000), ("Exempelby kommun", 150000), ("Föreningen Lyktan", 50000)],
        ),
        (
            By.BOARD,
            [
                ("Exempelby kommun, arbetsmarknadsnämnden", 300000),
                ("Exempelby kommun, socialnämnden", 150000),
                ("Föreningen Lyktan", 50000),
            ],
        ),
        (By.KIND, [("cash", 350000), ("staff", 100000), ("premises", 50000)]),
        (
            By.LINE,
            [("Bidrag", 300000), ("Handledare", 100000), ("Bidrag", 50000), ("Lokal", 50000)],
        ),
    ],
)
def test_boards_that_share_a_cost_are_told_apart(by: By, expected: list[tuple[str, int]]) -> None:
    agreement = builders.agreement(TWO_BOARDS)

    found = grouping.groups(agreement, builders.year_of(agreement, 2021), by)

    assert [(each.name, int(each.figure.value)) for each in found] == expected


def test_a_board_that_two_parties_spell_in_two_ways_is_one_board() -> None:
    agreement = builders.agreement(TWO_BOARDS.replace("board: arbetsmarknads", "board: Social"))

    found = grouping.groups(agreement, builders.year_of(agreement, 2021), By.BOARD)

    assert [(each.name, int(each.figure.value)) for each in found] == [
        ("Exempelby kommun, Socialnämnden", 450000),
        ("Föreningen Lyktan", 50000),
    ]


def test_a_group_is_as_exact_as_its_lines() -> None:
    agreement = builders.agreement(TWO_BOARDS)

    found = grouping.groups(agreement, builders.year_of(agreement, 2021), By.BOARD)

    assert [each.figure.quality for each in found] == [Quality.EXACT, Quality.AT_LEAST, Quality.ABOUT]
    assert [each.fraction for each in found] == [Decimal("0.600"), Decimal("0.300"), Decimal("0.100")]


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_what_is_printed_adds_up_in_every_grouping(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for by in By:
        found = grouping.groups(whole.agreement, computed, by)
        assert money.add(each.figure.value for each in found) == computed.total.value
        # Added up in another order, amounts that no decimal holds may differ in their hundredth digit.
        assert abs(money.add(each.exact for each in found) - computed.exact) < Decimal("1e-60")
        assert Quality.of_sum(each.figure.quality for each in found) is computed.total.quality
        fractions = [each.fraction for each in found if each.fraction is not None]
        assert not fractions or money.add(fractions) == 1
