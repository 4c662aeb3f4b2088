from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from iopctl import codes
from iopctl.edits import Append, Insert, Replace
from iopctl.model import building
from iopctl.model.agreement import Agreement
from iopctl.model.matter import MatterKind
from iopctl.problem import Finding
from iopctl.rules import checks, deadlines, extension, recording
from iopctl.rules.budget import Budget
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from iopctl.rules.recording import Details, Recording, Step
from iopctl.rules.status import Status
from iopctl.source import editing
from iopctl.struct import replace
from tests import builders
from tests.builders import Whole, day
from tests.strategies import agreements

ONCE = "extension: {options: 1, length: 1 year}\n"
PROPOSED = """
extension:
  options: 2
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-06-30, status: proposed, proposed: 2022-05-01}
"""


def codes_in(agreement: Agreement) -> set[str]:
    found = checks.everything(agreement, {}, frozenset(Agreement.model_fields))
    return {each.code for each in found}


def asked(whole: Whole, step: Step, details: Details) -> Recording | Finding:
    verdict = extension.verdict(whole.agreement, details.day)
    period = recording.period_of(whole.agreement, step, verdict)
    assert period is not None
    return recording.record(whole.agreement, period, step, details)


def recorded(text: str, step: Step = Step.APPLY, on: str = "2022-06-01", **more: str) -> Recording:
    found = asked(builders.whole(builders.text(text)), step, Details(day(on), **more))
    assert isinstance(found, Recording), found
    return found


def nothing_to(step: Step, text: str, on: str) -> bool:
    """Tell that no period is there to be recorded."""
    agreement = builders.agreement(text)
    return recording.period_of(agreement, step, extension.verdict(agreement, day(on))) is None


def refused(text: str, step: Step, on: str = "2022-06-01") -> str:
    found = asked(builders.whole(builders.text(text)), step, Details(day(on)))
    assert isinstance(found, Finding)
    return found.message


def test_a_decision_without_a_proposal_is_added_to_the_extensions() -> None:
    found = recorded(ONCE, case_number="AN 2022-4", note="Enhälligt.")

    assert found.edits == (
        Append(
            ("extension", "extensions"),
            {
                "starts": "2023-01-01",
                "ends": "2023-12-31",
                "status": "decided",
                "decided": "2022-06-01",
                "case_number": "AN 2022-4",
                "note": "Enhälligt.",
            },
        ),
    )
    assert found.matter is None


def test_a_proposal_starts_the_matter_of_its_memo_which_has_the_case_number() -> None:
    found = recorded(ONCE, Step.PROPOSE, case_number="AN 2022-4")

    assert found.edits == (
        Append(
            ("extension", "extensions"),
            {
                "starts": "2023-01-01",
                "ends": "2023-12-31",
                "status": "proposed",
                "proposed": "2022-06-01",
            },
        ),
        Append(
            ("matters",),
            {
                "id": "forlangning-2023",
                "kind": "extend",
                "dated": "2022-06-01",
                "case_number": "AN 2022-4",
            },
        ),
    )


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        (["forlangning-2022"], "forlangning-2023"),
        (["forlangning-2023"], "forlangning-2023-2"),
        (["forlangning-2023", "forlangning-2023-2"], "forlangning-2023-3"),
    ],
)
def test_the_matter_that_is_started_has_an_id_of_its_own(taken: list[str], free: str) -> None:
    matters = "".join(f"  - {{id: {each}, kind: adopt, dated: 2020-11-30}}\n" for each in taken)

    assert recorded(f"{ONCE}matters:\n{matters}", Step.PROPOSE).matter == free


BY_HAND = "matters: [{id: for-hand, kind: extend, dated: 2022-05-01}]\n"


@pytest.mark.parametrize("dated", ["2022-05-01", "2022-06-01", "2022-07-01"])
def test_a_proposal_starts_no_second_matter_for_its_extension(dated: str) -> None:
    found = recorded(ONCE + BY_HAND.replace("2022-05-01", dated), Step.PROPOSE)

    assert (len(found.edits), found.matter, found.known) == (1, None, 0)


