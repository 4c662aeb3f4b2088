"""How amounts follow prices from the price year on (uppräkning)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from iopctl.model.entry import Entry
from iopctl.model.scalars import Code, Lag, Percentage, Text, Weight, Year, one_of, read_code


class Carry(StrEnum):
    """Which values an indexation carries from year to year."""

    EXACT = "exact"
    """The exact value; only what is shown is rounded."""
    ROUNDED = "rounded"
    """The rounded value."""


class Vintage(StrEnum):
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
    vintage: Annotated[Vintage, one_of(Vintage)] | None = None
    """Which published values are used; the latest by the day asked unless the agreement states it."""
    at_most: Percentage | None = None
    """The highest change for one new calendar year (tak)."""
    at_least: Percentage | None = None
    """The lowest change for one new calendar year (golv); 0 % where amounts never fall."""
    first_year: Year | None = None
    """The first year that is indexed; changes of prices before it are never made up for."""
    carry: Annotated[Carry, one_of(Carry)] = Carry.EXACT
    """Whether the exact or the rounded value of a year is carried to the next; exact unless stated."""
    covers: Text | None = None
    """What the percentage stands for, in the words that a sentence uses: pris- och löneförändringar."""
    clause: Text | None = None
    """Where in the agreement it stands."""
