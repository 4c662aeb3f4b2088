"""Agreements with a condition, a clause without a length, and what is not stated: `tests/cases/time`.

Each expected day and word was worked out from the agreement before anything was run; the comments say how.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopctl import codes
from iopctl.codes import Reason
from iopctl.period import Period
from iopctl.rules import deadlines, extension, memo, proposal, value, yearly
from iopctl.rules.deadlines import Routine
from iopctl.rules.extension import State
from iopctl.rules.known import Known
from iopctl.rules.memo import Memo
from iopctl.rules.status import Status
from iopctl.rules.value import NoWorth, Scope, Worth
from tests import builders
from tests.builders import Whole, day

CASES = Path(__file__).parents[1] / "cases" / "time"


def filed(name: str) -> Whole:
    return builders.whole((CASES / f"{name}.yaml").read_bytes())


CONDITION, TO_A_DAY = filed("villkor"), filed("till-en-dag")
NO_LENGTH, NOT_STATED = filed("utan-langd"), filed("ej-angivet")


def statuses(of: Whole, year: int, as_of: str) -> tuple[Status, ...]:
    return builders.year_of(of.agreement, year, as_of).statuses


def due(of: Whole, as_of: str) -> list[tuple[str, date]]:
    """Give what is to be done beside meetings."""
    found = deadlines.deadlines(of.agreement, Known(day(as_of)), Routine())
    return [(each.code, each.on) for each in found if each.code != "meetings"]


def written(of: Whole, matter_id: str) -> Memo:
    matter = next(each for each in of.agreement.matters if each.id == matter_id)
    assert proposal.impossible(of.agreement, matter) is None
    found = memo.write(of.agreement, matter, builders.PROFILE)
    assert isinstance(found, Memo)
    return found


# --- a condition: the agreement's is met on 2022-02-10, its extension's on 2024-01-15


@pytest.mark.parametrize(
    ("as_of", "state", "reason"),
    [
        ("2021-12-31", State.UPCOMING, Reason.NOT_STARTED),
        ("2022-01-01", State.UPCOMING, Reason.NOT_STARTED),  # its first day, but the condition is not met
        ("2022-02-09", State.UPCOMING, Reason.NOT_STARTED),
        ("2022-02-10", State.RUNNING, Reason.OPTION_LEFT),
        ("2023-12-31", State.RUNNING, Reason.OPTION_LEFT),  # its last day; the extension is conditional
        ("2024-01-01", State.ENDED, Reason.ENDED),
        ("2024-01-14", State.ENDED, Reason.ENDED),
        ("2024-01-15", State.LAST_PERIOD, Reason.EVERY_OPTION_USED),  # the condition brings it back
        ("2025-12-31", State.LAST_PERIOD, Reason.EVERY_OPTION_USED),
        ("2026-01-01", State.ENDED, Reason.ENDED),
    ],
)
def test_nothing_runs_before_its_condition_is_met(as_of: str, state: State, reason: Reason) -> None:
    verdict = extension.verdict(CONDITION.agreement, day(as_of))

    assert (verdict.state, verdict.reason) == (state, reason)


def test_money_is_committed_only_once_the_condition_is_met() -> None:
    assert statuses(CONDITION, 2022, "2022-02-09") == (Status.OPTIONAL,)
    assert statuses(CONDITION, 2022, "2022-02-10") == (Status.COMMITTED,)
    assert statuses(CONDITION, 2024, "2023-12-01") == (Status.OPTIONAL,)
    assert statuses(CONDITION, 2024, "2024-01-15") == (Status.COMMITTED,)


def test_what_is_due_is_the_condition_and_nothing_of_what_does_not_run() -> None:
    assert due(CONDITION, "2022-01-10") == [("condition", day("2022-01-01"))]
    # The board has decided; once more nobody asks it to.
    assert due(CONDITION, "2024-01-10") == [("condition", day("2024-01-01"))]


def test_the_memo_and_its_decision_say_on_what_condition() -> None:
    adopted, extended = (written(CONDITION, each) for each in ("antagande-2022", "forlangning-2024"))

    assert adopted.condition == "kommunfullmäktige anslår medel för 2022"
    assert extended.condition == "kommunfullmäktige anslår medel för 2024"
    assert extended.period == Period.of(day("2024-01-01"), day("2025-12-31"))
    assert written(CONDITION, "uppfoljning-2022").condition is None


def test_what_a_condition_keeps_from_running_cannot_be_followed_up() -> None:
    stated = "term: {starts: 2021-01-01, ends: 2022-12-31, condition: att medel anslås}\n"
    matter = builders.MATTER.replace("adopt", "follow-up\n    year: 2021").replace("2020-11-30", "2022-02-01")

    assert [each.code for each in builders.found(stated + matter.lstrip("\n"))] == [codes.NOT_RUN_YET.code]


def test_the_yearly_report_names_no_decision_before_its_condition_is_met() -> None:
    def told(year: int, on: str) -> list[tuple[str, date]]:
        return [(each.did, each.on) for each in yearly.decisions(CONDITION.agreement, year, day(on))]

    assert told(2021, "2021-12-31") == []
    assert told(2022, "2022-12-31") == [("adopted", day("2022-02-10"))]
    assert told(2023, "2023-12-31") == []
    assert told(2024, "2024-12-31") == [("extended", day("2024-01-15"))]


def test_an_agreement_whose_condition_is_not_met_is_not_among_those_that_run() -> None:
    def line(as_of: str) -> yearly.Partnership | None:
        found = yearly.lines("villkor", CONDITION.agreement, 2022, Known(day(as_of)), day(as_of))
        return next(iter(found.values()), None)

    waiting, running = line("2022-02-09"), line("2022-02-10")

    assert waiting is not None
    assert running is not None
    assert (waiting.agreed, running.agreed) == (False, True)


def test_what_nobody_is_bound_by_does_not_renew_itself() -> None:
    # Notice for 2022 closes on 2022-09-30, so that 2023 would follow; but the condition was never met.
    never = builders.agreement(
        "term: {starts: 2022-01-01, ends: 2022-12-31, condition: att medel anslås, "
        "notice: {no_later_than: 3 months before the end}}\n"
        "extension: {options: unlimited, length: 1 year, renewal: tacit}"
    )

    assert extension.verdict(never, day("2022-12-31")).state is State.UPCOMING
    assert extension.verdict(never, day("2023-01-01")).state is State.ENDED


# --- once, to 30 June 2025, which is 30 months after the end; half of 2025, by months


def test_a_clause_to_a_day_gives_the_period_up_to_that_day() -> None:
    verdict = extension.verdict(TO_A_DAY.agreement, day("2022-06-01"))

    assert (verdict.eligible, verdict.next) == (True, Period.of(day("2023-01-01"), day("2025-06-30")))
    assert verdict.latest_end == day("2025-06-30")


def test_its_money_reaches_to_that_day() -> None:
    # 600 000 kr a year: 2021–2024, and six of twelve months of 2025.
    found = value.value(TO_A_DAY.agreement, Known(day("2022-06-01")))
    whole = next(each for each in found.worths if each.scope is Scope.ALL)

    assert isinstance(whole, Worth)
    assert whole.sides.public.value == 4 * 600_000 + 300_000
    assert statuses(TO_A_DAY, 2025, "2022-06-01") == (Status.OPTIONAL,)
    assert written(TO_A_DAY, "forlangning-2023").period.last == day("2025-06-30")


# --- without limit, and each time as long as is decided: to 2023-08-31, then proposed to 2024-12-31


def test_a_clause_without_a_length_gives_the_first_day_of_the_next_period_and_no_last_one() -> None:
    verdict = extension.verdict(NO_LENGTH.agreement, day("2022-06-01"))

    assert (verdict.eligible, verdict.reason) == (True, Reason.OPTION_LEFT)
    assert verdict.next == Period(day("2023-01-01"), None)
    assert (verdict.latest_end, verdict.decide_by) == (None, day("2022-12-31"))


def test_the_next_period_is_the_proposed_one_where_one_is_on_file() -> None:
    verdict = extension.verdict(NO_LENGTH.agreement, day("2023-06-01"))

    assert (verdict.ends, verdict.next) == (
        day("2023-08-31"),
        Period.of(day("2023-09-01"), day("2024-12-31")),
    )
    assert written(NO_LENGTH, "forlangning-2023").period == verdict.next


def test_money_after_the_last_known_end_says_that_nobody_knows_how_far_it_goes() -> None:
    year = builders.year_of(NO_LENGTH.agreement, 2025, "2023-06-01")
    found = value.value(NO_LENGTH.agreement, Known(day("2023-06-01")))

    assert year.statuses == (Status.OPTIONAL,)
    assert [each.kind for each in year.rests_on] == [codes.RESTS_ON_NO_LENGTH]
    unknown = [each.reason.kind for each in found.worths if isinstance(each, NoWorth)]
    assert unknown == [codes.NO_VALUE_NO_LENGTH]


def test_the_memo_waits_for_the_proposed_extension() -> None:
    matter = builders.MATTER.replace("adopt", "extend").replace("2020-11-30", "2022-09-01")
    of = builders.agreement("extension: {options: unlimited}\n" + matter.lstrip("\n"))

    assert len(proposal.lacking(of, of.matters[0])) == 1


# --- neither end, notice nor extension is stated


def test_what_is_not_stated_counts_as_until_further_notice_for_money_and_as_nothing_else() -> None:
    verdict = extension.verdict(NOT_STATED.agreement, day("2021-06-01"))

    assert (verdict.state, verdict.ends, verdict.no_end) == (State.RUNNING, None, "not stated")
    assert statuses(NOT_STATED, 2021, "2021-06-01") == (Status.COMMITTED, Status.UNTIL_FURTHER_NOTICE)
    assert due(NOT_STATED, "2021-06-01") == []
