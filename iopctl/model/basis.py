"""What the amount of a contribution is for: a year, a place and year, the term, or a period."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl import codes
from iopctl.model.scalars import Read, reader
from iopctl.period import Length
from iopctl.struct import Struct

_PERIOD = "period of "


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


BasisOf = Annotated[Basis, Read(reader(Basis.parse, codes.NOT_A_BASIS))]


class Spread(StrEnum):
    """How a lump sum is spread over the calendar years of its period."""

    DAYS = "days"
    """By the days of the period that lie in each year."""
    MONTHS = "months"
    """By the whole months of the period that lie in each year."""
    EVENLY = "evenly"
    """The same for each calendar year that the period touches."""
