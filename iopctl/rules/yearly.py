"""What came of a year, and what the yearly report to a board says of agreements, decisions and money.

Of meetings, reports and measurements only what was known on the day of the memo or report counts. Meetings
are required in a calendar year that lies wholly inside the term.

The agreements and their money are those of the last day of the year, or of the day of the report where that
comes first; what came in for the follow-up counts up to the day of the report. An agreement that ended before
the year is left out. Committed money, money until further notice and optional money are never added up.

Holds: an agreement ended on 30 June 2023 → the report for 2023 names it among those that ended.
Does not: the report for 2024 names it at all.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import money, spelling
from iopctl.model.extension import Status as ExtensionStatus
from iopctl.model.follow_up import FollowUp
from iopctl.model.parties import Role
from iopctl.model.profile import SectionName
from iopctl.period import Period, RoughDay
from iopctl.rules import boards, budget, extension, portfolio, sections, shares, stretches, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.model.follow_up import Measurement, Meetings
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.model.term import Term
    from iopctl.money import Amount
    from iopctl.problem import Finding
    from iopctl.rules.boards import Board
    from iopctl.rules.known import Known
    from iopctl.rules.portfolio import Entry
    from iopctl.rules.sections import Shown
    from iopctl.rules.stretches import Stretch

_NAMES_A_YEAR = re.compile(r"\b\d{4}\b")
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


class Held(Struct):
    """Meetings of one kind in the year."""

    required: Meetings
    """What the agreement requires."""
    days: tuple[date, ...]
    """The days on which they were held."""
    missing: int
    """How many are missing; none where only a part of the year lies inside the term."""


class Reported(Struct):
    """A report that was due in the year."""

    kind: str
    """The word in the singular: årsrapport."""
    due: date | str
    """The day on which it was due, or the agreement's words for it."""
    received: date | None
    """The day on which it came in; None where it had not by the day of the memo."""
    late: bool
    """Whether it came in after its day."""


class Outcome(Struct):
    """What came of a year."""

    year: int
    """The calendar year."""
    meetings: tuple[Held, ...]
    """The meetings, one item for each kind."""
    reports: tuple[Reported, ...]
    """The reports that were due, in order of their days; last those that are due in words."""
    measurements: tuple[Measurement, ...]
    """What was counted or reported for the year."""
    public: Amount | None
    """What the public parties put in; None where the year has no figure."""
    public_per_place: Amount | None
    """The same for each place; None where no number of places is stated, or the year is no whole one."""

    tracked: bool
    """Whether the register was kept from the first day of the year on; else nothing more is missed."""

    @property
    def missing(self) -> bool:
        """Whether anything is missing that the agreement requires, or was not kept."""
        lacks = any(each.missing for each in self.meetings)
        return lacks or any(each.received is None for each in self.reports) or not self.tracked


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


def outcome(agreement: Agreement, known: Known, year: int, of_year: Stretch | None) -> Outcome:
    """Gather what is known on a day about a year, with its money where that has a figure.

    What was due before the register was kept is neither late nor missing; nor are meetings of a year that
    its first day cuts.
    """
    stated, as_of = agreement.follow_up or FollowUp(), known.as_of
    decided = term.standing(agreement, as_of).decided
    tracked_from = known.tracked_from or date.min
    tracked = date(year, 1, 1) >= tracked_from
    meetings = []
    for required in stated.meetings:
        days = tuple(sorted({day for day in required.held if day.year == year and day <= as_of}))
        least = required.at_least or 0
        missing = max(0, least - len(days)) if tracked and year in decided.whole_years else 0
        meetings.append(Held(required, days, missing))
    reports = []
    for report in stated.reports:
        received = report.came_in(as_of)
        for day in report.due_days(decided, as_of):
            on = received.get(day)
            if day.year == year and day <= as_of and (on is not None or day >= tracked_from):
                late = on is not None and on > day >= tracked_from
                reports.append(Reported(report.kind, day, on, late))
        # Words that name a year are about it; others may be about any.
        reports += [
            Reported(report.kind, words, received.get(words), late=False)
            for words in report.in_words
            if str(year) in words or not _NAMES_A_YEAR.search(words)
        ]
    public = None
    if of_year is not None:
        own = shares.of_role(agreement, of_year.shares, Role.PUBLIC)
        public = money.total(share.figure.amount for share in own)
    places = agreement.places if of_year and of_year.whole else None
    return Outcome(
        year=year,
        meetings=tuple(meetings),
        reports=tuple(sorted(reports, key=lambda each: (str(each.due), spelling.order(each.kind)))),
        measurements=tuple(
            each for each in stated.measurements if each.on.last.year == year and each.on.last <= as_of
        ),
        public=public,
        public_per_place=budget.per_place(public, places) if public else None,
        tracked=tracked,
    )


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
        outcome=outcome(agreement, replace(known, as_of=as_of), year, of_year),
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
