from __future__ import annotations

import time
from textwrap import dedent

import pytest

from iopctl.codes import Lack
from iopctl.memo import wording
from iopctl.rules import memo, names
from iopctl.rules.checks import matters as checks
from iopctl.rules.memo import Memo
from iopctl.rules.names import NAMES, Figures, Known, NoValue
from iopctl.swedish import NBSP
from tests import builders
from tests.builders import MATTER

EXTEND = MATTER.replace("kind: adopt", "kind: extend").replace("2020-11-30", "2022-06-01")
AMEND = MATTER.replace("kind: adopt", "kind: amend").replace("2020-11-30", "2021-06-01")
END = MATTER.replace("kind: adopt", "kind: end").replace("2020-11-30", "2021-06-01")
FOLLOW_UP = MATTER.replace("kind: adopt", "kind: follow-up\n    year: 2021").replace(
    "2020-11-30", "2022-02-01"
)
RAISED = """
budget:
  - from: 2021-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
  - from: 2022-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 360000}
      - {name: Lokaler, by: ikf, kind: premises, amount: at least 90000}
"""
INDEXED = """
budget:
  - from: 2021-01-01
    price_year: 2021
    indexation: {percent: 2}
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""


def facts(text: str) -> Memo:
    """Gather the memo of an agreement's one matter."""
    agreement = builders.agreement(text)
    written = memo.write(agreement, agreement.matters[0], builders.PROFILE)
    assert isinstance(written, Memo)
    return written


def said(text: str, name: str) -> str:
    """Write what a name stands for, or why it stands for nothing."""
    value = Figures(facts(text)).value(name)
    return value.why if isinstance(value, NoValue) else wording.figure_written(value).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("dated", "30 november 2020"),
        ("period", "1 januari 2021–31 december 2022"),
        ("period.starts", "1 januari 2021"),
        ("period.ends", "31 december 2022"),
        ("term.starts", "1 januari 2021"),
        ("term.ends", "31 december 2022"),
        ("term.original_end", "31 december 2022"),
        ("money.a_year", "400 000 kronor"),
        ("money.in_all", "800 000 kronor"),
        ("money.2022", "400 000 kronor"),
        ("public.a_year", "300 000 kronor"),
        ("public.in_all", "600 000 kronor"),
        ("public.share", "75,0 %"),
        ("public.2021.share", "75,0 %"),
        ("parties.kommunen.a_year", "300 000 kronor"),
        ("parties.ikf.in_all", "200 000 kronor"),
        ("parties.ikf.share", "25,0 %"),
        ("parties.ikf.2022", "100 000 kronor"),
        ("parties.ikf.2022.share", "25,0 %"),
    ],
)
def test_a_matter_to_adopt_names_its_time_and_money(name: str, figure: str) -> None:
    assert said(MATTER, name) == figure


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("extension.options", "två"),
        ("extension.used", "noll"),
        ("extension.left", "två"),
        ("extension.length", "ett år"),
        ("extension.next", "1 januari–31 december 2023"),
        ("extension.next.starts", "1 januari 2023"),
        ("extension.next.ends", "31 december 2023"),
        ("extension.decide_by", "31 december 2022"),
        ("term.latest_end", "31 december 2024"),
        ("money.2023", "400 000 kronor"),
        ("money.2022", Lack.NOT_THAT_YEAR),
    ],
)
def test_a_matter_to_extend_names_the_options(name: str, figure: str) -> None:
    assert said(f"{EXTEND}extension: {{options: 2, length: 1 year}}\n", name) == figure


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("change.starts", "1 januari 2022"),
        ("change.2022.before", "400 000 kronor"),
        ("change.2022.after", "minst 450 000 kronor"),
        ("change.2022.increase", "cirka 50 000 kronor"),
        ("change.2022.kommunen.increase", "60 000 kronor"),
        ("change.2022.ikf.decrease", "cirka 10 000 kronor"),
        ("change.2022.decrease", Lack.NO_DECREASE),
        ("change.2022.ikf.increase", Lack.NO_INCREASE),
        (
            "change.2021.after",
            Lack.NOT_COMPARED,
        ),
        (
            "money.in_all",
            Lack.NO_SUM,
        ),
    ],
)
def test_a_matter_to_amend_names_what_changes_and_which_way(name: str, figure: str) -> None:
    assert said(AMEND + RAISED, name) == figure


def test_a_matter_to_end_names_the_last_day() -> None:
    assert said(END, "ending.ends") == "31 december 2022"
    assert said(END, "ending.notice") == Lack.NO_NOTICE
    assert said(MATTER, "ending.ends") == Lack.NOT_ENDING


