from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import period
from iopctl.period import Length, Period, RoughDay, Unit
from tests.builders import day

ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(1, 240).map(lambda count: Length(count, Unit.MONTH))
LENGTHS = st.builds(Length, st.integers(1, 60), st.sampled_from(Unit))


def last_of_month(of: date) -> int:
    return calendar.monthrange(of.year, of.month)[1]


@pytest.mark.parametrize(
    "written",
    [
        *("", "2021", "2021-7-13", "13-07-2021", "2021-02-29", "2021-13-01", "20210713", "2021-07-13 "),
        *("1899-12-31", "2200-01-01", "\u0662\u0660\u0662\u0661-07-13"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        period.parse_day(written)


@given(when=DAYS)
def test_every_day_is_read_back_as_it_is_written(when: date) -> None:
    assert period.parse_day(str(when)) == when


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-07-13", "2021-07-13", "2021-07-13"),
        ("2017-12", "2017-12-01", "2017-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_rough_day_is_as_exact_as_it_is_known(written: str, first: str, last: str) -> None:
    rough = RoughDay.parse(written)

    assert (rough.first, rough.last) == (day(first), day(last))


@pytest.mark.parametrize(
    "written", ["2021-13", "2021-00", "2021-00-10", "2021-05-00", "21", "2021-1", "1850", "maj 2021"]
)
def test_what_no_calendar_holds_is_no_rough_day(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        RoughDay.parse(written)


@given(when=DAYS, exactness=st.integers(1, 3))
def test_every_rough_day_is_read_back_as_it_is_written(when: date, exactness: int) -> None:
    written = "-".join(str(when).split("-")[:exactness])

    assert str(RoughDay.parse(written)) == written


@given(when=DAYS, exactness=st.integers(1, 3))
def test_a_day_lies_within_the_rough_day_that_means_it(when: date, exactness: int) -> None:
    rough = RoughDay.parse("-".join(str(when).split("-")[:exactness]))

    assert rough.first <= when <= rough.last


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("2 years", 2, Unit.YEAR),
        ("1 year", 1, Unit.YEAR),
        ("18 months", 18, Unit.MONTH),
        ("3 weeks", 3, Unit.WEEK),
        ("114 days", 114, Unit.DAY),
    ],
)
def test_a_length_is_a_number_and_a_unit(written: str, count: int, unit: Unit) -> None:
    assert Length.parse(written) == Length(count, unit)


@pytest.mark.parametrize(
    "written", ["", "2", "0 years", "two years", "-1 year", "2 år", "1.5 years", "1000 days", "2  years"]
)
def test_what_has_no_number_and_unit_is_no_length(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Length.parse(written)


LONGEST = ("299 years", "999 months", "999 weeks", "999 days", "299y", "3588m", "9999w", "9999d")


@pytest.mark.parametrize(
    "written", ["300 years", "999 years", "300y", "9999y", "1000y", "99999d", "0d", "٣m"]
)
def test_no_length_that_could_lead_out_of_the_calendar_is_read(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Length.parse_short(written)


@pytest.mark.parametrize("written", LONGEST)
def test_several_of_the_longest_lengths_lead_out_of_no_calendar(written: str) -> None:
    length = Length.parse_short(written)
    early, late = date(1900, 1, 1), date(2199, 12, 31)
    for _ in range(5 if length.unit is Unit.YEAR else 2):
        early, late = period.before(early, length), period.after(late, length)

    assert date.min < early < late < date.max


@given(length=LENGTHS)
def test_every_length_is_read_back_as_it_is_written(length: Length) -> None:
    assert Length.parse(str(length)) == length


@pytest.mark.parametrize(
    ("first", "length", "last"),
    [
        ("2018-01-01", "2 years", "2019-12-31"),
        ("2020-02-01", "17 months", "2021-06-30"),
        ("2021-01-01", "18 months", "2022-06-30"),
        ("2019-02-01", "35 months", "2021-12-31"),
        ("2019-01-01", "39 months", "2022-03-31"),
        ("2019-01-01", "42 months", "2022-06-30"),
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2020-02-29", "4 years", "2024-02-28"),
        ("2021-01-31", "1 month", "2021-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2021-03-15", "1 month", "2021-04-14"),
        ("2021-01-01", "1 day", "2021-01-01"),
        ("2021-01-01", "2 weeks", "2021-01-14"),
    ],
)
def test_a_period_ends_on_the_day_before_the_day_with_the_same_number(
    first: str, length: str, last: str
) -> None:
    assert period.last_day(day(first), Length.parse(length)) == day(last)


@pytest.mark.parametrize(
    ("end", "length", "deadline"),
    [
        ("2021-12-31", "6 months", "2021-06-30"),
        ("2021-08-31", "6 months", "2021-02-28"),
        ("2020-08-31", "6 months", "2020-02-29"),
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2021-12-31", "12 months", "2020-12-31"),
        ("2021-12-31", "30 days", "2021-12-01"),
        ("2021-12-31", "2 weeks", "2021-12-17"),
    ],
)
def test_a_deadline_is_counted_back_to_the_day_with_the_same_number(
    end: str, length: str, deadline: str
) -> None:
    assert period.before(day(end), Length.parse(length)) == day(deadline)


@pytest.mark.parametrize(
    ("given_on", "length", "ends"),
    [
        ("2021-06-15", "6 months", "2021-12-15"),
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2021-12-31", "2 months", "2022-02-28"),
        ("2021-01-01", "10 days", "2021-01-11"),
    ],
)
def test_notice_runs_to_the_day_with_the_same_number(given_on: str, length: str, ends: str) -> None:
    assert period.after(day(given_on), Length.parse(length)) == day(ends)


@given(when=DAYS, length=MONTHS)
def test_a_month_step_lands_in_the_month_asked_for(when: date, length: Length) -> None:
    landed = period.after(when, length)

    assert (landed.year * 12 + landed.month) - (when.year * 12 + when.month) == length.months


@given(when=DAYS, length=MONTHS)
def test_a_month_step_keeps_the_day_unless_the_month_is_too_short(when: date, length: Length) -> None:
    for landed in (period.after(when, length), period.before(when, length)):
        assert landed.day == min(when.day, last_of_month(landed))


@given(when=st.dates(date(1900, 1, 1), date(2199, 12, 30)), length=LENGTHS)
def test_a_later_day_never_has_an_earlier_deadline(when: date, length: Length) -> None:
    assert period.before(when, length) <= period.before(when + ONE_DAY, length)


@given(when=DAYS, length=LENGTHS)
def test_stepping_back_undoes_stepping_on_except_at_the_end_of_a_month(when: date, length: Length) -> None:
    landed = period.before(period.after(when, length), length)

    assert landed == when or (length.months is not None and landed < when and when.day > 28)


@given(when=DAYS, length=LENGTHS)
def test_a_period_ends_the_day_before_the_step_unless_its_month_is_too_short(
    when: date, length: Length
) -> None:
    last, step = period.last_day(when, length), period.after(when, length)

    too_short = length.months is not None and step.day < when.day
    assert last == (step if too_short else step - ONE_DAY)


@given(first=st.dates(date(1900, 1, 1), date(2150, 12, 31)).filter(lambda day: day.day <= 28), length=LENGTHS)
def test_periods_that_follow_one_another_neither_overlap_nor_leave_a_gap(first: date, length: Length) -> None:
    one = Period.of(first, period.last_day(first, length))
    assert one.stop is not None
    two = Period.of(one.stop, period.last_day(one.stop, length))

    assert one.overlap(two) is None
    assert two.first == period.after(first, length)


@given(
    first=st.dates(date(1900, 1, 1), date(2150, 12, 31)).filter(lambda day: day.day <= 28),
    times=st.integers(1, 12),
)
def test_n_periods_of_m_months_end_with_one_of_n_times_m_months(first: date, times: int) -> None:
    stop = first
    for _ in range(times):
        stop = period.last_day(stop, Length(7, Unit.MONTH)) + ONE_DAY

    assert stop - ONE_DAY == period.last_day(first, Length(7 * times, Unit.MONTH))


def test_both_days_belong_to_a_period() -> None:
    term = Period.of(day("2018-01-01"), day("2019-12-31"))

    assert day("2018-01-01") in term
    assert day("2019-12-31") in term


def test_the_days_around_a_period_do_not_belong_to_it() -> None:
    term = Period.of(day("2018-01-01"), day("2019-12-31"))

    assert day("2017-12-31") not in term
    assert day("2020-01-01") not in term


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (2000, 366), (2100, 365)])
def test_a_year_has_the_days_of_its_calendar(year: int, days: int) -> None:
    assert Period.year(year).days == days


def test_a_period_of_one_day_has_one_day() -> None:
    assert Period.of(day("2021-01-01"), day("2021-01-01")).days == 1


def test_a_period_until_further_notice_has_no_number_of_days() -> None:
    with pytest.raises(ValueError, match="until further notice"):
        _ = Period.of(day("2021-01-01"), None).days


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2021-01-01", "2021-12-31", 12),
        ("2020-02-01", "2021-05-31", 16),
        ("2021-02-01", "2021-02-28", 1),
        ("2021-01-15", "2021-02-14", None),
        ("2021-01-01", "2021-01-30", None),
        ("2021-01-01", None, None),
    ],
)
def test_whole_months_start_and_stop_at_their_borders(
    first: str, last: str | None, months: int | None
) -> None:
    assert Period.of(day(first), day(last) if last else None).whole_months == months


@given(DAYS, DAYS)
def test_a_whole_year_has_both_its_days_in_the_period(one: date, other: date) -> None:
    lasting = Period.of(min(one, other), max(one, other))
    known = range(period.FIRST_YEAR, period.LAST_YEAR + 1)

    assert list(lasting.whole_years) == [
        year for year in known if date(year, 1, 1) in lasting and date(year, 12, 31) in lasting
    ]


def test_until_further_notice_every_year_after_the_first_is_whole() -> None:
    assert Period.of(day("2021-01-02"), None).whole_years == range(2022, period.LAST_YEAR + 1)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("2018-01-01", "2019-12-31"), ("2019-01-01", "2019-12-31"), ("2019-01-01", "2019-12-31")),
        (("2018-01-01", "2019-12-31"), ("2019-12-31", "2020-12-31"), ("2019-12-31", "2019-12-31")),
        (("2018-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31"), None),
        (("2018-01-01", None), ("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-12-31")),
        (("2018-01-01", None), ("2020-01-01", None), ("2020-01-01", None)),
    ],
)
def test_two_periods_share_the_days_that_are_in_both(
    one: tuple[str, str | None], other: tuple[str, str | None], shared: tuple[str, str | None] | None
) -> None:
    def of(days: tuple[str, str | None]) -> Period:
        return Period.of(day(days[0]), day(days[1]) if days[1] else None)

    overlap = of(one).overlap(of(other))

    assert overlap == (of(shared) if shared else None)
    assert overlap == of(other).overlap(of(one))


@given(a=DAYS, b=DAYS, c=DAYS, d=DAYS, asked=DAYS)
def test_a_day_is_shared_by_two_periods_when_it_belongs_to_both(
    a: date, b: date, c: date, d: date, asked: date
) -> None:
    one, other = Period.of(min(a, b), max(a, b)), Period.of(min(c, d), max(c, d))
    shared = one.overlap(other)

    assert (shared is not None and asked in shared) == (asked in one and asked in other)


def test_a_period_says_both_its_days() -> None:
    assert str(Period.of(day("2018-01-01"), day("2019-12-31"))) == "2018-01-01 – 2019-12-31"


def test_a_period_without_a_last_day_gives_its_first() -> None:
    assert str(Period.of(day("2021-01-01"), None)) == "from 2021-01-01"
