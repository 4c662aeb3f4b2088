"""Indexation: amounts in the prices of the price year → amounts of a year.

A fixed percentage compounds for every new calendar year. An index series carries an amount by its value for
the year ÷ its value for the price year; several series by the weighted sum of these ratios; with a lag, by
the values that many years earlier, for both years. A cap or a floor holds for each new calendar year, so that
the years' changes are then multiplied one by one. Exact values are carried from year to year, unless the
agreement carries rounded ones forward (`carry: rounded`).

Holds: 339 200 kr, price year 2021, 2 % → 352 903,68 kr in 2023, shown as 352 904 kr.
Does not: rounding 2022 first and indexing that, where the agreement does not say so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.budget import Carry, Vintage
from iopctl.rules import figure, index
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.budget import BudgetVersion, Indexation
    from iopctl.problem import Finding, Where
    from iopctl.rules.known import Known

_ALL = Decimal(100)


class Indexed(Struct):
    """How the amounts of a version follow prices in a year, to tell beside the figures."""

    stated: Indexation
    """What the agreement says."""
    price_year: int
    """The year whose prices the amounts are in."""
    factor: Figure | None
    """From the price year; None before the first indexed year, and where there is no one factor."""

    @property
    def rounded(self) -> bool:
        """Whether rounded amounts are carried, so that there is no one factor."""
        return self.stated.carry is Carry.ROUNDED


class Course(Struct):
    """How a version of the budget follows prices up to a year, with what counts."""

    version: BudgetVersion
    where: Where
    """The version's node in the file."""
    year: int
    known: Known

    @property
    def stated(self) -> Indexation | None:
        """What the version says, where it changes any amount of the year."""
        return self.version.indexation if self.year > self.base else None

    @property
    def base(self) -> int:
        """The year from which prices are counted: the price year, or the one before the first indexed."""
        version = self.version
        price_year = self.year if version.price_year is None else version.price_year
        first = version.indexation.first_year if version.indexation else None
        return price_year if first is None else max(price_year, first - 1)


class Factors(Struct):
    """What takes the amounts of a version from the price year to a year: the same for each of them."""

    course: Course
    """The version and the year."""
    whole: Figure | None
    """From the price year; None where nothing is indexed, and where there is no one factor."""
    yearly: tuple[tuple[int, Figure], ...]
    """Of each new calendar year, where rounded amounts are carried from one to the next."""

    @classmethod
    def of(cls, course: Course) -> Factors:
        """Find the factors of a year that is not refused."""
        stated = course.stated
        if stated is None:
            return cls(course, None, ())
        if stated.carry is Carry.ROUNDED:
            return cls(course, None, tuple(_changes(course, stated)))
        return cls(course, _factor(course, stated), ())


def refusal(course: Course) -> Finding | None:
    """Find why a year cannot be indexed: a value that is missing on the day asked."""
    stated = course.stated
    for code in (stated.series or ()) if stated else ():
        found = course.known.index(code)
        several = stated is not None and len(stated.series or ()) > 1
        where = (*course.where, "indexation", "series", *([code] if several else []))
        if found is None or found.series is None:
            file = found.file if found else f"{code}.yaml"
            return codes.NO_SERIES.at(where, year=course.year, series=code, file=file)
        for year in needed_years(course, code):
            if index.value(course.known, code, vintage(stated), year) is None:
                return _missing(course, code, year, where)
    return None


def needed_years(course: Course, code: str) -> list[int]:
    """List the years of which a series needs a value, in order."""
    stated = course.stated
    if stated is None:
        return []
    lag = stated.lag or 0
    return sorted(
        {
            year
            for first, last in _stretches(course, stated)
            for year in index.years(course.known, code, first - lag, last - lag)
        }
    )


def _missing(course: Course, code: str, year: int, where: Where) -> Finding:
    stated, known = course.version.indexation, course.known
    wanted = vintage(stated)
    last, found = index.last_known(known, code, wanted), known.index(code)
    file = found.file if found else f"{code}.yaml"
    if known.assumable and last is not None and year > last:
        cure = say(
            "Add it to {file} when it is published, or compute on with --assume {code}=2.5%.",
            file=file,
            code=code,
        )
    else:
        cure = say("Add what was published to {file}.", file=file)
    kind = codes.NO_INDEX_VALUE if wanted is Vintage.LATEST else codes.NO_VALUE_OF_VINTAGE
    return kind.at(
        where,
        year=course.year,
        series=code,
        vintage=wanted,
        missing=year,
        as_of=known.as_of,
        cure=cure,
    )


def applied(factors: Factors) -> Indexed | None:
    """Tell how a version follows prices, or None where nothing is indexed."""
    version = factors.course.version
    if version.indexation is None or version.price_year is None:
        return None
    return Indexed(version.indexation, version.price_year, factors.whole)


