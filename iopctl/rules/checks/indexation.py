"""An indexation is a fixed percentage or a series, and what else it says can be followed.

Holds: 'percent: 2'; 'series: PKV' with 'lag: 1 year'; two series that weigh 70 % and 30 %.
Does not: both a percentage and a series; weights of 70 % and 20 %; a lag beside a fixed percentage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Indexation
    from iopctl.problem import Finding, Where

READS = ("budget",)

_ALL = 100
_OF_SERIES = ("lag", "vintage", "at_most", "at_least")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find indexations that say too little, too much, or what contradicts itself."""
    for index, version in enumerate(agreement.budget):
        stated = version.indexation
        if stated is not None:
            where: Where = ("budget", index, "indexation")
            yield from _kind(stated, where)
            yield from _limits(stated, where)
            yield from _first_year(version, stated, where)


def _kind(stated: Indexation, where: Where) -> Iterator[Finding]:
    if (stated.percent is None) == (stated.series is None):
        found = (
            say("neither a percentage nor a series")
            if stated.percent is None
            else say("both a percentage and a series")
        )
        yield codes.ONE_INDEXATION.at(where, on_key=True, found=found)
        return
    if stated.series is None:
        for key in _OF_SERIES:
            if getattr(stated, key) is not None:
                yield codes.NEEDS_SERIES.at((*where, key), on_key=True, key=key)
        return
    weights = money.add(stated.series.values())
    if weights != _ALL:
        yield codes.WEIGHTS.at((*where, "series"), on_key=True, sum=f"{weights:f}")


def _limits(stated: Indexation, where: Where) -> Iterator[Finding]:
    least, most = stated.at_least, stated.at_most
    if least is not None and most is not None and least > most:
        yield codes.FLOOR_ABOVE_CAP.at((*where, "at_least"), at_least=f"{least:f}", at_most=f"{most:f}")


def _first_year(version: BudgetVersion, stated: Indexation, where: Where) -> Iterator[Finding]:
    first, price_year = stated.first_year, version.price_year
    if first is not None and price_year is not None and first <= price_year:
        yield codes.FIRST_YEAR_EARLY.at((*where, "first_year"), first_year=first, price_year=price_year)
