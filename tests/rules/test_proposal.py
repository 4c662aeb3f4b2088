from __future__ import annotations

from decimal import Decimal

import pytest

from iopctl.money import Amount
from iopctl.rules import memo, proposal
from iopctl.rules.budget import NoFigure
from iopctl.rules.memo import Memo
from tests import builders
from tests.builders import MATTER, day

MORE = """\
budget:
  - from: 2021-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
  - from: 2022-01-01
    decided: 2021-06-15
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 360000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""


def asking(kind: str, dated: str, more: str = "", *lines: str) -> str:
    """Give an agreement a matter of a kind."""
    stated = "".join(f"    {line}\n" for line in lines)
    matter = MATTER.replace("kind: adopt", f"kind: {kind}").replace("2020-11-30", dated)
    return f"{more}{matter}{stated}"


def written(text: str) -> Memo | NoFigure:
    agreement = builders.agreement(text)
    return memo.write(agreement, agreement.matters[-1], builders.PROFILE)


def lacks(text: str) -> tuple[str, ...]:
    agreement = builders.agreement(text)
    return proposal.lacking(agreement, agreement.matters[-1])


# --- adopt


def test_the_memo_of_adoption_waits_for_a_later_version_that_may_be_a_step_of_it() -> None:
    undated = MORE.replace("    decided: 2021-06-15\n", "")

    (lack,) = lacks(asking("adopt", "2020-11-30", undated))
    assert "2022-01-01" in lack
    assert lacks(asking("adopt", "2020-11-30", MORE)) == ()
    assert lacks(asking("adopt", "2020-11-30", MORE.replace("2021-06-15", "with the agreement"))) == ()


# --- amend


@pytest.mark.parametrize("dated", ["2021-03-01", "2021-06-15"])
def test_what_is_decided_on_the_day_of_the_memo_or_later_is_what_it_asks_for(dated: str) -> None:
    facts = written(asking("amend", dated, MORE))

    assert isinstance(facts, Memo)
    assert facts.change is not None
    assert (facts.change.since, str(facts.period)) == (day("2022-01-01"), "2022-01-01 – 2022-12-31")
    (year,) = facts.change.years
    shown = [
        [each.money.before.value, each.money.after.value, each.money.difference.value]
        for each in year.parties
    ]
    assert shown == [
        [Decimal(300_000), Decimal(360_000), Decimal(60_000)],
        [Decimal(100_000), Decimal(100_000), Decimal(0)],
    ]
    assert (year.stretch.year, year.total.difference.value) == (2022, Decimal(60_000))


def test_what_was_decided_before_the_memo_is_no_longer_asked_for() -> None:
    assert lacks(asking("amend", "2021-06-16", MORE))


def test_of_two_changes_the_memo_is_about_the_one_that_was_decided_next() -> None:
    later = MORE + "  - {from: 2022-07-01, contributions: [{name: A, by: kommunen, kind: cash, amount: 1}]}\n"

    facts = written(asking("amend", "2021-06-01", later))

    assert isinstance(facts, Memo)
    assert facts.change is not None
    assert facts.change.since == day("2022-01-01")
    assert facts.money.stretches[0].amount.value == 460_000


def test_an_amendment_in_words_alone_leaves_the_money_as_it_is() -> None:
    stated = "amendments: [{from: 2022-03-01, decided: 2021-06-15, note: Målgruppen vidgas.}]\n"

    facts = written(asking("amend", "2021-05-01", stated))

    assert isinstance(facts, Memo)
    assert facts.change is not None
    assert [each.note for each in facts.change.amendments] == ["Målgruppen vidgas."]
    assert facts.change.years == ()
    assert facts.amendments == ()


def test_a_change_that_cuts_a_year_has_no_memo_until_the_file_says_how_part_years_are_paid() -> None:
    cut = MORE.replace("from: 2022-01-01", "from: 2022-07-01")

    assert isinstance(written(asking("amend", "2021-05-01", cut)), NoFigure)
    stated = "term: {starts: 2021-01-01, ends: 2022-12-31, part_years: months}\n"
    facts = written(asking("amend", "2021-05-01", stated + cut))
    assert isinstance(facts, Memo)
    assert facts.change is not None
    assert facts.change.years[0].total.difference.value == 30_000


# --- end


def test_an_agreement_that_is_not_extended_ends_on_its_last_day() -> None:
    facts = written(asking("end", "2022-05-01", "extension: {options: 1, length: 1 year}\n"))

    assert isinstance(facts, Memo)
    assert facts.ending is not None
    assert (facts.ending.last, facts.ending.notice) == (day("2022-12-31"), None)
    assert facts.money.in_all == Amount(Decimal(400_000))


@pytest.mark.parametrize("term", ["ends: until further notice", "ends: 2022-12-31"])
def test_notice_that_is_asked_for_ends_the_agreement_when_its_period_has_run(term: str) -> None:
    stated = (
        f"term: {{starts: 2021-01-01, {term}, part_years: months, notice: {{length: 3 months}}, "
        "notice_given: {on: 2021-12-31}}\n"
    )

    facts = written(asking("end", "2021-11-01", stated))

    assert isinstance(facts, Memo)
    assert facts.ending is not None
    assert facts.ending.last == day("2022-03-31")
    assert [each.amount.value for each in facts.money.stretches] == [400_000, 100_000]
    assert facts.agreement.term.notice_given is None


def test_an_agreement_until_further_notice_waits_for_the_notice() -> None:
    stated = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 3 months}}\n"

    assert lacks(asking("end", "2021-11-01", stated)) == ("notice_given under term",)


def test_an_agreement_that_renews_itself_waits_for_the_notice() -> None:
    stated = (
        "term: {starts: 2021-01-01, ends: 2022-12-31, notice: {no_later_than: 3 months before the end}}\n"
        "extension: {options: unlimited, length: 1 year, renewal: tacit}\n"
    )

    assert lacks(asking("end", "2022-05-01", stated)) == ("notice_given under term",)


def test_an_agreement_that_has_ended_cannot_be_ended() -> None:
    text = asking("end", "2023-01-01", "", "participants: Deltagarna är klara.")

    assert [each.code for each in builders.found(text)] == ["IOP823"]


# --- follow-up


def test_a_follow_up_is_about_the_days_of_its_year_that_lie_in_the_term() -> None:
    stated = "term: {starts: 2021-03-01, ends: 2022-12-31, part_years: months}\n"

    facts = written(asking("follow-up", "2022-02-01", stated, "year: 2021"))

    assert isinstance(facts, Memo)
    assert str(facts.period) == "2021-03-01 – 2021-12-31"


def test_a_follow_up_waits_for_its_year() -> None:
    assert lacks(asking("follow-up", "2022-02-01")) == ("year",)
    assert lacks(asking("follow-up", "2022-02-01", "", "year: 2021")) == ()


@pytest.mark.parametrize("year", ["2020", "2023"])
def test_a_year_outside_the_term_cannot_be_followed_up(year: str) -> None:
    assert [each.code for each in builders.found(asking("follow-up", "2022-02-01", "", f"year: {year}"))] == [
        "IOP824"
    ]
