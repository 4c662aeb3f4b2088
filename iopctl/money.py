"""Amounts of money: `Decimal` from text to text, rounded once, and split so that the parts add up.

An amount has a quality: a figure made of "at least" and exact parts is itself "at least"; parts of
different inexact kinds give "about".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import reduce

from iopctl.struct import Struct

# Wide enough for thirty years of compounding without a lost digit (2 % over 30 years has 60 decimals),
# and the same whatever context the caller has set.
EXACT = Context(prec=100)

# A division by the days of a year may miss an exact half by its hundredth digit; this takes that back
# before the one rounding that counts.
_DUST = Decimal("1e-30")

# Thousands in threes may be parted by a space of any kind; a third decimal would look like a thousand.
_NUMBER = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?", re.ASCII)
_MOST_DIGITS = 12
# As exactly as a percentage is shown, so that the printed ones add up to 100,0 %.
_FRACTION_UNIT = Decimal("0.001")


class Quality(StrEnum):
    """How exactly an amount is known."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"

    @classmethod
    def of_sum(cls, qualities: Iterable[Quality]) -> Quality:
        """Find the quality of a figure made of parts.

        >>> Quality.of_sum([Quality.EXACT, Quality.AT_LEAST])
        <Quality.AT_LEAST: 'at least'>
        >>> Quality.of_sum([Quality.AT_MOST, Quality.AT_LEAST])
        <Quality.ABOUT: 'about'>
        """
        inexact = {quality for quality in qualities if quality is not Quality.EXACT}
        if len(inexact) > 1:
            return Quality.ABOUT
        return inexact.pop() if inexact else Quality.EXACT

    @property
    def of_less(self) -> Quality:
        """How exactly it is known what something of this quality takes away from: more of it leaves less."""
        turned = {Quality.AT_LEAST: Quality.AT_MOST, Quality.AT_MOST: Quality.AT_LEAST}
        return turned.get(self, self)


class Amount(Struct):
    """An amount in kronor and how exactly it is known."""

    value: Decimal
    """Kronor."""
    quality: Quality = Quality.EXACT
    """How exactly it is known."""
    unstated: tuple[str, ...] = ()
    """The contributions without a value that it should hold and does not count."""
    assumed: bool = False
    """Whether it rests on an index that is assumed, not published; it is marked wherever it is printed."""
    prices: int | None = None
    """The year in whose prices it is, where no later index is known; None where it is what is paid."""

    @property
    def stated(self) -> bool:
        """Whether any of it has a value: what has none is never 0."""
        return bool(self.value) or not self.unstated

    def __str__(self) -> str:
        """Give the amount as a file writes it."""
        words = "" if self.quality is Quality.EXACT else f"{self.quality} "
        return f"{words}{self.value:f}"

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read an amount as an agreement words it; raise ValueError for anything else.

        >>> str(Amount.parse("at least 980 500"))
        'at least 980500'
        """
        worded = (each for each in Quality if text.startswith(f"{each} "))
        quality = next(worded, Quality.EXACT)
        number = text if quality is Quality.EXACT else text.removeprefix(f"{quality} ")
        return cls(parse_number(number), quality)


_NOTHING = Amount(Decimal(0))


def parse_number(text: str) -> Decimal:
    """Read a number that is not negative, with decimal point or comma; raise ValueError for anything else.

    >>> parse_number("52 012,50")
    Decimal('52012.50')
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    whole = "".join(match[1].split())
    if len(whole) > _MOST_DIGITS:
        raise ValueError(text)
    return Decimal(f"{whole}.{match[2]}" if match[2] else whole)


def add(values: Iterable[Decimal]) -> Decimal:
    """Add exactly."""
    return reduce(EXACT.add, values, Decimal(0))


