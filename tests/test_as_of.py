"""As of a day, what is decided or proposed after it changes no answer: an answer never sees the future."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl import register
from iopctl.model.extension import Extension, Renewal, Status
from iopctl.model.term import NoticeGiven
from iopctl.rules import budget, extension, overview, term
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement

# A law, tried with every example.
pytestmark = pytest.mark.unmeasured

VALID = Path(__file__).parent / "examples" / "valid"
DAYS = [date(year, month, day) for year in range(2018, 2027, 2) for month, day in ((1, 1), (6, 30), (12, 31))]
YEARS = range(2016, 2034)
TOMORROW = timedelta(days=1)


def answers(agreement: Agreement, as_of: date) -> tuple[object, ...]:
    """Give everything that is said of an agreement on a day, in words and figures."""
    verdict = extension.verdict(agreement, as_of)
    seen = overview.overview(agreement, Known(as_of), Routine())
    return (
        [(each.code, each.message) for each in verdict.reasons],
        (
            verdict.eligible,
            verdict.options,
            verdict.ends,
            verdict.next,
            verdict.decide_by,
            verdict.latest_end,
        ),
        (seen.public, seen.civil, seen.state),
        [(each.on, each.code, each.what.message) for each in seen.deadlines],
        [budget.budget(agreement, year, Known(as_of)) for year in YEARS],
    )


def futures(agreement: Agreement, decided: date) -> Iterator[tuple[str, Agreement]]:
    """Give what may become of an agreement: each is decided or proposed on a day."""
    signed = agreement.term.signed
    # What was decided by the signing came with the agreement, and is as certain as that is.
    if agreement.budget and (signed is None or decided > signed.last):
        later = agreement.budget[-1].model_copy(
            update={
                "since": agreement.budget[-1].since + timedelta(days=365),
                "decided": decided,
                "contributions": agreement.budget[-1].lines[:1],
            }
        )
        yield "another budget", agreement.model_copy(update={"budget": (*agreement.budget, later)})
    if agreement.term.notice_given is None:
        given = NoticeGiven.model_validate({"on": decided.isoformat(), "ends": decided.isoformat()})
        ended = agreement.term.model_copy(update={"notice_given": given})
        yield "notice", agreement.model_copy(update={"term": ended})
    yield from _extended(agreement, decided)


def _extended(agreement: Agreement, decided: date) -> Iterator[tuple[str, Agreement]]:
    """Add an extension, where the clause has room for one more."""
    clause, ends = agreement.extension, agreement.term.period
    if clause is None or clause.renewal is Renewal.TACIT or clause.options == len(clause.extensions):
        return
    if clause.extensions:
        if clause.extensions[-1].status is not Status.DECIDED:
            return
        ends = clause.extensions[-1].period
    coming = term.next_period(ends, clause)
    if coming is None or coming.last is None:
        return
    for what, status, key in (
        ("a decision", Status.DECIDED, "decided"),
        ("a proposal", Status.PROPOSED, "proposed"),
    ):
        facts = {"starts": coming.first, "ends": coming.last, key: decided}
        written = {name: day.isoformat() for name, day in facts.items()}
        more = Extension.model_validate({**written, "status": status.value})
        longer = clause.model_copy(update={"extensions": (*clause.extensions, more)})
        yield what, agreement.model_copy(update={"extension": longer})


def agreement_in(name: str) -> Agreement:
    read = register.read(VALID / f"{name}.yaml").agreement
    assert read is not None
    return read


NAMES = sorted(path.stem for path in VALID.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_decided_after_a_day_changes_no_answer_as_of_that_day(name: str) -> None:
    agreement = agreement_in(name)
    for as_of in DAYS:
        now = answers(agreement, as_of)
        for what, future in futures(agreement, as_of + TOMORROW):
            assert answers(future, as_of) == now, (what, as_of)


def test_what_is_decided_by_a_day_does_change_an_answer_as_of_that_day() -> None:
    """The law above could not fail if the futures it adds were never seen."""
    unseen = {"another budget", "notice", "a decision", "a proposal"}
    for name, as_of in itertools.product(NAMES, DAYS):
        agreement = agreement_in(name)
        for what, future in futures(agreement, as_of):
            if what in unseen and answers(future, as_of) != answers(agreement, as_of):
                unseen.remove(what)
        if not unseen:
            return

    assert unseen == set()
