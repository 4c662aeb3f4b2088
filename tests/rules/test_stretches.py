"""Money over time: steps, agreement years, lump sums, and an index that is not published.

The agreements are those of `tests/cases/over-time`; every figure was worked out by hand from them:

- stegen: 575 000 + 120 000 = 695 000 from 2024-10-01; 600 000 + 120 000 = 720 000 from 2025-10-01; in all
  1 415 000, of which the municipality 575 000 + 600 000 = 1 175 000.
- startbidrag: three agreement years of 300 000 and one sum of 50 000 = 950 000; 10 h × 40 weeks × 250 kr =
  100 000 a year, 300 000 in three.
- kvinnohuset: 1 250 000 and 300 000,50 in the prices of 2025; PKV is 2,9 % for 2026, and no later year is
  published. 1 250 000 × 1,029 = 1 286 250; 300 000,50 × 1,029 = 308 700,51 → 308 701. From 2027 the first is
  1 350 000 × 1,029 = 1 389 150. With 2,5 % assumed for 2027 and 2028: 1 389 150 × 1,025² = 1 459 475,72 →
  1 459 476, and 308 700,5145 × 1,025² = 324 328,48 → 324 328.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from iopctl import register
from iopctl.model.agreement import Agreement
from iopctl.money import Amount
from iopctl.rules import memo, value
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Assumption, Known
from iopctl.rules.memo import Memo
from iopctl.rules.names import Figures, NoValue
from iopctl.rules.value import Worth
from iopctl.source.folder import Folder
from tests import builders
from tests.builders import MATTER, day

CASES = Path(__file__).parents[1] / "cases" / "over-time"
PKV = register.Indices(Folder(CASES))


def case(name: str) -> Agreement:
    return builders.whole((CASES / f"{name}.yaml").read_bytes()).agreement


def written(name: str, matter: str, *assumed: Assumption) -> Memo:
    agreement = case(name)
    (asked,) = (each for each in agreement.matters if each.id == matter)
    known = Known(asked.dated.last, PKV.followed_by(agreement), assumed)
    facts = memo.write(agreement, asked, builders.PROFILE, known)
    assert isinstance(facts, Memo), facts
    return facts


def shown(facts: Memo) -> list[tuple[str, list[int]]]:
    """Give each stretch with what each party puts in, in kronor."""
    return [
        (str(each.period), [int(amount.value) for amount in each.amounts]) for each in facts.money.stretches
    ]


# --- agreement years


def test_steps_that_the_agreement_holds_are_its_agreement_years() -> None:
    facts = written("stegen", "antagande-2024")

    assert shown(facts) == [
        ("2024-10-01 – 2025-09-30", [575_000, 120_000]),
        ("2025-10-01 – 2026-09-30", [600_000, 120_000]),
    ]
    assert [each.number for each in facts.money.stretches] == [1, 2]
    assert facts.money.in_all == Amount(Decimal(1_415_000))
    assert facts.money.a_year is None


def test_names_of_figures_cover_every_step() -> None:
    figures = Figures(written("stegen", "antagande-2024"))

    assert figures.value("parties.kommunen.year-1") == Amount(Decimal(575_000))
    assert figures.value("parties.kommunen.year-2") == Amount(Decimal(600_000))
    assert figures.value("money.year-2") == Amount(Decimal(720_000))
    assert figures.value("parties.kommunen.in_all") == Amount(Decimal(1_175_000))


@pytest.mark.parametrize(
    ("matter", "period", "number"),
    [
        # 2019 has but its last quarter, which no rule cuts off the first agreement year.
        ("uppfoljning-2019", "2019-10-01 – 2020-09-30", 1),
        # 2020 is a whole calendar year.
        ("uppfoljning-2020", "2020-01-01 – 2020-12-31", None),
        ("forlangning-2022", "2022-10-01 – 2023-09-30", 4),
        # It ends with the third agreement year, in which the memo is dated.
        ("avslut-2022", "2021-10-01 – 2022-09-30", 3),
    ],
)
def test_from_october_to_september_a_memo_shows_whole_years(
    matter: str, period: str, number: int | None
) -> None:
    facts = written("hosten", matter)

    assert shown(facts) == [(period, [300_000, 100_000])]
    assert facts.money.stretches[0].number == number
    assert facts.money.per_place == Amount.parse("at least 20000")


@pytest.mark.parametrize("matter", ["antagande-2024", "uppfoljning-2025"])
def test_what_is_known_is_shown_up_to_the_first_day_of_which_nothing_is(matter: str) -> None:
    facts = written("forskottet", matter)

    assert shown(facts) == [("2024-07-01 – 2025-06-30", [400_000, 100_000])]


def test_years_that_are_alike_are_so_much_a_year_and_three_times_that_in_all() -> None:
    money = written("hosten", "antagande-2019").money

    assert (money.a_year, money.in_all) == (
        Amount.parse("at least 400000"),
        Amount.parse("at least 1200000"),
    )


def test_where_amounts_are_indexed_every_calendar_year_the_split_needs_a_rule() -> None:
    text = """
    term: {starts: 2021-10-01, ends: 2023-09-30%s}
    budget:
      - from: 2021-10-01
        price_year: 2021
        indexation: {percent: 2}
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 120000}
          - {name: Lokaler, by: ikf, kind: premises, amount: 60000}
    """
    without, stated = (
        builders.agreement(builders.text(text % rule) + MATTER) for rule in ("", ", part_years: months")
    )

    refused = memo.write(without, without.matters[0], builders.PROFILE)
    assert isinstance(refused, NoFigure)
    assert refused.reason.code == "IOP652"
    facts = memo.write(stated, stated.matters[0], builders.PROFILE)
    assert isinstance(facts, Memo)
    # 3 months of 120 000; 12 of 122 400; 9 of 124 848
    assert [each[1][0] for each in shown(facts)] == [30_000, 122_400, 93_636]


def test_without_an_end_everything_up_to_the_last_step_is_shown() -> None:
    text = """
    term: {starts: 2021-01-01, ends: until further notice}
    budget:
      - from: 2021-01-01
        contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 575000}]
      - from: 2023-01-01
        decided: with the agreement
        contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 600000}]
    """
    agreement = builders.agreement(builders.text(text) + MATTER)

    facts = memo.write(agreement, agreement.matters[0], builders.PROFILE)

    assert isinstance(facts, Memo)
    assert [(each.year, int(each.amount.value)) for each in facts.money.stretches] == [
        (2021, 575_000),
        (2022, 575_000),
        (2023, 600_000),
    ]
    assert facts.money.in_all is None


# --- the value, and lump sums


@pytest.mark.parametrize(
    ("name", "worths"),
    [
        ("stegen", {"signed": (1_175_000, 240_000), "all_options": (1_175_000, 240_000)}),
        ("klumpen", {"signed": (1_400_000, 200_000), "all_options": (1_400_000, 200_000)}),
        ("startbidrag", {"signed": (950_000, 300_000), "all_options": (950_000, 300_000)}),
        ("hosten", {"signed": (900_000, 300_000), "all_options": (1_200_000, 400_000)}),
    ],
)
def test_whole_agreement_years_and_lump_sums_have_a_value_without_any_rule(
    name: str, worths: dict[str, tuple[int, int]]
) -> None:
    found = value.value(case(name), Known(day("2030-01-01"))).worths

    assert all(isinstance(each, Worth) for each in found)
    sums = {
        each.scope.value: (int(each.sides.public.value), int(each.sides.civil.value))
        for each in found
        if isinstance(each, Worth)
    }
    assert {scope: sums[scope] for scope in worths} == worths


@pytest.mark.parametrize("matter", ["antagande-2026", "uppfoljning-2026"])
def test_a_lump_sum_is_shown_with_the_whole_period_that_it_is_for(matter: str) -> None:
    facts = written("klumpen", matter)

    assert shown(facts) == [("2026-02-01 – 2027-03-31", [1_400_000, 200_000])]
    assert facts.money.a_year is None


def test_a_lump_sum_that_is_spread_over_a_cut_year_is_not_so_much_a_year() -> None:
    """470 000 over 14 months: two of them, 67 142,86, lie in 2026, and twelve, 402 857,14, in 2027."""
    agreement = builders.agreement(
        MATTER.replace("kind: extend", "kind: adopt").replace("2021-07-13", "2026-09-01")
        + """