def total(amounts: Iterable[Amount]) -> Amount:
    """Add amounts exactly, with the quality of their sum, and with what is said of any of them."""
    listed = tuple(amounts)
    return Amount(
        add(each.value for each in listed),
        Quality.of_sum(each.quality for each in listed),
        tuple(dict.fromkeys(name for each in listed for name in each.unstated)),
        assumed=any(each.assumed for each in listed),
        prices=max((each.prices for each in listed if each.prices), default=None),
    )


class Portion(Struct):
    """A part of a whole."""

    fraction: Decimal
    """Of one."""
    quality: Quality = Quality.EXACT
    """How exactly it is known."""
    assumed: bool = False
    """Whether the whole rests on an index that is assumed, not published."""


def portions(parts: Sequence[Amount]) -> list[Portion | None]:
    """Give what each part is of their sum, to three decimals that make one; None of nothing.

    Nor is there any of a sum of which something has no value. A part grows with its own amount, and gets
    smaller as the others grow: the true portion lies on the side that its quality says, whatever each part
    really is. Where both may grow nothing bounds it, and there is none; only nothing is nothing of any sum.

    >>> [str(each.quality) for each in portions([Amount(Decimal(11)), Amount(Decimal(9), Quality.AT_LEAST)])]
    ['at most', 'at least']
    """
    whole = total(parts)
    if not whole.value or whole.unstated:
        return [None for _ in parts]
    rough = any(part.quality is Quality.ABOUT for part in parts)
    exact = [EXACT.divide(part.value, whole.value) for part in parts]
    found: list[Portion | None] = []
    for index, fraction in enumerate(apportion(Decimal(1), exact, _FRACTION_UNIT)):
        part, others = parts[index], total([*parts[:index], *parts[index + 1 :]])
        certain = _NOTHING in {part, others}
        quality = Quality.EXACT if certain else Quality.of_sum([part.quality, others.quality.of_less])
        bounded = rough or quality is not Quality.ABOUT
        found.append(Portion(fraction, quality, whole.assumed) if bounded else None)
    return found


def rounded(value: Decimal, unit: Decimal = Decimal(1)) -> Decimal:
    """Round to a unit (krona, ten, hundred, öre), halves away from zero.

    >>> rounded(Decimal("52012.50"))
    Decimal('52013')
    """
    clean = EXACT.quantize(value, _DUST)
    return EXACT.multiply(EXACT.divide(clean, unit).quantize(Decimal(1), ROUND_HALF_UP, EXACT), unit)


def three_figures(value: Decimal) -> Decimal:
    """Round what is computed from rough amounts to three significant figures: it is known no better.

    >>> three_figures(Decimal("10833.33"))
    Decimal('10800')
    """
    return EXACT.quantize(rounded(value, Decimal(1).scaleb(max(value.adjusted() - 2, 0))), Decimal(1))


def cut(value: Decimal, decimals: int) -> Decimal:
    """Keep at most so many decimals, of a value that is only shown."""
    unit = Decimal(1).scaleb(-decimals)
    return value if value == (shorter := EXACT.quantize(value, unit)) else shorter


def apportion(total: Decimal, parts: Sequence[Decimal], unit: Decimal = Decimal(1)) -> tuple[Decimal, ...]:
    """Split a rounded total over its exact parts by largest remainder, the earlier part first at a tie.

    >>> apportion(Decimal(1), [Decimal("0.5"), Decimal("0.5")])
    (Decimal('1'), Decimal('0'))
    """
    floors = [
        EXACT.multiply(EXACT.divide(EXACT.quantize(part, _DUST), unit).to_integral_value(ROUND_FLOOR), unit)
        for part in parts
    ]
    missing = int(EXACT.divide(EXACT.subtract(total, add(floors)), unit))
    by_remainder = sorted(range(len(parts)), key=lambda i: (EXACT.subtract(floors[i], parts[i]), i))
    topped_up = set(by_remainder[:missing])
    return tuple(
        EXACT.add(floor, unit) if index in topped_up else floor for index, floor in enumerate(floors)
    )
