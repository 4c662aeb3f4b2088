"""What a name of a figure is, and what kinds of values figures have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from iopctl.model.scalars import Quantity
from iopctl.money import Amount, Quality
from iopctl.period import Length, Period, RoughDay
from iopctl.struct import Struct


class Portion(Struct):
    """A part of a whole; only about that, where the whole is not exact."""

    fraction: Decimal
    """Of one."""
    quality: Quality = Quality.EXACT
    """How exactly the whole is known."""


# A decimal is a percentage as the file states it, an integer a number of things, a year a rough day.
Value: TypeAlias = Amount | Decimal | int | Portion | Quantity | date | RoughDay | Period | Length


class Name(Struct):
    """A name, or several of the same form."""

    pattern: str
    """The name; its words in capitals stand for others."""
    means: str
    """What the figure is."""
    sv: str
    """The same in Swedish."""
    get: Callable[..., Value | None]
    """Gets it from a memo and from what the words in capitals stand for; None where there is none."""
    lack: str = ""
    """Why there may be none."""
