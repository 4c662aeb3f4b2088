"""A change to one agreement's file: worked out, checked as the file that it would make, then written."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from iopctl import inspection, labels, register
from iopctl.render import difference
from iopctl.source import editing, writing
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iopctl.commands.answer import Answer
    from iopctl.edits import Edit
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.source.document import Document


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
        return difference.unified(old, new, name, labels.as_it_would_be(name))

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