def indexed(amount: Figure, factors: Factors) -> Figure:
    """Give an amount of a year, from its amount in the price year."""
    if factors.whole is not None:
        return figure.made(amount.what, Unit.KRONOR, Step.PRODUCT, amount, factors.whole)
    if not factors.yearly:
        return amount
    course = factors.course
    unit = course.version.rounding.unit
    carried = figure.made(f"{amount.what}, {course.base}", Unit.KRONOR, Step.ROUNDED, amount, rounding=unit)
    for year, change in factors.yearly:
        what = f"{amount.what}, {year}"
        exact = figure.made(what, Unit.KRONOR, Step.PRODUCT, carried, change)
        carried = figure.made(what, Unit.KRONOR, Step.ROUNDED, exact, rounding=unit)
    return carried


def _factor(course: Course, stated: Indexation) -> Figure:
    """Give the factor from the price year to a year."""
    if _year_by_year(stated):
        changes = [change for _, change in _changes(course, stated)]
        return figure.made("indexation", Unit.FACTOR, Step.PRODUCT, *changes)
    return _growth(course, stated, course.base, course.year)


def _year_by_year(stated: Indexation) -> bool:
    return stated.carry is Carry.ROUNDED or stated.at_most is not None or stated.at_least is not None


def _stretches(course: Course, stated: Indexation) -> list[tuple[int, int]]:
    """List from which year to which the series are followed."""
    base, year = course.base, course.year
    if not _year_by_year(stated):
        return [(base, year)]
    alone = len(stated.series or ()) == 1
    return [(each - 1 if alone else base, each) for each in range(base + 1, year + 1)]


def _changes(course: Course, stated: Indexation) -> Iterator[tuple[int, Figure]]:
    """Give the factor of each new calendar year, within the cap and the floor."""
    base = course.base
    before = None
    for year in range(base + 1, course.year + 1):
        if stated.series is None or len(stated.series) == 1:
            change = _growth(course, stated, year - 1, year)
        else:
            # Weights are shares of the price year's costs, and stay what they were.
            change = now = _growth(course, stated, base, year)
            if before is not None:
                change = figure.made(f"indexation, {year}", Unit.FACTOR, Step.QUOTIENT, now, before)
            before = now
        for step, limit in ((Step.AT_MOST, stated.at_most), (Step.AT_LEAST, stated.at_least)):
            if limit is not None:
                bound = _one_year(course, step, limit)
                change = figure.made(f"indexation, {year}", Unit.FACTOR, step, change, bound)
        yield year, change


def _one_year(course: Course, step: Step, percent: Decimal) -> Figure:
    key = step.value.replace(" ", "_")
    read = figure.read(step.value, percent, Unit.PERCENT, (*course.where, "indexation", key))
    return figure.made(f"{step} for one year", Unit.FACTOR, Step.GROWTH, read, figure.one_year())


def _growth(course: Course, stated: Indexation, first: int, last: int) -> Figure:
    """Give the factor from one year to another, without cap and floor."""
    if stated.series is None:
        return _fixed(course, stated, first, last)
    lag, wanted = stated.lag or 0, vintage(stated)
    ratios = {
        code: index.growth(course.known, code, wanted, first - lag, last - lag) for code in stated.series
    }
    if len(ratios) == 1:
        return next(iter(ratios.values()))
    weighted = (
        figure.made(
            f"{code}, weighted",
            Unit.FACTOR,
            Step.PART,
            ratio,
            figure.read(
                "weight", stated.series[code], Unit.PERCENT, (*course.where, "indexation", "series", code)
            ),
            figure.given("all weights", _ALL, Unit.PERCENT),
        )
        for code, ratio in ratios.items()
    )
    return figure.made(f"indexation, {first}–{last}", Unit.FACTOR, Step.SUM, *weighted)


def _fixed(course: Course, stated: Indexation, first: int, last: int) -> Figure:
    where = (*course.where, "indexation", "percent")
    percent = figure.read("percent", stated.percent or Decimal(0), Unit.PERCENT, where)
    years = figure.one_year() if last == first + 1 and _year_by_year(stated) else _years(course)
    return figure.made("indexation", Unit.FACTOR, Step.GROWTH, percent, years)


def _years(course: Course) -> Figure:
    asked = figure.given("year", Decimal(course.year), Unit.YEAR)
    if course.base == course.version.price_year:
        at = (*course.where, "price_year")
        base = figure.read("price year", Decimal(course.base), Unit.YEAR, at)
        return figure.made("years since the price year", Unit.YEARS, Step.DIFFERENCE, asked, base)
    first = figure.read(
        "first indexed year",
        Decimal(course.base + 1),
        Unit.YEAR,
        (*course.where, "indexation", "first_year"),
    )
    base = figure.made("year before it", Unit.YEAR, Step.DIFFERENCE, first, figure.one_year())
    return figure.made("years that are indexed", Unit.YEARS, Step.DIFFERENCE, asked, base)


def vintage(stated: Indexation | None) -> Vintage:
    """Say which published values an agreement uses."""
    return (stated.vintage if stated else None) or Vintage.LATEST
