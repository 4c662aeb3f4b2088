"""`iopctl memo --portfolio`: what a board is told once a year about its partnerships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl import catalogue, references, register
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.model.parties import Role
from iopctl.problem import Finding, IopctlError, Problem
from iopctl.register import Indices
from iopctl.rules import yearly
from iopctl.rules.known import Known
from iopctl.source import folder, writing
from iopctl.views import diagnostics, labels
from iopctl.views.document import formats
from iopctl.views.document.formats import Writer as DocumentWriter
from iopctl.views.memo import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from iopctl.model.parties import Party
    from iopctl.register import Record
    from iopctl.rules.yearly import Report
    from iopctl.source.folder import Folder
    from iopctl.views.document.house import House


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is asked for, and in which format."""

    year: int
    as_of: date
    board: str | None
    """A part of its name; None where the register has only one."""
    profile: str | None
    house: House
    form: str


def run(agreements: Folder, asked: Asked, output: Path | None) -> Answer:
    """Write the report, and name what its sums miss; where a file has problems, none is written."""
    if output is None and asked.form not in formats.TEXTS:
        raise IopctlError(catalogue.NOT_ON_A_SCREEN, formats=asked.form)
    documents = DocumentWriter((asked.form,), asked.house)
    found = references.profile_of(agreements, asked.profile)
    records = list(register.read_all(agreements.files()))
    problems = [each for record in records if record.agreement is None for each in record.problems]
    if found.profile is None or problems:
        return Answer("", diagnostics.full(sorted((*problems, *found.problems))), PROBLEMS)

    board = _board(records, asked.board)
    lines, remarks = _lines(agreements, records, board, asked)
    report = yearly.report(asked.year, asked.as_of, board, found.profile, lines)
    written = _written(agreements, documents, report)
    if isinstance(written, Problem):
        return Answer("", diagnostics.full([written]), PROBLEMS)

    said, exit_code = diagnostics.full(remarks), PROBLEMS if remarks else FINE
    content = written[asked.form]
    if output is None:
        return Answer(content.decode(), said, exit_code)
    writing.write_all({output: content})
    return Answer("", f"{said}{labels.written(folder.shown(output))}\n", exit_code)


def _board(records: Iterable[Record], wanted: str | None) -> Party:
    """Find the party whose board is meant; raise IopctlError where it is none, or several."""
    boards: dict[str, Party] = {}
    for record in records:
        for party in record.agreement.parties_with(Role.PUBLIC) if record.agreement else ():
            if party.board:
                boards.setdefault(party.board, party)
    meant = [name for name in boards if wanted is None or wanted.casefold() in name.casefold()]
    exact = [name for name in meant if name == wanted]
    if len(exact or meant) != 1:
        cure = catalogue.closest(wanted or "", boards)
        if wanted is None:
            raise IopctlError(catalogue.NOTHING_ASKED, cure=f"Name the board with --board. {cure}".rstrip())
        raise IopctlError(catalogue.NOBODY_NAMED, option="--board", found=wanted, cure=cure)
    return boards[(exact or meant)[0]]


def _lines(
    agreements: Folder, records: Iterable[Record], board: Party, asked: Asked
) -> tuple[tuple[tuple[yearly.Partnership, tuple[yearly.Decision, ...]], ...], list[Problem]]:
    """Sum up the agreements of a board, and say whose money cannot be computed."""
    indices, day = Indices(agreements), yearly.shown_on(asked.year, asked.as_of)
    lines, remarks = [], []
    for record in records:
        agreement = record.agreement
        if agreement is None or all(each.board != board.board for each in agreement.parties.values()):
            continue
        known = Known(day, indices.followed_by(agreement), assumable=False)
        line = yearly.line(record.id, agreement, asked.year, known, asked.as_of)
        if line is not None:
            lines.append((line, tuple(yearly.decisions(agreement, asked.year, day))))
            remarks += [record.document.problem(line.why)] if line.why else []
    return tuple(lines), remarks


def _written(agreements: Folder, documents: DocumentWriter, report: Report) -> Mapping[str, bytes] | Problem:
    markdown = Writer(agreements.templates, agreements.revision).write(report)
    if isinstance(markdown, Problem):
        return markdown
    outcome = documents.write(markdown, formats.of_report(report))
    if isinstance(outcome, tuple):
        raise IopctlError(catalogue.NO_REPORT, reason=_said(outcome))
    return outcome


def _said(found: Iterable[Finding]) -> str:
    return next(each.message for each in found)
