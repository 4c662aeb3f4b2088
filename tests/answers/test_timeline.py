from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.answers import timeline
from iopctl.rules import deadlines, term
from iopctl.rules import overview as rule
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def drawn(whole: Whole, as_of: date, width: int | None) -> list[str]:
    stands = term.standing(whole.agreement, as_of)
    to_do = deadlines.deadlines(whole.agreement, Known(as_of), Routine())
    return timeline.drawn(rule.timeline(whole.agreement, stands, to_do), width)


def test_the_city_mission_on_the_day_of_the_proposal() -> None:
    assert drawn(builders.filed("stadsmission"), day("2021-07-13"), 80) == [
        "          2018       2019       2020        2021        2022       2023",
        "          |----------|----------|-----------|-----------|----------|-----------|",
        "Term      [====================]",
        "Extended                        [======================]",
        "Proposed                                                [~~~~~~~~~~~~~~~~~~~~~]",
        "Amended              *",
        "To do                !                                 *",
        "As of                                             ^",
    ]


def test_options_that_are_not_used_are_dotted() -> None:
    assert drawn(builders.filed("stadsmission"), day("2018-03-01"), 60) == [
        "                2018   2019   2020   2021   2022   2023",
        "                |------|------|------|------|------|-------|",
        "Term            [============]",
        "Unused options                [...........................]",
        "To do                  *      *",
        "As of            ^",
    ]


def test_what_has_no_end_leaves_the_scale() -> None:
    assert drawn(builders.filed("ikf"), day("2021-07-13"), 60) == [
        "       2021                      2022",
        "       |-------------------------|-------------------------|",
        "Term   [===================================================>",
        "To do                           *",
        "As of               ^",
    ]


def test_where_there_is_little_room_not_every_year_is_named() -> None:
    scale, ticks, *_ = drawn(builders.filed("stadsmission"), day("2018-03-01"), 40)

    assert scale.split() == ["2018", "2020", "2022"]
    assert ticks.count("|") == 4


@pytest.mark.parametrize("width", [1, 5, 20])
def test_a_terminal_of_no_width_worth_the_name_still_gets_its_rows(width: int) -> None:
    assert drawn(builders.filed("stadsmission"), day("2021-07-13"), width)[2].startswith("Term")


@given(whole=agreements(), as_of=AS_OF, width=st.integers(30, 200))
def test_a_timeline_is_never_wider_than_the_terminal_and_plain(whole: Whole, as_of: date, width: int) -> None:
    lines = drawn(whole, as_of, width)

    assert max(map(len, lines)) <= width
    assert "".join(lines).isascii()
    assert sum(line.count("^") for line in lines) == 1
