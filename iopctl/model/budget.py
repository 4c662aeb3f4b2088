"""What each party puts in, in the amounts of the agreement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, Kronor, Number, Percentage, Rate, Text, Year, one_of


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
    """The percentage for every new calendar year after the price year, compounding."""
    carry: Annotated[Carry, one_of(Carry)] = Carry.EXACT
    """Whether the exact or the rounded value of a year is carried to the next; exact unless stated."""
    covers: Text | None = None
    """What the percentage stands for, in the words that a sentence uses: pris- och löneförändringar."""
    clause: Text | None = None
    """Where in the agreement it stands."""


class Contribution(Entry):
    """One line of what one party puts in during a whole calendar year, in the price year's prices.

    It is an amount, or hours × rate; where both are given they agree to the krona.
    """

    name: Text
    """What is put in, as the agreement calls it."""
    by: Text
    """The key of the party that bears it."""
    kind: Annotated[Kind, one_of(Kind)]
    """What it consists of."""
    amount: Kronor | None = None
    """Kronor for a whole calendar year; may be left out where hours and a rate give it."""
    hours_per_week: Number | None = None
    """Hours a week, together with weeks_per_year."""
    weeks_per_year: Number | None = None
    """Weeks a year, together with hours_per_week."""
    hours_per_year: Number | None = None
    """Hours a year, instead of hours_per_week and weeks_per_year."""
    hourly_rate: Rate | None = None
    """Kronor an hour."""
    note: Text | None = None
    """What the line stands for, as the end of a sentence that begins with its name: avser …."""


def _unless_none(value: object) -> object:
    """Read the word `none`: the agreement says that nothing is indexed."""
    return None if value == "none" else value


class BudgetVersion(Entry):
    """The money from a day on, until the next version takes over."""

    since: Day = Field(alias="from")
    """The first day on which this version of the money applies."""
    decided: Day | None = None
    """The day on which this version was decided; where it is not known, it counts from its first day."""
    price_year: Year | None = None
    """The year (prisår) in whose prices the amounts are; needed where they are indexed."""
    indexation: Annotated[Indexation | None, BeforeValidator(_unless_none)] = None
    """How the amounts follow prices (uppräkning); 'none', or left out, where they do not."""
    rounding: Annotated[Rounding, one_of(Rounding)] = Rounding.KRONA
    """To what each party's sum is rounded; krona unless stated."""
    contributions: tuple[Contribution, ...]
    """What each party puts in, line by line."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    note: Text | None = None
    """Anything a reader should know about this version."""

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return (self.decided or self.since) <= as_of