@pytest.mark.parametrize("on_file", [ONCE, PROPOSED])
def test_a_matter_by_hand_is_no_second_one_for_an_extension(on_file: str) -> None:
    agreement = builders.agreement(on_file + BY_HAND)

    found = recording.asked_already(agreement, MatterKind.EXTEND, day("2022-06-01"))

    assert found is not None
    assert (found.kind, found.where) == (codes.MATTER_ON_FILE, ("matters", 0))
    assert recording.asked_already(agreement, MatterKind.END, day("2022-06-01")) is None


def test_what_was_declined_may_be_asked_for_in_a_new_matter() -> None:
    declined = (
        "extension:\n  options: 1\n  length: 1 year\n  extensions:\n"
        "    - {starts: 2023-01-01, ends: 2023-12-31, status: declined, decided: 2022-05-20}\n"
    )

    assert recorded(declined + BY_HAND, Step.PROPOSE).matter == "forlangning-2023"


def test_a_matter_of_the_period_before_is_no_matter_of_this_one() -> None:
    later = """
    extension:
      options: 2
      length: 1 year
      extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-05-20}]
    """
    text = "".join(f"{line[4:]}\n" for line in later.splitlines()) + BY_HAND

    assert recorded(text, Step.PROPOSE).matter == "forlangning-2024"


@pytest.mark.parametrize("step", [Step.APPLY, Step.DECIDE])
def test_a_decision_on_a_proposal_keeps_the_period_that_was_proposed(step: Step) -> None:
    found = recorded(PROPOSED, step)

    where = ("extension", "extensions", 0)
    assert (found.step, str(found.period)) == (Step.DECIDE, "2023-01-01 – 2023-06-30")
    assert found.edits == (
        Replace((*where, "status"), "decided"),
        Insert((*where, "decided"), "2022-06-01", after="proposed"),
    )


def test_what_is_known_of_a_proposal_is_written_over_or_added() -> None:
    text = PROPOSED.replace("2022-05-01}", "2022-05-01, note: Muntligt.}")
    found = recorded(text, Step.DECIDE, case_number="AN 2022-4", note="Enhälligt.")

    where = ("extension", "extensions", 0)
    assert found.edits[2:] == (
        Insert((*where, "case_number"), "AN 2022-4"),
        Replace((*where, "note"), "Enhälligt."),
    )


def test_nothing_is_proposed_twice() -> None:
    assert refused(PROPOSED, Step.PROPOSE) == (
        "The extension 2023-01-01 – 2023-06-30 is on file already, as proposed on 2022-05-01."
    )


def test_no_decision_is_recorded_on_what_nobody_proposed() -> None:
    assert refused(ONCE, Step.DECIDE).startswith("No extension is on file as proposed")


@pytest.mark.parametrize("step", [Step.APPLY, Step.PROPOSE])
def test_a_decision_that_is_on_file_with_a_later_day_is_not_recorded_twice(step: Step) -> None:
    text = PROPOSED.replace("proposed, proposed: 2022-05-01", "decided, decided: 2022-09-01")

    assert refused(text, step) == (
        "The extension 2023-01-01 – 2023-06-30 is on file already, as decided on 2022-09-01."
    )


def test_an_option_whose_first_proposal_was_declined_can_be_used_after_all() -> None:
    text = PROPOSED.replace("proposed, proposed: 2022-05-01", "declined, decided: 2022-05-15")
    found = recorded(text)

    assert found.where == ("extension", "extensions", 1)
    assert str(found.period) == "2023-01-01 – 2023-12-31"


def test_an_agreement_that_renews_itself_has_no_decision_to_record() -> None:
    text = """
    term: {starts: 2021-01-01, ends: 2022-12-31, notice: {no_later_than: 3 months before the end}}
    extension: {options: 3, length: 1 year, renewal: tacit}
    """

    assert "renews itself" in refused(text, Step.APPLY)


# --- what is declined


@pytest.mark.parametrize("on", ["2022-06-01", "2022-12-31", "2023-01-01", "2024-02-29"])
def test_a_proposal_is_declined_whether_or_not_the_agreement_has_ended_since(on: str) -> None:
    found = recorded(PROPOSED, Step.DECLINE, on)

    where = ("extension", "extensions", 0)
    assert str(found.period) == "2023-01-01 – 2023-06-30"
    assert found.edits == (
        Replace((*where, "status"), "declined"),
        Insert((*where, "decided"), on, after="proposed"),
    )


