from __future__ import annotations

from pathlib import Path

import pytest

from iopctl import register
from iopctl.problem import Severity
from iopctl.rules import memo, names
from iopctl.rules.checks import matters
from iopctl.rules.memo import Memo
from iopctl.source import shipped
from tests import builders
from tests.builders import MATTER, Found


def extending(dated: str) -> str:
    matter = MATTER.lstrip().replace("kind: adopt", "kind: extend").replace("2020-11-30", dated)
    return f"{matter}extension: {{options: 1, length: 1 year}}\n"


@pytest.mark.parametrize("dated", ["2021-01-01", "2022-12-31"])
def test_an_extension_may_be_asked_for_while_the_agreement_runs(dated: str) -> None:
    assert builders.found(extending(dated)) == []


@pytest.mark.parametrize("dated", ["2020-12-31", "2023-01-01"])
def test_no_extension_can_be_asked_for_before_or_after(dated: str) -> None:
    assert builders.found(extending(dated)) == [Found("IOP802", 4, 12)]


def test_the_reason_against_is_told_with_the_matter() -> None:
    slip = builders.problem(extending("2023-01"))

    assert slip.message == (
        "On 2023-01 the agreement may not be extended. The agreement ended on 2022-12-31; unused: 1 option."
    )


def test_two_matters_do_not_share_an_id() -> None:
    text = MATTER.lstrip() + MATTER.split("matters:\n")[1]

    assert builders.found(text) == [Found("IOP801", 13, 9)]


def test_a_memo_goes_from_an_administration_to_its_board() -> None:
    text = MATTER.lstrip() + "parties: {k: {role: public, name: K, board: n}, i: {role: civil, name: I}}\n"
    lines = "{name: A, by: k, kind: cash, amount: 1}, {name: B, by: i, kind: other, amount: 1}"
    text += f"budget: [{{from: 2021-01-01, contributions: [{lines}]}}]\n"

    assert [slip.code for slip in builders.found(text)] == ["IOP806"]


def started(*written: str) -> str:
    lines = "".join(f"    {line}\n" for line in written)
    return f"matters:\n  - id: arende-1\n    kind: adopt\n    dated: 2020-11-30\n{lines}"


def test_a_matter_that_is_only_started_is_no_error_and_names_what_its_memo_waits_for() -> None:
    (warning,) = builders.read(builders.text(started())).problems

    assert (warning.code, warning.severity, warning.place.line, warning.place.column) == (
        "IOP808",
        "warning",
        2,
        5,
    )
    assert warning.message == (
        "The matter is not finished, so it has no memo yet; not written: matter, background, goals, "
        "equality, consultation, codetermination, signatures, sent_to."
    )


def test_a_section_that_is_written_is_not_asked_for_even_where_it_says_that_there_is_none() -> None:
    text = started("background: Parterna samverkar.", "signatures: []", "sent_to: [Föreningen]")
    (warning,) = builders.read(builders.text(text)).problems

    assert warning.message.endswith("not written: matter, goals, equality, consultation, codetermination.")


def test_each_unfinished_matter_is_told_once_and_a_finished_one_not_at_all() -> None:
    text = MATTER.lstrip() + started().partition("\n")[2].replace("arende-1", "arende-2")

    assert builders.warned(text) == [Found("IOP808", 13, 5)]


def test_the_money_of_an_agreement_does_not_wait_for_its_matter() -> None:
    agreement = builders.agreement(started())

    assert builders.year_of(agreement, 2021).total.value == 400_000


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
    assert builders.found("purpose: Insatsen är {{ money.a_year }}.\n") == [Found("IOP835", 1, 22)]


def test_a_signature_is_no_text_that_names_figures() -> None:
    problem = builders.problem(MATTER.replace("Anders Jolby", "'{{ dated }}'"))

    assert (problem.code, problem.source_line.strip()) == ("IOP835", "signatures: [{name: '{{ dated }}'}]")


def test_a_figure_without_a_value_is_told_with_the_reason_at_its_place() -> None:
    taken = builders.whole(builders.text(telling("Insatsen var {{ money.1999 }}.")))
    (finding,) = matters.figures(taken.agreement, builders.PROFILE, ())
    problem = taken.document.problem(finding)

    assert problem.severity is Severity.ERROR
    assert (problem.code, problem.place.line, problem.place.column) == ("IOP834", 13, 27)
    assert "'money.1999' has no value in this memo: the memo shows no money of that year" in problem.message


def test_a_figure_that_has_a_value_is_no_problem() -> None:
    agreement = builders.agreement(telling("Insatsen är {{ money.2021 }}."))

    assert list(matters.figures(agreement, builders.PROFILE, ())) == []


def test_what_a_matter_still_waits_for_is_not_told_twice() -> None:
    text = telling("Uppsägningen görs {{ ending.notice }}.").replace("kind: adopt", "kind: end")
    text += "term: {starts: 2021-01-01, ends: until further notice}\n"

    assert list(matters.figures(builders.agreement(text), builders.PROFILE, ())) == []


def test_every_lacking_figure_of_a_matter_is_told() -> None:
    agreement = builders.agreement(telling("{{ money.1999 }} {{ money.2021 }} {{ year }}".join("''")))
    written = memo.write(agreement, agreement.matters[0], builders.PROFILE)
    assert isinstance(written, Memo)

    assert [dict(each.facts)["name"] for each in names.lacking(written, ())] == ["money.1999", "year"]


SOUND = """\
format: 1
title: Exempelby
sections:
  - section: decisions
    heading: Förslag till {nämndens} beslut
  - section: matter
    heading: Ärende
    parts:
      - section: background
        heading: Bakgrund
  - section: signatures
"""


def found(folder: Path, text: str) -> list[tuple[str, int, int]]:
    path = folder / "exempelby.yaml"
    path.write_text(text, encoding="utf-8")
    record = register.profile(path)
    assert (record.stated is None) is bool(record.problems)
    return [(each.code, each.place.line, each.place.column) for each in record.problems]


@pytest.mark.parametrize("name", ["linkoping", "malmo", "uppsala"])
def test_a_profile_that_is_shipped_is_in_order(name: str) -> None:
    assert register.profile(shipped.templates() / shipped.PROFILES / f"{name}.yaml").problems == ()


def test_each_section_once_with_a_heading_is_in_order(tmp_path: Path) -> None:
    assert found(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("background", "matter", ("IOP820", 9, 18)),
        ("{nämndens}", "{nämnd}", ("IOP821", 5, 14)),
        ("section: decisions", "section: summary", ("IOP822", 3, 1)),
        ("    heading: Ärende\n", "", ("IOP202", 6, 5)),
        ("title: Exempelby\n", "title: Exempelby\nsentences: clauses\n", ("IOP202", 1, 1)),
        ("title: Exempelby\n", 'title: Exempelby\nlead: "{Styrelsen} beslutar"\n', ("IOP821", 3, 7)),
        ("section: matter", "section: ärende", ("IOP204", 6, 14)),
        ("title: Exempelby\n", "title: Exempelby\nsektions: []\n", ("IOP201", 3, 1)),
    ],
)
def test_a_slip_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, problem: tuple[str, int, int]
) -> None:
    assert old in SOUND

    assert found(tmp_path, SOUND.replace(old, new)) == [problem]
