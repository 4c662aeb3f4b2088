"""`iopctl show`: one agreement on one screen: facts, deadlines and a timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl import spelling, swedish
from iopctl.answers import figures, timeline
from iopctl.answers.figures import Money, PartOfYear
from iopctl.answers.overview import AgreementNow, CalledParty, state_name
from iopctl.answers.reply import Reply, Task
from iopctl.answers.timeline import ShownTimeline
from iopctl.model.parties import Role
from iopctl.model.scalars import NONE
from iopctl.rules.budget import NoFigure
from iopctl.rules.status import Status
from iopctl.struct import UNSET, Struct, UnsetType, asdict
from iopctl.table import Chart, Facts, Lines
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Timeline
    from iopctl.source.document import Document
    from iopctl.table import Block

# More would push the timeline off the screen.
_MOST_DEADLINES = 4
_GAP = 2


class ShownParty(CalledParty):
    """A party, with those who decide and prepare."""

    name: str
    """Its name."""
    role: Role
    """What it is to the partnership."""
    board: str | None
    """The board that decides."""
    administration: str | None
    """The administration that prepares."""


class ShownShare(Money):
    """What a party puts in."""

    party: str
    """The key of the party."""


class ShownYear(Struct):
    """The money of the year asked; why there is no figure stands under `problems`."""

    year: int
    """The calendar year of the day asked."""
    status: Status | None
    """How certain the least certain of its money is; null where the year has no figure."""
    total: Money | None
    """The money of all parties; null where the year has no figure."""
    parties: tuple[ShownShare, ...]
    """What each party puts in."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""
    parts: tuple[PartOfYear, ...] | UnsetType = UNSET
    """The same money by how certain it is, where it is certain only in part."""


class ShownTargets(Struct):
    """What the agreement aims at."""

    places: int | None
    """How many places there are to be."""
    participants: int | None
    """How many are to take part."""
    settings: tuple[str, ...]
    """Where."""


class ShownMeetings(Struct):
    """The meetings of a kind."""

    kind: str
    """What they are called."""
    at_least: int | None
    """How many are to be held a year; null where the agreement states no number."""
    year: int
    """The calendar year of the day asked."""
    held: int
    """How many were held in it by the day asked."""


class ShownReports(Struct):
    """The reports of a kind."""

    kind: str
    """What they are called."""
    missing: tuple[date, ...]
    """The days on which one was due that has not come in, up to the next one."""
    missing_in_words: tuple[str, ...]
    """When others are due that have not come in, in the agreement's own words."""


class ShownFollowUp(Struct):
    """How the follow-up stands."""

    meetings: tuple[ShownMeetings, ...]
    """Each kind of meeting."""
    reports: tuple[ShownReports, ...]
    """Each kind of report."""
    measured: tuple[str, ...]
    """When something was measured: a day, a month or a year."""


class ShownAgreement(AgreementNow):
    """Everything that one screen says of an agreement."""

    case_number: str | None
    """Its case number."""
    followed_by: str | None
    """The id of the agreement that followed; `none` where it ended for good, null where neither is known."""
    parties: tuple[ShownParty, ...]
    """The parties, in the order of the file."""
    year: ShownYear
    """The money of the year asked."""
    targets: ShownTargets | None
    """What the agreement aims at."""
    follow_up: ShownFollowUp | None
    """How the follow-up stands."""
    deadlines: tuple[Task, ...]
    """What is to be done, in order of its day."""
    timeline: ShownTimeline
    """The term over the years."""


