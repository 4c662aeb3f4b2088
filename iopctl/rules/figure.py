"""A figure that knows how it was made.

Every computed value is built by `read`, `given` and `made`, which keep the parts beside the value; opening
a figure down to its leaves is therefore the computation itself, and `recomputed` proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from iopctl import money
from iopctl.money import EXACT, Quality

if TYPE_CHECKING:
    from iopctl.problem import Where


class Unit(StrEnum):
    """What a figure counts."""

    KRONOR = "kr"
    KRONOR_AN_HOUR = "kr/h"
    HOURS = "h"
    HOURS_A_WEEK = "h/week"
    WEEKS = "weeks"
    PERCENT = "%"
    FACTOR = "x"
    YEAR = "year"
    YEARS = "years"
    DAYS = "days"
    MONTHS = "months"


class Step(StrEnum):
    """How a figure is made of its parts."""

    READ = "read"
    GIVEN = "given"
    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    GROWTH = "growth"
    PART = "part"
    ROUNDED = "rounded"
    APPORTIONED = "apportioned"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, what it is, and the parts that it was made of."""

    what: str
    """What it is."""
    value: Decimal
    """The value, exact unless it was rounded."""
    unit: Unit
    """What it counts."""
    step: Step
    """How it was made."""
    quality: Quality = Quality.EXACT
    """How exactly it is known."""
    parts: tuple[Figure, ...] = ()
    """What it was made of."""
    where: Where = ()
    """Only for what was read: the node of the file."""
    rounding: Decimal = Decimal(1)
    """Only for what was rounded or apportioned: the unit in kronor."""


def read(what: str, value: Decimal, unit: Unit, where: Where, quality: Quality = Quality.EXACT) -> Figure:
    """Take a value that stands in the file."""
    return Figure(what, value, unit, Step.READ, quality, where=where)


def given(what: str, value: Decimal, unit: Unit) -> Figure:
    """Take a value that the question or the calendar gives."""
    return Figure(what, value, unit, Step.GIVEN)


def made(what: str, unit: Unit, step: Step, *parts: Figure, rounding: Decimal = Decimal(1)) -> Figure:
    """Compute a figure of its parts."""
    quality = Quality.of_sum(part.quality for part in parts)
    value = _value(step, [part.value for part in parts], rounding)
    return Figure(what, value, unit, step, quality, parts, rounding=rounding)


def apportioned(part: Figure, value: Decimal, rounding: Decimal) -> Figure:
    """Take the value that a part got when its total was split by largest remainder."""
    return Figure(part.what, value, part.unit, Step.APPORTIONED, part.quality, (part,), rounding=rounding)


def recomputed(figure: Figure) -> Decimal:
    """Compute a figure again from its leaves alone; raise ValueError where it was made otherwise.

    What a line got of a rounded total is no function of the line: it is the exact value, rounded up or down.
    """
    match figure.step:
        case Step.READ | Step.GIVEN:
            return figure.value
        case Step.APPORTIONED:
            exact = EXACT.divide(recomputed(figure.parts[0]), figure.rounding)
            around = {
                EXACT.multiply(exact.to_integral_value(way), figure.rounding)
                for way in (ROUND_FLOOR, ROUND_CEILING)
            }
            if figure.value not in around:
                raise ValueError(figure)
            return figure.value
        case _:
            value = _value(figure.step, [recomputed(part) for part in figure.parts], figure.rounding)
            if value != figure.value:
                raise ValueError(figure)
            return value


def _value(step: Step, parts: list[Decimal], rounding: Decimal) -> Decimal:
    match step:
        case Step.SUM:
            return money.add(parts)
        case Step.DIFFERENCE:
            return EXACT.subtract(*parts)
        case Step.PRODUCT:
            product = Decimal(1)
            for part in parts:
                product = EXACT.multiply(product, part)
            return product
        case Step.GROWTH:
            percent, years = parts
            return EXACT.power(EXACT.add(Decimal(1), EXACT.divide(percent, Decimal(100))), years)
        case Step.PART:
            whole, part, of = parts
            return EXACT.divide(EXACT.multiply(whole, part), of)
        case Step.ROUNDED:
            return money.rounded(parts[0], rounding)
        case Step.READ | Step.GIVEN | Step.APPORTIONED:
            message = f"{step} is not made of parts"
            raise ValueError(message)
        case _:
            assert_never(step)
