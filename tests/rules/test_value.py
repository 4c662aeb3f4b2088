from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from iopctl import money
from iopctl.model import building
from iopctl.model.published import Threshold
from iopctl.money import Quality
from iopctl.rules import budget, figure, term, value
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.checks import published as checks
from iopctl.rules.figure import Figure, Unit
from iopctl.rules.known import Known
from iopctl.rules.value import Comparison, NoWorth, Prices, Scope, Value, Worth, Year
from iopctl.source import reading
from iopctl.struct import replace
from tests import builders
from tests.builders import Whole, day
from tests.runs.run import CHECKOUT
from tests.strategies import AS_OF, agreements

if TYPE_CHECKING:
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
    ("signed", "first", "last"),
    [
        ("", "2021-01-01", "2021-01-01"),
        (", signed: 2020-12-15", "2020-12-15", "2020-12-15"),
        (", signed: 2020-12", "2020-12-01", "2020-12-31"),
    ],
)
def test_thresholds_are_those_of_the_day_the_agreement_was_signed(signed: str, first: str, last: str) -> None:
    worth = valued(builders.agreement(f"term: {{starts: 2021-01-01, ends: 2022-12-31{signed}}}"))

    assert worth.decided_on == (day(first), day(last))


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
        if each.years[0].year is None:
            # By agreement years, and so by no rule: tests/rules/test_stretches.py.
            continue
        years = each.period.years
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


# --- the figures of the law beside the value


def threshold(*figures: dict[str, str]) -> Threshold:
    """Make a threshold of some dated figures."""
    values = {"format": "1", "title": "Gräns", "figures": [{"source": "Källan", **each} for each in figures]}
    made, wrong = building.build_entry(Threshold, values)
    assert made is not None, wrong
    return made


def kronor(amount: str, quality: Quality = Quality.EXACT) -> Figure:
    return figure.read("public side", Decimal(amount), Unit.KRONOR, (), quality)


BEFORE = {"amount": "600 000 kr", "from": "2020-01-01", "to": "2021-12-31"}
AFTER = {"amount": "700 000 kr", "from": "2022-01-01"}
EURO = {"amount": "300 000 euro", "from": "2020-01-01"}


def read(path: Path) -> Threshold:
    """Read a threshold's file."""
    made, wrong = building.build_entry(Threshold, reading.read_file(path, path.name).values)
    assert made is not None, wrong
    return made


SHIPPED = {path.stem: read(path) for path in sorted((CHECKOUT / "iopctl" / "thresholds").glob("*.yaml"))}


def written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def shown(of: Threshold, first: str, last: str = "", public: Figure | None = None) -> list[tuple[str, str]]:
    """Give each figure that applied, and how the value compares with it."""
    rows = value.beside([("grans", of)], (day(first), day(last or first)), public)
    return [(f"{row.limit.amount.amount:f}" if row.limit else "", row.comparison.value) for row in rows]


@pytest.mark.parametrize(
    ("first", "last", "amounts"),
    [
        ("2021-12-31", "", ["600000"]),
        ("2022-01-01", "", ["700000"]),
        ("2021-01-01", "2021-12-31", ["600000"]),
        ("2021-12-01", "2022-01-31", ["600000", "700000"]),
        ("2019-12-31", "", [""]),
        ("2100-01-01", "", ["700000"]),
    ],
)
def test_what_applied_when_the_agreement_was_signed_is_shown(
    first: str, last: str, amounts: list[str]
) -> None:
    assert [amount for amount, _ in shown(threshold(BEFORE, AFTER), first, last)] == amounts


@pytest.mark.parametrize(
    ("public", "comparison"),
    [
        (kronor("700001"), Comparison.ABOVE),
        (kronor("700000"), Comparison.EQUAL),
        (kronor("699999"), Comparison.BELOW),
        (kronor("700001", Quality.AT_LEAST), Comparison.ABOVE),
        (kronor("699999", Quality.AT_LEAST), Comparison.NOT_EXACT),
        (kronor("699999", Quality.AT_MOST), Comparison.BELOW),
        (kronor("700001", Quality.AT_MOST), Comparison.NOT_EXACT),
        (kronor("1", Quality.ABOUT), Comparison.NOT_EXACT),
        (None, Comparison.NO_VALUE),
    ],
)
def test_a_comparison_says_which_figure_is_larger_and_no_more_than_is_known(
    public: Figure | None, comparison: Comparison
) -> None:
    assert shown(threshold(AFTER), "2022-06-01", public=public) == [("700000", comparison.value)]


