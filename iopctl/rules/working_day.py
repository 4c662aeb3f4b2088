"""Where a last day goes that falls on a day off, if the agreement says so.

It is a last day before an end, and so it never goes past that end: what has ended cannot be kept from going
on, nor be extended.

Days off are those of 2 § lag (1930:173) om beräkning av lagstadgad tid: Saturdays, Sundays, public holidays,
and the eves of midsummer, Christmas and the new year. The law moves days that laws set, not days that
agreements set; so nothing is moved unless the agreement says so.

Holds: 2026-06-19, midsummer's eve, previous working day → 2026-06-18; next working day, and the term ends on
2026-06-20 → 2026-06-20.
Does not: the same day, where the agreement says nothing → 2026-06-19.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from iopctl.model.term import OnHoliday

if TYPE_CHECKING:
    from datetime import date

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_CHRISTMAS_EVE, _NEW_YEARS_EVE = (12, 24), (12, 31)
_JUNE, _MIDSUMMER_EVES = 6, range(19, 26)
_FRIDAY = 4


def moved(day: date, rule: OnHoliday | None, ends: date) -> date:
    """Move a last day before an end to a working day the way the agreement says, at most to that end."""
    if rule is None:
        return day
    step = _ONE_DAY if rule is OnHoliday.NEXT else -_ONE_DAY
    while _is_off(day):
        day += step
    return min(day, ends)


def _is_off(day: date) -> bool:
    # The calendar of a whole country takes longer to import than a budget to compute; few agreements need it.
    from holidays.countries.sweden import Sweden

    eve = (day.month, day.day) in {_CHRISTMAS_EVE, _NEW_YEARS_EVE} or (
        day.month == _JUNE and day.day in _MIDSUMMER_EVES and day.weekday() == _FRIDAY
    )
    return day.weekday() >= _SATURDAY or eve or day in Sweden(include_sundays=False)
