"""What each party puts in, in the amounts of the agreement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl.model.basis import Basis, BasisOf, Spread
from iopctl.model.entry import Entry
from iopctl.model.indexation import Indexation
from iopctl.model.payments import Payments
from iopctl.model.scalars import Day, HoursAWeek, Kronor, Number, Rate, Text, Weeks, Year, one_of


class Kind(StrEnum):
    """What a contribution consists of."""

    CASH = "cash"
    """Money that is paid out."""
    STAFF = "staff"
    """Paid working time."""
    VOLUNTEERS = "volunteers"
    """Unpaid working time."""
    PREMISES = "premises"
    """Rooms and what belongs to them."""
    EQUIPMENT = "equipment"
    """Equipment and material."""
    MIXED = "mixed"
    """Several of these, which the agreement does not tell apart."""
    OTHER = "other"
    """Anything else."""


class Rounding(StrEnum):
    """To what the figures of a year are rounded."""

    KRONA = "krona"
    """To whole kronor."""
    TEN = "ten kronor"
    """To tens of kronor."""
    HUNDRED = "hundred kronor"
    """To hundreds of kronor."""

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
    paid_to: Text | None = None
    """The key of the party to which it is paid out in cash; left out where it is not."""
    amount: Kronor | None = None
    """Kronor for what the basis says, a whole calendar year unless stated; hours and a rate may give it."""
    basis: BasisOf = Basis()
    """What the amount is for: a year unless stated; a place and year; the whole term; a stated period."""
    spread: Annotated[Spread, one_of(Spread)] | None = None
    """How a sum for the term or a period is spread over its calendar years; without it they have no figure.
    """
    hours_per_week: HoursAWeek | None = None
    """Hours a week, together with weeks_per_year."""
    weeks_per_year: Weeks | None = None
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
    total: Kronor | None = None
    """The sum of a whole year as the agreement itself states it; the lines must add up to it."""
    payments: Payments | None = None
    """When what is paid out is paid; left out where the agreement does not say."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    note: Text | None = None
    """Anything a reader should know about this version."""

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return (self.decided or self.since) <= as_of