term: {starts: 2026-11-01, ends: 2027-12-31}
budget:
  - from: 2026-11-01
    contributions:
      - {name: B, by: kommunen, kind: cash, basis: term, spread: months, amount: 470 000}
      - {name: I, by: ikf, kind: volunteers, basis: term, spread: months, amount: 140 000}
"""
    )
    facts = memo.write(agreement, agreement.matters[0], builders.PROFILE)

    assert isinstance(facts, Memo)
    assert shown(facts) == [
        ("2026-11-01 – 2026-12-31", [67_143, 20_000]),
        ("2027-01-01 – 2027-12-31", [402_857, 120_000]),
    ]
    assert facts.money.a_year is None
    assert facts.money.in_all == Amount(Decimal(610_000))


def test_a_lump_sum_beside_amounts_of_a_year_is_added_to_all_of_its_years() -> None:
    (stretch,) = written("startbidrag", "antagande-2023").money.stretches

    assert [int(line.amount.value) for line in stretch.lines] == [900_000, 50_000, 300_000]


# --- an index that is not published


def test_the_board_is_shown_the_last_prices_known_and_no_amount_of_a_later_year() -> None:
    facts = written("kvinnohuset", "forlangning-2027")

    assert [each.held_at for each in facts.money.stretches] == [2026]
    assert [each.a_year for each in facts.money.parties] == [
        Amount(Decimal(1_389_150), prices=2026),
        Amount(Decimal(308_701), prices=2026),
    ]
    figures = Figures(facts)
    assert figures.value("money.2028") == Amount(Decimal(1_697_851), prices=2026)
    assert isinstance(figures.value("indexation.2028"), NoValue)


def test_years_at_the_prices_of_their_own_year_and_held_ones_make_a_sum_in_these_prices() -> None:
    money = written("kvinnohuset", "antagande-2024").money

    assert [each.held_at for each in money.stretches] == [None, 2025, 2025]
    # Each year 1 250 000 + 300 001, where the half krona is rounded away from zero.
    assert money.in_all == Amount(Decimal(3 * 1_550_001), prices=2025)


def test_a_change_is_compared_in_the_last_prices_known() -> None:
    change = written("kvinnohuset", "andring-2026").change

    assert change is not None
    (year,) = change.years
    assert year.total.before == Amount(Decimal(1_594_951), prices=2026)
    assert year.total.after == Amount(Decimal(1_697_851), prices=2026)
    assert year.total.difference == Amount(Decimal(102_900), prices=2026)


def test_every_amount_that_rests_on_an_assumption_is_marked() -> None:
    facts = written("kvinnohuset", "forlangning-2027", Assumption("PKV", Decimal("2.5")))

    assert [each.a_year for each in facts.money.parties] == [
        Amount(Decimal(1_459_476), assumed=True),
        Amount(Decimal(324_328), assumed=True),
    ]
    assert facts.money.a_year == Amount(Decimal(1_783_804), assumed=True)
    assert [each.portion and each.portion.assumed for each in facts.money.parties] == [True, True]
    assert facts.assumed == (Assumption("PKV", Decimal("2.5")),)


def test_an_assumption_that_nothing_rests_on_marks_nothing() -> None:
    facts = written("stegen", "antagande-2024", Assumption("PKV", Decimal("2.5")))

    assert facts.assumed == ()
    assert facts.money.in_all == Amount(Decimal(1_415_000))
