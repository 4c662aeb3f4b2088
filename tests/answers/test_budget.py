from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from iopctl.answers.budget import Budgets
from iopctl.rules import budget
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known
from tests import builders, replies
from tests import strategies as drawn
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def asked(name: str, *years: int, as_of: str = "2021-07-13", explain: bool = False) -> Budgets:
    whole = builders.filed(name)
    return budgets(whole, day(as_of), *years, explain=explain)


def budgets(whole: Whole, as_of: date, *years: int, explain: bool = False) -> Budgets:
    results = tuple(budget.budget(whole.agreement, year, Known(as_of)) for year in years)
    problems = tuple(whole.document.problem(each.reason) for each in results if isinstance(each, NoFigure))
    facts = (whole.agreement, whole.document, Known(as_of), results)
    return Budgets("avtal", *facts, explain, as_of=as_of, problems=problems)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_one_year_is_drawn_line_by_line_below_each_party() -> None:
    drawn_lines = spaced(replies.table(asked("ikf", 2023))).splitlines()

    assert drawn_lines[2:13] == [
        "Line                                 Kind        Hours  Kr/h   Kronor   Share",
        "───────────────────────────────────  ──────────  ─────  ────  ───────  ──────",
        "Linköpings kommun                                             352 904  51,0 %",
        "  Handledare under Må bra-grupp      staff         800   265  220 565",
        "  Personalkostnader, övrig personal  staff         480   265  132 339",
        "IKF                                                           338 754  49,0 %",
        "  Familjepedagog                     staff         800   265  220 565",
        "  Ideella resurser                   volunteers    240   265   66 169",
        "  Lokalkostnader                     premises                  52 020",
        "───────────────────────────────────  ──────────  ─────  ────  ───────  ──────",
        "Total                                                         691 658",
    ]


def test_the_head_of_a_year_says_how_certain_its_money_is() -> None:
    head = replies.table(asked("ikf", 2023)).splitlines()[0]

    assert head.endswith("budget 2023, until further notice")


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("ikf", "Indexation: 2 % for every new calendar year from price year 2021, here × 1,0404."),
        ("stadsmission", "Indexation: none is stated."),
    ],
)
def test_the_indexation_is_told_below(name: str, note: str) -> None:
    assert note in spaced(replies.table(asked(name, 2023)))


def test_several_years_stand_side_by_side_and_one_without_a_figure_shows_none() -> None:
    drawn_lines = spaced(replies.table(asked("stadsmission", 2021, 2022, 2024))).splitlines()

    assert drawn_lines[2:9] == [
        "                                    2021             2022  2024",
        "───────────────────────  ───────────────  ───────────────  ────",
        "Arbetsmarknadsnämnden          1 100 000        1 100 000     –",
        "Linköpings Stadsmission    minst 980 500    minst 980 500     –",
        "Status                         committed         optional     –",
        "───────────────────────  ───────────────  ───────────────  ────",
        "Total                    minst 2 080 500  minst 2 080 500     –",
    ]


def test_what_a_year_rests_on_is_told_where_it_is_not_the_decided_term() -> None:
    notes = replies.table(asked("stadsmission", 2021, 2022)).splitlines()[-1]

    assert notes == (
        "2022: From 2022-01-01, rests on the extension 2022-01-01 – 2023-12-31, "
        "which was proposed on 2021-07-13 and has not been decided."
    )


def test_years_without_a_figure_are_problems_with_their_line() -> None:
    (problem,) = asked("stadsmission", 2023, 2024).problems

    assert (problem.code, problem.source_line) == ("IOP651", "  options: 2")


def test_an_explanation_follows_where_it_is_asked_for() -> None:
    assert "How the total of 2021 was made:" in replies.table(asked("ikf", 2021, explain=True))
    assert "How the total of 2021 was made:" not in replies.table(asked("ikf", 2021))


def test_markdown_sets_the_lines_in_below_their_party() -> None:
    written = spaced(replies.markdown(asked("ikf", 2021))).splitlines()

    assert "|   Familjepedagog | staff | 800 | 265 | 212 000 |  |" in written
    assert "| **Total** |  |  |  | **664 800** |  |" in written


def test_csv_has_a_row_for_each_line_share_and_total() -> None:
    rows = replies.rows(asked("ikf", 2023))

    assert [(row["row"], row["party"], row["amount"], row["exact"]) for row in rows] == [
        ("line", "kommunen", "220565", "220564,8"),
        ("line", "kommunen", "132339", "132338,88"),
        ("party", "kommunen", "352904", "352903,68"),
        ("line", "ikf", "220565", "220564,8"),
        ("line", "ikf", "66169", "66169,44"),
        ("line", "ikf", "52020", "52020"),
        ("party", "ikf", "338754", "338754,24"),
        ("total", "", "691658", "691657,92"),
    ]


def test_json_holds_the_years_with_figures_and_the_others_as_problems() -> None:
    answer = replies.json(asked("stadsmission", 2023, 2024))

    assert [(year["year"], year["status"]) for year in answer["result"]["years"]] == [(2023, "optional")]
    assert [problem["code"] for problem in answer["problems"]] == ["IOP651"]


def test_json_explains_only_where_it_is_asked_to() -> None:
    (plain,) = replies.json(asked("ikf", 2021))["result"]["years"]
    (explained,) = replies.json(asked("ikf", 2021, explain=True))["result"]["years"]

    assert "explanation" not in plain
    assert explained["explanation"]["value"] == "664800"


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_what_is_written_as_csv_adds_up(whole: Whole, as_of: date, year: int) -> None:
    sums = {"line": Decimal(0), "party": Decimal(0), "total": Decimal(0), "part": Decimal(0)}
    for row in replies.rows(budgets(whole, as_of, year)):
        sums[row["row"]] += Decimal(row["amount"] or 0)
    assert sums["line"] == sums["party"] == sums["total"]
    assert sums["part"] in {0, sums["total"]}


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_every_format_can_show_every_agreement(whole: Whole, as_of: date, year: int) -> None:
    result = budgets(whole, as_of, year, year + 1, explain=True)

    for written in (replies.table, replies.markdown, replies.csv, replies.json):
        assert written(result) or not result.figures, written
