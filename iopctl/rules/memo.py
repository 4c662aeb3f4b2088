"""What a memo says beyond the file's own prose: everything that can be computed, as of the matter's day.

A memo never looks at today: it shows what was known when it was dated, so that it stays as the board saw it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl import money as amounts
from iopctl.model.extension import Status
from iopctl.model.follow_up import FollowUp
from iopctl.model.matter import MatterKind
from iopctl.model.parties import Role
from iopctl.money import EXACT, Amount, Quality
from iopctl.period import Period
from iopctl.rules import budget, extension, sections, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion
    from iopctl.model.follow_up import Measurement, Meetings
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.model.term import Amendment
    from iopctl.problem import Finding
    from iopctl.rules.budget import Budget, Line, Share
    from iopctl.rules.extension import Verdict
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Index
    from iopctl.rules.sections import Shown


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of the agreement's history: the original term, or an extension."""

    period: Period
    """Its first and last day."""
    number: int
    """0 is the original term."""
    decided: bool
    """Whether it was decided by the day of the memo."""
    last: bool
    """Whether the clause has no option after it."""
    proposed: date | None = None
    """The day on which it was proposed, where it is not decided in the file."""
    note: str | None = None
    """What the file notes about it."""


@dataclass(frozen=True, slots=True)
class PartyMoney:
    """What one party puts in over the period that the memo is about."""

    party: Party
    """The party."""
    a_year: Amount
    """In the year shown."""
    in_all: Amount
    """In the whole period; where it has no end, in the year shown."""
    fraction: Decimal | None
    """Of the total of the year shown; None where the total is nothing."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or no whole year is asked for."""


@dataclass(frozen=True, slots=True)
class Money:
    """The money of the period that the memo is about: in all, and in the one year that is shown."""

    years: tuple[Budget, ...]
    """The budget of each calendar year, of which only the days inside the period count."""
    shown: Budget
    """The first calendar year that lies wholly in the period; where none does, its first year."""
    whole_year: bool
    """Whether the year shown lies wholly in the period."""
    a_year: Amount
    """The total of the year shown."""
    in_all: Amount
    """The total of the period; where it has no end, of the year shown."""
    same_every_year: bool
    """Whether every whole year of the period has the same total."""
    per_place: Amount | None
    """A place and year, exact; None where no number of places is stated, or no whole year is asked for."""
    parties: tuple[PartyMoney, ...]
    """The same for each party, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Memo:
    """Everything that a template may name."""

    agreement: Agreement
    """The whole agreement, as docs/format.md describes it."""
    matter: Matter
    """The matter that the memo is about, as docs/format.md describes it."""
    profile: Profile
    """How the municipality orders and words its memos, as docs/profiles.md describes it."""
    sections: tuple[Shown, ...]
    """The sections that the memo has, in the order of the profile."""
    administration: str
    """Who writes: the administration of the profile, else that of the board."""
    as_of: date
    """The matter's day; the last one where only a month or a year is known."""
    board: Party
    """The public party whose board is asked."""
    public: tuple[Party, ...]
    """The public parties."""
    civil: tuple[Party, ...]
    """The civil parties."""
    verdict: Verdict
    """Whether the agreement may be extended on that day, with options used and left."""
    history: tuple[Stage, ...]
    """The original term and its extensions, up to what is proposed."""
    period: Period
    """What is asked for: the term that is adopted, or the extension."""
    version: BudgetVersion
    """The version of the budget that the year shown begins with."""
    money: Money
    """The money of that period."""
    lines: tuple[Line, ...]
    """The lines of the year shown, in the order of the file."""
    amendments: tuple[Amendment, ...]
    """What had been changed within the term by the matter's day."""
    meetings: tuple[Meetings, ...]
    """The meetings that the agreement requires."""
    throughput: Measurement | None
    """The latest measurement of throughput by then."""
    women: Measurement | None
    """The latest measurement of the share of women by then."""


def write(
    agreement: Agreement, matter: Matter, profile: Profile, indices: tuple[Index, ...] = ()
) -> Memo | NoFigure:
    """Gather what the memo of a matter says; no memo where a year it needs has no figure."""
    as_of = matter.dated.last
    agreement = _before_the_decision(agreement, matter)
    verdict = extension.verdict(agreement, as_of)
    period = _period(agreement, matter, verdict)
    known = Known(as_of, indices)
    years = [budget.budget(agreement, year, known, period) for year in _years(period)]
    for each in years:
        if isinstance(each, NoFigure):
            return each
    board = _boards(agreement)[0]
    money = _money(agreement, period, tuple(each for each in years if not isinstance(each, NoFigure)))
    follow_up = agreement.follow_up or FollowUp()
    measured = [each for each in follow_up.measurements if each.on.last <= as_of]
    return Memo(
        agreement=agreement,
        matter=matter,
        profile=profile,
        sections=sections.shown(matter, profile),
        administration=profile.administration or board.administration or board.name,
        as_of=as_of,
        board=board,
        public=agreement.parties_with(Role.PUBLIC),
        civil=agreement.parties_with(Role.CIVIL),
        verdict=verdict,
        history=tuple(_history(agreement, as_of, period if matter.kind is MatterKind.EXTEND else None)),
        period=period,
        version=agreement.budget[money.shown.lines[0].order[0]],
        lines=money.shown.lines,
        amendments=tuple(each for each in agreement.amendments if each.decided_by(as_of)),
        meetings=follow_up.meetings,
        throughput=_latest([each for each in measured if each.throughput_per_year is not None]),
        women=_latest([each for each in measured if each.women is not None]),
        money=money,
    )


