from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.answers import timeline
from iopctl.answers.show import Show
from iopctl.commands import show as command
from iopctl.commands.answer import Asked
from iopctl.rules import deadlines, overview, term
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from iopctl.source.folder import Folder
from tests import builders, replies
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

AGREEMENTS = Folder(Path(__file__).parents[2] / "agreements")


def shown(whole: Whole, as_of: date) -> Show:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())
    drawn = overview.timeline(whole.agreement, summed_up.stands, summed_up.deadlines)
    return Show("avtal", whole.agreement, whole.document, summed_up, drawn, as_of=as_of)


def facts(whole: Whole, as_of: str) -> dict[str, str]:
    """Give the facts of an agreement by their names."""
    text = replies.table(shown(whole, day(as_of))).replace("\N{NO-BREAK SPACE}", " ")
    lines = text.split("\n\n")[1].splitlines()
    column = lines[1].index("20")
    return {line[:column].strip(): line[column:] for line in lines}


FULL = """
responsible: {name: Karin Åkesson, title: utvecklingsledare}
case_number: AN 2020-12
targets: {places: 12, participants: 1, settings: [en verkstad]}
term: {starts: 2021-01-01, ends: 2022-12-31}
follow_up:
  meetings:
    - kind: dialogmöte
      plural: dialogmöten
      at_least: 2
      per: calendar year
      held: [2021-02-10, 2021-09-01, 2022-03-01]
  reports:
    - {kind: årsrapport, every_year: 03-31, received: [{due: 2021-03-31, on: 2021-04-02}]}
  measurements:
    - {on: 2021-06, participants: 11}
    - {on: 2022-11, participants: 12}
"""


def test_every_fact_of_an_agreement_is_named() -> None:
    assert facts(builders.whole(builders.text(FULL)), "2021-07-13") == {
        "State": "last period: The file states no extension clause; the agreement ends on 2022-12-31.",
        "Term": "2021-01-01 – 2022-12-31",
        "Parties": "Linköpings kommun (arbetsmarknadsnämnden) + IKF",
        "Responsible": "Karin Åkesson, utvecklingsledare",
        "Money 2021": "Linköpings kommun 300 000 kr + IKF 100 000 kr (committed)",
        "Targets": "12 places; 1 participant; en verkstad",
        "Follow-up": "dialogmöte 1 of 2 recorded for 2021; årsrapport due 2022-03-31; measured 2021-06",
    }


def test_what_the_agreement_does_not_state_is_left_out() -> None:
    assert list(facts(builders.whole(builders.text("")), "2021-07-13")) == [
        "State",
        "Term",
        "Parties",
        "Money 2021",
    ]


def test_of_an_agreement_that_has_ended_no_later_end_is_held_out() -> None:
    stadsmission = builders.filed("stadsmission")

    assert facts(stadsmission, "2021-07-13")["Term"] == (
        "2018-01-01 – 2021-12-31; 1 of 2 options left, to 2023-12-31"
    )
    assert facts(stadsmission, "2022-07-13")["Term"] == "2018-01-01 – 2021-12-31; 1 of 2 options lapsed"
    assert "recorded for" not in facts(stadsmission, "2022-07-13")["Follow-up"]


def test_a_year_without_a_figure_says_why() -> None:
    assert facts(builders.filed("stadsmission"), "2026-01-01")["Money 2026"] == (
        "There is no figure for 2026: the last day that the file allows is 2021-12-31."
    )


def test_what_does_not_fit_among_the_deadlines_is_counted() -> None:
    due = ", ".join(f"2021-0{month}-28" for month in range(2, 9))
    whole = builders.whole(builders.text(f"follow_up: {{reports: [{{kind: lägesrapport, due: [{due}]}}]}}\n"))

    text = replies.table(shown(whole, day("2021-08-01")))

    assert text.count("! lägesrapport is due.") == 4
    assert "\n4 more; 'iopctl due' shows them.\n" in text


def test_markdown_has_the_same_and_the_timeline_as_it_is() -> None:
    text = replies.markdown(shown(builders.filed("stadsmission"), day("2021-07-13")))

    assert "| State | running: The clause allows 2 options of 2 years; used: 1, left: 1. |" in text
    assert "2021-12-31   Decide on the extension; the term ends on 2021-12-31.\n" in text
    assert "```text\n          2018" in text


def test_json_has_all_of_it_as_data() -> None:
    result = replies.json(shown(builders.whole(builders.text(FULL)), day("2021-07-13")))["result"]

    assert (result["agreement"], result["case_number"], result["state"]) == (
        "avtal",
        "AN 2020-12",
        "last-period",
    )
    assert result["responsible"] == {"name": "Karin Åkesson", "title": "utvecklingsledare"}
    assert [party["board"] for party in result["parties"]] == ["arbetsmarknadsnämnden", None]
    assert result["year"]["total"] == {
        "amount": 400000,
        "exact": "400000",
        "quality": "exact",
        "assumed": [],
        "not_stated": [],
    }
    assert result["follow_up"]["meetings"] == [{"kind": "dialogmöte", "at_least": 2, "year": 2021, "held": 1}]
    assert result["follow_up"]["reports"] == [
        {"kind": "årsrapport", "missing": ["2022-03-31"], "missing_in_words": []}
    ]
    assert result["timeline"]["spans"] == [{"kind": "term", "starts": "2021-01-01", "ends": "2022-12-31"}]
    assert [each["kind"] for each in result["deadlines"]] == ["meetings", "report", "ends"]


def test_json_says_why_a_year_has_no_figure() -> None:
    answer = json.loads(command.run(AGREEMENTS, "stadsmission", Asked(day("2026-01-01"), "json", None)).text)

    assert [each["code"] for each in answer["problems"]] == ["IOP651"]
    assert (answer["result"]["year"]["total"], answer["result"]["year"]["parties"]) == (None, [])


@given(whole=agreements(), as_of=AS_OF)
def test_every_format_can_show_every_agreement(whole: Whole, as_of: date) -> None:
    answer = shown(whole, as_of)

    assert "avtal" in replies.table(answer)
    assert "avtal" in replies.markdown(answer)
    assert replies.json(answer)["result"]["agreement"] == "avtal"


@given(whole=agreements(), as_of=AS_OF)
def test_a_screen_is_never_wider_than_the_terminal(whole: Whole, as_of: date) -> None:
    text = replies.table(shown(whole, as_of), 60)

    assert max(map(len, text.splitlines())) <= 60


# --- the timeline


def drawn(whole: Whole, as_of: date, width: int | None) -> list[str]:
    stands = term.standing(whole.agreement, as_of)
    to_do = deadlines.deadlines(whole.agreement, Known(as_of), Routine())
    return timeline.drawn(overview.timeline(whole.agreement, stands, to_do), width).splitlines()


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
