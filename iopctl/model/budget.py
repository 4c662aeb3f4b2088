"""What each party puts in, in the amounts of the agreement: how they follow prices, and when cash is paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl import codes
from iopctl.model.entry import Entry
from iopctl.model.scalars import (
    NOT_STATED,
    Choice,
    Code,
    Day,
    Decided,
    EveryYear,
    HoursAWeek,
    Kronor,
    Lag,
    Number,
    Percentage,
    Rate,
    Share,
    Text,
    Time,
    Weeks,
    Weight,
    Year,
    parsed,
    read_code,
)
from iopctl.period import Length
from iopctl.struct import Struct

_PERIOD = "period of "


class ContributionKind(Choice):
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


class Rounding(Choice):
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
        return Decimal({Rounding.KRONA: 1, Rounding.TEN: 10, Rounding.HUNDRED: 100}[self])


class Of(StrEnum):
    """What an amount is for."""

    YEAR = "year"
    PLACE = "place"
    TERM = "term"
    PERIOD = "period"


class Basis(Struct):
    """What an amount is for, as a file words it: year, place, term, period of 17 months."""

    of: Of = Of.YEAR
    length: Length | None = None
    """How long the period is, where it is one."""

    @property
    def lump(self) -> bool:
        """Whether it is one sum for several years, and not so much a year."""
        return self.of in {Of.TERM, Of.PERIOD}

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Read a basis; raise ValueError for anything else.

        >>> Basis.parse("period of 17 months").length
        Length(count=17, unit=<Unit.MONTH: 'month'>)
        """
        if text.startswith(_PERIOD):
            return cls(Of.PERIOD, Length.parse(text.removeprefix(_PERIOD)))
        if text == Of.PERIOD:
            raise ValueError(text)
        return cls(Of(text))


BasisOf = Annotated[Basis, parsed(Basis.parse, codes.NOT_A_BASIS)]


class Spread(Choice):
    """How a lump sum is spread over the calendar years of its period."""

    DAYS = "days"
    """By the days of the period that lie in each year."""
    MONTHS = "months"
    """By the whole months of the period that lie in each year."""
    EVENLY = "evenly"
    """The same for each calendar year that the period touches."""


class Contribution(Entry):
    """One line of what one party puts in during a whole calendar year, in the price year's prices.

    It is an amount, or hours × rate; where both are given they agree to the krona. Where the agreement says
    what is put in and not what it is worth, the amount is 'not stated': it is listed and counts nowhere.
    """

    name: Text
    """What is put in, as the agreement calls it."""
    by: Text
    """The key of the party that bears it."""
    kind: ContributionKind
    """What it consists of."""
    paid_to: Text | None = None
    """The key of the party to which it is paid out in cash; left out where it is not."""
    amount: Kronor | None = None
    """Kronor for what the basis says, a whole calendar year unless stated; hours and a rate may give it, and
    'not stated' says that the agreement gives it no value."""
    basis: BasisOf = Basis()
    """What the amount is for: a year unless stated; a place and year; the whole term; a stated period."""
    spread: Spread | None = None
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


class Carry(Choice):
    """Which values an indexation carries from year to year."""

    EXACT = "exact"
    """The exact value; only what is shown is rounded."""
    ROUNDED = "rounded"
    """The rounded value."""


class Vintage(Choice):
    """Which of a series' published values an indexation uses."""

    LATEST = "latest"
    """The one published last by the day asked, preliminary or final."""
    PRELIMINARY = "preliminary"
    """Preliminary values only, also once the final one is known."""
    FINAL = "final"
    """Final values only."""


def _alone(value: object) -> object:
    """Read one code by itself: that series counts in full."""
    return {read_code(value): "100"} if isinstance(value, str) else value


