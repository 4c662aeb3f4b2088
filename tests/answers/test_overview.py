from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given

from iopctl.answers.overview import Listed, Register, Row
from iopctl.render import terminal, xlsx
from iopctl.rules import overview
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from tests import builders, replies
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(name: str, whole: Whole, as_of: date) -> Listed:
    summary = overview.overview(whole.agreement, Known(as_of), Routine())
    return Listed.of(name, whole.agreement, whole.document, summary)


def filed(as_of: str) -> Register:
    """List the two real agreements."""
    real = [listed(each, builders.filed(each), day(as_of)) for each in ("ikf", "stadsmission")]
    return filed_of(real, day(as_of))


def filed_of(found: Sequence[Listed], as_of: date) -> Register:
    return Register(tuple(map(Row.of, found)), tuple(found), as_of=as_of)


def cells(text: str, name: str) -> list[str]:
    """Cut the row of an agreement into its cells."""
    (line,) = (line for line in text.splitlines() if line.startswith(name))
    return [cell.strip() for cell in line.replace("\u00a0", " ").split("  ") if cell.strip()]


def test_an_agreement_is_one_line_of_the_register() -> None:
    assert cells(replies.table(filed("2021-07-13")), "stadsmission") == [
        "stadsmission",
        "Arbetsmarknadsnämnden + Linköpings Stadsmission",
        "running",
        "2021-12-31",
        "1 of 2",
        "2021-12-31 decide !",
        "1 100 000",
        "minst 980 500",
    ]


def test_a_year_without_a_figure_shows_none() -> None:
    row = cells(replies.table(filed("2025-01-01")), "stadsmission")

    assert row[2:] == ["ended", "2021-12-31", "0 of 2", "2021-12-31 lapsed !", "–", "–"]


def test_only_a_sum_that_is_shown_is_said_to_miss_something() -> None:
    rest = "{name: Tid, by: ikf, kind: volunteers, amount: not stated}"
    civil = "{name: Lokal, by: ikf, kind: premises, amount: 50 000}"
    written = """
        budget:
          - from: 2021-01-01
            contributions:
              - {{name: Bidrag, by: kommunen, kind: cash, amount: 100 000}}
              - {lines}
        """
    for lines, noted in ((rest, False), (f"{civil}\n              - {rest}", True)):
        whole = builders.whole(builders.text(written.format(lines=lines)))

        shown = filed_of([listed("x", whole, day("2021-07-13"))], day("2021-07-13"))

        assert any("‡" in note for note in shown.notes) is noted
        assert any("‡" in cell for row in shown.rows for cell in row.cells) is noted


def test_money_that_is_not_committed_is_never_shown_as_if_it_were() -> None:
    text = replies.table(filed("2021-07-13"))

    assert cells(text, "ikf")[-2] == "339 200*"
    assert "* ikf: a part of the money of 2021 is not committed (until further notice)." in text
    assert cells(text, "stadsmission")[-2] == "1 100 000"


def test_a_deadline_that_has_passed_is_marked_without_colour_too() -> None:
    text = replies.table(filed("2021-07-13"))

    assert "!" not in "".join(cells(text, "ikf"))
    assert "! Something of that agreement is overdue; 'iopctl due' tells what." in text


def test_at_80_columns_the_parties_and_the_civil_side_give_way() -> None:
    text = replies.table(filed("2021-07-13"), 80)

    assert max(map(len, text.splitlines())) <= 80
    assert cells(text, "Id") == ["Id", "State", "Ends", "Options", "Next deadline", "Public 2021"]
    assert cells(text, "stadsmission") == [
        "stadsmission",
        "running",
        "2021-12-31",
        "1 of 2",
        "2021-12-31 decide !",
        "1 100 000",
    ]


def test_a_terminal_shows_states_and_overdue_deadlines_in_colour() -> None:
    drawn = terminal.write(filed("2022-01-01").blocks(), 80, colour=True)

    assert "\x1b[32mrunning\x1b[0m" in drawn
    assert "\x1b[2mended\x1b[0m" in drawn
    assert "\x1b[1;31m2021-12-31 lapsed !\x1b[0m" in drawn
    assert re.sub(r"\x1b\[[\d;]*m", "", drawn) == replies.table(filed("2022-01-01"), 80)


def test_the_day_asked_for_stands_in_the_columns() -> None:
    assert "Public 2021" in replies.table(filed("2021-07-13"))


def test_csv_has_a_row_for_each_agreement() -> None:
    rows = replies.rows(filed("2021-07-13"))

    assert [(row["id"], row["ends"], row["status"], row["public"], row["deadline_on"]) for row in rows] == [
        ("ikf", "", "committed until_further_notice", "339200", "2021-12-31"),
        ("stadsmission", "2021-12-31", "committed", "1100000", "2021-12-31"),
    ]
    assert [(row["state"], row["deadline"], row["overdue"]) for row in rows] == [
        ("running", "meetings", "0"),
        ("running", "decide", "1"),
    ]


def test_json_has_the_same_for_machines() -> None:
    answer = replies.json(filed("2021-07-13"))

    (_, stadsmission) = answer["result"]["agreements"]
    assert stadsmission["options"] == {"total": 2, "used": 1, "left": 1}
    assert stadsmission["year"]["civil"] == {
        "amount": 980500,
        "exact": "980500",
        "quality": "at least",
        "not_stated": [],
    }
    assert (stadsmission["state"], stadsmission["why"]["code"]) == ("running", "option_left")
    assert stadsmission["deadline"] == {
        "on": "2021-12-31",
        "days_left": 171,
        "overdue": False,
        "kind": "decide",
        "about": "2021-12-31",
        "what": "Decide on the extension; the term ends on 2021-12-31.",
    }
    assert stadsmission["overdue"] == 1


@given(whole=agreements(), as_of=AS_OF)
def test_every_format_can_show_every_agreement(whole: Whole, as_of: date) -> None:
    register = filed_of((listed("avtal", whole, as_of),), as_of)

    for written in (replies.table, replies.markdown, replies.csv):
        assert "avtal" in written(register), written
    assert replies.json(register)["result"]["agreements"][0]["agreement"] == "avtal"
    assert xlsx.write(register.title, register.record, register.records(), register.notes)


def options_of(written: str, as_of: str) -> str:
    """Say what the list says of an agreement's options."""
    whole = builders.whole(builders.text(written))
    (row,) = replies.cells(filed_of((listed("a", whole, day(as_of)),), day(as_of)))
    return row[4]


GIVEN = "term: {starts: 2021-01-01, ends: 2022-12-31, notice_given: {on: 2022-03-01, ends: 2022-12-31}}"
TWICE = "extension: {options: 2, length: 1 year, decide: {no_later_than: 6 months before the end}}"
UNLIMITED = "extension: {options: unlimited, length: 1 year}"


def test_after_notice_no_option_is_left() -> None:
    assert options_of(f"{GIVEN}\n{TWICE}", "2022-02-28") == "2 of 2"
    assert options_of(f"{GIVEN}\n{TWICE}", "2022-03-01") == "0 of 2"
    assert options_of(f"{GIVEN}\n{UNLIMITED}", "2022-03-01") == "–"


def test_an_option_that_is_too_late_is_not_left() -> None:
    assert options_of(TWICE, "2022-06-30") == "2 of 2"
    assert options_of(TWICE, "2022-07-01") == "0 of 2"
