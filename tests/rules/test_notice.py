from __future__ import annotations

import pytest

from iopctl.rules import notice
from tests import builders
from tests.builders import day


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

    assert notice.last_day(agreement.term.notice, day(ends)) == day(last)


def test_where_no_notice_is_stated_there_is_no_last_day_for_it() -> None:
    assert notice.last_day(None, day("2022-12-31")) is None


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

    assert notice.end(agreement, agreement.term.notice_given, agreement.term.ends) == day(last)
