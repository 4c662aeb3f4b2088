from __future__ import annotations

import pytest

from iopctl.problem import Severity
from iopctl.rules import memo, names
from iopctl.rules.checks import names as name_checks
from iopctl.rules.checks import unfinished
from iopctl.rules.memo import Memo
from tests import builders
from tests.builders import MATTER, Found


def telling(economy: str) -> str:
    """Give an agreement whose matter tells this of the economy, on its thirteenth line."""
    return f"{MATTER.lstrip()}    economy: {economy}\n"


@pytest.mark.parametrize(
    "economy",
    ["Kommunens insats är {{ parties.kommunen.a_year }}.", "Det är {känt}.", "{{money.2021}}".join("''")],
)
def test_a_text_may_name_figures_that_exist(economy: str) -> None:
    assert builders.found(telling(economy)) == []


@pytest.mark.parametrize(
    ("economy", "found"),
    [
        ("Insatsen är {{ parties.komunen.a_year }}.", Found("IOP830", 13, 26)),
        ("Insatsen är {{ money.a_year.", Found("IOP831", 13, 26)),
        ("Insatsen är money.a_year }}.", Found("IOP832", 13, 39)),
        ("Insatsen är {{ money.a_year / 2 }}.", Found("IOP833", 13, 26)),
        ("{{ money.a_year }} är insatsen.", Found("IOP836", 13, 14)),
        (">-\n      Insatsen\n      är {{ fel }}", Found("IOP830", 15, 10)),
        ("|\n      Insatsen är känd.\n\n      {{ fel }}", Found("IOP830", 16, 7)),
        ("'Insatsen ''är'' {{ fel }}'", Found("IOP830", 13, 31)),
        ('"Insatsen \\"är\\" {{ fel }}"', Found("IOP830", 13, 31)),
        # An escape that stands for another number of characters: the field, and never a wrong column.
        ('"Insatsen \\u00e4r {{ fel }}"', Found("IOP830", 13, 14)),
        ("Insatsen\n      är {{ money.a_year\n      * 2 }}", Found("IOP833", 14, 10)),
    ],
)
def test_what_is_wrong_is_told_at_its_very_place(economy: str, found: Found) -> None:
    assert builders.found(telling(economy)) == [found]


def test_a_wrong_name_in_an_item_of_a_list_is_told_at_the_item() -> None:
    text = f"{MATTER.lstrip()}    plans:\n      - Parterna möts.\n      - Insatsen är {{{{ fel }}}}.\n"

    assert builders.found(text) == [Found("IOP830", 15, 21)]


def test_a_wrong_name_among_the_goals_is_told_there() -> None:
    text = MATTER.lstrip().replace("goals: {text: Partnerskapet", "goals: {text: '{{ fel }}'")
    text = text.replace(" bidrar till målområde 6.}", "}")

    assert builders.found(text) == [Found("IOP830", 7, 20)]


def test_a_name_outside_the_text_of_a_matter_is_told() -> None:
    text = builders.text("purpose: Insatsen är {{ money.a_year }}.\n")
    document = builders.read(text).document
    findings = name_checks.misplaced(builders.agreement(text), document.values)
    (problem,) = map(document.problem, findings)

    assert (problem.code, problem.place.line, problem.place.column) == ("IOP835", 1, 22)


def test_a_signature_is_no_text_that_names_figures() -> None:
    text = builders.text(MATTER.replace("Anders Jolby", "'{{ dated }}'"))
    values = builders.read(text).document.values
    (finding,) = name_checks.misplaced(builders.agreement(text), values)

    assert finding.where == ("matters", 0, "signatures", 0, "name")


def test_a_figure_without_a_value_is_told_with_the_reason_at_its_place() -> None:
    taken = builders.whole(builders.text(telling("Insatsen var {{ money.1999 }}.")))
    (finding,) = unfinished.figures(taken.agreement, builders.PROFILE, ())
    problem = taken.document.problem(finding)

    assert problem.severity is Severity.ERROR
    assert (problem.code, problem.place.line, problem.place.column) == ("IOP834", 13, 27)
    assert problem.message == "'money.1999' has no value in this memo: the memo shows no money of that year."


def test_a_figure_that_has_a_value_is_no_problem() -> None:
    agreement = builders.agreement(telling("Insatsen är {{ money.2021 }}."))

    assert list(unfinished.figures(agreement, builders.PROFILE, ())) == []


def test_what_a_matter_still_waits_for_is_not_told_twice() -> None:
    text = telling("Uppsägningen görs {{ ending.notice }}.").replace("kind: adopt", "kind: end")
    text += "term: {starts: 2021-01-01, ends: until further notice}\n"

    assert list(unfinished.figures(builders.agreement(text), builders.PROFILE, ())) == []


def test_every_lacking_figure_of_a_matter_is_told() -> None:
    agreement = builders.agreement(telling("{{ money.1999 }} {{ money.2021 }} {{ year }}".join("''")))
    written = memo.write(agreement, agreement.matters[0], builders.PROFILE)
    assert isinstance(written, Memo)

    assert [dict(each.facts)["name"] for each in names.lacking(written, ())] == ["money.1999", "year"]
