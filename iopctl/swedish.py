"""Figures, days and lists as Swedish readers see them, after Myndigheternas skrivregler.

Thousands in threes with a no-break space, decimal comma, no-break space before kr and %, an en dash without
spaces in ranges; kr in tables and kronor in running text.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from iopctl.money import EXACT, Amount, Portion, Quality, three_figures
from iopctl.period import DayOfYear
from iopctl.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from iopctl.model.scalars import Quantity
    from iopctl.period import Length, Period, RoughDay

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
ASSUMED = "\N{DAGGER}"

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
_UNITS = {
    "day": ("dag", "dagar"),
    "week": ("vecka", "veckor"),
    "month": ("månad", "månader"),
    "year": ("år", "år"),
}
_NUMERALS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_ORDINALS = ("nollte", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde")
_QUALITIES = {"exact": "", "about": "cirka", "at least": "minst", "at most": "högst", "over": "över"}
_HUNDREDTH = Decimal("0.01")
# A space between digits in threes, between a figure and its unit, and between § and its number.
_BINDS = re.compile(r" (?:(?<=\d )(?=\d{3}(?!\d)|(?:kronor|krona|kr|%|§)(?!\w))|(?<=§ )(?=\d))")
# A dash with spaces between two words, and one without between two years, where both are certain.
_DASHES = re.compile(r"(?<=[^\W\d]) - (?=[^\W\d])")
_YEARS = re.compile(r"\b(åren|perioden) (\d{4})-(\d{4})(?![\w-])")
_DIGIT = re.compile(r"\d")


def number(value: Decimal | int) -> str:
    """Write a number, a whole one without decimals: 52 012,50."""
    exact = Decimal(value)
    whole = exact.to_integral_value()
    return _in_swedish(whole if exact == whole else exact)


def bound(text: str) -> str:
    """Put no-break spaces into running text, in a number, before its unit and after §, and certain dashes.

    >>> bound("664 800 kronor enligt § 4, 52,9 %").count(NBSP)
    4
    >>> bound("åren 2021-2023 - och sedan"), bound("hus - plats, AN 2020-2021")
    ('åren 2021–2023 - och sedan', 'hus – plats, AN 2020-2021')
    """
    dashed = _YEARS.sub(rf"\1 \2{EN_DASH}\3", _DASHES.sub(f" {EN_DASH} ", text)) if "-" in text else text
    # Most texts have neither a figure nor a section, and are looked through once.
    return _BINDS.sub(NBSP, dashed) if _DIGIT.search(dashed) else dashed


def two_decimals(value: Decimal) -> Decimal:
    """Round what is only shown, such as kronor per place or hours of a part year, to two decimals."""
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP, EXACT)


def kr(amount: Amount | Decimal) -> str:
    """Write an amount for a table: 664 800 kr.

    A sum that misses what has no value is marked, 664 800 kr*, and so is what rests on an assumption: kr†.
    """
    if not isinstance(amount, Amount) or not amount.unstated:
        return _money(amount, "kr")
    return f"{_money(amount, 'kr')}*" if amount.stated else "ej angivet"


def kronor(amount: Amount | Decimal) -> str:
    """Write an amount for running text: minst 980 500 kronor; a rough one with three figures.

    What is in the prices of an earlier year says so: 664 800 kronor i 2026 års prisnivå.
    """
    amount = amount if isinstance(amount, Amount) else Amount(amount)
    unstated = "insatser utan angivet värde" if amount.unstated else ""
    if not amount.stated:
        return unstated
    if amount.quality is Quality.ABOUT:
        amount = replace(amount, value=three_figures(amount.value))
    written = _money(amount, "krona" if amount.value == 1 else "kronor")
    if amount.prices:
        written = f"{written} i {amount.prices} års prisnivå"
    return f"{written} samt {unstated}" if unstated else written


def change(difference: Amount) -> str:
    """Write what an amount changes by.

    >>> change(Amount(Decimal(-5000))).replace(NBSP, " "), change(Amount(Decimal(0)))
    ('−5 000 kr', 'oförändrat')
    """
    if not difference.value:
        return EN_DASH if difference.unstated else "oförändrat"
    return f"{'+' if difference.value > 0 else MINUS}{kr(replace(difference, value=abs(difference.value)))}"


def _money(amount: Amount | Decimal, word: str) -> str:
    stated = amount if isinstance(amount, Amount) else Amount(amount)
    mark = ASSUMED if stated.assumed else ""
    return with_quality(stated.quality, f"{number(two_decimals(stated.value))}{NBSP}{word}{mark}")


def with_quality(quality: str, written: str) -> str:
    """Put minst, högst or cirka before a written figure."""
    word = _QUALITIES[quality]
    return f"{word} {written}" if word else written


def quantity(people: Quantity) -> str:
    """Write a number of people or places with its quality: över 60."""
    return with_quality(people.quality, number(people.number))


def percent(fraction: Decimal) -> str:
    """Write a fraction as a percentage with one decimal: 51,0 %."""
    return f"{number_with(fraction * 100, 1)}{NBSP}%"


def share(portion: Portion) -> str:
    """Write a part of a sum as a percentage, with how exactly it is known: högst 52,9 %."""
    return with_quality(portion.quality, f"{percent(portion.fraction)}{ASSUMED if portion.assumed else ''}")


def percentage(value: Decimal) -> str:
    """Write a percentage as the file states it: 75 %."""
    return f"{number(value)}{NBSP}%"


def number_with(value: Decimal, decimals: int) -> str:
    """Write a number with a fixed number of decimals."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)
    return _in_swedish(rounded)


