"""What the yearly report to a board says of agreements, decisions and money.

The agreements and their money are those of the last day of the year, or of the day of the report where that
comes first; what came in for the follow-up counts up to the day of the report. An agreement that ended before
the year is left out. Committed money, money until further notice and optional money are never added up.

Holds: an agreement ended on 30 June 2023 → the report for 2023 names it among those that ended.
Does not: the report for 2024 names it at all.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import money, spelling
from iopctl.model.extension import Status as ExtensionStatus
from iopctl.model.parties import Role
from iopctl.model.profile import SectionName
from iopctl.period import Period, RoughDay
from iopctl.rules import boards, budget, extension, outcome, portfolio, sections, stretches, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.model.term import Term
    from iopctl.money import Amount
    from iopctl.problem import Finding
    from iopctl.rules.boards import Board
    from iopctl.rules.known import Known
    from iopctl.rules.outcome import Outcome
    from iopctl.rules.portfolio import Entry
    from iopctl.rules.sections import Shown

# What a report has to say, of what a profile may name.
_SECTIONS = {
    SectionName.DECISIONS,
    SectionName.MATTER,
    SectionName.BACKGROUND,
    SectionName.ECONOMY,
    SectionName.FOLLOW_UP,
    SectionName.SIGNATURES,
}


class Did(StrEnum):
    """What was decided about an agreement."""

    ADOPTED = "adopted"
    STARTED = "started"
    EXTENDED = "extended"
    DECLINED = "declined"
    AMENDED = "amended"
    NOTICE = "notice"


class Decision(Struct):
    """What was decided about an agreement in the year."""

    on: date
    """The day in whose order it comes: the last one where only a month or a year is known."""
    title: str
    """The agreement."""
    did: Did
    """adopted, extended, declined, amended or notice; started where its own day is not known."""
    day: RoughDay
    """When it was decided, as exactly as it is known."""
    period: Period
    """What it is about; of a change, from its first day on; of notice, up to the last day."""
    since: RoughDay
    """From when it applies, as exactly as it is known."""


class Sum(Struct):
    """Money of one certainty."""

    status: str
    """committed, until_further_notice or optional."""
    own: Amount
    """What the board of the report pays."""
    public: Amount
    """The public side, that board included."""
    others: Amount
    """All other parties."""


class Partnership(Struct):
    """One agreement in the year."""

    id: str
    """The name of its file."""
    title: str
    """What it is called."""
    partners: tuple[Party, ...]
    """The civil parties."""
    period: Period
    """The decided term."""
    agreed: bool
    """Whether it was decided by the day shown, and its condition met."""
    money: tuple[Sum, ...]
    """What is put in, each certainty by itself; none where the year has no figure, or no money."""
    why: Finding | None
    """Why there is no figure, where the file should give one."""
    per_place: Amount | None
    """Kronor for each place in the year, in all."""
    outcome: Outcome
    """What was held, received and measured."""

    def ended(self, day: date) -> bool:
        """Tell whether it had ended by a day, or ends with the year that this day closes."""
        last = self.period.last
        return last is not None and (last < day or last == day == date(day.year, 12, 31))


class Report(Struct):
    """Everything that the template of the yearly report may name."""

    year: int
    """The calendar year."""
    as_of: date
    """The day of the report."""
    day: date
    """The day on which the agreements are shown: the year's last, or that of the report."""
    board: Party
    """The party whose board gets the report."""
    administration: str
    """Who writes: the administration of the profile, else that of the board."""
    profile: Profile
    """How the municipality orders and words its memos."""
    sections: tuple[Shown, ...]
    """The sections that the report has, in the order of the profile."""
    running: tuple[Partnership, ...]
    """The agreements that run, by id."""
    upcoming: tuple[Partnership, ...]
    """Those that start after the day shown, or are not decided by then."""
    ended: tuple[Partnership, ...]
    """Those that ended in the year."""
    decisions: tuple[Decision, ...]
    """What was decided in the year, in order of the days."""
    sums: tuple[Sum, ...]
    """The money of all of them, by how certain it is."""

    @property
    def followed_up(self) -> tuple[Partnership, ...]:
        """Those whose year is followed up: all that ran in it."""
        return (*self.running, *self.ended)

    @property
    def shared(self) -> bool:
        """Whether others than the board of the report pay on the public side, too."""
        return any(each.own != each.public for each in self.sums)

    @property
    def incomplete(self) -> bool:
        """Whether a sum does not count contributions without a value."""
        return any(each.public.unstated or each.others.unstated for each in self.sums)

    @property
    def without_figure(self) -> tuple[Partnership, ...]:
        """Those whose money cannot be computed, which the sums therefore miss."""
        return tuple(each for each in self.followed_up if each.why is not None)


def shown_on(year: int, as_of: date) -> date:
    """Find the day on which the agreements of a year are shown."""
    return min(as_of, date(year, 12, 31))


