from __future__ import annotations

from decimal import Decimal
from textwrap import dedent

import pytest

from iopctl.money import Amount, Quality
from iopctl.rules import memo
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known
from iopctl.rules.memo import Memo
from tests import builders
from tests.builders import MATTER, day


def written(text: str) -> Memo:
    """Write the memo of an agreement's last matter."""
    agreement = builders.agreement(text)
    facts = memo.write(agreement, agreement.matters[-1], builders.PROFILE)
    assert isinstance(facts, Memo)
    return facts


def filed(name: str) -> Memo:
    agreement = builders.filed(name).agreement
    facts = memo.write(agreement, agreement.matters[-1], builders.PROFILE)
    assert isinstance(facts, Memo)
    return facts


def extending(text: str, dated: str = "2022-06-01") -> str:
    """Add a matter of extension to an agreement."""
    matter = MATTER.replace("kind: adopt", "kind: extend").replace("2020-11-30", dated)
    return dedent(text) + matter


# --- the two real memos


def test_the_memo_of_an_extension_asks_for_the_proposed_period() -> None:
    assert str(filed("stadsmission").period) == "2022-01-01 – 2023-12-31"


def test_the_memo_of_an_extension_sums_up_the_years_of_that_period() -> None:
    money = filed("stadsmission").money

    assert (money.a_year, money.in_all) == (
        Amount.parse("at least 2080500"),
        Amount.parse("at least 4161000"),
    )
    assert [(each.party.called, each.in_all) for each in money.parties] == [
        ("Arbetsmarknadsnämnden", Amount(Decimal(2_200_000))),
        ("Linköpings Stadsmission", Amount.parse("at least 1961000")),
    ]


def test_the_memo_of_an_extension_gives_the_money_of_a_place_and_year() -> None:
    money = filed("stadsmission").money

    assert money.per_place == Amount(Decimal("52012.50"), Quality.AT_LEAST)
    assert money.parties[0].per_place == Amount(Decimal(27500))


def test_the_memo_of_an_extension_tells_the_history_up_to_what_is_proposed() -> None:
    stages = [
        (str(each.period), each.number, each.decided, each.last) for each in filed("stadsmission").history
    ]

    assert stages == [
        ("2018-01-01 – 2019-12-31", 0, True, False),
        ("2020-01-01 – 2021-12-31", 1, True, False),
        ("2022-01-01 – 2023-12-31", 2, False, True),
    ]


def test_the_memo_of_an_extension_tells_the_latest_share_of_women() -> None:
    women = filed("stadsmission").women

    assert women is not None
    assert (str(women.on), women.women) == ("2021-06-16", Decimal(75))


def test_the_memo_of_an_adoption_is_about_the_first_year() -> None:
    facts = filed("ikf")

    assert [each.year for each in facts.money.stretches] == [2021]
    assert facts.money.a_year == Amount(Decimal(664_800))


def test_a_month_is_known_to_its_last_day() -> None:
    assert filed("ikf").as_of == day("2020-11-30")


def test_a_memo_without_places_has_no_money_per_place() -> None:
    assert written(MATTER).money.per_place is None


# --- as of the matter's day


def test_a_memo_does_not_know_what_was_measured_after_it() -> None:
    facts = written(
        """follow_up:
  measurements:
    - {on: 2020-06, throughput_per_year: 40}
    - {on: 2020-11-29, throughput_per_year: over 60}
    - {on: 2020-12, throughput_per_year: 80}
"""
        + MATTER
    )

    assert facts.throughput is not None
    assert str(facts.throughput.on) == "2020-11-29"


def test_what_is_known_to_a_month_is_not_known_before_its_end() -> None:
    measured = "follow_up: {measurements: [{on: 2020-11, throughput_per_year: over 60}]}\n"

    assert written(measured + MATTER.replace("2020-11-30", "2020-11-29")).throughput is None
    assert written(measured + MATTER).throughput is not None


def test_a_memo_without_follow_up_tells_none() -> None:
    facts = written(MATTER)

    assert (facts.meetings, facts.throughput, facts.women) == ((), None, None)


def test_without_a_proposal_on_file_the_memo_asks_for_the_next_period_of_the_clause() -> None:
    facts = written(
        extending("""
        extension: {options: 1, length: 18 months}
        term: {starts: 2021-01-01, ends: 2022-12-31, part_years: months}
        """)
    )

    assert str(facts.period) == "2023-01-01 – 2024-06-30"


