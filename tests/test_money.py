from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money
from iopctl.money import Amount, Quality

UNITS = st.sampled_from([Decimal("0.01"), Decimal(1), Decimal(10), Decimal(100)])
VALUES = st.decimals(min_value=0, max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("written", "value", "quality"),
    [
        ("1100000", "1100000", Quality.EXACT),
        ("1 100 000", "1100000", Quality.EXACT),
        ("1\u00a0100\u00a0000", "1100000", Quality.EXACT),
        ("52 012,50", "52012.50", Quality.EXACT),
        ("52012.5", "52012.5", Quality.EXACT),
        ("0", "0", Quality.EXACT),
        ("at least 980 500", "980500", Quality.AT_LEAST),
        ("at most 10", "10", Quality.AT_MOST),
        ("about 75 000 000", "75000000", Quality.ABOUT),
    ],
)
def test_an_amount_is_read_as_it_is_written(written: str, value: str, quality: Quality) -> None:
    assert Amount.parse(written) == Amount(Decimal(value), quality)


@pytest.mark.parametrize(
    "written",
    [
        *("", "-5", "1 1000", "1,000", "1.100.000", "12 000 kr", "1e6", "1_000", "NaN", "Infinity"),
        *("minst 5", "at least", "at least -5", "1234567890123", "\u0661\u0662\u0663"),
    ],
)
def test_what_could_be_misread_is_no_amount(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Amount.parse(written)


@given(value=st.decimals(min_value=0, max_value=10**12 - 1, places=2))
def test_an_amount_written_with_comma_and_spaces_is_read_back(value: Decimal) -> None:
    written = f"{value:,.2f}".replace(",", " ").replace(".", ",")

    assert money.parse_number(written) == value


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], Quality.EXACT),
        ([Quality.EXACT, Quality.EXACT], Quality.EXACT),
        ([Quality.EXACT, Quality.AT_LEAST], Quality.AT_LEAST),
        ([Quality.AT_MOST, Quality.EXACT, Quality.AT_MOST], Quality.AT_MOST),
        ([Quality.ABOUT, Quality.AT_LEAST], Quality.ABOUT),
        ([Quality.AT_LEAST, Quality.AT_MOST], Quality.ABOUT),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(parts: list[Quality], whole: Quality) -> None:
    assert Quality.of_sum(parts) is whole


@pytest.mark.parametrize(
    ("exact", "unit", "shown"),
    [
        ("352903.68", "1", "352904"),
        ("52012.50", "1", "52013"),
        ("52011.50", "1", "52012"),
        ("52012.49", "1", "52012"),
        ("15", "10", "20"),
        ("14.99", "10", "10"),
        ("150", "100", "200"),
        ("0.005", "0.01", "0.01"),
        ("0", "1", "0"),
    ],
)
def test_halves_are_rounded_away_from_zero(exact: str, unit: str, shown: str) -> None:
    assert money.rounded(Decimal(exact), Decimal(unit)) == Decimal(shown)


@given(value=VALUES, unit=UNITS)
def test_rounding_is_the_nearest_unit_and_half_goes_away_from_zero(value: Decimal, unit: Decimal) -> None:
    rounded = money.rounded(value, unit)

    steps = Fraction(value) / Fraction(unit)
    assert Fraction(rounded) == (steps + Fraction(1, 2)).__floor__() * Fraction(unit)


@given(value=VALUES, unit=UNITS)
def test_what_is_rounded_is_not_rounded_again(value: Decimal, unit: Decimal) -> None:
    once = money.rounded(value, unit)

    assert money.rounded(once, unit) == once


def test_rounding_is_the_same_whatever_the_caller_has_set() -> None:
    with localcontext(prec=5):
        rounded = money.rounded(Decimal("1234567.5"))

    assert rounded == Decimal(1234568)


def test_a_sum_loses_no_digit() -> None:
    million, small = Decimal(10) ** 12, Decimal("1e-60")

    assert Fraction(money.add([million, small])) == Fraction(million) + Fraction(small)


