"""The agreements folder → agreements and problems, one file at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model import building
from iopctl.rules import checks
from iopctl.source import folder, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Problem
    from iopctl.source.reading import Document


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the register: its agreement if nothing is wrong with it, else its problems."""

    id: str
    document: Document
    agreement: Agreement | None
    problems: tuple[Problem, ...]


def read(path: Path) -> Record:
    """Read and check one file."""
    document = reading.read_file(path, folder.shown(path))
    built = building.build(document.values) if document.readable else None
    found = [*_name_findings(path)]
    if built is not None:
        found += [*built.findings, *checks.run(built.agreement, built.sound - document.damaged)]
    problems = tuple(document.all_problems(found))
    agreement = built.agreement if built and not problems else None
    return Record(path.stem, document, agreement, problems)


def read_all(paths: Iterable[Path]) -> Iterator[Record]:
    """Read and check files, one after the other, so that memory does not grow with their number."""
    return map(read, paths)


def _name_findings(path: Path) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX:
        yield catalogue.WRONG_SUFFIX.at((), name=path.name, stem=path.stem)
    elif not folder.is_id(path.stem):
        yield catalogue.NOT_AN_ID.at((), name=path.name)
