"""A figure that knows how it was made.

Every computed value is built by `read`, `given` and `made`, which keep the parts beside the value; opening
a figure down to its leaves is therefore the computation itself, and `recomputed` proves it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.money import EXACT, Amount, Quality
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from iopctl.problem import Place, Where


class Unit(StrEnum):
    """What a figure counts."""

    KRONOR = "kr"
    KRONOR_AN_HOUR = "kr/h"
    HOURS = "h"
    HOURS_A_WEEK = "h/week"
    WEEKS = "weeks"
    PERCENT = "%"
    INDEX = "index"
    FACTOR = "x"
    YEAR = "year"
    YEARS = "years"
    DAYS = "days"
    MONTHS = "months"
    PLACES = "places"


class Step(StrEnum):
    """How a figure is made of its parts."""

    READ = "read"
    GIVEN = "given"
    ASSUMED = "assumed"
    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    GROWTH = "growth"
    PART = "part"
    ROUNDED = "rounded"
    APPORTIONED = "apportioned"


class Figure(Struct):
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
    place: Place | None = None
    """Only for what an index series says: where it stands in the series' own file."""
    rounding: Decimal = Decimal(1)
    """Only for what was rounded or apportioned: the unit in kronor."""
    assumed: tuple[str, ...] = ()
    """The codes of the series whose assumed values it rests on."""

    @property
    def amount(self) -> Amount:
        """The value with its quality, for a figure in kronor."""
        return Amount(self.value, self.quality)


def read(what: str, value: Decimal, unit: Unit, where: Where, quality: Quality = Quality.EXACT) -> Figure:
    """Take a value that stands in the file."""
    return Figure(what, value, unit, Step.READ, quality, where=where)


def given(what: str, value: Decimal, unit: Unit) -> Figure:
    """Take a value that the question or the calendar gives."""
    return Figure(what, value, unit, Step.GIVEN)


def one_year() -> Figure:
    """Take one year, the step from one calendar year to the next."""
    return given("one year", Decimal(1), Unit.YEARS)


def published(what: str, value: Decimal, unit: Unit, place: Place) -> Figure:
    """Take a value that stands in the file of an index series."""
    return Figure(what, value, unit, Step.READ, place=place)


def assumed(what: str, percent: Decimal, code: str) -> Figure:
    """Take a change of a series that somebody assumes."""
    return Figure(what, percent, Unit.PERCENT, Step.ASSUMED, assumed=(code,))


def made(what: str, unit: Unit, step: Step, *parts: Figure, rounding: Decimal = Decimal(1)) -> Figure:
    """Compute a figure of its parts."""
    quality = Quality.of_sum(part.quality for part in parts)
    value = _value(step, [part.value for part in parts], rounding)
    # Nearly everything rests on what is known.
    codes = {code for part in parts if part.assumed for code in part.assumed}
    assumed_of = tuple(sorted(codes)) if codes else ()
    return Figure(what, value, unit, step, quality, parts, rounding=rounding, assumed=assumed_of)


def apportioned(part: Figure, value: Decimal, rounding: Decimal) -> Figure:
    """Take the value that a part got when its total was split by largest remainder."""
    return replace(part, value=value, step=Step.APPORTIONED, parts=(part,), where=(), rounding=rounding)


def recomputed(figure: Figure) -> Decimal:
    """Compute a figure again from its leaves alone; raise ValueError where it was made otherwise.

    What a line got of a rounded total is no function of the line: it is the exact value, rounded up or down.
    """
    match figure.step:
        case Step.READ | Step.GIVEN | Step.ASSUMED:
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
    if step is Step.ROUNDED:
        return money.rounded(parts[0], rounding)
    if step not in _COMPUTED:
        message = f"{step} is not made of parts"
        raise ValueError(message)
    return _COMPUTED[step](*parts)


def _sum(*parts: Decimal) -> Decimal:
    return money.add(parts)


def _product(*parts: Decimal) -> Decimal:
    return reduce(EXACT.multiply, parts, Decimal(1))


def _growth(percent: Decimal, years: Decimal) -> Decimal:
    return EXACT.power(EXACT.add(Decimal(1), EXACT.divide(percent, Decimal(100))), years)


def _part(whole: Decimal, part: Decimal, of: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(whole, part), of)


_COMPUTED: dict[Step, Callable[..., Decimal]] = {
    Step.SUM: _sum,
    Step.DIFFERENCE: EXACT.subtract,
    Step.PRODUCT: _product,
    Step.QUOTIENT: EXACT.divide,
    Step.AT_MOST: min,
    Step.AT_LEAST: max,
    Step.GROWTH: _growth,
    Step.PART: _part,
}
