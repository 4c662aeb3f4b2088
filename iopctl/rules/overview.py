"""One agreement in one line: how its term stands, this year's money, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import catalogue, money, period
from iopctl.model.parties import Role
from iopctl.money import Amount, Quality
from iopctl.rules import budget, extension, term
from iopctl.rules.budget import NoFigure

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.rules.budget import Budget
    from iopctl.rules.extension import Verdict
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


class Event(StrEnum):
    """What comes next in an agreement's life."""

    STARTS = "starts"
    DECISION_OPENS = "decision_opens"
    DECIDE_BY = "decide_by"
    ENDS = "ends"
    ENDED = "ended"
    OPEN_ENDED = "until_further_notice"


@dataclass(frozen=True, slots=True)
class Overview:
    """One line of the register."""

    stands: Standing
    year: Budget | NoFigure
    public: Amount | None
    """What the public parties put in this year; None where the year has no figure."""
    civil: Amount | None
    next: Event
    on: date | None

    @property
    def assumed(self) -> tuple[str, ...]:
        """The codes of the series whose assumed values this year's money rests on."""
        return () if isinstance(self.year, NoFigure) else self.year.total.assumed


def overview(agreement: Agreement, known: Known) -> Overview:
    """Sum up an agreement with what counts on a day."""
    as_of = known.as_of
    stands = term.standing(agreement, as_of)
    verdict = extension.verdict(agreement, as_of)
    year = budget.budget(agreement, as_of.year, known)
    event, on = _next(agreement, stands, verdict)
    return Overview(
        stands=stands,
        year=year,
        public=_sum(agreement, year, Role.PUBLIC),
        civil=_sum(agreement, year, Role.CIVIL),
        next=event,
        on=on,
    )


def _sum(agreement: Agreement, year: Budget | NoFigure, role: Role) -> Amount | None:
    if isinstance(year, NoFigure):
        return None
    figures = [share.figure for share in year.shares if agreement.parties[share.party].role is role]
    return Amount(money.add(each.value for each in figures), Quality.of_sum(each.quality for each in figures))


def _next(agreement: Agreement, stands: Standing, verdict: Verdict) -> tuple[Event, date | None]:
    ends = stands.decided.last
    if stands.as_of < stands.decided.first:
        return Event.STARTS, stands.decided.first
    if ends is None:
        return Event.OPEN_ENDED, None
    if stands.as_of > ends:
        return Event.ENDED, ends
    if verdict.eligible:
        return Event.DECIDE_BY, verdict.decide_by
    window = agreement.extension.decide if agreement.extension else None
    if verdict.reasons[0].kind is catalogue.TOO_EARLY and window and window.no_earlier_than:
        return Event.DECISION_OPENS, period.before(ends, window.no_earlier_than)
    return Event.ENDS, ends
