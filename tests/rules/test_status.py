from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from iopctl import codes
from iopctl.model.term import PartYears
from iopctl.period import Length, Unit
from iopctl.rules import budget
from iopctl.rules.budget import Budget
from iopctl.rules.known import Known
from iopctl.rules.status import Segment, Status, weakest
from tests import builders
from tests import strategies as drawn
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

STADSMISSION = """
    term: {starts: 2018-01-01, ends: 2019-12-31, signed: 2017-12}
    extension:
      options: 3
      length: 2 years
      extensions:
        - {starts: 2020-01-01, ends: 2021-12-31, status: decided}
        - {starts: 2022-01-01, ends: 2023-12-31, status: proposed, proposed: 2021-07-13}
    """


@pytest.mark.parametrize(
    ("year", "status", "rests_on"),
    [
        (2018, Status.COMMITTED, ["decided_term"]),
        (2021, Status.COMMITTED, ["decided_term"]),
        (2022, Status.OPTIONAL, ["proposed_extension"]),
        (2023, Status.OPTIONAL, ["proposed_extension"]),
        (2024, Status.OPTIONAL, ["unused_option"]),
        (2025, Status.OPTIONAL, ["unused_option"]),
    ],
)
def test_a_year_rests_on_the_term_a_proposal_or_an_option(
    year: int, status: Status, rests_on: list[str]
) -> None:
    computed = builders.year_of(builders.agreement(STADSMISSION), year, "2021-09-01")

    assert computed.status is status
    assert [reason.code for reason in computed.rests_on] == rests_on


def test_before_it_was_proposed_an_extension_is_an_option_like_any_other() -> None:
    computed = builders.year_of(builders.agreement(STADSMISSION), 2022, "2021-07-12")

    assert [reason.code for reason in computed.rests_on] == ["unused_option"]
    assert not computed.lapsed


def test_after_the_term_has_ended_an_option_is_told_to_have_lapsed() -> None:
    computed = builders.year_of(builders.agreement(STADSMISSION), 2024, "2022-02-01")

    assert computed.status is Status.OPTIONAL
    assert [reason.code for reason in computed.rests_on] == ["unused_option", "ended", "lapsed_option"]
    assert computed.lapsed


def test_a_proposal_without_a_day_is_told_without_one() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: proposed}]
        """)

    (reason,) = builders.year_of(agreement, 2023, "2022-06-01").rests_on

    assert reason.kind is codes.RESTS_ON_PROPOSAL


def test_options_without_limit_are_said_to_have_none() -> None:
    agreement = builders.agreement("extension: {options: unlimited, length: 1 year}")

    (reason,) = builders.year_of(agreement, 2040, "2022-06-01").rests_on

    assert reason.kind is codes.RESTS_ON_NO_LIMIT


def test_the_money_of_an_agreement_that_is_not_decided_is_not_committed() -> None:
    computed = builders.year_of(builders.agreement(), 2021, "2020-12-31")

    assert computed.status is Status.OPTIONAL
    assert [reason.code for reason in computed.rests_on] == ["undecided_agreement"]


def test_a_year_that_the_term_ends_in_says_of_each_part_what_it_rests_on() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2022-05-31, part_years: months}
        extension: {options: 1, length: 19 months}
        """)

    computed = builders.year_of(agreement, 2022, "2021-06-01")

    assert computed.statuses == (Status.COMMITTED, Status.OPTIONAL)
    assert [dict(reason.facts) for reason in computed.rests_on] == [
        {"starts": day("2021-01-01"), "ends": day("2022-05-31")},
        {"first": day("2022-06-01"), "latest": day("2023-12-31")},
    ]


