"""How amounts follow prices from the price year on (uppräkning)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from iopctl.model.entry import Entry
from iopctl.model.scalars import Code, Lag, Percentage, Text, Weight, Year, one_of, read_code


class Carry(StrEnum):
    """Which values an indexation carries from year to year.

    sv: Vilka värden en uppräkning för med sig från år till år.
    """

    EXACT = "exact"
    """The exact value; only what is shown is rounded.

    sv: Det exakta värdet; bara det som visas avrundas.
    """
    ROUNDED = "rounded"
    """The rounded value.

    sv: Det avrundade värdet.
    """


class Vintage(StrEnum):
    """Which of a series' published values an indexation uses.

    sv: Vilka av en series publicerade värden som en uppräkning använder.
    """

    LATEST = "latest"
    """The one published last by the day asked, preliminary or final.

    sv: Det senast publicerade per den dag som frågan gäller, preliminärt eller slutligt.
    """
    PRELIMINARY = "preliminary"
    """Preliminary values only, also once the final one is known.

    sv: Bara preliminära värden, även sedan det slutliga är känt.
    """
    FINAL = "final"
    """Final values only.

    sv: Bara slutliga värden.
    """


def _alone(value: object) -> object:
    """Read one code by itself: that series counts in full."""
    return {read_code(value): "100"} if isinstance(value, str) else value


class Indexation(Entry):
    """How amounts follow prices: by a fixed percentage a year, or by what one or more index series say.

    sv: Hur belopp följer priserna: med en fast procentsats per år, eller med en eller flera indexserier.
    """

    percent: Percentage | None = None
    """A fixed percentage for every new calendar year after the price year, compounding.

    sv: En fast procentsats för varje nytt kalenderår efter prisåret, räknad på föregående års belopp.
    """
    series: Annotated[dict[Code, Weight], BeforeValidator(_alone)] | None = None
    """The code of an index series, instead of a percentage; or several codes, each with its weight.

    sv: En indexseries kod, i stället för en procentsats; eller flera koder, var och en med sin vikt.
    """
    lag: Lag | None = None
    """How many years earlier the value is that a year uses: with 1, the year 2025 uses that of 2024.

    sv: Hur många år tidigare det värde ligger som ett år använder: med 1 använder 2025 värdet för 2024.
    """
    vintage: Annotated[Vintage, one_of(Vintage)] | None = None
    """Which published values are used; the latest by the day asked unless the agreement states it.

    sv: Vilka publicerade värden som används; de senaste per den dag som frågan gäller om inget sägs.
    """
    at_most: Percentage | None = None
    """The highest change for one new calendar year (tak).

    sv: Den högsta förändringen för ett nytt kalenderår (tak).
    """
    at_least: Percentage | None = None
    """The lowest change for one new calendar year (golv); 0 % where amounts never fall.

    sv: Den lägsta förändringen för ett nytt kalenderår (golv); 0 % där beloppen aldrig sänks.
    """
    first_year: Year | None = None
    """The first year that is indexed; changes of prices before it are never made up for.

    sv: Det första år som räknas upp; prisförändringar före det tas aldrig igen.
    """
    carry: Annotated[Carry, one_of(Carry)] = Carry.EXACT
    """Whether the exact or the rounded value of a year is carried to the next; exact unless stated.

    sv: Om årets exakta eller avrundade värde förs vidare till nästa år; exakt om inget sägs.
    """
    covers: Text | None = None
    """What the percentage stands for, in the words that a sentence uses: pris- och löneförändringar.

    sv: Vad procentsatsen står för, med de ord som en mening använder: pris- och löneförändringar.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """
