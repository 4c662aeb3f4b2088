from __future__ import annotations

import pytest

from iopctl.rules.checks import follow_up
from tests import builders
from tests.builders import Found, day


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        ("2021-01-01, 2021-05-20", []),
        ("2021-05-20, 2021-11-04, 2021-05-20", ["IOP706"]),
        ("2020-12-31, 2021-05-20", ["IOP707"]),
        ("2020-12-31, 2020-12-31", ["IOP707", "IOP706"]),
    ],
)
def test_a_meeting_is_held_once_and_inside_the_agreement(held: str, codes: list[str]) -> None:
    text = f"follow_up: {{meetings: [{{kind: möte, plural: möten, at_least: 1, per: year, held: [{held}]}}]}}"

    assert [each.code for each in builders.warned(text)] == codes


def test_no_report_comes_in_before_the_agreement_starts() -> None:
    text = """follow_up:
  reports:
    - {kind: rapport, every_year: 03-31, received: [{due: 2021-03-31, on: 2020-04-02}]}
"""

    assert builders.warned(text) == [Found("IOP707", 3, 75)]


HELD = "follow_up: {meetings: [{kind: möte, plural: möten, at_least: 1, per: year, held: [2022-05-20]}]}"
RECEIVED = """
follow_up:
  reports: [{kind: rapport, every_year: 05-01, received: [{due: 2022-05-01, on: 2022-05-20}]}]
"""
TERM = "term: {{starts: 2021-01-01, ends: 2022-12-31, {}}}"
EXTENDED = (
    "extension: {{options: 1, length: 1 year, extensions: "
    "[{{starts: 2023-01-01, ends: 2023-12-31, status: {}, {}: 2022-05-20}}]}}"
)


def recorded(text: str, as_of: str) -> list[str]:
    """Find the last key of each day that lies after the day asked."""
    found = follow_up.happened(builders.agreement(text), day(as_of))
    return [next(str(key) for key in reversed(each.where) if isinstance(key, str)) for each in found]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (TERM.format("signed: 2022-05-20"), "signed"),
        (TERM.format("condition: medel, condition_met: 2022-05-20"), "condition_met"),
        (TERM.format("notice_given: {on: 2022-05-20, ends: 2022-09-30}"), "on"),
        (EXTENDED.format("decided", "decided"), "decided"),
        (EXTENDED.format("declined", "decided"), "decided"),
        (HELD, "held"),
        (RECEIVED, "on"),
    ],
)
def test_what_is_recorded_after_the_day_asked_has_not_happened(text: str, key: str) -> None:
    assert recorded(text, "2022-05-19") == [key]
    assert recorded(text, "2022-05-20") == []


def test_what_was_signed_in_a_month_may_have_been_signed_on_its_first_day() -> None:
    text = "term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2022-05}"

    assert recorded(text, "2022-05-01") == []
    assert recorded(text, "2022-04-30") == ["signed"]


def test_a_proposal_may_be_planned() -> None:
    assert recorded(EXTENDED.format("proposed", "proposed"), "2022-05-19") == []


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("", []),
        (", at_least: 4, per: year", []),
        (", at_least: 4", ["IOP202"]),
        (", per: year", ["IOP202"]),
    ],
)
def test_a_number_of_meetings_is_stated_with_its_time(stated: str, codes: list[str]) -> None:
    text = f"follow_up: {{meetings: [{{kind: möte, plural: möten{stated}}}]}}"

    assert [each.code for each in builders.errors(text)] == codes


def test_a_report_that_is_due_in_words_comes_in_under_them() -> None:
    received = "received: [{{due: {}, on: 2022-05-01}}]"
    report = f"follow_up: {{{{reports: [{{{{kind: rapport, due: [våren 2022], {received}}}}}]}}}}"

    assert builders.errors(report.format("våren 2022")) == []
    assert [each.code for each in builders.errors(report.format("våren 2023"))] == ["IOP705"]