@pytest.mark.parametrize("on", ["2021-01-01", "2022-12-31", "2023-06-01"])
def test_an_option_that_nobody_proposed_is_declined_as_the_next_extension(on: str) -> None:
    found = recorded(ONCE, Step.DECLINE, on, note="Behovet täcks på annat sätt.")

    assert found.matter is None
    assert found.edits == (
        Append(
            ("extension", "extensions"),
            {
                "starts": "2023-01-01",
                "ends": "2023-12-31",
                "status": "declined",
                "decided": on,
                "note": "Behovet täcks på annat sätt.",
            },
        ),
    )


def test_an_option_can_be_declined_when_it_is_too_late_or_too_early_to_use_it() -> None:
    window = "{no_earlier_than: 9 months before the end, no_later_than: 3 months before the end}"
    text = f"extension: {{options: 1, length: 1 year, decide: {window}}}\n"

    for on in ("2022-01-01", "2022-06-01", "2022-11-01"):
        assert str(recorded(text, Step.DECLINE, on).period) == "2023-01-01 – 2023-12-31"
    assert nothing_to(Step.APPLY, text, "2022-11-01")


def test_what_was_decided_on_a_condition_can_be_declined_with_the_day_of_that() -> None:
    text = """
    extension:
      options: 1
      length: 1 year
      extensions:
        - starts: 2023-01-01
          ends: 2023-12-31
          status: decided
          decided: 2022-09-01
          case_number: AN 2022-4
          condition: att fullmäktige anslår medel
    """
    found = recorded(text, Step.DECLINE, "2022-11-29", case_number="KS 2022-80")

    where = ("extension", "extensions", 0)
    assert found.edits == (
        Replace((*where, "status"), "declined"),
        Replace((*where, "decided"), "2022-11-29"),
        Replace((*where, "case_number"), "KS 2022-80"),
    )
    met = text.replace("medel\n", "medel\n          condition_met: 2022-11-28\n")
    assert nothing_to(Step.DECLINE, met, "2022-11-29")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("declined, decided: 2022-05-15", "declined on 2022-05-15"),
        ("declined, decided: 2022-09-01", "declined on 2022-09-01"),
        ("decided, decided: 2022-09-01", "decided on 2022-09-01"),
    ],
)
def test_what_is_settled_is_not_declined(status: str, said: str) -> None:
    text = PROPOSED.replace("proposed, proposed: 2022-05-01", status)

    assert refused(text, Step.DECLINE).endswith(f"is on file already, as {said}.")


def test_what_was_declined_once_and_proposed_anew_can_be_declined_again() -> None:
    again = "    - {starts: 2023-01-01, ends: 2023-12-31, status: proposed, proposed: 2022-05-20}\n"
    text = PROPOSED.replace("proposed, proposed: 2022-05-01", "declined, decided: 2022-05-15") + again

    assert recorded(text, Step.DECLINE).where == ("extension", "extensions", 1)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        pytest.param("", "2022-06-01", id="no option"),
        pytest.param("extension: {options: 0}", "2022-06-01", id="none in the clause"),
        pytest.param(ONCE, "2020-12-31", id="not started"),
        pytest.param(
            f"term: {{starts: 2021-01-01, ends: 2022-12-31, notice_given: {{on: 2022-03-01}}}}\n{ONCE}",
            "2022-06-01",
            id="under notice",
        ),
        pytest.param(
            "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 1 month}}",
            "2022-06-01",
            id="until further notice",
        ),
    ],
)
def test_where_no_option_is_open_there_is_nothing_to_decline(text: str, on: str) -> None:
    assert nothing_to(Step.DECLINE, text, on)


def test_an_agreement_that_renews_itself_is_ended_by_notice_and_not_declined() -> None:
    text = """
    term: {starts: 2021-01-01, ends: 2022-12-31, notice: {no_later_than: 3 months before the end}}
    extension: {options: 3, length: 1 year, renewal: tacit}
    """

    assert "renews itself" in refused(text, Step.DECLINE)


# --- laws

# Each example writes a file and reads it again.
laws = settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def applied(whole: Whole, found: Recording) -> Agreement:
    """Give the agreement that the file states once it is written."""
    built = building.build(editing.edit(whole.document, found.edits).values)
    assert not built.findings
    return built.agreement


