"""`iopctl due`: what must be done over the register, in order of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl.answers.reply import Person, Reply, Task
from iopctl.struct import Struct
from iopctl.table import Column, Lines, Table
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.parties import Official
    from iopctl.period import Length
    from iopctl.problem import Place
    from iopctl.rules.deadlines import Deadline
    from iopctl.table import Block


class Row(Struct):
    """One thing to do, about which agreement, and who keeps that."""

    id: str
    title: str
    deadline: Deadline
    responsible: Official | None
    boards: tuple[str, ...]
    place: Place
    """The line of the file that the deadline comes from."""
    owners: tuple[str, ...] = ()
    """The public parties with their boards, as names are compared, in order."""


class AgreementTask(Task):
    """Something that is to be done about an agreement."""

    agreement: str
    """The agreement's id."""
    title: str
    """What the agreement is called."""
    responsible: Person | None
    """Who keeps it."""
    boards: tuple[str, ...]
    """The boards that decide."""
    hint: str | None
    """With which command it is recorded."""
    file: str
    """The file that the deadline comes from."""
    line: int
    """The line in it, counted from 1."""


class Tasks(Struct):
    """What is overdue or to be done within a time."""

    within: str
    """How far ahead was asked: `180 days`."""
    due: tuple[AgreementTask, ...]
    """In order of date, then by id."""


class Record(Struct):
    """A row of csv."""

    on: date
    days_left: int
    overdue: bool
    agreement: str
    title: str
    kind: str
    what: str
    responsible: str | None
    boards: str
    file: str
    line: int


class Due(Reply):
    """What is to be done, in order of date."""

    command = "due"
    record = (Record,)

    within: Length
    rows: tuple[Row, ...]

    def result(self) -> Tasks:
        """Give what is to be done."""
        return Tasks(str(self.within), tuple(map(self._task, self.rows)))

    def _task(self, row: Row) -> AgreementTask:
        task = Task.of(row.deadline, self.as_of)
        return AgreementTask(
            on=task.on,
            days_left=task.days_left,
            overdue=task.overdue,
            kind=task.kind,
            about=task.about,
            what=task.what,
            agreement=row.id,
            title=row.title,
            responsible=Person.of(row.responsible),
            boards=row.boards,
            hint=row.deadline.what.hint or None,
            file=row.place.file,
            line=row.place.line,
        )

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each thing to do."""
        for each in self.result().due:
            name = each.responsible.name if each.responsible else None
            asked = (each.on, each.days_left, each.overdue, each.agreement, each.title, each.kind, each.what)
            yield (Record(*asked, name, ", ".join(each.boards), each.file, each.line),)

    def blocks(self) -> Iterator[Block]:
        """Set out what is to be done, and say once with which command each kind is recorded."""
        if not self.rows:
            nothing = say(
                "Nothing is overdue or due within {within}, as of {day}.", within=self.within, day=self.as_of
            )
            yield Lines((nothing,))
            return
        hints = dict.fromkeys(row.deadline.what.hint for row in self.rows if row.deadline.what.hint)
        names = (say("Day"), say("Left"), say("Id"), say("To do"), say("Responsible"))
        yield Table(
            columns=tuple(map(Column, names)),
            rows=tuple(
                (
                    str(row.deadline.on),
                    _left((row.deadline.on - self.as_of).days),
                    row.id,
                    row.deadline.what.message,
                    row.responsible.name if row.responsible else "–",
                )
                for row in self.rows
            ),
            notes=(*hints, *self.notes),
        )


def _left(days: int) -> str:
    if days < 0:
        return say_count(-days, "{number} day late", "{number} days late")
    return say_count(days, "{number} day", "{number} days") if days else say("today")
