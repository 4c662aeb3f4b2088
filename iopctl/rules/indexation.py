"""Indexation: amounts in the prices of the price year → amounts of a year; and the index values it waits for.

A fixed percentage compounds for every new calendar year. An index series carries an amount by its value for
the year ÷ its value for the price year; several series by the weighted sum of these ratios; with a lag, by
the values that many years earlier, for both years. A cap or a floor holds for each new calendar year, so that
the years' changes are then multiplied one by one. Exact values are carried from year to year, unless the
agreement carries rounded ones forward (`carry: rounded`).

Of each series, the first value that the years of the term need and nobody had published by the day asked is
needed next, up to the latest possible end. What somebody assumes fills no need.

Holds: 339 200 kr, price year 2021, 2 % → 352 903,68 kr in 2023, shown as 352 904 kr.
Does not: rounding 2022 first and indexing that, where the agreement does not say so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.budget import Carry, Vintage
from iopctl.period import LAST_YEAR, Period
from iopctl.rules import extension, figure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Indexation
    from iopctl.problem import Finding, Where
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


class Piece(Struct):
    """Some days in which one version of the budget counts; those of one calendar year follow its index."""

    version: BudgetVersion
    index: int
    """The version's position in the file."""
    span: Period
    known: Known

    @property
    def where(self) -> Where:
        """Its node in the file."""
        return ("budget", self.index)

    @property
    def year(self) -> int:
        """The calendar year that they begin in."""
        return self.span.first.year

    @property
    def calendar_years(self) -> tuple[Piece, ...]:
        """The same days, calendar year by calendar year."""
        return tuple(replace(self, span=each) for each in self.span.calendar_years)

    @property
    def base(self) -> int:
        """The year from which prices are counted: the price year, or the one before the first indexed."""
        stated, price_year = self.version.indexation, self.version.price_year or self.year
        return max(price_year, stated.first_year - 1) if stated and stated.first_year else price_year

    @property
    def level(self) -> int:
        """The year whose index the amounts follow: their own, or the last one known where that is enough."""
        stated, year = self.version.indexation, self.year
        while stated and self.known.held and year > self.base and _unpublished(self, stated, year):
            year -= 1
        return year

    @property
    def indexation(self) -> Indexation | None:
        """What the version says, where it changes any amount of the year."""
        return self.version.indexation if self.level > self.base else None


def in_force(agreement: Agreement, as_of: date) -> dict[int, Period]:
    """Give the days of each version of the budget that counts: always those that came with the agreement."""
    signed = agreement.term.signed.last if agreement.term.signed else date.min
    counts = [
        index
        for index, version in enumerate(agreement.budget)
        if not index
        or version.decided_by(as_of)
        or (version.decided is not None and version.decided <= signed)
    ]
    stops = [*(agreement.budget[index].since for index in counts[1:]), None]
    # Without any version there is one stop and nothing that it would be of.
    return {
        index: Period(agreement.budget[index].since, stop) for index, stop in zip(counts, stops, strict=False)
    }


def pieces(agreement: Agreement, counted: Period, known: Known) -> Iterator[Piece]:
    """Cut days by the decided versions of the budget."""
    for index, period in in_force(agreement, known.as_of).items():
        span = counted.overlap(period)
        if span is not None:
            yield Piece(agreement.budget[index], index, span, known)


class Indexed(Struct):
    """How the amounts of a version follow prices in a year: the same for each of them."""

    stated: Indexation
    """What the agreement says."""
    price_year: int
    """The year whose prices the amounts are in."""
    factor: Figure | None
    """From the price year; None before the first indexed year, and where there is no one factor."""
    base: int
    """The year from which prices are counted."""
    changes: tuple[Figure, ...]
    """Of each new calendar year after it, where they are followed year by year."""
    unit: Decimal
    """What they are rounded to, in kronor."""
    held_at: int | None = None
    """The year in whose prices the amounts are left, as no later index is known; else None."""

    @property
    def rounded(self) -> bool:
        """Whether rounded amounts are carried, so that there is no one factor."""
        return self.stated.carry is Carry.ROUNDED

    def amount(self, whole: Figure) -> Figure:
        """Give an amount of the year, from its amount in the price year."""
        if self.factor is not None:
            return figure.made(whole.what, Unit.KRONOR, Step.PRODUCT, whole, self.factor)
        if not self.changes:
            return whole
        name = f"{whole.what}, {self.base}"
        carried = figure.made(name, Unit.KRONOR, Step.ROUNDED, whole, rounding=self.unit)
        for year, change in enumerate(self.changes, start=self.base + 1):
            name = f"{whole.what}, {year}"
            exact = figure.made(name, Unit.KRONOR, Step.PRODUCT, carried, change)
            carried = figure.made(name, Unit.KRONOR, Step.ROUNDED, exact, rounding=self.unit)
        return carried