def open_days(whole: Whole) -> list[date]:
    """Give days on which an agreement may be extended by a decision: the first and last of each period."""
    clause = whole.agreement.extension
    periods = [whole.agreement.term.period, *(each.period for each in (clause.extensions if clause else ()))]
    days = [day for each in periods for day in (each.first, each.last) if day is not None]
    verdicts = [extension.verdict(whole.agreement, each) for each in days]
    return [each.as_of for each in verdicts if each.eligible and not each.tacit]


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Whole, date]:
    """Draw an agreement and a day on which an extension of it may be decided, and is not on file."""
    whole = draw(agreements().filter(open_days))
    return whole, draw(st.sampled_from(open_days(whole)))


def wanted(whole: Whole, as_of: date) -> Recording:
    found = asked(whole, Step.APPLY, Details(as_of))
    # What was decided later is on file already.
    assume(isinstance(found, Recording))
    assert isinstance(found, Recording)
    return found


@laws
@given(decisions())
def test_what_was_applied_is_what_the_plan_said(case: tuple[Whole, date]) -> None:
    whole, as_of = case
    found = wanted(whole, as_of)
    before = extension.verdict(whole.agreement, as_of)

    after = extension.verdict(applied(whole, found), as_of)

    assert after.ends == found.period.last
    assert after.options.used == before.options.used + 1
    assert after.options.total == before.options.total


@laws
@given(decisions())
def test_a_file_without_errors_has_none_after_its_extension_was_recorded(case: tuple[Whole, date]) -> None:
    whole, as_of = case
    found = wanted(whole, as_of)
    errors = codes_in(whole.agreement)

    after = applied(whole, found)

    assert codes_in(after) <= errors | {"IOP511"}


@laws
@given(decisions())
def test_on_the_day_before_it_was_decided_nothing_is_known_of_it(case: tuple[Whole, date]) -> None:
    whole, as_of = case
    found = wanted(whole, as_of)
    assume(found.step is Step.APPLY)
    earlier = as_of - timedelta(days=1)

    before, after = (
        extension.verdict(agreement, earlier) for agreement in (whole.agreement, applied(whole, found))
    )

    assert replace(after, reasons=()) == replace(before, reasons=())


@laws
@given(decisions())
def test_a_proposal_makes_no_money_certain_and_a_decision_all_of_it(case: tuple[Whole, date]) -> None:
    whole, as_of = case
    for step, expected in ((Step.PROPOSE, Status.OPTIONAL), (Step.APPLY, Status.COMMITTED)):
        found = asked(whole, step, Details(as_of))
        if isinstance(found, Finding):
            continue
        years = recording.money(whole.agreement, applied(whole, found), found.period, Known(as_of))

        for year in years:
            if isinstance(year.now, Budget) and isinstance(year.afterwards, Budget):
                assert year.now.status is Status.OPTIONAL
                assert year.afterwards.status is expected
                assert year.now.total.value == year.afterwards.total.value


@laws
@given(decisions())
def test_applied_twice_the_next_option_is_used_or_there_is_none(case: tuple[Whole, date]) -> None:
    whole, as_of = case
    found = wanted(whole, as_of)
    once = editing.edit(whole.document, found.edits)
    again = extension.verdict(building.build(once.values).agreement, as_of)

    assert again.options.left == (
        None if again.options.total is None else again.options.total - again.options.used
    )
    assert again.next is None or again.next.first == found.period.stop
    assert again.eligible == (again.next is not None)


@laws
@given(decisions(), st.integers(-400, 400))
def test_what_was_declined_is_no_longer_asked_for_and_changes_neither_term_nor_money(
    case: tuple[Whole, date], days: int
) -> None:
    whole, as_of = case
    found = asked(whole, Step.DECLINE, Details(as_of))
    assume(isinstance(found, Recording))
    assert isinstance(found, Recording)
    later = as_of + timedelta(days=days)

    after = applied(whole, found)

    before, declined = (extension.verdict(each, later) for each in (whole.agreement, after))
    assert (declined.ends, declined.options) == (before.ends, before.options)
    assert [each.now for each in recording.money(whole.agreement, after, found.period, Known(later))] == [
        each.afterwards for each in recording.money(after, whole.agreement, found.period, Known(later))
    ]
    if days >= 0 and declined.ends == extension.verdict(after, as_of).ends:
        told = {each.code for each in deadlines.deadlines(after, Known(later), Routine())}
        assert not told & {"decide", "lapsed", "unused", "memo"}
