from __future__ import annotations

import json
from datetime import date

from hypothesis import given

from iopctl.answers import show
from iopctl.answers.show import Shown
from iopctl.rules import overview
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def shown(whole: Whole, as_of: date) -> Shown:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())
    drawn = overview.timeline(whole.agreement, summed_up.stands, summed_up.deadlines)
    return Shown("avtal", whole.agreement, whole.document, summed_up, drawn)


def facts(whole: Whole, as_of: str) -> dict[str, str]:
    """Give the facts of an agreement by their names."""
    text = show.as_table(shown(whole, day(as_of)), None).replace("\N{NO-BREAK SPACE}", " ")
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
        "State": "last period: The agreement has no option to extend; it ends on 2022-12-31.",
        "Term": "2021-01-01 – 2022-12-31",
        "Parties": "Linköpings kommun (arbetsmarknadsnämnden) + IKF",
        "Responsible": "Karin Åkesson, utvecklingsledare",
        "Money 2021": "Linköpings kommun 300 000 + IKF 100 000 kr (committed)",
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
        "There is no figure for 2026: the agreement can run to 2021-12-31 at the latest."
    )


def test_what_does_not_fit_among_the_deadlines_is_counted() -> None:
    due = ", ".join(f"2021-0{month}-28" for month in range(2, 9))
    whole = builders.whole(builders.text(f"follow_up: {{reports: [{{kind: lägesrapport, due: [{due}]}}]}}\n"))

    text = show.as_table(shown(whole, day("2021-08-01")), None)

    assert text.count("! lägesrapport is due.") == 4
    assert "\n4 more; 'iopctl due' shows them.\n" in text


def test_markdown_has_the_same_and_the_timeline_as_it_is() -> None:
    text = show.as_markdown(shown(builders.filed("stadsmission"), day("2021-07-13")), None)

    assert "| State | running: The clause allows 2 options of 2 years; used: 1, left: 1. |" in text
    assert "- 2021-12-31   Decide on the extension; the term ends on 2021-12-31.\n" in text
    assert "```text\n          2018" in text


def test_json_has_all_of_it_as_data() -> None:
    answer = json.loads(show.as_json(shown(builders.whole(builders.text(FULL)), day("2021-07-13")), None))
    result = answer["result"]

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
    }
    assert result["follow_up"]["meetings"] == [{"kind": "dialogmöte", "at_least": 2, "year": 2021, "held": 1}]
    assert result["follow_up"]["reports"] == [{"kind": "årsrapport", "missing": ["2022-03-31"]}]
    assert result["timeline"]["spans"] == [{"kind": "term", "starts": "2021-01-01", "ends": "2022-12-31"}]
    assert [each["kind"] for each in result["deadlines"]] == ["meetings", "report", "ends"]


def test_json_says_why_a_year_has_no_figure() -> None:
    answer = json.loads(show.as_json(shown(builders.filed("stadsmission"), day("2026-01-01")), None))

    assert [each["code"] for each in answer["problems"]] == ["IOP651"]
    assert (answer["result"]["year"]["total"], answer["result"]["year"]["parties"]) == (None, [])


@given(whole=agreements(), as_of=AS_OF)
def test_every_view_can_show_every_agreement(whole: Whole, as_of: date) -> None:
    for name, view in show.FORMATS.items():
        assert "avtal" in view(shown(whole, as_of), None), name


@given(whole=agreements(), as_of=AS_OF)
def test_a_screen_is_never_wider_than_the_terminal(whole: Whole, as_of: date) -> None:
    text = show.as_table(shown(whole, as_of), 60)

    assert max(map(len, text.splitlines())) <= 60
