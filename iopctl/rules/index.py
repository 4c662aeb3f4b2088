"""What an index series says, with the values that count on the day asked.

Of the values published for a year, the one published last counts, unless the agreement uses only preliminary
or only final ones; what was published after the day asked does not count. After its last known value a series
goes on only as somebody assumes, and every figure made of that is marked.

Holds: 2024 published preliminary on 2025-02-01 and final on 2025-09-01 → asked as of 2025-06-30, preliminary.
Does not: a year between two known ones that lacks its value, however the series is assumed to go on.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.model.budget import Vintage
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit

if TYPE_CHECKING:
    from iopctl.model.published import Value
    from iopctl.problem import Place
    from iopctl.rules.known import Known


def growth(known: Known, code: str, vintage: Vintage, first: int, last: int) -> Figure:
    """Give the factor from one year's prices to another's; every value that it takes must be known."""
    values = [_needed(known, code, vintage, year) for year in years(known, code, first, last)]
    what = f"{code}, {first}–{last}"
    if _holds_numbers(known, code):
        base, value = values
        return figure.made(what, Unit.FACTOR, Step.QUOTIENT, value, base)
    changes = [
        figure.made(f"{code}, {year}", Unit.FACTOR, Step.GROWTH, change, figure.one_year())
        for year, change in zip(range(first + 1, last + 1), values, strict=True)
    ]
    return changes[0] if len(changes) == 1 else figure.made(what, Unit.FACTOR, Step.PRODUCT, *changes)


def years(known: Known, code: str, first: int, last: int) -> tuple[int, ...]:
    """List the years whose values take a series from one year to another."""
    if _holds_numbers(known, code):
        return first, last
    return tuple(range(first + 1, last + 1))


def value(known: Known, code: str, vintage: Vintage, year: int) -> Figure | None:
    """Give the value of a year: the one that counts on the day asked, else as it is assumed; None without."""
    published = _published(known, code, vintage, year)
    if published is not None:
        return _leaf(known, code, *published)
    percent, last = known.assumption(code), last_known(known, code, vintage)
    if percent is None or last is None or year < last:
        return None
    assumed = figure.assumed(f"{code}, assumed for every year after {last}", percent, code)
    if not _holds_numbers(known, code):
        return assumed
    grown = figure.made(
        f"{code}, {last}–{year}",
        Unit.FACTOR,
        Step.GROWTH,
        assumed,
        figure.given(f"years after {last}", Decimal(year - last), Unit.YEARS),
    )
    return figure.made(f"{code} {year}", Unit.INDEX, Step.PRODUCT, _needed(known, code, vintage, last), grown)


def last_known(known: Known, code: str, vintage: Vintage) -> int | None:
    """Find the last year that has a value on the day asked."""
    index = known.index(code)
    of_years = index.by_year if index else {}
    return max((year for year in of_years if _published(known, code, vintage, year)), default=None)


def latest(known: Known, code: str, vintage: Vintage = Vintage.LATEST) -> Value | None:
    """Give the value of the last year that has one on the day asked."""
    last = last_known(known, code, vintage)
    published = None if last is None else _published(known, code, vintage, last)
    return published[0] if published else None


def _needed(known: Known, code: str, vintage: Vintage, year: int) -> Figure:
    found = value(known, code, vintage, year)
    if found is None:
        message = f"{code} has no value for {year}"
        raise ValueError(message)
    return found


def _holds_numbers(known: Known, code: str) -> bool:
    index = known.index(code)
    if index is None or index.series is None:
        message = f"{code} is not known"
        raise ValueError(message)
    return index.series.holds_numbers


def _published(known: Known, code: str, vintage: Vintage, year: int) -> tuple[Value, Place] | None:
    """Find the value published last for a year, of those that count, with its place."""
    index = known.index(code)
    counting = [
        (each, place)
        for each, place in (index.by_year.get(year, ()) if index else ())
        if each.published <= known.as_of and (vintage is Vintage.LATEST or vintage == each.status.value)
    ]
    return max(counting, key=lambda each: each[0].published, default=None)


def _leaf(known: Known, code: str, found: Value, place: Place) -> Figure:
    unit = Unit.INDEX if _holds_numbers(known, code) else Unit.PERCENT
    what = f"{code} {found.year}, {found.status}, published {found.published}"
    return figure.published(what, found.value.number, unit, place)
