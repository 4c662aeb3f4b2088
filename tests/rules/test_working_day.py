from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.model.term import OnHoliday
from iopctl.rules import working_day
from tests.builders import day

NEVER = date(2199, 12, 31)


@pytest.mark.parametrize(
    ("falls_on", "before", "after"),
    [
        ("2026-06-18", "2026-06-18", "2026-06-18"),  # Thursday before midsummer, a working day
        ("2026-06-19", "2026-06-18", "2026-06-22"),  # midsummer's eve
        ("2026-06-20", "2026-06-18", "2026-06-22"),  # midsummer's day
        ("2026-06-21", "2026-06-18", "2026-06-22"),  # Sunday
        ("2026-12-24", "2026-12-23", "2026-12-28"),  # Christmas Eve, then the weekend
        ("2026-12-31", "2026-12-30", "2027-01-04"),  # New Year's Eve
        ("2027-01-06", "2027-01-05", "2027-01-07"),  # Epiphany, a Wednesday
        ("2027-03-26", "2027-03-25", "2027-03-30"),  # Good Friday to Easter Monday
        ("2027-05-06", "2027-05-05", "2027-05-07"),  # Ascension Day; the day after is a working day
        ("2026-06-06", "2026-06-05", "2026-06-08"),  # the national day, a Saturday
        ("2026-10-31", "2026-10-30", "2026-11-02"),  # All Saints' Day
        ("2027-05-01", "2027-04-30", "2027-05-03"),  # May Day, a Saturday; Walpurgis Night is a working day
    ],
)
def test_a_last_day_goes_to_the_working_day_that_the_agreement_names(
    falls_on: str, before: str, after: str
) -> None:
    assert working_day.moved(day(falls_on), OnHoliday.PREVIOUS, NEVER) == day(before)
    assert working_day.moved(day(falls_on), OnHoliday.NEXT, NEVER) == day(after)


@given(st.dates(date(1953, 1, 10), date(2100, 12, 20)))
def test_a_last_day_stays_where_the_agreement_says_nothing(falls_on: date) -> None:
    assert working_day.moved(falls_on, None, NEVER) == falls_on


@given(st.dates(date(1953, 1, 10), date(2100, 12, 20)))
def test_a_day_moves_to_a_weekday_less_than_a_week_away_and_then_no_further(falls_on: date) -> None:
    back, on = (working_day.moved(falls_on, rule, NEVER) for rule in (OnHoliday.PREVIOUS, OnHoliday.NEXT))

    assert 0 <= (falls_on - back).days < 7
    assert 0 <= (on - falls_on).days < 7
    assert back.weekday() < 5
    assert on.weekday() < 5
    assert working_day.moved(back, OnHoliday.NEXT, NEVER) == back
    assert working_day.moved(on, OnHoliday.PREVIOUS, NEVER) == on


def test_a_last_day_never_goes_past_the_end_that_it_comes_before() -> None:
    # 30 July 2022 is a Saturday, the 31st a Sunday; Monday would be in the period that nobody could prevent.
    assert working_day.moved(day("2022-07-30"), OnHoliday.NEXT, day("2022-07-31")) == day("2022-07-31")
