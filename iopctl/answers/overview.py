"""`iopctl list`: the register, one line an agreement; only the declared row of each is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.answers import figures
from iopctl.answers.figures import PartOfYear, Rounded
from iopctl.answers.reply import Number, OptionCount, Person, Reason, Reply, Task, TermDays, task_name
from iopctl.money import Quality
from iopctl.period import NoEnd
from iopctl.rules import boards
from iopctl.rules.budget import NoFigure
from iopctl.rules.extension import State
from iopctl.rules.status import Status
from iopctl.struct import UNSET, Struct, UnsetType, asdict
from iopctl.table import Column, Table, Tone
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Side
    from iopctl.source.document import Document
    from iopctl.table import Block

_TONES = {
    State.UPCOMING: Tone.QUIET,
    State.RUNNING: Tone.GOOD,
    State.LAST_PERIOD: Tone.WARNING,
    State.UNDER_NOTICE: Tone.WARNING,
    State.ENDED: Tone.QUIET,
}
_STATE, _NEXT = 2, 5


class AgreementNow(Struct):
    """How an agreement stands."""

    agreement: str
    """The agreement's id."""
    title: str
    """Its title."""
    responsible: Person | None
    """The official who keeps the agreement."""
    state: State
    """Its state."""
    why: Reason
    """The [reason](#reasons) of the state."""
    term: TermDays
    """The term with every extension decided by the day asked."""
    options: OptionCount
    """Its options to extend."""

    @classmethod
    def of(cls, name: str, agreement: Agreement, document: Document, found: Overview) -> AgreementNow:
        """Give how an agreement stands."""
        return AgreementNow(
            agreement=name,
            title=agreement.title,
            responsible=Person.of(agreement.responsible),
            state=found.state,
            why=Reason.of(found.why, document),
            term=TermDays.of(found.stands),
            options=OptionCount.of(found.stands.options),
        )


class CalledParty(Struct):
    """A party."""

    party: str
    """Its key."""
    called: str
    """Its short name, else its name."""


class SideNow(Rounded):
    """What the public or the civil parties put in together."""

    exact: Decimal
    """Before it was rounded."""

    @classmethod
    def of_side(cls, side: Side | None) -> SideNow | None:
        """Give the money of a side, where there is a figure."""
        return None if side is None else cls(*figures.rounded_of(side.amount), side.exact)


