from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.model.term import OnHoliday
from iopctl.period import Length, Period
from iopctl.rules import term
from iopctl.rules.term import Options
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

STADSMISSION = """
    term: {starts: 2018-01-01, ends: 2019-12-31, signed: 2017-12}
    extension:
      options: 2
      length: 2 years
      extensions:
        - {starts: 2020-01-01, ends: 2021-12-31, status: decided}
        - {starts: 2022-01-01, ends: 2023-12-31, status: proposed, proposed: 2021-07-13}
    """


@pytest.mark.parametrize(
    ("as_of", "ends", "used"),
    [
        ("2017-12-31", "2019-12-31", 0),
        ("2019-12-31", "2019-12-31", 0),
        ("2020-01-01", "2021-12-31", 1),
        ("2021-07-13", "2021-12-31", 1),
        ("2030-01-01", "2021-12-31", 1),
    ],
)
def test_an_extension_without_a_known_decision_counts_from_its_first_day(
    as_of: str, ends: str, used: int
) -> None:
    stands = term.standing(builders.agreement(STADSMISSION), day(as_of))

    assert (stands.decided.last, stands.options.used) == (day(ends), used)


@pytest.mark.parametrize(("as_of", "ends"), [("2019-05-31", "2019-12-31"), ("2019-06-01", "2021-12-31")])
def test_a_decided_extension_counts_from_the_day_of_its_decision(as_of: str, ends: str) -> None:
    agreement = builders.agreement("""
        term: {starts: 2018-01-01, ends: 2019-12-31}
        extension:
          options: 2
          length: 2 years
          extensions:
            - {starts: 2020-01-01, ends: 2021-12-31, status: decided, decided: 2019-06-01}
        """)

    assert term.standing(agreement, day(as_of)).decided.last == day(ends)


def test_a_decision_may_come_after_the_start_of_what_it_decides() -> None:
    agreement = builders.agreement("""
        term: {starts: 2018-01-01, ends: 2019-12-31}
        extension:
          options: 2
          length: 2 years
          extensions:
            - {starts: 2020-01-01, ends: 2021-12-31, status: decided, decided: 2020-03-01}
        """)

    assert term.standing(agreement, day("2020-02-29")).decided.last == day("2019-12-31")
    assert term.standing(agreement, day("2020-03-01")).decided.last == day("2021-12-31")


@pytest.mark.parametrize(
    ("as_of", "proposal"),
    [("2021-07-12", None), ("2021-07-13", 1), ("2022-02-01", 1), ("2019-06-01", None)],
)
def test_a_proposal_is_on_the_table_from_the_day_it_was_made(as_of: str, proposal: int | None) -> None:
    stands = term.standing(builders.agreement(STADSMISSION), day(as_of))

    assert (stands.proposal and stands.proposal.where[-1]) == proposal


