"""Indexation: amounts in the prices of the price year → amounts of a year.

"For every new calendar year the costs are adjusted by 2 %": compounding from the price year, the exact value
carried from year to year, unless the agreement carries rounded values forward (`carry: rounded`).

Holds: 339 200 kr, price year 2021, 2 % → 352 903,68 kr in 2023, shown as 352 904 kr.
Does not: rounding 2022 first and indexing that, where the agreement does not say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.model.budget import Carry
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit

if TYPE_CHECKING:
    from iopctl.model.budget import BudgetVersion, Indexation
    from iopctl.problem import Where


@dataclass(frozen=True, slots=True)
class Indexed:
    """How the amounts of a version follow prices in a year, to tell beside the figures."""

    percent: Decimal
    """For every new calendar year."""
    price_year: int
    """The year whose prices the amounts are in."""
    factor: Decimal | None
    """From the price year; None where rounded amounts are carried, so that there is no one factor."""


def applied(version: BudgetVersion, year: int) -> Indexed | None:
    """Tell how a version follows prices, or None where nothing is indexed."""
    stated = version.indexation
    if stated is None or version.price_year is None:
        return None
    factor = _growth(version.price_year, year, stated, ()).value if stated.carry is Carry.EXACT else None
    return Indexed(stated.percent, version.price_year, factor)


def _growth(price_year: int, year: int, stated: Indexation, where: Where) -> Figure:
    """Give the factor from the price year to a year."""
    steps = _years(price_year, year, where)
    return figure.made("indexation", Unit.FACTOR, Step.GROWTH, _percent(stated.percent, where), steps)


def indexed(amount: Figure, version: BudgetVersion, year: int, where: Where) -> Figure:
    """Give an amount of a year, from its amount in the price year."""
    stated = version.indexation
    if stated is None or version.price_year is None or version.price_year == year:
        return amount
    if stated.carry is Carry.EXACT:
        factor = _growth(version.price_year, year, stated, where)
        return figure.made(amount.what, Unit.KRONOR, Step.PRODUCT, amount, factor)
    one_year = figure.made(
        "indexation",
        Unit.FACTOR,
        Step.GROWTH,
        _percent(stated.percent, where),
        figure.given("one year", Decimal(1), Unit.YEARS),
    )
    unit = version.rounding.unit
    carried = figure.made(
        f"{amount.what}, {version.price_year}", Unit.KRONOR, Step.ROUNDED, amount, rounding=unit
    )
    for each in range(version.price_year + 1, year + 1):
        exact = figure.made(f"{amount.what}, {each}", Unit.KRONOR, Step.PRODUCT, carried, one_year)
        carried = figure.made(f"{amount.what}, {each}", Unit.KRONOR, Step.ROUNDED, exact, rounding=unit)
    return carried


def _percent(percent: Decimal, where: Where) -> Figure:
    return figure.read("percent", percent, Unit.PERCENT, (*where, "indexation", "percent"))


def _years(price_year: int, year: int, where: Where) -> Figure:
    asked = figure.given("year", Decimal(year), Unit.YEAR)
    base = figure.read("price year", Decimal(price_year), Unit.YEAR, (*where, "price_year"))
    return figure.made("years since the price year", Unit.YEARS, Step.DIFFERENCE, asked, base)
