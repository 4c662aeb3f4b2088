from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopctl import codes, period
from iopctl.codes import Reason
from iopctl.rules import budget, extension, term
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.extension import State
from iopctl.rules.known import Known
from iopctl.rules.status import Status
from tests import builders
from tests import strategies as drawn
from tests.builders import Whole, day
from tests.strategies import AS_OF, Asked, Drawn, agreements, drafts, lives, questions

STADSMISSION = """
    term: {{starts: 2018-01-01, ends: 2019-12-31, signed: 2017-12}}
    extension:
      options: 2
      length: 2 years
      extensions: [{extensions}]
    """
FIRST = "{starts: 2020-01-01, ends: 2021-12-31, status: decided}"
PROPOSED = "{starts: 2022-01-01, ends: 2023-12-31, status: proposed, proposed: 2021-07-13}"
DECIDED = "{starts: 2022-01-01, ends: 2023-12-31, status: decided, proposed: 2021-06-01, decided: 2021-07-13}"


@pytest.mark.parametrize(
    ("recorded", "as_of", "reason", "used", "left", "coming", "decide_by"),
    [
        # before the agreement runs, and from its first day on
        ([], "2017-12-30", "not_started", 0, 2, None, None),
        ([], "2017-12-31", "not_started", 0, 2, None, None),
        ([], "2018-01-01", "option_left", 0, 2, "2020-01-01 – 2021-12-31", "2019-12-31"),
        # the first extension not yet recorded: up to the last day, and no longer
        ([], "2019-06-01", "option_left", 0, 2, "2020-01-01 – 2021-12-31", "2019-12-31"),
        ([], "2019-12-30", "option_left", 0, 2, "2020-01-01 – 2021-12-31", "2019-12-31"),
        ([], "2019-12-31", "option_left", 0, 2, "2020-01-01 – 2021-12-31", "2019-12-31"),
        ([], "2020-01-01", "ended", 0, 2, None, None),
        # the first extension recorded, the second proposed but never decided
        ([FIRST, PROPOSED], "2021-07-12", "option_left", 1, 1, "2022-01-01 – 2023-12-31", "2021-12-31"),
        ([FIRST, PROPOSED], "2021-07-13", "option_left", 1, 1, "2022-01-01 – 2023-12-31", "2021-12-31"),
        ([FIRST, PROPOSED], "2021-12-31", "option_left", 1, 1, "2022-01-01 – 2023-12-31", "2021-12-31"),
        ([FIRST, PROPOSED], "2022-01-01", "ended", 1, 1, None, None),
        ([FIRST, PROPOSED], "2022-02-01", "ended", 1, 1, None, None),
        # the second extension decided: the day before, the day itself and the day after
        ([FIRST, DECIDED], "2021-07-12", "option_left", 1, 1, "2022-01-01 – 2023-12-31", "2021-12-31"),
        ([FIRST, DECIDED], "2021-07-13", "every_option_used", 2, 0, None, None),
        ([FIRST, DECIDED], "2021-07-14", "every_option_used", 2, 0, None, None),
        ([FIRST, DECIDED], "2023-12-31", "every_option_used", 2, 0, None, None),
        ([FIRST, DECIDED], "2024-01-01", "ended", 2, 0, None, None),
    ],
)
def test_twice_two_years_gives_the_verdict_of_the_day(  # noqa: PLR0913, PLR0917 - the columns of the table
    recorded: list[str],
    as_of: str,
    reason: str,
    used: int,
    left: int,
    coming: str | None,
    decide_by: str | None,
) -> None:
    agreement = builders.agreement(STADSMISSION.format(extensions=", ".join(recorded)))

    verdict = extension.verdict(agreement, day(as_of))

    assert verdict.reasons[0].code == reason
    assert verdict.eligible is (reason == "option_left")
    assert (verdict.options.used, verdict.options.left) == (used, left)
    assert (str(verdict.next) if verdict.next else None) == coming
    assert verdict.decide_by == (day(decide_by) if decide_by else None)
    assert verdict.latest_end == day("2023-12-31")


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        (
            "2017-12-31",
            "The agreement does not run yet; it starts on 2018-01-01, and no option is open before that.",
        ),
        ("2021-07-13", "The clause allows 2 options of 2 years; used: 1, left: 1."),
        ("2022-02-01", "The agreement ended on 2021-12-31; unused: 1 option."),
    ],
)
def test_the_first_reason_says_why_in_a_sentence(as_of: str, message: str) -> None:
    verdict = extension.verdict(builders.filed("stadsmission").agreement, day(as_of))

    assert verdict.reasons[0].message == message


