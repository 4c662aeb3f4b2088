"""Babel, which follows Unicode's CLDR, as the second opinion on how Swedish is written.

It is asked for the same thing in its own way. Where `swedish` writes otherwise on purpose, the test says why.
"""

from __future__ import annotations

import decimal
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel import Locale, dates, lists, numbers, units
from hypothesis import assume, given
from hypothesis import strategies as st

from iopctl import swedish
from iopctl.money import Amount
from iopctl.period import Length, Period, RoughDay
from iopctl.swedish import MINUS, NBSP

LOCALE = "sv_SE"
WORD = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=12)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
whole = st.integers(-(10**15), 10**15)


def by_babel(value: Decimal | int, pattern: str) -> str:
    """Write a number after a pattern; half goes up, as kronor are rounded, where babel rounds to even.

    Babel puts a hyphen before a number below zero; the writing rules, and CLDR itself, ask for a minus sign.
    """
    with decimal.localcontext(rounding=ROUND_HALF_UP, prec=60):
        written = numbers.format_decimal(value, pattern, locale=LOCALE, decimal_quantization=True)
    return written.replace("-", MINUS)


@given(value=whole)
def test_a_whole_number_is_written_as_babel_writes_it(value: int) -> None:
    assert swedish.number(value) == by_babel(value, "#,##0")


@given(value=whole, decimals=st.integers(1, 6))
def test_a_number_keeps_its_decimals_also_a_last_zero_which_babel_would_drop(
    value: int, decimals: int
) -> None:
    exact = Decimal(value).scaleb(-decimals)
    assume(exact != exact.to_integral_value())

    assert swedish.number(exact) == by_babel(exact, f"#,##0.{'0' * decimals}")


@given(value=st.decimals(-(10**12), 10**12, places=6), decimals=st.integers(0, 4))
def test_a_number_with_so_many_decimals_is_rounded_as_babel_rounds_half_up(
    value: Decimal, decimals: int
) -> None:
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # Nothing is less than nothing: babel writes −0, and nobody else does.
    assume(rounded or value >= 0)

    assert swedish.number_with(value, decimals) == by_babel(value, pattern)


@given(value=whole)
def test_kronor_of_a_table_are_written_as_babel_writes_a_currency(value: int) -> None:
    pattern = f"#,##0{NBSP}¤"
    written = numbers.format_currency(value, "SEK", pattern, locale=LOCALE, currency_digits=False)

    assert swedish.kr(Decimal(value)) == written.replace("-", MINUS)


@given(value=st.integers(0, 10**15))
def test_kronor_of_running_text_are_counted_as_babel_counts_them(value: int) -> None:
    # Babel names them svenska kronor, to tell them from those of other countries.
    word = numbers.get_currency_name("SEK", count=value, locale=LOCALE).split()[-1]

    assert swedish.kronor(Decimal(value)) == f"{by_babel(value, '#,##0')}{NBSP}{word}"


@given(value=st.integers(-(10**12), 10**12))
def test_a_change_has_a_sign_and_a_change_of_nothing_a_word(value: int) -> None:
    written = swedish.change(Amount(Decimal(value)))

    # Babel has no pattern with a plus sign that it also localises, so the sign is asked for by itself.
    sign = numbers.get_plus_sign_symbol(LOCALE) if value > 0 else numbers.get_minus_sign_symbol(LOCALE)
    expected = f"{sign}{by_babel(abs(value), '#,##0')}{NBSP}kr" if value else "oförändrat"
    assert written == expected


@given(value=st.decimals(0, 100, places=6))
def test_a_percentage_is_written_as_babel_writes_it(value: Decimal) -> None:
    with decimal.localcontext(rounding=ROUND_HALF_UP, prec=60):
        written = numbers.format_percent(value, f"#,##0.0{NBSP}%", locale=LOCALE)

    assert swedish.percent(value) == written


@given(value=st.integers(-1000, 1000))
def test_a_whole_percentage_has_no_decimals_as_in_babels_own_pattern(value: int) -> None:
    written = numbers.format_percent(Decimal(value) / 100, locale=LOCALE)

    assert swedish.percentage(Decimal(value)) == written.replace("-", MINUS)


@given(value=days)
def test_a_day_is_babels_long_date(value: date) -> None:
    assert swedish.day(value) == dates.format_date(value, "long", locale=LOCALE)