def indexed(piece: Piece) -> Indexed | None:
    """Tell how a piece that is not refused follows prices; None where nothing is indexed."""
    version, stated = piece.version, piece.indexation
    if version.indexation is None or version.price_year is None:
        return None
    factor: Figure | None = None
    changes: tuple[Figure, ...] = ()
    if stated is not None and _year_by_year(stated):
        changes = tuple(_changes(piece, stated))
        if stated.carry is not Carry.ROUNDED:
            factor = figure.made("indexation", Unit.FACTOR, Step.PRODUCT, *changes)
    elif stated is not None:
        factor = _growth(piece, stated, piece.base, piece.level)
    held_at = piece.level if piece.level < piece.year else None
    unit = version.rounding.unit
    return Indexed(version.indexation, version.price_year, factor, piece.base, changes, unit, held_at)


def refusals(piece: Piece) -> Iterator[Finding]:
    """Find why a year cannot be indexed: a value that is missing on the day asked."""
    stated, known, year = piece.indexation, piece.known, piece.year
    listed = tuple((stated and stated.series) or ())
    for code in listed:
        found = known.index(code)
        where = (*piece.where, "indexation", "series", *([code] if len(listed) > 1 else []))
        file = found.file if found else f"{code}.yaml"
        if found is None or found.series is None:
            yield codes.NO_SERIES.at(where, year=year, series=code, file=file)
        elif stated and (missing := _first_missing(piece, stated, code, piece.level)) is not None:
            vintage = _vintage(stated)
            last = known.last_year(code, vintage)
            if last is not None and missing > last:
                cure = say(
                    "Add it to {file} when it is published; 'budget' and 'memo' compute on with "
                    "--assume {code}=2.5%.",
                    file=file,
                    code=code,
                )
            else:
                cure = say("Add what was published to {file}.", file=file)
            kind = codes.NO_INDEX_VALUE if vintage is Vintage.LATEST else codes.NO_VALUE_OF_VINTAGE
            yield kind.at(
                where,
                year=year,
                series=code,
                vintage=vintage,
                missing=missing,
                as_of=known.as_of,
                cure=cure,
            )


def _unpublished(piece: Piece, stated: Indexation, year: int) -> bool:
    """Tell whether what a year needs goes beyond what was published by the day asked."""
    for code in stated.series or ():
        found, missing = piece.known.index(code), _first_missing(piece, stated, code, year)
        if found is not None and found.series is not None and missing is not None:
            last = piece.known.last_year(code, _vintage(stated))
            return last is None or missing > last
    return False


def _first_missing(piece: Piece, stated: Indexation, code: str, last: int) -> int | None:
    """Find the first year whose value a series lacks, of those that the amounts of a year need."""
    lag, vintage, known = stated.lag or 0, _vintage(stated), piece.known
    spans = [(piece.base, last)]
    if _year_by_year(stated):
        alone = len(stated.series or ()) == 1
        spans = [(year - 1 if alone else piece.base, year) for year in range(piece.base + 1, last + 1)]
    years = {year for start, end in spans for year in known.needed_years(code, start - lag, end - lag)}
    return next((year for year in sorted(years) if known.value(code, vintage, year) is None), None)


def _year_by_year(stated: Indexation) -> bool:
    return stated.carry is Carry.ROUNDED or stated.at_most is not None or stated.at_least is not None


def _vintage(stated: Indexation | None) -> Vintage:
    return (stated and stated.vintage) or Vintage.LATEST