def test_an_agreement_that_was_not_decided_yet_may_not_be_extended() -> None:
    agreement = builders.agreement("""
        term: {starts: 2018-01-01, ends: 2019-12-31, signed: 2018-03}
        extension: {options: 2, length: 2 years}
        """)

    verdict = extension.verdict(agreement, day("2018-02-28"))

    assert not verdict.eligible
    assert verdict.reasons[0].kind is codes.NOT_AGREED


@pytest.mark.parametrize("written", ["", "extension: not stated"])
def test_where_the_file_states_no_clause_nobody_knows_of_an_option(written: str) -> None:
    verdict = extension.verdict(builders.agreement(written), day("2021-06-01"))

    assert (verdict.eligible, verdict.reason) == (False, "no_clause")
    assert verdict.reasons[0].where == ("term", "ends")


@pytest.mark.parametrize("ends", ["until further notice", "none", "not stated"])
def test_without_an_end_there_is_nothing_to_extend(ends: str) -> None:
    of = builders.agreement(f"term: {{starts: 2021-01-01, ends: {ends}}}\nextension: none")

    verdict = extension.verdict(of, day("2021-06-01"))

    assert (verdict.eligible, verdict.reason, verdict.ends) == (False, "open_ended", None)
    assert verdict.no_end == ("not stated" if ends == "not stated" else "until further notice")


@pytest.mark.parametrize("written", ["none", "{options: 0}"])
def test_an_agreement_that_allows_nothing_has_no_option(written: str) -> None:
    verdict = extension.verdict(builders.agreement(f"extension: {written}"), day("2021-06-01"))

    assert verdict.reasons[0].code == "no_option"
    assert verdict.reasons[0].where == ("extension", "options")


@pytest.mark.parametrize("as_of", ["2021-01-01", "2050-01-01"])
def test_an_agreement_until_further_notice_has_nothing_to_extend(as_of: str) -> None:
    verdict = extension.verdict(builders.filed("ikf").agreement, day(as_of))

    assert (verdict.eligible, verdict.reasons[0].code) == (False, "open_ended")
    assert (verdict.ends, verdict.latest_end) == (None, None)


def test_options_without_limit_have_no_latest_end() -> None:
    agreement = builders.agreement("extension: {options: unlimited, length: 1 year}")

    verdict = extension.verdict(agreement, day("2022-06-01"))

    assert verdict.eligible
    assert (verdict.options.left, verdict.latest_end) == (None, None)
    assert verdict.reasons[0].message == (
        "The clause allows options without limit of 1 year; used: 0, left: no limit."
    )


WINDOW = """
    extension:
      options: 1
      length: 1 year
      decide: {no_earlier_than: 12 months before the end, no_later_than: 6 months before the end}
    """


@pytest.mark.parametrize(
    ("as_of", "reason"),
    [
        ("2021-12-30", "too_early"),
        ("2021-12-31", "option_left"),
        ("2022-01-01", "option_left"),
        ("2022-06-29", "option_left"),
        ("2022-06-30", "option_left"),
        ("2022-07-01", "too_late"),
        ("2022-12-31", "too_late"),
        ("2023-01-01", "ended"),
    ],
)
def test_an_option_is_open_within_the_window_of_its_clause(as_of: str, reason: str) -> None:
    verdict = extension.verdict(builders.agreement(WINDOW), day(as_of))

    assert verdict.reasons[0].code == reason


def test_the_last_day_to_decide_is_the_one_of_the_clause() -> None:
    verdict = extension.verdict(builders.agreement(WINDOW), day("2022-06-01"))

    assert verdict.decide_by == day("2022-06-30")


@pytest.mark.parametrize(
    ("as_of", "message", "key"),
    [
        (
            "2021-06-01",
            "An extension may be decided from 2021-12-31 at the earliest (12 months before the end).",
            "no_earlier_than",
        ),
        (
            "2022-10-01",
            "An extension had to be decided on 2022-06-30 at the latest (6 months before the end).",
            "no_later_than",
        ),
    ],
)
def test_too_early_and_too_late_name_the_day_and_the_rule(as_of: str, message: str, key: str) -> None:
    verdict = extension.verdict(builders.agreement(WINDOW), day(as_of))

    assert verdict.reasons[0].message == message
    assert verdict.reasons[0].where == ("extension", "decide", key)