@given(value=days)
def test_a_month_and_a_year_are_written_as_babel_writes_them(value: date) -> None:
    rough = RoughDay.parse(f"{value.year:04}-{value.month:02}")

    assert swedish.rough_day(rough) == dates.format_date(value, "MMMM y", locale=LOCALE)
    assert swedish.rough_day(RoughDay.parse(f"{value.year:04}")) == dates.format_date(
        value, "y", locale=LOCALE
    )


@given(first=days, last=days)
def test_a_period_has_both_days_and_babels_dash_without_spaces(first: date, last: date) -> None:
    assume(first.year < last.year)
    # CLDR has no interval with the name of the month in full, and leaves out what both days share (1–31
    # januari 2022); an agreement's days stand in full, so that neither can be misread.
    short = dates.format_interval(first, last, "yMMMd", locale=LOCALE)
    between = short.removeprefix(dates.format_date(first, "d MMM y", locale=LOCALE)).removesuffix(
        dates.format_date(last, "d MMM y", locale=LOCALE)
    )

    long = [dates.format_date(each, "long", locale=LOCALE) for each in (first, last)]
    assert swedish.period(Period.of(first, last)) == between.join(long)
    assert between == "–"


@given(words=st.lists(WORD, min_size=1, max_size=8))
def test_a_list_is_written_as_babel_writes_it(words: list[str]) -> None:
    assert swedish.listing(words) == lists.format_list(words, locale=LOCALE)


@given(count=st.integers(1, 299), unit=st.sampled_from(["week", "month", "year"]))
def test_a_length_is_counted_as_babel_counts_it(count: int, unit: str) -> None:
    # Babel writes the number in figures, where running text has it in letters up to twelve.
    word = units.format_unit(count, f"duration-{unit}", locale=LOCALE).split()[-1]

    assert swedish.length(Length.parse(f"{count} {unit}{'' if count == 1 else 's'}")).split()[-1] == word


@given(count=st.integers(1, 999))
def test_days_are_dagar_where_babel_says_dygn(count: int) -> None:
    # A dygn is 24 hours; what an agreement counts is days of the calendar.
    assert units.format_unit(count, "duration-day", locale=LOCALE).endswith("dygn")

    written = swedish.length(Length.parse(f"{count} day{'' if count == 1 else 's'}"))
    assert written.endswith("dag" if count == 1 else "dagar")


@given(value=st.integers(9, 10**6))
def test_an_ordinal_in_figures_ends_as_babel_says(value: int) -> None:
    ending = {"one": "a", "other": "e"}[Locale("sv").ordinal_form(value)]

    # A place in an order is no amount: a year or a number of a case has no spaces either.
    assert swedish.ordinal(value) == f"{value}:{ending}"


# Babel spells no numbers out: what Myndigheternas skrivregler have in letters stands here by hand.
IN_LETTERS = {
    0: ("noll", "nollte"),
    1: ("en", "första"),
    2: ("två", "andra"),
    3: ("tre", "tredje"),
    4: ("fyra", "fjärde"),
    5: ("fem", "femte"),
    6: ("sex", "sjätte"),
    7: ("sju", "sjunde"),
    8: ("åtta", "åttonde"),
    9: ("nio", "9:e"),
    10: ("tio", "10:e"),
    11: ("elva", "11:e"),
    12: ("tolv", "12:e"),
}


@pytest.mark.parametrize("value", IN_LETTERS)
def test_a_numeral_up_to_twelve_stands_in_letters(value: int) -> None:
    assert (swedish.numeral(value), swedish.ordinal(value)) == IN_LETTERS[value]


@given(value=st.integers(13, 10**12))
def test_a_numeral_above_twelve_stands_in_figures_as_babel_groups_them(value: int) -> None:
    assert swedish.numeral(value) == by_babel(value, "#,##0")
    assert swedish.times(value) == f"{by_babel(value, '#,##0')} gånger"


@given(value=st.integers(0, 10**12), quality=st.sampled_from(["about", "at least", "at most"]))
def test_a_quality_stands_before_what_babel_writes(value: int, quality: str) -> None:
    word = {"about": "cirka", "at least": "minst", "at most": "högst"}[quality]

    assert swedish.kr(Amount.parse(f"{quality} {value}")) == f"{word} {by_babel(value, '#,##0')}{NBSP}kr"
