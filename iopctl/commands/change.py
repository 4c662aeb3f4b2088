"""A change to one agreement's file: worked out, checked as the file that it would make, then written.

`iopctl record` is the plainest: it puts down what happened in a partnership.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from iopctl import inspection, register, visible
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.problem import Finding, IopctlError
from iopctl.render import diagnostics, difference, terminal
from iopctl.rules import events
from iopctl.source import editing, writing
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from iopctl.commands.answer import Asked
    from iopctl.edits import Edit
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.rules.events import Event
    from iopctl.source.document import Document
    from iopctl.source.folder import Folder


class Change(Struct):
    """One file as it is, and as it would be."""

    path: Path
    before: Record
    after: Record

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What would be found in the file then, and is not found in it now."""
        return _new(self.after.problems, self.before.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What `validate` would then refuse, for which it must not be written."""
        after, before = (inspection.refusals(self.path, each) for each in (self.after, self.before))
        return _new(after, before)

    @property
    def difference(self) -> str:
        """The lines that would change, with those around them."""
        name = self.before.document.file
        old, new = self.before.document.text, self.after.document.text
        return difference.unified(old, new, name, say("{path} (as it would be)", path=name))

    def write(self) -> None:
        """Write it; raise IopctlError if it cannot be, or the file is no longer as it was read."""
        writing.replace(self.path, self.before.document.content, self.after.document.content)


def _new(after: tuple[Problem, ...], before: tuple[Problem, ...]) -> tuple[Problem, ...]:
    known = {(each.code, each.message) for each in before}
    return tuple(each for each in after if (each.code, each.message) not in known)


class Planned(Struct):
    """What there is to be agreed to and written, and what is answered before and after."""

    answer: Answer
    """What would be written; or why nothing is."""
    change: Change | None = None
    """None where nothing is to be written."""
    written: Answer | None = None
    """What to answer once it is written."""
    repeats: bool = False
    """Whether that says again what was shown before the question."""


def work_out(path: Path, record: Record, edits: Iterable[Edit]) -> Change:
    """Make edits in a file's text; raise IopctlError, with what to write by hand, where one is not safe."""
    return Change(path, record, register.checked(path, editing.edit(record.document, edits)))


def fingerprint(document: Document) -> str:
    """Give a short text that is another as soon as the file is."""
    return hashlib.sha256(document.content).hexdigest()[:12]


def nothing_written(reasons: str) -> Planned:
    """Say why nothing is to be written."""
    return Planned(Answer("", f"{reasons}{say('Nothing was written.')}\n", PROBLEMS))


def record(agreements: Folder, agreement_id: str, event: Event, on: date, asked: Asked) -> Planned:
    """Plan to write what happened on a day, and to say what follows from it."""
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    read = register.read(path, whole=True)
    if read.agreement is None:
        return Planned(Answer("", diagnostics.full(read.problems, asked.width), PROBLEMS))

    found = events.entry(read.agreement, event, on, asked.as_of)
    if isinstance(found, Finding):
        facts = dict(found.facts) | {"id": agreement_id, "place": read.document.place_of(found.where)}
        raise IopctlError(found.kind, **facts)
    change = work_out(path, read, [found.edit])
    if change.errors or change.after.agreement is None:
        return nothing_written(diagnostics.full(change.errors, asked.width))

    place = change.after.document.place_of(found.where)
    recorded = say(
        "Recorded {what}, in {file}, line {line}.", what=found.what, file=place.file, line=place.line
    )
    follows = events.follows(read.agreement, change.after.agreement, event, on)
    said = "".join(f"{visible.line(each)}\n" for each in (recorded, *follows))
    remarks = diagnostics.full(change.problems, asked.width)
    return Planned(Answer(change.difference), change, Answer(terminal.lines(said, asked.width), remarks))