class YearNow(Struct):
    """The money of the year asked."""

    year: int
    """The calendar year of the day asked."""
    status: Status | None
    """How certain the least certain of its money is; null where the year has no figure."""
    statuses: tuple[Status, ...]
    """How certain its money is, part by part."""
    public: SideNow | None
    """What the public parties put in; null where the year has no figure."""
    civil: SideNow | None
    """What the civil parties put in; null where the year has no figure."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""
    parts: tuple[PartOfYear, ...] | UnsetType = UNSET
    """The same money by how certain it is, where it is certain only in part."""


class Listed(AgreementNow):
    """One agreement of the register."""

    parties: tuple[CalledParty, ...]
    """The parties, in the order of the file."""
    boards: tuple[str, ...]
    """The boards of the public parties."""
    year: YearNow
    """The money of the year asked."""
    deadline: Task | None
    """What is to be done next, else what was to be done last."""
    overdue: int
    """How many things should have been done already."""

    @property
    def called(self) -> str:
        """What its parties are called."""
        return " + ".join(party.called for party in self.parties)

    @classmethod
    def of(cls, name: str, agreement: Agreement, document: Document, found: Overview) -> Listed:
        """Keep what the list says of an agreement."""
        year = found.year
        statuses = () if isinstance(year, NoFigure) else year.statuses
        return cls(
            **asdict(AgreementNow.of(name, agreement, document, found)),
            parties=tuple(CalledParty(key, party.called) for key, party in agreement.parties.items()),
            boards=boards.all_of(agreement),
            year=YearNow(
                year=year.year,
                status=statuses[-1] if statuses else None,
                statuses=statuses,
                public=SideNow.of_side(found.public),
                civil=SideNow.of_side(found.civil),
                assumed=found.assumed,
                parts=UNSET if isinstance(year, NoFigure) else PartOfYear.of_year(year),
            ),
            deadline=Task.of(found.next, found.as_of) if found.next else None,
            overdue=len(found.overdue),
        )


class ListedAgreements(Struct):
    """The agreements of the register."""

    assumed: tuple[str, ...]
    """What was assumed of the series that any of the money rests on: `PKV=2.5%`."""
    agreements: tuple[Listed, ...]
    """In the order asked for; a file with problems is left out, and stands under `problems`."""


class Record(Struct):
    """A row of csv."""

    id: str
    title: str
    parties: str
    state: State
    starts: date
    ends: date | None
    latest_end: date | None
    options_total: Number | None
    options_used: int
    options_left: Number | None
    year: int
    status: tuple[Status, ...]
    public: int | None
    public_quality: Quality | None
    civil: int | None
    civil_quality: Quality | None
    assumed: tuple[str, ...]
    not_stated: tuple[str, ...]
    """Which of the sides does not count contributions without a value."""
    deadline: str | None
    deadline_on: date | None
    overdue: int
    boards: str
    responsible: str | None

    @property
    def sums_lack_a_value(self) -> bool:
        """Whether a side is shown as the sum of what is stated; one that has no value at all is no sum."""
        sides = (("public", self.public), ("civil", self.civil))
        return any(amount is not None for name, amount in sides if name in self.not_stated)

    @classmethod
    def of(cls, row: Listed) -> Record:
        """Give what csv says of an agreement."""
        options, year, coming = row.options, row.year, row.deadline
        return cls(
            id=row.agreement,
            title=row.title,
            parties=row.called,
            state=row.state,
            starts=row.term.starts,
            ends=row.term.ends,
            latest_end=row.term.latest_end,
            options_total=options.total,
            options_used=options.used,
            options_left=options.left,
            year=year.year,
            status=year.statuses,
            public=year.public.amount if year.public else None,
            public_quality=year.public.quality if year.public else None,
            civil=year.civil.amount if year.civil else None,
            civil_quality=year.civil.quality if year.civil else None,
            assumed=year.assumed,
            not_stated=tuple(
                name
                for name, side in (("public", year.public), ("civil", year.civil))
                if side and side.not_stated
            ),
            deadline=coming.kind if coming else None,
            deadline_on=coming.on if coming else None,
            overdue=row.overdue,
            boards=", ".join(row.boards),
            responsible=row.responsible.name if row.responsible else None,
        )


class Row(Struct):
    """What the table and csv say of an agreement; all else of it is let go."""

    record: Record
    cells: tuple[str, ...]

    @classmethod
    def of(cls, listed: Listed) -> Row:
        """Write an agreement as one line."""
        return cls(Record.of(listed), _cells(listed))


class Register(Reply):
    """The register, one row an agreement."""

    command = "list"
    record = (Record,)

    rows: tuple[Row, ...]
    listed: tuple[Listed, ...] = ()
    """The same agreements, with what only JSON says of them."""
    asked: tuple[Assumption, ...] = ()
    """What was assumed, whether a figure rests on it or not."""

    @property
    def assumed(self) -> tuple[str, ...]:
        """What any of the figures rests on, as it was asked for."""
        codes = {code for row in self.rows for code in row.record.assumed}
        return tuple(str(each) for each in self.asked if each.code in codes)

    @property
    def title(self) -> str:
        """Head the workbook."""
        return say("The register")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the marks mean."""
        notes, rows = [], [row.record for row in self.rows]
        if any(row.overdue for row in rows):
            notes.append(say("! Something of that agreement is overdue; 'iopctl due' tells what."))
        for row in rows:
            if uncertain := [each for each in row.status if each is not Status.COMMITTED]:
                words = say("* {id}: the money of {year} is not committed ({why}).")
                if Status.COMMITTED in row.status:
                    words = say("* {id}: a part of the money of {year} is not committed ({why}).")
                why = figures.certainties(uncertain)
                notes.append(words.format(id=row.id, year=row.year, why=why))
        unstated = figures.incomplete(row.id for row in rows if row.sums_lack_a_value)
        return (*notes, *figures.assumptions(self.assumed), *unstated, *self.basis.notes)

    def result(self) -> ListedAgreements:
        """Give the register."""
        return ListedAgreements(self.assumed, self.listed)

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each agreement."""
        return ((row.record,) for row in self.rows)

    def blocks(self) -> Iterator[Block]:
        """Set out the register."""
        if not self.rows:
            return
        year = self.as_of.year
        tones = {(number, _STATE): _TONES[row.record.state] for number, row in enumerate(self.rows)}
        tones |= {(number, _NEXT): Tone.ALARM for number, row in enumerate(self.rows) if row.record.overdue}
        yield Table(
            columns=(
                Column(say("Id")),
                Column(say("Parties"), optional=True),
                Column(say("State")),
                Column(say("Ends")),
                Column(say("Options")),
                Column(say("Next deadline")),
                Column(say("Public {year}", year=year), figures=True),
                Column(say("Civil {year}", year=year), figures=True, optional=True),
            ),
            rows=tuple(row.cells for row in self.rows),
            notes=self.notes,
            tones=tones,
        )


def state_name(state: State) -> str:
    """Say the state of an agreement."""
    return {
        State.UPCOMING: say("upcoming"),
        State.RUNNING: say("running"),
        State.LAST_PERIOD: say("last period"),
        State.UNDER_NOTICE: say("under notice"),
        State.ENDED: say("ended"),
    }[state]


def _cells(row: Listed) -> tuple[str, ...]:
    total, left, coming = row.options.total, row.options.left, row.deadline
    options = say("{left} of {total}", left=left, total=total) if total else "–"
    if total == "unlimited":
        options = say("no limit") if left == total else "–"
    deadline = f"{coming.on} {task_name(coming.kind)}{' !' if row.overdue else ''}" if coming else "–"
    no_end = say("not stated") if row.term.no_end is NoEnd.NOT_STATED else say("no end")
    ends = str(row.term.ends or no_end)
    money = (_kronor(row.year, side) for side in (row.year.public, row.year.civil))
    return (row.agreement, row.called, state_name(row.state), ends, options, deadline, *money)


def _kronor(year: YearNow, side: SideNow | None) -> str:
    if side is None:
        return "–"
    written = figures.written(side.shown, year.assumed)
    return f"{written}*" if set(year.statuses) - {Status.COMMITTED} else written