def _changes(piece: Piece, stated: Indexation) -> Iterator[Figure]:
    """Give the factor of each new calendar year, within the cap and the floor."""
    before = None
    for year in range(piece.base + 1, piece.level + 1):
        if stated.series is None or len(stated.series) == 1:
            change = _growth(piece, stated, year - 1, year)
        else:
            # Weights are shares of the price year's costs, and stay what they were.
            change = now = _growth(piece, stated, piece.base, year)
            if before is not None:
                change = figure.made(f"indexation, {year}", Unit.FACTOR, Step.QUOTIENT, now, before)
            before = now
        for step, key, limit in (
            (Step.AT_MOST, "at_most", stated.at_most),
            (Step.AT_LEAST, "at_least", stated.at_least),
        ):
            if limit is not None:
                read = figure.read(step.value, limit, Unit.PERCENT, (*piece.where, "indexation", key))
                bound = figure.made(f"{step} for one year", Unit.FACTOR, Step.GROWTH, read, figure.one_year())
                change = figure.made(f"indexation, {year}", Unit.FACTOR, step, change, bound)
        yield change


def _growth(piece: Piece, stated: Indexation, first: int, last: int) -> Figure:
    """Give the factor from one year to another, without cap and floor."""
    where = (*piece.where, "indexation")
    if stated.series is None:
        percent = figure.read("percent", stated.percent or Decimal(0), Unit.PERCENT, (*where, "percent"))
        single = last == first + 1 and _year_by_year(stated)
        years = figure.one_year() if single else _years(piece)
        return figure.made("indexation", Unit.FACTOR, Step.GROWTH, percent, years)
    lag, vintage = stated.lag or 0, _vintage(stated)
    weighted = []
    for code, weight in stated.series.items():
        ratio = piece.known.growth(code, vintage, first - lag, last - lag)
        if len(stated.series) == 1:
            return ratio
        share = figure.read("weight", weight, Unit.PERCENT, (*where, "series", code))
        every = figure.given("all weights", Decimal(100), Unit.PERCENT)
        weighted.append(figure.made(f"{code}, weighted", Unit.FACTOR, Step.PART, ratio, share, every))
    return figure.made(f"indexation, {first}–{last}", Unit.FACTOR, Step.SUM, *weighted)


def _years(piece: Piece) -> Figure:
    asked = figure.given("year", Decimal(piece.level), Unit.YEAR)
    if piece.base == piece.version.price_year:
        where = (*piece.where, "price_year")
        base = figure.read("price year", Decimal(piece.base), Unit.YEAR, where)
        return figure.made("years since the price year", Unit.YEARS, Step.DIFFERENCE, asked, base)
    where = (*piece.where, "indexation", "first_year")
    first = figure.read("first indexed year", Decimal(piece.base + 1), Unit.YEAR, where)
    base = figure.made("year before it", Unit.YEAR, Step.DIFFERENCE, first, figure.one_year())
    return figure.made("years that are indexed", Unit.YEARS, Step.DIFFERENCE, asked, base)


class Need(Struct):
    """An index value that is not published, and what waits for it."""

    series: str
    """The code of the series."""
    value_year: int
    """The year that the value is for."""
    year: int
    """The first calendar year whose money needs it."""
    since: date
    """The first day whose money needs it."""
    decided: bool
    """Whether that day lies in the decided term; else only options, or a proposal, reach it."""
    where: Where
    """The node of the file that says so."""


def needed(agreement: Agreement, known: Known) -> tuple[Need, ...]:
    """Find the next value that is needed of each series, in order of their codes."""
    if not agreement.series:
        return ()
    published, stands = replace(known, assumed=()), extension.standing(agreement, known.as_of)
    found = (_next(agreement, code, published, stands) for code in agreement.series)
    return tuple(each for each in found if each is not None)


def _next(agreement: Agreement, code: str, known: Known, stands: Standing) -> Need | None:
    reach = stands.reach
    for year in range(reach.first.year, (reach.last.year if reach.last else LAST_YEAR) + 1):
        counted = reach.overlap(Period.year(year))
        for piece in pieces(agreement, counted, known) if counted else ():
            stated, found = piece.indexation, known.index(code)
            if stated is None or code not in (stated.series or ()):
                continue
            if found is None or found.series is None:
                missing: int | None = year - (stated.lag or 0)
            else:
                missing = _first_missing(piece, stated, code, year)
            if missing is not None:
                since, where = piece.span.first, (*piece.where, "indexation", "series")
                return Need(code, missing, year, since, stands.agreed and since in stands.decided, where)
    return None