@pytest.mark.parametrize(
    ("as_of", "proposal"), [("2021-07-13", 0), ("2021-09-20", 0), ("2021-09-21", None), ("2021-07-12", None)]
)
def test_what_was_decided_later_was_a_proposal_before(as_of: str, proposal: int | None) -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions:
            - starts: 2023-01-01
              ends: 2023-12-31
              status: decided
              proposed: 2021-07-13
              decided: 2021-09-21
        """)

    stands = term.standing(agreement, day(as_of))

    assert (stands.proposal and stands.proposal.where[-1]) == proposal


@pytest.mark.parametrize(
    ("written", "reach"),
    [
        ("{options: 2, length: 2 years}", "2026-12-31"),
        ("{options: 3, length: 6 months}", "2024-06-30"),
        ("{options: 0, length: 1 year}", "2022-12-31"),
        ("{options: unlimited, length: 1 year}", None),
    ],
)
def test_the_term_reaches_as_far_as_its_options(written: str, reach: str | None) -> None:
    agreement = builders.agreement(f"extension: {written}")

    assert term.standing(agreement, day("2021-06-01")).reach.last == (day(reach) if reach else None)


def test_an_agreement_without_a_clause_reaches_as_far_as_its_term() -> None:
    stands = term.standing(builders.agreement(), day("2021-06-01"))

    assert (stands.reach, stands.options) == (stands.decided, Options(0, 0, stated=False))


def test_options_without_limit_are_never_used_up() -> None:
    assert Options(None, 7).left is None


@pytest.mark.parametrize(
    ("signed", "as_of", "agreed"),
    [
        ("", "2020-12-31", False),
        ("", "2021-01-01", True),
        (", signed: 2020-11-16", "2020-11-15", False),
        (", signed: 2020-11-16", "2020-11-16", True),
        (", signed: 2020-11", "2020-11-29", False),
        (", signed: 2020-11", "2020-11-30", True),
        (", signed: 2021-02-01", "2021-01-31", False),
    ],
)
def test_an_agreement_counts_from_the_day_it_was_surely_signed(
    signed: str, as_of: str, *, agreed: bool
) -> None:
    agreement = builders.agreement(f"term: {{starts: 2021-01-01, ends: 2022-12-31{signed}}}")

    assert term.standing(agreement, day(as_of)).agreed is agreed


def test_the_next_period_starts_on_the_day_after_the_last() -> None:
    clause = builders.agreement("extension: {options: 1, length: 18 months}").extension
    assert clause is not None

    coming = term.next_period(Period.of(day("2021-01-01"), day("2022-12-31")), clause)

    assert coming == Period.of(day("2023-01-01"), day("2024-06-30"))
    assert clause.length == Length.parse("18 months")


def test_an_agreement_until_further_notice_has_no_next_period() -> None:
    clause = builders.agreement("extension: {options: 1, length: 1 year}").extension
    assert clause is not None

    assert term.next_period(Period.of(day("2021-01-01"), None), clause) is None


@given(whole=agreements(), as_of=AS_OF)
def test_a_decided_extension_never_shortens_the_term(whole: Whole, as_of: date) -> None:
    stands = term.standing(whole.agreement, as_of)

    signed = whole.agreement.term.period
    assert stands.decided.first == signed.first
    if stands.notice_given is not None:
        return
    assert signed.stop == stands.decided.stop or (
        signed.stop is not None and stands.decided.stop is not None and signed.stop < stands.decided.stop
    )


@given(whole=agreements(), as_of=AS_OF)
def test_notice_never_lengthens_the_term(whole: Whole, as_of: date) -> None:
    agreement = whole.agreement
    without = agreement.model_copy(update={"term": agreement.term.model_copy(update={"notice_given": None})})
    given_notice, otherwise = term.standing(agreement, as_of), term.standing(without, as_of)
    stated = agreement.term.notice_given

    if stated is None or stated.on > as_of:
        assert given_notice == otherwise
    else:
        assert given_notice.decided.last is not None
        assert otherwise.decided.last is None or given_notice.decided.last <= otherwise.decided.last
        assert given_notice.reach == given_notice.decided


@given(whole=agreements(), as_of=AS_OF)
def test_the_extensions_that_hold_follow_one_another(whole: Whole, as_of: date) -> None:
    stands = term.standing(whole.agreement, as_of)

    stop = whole.agreement.term.period.stop
    for each in stands.extended:
        assert each.period.first == stop
        stop = each.period.stop
    assert stands.options.used == len(stands.extended)
    assert stands.options.left is None or stands.options.left >= 0


@given(whole=agreements(), as_of=AS_OF)
def test_what_has_renewed_itself_is_never_taken_back(whole: Whole, as_of: date) -> None:
    earlier = term.standing(whole.agreement, as_of)
    later = term.standing(whole.agreement, as_of + timedelta(days=1))

    assert later.extended[: len(earlier.extended)] == earlier.extended


@given(whole=agreements(), as_of=AS_OF)
def test_no_option_ends_before_what_is_decided(whole: Whole, as_of: date) -> None:
    stands = term.standing(whole.agreement, as_of)

    assert stands.reach.overlap(stands.decided) == stands.decided


@given(whole=agreements(), one=AS_OF, other=AS_OF)
def test_as_days_go_by_the_term_only_grows(whole: Whole, one: date, other: date) -> None:
    earlier, later = (term.standing(whole.agreement, each) for each in sorted((one, other)))

    if later.notice_given == earlier.notice_given:
        assert earlier.decided.overlap(later.decided) == earlier.decided
    else:
        assert earlier.notice_given is None


@pytest.mark.parametrize(
    ("stated", "ends", "last"),
    [
        ("no_later_than: 6 months before the end", "2021-08-31", "2021-02-28"),
        ("no_later_than: 6 months before the end", "2023-08-31", "2023-02-28"),
        ("no_later_than: 6 months before the end", "2024-08-31", "2024-02-29"),
        ("length: 3 months", "2022-12-31", "2022-09-30"),
        ("length: 90 days", "2022-12-31", "2022-10-02"),
        ("length: 3 months, no_later_than: 6 months before the end", "2022-12-31", "2022-06-30"),
        (
            "no_later_than: 6 months before the end, on_holiday: previous working day",
            "2026-12-20",
            "2026-06-18",
        ),
    ],
)
def test_the_last_day_for_notice_is_counted_back_from_the_end_that_holds(
    stated: str, ends: str, last: str
) -> None:
    agreement = builders.agreement(f"term: {{starts: 2020-01-01, ends: 2022-12-31, notice: {{{stated}}}}}")

    assert term.last_for_notice(agreement, day(ends)) == day(last)


def test_where_no_notice_is_stated_there_is_no_last_day_for_it() -> None:
    assert term.last_for_notice(builders.agreement(), day("2022-12-31")) is None


@pytest.mark.parametrize(
    ("ends", "stated", "given", "last"),
    [
        # the notice period gives the last day, and February has no 31st
        ("until further notice", "{length: 6 months}", "{on: 2021-08-31}", "2022-02-28"),
        # the notice itself names it
        ("until further notice", "{length: 6 months}", "{on: 2021-08-31, ends: 2022-06-30}", "2022-06-30"),
        # both are stated, and there is no end to count back from
        (
            "until further notice",
            "{length: 6 months, no_later_than: 3 months before the end}",
            "{on: 2021-08-31}",
            "2022-02-28",
        ),
        # a term that is over before the notice period is
        ("2021-12-31", "{length: 6 months}", "{on: 2021-08-31}", "2021-12-31"),
        ("2021-12-31", "{length: 6 months}", "{on: 2021-08-31, ends: 2022-06-30}", "2021-12-31"),
        # notice that only keeps the agreement from going on
        ("2022-12-31", "{no_later_than: 6 months before the end}", "{on: 2021-08-31}", "2022-12-31"),
    ],
)
def test_an_agreement_under_notice_ends_when_notice_says_and_never_later(
    ends: str, stated: str, given: str, last: str
) -> None:
    agreement = builders.agreement(
        f"term: {{starts: 2020-01-01, ends: {ends}, notice: {stated}, notice_given: {given}}}"
    )
    assert agreement.term.notice_given is not None

    assert term.end_by_notice(agreement, agreement.term.notice_given, agreement.term.ends) == day(last)


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
    assert term.on_working_day(day(falls_on), OnHoliday.PREVIOUS, NEVER) == day(before)
    assert term.on_working_day(day(falls_on), OnHoliday.NEXT, NEVER) == day(after)


@given(st.dates(date(1953, 1, 10), date(2100, 12, 20)))
def test_a_last_day_stays_where_the_agreement_says_nothing(falls_on: date) -> None:
    assert term.on_working_day(falls_on, None, NEVER) == falls_on


@given(st.dates(date(1953, 1, 10), date(2100, 12, 20)))
def test_a_day_moves_to_a_weekday_less_than_a_week_away_and_then_no_further(falls_on: date) -> None:
    back, on = (term.on_working_day(falls_on, rule, NEVER) for rule in (OnHoliday.PREVIOUS, OnHoliday.NEXT))

    assert 0 <= (falls_on - back).days < 7
    assert 0 <= (on - falls_on).days < 7
    assert back.weekday() < 5
    assert on.weekday() < 5
    assert term.on_working_day(back, OnHoliday.NEXT, NEVER) == back
    assert term.on_working_day(on, OnHoliday.PREVIOUS, NEVER) == on


def test_a_last_day_never_goes_past_the_end_that_it_comes_before() -> None:
    # 30 July 2022 is a Saturday, the 31st a Sunday; Monday would be in the period that nobody could prevent.
    assert term.on_working_day(day("2022-07-30"), OnHoliday.NEXT, day("2022-07-31")) == day("2022-07-31")
