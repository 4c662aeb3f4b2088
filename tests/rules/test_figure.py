from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.money import Quality
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import replace
from tests import builders


def kronor(value: str, quality: Quality = Quality.EXACT) -> Figure:
    return figure.read("lön", Decimal(value), Unit.KRONOR, ("budget",), quality)


def plain(value: str) -> Figure:
    return figure.given("tal", Decimal(value), Unit.YEARS)


@pytest.mark.parametrize(
    ("step", "parts", "value"),
    [
        (Step.SUM, ["339200", "325600"], "664800"),
        (Step.SUM, [], "0"),
        (Step.DIFFERENCE, ["2023", "2021"], "2"),
        (Step.PRODUCT, ["20", "40", "265"], "212000"),
        (Step.GROWTH, ["2", "2"], "1.0404"),
        (Step.GROWTH, ["2", "0"], "1"),
        (Step.PART, ["366000", "31", "366"], "31000"),
        (Step.ROUNDED, ["352903.68"], "352904"),
    ],
)
def test_a_figure_is_computed_of_its_parts(step: Step, parts: list[str], value: str) -> None:
    made = figure.made("summa", Unit.KRONOR, step, *(plain(part) for part in parts))

    assert made.value == Decimal(value)


@pytest.mark.parametrize("step", [Step.READ, Step.GIVEN, Step.APPORTIONED])
def test_what_stands_in_a_file_is_not_made_of_parts(step: Step) -> None:
    with pytest.raises(ValueError, match="not made of parts"):
        figure.made("summa", Unit.KRONOR, step, plain("1"))


def test_a_sum_of_at_least_and_exact_is_at_least() -> None:
    total = figure.made("summa", Unit.KRONOR, Step.SUM, kronor("1"), kronor("2", Quality.AT_LEAST))

    assert total.quality is Quality.AT_LEAST


def test_a_rounded_figure_remembers_its_unit() -> None:
    made = figure.made("summa", Unit.KRONOR, Step.ROUNDED, kronor("14999"), rounding=Decimal(100))

    assert (made.value, made.rounding) == (Decimal(15000), Decimal(100))


def test_an_apportioned_figure_keeps_its_exact_part() -> None:
    exact = kronor("0.5", Quality.ABOUT)

    made = figure.apportioned(exact, Decimal(1), Decimal(1))

    assert (made.value, made.parts, made.quality) == (Decimal(1), (exact,), Quality.ABOUT)


@given(hours=st.integers(0, 2000), rate=st.decimals(0, 999, places=2), years=st.integers(0, 15))
def test_a_figure_is_computed_again_from_its_leaves(hours: int, rate: Decimal, years: int) -> None:
    base = figure.made("lön", Unit.KRONOR, Step.PRODUCT, plain(str(hours)), plain(str(rate)))
    factor = figure.made("indexation", Unit.FACTOR, Step.GROWTH, plain("2"), plain(str(years)))
    made = figure.made("lön", Unit.KRONOR, Step.PRODUCT, base, factor)

    assert builders.recomputed(made) == made.value


def test_a_figure_that_was_not_made_of_its_parts_is_found_out() -> None:
    made = figure.made("summa", Unit.KRONOR, Step.SUM, kronor("1"), kronor("2"))

    with pytest.raises(ValueError, match="summa"):
        builders.recomputed(replace(made, value=Decimal(4)))


@pytest.mark.parametrize("value", ["-1", "2", "0.5"])
def test_a_line_that_was_not_rounded_up_or_down_is_found_out(value: str) -> None:
    with pytest.raises(ValueError, match="lön"):
        builders.recomputed(figure.apportioned(kronor("0.5"), Decimal(value), Decimal(1)))


@pytest.mark.parametrize("value", ["0", "1"])
def test_a_line_may_be_rounded_either_way(value: str) -> None:
    line = figure.apportioned(kronor("0.5"), Decimal(value), Decimal(1))

    assert builders.recomputed(line) == Decimal(value)
