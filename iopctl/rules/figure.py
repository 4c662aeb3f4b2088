"""A figure that knows how it was made.

Every computed value is built by `read`, `given` and `made`, which keep the parts beside the value; opening
a figure down to its leaves is therefore the computation itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.money import EXACT, Amount, Quality
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from iopctl.period import Period
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
    unstated: tuple[str, ...] = ()
    """The contributions without a value that it should hold and does not count."""

    @property
    def amount(self) -> Amount:
        """The value with its quality, for a figure in kronor."""
        return Amount(self.value, self.quality, self.unstated, assumed=bool(self.assumed))


def read(what: str, value: Decimal, unit: Unit, where: Where, quality: Quality = Quality.EXACT) -> Figure:
    """Take a value that stands in the file."""
    return Figure(what, value, unit, Step.READ, quality, where=where)


def unstated(what: str, where: Where) -> Figure:
    """Take a contribution to which the agreement gives no value: it counts nothing, and says so."""
    return Figure(what, Decimal(0), Unit.KRONOR, Step.READ, where=where, unstated=(what,))


def given(what: str, value: Decimal, unit: Unit) -> Figure:
    """Take a value that the question or the calendar gives."""
    return Figure(what, value, unit, Step.GIVEN)


def one_year() -> Figure:
    """Take one year, the step from one calendar year to the next."""
    return given("one year", Decimal(1), Unit.YEARS)


def made(what: str, unit: Unit, step: Step, *parts: Figure, rounding: Decimal = Decimal(1)) -> Figure:
    """Compute a figure of its parts."""
    quality = Quality.of_sum(part.quality for part in parts)
    value = computed(step, [part.value for part in parts], rounding)
    # Nearly everything rests on what is known.
    codes = {code for part in parts if part.assumed for code in part.assumed}
    assumed = tuple(sorted(codes)) if codes else ()
    names = {name: None for part in parts if part.unstated for name in part.unstated}
    unstated = tuple(names) if names else ()
    return Figure(
        what, value, unit, step, quality, parts, rounding=rounding, assumed=assumed, unstated=unstated
    )


def summed(what: str, parts: Iterable[Figure]) -> Figure:
    """Add up figures in kronor."""
    return made(what, Unit.KRONOR, Step.SUM, *parts)


def part(whole: Figure, unit: Unit, counted: int, of: int, name: str) -> Figure:
    """Take so many units of those that the whole has; the name says what these are of."""
    number = given(f"{unit} that count", Decimal(counted), unit)
    found = made(
        whole.what, whole.unit, Step.PART, whole, number, given(f"{unit} of the {name}", Decimal(of), unit)
    )
    return found if counted else replace(found, unstated=())


def part_of_period(whole: Figure, days: Period | None, of: Period, name: str, *, months: bool) -> Figure:
    """Take of the figure of a period what some of its days have: by whole months, else by days."""
    if months:
        return part(whole, Unit.MONTHS, (days and days.whole_months) or 0, of.whole_months or 1, name)
    return part(whole, Unit.DAYS, days.days if days else 0, of.days, name)


def apportioned(part: Figure, value: Decimal, rounding: Decimal) -> Figure:
    """Take the value that a part got when its total was split by largest remainder."""
    return replace(part, value=value, step=Step.APPORTIONED, parts=(part,), where=(), rounding=rounding)


def computed(step: Step, parts: list[Decimal], rounding: Decimal) -> Decimal:
    """Take a step; raise ValueError where it is not made of parts."""
    if step is Step.ROUNDED:
        return money.rounded(parts[0], rounding)
    if step not in _COMPUTED:
        message = f"{step} is not made of parts"
        raise ValueError(message)
    return _COMPUTED[step](*parts)


_ONE, _HUNDRED = Decimal(1), Decimal(100)
_COMPUTED: dict[Step, Callable[..., Decimal]] = {
    Step.SUM: lambda *parts: money.add(parts),
    Step.DIFFERENCE: EXACT.subtract,
    Step.PRODUCT: lambda *parts: reduce(EXACT.multiply, parts, _ONE),
    Step.QUOTIENT: EXACT.divide,
    Step.AT_MOST: min,
    Step.AT_LEAST: max,
    Step.GROWTH: lambda percent, years: EXACT.power(EXACT.add(_ONE, EXACT.divide(percent, _HUNDRED)), years),
    Step.PART: lambda whole, part, of: EXACT.divide(EXACT.multiply(whole, part), of),
}