def _in_swedish(value: Decimal) -> str:
    return f"{value:,f}".replace(",", NBSP).replace(".", ",").replace("-", MINUS)


def day(value: date) -> str:
    """Write a day in running text: 1 januari 2021."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def due(value: date | DayOfYear | str) -> str:
    """Write by when something is due; what the agreement says in words of its own stays as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, DayOfYear):
        return f"varje år senast den {value.day} {_MONTHS[value.month - 1]}"
    return f"senast den {day(value)}"


def rough_day(value: RoughDay) -> str:
    """Write a day, a month or a year, as exactly as it is known: november 2020."""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    return day(value.first)


def when(value: RoughDay) -> str:
    """Write a time as the adverb of a sentence: den 1 januari 2021, i december 2017, år 2019.

    >>> from iopctl.period import RoughDay
    >>> when(RoughDay.parse("2017-12")), when(RoughDay.parse("2019"))
    ('i december 2017', 'år 2019')
    """
    if value.month is None:
        return f"år {value.year}"
    return f"{'i' if value.day is None else 'den'} {rough_day(value)}"


def period(value: Period) -> str:
    """Write a period in running text, both days included: 1 januari 2022–31 december 2023.

    Why one has no last day it does not know, and does not say.

    >>> from iopctl.period import Period
    >>> period(Period.year(2024))
    '1 januari–31 december 2024'
    """
    if value.last is None:
        return f"från och med den {day(value.first)}"
    # A year that both share stands once: 1 januari–31 december 2024.
    first = day(value.first)
    if value.first.year == value.last.year:
        first = first.rpartition(" ")[0]
    return f"{first}{EN_DASH}{day(value.last)}"


def numeral(value: int) -> str:
    """Write a whole number: up to twelve in letters, as the rules for running text ask."""
    return _NUMERALS[value] if value < len(_NUMERALS) else number(value)


def times(value: int) -> str:
    """Write a number of times: fyra gånger."""
    return f"{numeral(value)} {'gång' if value == 1 else 'gånger'}"


def ordinal(value: int) -> str:
    """Write a place in an order: andra, in figures where that would be long: 13:e.

    Raise ValueError for what is before the first.
    """
    if value < 0:
        raise ValueError(value)
    if value < len(_ORDINALS):
        return _ORDINALS[value]
    ends_in_a = value % 10 in {1, 2} and value % 100 not in {11, 12}
    return f"{value}:{'a' if ends_in_a else 'e'}"


def listing(words: Iterable[str]) -> str:
    """Write a list in running text: kvinnor, män och flickor."""
    *before, last = words
    return f"{', '.join(before)} och {last}" if before else last


def length(value: Length) -> str:
    """Write a length of time in running text: två år, en månad."""
    one, several = _UNITS[value.unit]
    count = "ett" if value.count == 1 and one == "år" else numeral(value.count)
    return f"{count} {one if value.count == 1 else several}"
