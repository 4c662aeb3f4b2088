from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found

TERM = "term: {starts: 2023-01-01, ends: %s, notice: {length: 6 months}, notice_given: {%s}}\n"
OPEN, FIXED = "until further notice", "2024-12-31"
UNDER_NOTICE = """
term:
  starts: 2021-01-01
  ends: 2022-12-31
  notice: {no_later_than: 6 months before the end}
  notice_given: {on: 2022-05-15}
extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: %s, decided: %s}
"""


@pytest.mark.parametrize("ends", [OPEN, FIXED])
def test_notice_ends_no_agreement_before_its_first_day(ends: str) -> None:
    column = (TERM % (ends, "on: 2022-06-30")).index("2022-06-30") + 1

    assert builders.found(TERM % (ends, "on: 2022-06-30")) == [Found("IOP875", 1, column)]
    assert builders.found(TERM % (ends, "on: 2022-07-01")) == []


def test_a_last_day_that_is_stated_is_where_the_slip_stands() -> None:
    found = builders.found(TERM % (OPEN, "on: 2022-03-01, ends: 2022-12-31"))

    assert [each.code for each in found] == ["IOP875"]
    assert builders.found(TERM % (OPEN, "on: 2022-03-01, ends: 2023-01-01")) == []


def test_an_end_before_the_notice_or_before_the_start_is_told_once() -> None:
    before_notice = builders.found(TERM % (OPEN, "on: 2023-03-01, ends: 2022-12-31"))
    before_start = builders.found(TERM % ("2022-12-31", "on: 2022-10-01"))

    assert [each.code for each in (*before_notice, *before_start)] == ["IOP409", "IOP401"]


def test_an_extension_that_is_decided_after_the_notice_is_warned_of() -> None:
    assert builders.warned(UNDER_NOTICE % ("decided", "2022-09-10")) == [Found("IOP876", 10, 72)]


@pytest.mark.parametrize(("status", "decided"), [("decided", "2022-05-15"), ("declined", "2022-09-10")])
def test_an_extension_of_before_the_notice_or_that_was_declined_says_nothing_against_it(
    status: str, decided: str
) -> None:
    assert builders.warned(UNDER_NOTICE % (status, decided)) == []
