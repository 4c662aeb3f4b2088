from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from iopctl.answers.extend import Extend
from iopctl.rules import extension
from tests import builders, replies
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def answered(whole: Whole, as_of: date) -> Extend:
    verdict = extension.verdict(whole.agreement, as_of)
    proposal = extension.as_of_proposal(whole.agreement, as_of)
    return Extend("avtal", whole.agreement, whole.document, verdict, proposal, as_of=as_of)


def filed(name: str, as_of: str) -> Extend:
    return answered(builders.filed(name), day(as_of))


def test_yes_is_told_with_the_next_period_and_the_last_day_to_decide() -> None:
    lines = replies.table(filed("stadsmission", "2021-07-13")).splitlines()

    assert lines[0].endswith(", as of 2021-07-13: may be extended")
    assert lines[2:7] == [
        "  Term ends            2021-12-31",
        "  Options              1 of 2 left, 1 used",
        "  Next period          2022-01-01 – 2023-12-31",
        "  Decide by            2021-12-31",
        "  Latest possible end  2023-12-31",
    ]


@pytest.mark.parametrize(
    ("as_of", "lapsed"), [("2022-09-30", False), ("2022-10-01", True), ("2023-06-01", True)]
)
def test_options_that_can_be_used_no_more_are_said_to_have_lapsed(as_of: str, *, lapsed: bool) -> None:
    clause = "{options: 1, length: 1 year, decide: {no_later_than: 3 months before the end}}"
    whole = builders.whole(builders.text(f"extension: {clause}"))

    shown = replies.table(answered(whole, day(as_of)))

    assert ("1 of 1 lapsed, 0 used" in shown, "1 of 1 left, 0 used" in shown) == (lapsed, not lapsed)
    assert ("Latest end, had every option been used" in shown) is lapsed


def test_each_reason_names_its_line_and_its_clause() -> None:
    whole = builders.whole(
        builders.text("""
        extension:
          clause: § 7
          options: 1
          length: 1 year
        """)
    )

    lines = replies.table(answered(whole, day("2022-06-01"))).splitlines()

    assert lines[-2] == (
        "- The clause allows 1 option of 1 year; used: 0, left: 1. [agreement.yaml:3, clause '§ 7']"
    )


def test_a_proposal_on_file_is_answered_below_as_of_its_day() -> None:
    text = replies.table(filed("stadsmission", "2022-02-01"))

    assert text.index("may not be extended") < text.index("On the day it was proposed, 2021-07-13")
    assert text.rindex(": may be extended") > text.index("On the day it was proposed, 2021-07-13")


def test_what_the_file_does_not_state_is_said_to_be_so() -> None:
    lines = replies.table(filed("ikf", "2021-07-13")).splitlines()

    assert lines[2:7] == [
        "  Term ends            no end stated",
        "  Options              not stated",
        "  Next period          –",
        "  Decide by            –",
        "  Latest possible end  not stated",
    ]


def test_options_without_limit_are_said_to_have_none() -> None:
    whole = builders.whole(builders.text("extension: {options: unlimited, length: 1 year}"))

    lines = replies.table(answered(whole, day("2022-06-01"))).splitlines()

    assert lines[3] == "  Options              no limit, 0 used"
    assert lines[6] == "  Latest possible end  no limit"


def test_markdown_holds_the_same_rows() -> None:
    lines = replies.markdown(filed("stadsmission", "2021-07-13")).splitlines()

    assert "| Next period | 2022-01-01 – 2023-12-31 |" in lines
    assert any(line.startswith("- The clause allows 2 options of 2 years") for line in lines)


def test_csv_has_a_row_for_each_day_answered() -> None:
    rows = replies.rows(filed("stadsmission", "2022-02-01"))

    assert [(row["as_of"], row["eligible"], row["reason"], row["next_starts"]) for row in rows] == [
        ("2022-02-01", "false", "ended", ""),
        ("2021-07-13", "true", "option_left", "2022-01-01"),
    ]


def test_json_says_without_limit_in_words() -> None:
    whole = builders.whole(builders.text("extension: {options: unlimited, length: 1 year}"))

    result = replies.json(answered(whole, day("2022-06-01")))["result"]

    assert result["options"] == {"total": "unlimited", "used": 0, "left": "unlimited"}
    assert result["next"] == {"starts": "2023-01-01", "ends": "2023-12-31"}
    assert (result["latest_end"], result["as_of_proposal"]) == (None, None)


@given(whole=agreements(), as_of=AS_OF)
def test_every_format_can_show_every_verdict(whole: Whole, as_of: date) -> None:
    answer = answered(whole, as_of)

    for written in (replies.table, replies.markdown, replies.csv, replies.json):
        assert written(answer), written