def test_a_matter_to_end_by_notice_names_its_day() -> None:
    notice = "notice_given: {on: 2021-07-01, ends: 2022-06-30}"
    given = f"term: {{starts: 2021-01-01, ends: 2022-12-31, {notice}, part_years: months}}"

    assert said(f"{END}{given}\n", "ending.notice") == "1 juli 2021"
    assert said(f"{END}{given}\n", "ending.ends") == "30 juni 2022"


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("year", "2021"),
        ("meetings.gemensamt-möte.at_least", "fyra"),
        ("meetings.gemensamt-möte.held", "1"),
        ("meetings.gemensamt-möte.missing", "tre"),
        ("measured.participants", "över 60"),
        ("measured.women", "75 %"),
        ("measured.women.on", "juni 2021"),
        ("measured.throughput_per_year", Lack.NOT_MEASURED),
        ("targets.places", "40"),
        ("targets.participants", Lack.NOT_STATED),
        ("money.per_place", "10 000 kronor"),
        ("public.per_place", "7 500 kronor"),
        ("parties.ikf.per_place", "2 500 kronor"),
    ],
)
def test_a_follow_up_names_what_was_held_and_measured(name: str, figure: str) -> None:
    text = """
    targets: {places: 40}
    follow_up:
      meetings:
        - kind: gemensamt möte
          plural: gemensamma möten
          at_least: 4
          per: calendar year
          held: [2021-03-01]
      measurements:
        - {on: 2021-06, participants: over 60, women: 75 %}
        - {on: 2022-12, women: 80 %, throughput_per_year: 90}
    """

    assert said(dedent(text) + FOLLOW_UP, name) == figure


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("indexation.percent", "2 %"),
        ("indexation.price_year", "2021"),
        ("indexation.2022", "2,0 %"),
        (
            "indexation.2030",
            Lack.NOT_RAISED,
        ),
        ("money.a_year", Lack.NOT_EVERY_YEAR),
        ("public.share", Lack.NO_SHARE),
        ("money.per_place", Lack.NO_PLACES),
        ("money.2022", "408 000 kronor"),
    ],
)
def test_an_indexed_agreement_names_no_amount_a_year(name: str, figure: str) -> None:
    assert said(MATTER + INDEXED, name) == figure


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("period.ends", Lack.NO_LAST_DAY),
        ("term.ends", Lack.NO_LAST_DAY),
        ("term.original_end", Lack.NO_LAST_DAY),
        ("money.in_all", Lack.NO_SUM),
        ("term.latest_end", Lack.NO_LATEST_END),
        (
            "extension.next",
            Lack.NOT_EXTENDABLE,
        ),
        ("term.signed", Lack.NOT_STATED),
        ("term.notice.length", Lack.NOT_STATED),
        ("extension.length", Lack.NOT_STATED),
        ("year", Lack.NOT_FOLLOWING_UP),
        ("change.starts", Lack.NOT_AMENDING),
    ],
)
def test_a_figure_that_is_not_there_says_why(name: str, why: str) -> None:
    assert said(f"{MATTER}term: {{starts: 2021-01-01, ends: until further notice}}\n", name) == why


def test_options_without_limit_are_not_counted() -> None:
    text = f"{EXTEND}extension: {{options: unlimited, length: 1 year}}\n"

    assert said(text, "extension.left") == Lack.NO_LIMIT
    assert said(text, "extension.used") == "noll"


@pytest.mark.parametrize(
    ("name", "closest"),
    [
        ("parties.komunen.a_year", "Did you mean 'parties.kommunen.a_year'?"),
        ("parties.ikf.ayear", "Did you mean 'parties.ikf.a_year'?"),
        ("money.2022.total", "Did you mean 'money.2022'?"),
        ("extention.left", "Did you mean 'extension.left'?"),
        ("xyz", "'iopctl figures ID' lists every name."),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_closest(name: str, closest: str) -> None:
    agreement = builders.agreement(MATTER)

    assert Known(agreement).pattern(name) is None
    assert Known(agreement).closest(name).startswith(closest)


@pytest.mark.parametrize(
    "name",
    [
        "matter",
        "agreement.title",
        "money",
        "parties.kommunen",
        "money.YEAR",
        "parties.PARTY.a_year",
        "__class__",
        "money.a_year.value",
        "period.first",
        "money.22",
    ],
)
def test_nothing_but_the_table_can_be_named(name: str) -> None:
    assert Known(builders.agreement(MATTER)).pattern(name) is None


def test_words_that_two_parties_share_in_a_name_stand_for_neither() -> None:
    text = """
    parties:
      "n 1": {role: public, name: Linköpings kommun, board: nämnden, administration: Kontoret}
      "n-1": {role: civil, name: Föreningen}
      ikf: {role: civil, name: IKF}
    budget:
      - from: 2021-01-01
        contributions:
          - {name: A, by: "n 1", kind: cash, amount: 1}
          - {name: B, by: "n-1", kind: other, amount: 1}
          - {name: C, by: ikf, kind: other, amount: 1}
    """
    agreement = builders.agreement(text)

    assert Known(agreement).pattern("parties.n-1.a_year") is None
    assert Known(agreement).pattern("parties.ikf.a_year") == "parties.PARTY.a_year"


def test_every_name_that_is_listed_is_known_and_has_the_value_that_stands_beside_it() -> None:
    for text in (MATTER, AMEND + RAISED, FOLLOW_UP, END):
        figures = Figures(facts(text))
        listed = list(figures.listed())

        assert len({each.name for each in listed}) == len(listed)
        for each in listed:
            assert figures.value(each.name) == each.value


def test_every_name_of_the_table_has_a_meaning() -> None:
    for each in NAMES.values():
        assert each.means.endswith(".")


def test_two_thousand_names_in_one_text_are_looked_up_in_no_time() -> None:
    def cost(number: int) -> float:
        text = MATTER.replace("background: ", "background: " + "{{ money.2022 }} {{ mony }} " * number)
        agreement = builders.agreement(MATTER)
        matter = agreement.matters[0].model_copy(update={"background": text})
        agreement = agreement.model_copy(update={"matters": (matter,)})
        begun = time.process_time()
        found = [*checks.names(agreement)]
        written = memo.write(agreement, matter, builders.PROFILE)
        assert isinstance(written, Memo)
        with pytest.raises(LookupError):
            [*names.lacking(written, ())]
        assert len(found) == min(101, number)
        return time.process_time() - begun

    cost(10)
    assert cost(8000) < 8 * cost(2000)
