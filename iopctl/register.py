"""The agreements folder → agreements and their problems, one file at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import bugs, codes
from iopctl.model import building
from iopctl.problem import Severity
from iopctl.rules import checks
from iopctl.rules.checks import matters
from iopctl.source import folder, reading
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Problem
    from iopctl.rules.known import Index
    from iopctl.source.document import Document
    from iopctl.source.folder import Folder

    # Hands on one file after the other, and shows how far long work has come; `iter` shows nothing.
    Progress: TypeAlias = Callable[[Sequence[Path]], Iterator[Path]]


class Record(Struct):
    """One file of the register: its problems, and its agreement unless one of them is an error."""

    id: str
    document: Document
    agreement: Agreement | None
    problems: tuple[Problem, ...]


def read(path: Path, *, named: bool = True) -> Record:
    """Read and check one file; its name as well, unless it only holds some version of an agreement."""
    shown = folder.shown(path)
    with bugs.noted(shown):
        return checked(path, reading.read_file(path, shown), named=named)


def checked(path: Path, document: Document, *, named: bool = True) -> Record:
    """Check what was read of a file, or would be if it were written."""
    built = building.build(document.values) if document.readable else None
    found = [*_name_findings(path)] if named else []
    if built is not None:
        sound = built.sound - document.damaged
        found += [*built.findings, *checks.run(built.agreement, sound)]
        if "{{" in document.text and "matters" in sound:
            found += matters.misplaced_names(built.agreement, document.values)
    problems = tuple(document.all_problems(found))
    usable = all(problem.severity is not Severity.ERROR for problem in problems)
    agreement = built.agreement if built and usable else None
    return Record(path.stem, document, agreement, problems)


class Indices:
    """The index series of a folder, each of them read once, and only where an agreement follows it."""

    def __init__(self, agreements: Folder) -> None:
        self._agreements = agreements
        self._read: dict[str, Index] = {}

    def followed_by(self, agreement: Agreement) -> tuple[Index, ...]:
        """Give the series that an agreement's amounts follow; one that cannot be read has no values."""
        return tuple(self._index(code) for code in agreement.series)

    def _index(self, code: str) -> Index:
        if code not in self._read:
            # Most agreements follow none.
            from iopctl import references

            self._read[code] = references.read_series(self._agreements.series_file(code)).index
        return self._read[code]


def read_all(paths: Iterable[Path]) -> Iterator[Record]:
    """Read and check files, one after the other, so that memory does not grow with their number."""
    return map(read, paths)


def _name_findings(path: Path) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX:
        name, stem = folder.legible(path.name), folder.legible(path.stem)
        yield codes.WRONG_SUFFIX.at((), name=name, stem=stem)
    elif not folder.is_id(path.stem):
        yield codes.NOT_AN_ID.at((), name=folder.legible(path.name))