def test_the_window_follows_an_extended_term() -> None:
    agreement = builders.agreement("""
        extension:
          options: 2
          length: 1 year
          decide: {no_later_than: 6 months before the end}
          extensions:
            - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-05-01}
        """)

    assert extension.verdict(agreement, day("2023-01-10")).decide_by == day("2023-06-30")


def test_every_reason_of_an_ended_agreement_names_the_line_on_which_it_ended() -> None:
    listed = f"\n        {FIRST},\n        {DECIDED}"
    whole = builders.whole(builders.text(STADSMISSION.format(extensions=listed)))

    verdict = extension.verdict(whole.agreement, day("2024-02-01"))

    lines = {reason.code: whole.document.place_of(reason.where).line for reason in verdict.reasons}
    assert lines == {"ended": 7, "term_ends": 7}


def test_a_proposal_does_not_lengthen_the_term_and_is_told() -> None:
    verdict = extension.verdict(builders.filed("stadsmission").agreement, day("2022-02-01"))

    assert verdict.ends == day("2021-12-31")
    assert [reason.code for reason in verdict.reasons] == ["ended", "term_ends", "proposed_only"]
    assert dict(verdict.reasons[2].facts) == {
        "starts": day("2022-01-01"),
        "ends": day("2023-12-31"),
        "on": day("2021-07-13"),
    }


def test_a_proposal_on_file_is_answered_as_of_its_day_too() -> None:
    verdict = extension.as_of_proposal(builders.filed("stadsmission").agreement, day("2022-02-01"))

    assert verdict is not None
    assert (verdict.as_of, verdict.eligible) == (day("2021-07-13"), True)


@pytest.mark.parametrize("as_of", ["2021-07-12", "2021-07-13"])
def test_before_the_proposal_and_on_its_day_there_is_no_second_answer(as_of: str) -> None:
    assert extension.as_of_proposal(builders.filed("stadsmission").agreement, day(as_of)) is None


def test_a_proposal_without_a_day_has_no_second_answer() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: proposed}]
        """)

    assert extension.as_of_proposal(agreement, day("2022-06-01")) is None


# --- laws


@given(asked=questions())
def test_yes_comes_with_a_next_period_and_no_without(asked: Asked) -> None:
    verdict = extension.verdict(asked.whole.agreement, asked.as_of)

    assert verdict.eligible == (verdict.reasons[0].code in {"option_left", "renews_itself"})
    assert verdict.tacit == (verdict.reasons[0].code == "renews_itself")
    assert verdict.eligible == (verdict.next is not None) == (verdict.decide_by is not None)


@given(asked=questions())
def test_the_last_day_to_decide_is_the_last_day_of_yes(asked: Asked) -> None:
    verdict = extension.verdict(asked.whole.agreement, asked.as_of)
    if verdict.decide_by is None:
        return
    on_it = extension.verdict(asked.whole.agreement, verdict.decide_by)
    day_after = extension.verdict(asked.whole.agreement, verdict.decide_by + drawn.ONE_DAY)

    assert asked.as_of <= verdict.decide_by
    under_notice = term.standing(asked.whole.agreement, verdict.decide_by).notice_given is not None
    assert on_it.eligible or on_it.options.used > verdict.options.used or under_notice
    assert not day_after.eligible or day_after.options.used > verdict.options.used


@given(asked=questions())
def test_the_next_period_touches_the_term_and_stays_within_its_reach(asked: Asked) -> None:
    verdict = extension.verdict(asked.whole.agreement, asked.as_of)
    if verdict.next is None:
        return

    assert verdict.ends is not None
    assert verdict.next.first == verdict.ends + drawn.ONE_DAY
    assert verdict.next.last is not None
    assert verdict.latest_end is None or verdict.next.last <= verdict.latest_end


def _later_extension(draft: Drawn, data: st.DataObject, asked: date) -> str | None:
    """Write an extension that came up after a day, where the clause has room for one more."""
    if draft.next_start is None or draft.length is None:
        return None
    span = f"starts: {draft.next_start}, ends: {period.last_day(draft.next_start, draft.length)}"
    proposed = asked + drawn.ONE_DAY * data.draw(st.integers(1, 500))
    if data.draw(st.booleans()):
        decided = proposed + drawn.ONE_DAY * data.draw(st.integers(0, 500))
        return f"{{{span}, status: decided, proposed: {proposed}, decided: {decided}}}"
    return f"{{{span}, status: proposed, proposed: {proposed}}}"


@given(draft=drafts(), asked=AS_OF, data=st.data())
def test_what_was_decided_or_proposed_later_changes_no_earlier_answer(
    draft: Drawn, asked: date, data: st.DataObject
) -> None:
    later = _later_extension(draft, data, asked)
    if later is None:
        return
    before, after = draft.read().agreement, draft.read(later).agreement
    year = data.draw(drawn.YEARS)

    assert extension.verdict(after, asked) == extension.verdict(before, asked)
    assert budget.budget(after, year, Known(asked)) == budget.budget(before, year, Known(asked))


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_extend_and_budget_agree_about_what_is_committed(whole: Whole, as_of: date, year: int) -> None:
    verdict = extension.verdict(whole.agreement, as_of)
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if verdict.ends is None or not whole.agreement.term.decided_by(as_of):
        return

    within = whole.agreement.term.starts.year <= year <= verdict.ends.year
    assert (isinstance(computed, Budget) and computed.status is Status.COMMITTED) == within


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_extend_and_budget_agree_about_the_latest_possible_end(whole: Whole, as_of: date, year: int) -> None:
    verdict = extension.verdict(whole.agreement, as_of)
    computed = budget.budget(whole.agreement, year, Known(as_of))

    beyond = verdict.latest_end is not None and year > verdict.latest_end.year
    assert (isinstance(computed, NoFigure) and computed.reason.code == "IOP651") == beyond


@given(asked=questions(whole_years=True))
def test_the_next_period_of_a_yes_is_optional_money(asked: Asked) -> None:
    verdict = extension.verdict(asked.whole.agreement, asked.as_of)
    if verdict.next is None:
        return

    computed = budget.budget(asked.whole.agreement, verdict.next.first.year, Known(asked.as_of))
    assert isinstance(computed, Budget)
    assert computed.status is Status.OPTIONAL


def of(written: str, as_of: str) -> State:
    """Complete a text to an agreement, and tell its state on a day."""
    return extension.verdict(builders.agreement(written), day(as_of)).state


ONE_OPTION = "extension: {options: 1, length: 1 year}"
USED = """
extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-06-15}
"""
DECISION_WINDOW = """
extension:
  options: 1
  length: 1 year
  decide: {no_earlier_than: 12 months before the end, no_later_than: 6 months before the end}
