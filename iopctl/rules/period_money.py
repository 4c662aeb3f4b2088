"""The money of the period that a memo is about: in all, in one year, for each party and for each place.

One whole calendar year stands for the others; where the period has none, its first part does.

Holds: a period of 2022 and 2023 at 1 100 000 kr a year → 2 200 000 kr, 27 500 kr for each of 40 places.
Does not: a period from July to December, of which no whole year can be shown, has no money for each place.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import money as amounts
from iopctl.money import EXACT, Amount
from iopctl.period import Period
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.model.parties import Party
    from iopctl.rules.budget import Budget


class PartyMoney(Struct):
    """What one party puts in over the period that the memo is about."""

    party: Party
    """The party."""
    a_year: Amount
    """In the year shown."""
    in_all: Amount
    """In the whole period; where it has no end, in the year shown."""
    by_year: tuple[Amount, ...]
    """In each calendar year of the period, in order."""
    fraction: Decimal | None
    """Of the total of the year shown; None where the total is nothing."""
    same_every_year: bool
    """Whether it is the same in every whole year, and parts of a year are at the same rate."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or no whole year is asked for."""


class Money(Struct):
    """The money of the period that the memo is about: in all, and in the one year that is shown."""

    years: tuple[Budget, ...]
    """The budget of each calendar year, of which only the days inside the period count."""
    shown: Budget
    """The first calendar year that lies wholly in the period; where none does, its first year."""
    whole_year: bool
    """Whether the year shown lies wholly in the period."""
    a_year: Amount
    """The total of the year shown."""
    in_all: Amount
    """The total of the period; where it has no end, of the year shown."""
    by_year: tuple[Amount, ...]
    """The total of each calendar year of the period, in order."""
    same_every_year: bool
    """Whether each party puts in the same in every whole year, and parts of a year are at the same rate."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or no whole year is asked for."""
    parties: tuple[PartyMoney, ...]
    """The same for each party, in the order of the file."""


def money(agreement: Agreement, period: Period, years: tuple[Budget, ...]) -> Money:
    """Sum up the years of a period."""
    whole = tuple(each for each in years if Period.year(each.year).overlap(period) == Period.year(each.year))
    shown = (whole or years)[0]
    places = agreement.places if whole else None
    # Whether all years, and parts of one, have the same lines at the same prices.
    rates = {
        (
            frozenset(line.order for line in each.lines),
            tuple(indexed.factor and indexed.factor.value for indexed in each.indexed),
        )
        for each in years
    }
    steady = len(rates) == 1
    parties = tuple(
        PartyMoney(
            party=agreement.parties[share.party],
            a_year=share.figure.amount,
            in_all=amounts.total(each.shares[index].figure.amount for each in years),
            by_year=tuple(each.shares[index].figure.amount for each in years),
            fraction=share.fraction,
            same_every_year=steady and len({each.shares[index].figure.amount for each in whole}) == 1,
            per_place=per_place(share.figure.amount, places),
        )
        for index, share in enumerate(shown.shares)
    )
    return Money(
        years=years,
        shown=shown,
        whole_year=bool(whole),
        a_year=shown.total.amount,
        in_all=amounts.total(each.total.amount for each in years),
        by_year=tuple(each.total.amount for each in years),
        same_every_year=all(each.same_every_year for each in parties),
        per_place=per_place(shown.total.amount, places),
        parties=parties,
    )


def per_place(amount: Amount, places: int | None) -> Amount | None:
    """Divide an amount by a number of places, exactly; None where none is stated."""
    return Amount(EXACT.divide(amount.value, Decimal(places)), amount.quality) if places else None