class Indexation(Entry):
    """How amounts follow prices: by a fixed percentage a year, or by what one or more index series say."""

    percent: Percentage | None = None
    """A fixed percentage for every new calendar year after the price year, compounding."""
    series: Annotated[dict[Code, Weight], BeforeValidator(_alone)] | None = None
    """The code of an index series, instead of a percentage; or several codes, each with its weight."""
    lag: Lag | None = None
    """How many years earlier the value is that a year uses: with 1, the year 2025 uses that of 2024."""
    vintage: Vintage | None = None
    """Which published values are used; the latest by the day asked unless the agreement states it."""
    at_most: Percentage | None = None
    """The highest change for one new calendar year (tak)."""
    at_least: Percentage | None = None
    """The lowest change for one new calendar year (golv); 0 % where amounts never fall."""
    first_year: Year | None = None
    """The first year that is indexed; changes of prices before it are never made up for."""
    carry: Carry = Carry.EXACT
    """Whether the exact or the rounded value of a year is carried to the next; exact unless stated."""
    covers: Text | None = None
    """What the percentage stands for, in the words that a sentence uses: pris- och löneförändringar."""
    clause: Text | None = None
    """Where in the agreement it stands."""


class Instalments(Choice):
    """How often the cash of a year is paid."""

    MONTHLY = "monthly"
    """Every calendar month."""
    QUARTERLY = "quarterly"
    """Every calendar quarter."""
    HALF_YEARLY = "half-yearly"
    """January to June, and July to December."""
    YEARLY = "yearly"
    """Once a calendar year."""

    @property
    def months(self) -> int:
        """How many months each instalment is for."""
        return {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}[self]


class When(Choice):
    """At which end of its period an instalment is paid."""

    IN_ADVANCE = "in advance"
    """On the first day of the period."""
    IN_ARREARS = "in arrears"
    """On the last day of the period."""


class Payments(Entry):
    """When cash that is paid out is paid: by period (instalments and when), or on days of the year (on)."""

    instalments: Instalments | None = None
    """How often it is paid, together with when."""
    when: When | None = None
    """Whether each instalment is paid in advance or in arrears."""
    on: tuple[EveryYear, ...] = ()
    """The days of every year on which it is paid, in order, instead of instalments and when."""
    shares: tuple[Share, ...] = ()
    """How much of a whole year each instalment is, in order; left out where they are equal."""
    terms: Time | None = None
    """Within what time of the invoice it is paid."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    note: Text | None = None
    """Anything else a reader should know about the payments."""

    @property
    def a_year(self) -> int:
        """How many instalments a whole year has."""
        return 12 // self.instalments.months if self.instalments else len(self.on)


def _unless_none(value: object) -> object:
    """Read the word `none`: the agreement says that nothing is indexed."""
    return None if value == "none" else value


def _unless_not_stated(value: object) -> object:
    """Read the words `not stated`: what the parties put in is not known."""
    return None if value == NOT_STATED else value


class BudgetVersion(Entry):
    """The money from a day on, until the next version takes over."""

    since: Day = Field(alias="from")
    """The first day on which this version of the money applies."""
    decided: Decided | None = None
    """The day on which this version was decided, or: with the agreement, where that held it from the start
    (a budget in steps); where it is not known, it counts from its first day."""
    price_year: Year | None = None
    """The year (prisår) in whose prices the amounts are; needed where they are indexed."""
    indexation: Annotated[Indexation | None, BeforeValidator(_unless_none)] = None
    """How the amounts follow prices (uppräkning); 'none', or left out, where they do not."""
    rounding: Rounding = Rounding.KRONA
    """To what each party's sum is rounded; krona unless stated."""
    contributions: Annotated[tuple[Contribution, ...] | None, BeforeValidator(_unless_not_stated)]
    """What each party puts in, line by line; 'not stated' where it is not known from this day on."""
    total: Kronor | None = None
    """The sum of a whole year as the agreement itself states it; the lines must add up to it."""
    payments: Payments | None = None
    """When what is paid out is paid; left out where the agreement does not say."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    note: Text | None = None
    """Anything a reader should know about this version."""

    @property
    def lines(self) -> tuple[Contribution, ...]:
        """What each party puts in; nothing where it is not known."""
        return self.contributions or ()

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return (self.decided or self.since) <= as_of
