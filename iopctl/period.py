"""Days, lengths of time and periods.

On paper both ends of a period belong to it. Inside, a period is half-open: it holds its first day and the day
*after* its last one, so that periods which follow one another share a border. Without an end it runs until
further notice.

A length in months or years ends on the day before the day with the same number; where the closing month
has no such day, on its last day. A deadline counted backwards falls on the day with the same number, or on
the month's last day (lag (1930:173) om beräkning av lagstadgad tid, 1 §). No days off are skipped.
"""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

# Days outside these years are slips of the pen, and stepping from them could leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{1,9}", re.ASCII)
_ROUGH_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
# From no day that is read does a length of 299 years lead out of the calendar, nor do several of them.
_SHORT_LENGTH = re.compile(r"(?!0+[dwmy])(?![3-9]\d\dy|\d{4}y)(\d{1,4})([dwmy])", re.ASCII)
_LENGTH = re.compile(r"(?!0+ )(?![3-9]\d\d year)(\d{1,3}) (day|week|month|year)s?", re.ASCII)
_ONE_DAY = timedelta(days=1)
_MONTHS_IN_A_YEAR = 12
_LEAP_YEAR = 2000


class NoSuchDayError(ValueError):
    """What is written as a day, a month or a day of the year, and that iopctl has none of."""

    def __init__(self, year: int | None, month: int | None, day: int | None) -> None:
        super().__init__(year, month, day)
        self.year, self.month, self.day = year, month, day

    @property
    def reason(self) -> str:
        """Say which part leads out of the calendar, or of the years that are taken."""
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            return say("days lie in the years {first}–{last} here", first=FIRST_YEAR, last=LAST_YEAR)
        if self.month is None or not 1 <= self.month <= _MONTHS_IN_A_YEAR:
            return say("the months of a year are 01 to 12")
        name = calendar.month_name[self.month]
        days = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
        month = name if self.year is None else f"{name} {self.year}"
        if self.day:
            return say("{month} has {days} days", month=month, days=days)
        return say("the days of {month} are 01 to {days}", month=month, days=days)


def parse_day(text: str) -> date:
    """Read a day; raise NoSuchDayError for one that the calendar lacks, ValueError for anything else."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(text)
    return RoughDay.parse(text).first


def parse_year(text: str) -> int:
    """Read a calendar year; raise ValueError for anything else."""
    # By itself `int` would take 2_021, +2021 and other people's digits.
    if _YEAR.fullmatch(text) is None or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError(text)
    return int(text)


class Unit(StrEnum):
    """What a length is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Length(Struct):
    """A length of time as an agreement words it: 2 years, 6 months, 114 days."""

    count: int
    """How many."""
    unit: Unit
    """Of what: day, week, month or year."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read a length; raise ValueError for anything else, zero and more than 299 years included."""
        match = _LENGTH.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), Unit(match[2]))

    @classmethod
    def parse_short(cls, text: str) -> Length:
        """Read a length as one types it on a command line; raise ValueError for anything else.

        >>> str(Length.parse_short("180d")), str(Length.parse_short("6 months"))
        ('180 days', '6 months')
        """
        match = _SHORT_LENGTH.fullmatch(text)
        if match is None:
            return cls.parse(text)
        return cls(int(match[1]), next(unit for unit in Unit if unit.startswith(match[2])))

    def __str__(self) -> str:
        """Give the length in the words it is written with in a file."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def months(self) -> int | None:
        """The length in whole months, or None where it is counted in days or weeks."""
        months = {Unit.YEAR: _MONTHS_IN_A_YEAR, Unit.MONTH: 1}.get(self.unit)
        return months and months * self.count

    @property
    def days(self) -> int:
        """The length in days; only for what is counted in days or weeks."""
        return self.count * (7 if self.unit is Unit.WEEK else 1)


def before(day: date, length: Length) -> date:
    """Step back from a day; a month that lacks the day's number gives its own last day.

    >>> before(date(2021, 8, 31), Length.parse("6 months"))
    datetime.date(2021, 2, 28)
    """
    return _stepped(day, length, -1)


def after(day: date, length: Length) -> date:
    """Step on from a day; a month that lacks the day's number gives its own last day."""
    return _stepped(day, length, 1)


def last_day(first: date, length: Length) -> date:
    """Find the last day of a period of a given length.

    >>> last_day(date(2022, 1, 1), Length.parse("2 years"))
    datetime.date(2023, 12, 31)
    >>> last_day(date(2021, 1, 31), Length.parse("1 month"))
    datetime.date(2021, 2, 28)
    """
    stepped = after(first, length)
    # In a month that lacks the day's number, the period ends on that month's own last day.
    return stepped if length.months and stepped.day < first.day else stepped - _ONE_DAY


def _stepped(day: date, length: Length, sign: int) -> date:
    if length.months is None:
        return day + timedelta(days=sign * length.days)
    months = day.year * _MONTHS_IN_A_YEAR + day.month - 1 + sign * length.months
    year, month = months // _MONTHS_IN_A_YEAR, months % _MONTHS_IN_A_YEAR + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class NoEnd(StrEnum):
    """Why an agreement has no last day."""

    UNTIL_FURTHER_NOTICE = "until further notice"
    """It says that it has none."""
    NOT_STATED = "not stated"
    """Nobody knows of one; for money that counts as until further notice."""


