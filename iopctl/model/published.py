"""What agreements refer to: index series as published, and figures of the law that are looked up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from iopctl import codes, money
from iopctl.model.entry import Entry
from iopctl.model.scalars import Choice, Day, Format, Text, WebAddress, Year, parsed
from iopctl.period import FIRST_YEAR, Period
from iopctl.struct import Struct

# No thousands are parted here, so that three decimals are three decimals.
_READING = re.compile(r"([-−]?)(\d{1,9})(?:[.,](\d{1,6}))?(?:[ \u00a0\u202f]?(%))?", re.ASCII)


class Measure(Choice):
    """What the values of a series are."""

    NUMBERS = "index numbers"
    """Index numbers: two years' values are divided by one another."""
    CHANGES = "percent change"
    """Each year's change from the year before it, in per cent."""


class ValueStatus(Choice):
    """How far the publisher had come with a value."""

    PRELIMINARY = "preliminary"
    """It will be replaced by a final one."""
    FINAL = "final"
    """It is not expected to change."""


class Reading(Struct):
    """A value of a series as it is written: a number, with or without the sign of per cent."""

    number: Decimal
    percent: bool = False

    @classmethod
    def parse(cls, text: str) -> Reading:
        """Read a value; raise ValueError for anything else.

        >>> Reading.parse("-0,5 %")
        Reading(number=Decimal('-0.5'), percent=True)
        """
        match = _READING.fullmatch(text)
        if match is None:
            raise ValueError(text)
        sign, whole, decimals, percent = match.groups("")
        number = Decimal(f"{whole}.{decimals}" if decimals else whole)
        return cls(-number if sign else number, bool(percent))


IndexValue = Annotated[Reading, parsed(Reading.parse, codes.NOT_AN_INDEX_VALUE)]


class Source(Entry):
    """Who publishes a series, and where."""

    publisher: Text
    """Who publishes it."""
    link: WebAddress | None = None
    """Where it is published."""


class Value(Entry):
    """The value of one year, as it was published on a day."""

    year: Year
    """The calendar year that the value is for."""
    value: IndexValue
    """The value: an index number, or a percentage where the series gives changes."""
    published: Day
    """The day on which it was published; asked as of an earlier day, it does not count."""
    status: ValueStatus
    """Whether it is preliminary or final; keep a preliminary value when the final one is added."""
    source: Text | None = None
    """Where this very value was published."""


class Series(Entry):
    """An index series (KPI, PKV …) as published; its code is the name of its file."""

    format: Format
    """The version of this file format: 1."""
    title: Text
    """What the series is called."""
    source: Source
    """Who publishes it, and where."""
    measure: Measure = Field(alias="as")
    """What the values are: index numbers, or each year's change in per cent."""
    base: Text | None = None
    """What an index number is relative to: 1980 = 100."""
    values: tuple[Value, ...]
    """The values, one item for each time that a year's value was published."""
    note: Text | None = None
    """Anything a reader should know about the series."""

    @property
    def holds_numbers(self) -> bool:
        """Whether its values are index numbers, and not each year's change."""
        return self.measure is Measure.NUMBERS


class Currency(StrEnum):
    """What a figure is in; no rate of exchange is known."""

    KRONOR = "kr"
    EURO = "euro"


class Limit(Struct):
    """A figure in the currency that its source states it in."""

    amount: Decimal
    currency: Currency

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read a figure with its currency; raise ValueError for anything else.

        >>> Limit.parse("300 000 euro").currency
        <Currency.EURO: 'euro'>
        """
        for currency in Currency:
            if text.endswith(f" {currency}"):
                return cls(money.parse_number(text.removesuffix(f" {currency}")), currency)
        raise ValueError(text)


LimitText = Annotated[Limit, parsed(Limit.parse, codes.NOT_A_LIMIT)]


class DatedLimit(Entry):
    """What the figure is from one day to another."""

    amount: LimitText
    """The figure with its currency: 700 000 kr, 300 000 euro."""
    since: Day | None = Field(default=None, alias="from")
    """The first day on which it applies; left out where none is known."""
    to: Day | None = None
    """The last day on which it applies, included; left out where none is known."""
    source: Text
    """Where it was read: the authority, or the regulation."""
    link: WebAddress | None = None
    """Where it is published."""

    @property
    def period(self) -> Period:
        """The days on which it applies; from the first day of all where none is known."""
        return Period.of(self.since or date(FIRST_YEAR, 1, 1), self.to)


class Threshold(Entry):
    """One figure of the law, from time to time."""

    format: Format
    """The version of this file format: 1."""
    title: Text
    """What the figure is of."""
    figures: tuple[DatedLimit, ...]
    """The figure with its days and its source, oldest first."""
    note: Text | None = None
    """What else must be known to read it."""