"""
TACIT = """
term: {starts: 2021-01-01, ends: 2022-12-31, notice: {no_later_than: 3 months before the end}}
extension: {options: 1, length: 1 year, renewal: tacit}
"""
NOTICE = """
term:
  starts: 2021-01-01
  ends: 2022-12-31
  notice_given: {on: 2022-03-01, ends: 2022-09-30}
extension: {options: 1, length: 1 year}
"""
OPEN_ENDED = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 3 months}}"
OPEN_ENDED_NOTICE = """
term:
  starts: 2021-01-01
  ends: until further notice
  notice: {length: 3 months}
  notice_given: {on: 2022-03-01}
"""
LATE = "term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2021-03-15}"
CONDITION = """
term: {starts: 2021-01-01, ends: 2022-12-31, condition: fullmäktige anslår medel, condition_met: 2021-02-22}
"""
NEVER_MET = "term: {starts: 2021-01-01, ends: 2022-12-31, condition: fullmäktige anslår medel}"


@pytest.mark.parametrize(
    ("written", "as_of", "expected"),
    [
        (ONE_OPTION, "2020-12-31", State.UPCOMING),
        (ONE_OPTION, "2021-01-01", State.RUNNING),
        (ONE_OPTION, "2022-12-31", State.RUNNING),
        (ONE_OPTION, "2023-01-01", State.ENDED),
        (USED, "2022-06-14", State.RUNNING),
        (USED, "2022-06-15", State.LAST_PERIOD),
        (USED, "2023-12-31", State.LAST_PERIOD),
        (USED, "2024-01-01", State.ENDED),
        ("", "2021-01-01", State.LAST_PERIOD),
        (DECISION_WINDOW, "2021-12-30", State.RUNNING),
        (DECISION_WINDOW, "2022-06-30", State.RUNNING),
        (DECISION_WINDOW, "2022-07-01", State.LAST_PERIOD),
        (TACIT, "2022-09-30", State.RUNNING),
        (TACIT, "2022-10-01", State.LAST_PERIOD),
        (TACIT, "2023-12-31", State.LAST_PERIOD),
        (NOTICE, "2022-02-28", State.RUNNING),
        (NOTICE, "2022-03-01", State.UNDER_NOTICE),
        (NOTICE, "2022-09-30", State.UNDER_NOTICE),
        (NOTICE, "2022-10-01", State.ENDED),
        (OPEN_ENDED, "2020-12-31", State.UPCOMING),
        (OPEN_ENDED, "2050-01-01", State.RUNNING),
        (OPEN_ENDED_NOTICE, "2022-02-28", State.RUNNING),
        (OPEN_ENDED_NOTICE, "2022-03-01", State.UNDER_NOTICE),
        (OPEN_ENDED_NOTICE, "2022-06-01", State.UNDER_NOTICE),
        (OPEN_ENDED_NOTICE, "2022-06-02", State.ENDED),
        (LATE, "2021-03-14", State.UPCOMING),
        (LATE, "2021-03-15", State.LAST_PERIOD),
        (CONDITION, "2021-02-21", State.UPCOMING),
        (CONDITION, "2021-02-22", State.LAST_PERIOD),
        (NEVER_MET, "2022-12-31", State.UPCOMING),
        (NEVER_MET, "2023-01-01", State.ENDED),
    ],
)
def test_the_state_of_an_agreement_on_a_day(written: str, as_of: str, expected: State) -> None:
    assert of(written, as_of) is expected


def test_the_state_says_why() -> None:
    verdict = extension.verdict(builders.agreement(NEVER_MET), day("2023-01-01"))

    assert verdict.reasons[0].kind is codes.CONDITION_NEVER_MET


def test_every_reason_that_can_decide_a_verdict_has_its_state() -> None:
    assert set(extension.STATES) == set(Reason)


@given(whole=agreements(), as_of=AS_OF)
def test_the_state_agrees_with_the_term_as_it_stands(whole: Whole, as_of: date) -> None:
    stands = term.standing(whole.agreement, as_of)
    told = extension.verdict(whole.agreement, as_of).state

    assert (told is State.ENDED) == (stands.decided.last is not None and as_of > stands.decided.last)
    if told in {State.RUNNING, State.LAST_PERIOD, State.UNDER_NOTICE}:
        assert stands.agreed
        assert as_of in stands.decided


def _said_on(whole: Whole) -> set[date]:
    """Give the days on which somebody decided, signed or met a condition, so far as the file knows them."""
    clause, stated = whole.agreement.extension, whole.agreement.term
    listed = [each for each in clause.extensions if each.status == "decided"] if clause else []
    days = {each.decided for each in listed} | {each.condition_met for each in listed}
    days |= {stated.condition_met, stated.signed.last if stated.signed else None}
    return {each for each in days if each is not None}


PAST_THE_END = """
term:
  starts: 2022-01-01
  ends: 2022-07-31
  notice: {no_later_than: 1 day before the end, on_holiday: next working day}
