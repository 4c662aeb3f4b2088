"""What each party puts in, in the amounts of the agreement."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl.model.entry import Entry
from iopctl.model.scalars import Count, Day, Kronor, Number, Percentage, Rate, Text, one_of


class Kind(StrEnum):
    """What a contribution consists of."""

    CASH = "cash"
    STAFF = "staff"
    VOLUNTEERS = "volunteers"
    PREMISES = "premises"
    EQUIPMENT = "equipment"
    MIXED = "mixed"
    OTHER = "other"


class Carry(StrEnum):
    """Which values an indexation carries from year to year."""

    EXACT = "exact"
    ROUNDED = "rounded"


class Rounding(StrEnum):
    """To what the figures of a year are rounded."""

    KRONA = "krona"
    TEN = "ten kronor"
    HUNDRED = "hundred kronor"

    @property
    def unit(self) -> Decimal:
        """The unit in kronor."""
        match self:
            case Rounding.KRONA:
                return Decimal(1)
            case Rounding.TEN:
                return Decimal(10)
            case Rounding.HUNDRED:
                return Decimal(100)


class Indexation(Entry):
    """A fixed percentage for every new calendar year, compounding."""

    percent: Percentage
    carry: Annotated[Carry, one_of(Carry)] = Carry.EXACT
    covers: Text | None = None
    """What the percentage stands for, in the words that a sentence uses: pris- och löneförändringar."""
    clause: Text | None = None


class Contribution(Entry):
    """One line of what one party puts in during a whole calendar year, in the price year's prices.

    It is an amount, or hours × rate; where both are given they agree to the krona.
    """

    name: Text
    by: Text
    """The key of the party that bears it."""
    kind: Annotated[Kind, one_of(Kind)]
    amount: Kronor | None = None
    hours_per_week: Number | None = None
    weeks_per_year: Number | None = None
    hours_per_year: Number | None = None
    hourly_rate: Rate | None = None
    note: Text | None = None


def _unless_none(value: object) -> object:
    """Read the word `none`: the agreement says that nothing is indexed."""
    return None if value == "none" else value


class BudgetVersion(Entry):
    """The money from a day on, until the next version takes over."""

    since: Day = Field(alias="from")
    price_year: Count | None = None
    indexation: Annotated[Indexation | None, BeforeValidator(_unless_none)] = None
    rounding: Annotated[Rounding, one_of(Rounding)] = Rounding.KRONA
    contributions: tuple[Contribution, ...]
    clause: Text | None = None
    note: Text | None = None