def test_a_proposal_and_a_further_option_in_one_year_are_both_told() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2021-12-31}
        extension:
          options: 2
          length: 6 months
          extensions: [{starts: 2022-01-01, ends: 2022-06-30, status: proposed, proposed: 2021-05-01}]
        """)

    computed = builders.year_of(agreement, 2022, "2021-06-01")

    assert [(reason.code, str(dict(reason.facts)["first"])) for reason in computed.rests_on] == [
        ("proposed_extension", "2022-01-01"),
        ("unused_option", "2022-07-01"),
    ]


NOTICE = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 6 months}}"


@pytest.mark.parametrize(
    ("as_of", "year", "status"),
    [
        ("2022-06-29", 2022, Status.UNTIL_FURTHER_NOTICE),
        ("2022-06-30", 2022, Status.UNTIL_FURTHER_NOTICE),
        ("2022-07-01", 2022, Status.COMMITTED),
        ("2022-06-30", 2021, Status.COMMITTED),
        ("2022-06-30", 2023, Status.UNTIL_FURTHER_NOTICE),
    ],
)
def test_money_is_committed_up_to_the_day_on_which_notice_given_today_would_end_it(
    as_of: str, year: int, status: Status
) -> None:
    """Six months from 30 June 2022 end on 30 December: one day of the year is not committed."""
    assert builders.year_of(builders.agreement(NOTICE), year, as_of).status is status


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2022-12-30", Status.UNTIL_FURTHER_NOTICE),
        ("2022-12-31", Status.COMMITTED),
        ("2023-01-01", Status.COMMITTED),
    ],
)
def test_without_a_notice_period_money_is_committed_up_to_today(as_of: str, status: Status) -> None:
    agreement = builders.agreement("term: {starts: 2021-01-01, ends: until further notice}")

    assert builders.year_of(agreement, 2022, as_of).status is status


def test_a_running_agreement_says_how_far_its_money_is_committed_and_why() -> None:
    reasons = builders.year_of(builders.agreement(NOTICE), 2022, "2022-03-15").rests_on

    assert [reason.kind for reason in reasons] == [codes.RESTS_ON_RUNNING, codes.RESTS_ON_NO_NOTICE]
    assert dict(reasons[0].facts) == {"last": day("2022-09-15"), "notice": Length(6, Unit.MONTH)}
    assert dict(reasons[1].facts) == {"first": day("2022-09-16")}


@pytest.mark.parametrize("ends", ["until further notice", "not stated"])
def test_where_nobody_may_give_notice_the_money_is_committed_as_long_as_the_agreement_runs(ends: str) -> None:
    of = builders.agreement(f"term: {{starts: 2021-01-01, ends: {ends}, notice: none}}")

    year = builders.year_of(of, 2040, "2022-03-15")

    assert year.statuses == (Status.COMMITTED,)
    assert [reason.kind for reason in year.rests_on] == [codes.RESTS_ON_NO_RIGHT]


def test_an_end_that_is_not_stated_counts_as_until_further_notice_for_money() -> None:
    # Without a stated notice period money is committed up to the day asked, and no further.
    of = builders.agreement("term: {starts: 2021-01-01, ends: not stated}")

    assert builders.year_of(of, 2021, "2022-03-15").statuses == (Status.COMMITTED,)
    assert builders.year_of(of, 2023, "2022-03-15").statuses == (Status.UNTIL_FURTHER_NOTICE,)


def test_on_its_first_day_the_money_of_that_day_is_committed() -> None:
    agreement = builders.agreement("term: {starts: 2021-01-01, ends: until further notice}")

    reasons = builders.year_of(agreement, 2021, "2021-01-01").rests_on

    assert reasons[0].kind is codes.RESTS_ON_RUNNING_WITHOUT
    assert dict(reasons[0].facts)["last"] == day("2021-01-01")
    assert dict(reasons[1].facts) == {"first": day("2021-01-02")}


@pytest.mark.parametrize(
    ("statuses", "weakest_of_them"),
    [
        ([Status.COMMITTED], Status.COMMITTED),
        ([Status.COMMITTED, Status.UNTIL_FURTHER_NOTICE], Status.UNTIL_FURTHER_NOTICE),
        ([Status.OPTIONAL, Status.COMMITTED], Status.OPTIONAL),
        ([Status.UNTIL_FURTHER_NOTICE, Status.OPTIONAL], Status.OPTIONAL),
    ],
)
def test_the_weakest_status_counts(statuses: list[Status], weakest_of_them: Status) -> None:
    (reason,) = builders.year_of(builders.agreement(), 2021).rests_on

    assert weakest(Segment(each, reason) for each in statuses) is weakest_of_them


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_a_year_is_committed_only_where_it_rests_on_nothing_else(
    whole: Whole, as_of: date, year: int
) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if not isinstance(computed, Budget):
        return

    # Amounts whose decision lacks its day do not count, whatever they would make of the year.
    codes = {reason.code for reason in computed.rests_on} - {"undated_budget"}
    if codes == {"decided_term"}:
        assert computed.status is Status.COMMITTED
    elif computed.status is Status.COMMITTED:
        # What is decided costs as much as the whole year: a part is paid in full, or nothing is paid.
        assert whole.agreement.term.part_years is PartYears.FULL or not computed.total.value


def test_a_year_of_nothing_rests_on_what_it_would_rest_on_and_all_of_it_is_committed() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: until further notice, part_years: days}
        budget: [{from: 2021-01-01, contributions: [{name: B, by: kommunen, kind: cash, amount: 0}]}]
        """)

    computed = builders.year_of(agreement, 2022, "2022-01-01")

    assert computed.status is Status.COMMITTED
    assert "until_further_notice" in {each.code for each in computed.rests_on}


def test_a_committed_year_stays_committed_beside_amounts_that_lack_the_day_of_their_decision() -> None:
    agreement = builders.agreement("""
        budget:
          - {from: 2021-01-01, contributions: [{name: B, by: kommunen, kind: cash, amount: 1}]}
          - {from: 2022-01-01, contributions: [{name: B, by: ikf, kind: cash, amount: 2}]}
        """)

    computed = builders.year_of(agreement, 2022, "2021-06-01")

    assert computed.status is Status.COMMITTED
    assert [each.code for each in computed.rests_on] == ["decided_term", "undated_budget"]


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_each_reason_stands_on_a_line_of_the_file(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if not isinstance(computed, Budget):
        return

    for reason in computed.rests_on:
        place = whole.document.place_of(reason.where)
        assert str(reason.where[-1]) in whole.document.line_text(place.line)


def test_the_money_of_an_agreement_that_awaits_its_condition_says_so() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2021-12-31, signed: 2020-11-20, condition: att medel anslås}
        """)

    before, after = (builders.year_of(agreement, 2021, as_of) for as_of in ("2020-11-19", "2021-02-05"))

    assert [reason.kind for reason in before.rests_on] == [codes.RESTS_ON_UNDECIDED]
    assert [reason.kind for reason in after.rests_on] == [codes.RESTS_ON_UNMET]
