"""`iopctl report`: what a board is told once a year about its partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.commands import picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.memo.document import formats
from iopctl.memo.document.formats import House
from iopctl.memo.document.formats import Writer as DocumentWriter
from iopctl.memo.template import Writer
from iopctl.model.parties import Role
from iopctl.problem import IopctlError, Problem
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import boards, yearly
from iopctl.rules.known import Known
from iopctl.source import folder, writing
from iopctl.struct import Struct, field
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.register import Progress
    from iopctl.rules.boards import Board
    from iopctl.rules.yearly import Decision, Partnership, Report
    from iopctl.source.folder import Folder


class Asked(Struct):
    """Which report is asked for, and in which format."""

    year: int
    as_of: date
    board: str | None
    """A part of its name; None where the register has only one."""
    profile: str | None
    house: House
    form: str
    progress: Progress = iter
    """Hands on the files, and shows how far the work has come."""


def run(agreements: Folder, asked: Asked, output: Path | None) -> Answer:
    """Write the report, and name what its sums miss; where a file has problems, none is written."""
    if output is None and asked.form not in formats.TEXTS:
        raise IopctlError(codes.NOT_ON_A_SCREEN, formats=asked.form)
    documents = DocumentWriter((asked.form,), asked.house)
    found = register.profile_of(agreements, asked.profile)
    gathered = _gather(agreements, asked)
    problems = gathered.problems
    if found.stated is None or problems:
        return Answer("", diagnostics.full(sorted((*problems, *found.problems))), PROBLEMS)

    meant = picking.board(gathered.boards, asked.board)
    board = gathered.boards[meant]
    of_board = gathered.of(meant)
    remarks = [each.lack for each in of_board if each.lack is not None]
    report = _report(asked, board, found.stated, of_board)
    written = _written(agreements, documents, report)
    if isinstance(written, Problem):
        return Answer("", diagnostics.full([written]), PROBLEMS)

    said, exit_code = diagnostics.full(remarks), PROBLEMS if remarks else FINE
    content = written[asked.form]
    if output is None:
        return Answer(content.decode(), said, exit_code)
    writing.write_all({output: content}, kept=asked.house.files)
    return Answer("", f"{said}{say('Wrote {path}', path=folder.shown(output))}\n", exit_code)


def reports(agreements: Folder, day: date, profiles: tuple[Profile, ...]) -> Iterator[Report]:
    """Give the reports of each board for the year of a day and the one before it, as of that day."""
    for year in (day.year - 1, day.year):
        asked = Asked(year, day, None, None, House(), formats.MARKDOWN)
        gathered = _gather(agreements, asked)
        for board, party in gathered.boards.items():
            for profile in profiles:
                yield _report(asked, party, profile, gathered.of(board))


def _report(asked: Asked, board: Party, profile: Profile, of_board: list[_Line]) -> Report:
    lines = tuple((each.line, each.decisions) for each in of_board)
    return yearly.report(asked.year, asked.as_of, board, profile, lines)


class _Line(Struct):
    """What the report may say of one agreement; the agreement itself is let go."""

    board: Board
    line: Partnership
    decisions: tuple[Decision, ...]
    lack: Problem | None
    """Why its money cannot be computed."""


class _Gathered(Struct):
    """What one walk through the register gave."""

    problems: list[Problem] = field(default_factory=list)
    """Of the files that have no agreement."""
    boards: dict[Board, Party] = field(default_factory=dict)
    """Every board, with the first party that has it."""
    lines: list[_Line] = field(default_factory=list)
    """The agreements of the boards that may be meant."""

    def of(self, board: Board) -> list[_Line]:
        """Give the agreements of one board."""
        return [each for each in self.lines if board == each.board.among(self.boards)]


def _gather(agreements: Folder, asked: Asked) -> _Gathered:
    """Sum up one agreement after the other, so that none of them is kept."""
    indices, gathered, tracked_from = Indices(agreements), _Gathered(), agreements.tracked_from
    day = yearly.shown_on(asked.year, asked.as_of)
    for record in register.read_all(asked.progress(agreements.files())):
        agreement = record.agreement
        if agreement is None:
            gathered.problems.extend(record.problems)
            continue
        of = boards.each_of(agreement.parties_with(Role.PUBLIC))
        for board, party in of:
            gathered.boards.setdefault(board, party)
        if any(picking.may_be_meant(party, asked.board) for _, party in of):
            known = Known(day, indices.followed_by(agreement), tracked_from=tracked_from)
            decisions = tuple(yearly.decisions(agreement, asked.year, day))
            for board, line in yearly.lines(record.id, agreement, asked.year, known, asked.as_of).items():
                lack = record.document.problem(line.why) if line.why else None
                gathered.lines.append(_Line(board, line, decisions, lack))
    return gathered


def _written(agreements: Folder, documents: DocumentWriter, report: Report) -> Mapping[str, bytes] | Problem:
    markdown = Writer(agreements.templates).write(report, agreements.revision)
    if isinstance(markdown, Problem):
        return markdown
    outcome = documents.write(markdown, formats.of_report(report))
    if isinstance(outcome, tuple):
        raise IopctlError(codes.NO_REPORT, reason=outcome[0].message)
    return outcome