extension: {options: unlimited, length: 1 year, renewal: tacit}
"""
DECLINED_LATE = """
extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: declined, proposed: 2022-10-01, decided: 2023-02-01}
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided}
"""


@pytest.mark.parametrize("as_of", ["2022-07-31", "2022-08-01", "2022-08-02"])
def test_what_renews_itself_does_not_end_for_a_day_where_notice_would_fall_past_the_end(as_of: str) -> None:
    assert of(PAST_THE_END, as_of) is State.RUNNING


@pytest.mark.parametrize("as_of", ["2023-01-01", "2023-01-31", "2023-02-01"])
def test_what_was_declined_later_does_not_end_what_was_decided_by_then(as_of: str) -> None:
    assert of(DECLINED_LATE, as_of) is State.LAST_PERIOD


# Each example is asked on two hundred and fifty days.
@settings(max_examples=settings().max_examples // 2)
@given(whole=lives())
def test_no_agreement_that_has_ended_runs_again_unless_a_decision_of_a_later_day_says_so(
    whole: Whole,
) -> None:
    said = _said_on(whole)
    first = whole.agreement.term.starts - timedelta(days=5)
    ended = None
    for offset in range(250):
        as_of = first + timedelta(days=offset)
        told = extension.verdict(whole.agreement, as_of).state
        if told is State.ENDED:
            ended = ended or as_of
        elif ended is not None:
            assert any(ended < each <= as_of for each in said), (ended, as_of, told)
            ended = None
