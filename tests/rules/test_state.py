from __future__ import annotations

import ast
import inspect
from datetime import date, timedelta

import pytest
from hypothesis import given

from iopctl import codes
from iopctl.model.extension import Status
from iopctl.rules import extension, state, term
from iopctl.rules.state import State
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements, lives


def of(written: str, as_of: str) -> State:
    """Complete a text to an agreement, and tell its state on a day."""
    return state.state(extension.verdict(builders.agreement(written), day(as_of))).state


ONE_OPTION = "extension: {options: 1, length: 1 year}"
USED = """
extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-06-15}
"""
WINDOW = """
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
        (WINDOW, "2021-12-30", State.RUNNING),
        (WINDOW, "2022-06-30", State.RUNNING),
        (WINDOW, "2022-07-01", State.LAST_PERIOD),
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
    stated = state.state(extension.verdict(builders.agreement(NEVER_MET), day("2023-01-01")))

    assert stated.why.message == "The term passed, to 2022-12-31, and the agreement was never decided."


def _reasons_of(*names: str) -> set[str]:
    """Give the kinds of codes that functions of `extension` name, and those that they call."""
    functions = {
        each.name: each
        for each in ast.parse(inspect.getsource(extension)).body
        if isinstance(each, ast.FunctionDef)
    }
    nodes = [node for name in names for node in ast.walk(functions[name])]
    called = {node.id for node in nodes if isinstance(node, ast.Name)} & functions.keys() - set(names)
    if called:
        return _reasons_of(*names, *called)
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "codes" and node.attr.isupper()
    }


def test_every_reason_that_can_decide_a_verdict_has_its_state() -> None:
    deciding = _reasons_of("refusal", "_permission")

    assert len(deciding) > 10
    assert {getattr(codes, name) for name in deciding} == set(state.OF_REASON)


@given(whole=agreements(), as_of=AS_OF)
def test_the_state_agrees_with_the_term_as_it_stands(whole: Whole, as_of: date) -> None:
    stands = term.standing(whole.agreement, as_of)
    told = state.state(extension.verdict(whole.agreement, as_of)).state

    assert (told is State.ENDED) == (stands.decided.last is not None and as_of > stands.decided.last)
    if told in {State.RUNNING, State.LAST_PERIOD, State.UNDER_NOTICE}:
        assert stands.agreed
        assert as_of in stands.decided


def _said_on(whole: Whole) -> set[date]:
    """Give the days on which somebody decided, signed or met a condition, so far as the file knows them."""
    clause = whole.agreement.extension
    listed = [each for each in clause.extensions if each.status is Status.DECIDED] if clause else []
    days = {each.decided for each in listed} | {each.condition_met for each in listed}
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


@given(whole=lives())
def test_no_agreement_that_has_ended_runs_again_unless_a_decision_of_a_later_day_says_so(
    whole: Whole,
) -> None:
    said = _said_on(whole)
    first = whole.agreement.term.starts - timedelta(days=5)
    ended = None
    for offset in range(250):
        as_of = first + timedelta(days=offset)
        told = state.state(extension.verdict(whole.agreement, as_of)).state
        if told is State.ENDED:
            ended = ended or as_of
        elif ended is not None:
            assert any(ended < each <= as_of for each in said), (ended, as_of, told)
            ended = None