class Period(Struct):
    """A stretch of whole days, from its first day up to `stop`, the day after its last."""

    first: date
    """The first day."""
    stop: date | None
    """The day after the last one; None until further notice."""

    @classmethod
    def of(cls, first: date, last: date | None) -> Period:
        """Make a period from its two days as they stand on paper, the last one included."""
        return cls(first, None if last is None else last + _ONE_DAY)

    @classmethod
    def year(cls, year: int) -> Period:
        """Make a calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last(self) -> date | None:
        """The last day, included; None until further notice."""
        return None if self.stop is None else self.stop - _ONE_DAY

    @property
    def days(self) -> int:
        """The number of days; only for a period that ends."""
        if self.stop is None:
            message = "a period until further notice has no number of days"
            raise ValueError(message)
        return (self.stop - self.first).days

    @property
    def whole_months(self) -> int | None:
        """The number of calendar months, or None where it does not start and stop at their borders."""
        if self.stop is None or self.first.day != 1 or self.stop.day != 1:
            return None
        return (self.stop.year - self.first.year) * _MONTHS_IN_A_YEAR + self.stop.month - self.first.month

    @property
    def years(self) -> range:
        """The calendar years that the period meets; until further notice, only the first."""
        return range(self.first.year, (self.last or self.first).year + 1)

    @property
    def whole_years(self) -> range:
        """The calendar years wholly inside the period; until further notice, up to the last of all."""
        first = self.first.year if (self.first.month, self.first.day) == (1, 1) else self.first.year + 1
        return range(first, LAST_YEAR + 1 if self.stop is None else self.stop.year)

    @property
    def calendar_years(self) -> tuple[Period, ...]:
        """The days of each calendar year that the period meets; until further notice, only of the first."""
        return tuple(each for year in self.years if (each := self.overlap(Period.year(year))))

    @property
    def years_long(self) -> int | None:
        """How many years it is from its first day on; None where days are left over, or it has no end."""
        count = self.stop.year - self.first.year if self.stop else 0
        return count if count and last_day(self.first, Length(count, Unit.YEAR)) == self.last else None

    def __contains__(self, day: date) -> bool:
        """Tell whether a day belongs to the period."""
        return self.first <= day and (self.stop is None or day < self.stop)

    def overlap(self, other: Period) -> Period | None:
        """Cut out what two periods share, if anything."""
        first = max(self.first, other.first)
        stop = min((stop for stop in (self.stop, other.stop) if stop is not None), default=None)
        return None if stop is not None and stop <= first else Period(first, stop)

    def __str__(self) -> str:
        """Give both days, the last one included; the first one alone where no last one is known."""
        return f"{self.first} – {self.last}" if self.last else say("from {first}", first=self.first)


class RoughDay(Struct):
    """A day known as exactly as it is known: to the day, the month or the year."""

    year: int
    """The year."""
    month: int | None = None
    """The month, where it is known."""
    day: int | None = None
    """The day of the month, where it is known."""

    @classmethod
    def parse(cls, text: str) -> RoughDay:
        """Read a day, a month or a year; raise NoSuchDayError or ValueError for anything else."""
        match = _ROUGH_DAY.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        rough = cls(year or 0, month, day)
        with suppress(ValueError):
            if FIRST_YEAR <= rough.last.year <= LAST_YEAR:
                return rough
        raise NoSuchDayError(year, month, day)

    @classmethod
    def of(cls, day: date) -> RoughDay:
        """Take a day that is known exactly."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can mean: what was decided "in December" surely counts only from here."""
        month = _MONTHS_IN_A_YEAR if self.month is None else self.month
        days = calendar.monthrange(self.year, month)[1]
        return date(self.year, month, days if self.day is None else self.day)

    def __str__(self) -> str:
        """Give the ISO form, as exact as it is known."""
        parts = [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04}", *parts])


class DayOfYear(Struct):
    """A day that returns every year."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> DayOfYear:
        """Read a month and a day (03-31); raise NoSuchDayError or ValueError for anything else."""
        match = _DAY_OF_YEAR.fullmatch(text)
        if match is None:
            raise ValueError(text)
        month, day = map(int, match.groups())
        with suppress(ValueError):
            date(_LEAP_YEAR, month, day)
            return cls(month, day)
        raise NoSuchDayError(None, month, day)

    def in_year(self, year: int) -> date:
        """Give the day of a year; 29 February is the 28th where there is none.

        >>> DayOfYear.parse("02-29").in_year(2025)
        datetime.date(2025, 2, 28)
        """
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        """Give the form in which it is written."""
        return f"{self.month:02}-{self.day:02}"


def ranges(years: Iterable[int]) -> str:
    """Write years that are in order, those that follow one another as a range.

    >>> ranges([2021, 2022, 2023, 2025])
    '2021–2023, 2025'
    """
    # Years that follow one another are all as far from their positions.
    runs = groupby(enumerate(years), key=lambda each: each[1] - each[0])
    spans = [[year for _, year in run] for _, run in runs]
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
