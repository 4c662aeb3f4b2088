"""What a memo says beyond the file's own prose: everything that can be computed, as of the matter's day.

A memo never looks at today: it shows what was known when it was dated, so that it stays as the board saw it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import catalogue, money
from iopctl.model.follow_up import FollowUp
from iopctl.model.matter import MatterKind
from iopctl.model.parties import Role
from iopctl.model.term import Status
from iopctl.money import EXACT, Amount, Quality
from iopctl.period import Period
from iopctl.rules import budget, extension, term
from iopctl.rules.budget import NoFigure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion
    from iopctl.model.follow_up import Measurement, Meetings
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.problem import Finding
    from iopctl.rules.budget import Budget
    from iopctl.rules.extension import Verdict
    from iopctl.rules.figure import Figure


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of the agreement's history: the original term, or an extension."""

    period: Period
    number: int
    """0 is the original term."""
    decided: bool
    last: bool
    """Whether the clause has no option after it."""
    proposed: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PartyMoney:
    """What one party puts in over the years that the memo is about."""

    party: Party
    a_year: Amount
    in_all: Amount
    fraction: Decimal | None
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated."""


@dataclass(frozen=True, slots=True)
class Money:
    """The money of the period that the memo is about: its years, its first year, and each party's part."""

    years: tuple[Budget, ...]
    first: Budget
    a_year: Amount
    in_all: Amount
    same_every_year: bool
    per_place: Amount | None
    parties: tuple[PartyMoney, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """Everything that a template may name."""

    agreement: Agreement
    matter: Matter
    as_of: date
    board: Party
    """The public party whose board is asked."""
    public: tuple[Party, ...]
    civil: tuple[Party, ...]
    verdict: Verdict
    history: tuple[Stage, ...]
    period: Period
    """What is asked for: the term that is adopted, or the extension."""
    version: BudgetVersion
    """The version of the budget in force on the first day of that period."""
    money: Money
    meetings: tuple[Meetings, ...]
    throughput: Measurement | None
    """The latest measurement of throughput by then."""
    women: Measurement | None
    """The latest measurement of the share of women by then."""


def write(agreement: Agreement, matter: Matter) -> Memo | NoFigure:
    """Gather what the memo of a matter says; no memo where a year it needs has no figure."""
    as_of = matter.dated.last
    verdict = extension.verdict(agreement, as_of)
    period = _period(agreement, matter, verdict)
    years = [budget.budget(agreement, year, as_of) for year in _years(period)]
    for each in years:
        if isinstance(each, NoFigure):
            return each
    follow_up = agreement.follow_up or FollowUp()
    measured = [each for each in follow_up.measurements if each.on.last <= as_of]
    return Memo(
        agreement=agreement,
        matter=matter,
        as_of=as_of,
        board=_boards(agreement)[0],
        public=agreement.parties_with(Role.PUBLIC),
        civil=agreement.parties_with(Role.CIVIL),
        verdict=verdict,
        history=tuple(_history(agreement, as_of)),
        period=period,
        version=[each for each in agreement.budget if each.since <= period.first][-1],
        meetings=follow_up.meetings,
        throughput=_latest([each for each in measured if each.throughput_per_year is not None]),
        women=_latest([each for each in measured if each.women is not None]),
        money=_money(agreement, tuple(each for each in years if not isinstance(each, NoFigure))),
    )


def _latest(measurements: list[Measurement]) -> Measurement | None:
    return max(measurements, key=lambda each: each.on.last, default=None)


def obstacles(agreement: Agreement, index: int) -> Iterator[Finding]:
    """Find what keeps the memo of a matter from being written at all."""
    matter = agreement.matters[index]
    if not _boards(agreement):
        yield catalogue.SIGNING_PARTY.at(("matters", index), on_key=True)
    if matter.kind is MatterKind.EXTEND:
        verdict = extension.verdict(agreement, matter.dated.last)
        if not verdict.eligible:
            reason = verdict.reasons[0].message
            yield catalogue.NO_PROPOSAL.at(("matters", index, "dated"), dated=matter.dated, reason=reason)


def _boards(agreement: Agreement) -> list[Party]:
    return [party for party in agreement.parties_with(Role.PUBLIC) if party.board and party.administration]


def _period(agreement: Agreement, matter: Matter, verdict: Verdict) -> Period:
    """Find what is asked for: the proposed extension as it is on file, else the clause's next period."""
    if matter.kind is MatterKind.ADOPT or verdict.next is None:
        return agreement.term.period
    stands = term.standing(agreement, verdict.as_of)
    if agreement.extension is not None and stands.proposal is not None:
        return agreement.extension.extensions[stands.proposal].period
    return verdict.next


def _years(period: Period) -> range:
    """Give the calendar years of a period; of one without an end, the first."""
    last = period.last or period.first
    return range(period.first.year, last.year + 1)


def _history(agreement: Agreement, as_of: date) -> Iterator[Stage]:
    stands = term.standing(agreement, as_of)
    clause = agreement.extension
    total = clause.options if clause else 0
    yield Stage(agreement.term.period, 0, decided=True, last=total == 0)
    for index, each in enumerate(clause.extensions if clause else ()):
        decided = index < stands.options.used
        if not decided and index != stands.proposal:
            return
        yield Stage(
            each.period,
            index + 1,
            decided=decided,
            last=index + 1 == total,
            proposed=each.proposed if each.status is Status.PROPOSED else None,
            note=each.note,
        )


def _money(agreement: Agreement, years: tuple[Budget, ...]) -> Money:
    first = years[0]
    places = agreement.targets.places if agreement.targets else None
    a_year = Amount(first.total.value, first.total.quality)
    parties = tuple(
        PartyMoney(
            party=agreement.parties[share.party],
            a_year=(share_a_year := Amount(share.figure.value, share.figure.quality)),
            in_all=_sum([each.shares[index].figure for each in years]),
            fraction=share.fraction,
            per_place=_per_place(share_a_year, places),
        )
        for index, share in enumerate(first.shares)
    )
    return Money(
        years=years,
        first=first,
        a_year=a_year,
        in_all=_sum([each.total for each in years]),
        same_every_year=len({each.total.value for each in years}) == 1,
        per_place=_per_place(a_year, places),
        parties=parties,
    )


def _sum(figures: list[Figure]) -> Amount:
    quality = Quality.of_sum(each.quality for each in figures)
    return Amount(money.add(each.value for each in figures), quality)


def _per_place(amount: Amount, places: int | None) -> Amount | None:
    return Amount(EXACT.divide(amount.value, Decimal(places)), amount.quality) if places else None