def test_a_figure_in_euro_is_not_compared() -> None:
    assert shown(threshold(EURO), "2022-06-01", public=kronor("1")) == [("300000", "other_currency")]


def test_a_time_without_a_figure_says_so() -> None:
    assert shown(threshold(BEFORE), "2024-01-01", public=kronor("1")) == [("", "no_figure")]


def codes(*figures: dict[str, str]) -> list[str]:
    return [finding.code for finding in checks.threshold(threshold(*figures))]


def test_figures_that_follow_one_another_are_in_order() -> None:
    assert codes(BEFORE, AFTER) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (BEFORE, AFTER | {"from": "2021-12-31"}, ["IOP691"]),
        (AFTER, BEFORE, ["IOP691"]),
        (BEFORE | {"to": "2019-12-31"}, AFTER, ["IOP401"]),
    ],
)
def test_figures_with_the_same_days_or_backwards_are_found(
    first: dict[str, str], second: dict[str, str], expected: list[str]
) -> None:
    assert codes(first, second) == expected


@pytest.mark.parametrize("amount", ["700 000", "700 000 sek", "kr", "-5 kr", "about 5 kr"])
def test_a_figure_without_its_currency_is_refused(amount: str) -> None:
    values = {
        "format": "1",
        "title": "Gräns",
        "figures": [{"amount": amount, "from": "2020-01-01", "source": "Källan"}],
    }

    _, wrong = building.build_entry(Threshold, values)

    assert [finding.code for finding in wrong] == ["IOP690"]


# The sheet of figures whose source was read, row by row: what, how much, from when to when, who said it.
SHEET = [
    ("direktupphandling", "586907", "kr", "2018-01-01", "2019-12-31", "Konkurrensverket"),
    ("direktupphandling", "615312", "kr", "2020-01-01", "2021-12-31", "Konkurrensverket"),
    ("direktupphandling", "626284", "kr", "2022-01-01", "2022-01-31", "SKR, 13 december 2021"),
    ("direktupphandling", "700000", "kr", "2022-02-01", "", "SKR; Upphandlingsmyndigheten"),
    ("sociala-tjanster", "7113450", "kr", "2018-01-01", "2019-12-31", "Konkurrensverket"),
    ("sociala-tjanster", "7701675", "kr", "2020-01-01", "2021-12-31", "Konkurrensverket"),
    ("sociala-tjanster", "7802550", "kr", "2022-01-01", "2023-12-31", "Konkurrensverket; SKR"),
    ("sociala-tjanster", "8109450", "kr", "2024-01-01", "2025-12-31", "Upphandlingsmyndigheten"),
    ("stod-av-mindre-betydelse", "200000", "euro", "", "2023-12-31", "Upphandlingsmyndigheten"),
    ("stod-av-mindre-betydelse", "300000", "euro", "2024-01-01", "2030-12-31", "Förordning (EU) 2023/2831"),
    (ALLMANT := "stod-till-tjanster-av-allmant-intresse", "500000", "euro", "", "2023-12-31",
     "Upphandlingsmyndigheten"),
    (ALLMANT, "750000", "euro", "2024-01-01", "2030-12-31", "Förordning (EU) 2023/2832"),
]  # fmt: skip


def test_the_shipped_figures_are_those_of_the_sheet_row_by_row() -> None:
    shipped = [
        (name, f"{each.amount.amount:f}", each.amount.currency.value, *map(written, (each.since, each.to)),
         each.source)
        for name, of in SHIPPED.items() for each in of.figures
    ]  # fmt: skip

    assert shipped == SHEET


@pytest.mark.parametrize(
    ("signed", "limit"),
    [("2021-12-31", "615312"), ("2022-01-31", "626284"), ("2022-02-01", "700000"), ("2025-12-31", "700000")],
)
def test_the_limit_of_direct_award_rose_twice_in_the_winter_of_2022(signed: str, limit: str) -> None:
    assert shown(SHIPPED["direktupphandling"], signed) == [(limit, "no_value")]


def test_a_figure_without_a_first_day_applied_until_its_last() -> None:
    of = threshold({"amount": "200 000 euro", "to": "2023-12-31"}, EURO | {"from": "2024-01-01"})

    assert [shown(of, each)[0][0] for each in ("1950-01-01", "2023-12-31", "2024-01-01")] == [
        "200000",
        "200000",
        "300000",
    ]
    assert list(checks.threshold(of)) == []
