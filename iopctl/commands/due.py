"""`iopctl due`: what must be done over the register, in order of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import period, register, spelling, visible
from iopctl.answers.due import Due, Row
from iopctl.commands import answer, gathering, picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.model.parties import Role
from iopctl.period import Length, Unit
from iopctl.register import Indices
from iopctl.rules import boards, deadlines
from iopctl.rules.boards import Condition
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from iopctl.source import config
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.commands.answer import Asked
    from iopctl.model.agreement import Agreement
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.rules.deadlines import Deadline
    from iopctl.source.folder import Folder

AHEAD = Length.parse("180 days")
"""How far it looks ahead where nothing else is asked."""


class Narrowed(Struct):
    """Whose deadlines are asked for; None is everybody's. A part of the name is enough."""

    responsible: str | None = None
    board: str | None = None
    id: str | None = None
    """The only agreement asked about."""

    def takes(self, agreement: Agreement) -> bool:
        """Tell whether an agreement is asked about."""
        return all(each.among(each.names(agreement)) for each in self.conditions)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the agreements asked about have in common, by the names of the options."""
        named = {"responsible": self.responsible, "board": self.board}
        return tuple(Condition(key, value) for key, value in named.items() if value is not None)


class Gathered(Struct):
    """The deadlines of a register."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    """The files that could not be asked."""
    misnamed: tuple[tuple[str, str], ...]
    """Boards that the settings list and no agreement has, each with the one that was probably meant."""


def routine(agreements: Folder) -> Routine:
    """Read how the municipality works from the settings that hold for the folder."""
    found = config.find(agreements.path.resolve())
    if found is None:
        return Routine()
    return Routine(found.memo_lead, found.measurement_age, found.meetings, found.tracked_from)


def gather(agreements: Folder, asked: Asked, narrowed: Narrowed, within: Length) -> Gathered:
    """Ask every agreement for what is overdue or to be done within a time; of the rest nothing is kept.

    Raise IopctlError for a name that no agreement has.
    """
    horizon = period.after(asked.as_of, within)
    ways, indices = routine(agreements), Indices(agreements)
    rows: list[Row] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    names: dict[str, set[str]] = {each.key: set() for each in narrowed.conditions}
    known_boards: set[str] = set()
    files = agreements.files() if narrowed.id is None else [agreements.file_of(narrowed.id)]
    for record in register.read_all(asked.progress(files)):
        if record.agreement is None:
            problems += record.problems
            left_out.append(record.document.file)
            continue
        known_boards.update(boards.all_of(record.agreement))
        for each in narrowed.conditions:
            names[each.key].update(each.names(record.agreement))
        if narrowed.takes(record.agreement):
            known = Known(asked.as_of, indices.followed_by(record.agreement))
            found = deadlines.deadlines(record.agreement, known, ways)
            rows += _rows(record, [each for each in found if each.on <= horizon])
    picking.check(narrowed.conditions, names, "--{key}")
    rows.sort(key=lambda row: (row.deadline.on, row.id))
    misnamed = tuple(_misnamed(ways, known_boards)) if narrowed.id is None else ()
    return Gathered(tuple(rows), tuple(sorted(problems)), tuple(left_out), misnamed)


def _misnamed(ways: Routine, named: set[str]) -> Iterator[tuple[str, str]]:
    """Find boards whose meetings are listed under a name that is almost that of an agreement's board."""
    unmet = {board for board in named if ways.listed(board) is None}
    known = set(map(spelling.key, named))
    for listed in sorted(each for each in ways.meetings if spelling.key(each) not in known):
        for meant in spelling.near(listed, unmet):
            yield listed, meant


def run(
    agreements: Folder, asked: Asked, narrowed: Narrowed, within: Length, fail_within: Length | None
) -> Answer:
    """Show what is overdue or to be done within a time; exit with 1 where something is late or soon is."""
    answer.check_format(Due, asked)
    gathered = gather(agreements, asked, narrowed, within)
    limit = period.after(asked.as_of, fail_within or Length(0, Unit.DAY))
    late = any(row.deadline.overdue(asked.as_of) for row in gathered.rows)
    soon = fail_within is not None and any(row.deadline.on <= limit for row in gathered.rows)
    found = Due(within, gathered.rows, as_of=asked.as_of, basis=asked.basis, problems=gathered.problems)
    lines = [gathering.left_out(file) for file in gathered.left_out]
    lines += [
        say(
            "iopctl.toml lists meetings of '{listed}', which no agreement has. Did you mean '{meant}'?",
            listed=listed,
            meant=meant,
        )
        for listed, meant in gathered.misnamed
    ]
    remarks = "".join(f"{visible.line(each)}\n" for each in lines)
    return answer.give(found, asked, remarks, PROBLEMS if gathered.left_out or late or soon else FINE)


def _rows(record: Record, found: Iterable[Deadline]) -> list[Row]:
    agreement = record.agreement
    if agreement is None:
        return []
    named = boards.all_of(agreement)
    owners = sorted(spelling.key(boards.called(party)) for party in agreement.parties_with(Role.PUBLIC))
    return [
        Row(
            record.id,
            agreement.title,
            each,
            agreement.responsible,
            named,
            record.document.place_of(each.what.where, on_key=each.what.on_key),
            tuple(owners),
        )
        for each in found
    ]
