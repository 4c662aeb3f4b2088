"""The figures that officials look up beside the value of an agreement, each with its days and its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from iopctl import codes, money
from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, Format, Read, Text, WebAddress, reader
from iopctl.period import FIRST_YEAR, Period
from iopctl.struct import Struct


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


LimitText = Annotated[Limit, Read(reader(Limit.parse, codes.NOT_A_LIMIT))]


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