@pytest.mark.parametrize(
    ("total", "parts", "printed"),
    [
        ("1", ["0.5", "0.5"], ["1", "0"]),
        ("3", ["1.2", "0.9", "0.9"], ["1", "1", "1"]),
        ("100", ["33.4", "33.3", "33.3"], ["34", "33", "33"]),
        ("0", ["0", "0"], ["0", "0"]),
        ("0", [], []),
    ],
)
def test_the_lines_with_the_largest_remainders_get_what_is_missing(
    total: str, parts: list[str], printed: list[str]
) -> None:
    split = money.apportion(Decimal(total), [Decimal(part) for part in parts])

    assert split == tuple(Decimal(each) for each in printed)


@given(parts=st.lists(VALUES, min_size=1, max_size=12), unit=UNITS)
def test_split_parts_add_up_to_the_rounded_total(parts: list[Decimal], unit: Decimal) -> None:
    total = money.rounded(money.add(parts), unit)

    assert money.add(money.apportion(total, parts, unit)) == total


@given(parts=st.lists(VALUES, min_size=1, max_size=12), unit=UNITS)
def test_a_split_part_stays_within_one_unit_of_its_exact_value(parts: list[Decimal], unit: Decimal) -> None:
    split = money.apportion(money.rounded(money.add(parts), unit), parts, unit)

    assert all(abs(shown - exact) < unit for shown, exact in zip(split, parts, strict=True))


@given(parts=st.lists(VALUES, min_size=1, max_size=12), unit=UNITS)
def test_a_part_that_is_whole_units_is_printed_as_it_is(parts: list[Decimal], unit: Decimal) -> None:
    whole = [money.rounded(part, unit) for part in parts]

    assert list(money.apportion(money.add(whole), whole, unit)) == whole


# --- portions


@st.composite
def completed(draw: st.DrawFn) -> list[tuple[Amount, Decimal]]:
    """Draw amounts, each with what it might really be."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        value, quality = draw(VALUES), draw(st.sampled_from([*Quality]))
        really = {
            Quality.EXACT: st.just(value),
            Quality.ABOUT: VALUES,
            Quality.AT_LEAST: VALUES.map(lambda more, value=value: value + more),  # type: ignore[misc]
            Quality.AT_MOST: st.decimals(min_value=0, max_value=value, places=6),
        }
        found.append((Amount(value, quality), draw(really[quality])))
    return found


@given(parts=completed())
def test_the_true_portion_lies_on_the_side_that_the_word_says(parts: list[tuple[Amount, Decimal]]) -> None:
    whole = sum((really for _, really in parts), Decimal(0))
    if not whole:
        return

    for printed, (_, really) in zip(money.portions([amount for amount, _ in parts]), parts, strict=True):
        if printed is not None:
            # A printed portion is rounded by less than its last decimal.
            over = Fraction(really) / Fraction(whole) - Fraction(printed.fraction)
            assert printed.quality in {Quality.ABOUT, Quality.AT_LEAST} or over < Fraction(1, 1000)
            assert printed.quality in {Quality.ABOUT, Quality.AT_MOST} or over > -Fraction(1, 1000)


@pytest.mark.parametrize(
    ("own", "others", "word"),
    [
        ("2", "at least 1", Quality.AT_MOST),
        ("2", "at most 1", Quality.AT_LEAST),
        ("at least 2", "1", Quality.AT_LEAST),
        ("at least 2", "at most 1", Quality.AT_LEAST),
        ("at most 2", "at least 1", Quality.AT_MOST),
        ("about 2", "at least 1", Quality.ABOUT),
        ("2", "about 1", Quality.ABOUT),
        ("2", "1", Quality.EXACT),
        # All of it, and nothing of it, whatever the amount is.
        ("at least 2", "0", Quality.EXACT),
        ("0", "at least 2", Quality.EXACT),
    ],
)
def test_a_portion_is_as_exact_as_both_sides_allow(own: str, others: str, word: Quality) -> None:
    portion, _ = money.portions([Amount.parse(own), Amount.parse(others)])

    assert portion is not None
    assert portion.quality is word


@pytest.mark.parametrize("quality", ["at least", "at most"])
def test_nothing_bounds_a_portion_where_both_sides_are_open_alike(quality: str) -> None:
    own, open_too, exact = Amount.parse(f"{quality} 2"), Amount.parse(f"{quality} 1"), Amount.parse("1")

    assert money.portions([own, open_too]) == [None, None]
    bounded = [each is not None for each in money.portions([own, open_too, exact])]
    assert bounded == [False, False, True]