def _latest(measurements: list[Measurement]) -> Measurement | None:
    return max(measurements, key=lambda each: each.on.last, default=None)


def obstacles(agreement: Agreement, index: int) -> Iterator[Finding]:
    """Find what keeps the memo of a matter from being written at all."""
    matter = agreement.matters[index]
    if not _boards(agreement):
        yield catalogue.SIGNING_PARTY.at(("matters", index), on_key=True)
    if matter.kind is MatterKind.EXTEND:
        verdict = extension.verdict(_before_the_decision(agreement, matter), matter.dated.last)
        if not verdict.eligible:
            reason = verdict.reasons[0].message
            yield catalogue.NO_PROPOSAL.at(("matters", index, "dated"), dated=matter.dated, reason=reason)


def unfinished(agreement: Agreement, index: int, profile: Profile) -> Iterator[Finding]:
    """Find what a matter must still say before a profile's memo of it can be written."""
    unwritten = sections.unwritten(agreement.matters[index], profile)
    if unwritten:
        yield catalogue.UNFINISHED_MATTER.at(("matters", index), sections=", ".join(unwritten))


def _before_the_decision(agreement: Agreement, matter: Matter) -> Agreement:
    """Give the agreement as the board has it before it: what it decides the same day is still a proposal."""
    clause = agreement.extension
    if clause is None:
        return agreement
    extensions = tuple(
        each.model_copy(update={"status": Status.PROPOSED, "proposed": each.proposed or matter.dated.first})
        if each.decided is not None and each.decided >= matter.dated.first
        else each
        for each in clause.extensions
    )
    return agreement.model_copy(update={"extension": clause.model_copy(update={"extensions": extensions})})


def _boards(agreement: Agreement) -> list[Party]:
    return [party for party in agreement.parties_with(Role.PUBLIC) if party.board and party.administration]


def _period(agreement: Agreement, matter: Matter, verdict: Verdict) -> Period:
    """Find what is asked for: the proposed extension as it is on file, else the clause's next period."""
    if matter.kind is MatterKind.ADOPT or verdict.next is None:
        return agreement.term.period
    return verdict.next


def _years(period: Period) -> range:
    """Give the calendar years of a period; of one without an end, the first."""
    last = period.last or period.first
    return range(period.first.year, last.year + 1)


def _history(agreement: Agreement, as_of: date, asked: Period | None) -> Iterator[Stage]:
    """Give the original term and each extension up to the one that is asked for, on file or not."""
    stands = term.standing(agreement, as_of)
    clause = agreement.extension
    total = clause.options if clause else 0
    yield Stage(agreement.term.period, 0, decided=True, last=total == 0)
    extensions = clause.extensions if clause else ()
    for number, each in enumerate(stands.extended, start=1):
        note = None if each.item is None else extensions[each.item].note
        yield Stage(each.period, number, decided=True, last=number == total, note=note)
    number = stands.options.used + 1
    if stands.proposal is not None:
        on_file = extensions[stands.proposal]
        yield Stage(
            on_file.period,
            number,
            decided=False,
            last=number == total,
            proposed=on_file.proposed if on_file.status is Status.PROPOSED else None,
            note=on_file.note,
        )
    elif asked is not None:
        yield Stage(asked, number, decided=False, last=number == total)


def _money(agreement: Agreement, period: Period, years: tuple[Budget, ...]) -> Money:
    whole = [each for each in years if Period.year(each.year).overlap(period) == Period.year(each.year)]
    shown = whole[0] if whole else years[0]
    places = agreement.targets.places if agreement.targets and whole else None
    a_year = Amount(shown.total.value, shown.total.quality)
    return Money(
        years=years,
        shown=shown,
        whole_year=bool(whole),
        a_year=a_year,
        in_all=_sum([each.total for each in years]),
        same_every_year=len({each.total.value for each in whole}) == 1,
        per_place=_per_place(a_year, places),
        parties=tuple(
            _party_money(agreement.parties[share.party], share, index, years, places)
            for index, share in enumerate(shown.shares)
        ),
    )


def _party_money(
    party: Party, share: Share, index: int, years: tuple[Budget, ...], places: int | None
) -> PartyMoney:
    a_year = Amount(share.figure.value, share.figure.quality)
    return PartyMoney(
        party=party,
        a_year=a_year,
        in_all=_sum([each.shares[index].figure for each in years]),
        fraction=share.fraction,
        per_place=_per_place(a_year, places),
    )


def _sum(figures: list[Figure]) -> Amount:
    quality = Quality.of_sum(each.quality for each in figures)
    return Amount(amounts.add(each.value for each in figures), quality)


def _per_place(amount: Amount, places: int | None) -> Amount | None:
    return Amount(EXACT.divide(amount.value, Decimal(places)), amount.quality) if places else None