def test_a_proposal_shorter_than_the_clause_allows_is_what_the_memo_asks_for() -> None:
    facts = written(
        extending("""
        extension:
          options: 1
          length: 2 years
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: proposed, proposed: 2022-06-01}]
        """)
    )

    assert str(facts.period) == "2023-01-01 – 2023-12-31"


def test_the_memo_stays_as_the_board_saw_it_once_the_extension_is_decided() -> None:
    decided = (
        "{starts: 2023-01-01, ends: 2023-12-31, status: decided, proposed: 2022-06-01, decided: 2022-09-20}"
    )

    facts = written(extending(f"extension: {{options: 1, length: 1 year, extensions: [{decided}]}}"))

    assert [(stage.number, stage.decided) for stage in facts.history] == [(0, True), (1, False)]
    assert facts.verdict.eligible


def test_different_years_are_not_said_to_be_the_same() -> None:
    text = """
        extension: {options: 1, length: 2 years}
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {percent: 2}
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 100000}]
        """

    facts = written(extending(text))

    assert facts.money.a_year is None
    assert [each.amount.value for each in facts.money.stretches] == [104_040, 106_121]
    assert facts.money.in_all == Amount(Decimal(210_161))


def test_the_version_of_the_budget_is_the_one_of_the_first_day_asked_for() -> None:
    text = """
        extension: {options: 1, length: 2 years}
        budget:
          - {from: 2021-01-01, note: gammal, contributions: [{name: A, by: ikf, kind: cash, amount: 1}]}
          - from: 2023-01-01
            decided: 2022-01-01
            note: ny
            contributions: [{name: A, by: ikf, kind: cash, amount: 2}]
          - {from: 2024-01-01, note: senare, contributions: [{name: A, by: ikf, kind: cash, amount: 3}]}
        """

    version = written(extending(text)).version

    assert version is not None
    assert version.note == "ny"


def test_a_year_without_a_figure_stands_in_the_way_of_the_memo() -> None:
    agreement = builders.agreement("term: {starts: 2021-02-01, ends: 2022-12-31}\n" + MATTER)

    refusal = memo.write(agreement, agreement.matters[0], builders.PROFILE)

    assert isinstance(refusal, NoFigure)
    assert refusal.year == 2021


@pytest.mark.parametrize(("total", "last"), [(1, True), (2, False)])
def test_the_last_option_is_told_to_be_the_last(total: int, *, last: bool) -> None:
    decided = "{starts: 2023-01-01, ends: 2023-12-31, status: proposed}"
    text = f"extension: {{options: {total}, length: 1 year, extensions: [{decided}]}}"

    assert written(extending(text)).history[-1].last is last


def test_amounts_whose_index_is_not_published_stay_in_the_last_prices_known() -> None:
    series = builders.index_of("EXEMPEL", "- {year: 2021, value: 100, published: 2021-02-01, status: final}")
    agreement = builders.agreement(f"""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {{series: EXEMPEL}}
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 100000}}]
        {MATTER.strip().replace("2020-11-30", "2021-06-01").replace(chr(10), chr(10) + " " * 8)}
        """)

    facts = memo.write(agreement, agreement.matters[0], builders.PROFILE, Known(day("2021-06-01"), (series,)))

    assert isinstance(facts, Memo)
    assert [each.held_at for each in facts.money.stretches] == [None, 2021]
    assert facts.money.a_year == Amount(Decimal(100_000), prices=2021)


# --- what "per år" may be said of

STEADY = """
    term: {starts: 2021-01-01, ends: 2022-12-31%s}
    extension: {options: 1, length: %s}
    budget:
      - from: 2021-01-01
        price_year: 2021
        %s
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
          - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
      %s
    """
NEW_SHARES = """- from: 2024-01-01
        decided: 2022-01-01
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 200000}
          - {name: Lokaler, by: ikf, kind: premises, amount: 200000}"""
HALF = ", part_years: months"


@pytest.mark.parametrize(
    ("made", "same"),
    [
        (("", "2 years", "", ""), True),
        ((HALF, "18 months", "", ""), True),
        # 2023 and 2024 at 2 % more each
        (("", "2 years", "indexation: {percent: 2}", ""), False),
        # one whole year, and half a year at other prices
        ((HALF, "18 months", "indexation: {percent: 2}", ""), False),
        # the same total, which the parties share otherwise
        (("", "2 years", "", NEW_SHARES), False),
        ((HALF, "18 months", "", NEW_SHARES), False),
    ],
)
def test_a_year_stands_for_the_others_only_where_they_are_alike(
    made: tuple[str, str, str, str], *, same: bool
) -> None:
    assert (written(extending(STEADY % made)).money.a_year is not None) is same
