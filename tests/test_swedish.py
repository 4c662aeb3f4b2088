from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money, swedish
from iopctl.model.scalars import Quantity
from iopctl.money import Amount
from iopctl.period import Length, Period, RoughDay
from tests.builders import day

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1_000"),
        ("664800", "664_800"),
        ("2080500", "2_080_500"),
        ("52012.50", "52_012,50"),
        ("265.5", "265,5"),
        ("100.00", "100"),
        ("1E+3", "1_000"),
    ],
)
def test_thousands_stand_in_threes_with_a_no_break_space(value: str, written: str) -> None:
    assert swedish.number(Decimal(value)) == written.replace("_", NBSP)


@given(value=st.decimals(0, 10**9, places=2))
def test_every_number_is_read_back_as_it_was_written(value: Decimal) -> None:
    assert money.parse_number(swedish.number(value)) == value


@pytest.mark.parametrize(
    ("amount", "in_table", "in_text"),
    [
        ("664800", "664_800_kr", "664_800_kronor"),
        ("1", "1_kr", "1_krona"),
        ("52012.50", "52_012,50_kr", "52_012,50_kronor"),
        ("at least 980500", "minst 980_500_kr", "minst 980_500_kronor"),
        ("at most 5", "högst 5_kr", "högst 5_kronor"),
        ("about 75000000", "cirka 75_000_000_kr", "cirka 75_000_000_kronor"),
    ],
)
def test_it_is_kr_in_tables_and_kronor_in_text(amount: str, in_table: str, in_text: str) -> None:
    parsed = Amount.parse(amount)

    assert swedish.kr(parsed) == in_table.replace("_", NBSP)
    assert swedish.kronor(parsed) == in_text.replace("_", NBSP)


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("33.335", "33,34"), ("33.334999", "33,33"), ("33.005", "33,01"), ("34", "34"), ("33.999", "34")],
)
def test_an_amount_that_is_only_shown_is_rounded_to_the_ore(exact: str, shown: str) -> None:
    assert swedish.kr(Decimal(exact)) == f"{shown}{NBSP}kr"


@pytest.mark.parametrize(
    ("fraction", "written"),
    [
        ("0.5102", "51,0"),
        ("0.4898", "49,0"),
        ("1", "100,0"),
        ("0", "0,0"),
        ("0.0005", "0,1"),
        ("0.1225", "12,3"),
    ],
)
def test_a_share_has_one_decimal(fraction: str, written: str) -> None:
    assert swedish.percent(Decimal(fraction)) == f"{written}{NBSP}%"


@pytest.mark.parametrize(
    ("stated", "text", "table"),
    [
        # 680 000 kr for 24 places, and 2 590 000 kr for a year of ten months.
        ("about 28333.33", "cirka 28 300 kronor", "cirka 28 333,33 kr"),
        ("about 2158333", "cirka 2 160 000 kronor", "cirka 2 158 333 kr"),
        ("about 999600", "cirka 1 000 000 kronor", "cirka 999 600 kr"),
        ("about 54.20", "cirka 54 kronor", "cirka 54,20 kr"),
        ("at least 2158333", "minst 2 158 333 kronor", "minst 2 158 333 kr"),
    ],
)
def test_a_rough_amount_has_three_figures_in_running_text(stated: str, text: str, table: str) -> None:
    amount = Amount.parse(stated)

    assert swedish.kronor(amount).replace(NBSP, " ") == text
    assert swedish.kr(amount).replace(NBSP, " ") == table


@pytest.mark.parametrize(("value", "written"), [("75", "75"), ("2.5", "2,5")])
def test_a_percentage_is_written_as_it_was_stated(value: str, written: str) -> None:
    assert swedish.percentage(Decimal(value)) == f"{written}{NBSP}%"


@pytest.mark.parametrize(
    ("people", "written"),
    [("40", "40"), ("over 60", "över 60"), ("at least 4", "minst 4"), ("about 9", "cirka 9")],
)
def test_a_number_of_people_keeps_its_quality(people: str, written: str) -> None:
    assert swedish.quantity(Quantity.parse(people)) == written


@pytest.mark.parametrize(
    ("iso", "written"),
    [("2021-01-01", "1 januari 2021"), ("2023-12-31", "31 december 2023"), ("2020-05-09", "9 maj 2020")],
)
def test_a_day_in_running_text_has_its_month_in_letters(iso: str, written: str) -> None:
    assert swedish.day(day(iso)) == written


@pytest.mark.parametrize(
    ("known", "written"), [("2021-07-13", "13 juli 2021"), ("2020-11", "november 2020"), ("2019", "2019")]
)
def test_a_rough_day_is_written_as_exactly_as_it_is_known(known: str, written: str) -> None:
    assert swedish.rough_day(RoughDay.parse(known)) == written


def test_a_period_has_both_days_and_an_en_dash() -> None:
    period = Period.of(day("2022-01-01"), day("2023-12-31"))

    assert swedish.period(period) == "1 januari 2022–31 december 2023"


def test_a_period_without_an_end_does_not_say_why() -> None:
    assert swedish.period(Period.of(day("2021-01-01"), None)) == "från och med den 1 januari 2021"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "noll"), (1, "en"), (12, "tolv"), (13, "13"), (1000, f"1{NBSP}000")]
)
def test_numbers_up_to_twelve_are_letters(value: int, written: str) -> None:
    assert swedish.numeral(value) == written


@pytest.mark.parametrize(("value", "written"), [(1, "en gång"), (2, "två gånger"), (20, "20 gånger")])
def test_a_number_of_times(value: int, written: str) -> None:
    assert swedish.times(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1, "första"),
        (2, "andra"),
        (8, "åttonde"),
        (9, "9:e"),
        (11, "11:e"),
        (12, "12:e"),
        (21, "21:a"),
        (111, "111:e"),
    ],
)
def test_a_place_in_an_order(value: int, written: str) -> None:
    assert swedish.ordinal(value) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["kvinnor"], "kvinnor"),
        (["kvinnor", "män"], "kvinnor och män"),
        (["kvinnor", "män", "flickor"], "kvinnor, män och flickor"),
    ],
)
def test_a_list_ends_with_och(words: list[str], written: str) -> None:
    assert swedish.listing(words) == written


@pytest.mark.parametrize(
    ("length", "written"),
    [
        ("1 year", "ett år"),
        ("2 years", "två år"),
        ("1 month", "en månad"),
        ("18 months", "18 månader"),
        ("1 week", "en vecka"),
        ("1 day", "en dag"),
        ("114 days", "114 dagar"),
    ],
)
def test_a_length_in_running_text(length: str, written: str) -> None:
    assert swedish.length(Length.parse(length)) == written


def test_nothing_comes_before_the_first() -> None:
    with pytest.raises(ValueError, match="-1"):
        swedish.ordinal(-1)
