from __future__ import annotations

import pytest

from iopctl.model.follow_up import Meetings, Report
from iopctl.period import Period
from tests import builders
from tests.builders import day


def report(written: str) -> Report:
    agreement = builders.agreement(f"follow_up: {{reports: [{{kind: årsrapport, {written}}}]}}")
    assert agreement.follow_up is not None
    return agreement.follow_up.reports[0]


def meetings(held: str) -> Meetings:
    agreement = builders.agreement(
        f"follow_up: {{meetings: [{{kind: möte, plural: möten, at_least: 2, per: year, held: [{held}]}}]}}"
    )
    assert agreement.follow_up is not None
    return agreement.follow_up.meetings[0]


def test_meetings_count_in_their_year_once_they_have_been_held() -> None:
    kind = meetings("2021-03-01, 2021-12-31, 2022-01-01")

    assert [kind.held_in(year, day("2021-12-30")) for year in (2020, 2021, 2022)] == [0, 1, 0]
    assert [kind.held_in(year, day("2022-01-01")) for year in (2020, 2021, 2022)] == [0, 2, 1]


@pytest.mark.parametrize(
    ("stated", "asked", "due"),
    [
        # every year, from the first such day in the term to the next one
        ("every_year: 03-31", "2021-01-01", ["2021-03-31"]),
        ("every_year: 03-31", "2021-03-31", ["2021-03-31", "2022-03-31"]),
        ("every_year: 03-31", "2022-04-01", ["2021-03-31", "2022-03-31", "2023-03-31"]),
        # the first one after the end is the last
        ("every_year: 03-31", "2029-01-01", ["2021-03-31", "2022-03-31", "2023-03-31"]),
        ("every_year: 02-29", "2021-03-01", ["2021-02-28", "2022-02-28"]),
        # days that do not return
        ("due: [2022-06-30, 2021-06-30]", "2021-06-30", ["2021-06-30", "2022-06-30"]),
        ("every_year: 03-31, due: [2021-06-30]", "2021-04-01", ["2021-03-31", "2021-06-30"]),
    ],
)
def test_a_report_is_due_up_to_the_next_time(stated: str, asked: str, due: list[str]) -> None:
    decided = Period.of(day("2021-01-01"), day("2022-12-31"))

    assert list(report(stated).due_days(decided, day(asked))) == [day(each) for each in due]


def test_a_report_is_missing_until_it_came_in() -> None:
    yearly = report("every_year: 03-31, received: [{due: 2021-03-31, on: 2021-04-12}]")
    decided = Period.of(day("2021-01-01"), None)

    assert yearly.missing(decided, day("2021-04-11")) == (day("2021-03-31"), day("2022-03-31"))
    assert yearly.missing(decided, day("2021-04-12")) == (day("2022-03-31"),)


def test_a_day_that_stands_twice_counts_as_one_meeting() -> None:
    assert meetings("2021-05-20, 2021-05-20").held_in(2021, day("2021-12-31")) == 1
