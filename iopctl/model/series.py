"""An index series as its publisher has published it: each value with the day on which it became known."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from iopctl import codes
from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, Format, Read, Text, WebAddress, Year, one_of, reader
from iopctl.struct import Struct

# No thousands are parted here, so that three decimals are three decimals.
_READING = re.compile(r"([-−]?)(\d{1,9})(?:[.,](\d{1,6}))?(?:[ \u00a0\u202f]?(%))?", re.ASCII)


class Measure(StrEnum):
    """What the values of a series are."""

    NUMBERS = "index numbers"
    """Index numbers: two years' values are divided by one another."""
    CHANGES = "percent change"
    """Each year's change from the year before it, in per cent."""


class ValueStatus(StrEnum):
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


IndexValue = Annotated[Reading, Read(reader(Reading.parse, codes.NOT_AN_INDEX_VALUE))]


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
    status: Annotated[ValueStatus, one_of(ValueStatus)]
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
    measure: Annotated[Measure, one_of(Measure)] = Field(alias="as")
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