class Show(Reply):
    """One agreement on one screen."""

    command = "show"

    id: str
    agreement: Agreement
    document: Document
    overview: Overview
    timeline: Timeline
    asked: tuple[Assumption, ...] = ()
    """What was assumed, whether a figure rests on it or not."""
    tracked_from: date | None = None
    """The day from which the register is kept."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the money rests on; the day stands in the headline already."""
        assumed = (str(each) for each in self.asked if each.code in self.overview.assumed)
        return (*figures.assumptions(assumed), *(self.basis.notes if self.basis.revision else ()))

    def result(self) -> ShownAgreement:
        """Give all of it as data."""
        agreement, targets = self.agreement, self.agreement.targets
        return ShownAgreement(
            **asdict(AgreementNow.of(self.id, agreement, self.document, self.overview)),
            case_number=agreement.case_number,
            followed_by=agreement.followed_by,
            parties=tuple(
                ShownParty(key, each.called, each.name, each.role, each.board, each.administration)
                for key, each in agreement.parties.items()
            ),
            year=self._year(),
            targets=ShownTargets(targets.places, targets.participants, targets.settings) if targets else None,
            follow_up=self._follow_up(),
            deadlines=tuple(Task.of(each, self.overview.as_of) for each in self.overview.deadlines),
            timeline=ShownTimeline.of(self.timeline),
        )

    def _year(self) -> ShownYear:
        year = self.overview.year
        if isinstance(year, NoFigure):
            return ShownYear(year.year, None, None, (), ())
        shares = (
            ShownShare(**asdict(Money.of(each.figure, each.exact)), party=each.party) for each in year.borne
        )
        return ShownYear(
            year=year.year,
            status=year.status,
            total=Money.of(year.total, year.exact),
            parties=tuple(shares),
            assumed=year.total.assumed,
            parts=PartOfYear.of_year(year),
        )

    def _follow_up(self) -> ShownFollowUp | None:
        follow, as_of = self.agreement.follow_up, self.overview.as_of
        decided = self.overview.stands.decided
        if follow is None:
            return None
        return ShownFollowUp(
            meetings=tuple(
                ShownMeetings(each.kind, each.at_least, as_of.year, each.held_in(as_of.year, as_of))
                for each in follow.meetings
            ),
            reports=tuple(
                ShownReports(
                    each.kind, each.missing(decided, as_of, self.tracked_from), each.missing_in_words(as_of)
                )
                for each in follow.reports
            ),
            measured=tuple(str(each.on) for each in follow.measurements if each.on.last <= as_of),
        )

    def blocks(self) -> Iterator[Block]:
        """Give the facts, what is to be done, and the timeline."""
        as_of, number = self.overview.as_of, self.agreement.case_number
        headline = say("{id}, as of {day}", id=self.id, day=as_of)
        if number:
            headline = say("{id}, {number}, as of {day}", id=self.id, number=number, day=as_of)
        facts = tuple(self._facts())
        yield Lines((self.agreement.title, headline))
        yield Facts(facts)
        due = [
            f"{each.on} {'!' if each.overdue(as_of) else ' '} {each.what.message}"
            for each in self.overview.deadlines[:_MOST_DEADLINES]
        ]
        if more := len(self.overview.deadlines) - len(due):
            due.append(say("{number} more; 'iopctl due' shows them.", number=more))
        if due:
            yield Lines(tuple(due), hanging=max(len(name) for name, _ in facts) + _GAP)
        yield Chart(lambda width: timeline.drawn(self.timeline, width))
        if self.notes:
            yield Lines(self.notes)

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Name each fact and say it in a line; what the agreement does not state is left out."""
        agreement, overview = self.agreement, self.overview
        official, targets = agreement.responsible, agreement.targets
        yield say("State"), f"{state_name(overview.state)}: {overview.why.message}"
        yield say("Term"), self._term()
        if agreement.followed_by is not None:
            ended = agreement.followed_by == NONE
            yield say("Followed by"), say("nothing: it ended for good") if ended else agreement.followed_by
        parties = []
        for party in agreement.parties.values():
            board = None if party.role is Role.CIVIL else party.board
            says_more = board is not None and not spelling.within(board, party.called)
            parties.append(f"{party.called} ({board})" if says_more else party.called)
        yield say("Parties"), " + ".join(parties)
        if official is not None:
            yield say("Responsible"), ", ".join(filter(None, (official.name, official.title)))
        yield say("Money {year}", year=overview.year.year), self._money()
        if targets is not None:
            aims = []
            if places := targets.places:
                aims.append(say_count(places, "{number} place", "{number} places"))
            if people := targets.participants:
                aims.append(say_count(people, "{number} participant", "{number} participants"))
            yield say("Targets"), "; ".join([*aims, *targets.settings])
        if followed := "; ".join(self._followed()):
            yield say("Follow-up"), followed

    def _term(self) -> str:
        """Say how long the term is, how many options are left, and how far those reach that can be used."""
        stands, lapsed = self.overview.stands, self.overview.lapsed
        options, ends, latest = stands.options, stands.decided.last, stands.reach.last
        runs = f"{stands.decided.first} – {figures.end(ends, stands.no_end)}"
        if options.total == 0 or ends is None:
            return runs
        left = options.unused if lapsed else options.left
        if options.total is None and left == 0:
            words = say("no option left")
        elif options.total is None:
            words = say("options without limit, lapsed") if lapsed else say("options without limit")
        else:
            one, many = "{left} of {number} option left", "{left} of {number} options left"
            if lapsed:
                one, many = "{left} of {number} option lapsed", "{left} of {number} options lapsed"
            words = say_count(options.total, one, many, left=left)
        if latest and latest != ends and not lapsed:
            words = say("{options}, to {latest}", options=words, latest=latest)
        return f"{runs}; {words}"

    def _money(self) -> str:
        year = self.overview.year
        if isinstance(year, NoFigure):
            return year.reason.message
        shares = []
        for share in year.borne:
            unit = f"{swedish.NBSP}kr" if share.figure.amount.stated else ""
            called = self.agreement.parties[share.party].called
            shares.append(f"{called} {figures.kronor(share.figure)}{unit}")
        certainty = figures.certainties(year.statuses)
        if len(year.parts) > 1:
            parts = (f"{figures.status(each.status)} {figures.kronor(each.total)}" for each in year.parts)
            certainty = ", ".join(parts)
        return f"{' + '.join(shares)} ({certainty})"

    def _followed(self) -> Iterator[str]:
        """Say of each kind of meeting and report how it stands, and when something was measured last."""
        follow, found = self.agreement.follow_up, self._follow_up()
        if follow is None or found is None:
            return
        if self.overview.as_of.year in self.overview.stands.decided.whole_years:
            for each in found.meetings:
                if each.at_least is None:
                    yield say("{kind} {held} recorded for {year}", **asdict(each))
                else:
                    yield say("{kind} {held} of {at_least} recorded for {year}", **asdict(each))
        for report in found.reports:
            days = ", ".join(map(str, (*report.missing, *report.missing_in_words)))
            words = say("{kind} due {days}") if days else say("{kind}: all received")
            yield words.format(kind=report.kind, days=days)
        known = [each.on for each in follow.measurements if each.on.last <= self.overview.as_of]
        if known:
            yield say("measured {on}", on=max(known, key=lambda on: on.last))
