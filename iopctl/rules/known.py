"""What counts on the day asked: a question is answered with what was known then, and nothing later.

An index value counts from the day on which it was published, a decision from the day on which it was taken.
Of the values published for a year, the one published last counts, unless the agreement uses only preliminary
or only final ones. After its last known value a series goes on only as somebody assumes, and every figure
made of that is marked.

Holds: 2024 published preliminary on 2025-02-01 and final on 2025-09-01 → asked as of 2025-06-30, preliminary.
Does not: a year between two known ones that lacks its value, however the series is assumed to go on.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.model.budget import Vintage
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from iopctl.model.published import Series, Value
    from iopctl.problem import Place


class Index(Struct):
    """An index series as the register has it."""

    code: str
    """Its code, the name of its file."""
    file: str
    """The file as messages name it, whether it is there or not."""
    series: Series | None = None
    """What the file holds; None where it is missing or has problems."""
    by_year: Mapping[int, tuple[tuple[Value, Place], ...]] = field(default_factory=dict)
    """What was published for each year, and where it stands: every amount asks for the same few years."""


def by_year(series: Series, places: Iterable[Place]) -> dict[int, tuple[tuple[Value, Place], ...]]:
    """Put the values of a series by their year; the places are theirs, in the order of the file."""
    found: dict[int, tuple[tuple[Value, Place], ...]] = {}
    for each, place in zip(series.values, places, strict=True):
        found[each.year] = (*found.get(each.year, ()), (each, place))
    return found


class Assumption(Struct):
    """How a series is assumed to go on after its last known value."""

    code: str
    """The series."""
    percent: Decimal
    """The change for every new year."""

    def __str__(self) -> str:
        """Give it as it is asked for: PKV=2.5%."""
        return f"{self.code}={self.percent:f}%"


class Known(Struct):
    """What an answer about money may rest on, beside the agreement itself."""

    as_of: date
    """The day asked; what was decided or published after it does not count."""
    indices: tuple[Index, ...] = ()
    """The series that the agreement's amounts follow."""
    assumed: tuple[Assumption, ...] = ()
    """How series are assumed to go on."""
    held: bool = False
    """Whether amounts whose index is not published stay at the last prices known: a board decides before."""
    tracked_from: date | None = None
    """The day from which the register is kept: nothing of an earlier day is missing."""

    def index(self, code: str) -> Index | None:
        """Find a series by its code."""
        return next((each for each in self.indices if each.code == code), None)

    def value(self, code: str, vintage: Vintage, year: int) -> Figure | None:
        """Give the value of a year that counts, else the one that is assumed; None without."""
        published = self._published(code, vintage, year)
        numbers = self._holds_numbers(code)
        if published is not None:
            value, place = published
            what = f"{code} {year}, {value.status}, published {value.published}"
            unit = Unit.INDEX if numbers else Unit.PERCENT
            return Figure(what, value.value.number, unit, Step.READ, place=place)
        percent = next((each.percent for each in self.assumed if each.code == code), None)
        last = self.last_year(code, vintage)
        if percent is None or last is None or year < last:
            return None
        what = f"{code}, assumed for every year after {last}"
        assumed = Figure(what, percent, Unit.PERCENT, Step.ASSUMED, assumed=(code,))
        base = self.value(code, vintage, last) if numbers else None
        if base is None:
            return assumed
        years = figure.given(f"years after {last}", Decimal(year - last), Unit.YEARS)
        grown = figure.made(f"{code}, {last}–{year}", Unit.FACTOR, Step.GROWTH, assumed, years)
        return figure.made(f"{code} {year}", Unit.INDEX, Step.PRODUCT, base, grown)

    def last_year(self, code: str, vintage: Vintage) -> int | None:
        """Find the last year that has a value on the day asked."""
        index = self.index(code)
        years = index.by_year if index else ()
        return max((year for year in years if self._published(code, vintage, year)), default=None)

    def latest(self, code: str) -> Value | None:
        """Give the value of the last year that has one on the day asked."""
        last = self.last_year(code, Vintage.LATEST)
        published = None if last is None else self._published(code, Vintage.LATEST, last)
        return published[0] if published else None

    def needed_years(self, code: str, first: int, last: int) -> tuple[int, ...]:
        """List the years whose values take a series from one year to another."""
        return (first, last) if self._holds_numbers(code) else tuple(range(first + 1, last + 1))

    def growth(self, code: str, vintage: Vintage, first: int, last: int) -> Figure:
        """Give the factor from one year's prices to another's; raise ValueError where a value is missing."""
        found = [self.value(code, vintage, year) for year in self.needed_years(code, first, last)]
        values = [each for each in found if each is not None]
        what = f"{code}, {first}–{last}"
        if self._holds_numbers(code):
            base, value = values
            return figure.made(what, Unit.FACTOR, Step.QUOTIENT, value, base)
        changes = [
            figure.made(f"{code}, {year}", Unit.FACTOR, Step.GROWTH, change, figure.one_year())
            for year, change in zip(range(first + 1, last + 1), values, strict=True)
        ]
        return changes[0] if len(changes) == 1 else figure.made(what, Unit.FACTOR, Step.PRODUCT, *changes)

    def _holds_numbers(self, code: str) -> bool:
        index = self.index(code)
        return index is not None and index.series is not None and index.series.holds_numbers

    def _published(self, code: str, vintage: Vintage, year: int) -> tuple[Value, Place] | None:
        """Find the value published last for a year, of those that count, with its place."""
        index = self.index(code)
        counting = [
            (value, place)
            for value, place in (index.by_year.get(year, ()) if index else ())
            if value.published <= self.as_of and vintage in {Vintage.LATEST, value.status.value}
        ]
        return max(counting, key=lambda each: each[0].published, default=None)