def lines(
    agreement_id: str, agreement: Agreement, year: int, known: Known, as_of: date
) -> dict[Board, Partnership]:
    """Sum up an agreement in a year for each of its boards; for none where it ended before."""
    stands = extension.standing(agreement, known.as_of)
    never = stands.over and not stands.agreed
    if never or (stands.decided.last is not None and stands.decided.last.year < year):
        return {}
    computed = budget.open_still(agreement, year, known)
    of_year = None
    if not isinstance(computed, NoFigure):
        counted = stands.reach.overlap(Period.year(year)) or Period.year(year)
        of_year = stretches.of_budget(agreement, counted, computed)
    entries = tuple(portfolio.entries(agreement_id, agreement, [year], known))
    whole = Partnership(
        id=agreement_id,
        title=agreement.title,
        partners=agreement.parties_with(Role.CIVIL),
        period=stands.decided,
        agreed=stands.agreed,
        money=(),
        why=next((each.reason for each in entries if isinstance(each, portfolio.Missing)), None),
        per_place=of_year.per_place if of_year else None,
        outcome=outcome.of(agreement, replace(known, as_of=as_of), year, of_year),
    )
    names: dict[Board, set[str]] = {}
    for board, party in boards.each_of(agreement.parties_with(Role.PUBLIC)):
        names.setdefault(board, set()).add(spelling.key(boards.called(party)))
    return {
        board: replace(
            whole, money=tuple(_sum(each, own) for each in entries if isinstance(each, portfolio.Entry))
        )
        for board, own in names.items()
    }


def _sum(entry: Entry, own: set[str]) -> Sum:
    paid = money.total(each.amount for each in entry.boards if spelling.key(each.name) in own)
    return Sum(entry.status.value, paid, entry.public, entry.others)


def decisions(agreement: Agreement, year: int, day: date) -> Iterator[Decision]:
    """Find what was decided about an agreement in a year, up to a day."""
    for on, did, period, since in _decided(agreement, day):
        if on.year == year and on.last <= day:
            yield Decision(on.last, agreement.title, did, on, period, since)


def _decided(agreement: Agreement, day: date) -> Iterator[tuple[RoughDay, Did, Period, RoughDay]]:
    """Find what was decided, when, about which days, and from when as exactly as it is known.

    What was decided on a condition counts from the day on which that was met, and until then not at all.
    """
    stated, starts = agreement.term, RoughDay.of(agreement.term.starts)
    if stated.decided_by(day):
        did = Did.ADOPTED if stated.signed else Did.STARTED
        yield _from(stated.signed or starts, stated), did, stated.period, starts
    made = {ExtensionStatus.DECIDED: Did.EXTENDED, ExtensionStatus.DECLINED: Did.DECLINED}
    for each in agreement.extension.extensions if agreement.extension else ():
        if each.decided_by(day) or each.declined_by(day):
            on = _from(RoughDay.of(each.decided or each.starts), each)
            yield on, made[each.status], each.period, RoughDay.of(each.starts)
    changes = [
        (RoughDay.of(each.decided or each.since), RoughDay.of(each.since)) for each in agreement.budget[1:]
    ]
    changes += [(each.decided or each.since, each.since) for each in agreement.amendments]
    for decided, since in dict.fromkeys(changes):
        yield decided, Did.AMENDED, Period(since.first, None), since
    if stated.notice_given is not None:
        given = stated.notice_given.on
        yield RoughDay.of(given), Did.NOTICE, term.standing(agreement, given).decided, starts


def _from(decided: RoughDay, of: Term | Extension) -> RoughDay:
    """Say from when a decision counts: from its own day, or that of its condition where that is later."""
    on = of.condition_met
    return RoughDay.of(on) if on and on > decided.last else decided


def report(
    year: int,
    as_of: date,
    board: Party,
    profile: Profile,
    of: tuple[tuple[Partnership, tuple[Decision, ...]], ...],
) -> Report:
    """Put the agreements of a board together."""
    day = shown_on(year, as_of)
    lines = tuple(each for each, _ in of)
    upcoming = tuple(each for each in lines if each.period.first > day or not each.agreed)
    begun = tuple(each for each in lines if each not in upcoming)
    ended = tuple(each for each in begun if each.ended(day))
    running = tuple(each for each in begun if each not in ended)
    found = [each for line in (*running, *ended) for each in line.money]
    of_status = {status: [each for each in found if each.status == status] for status in Status}
    return Report(
        year=year,
        as_of=as_of,
        day=day,
        board=board,
        administration=profile.administration or board.administration or board.name,
        profile=profile,
        sections=sections.of_report(profile, _SECTIONS),
        running=running,
        upcoming=upcoming,
        ended=ended,
        decisions=tuple(
            sorted(
                (each for _, found in of for each in found),
                key=lambda each: (each.on, spelling.order(each.title), each.did),
            )
        ),
        sums=tuple(
            Sum(
                status.value,
                money.total(each.own for each in sums),
                money.total(each.public for each in sums),
                money.total(each.others for each in sums),
            )
            for status, sums in of_status.items()
            if sums
        ),
    )
