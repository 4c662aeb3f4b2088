"""Files → everything that is wrong in them, in what should be recorded by a day, and between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import bugs, codes, register, spelling, workers
from iopctl.model.scalars import NONE
from iopctl.problem import IopctlError, Severity
from iopctl.register import Indices
from iopctl.rules import boards
from iopctl.rules.checks import follow_up, matters
from iopctl.source import folder
from iopctl.source.folder import Folder
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding, Problem, Where
    from iopctl.register import Record
    from iopctl.rules.boards import Named
    from iopctl.source.frozen import Frozen


class Looked(Struct):
    """What was found in one file, and what the files are compared by."""

    problems: tuple[Problem, ...]
    case_number: str | None = None
    names: tuple[Named, ...] = ()


class Inspection:
    """Looks at one file after the other, with what is known of the register around them.

    With a profile it also finds what the memos of matters still wait for, and with the frozen memos those
    whose matters are gone.
    """

    def __init__(
        self,
        as_of: date,
        profile: Profile | None = None,
        kept: Frozen | None = None,
        tracked_from: date | None = None,
    ) -> None:
        self._as_of = as_of
        self._tracked_from = tracked_from
        self._profile = profile
        self._kept = kept
        self._codes: dict[Path, tuple[str, ...]] = {}
        self._ids: dict[Path, list[str]] = {}

    def look_at(self, path: Path) -> Looked:
        """Find what is wrong in one file, and in what should be recorded in it."""
        with bugs.noted(folder.shown(path)):
            if folder.is_called(path.parent, folder.INDEX):
                return Looked(register.series(path).problems)
            if folder.is_called(path.parent, folder.THRESHOLDS):
                return Looked(register.threshold(path).problems)
            record = register.read(path, whole=True)
            agreement = record.agreement
            if agreement is None:
                return Looked(record.problems)
            ids = boards.every_memo(agreement)
            gone = self._kept.unknown_matters(record.id, ids) if self._kept else ()
            problems = (*self.problems_of(record, path), *gone)
            return Looked(problems, agreement.case_number, tuple(boards.names(agreement)))

    def problems_of(self, record: Record, path: Path) -> tuple[Problem, ...]:
        """Find what is wrong in what a file holds, or would hold if it were written."""
        agreement = record.agreement
        if agreement is None:
            return record.problems
        findings = [
            *follow_up.unrecorded(agreement, self._as_of, self._tracked_from),
            *self._no_successor(agreement, path),
            *follow_up.happened(agreement, self._as_of),
            *(self._series_findings(agreement, path.parent / folder.INDEX) if agreement.series else ()),
        ]
        if self._profile:
            findings += matters.unfinished(agreement, self._profile)
            if "{{" in record.document.text:
                # Figures that the text of a matter names, and that have no value in its memo.
                indices = Indices(Folder(path.parent)).followed_by(agreement)
                findings += matters.figures(agreement, self._profile, indices)
        return (*record.problems, *map(record.document.problem, findings))

    def _no_successor(self, agreement: Agreement, path: Path) -> Iterator[Finding]:
        """Find an id that no other agreement of the folder has."""
        found, home = agreement.followed_by, path.parent
        if found is None or found == NONE:
            return
        if home not in self._ids:
            self._ids[home] = Folder(home).ids()
        if found == path.stem or found not in self._ids[home]:
            others = [each for each in self._ids[home] if each != path.stem]
            yield codes.NO_SUCCESSOR.at(("followed_by",), found=found, cure=spelling.closest(found, others))

    def _series_findings(self, agreement: Agreement, home: Path) -> Iterator[Finding]:
        """Find the codes of series that the folder does not have."""
        if home not in self._codes:
            self._codes[home] = tuple(each.stem for each in folder.yaml_files(home))
        known = self._codes[home]
        for index, version in enumerate(agreement.budget):
            for code in (version.indexation.series or ()) if version.indexation else ():
                if code not in known:
                    several = len(version.indexation.series or ()) > 1 if version.indexation else False
                    at: Where = ("budget", index, "indexation", "series", *([code] if several else []))
                    cure = spelling.meant(code, known) or say(
                        "Correct the code, or add {file} with what was published.",
                        file=f"{folder.shown(home)}/{code}.yaml",
                    )
                    yield codes.UNKNOWN_SERIES.at(at, found=code, folder=folder.shown(home), cure=cure)


def refusals(path: Path, record: Record) -> tuple[Problem, ...]:
    """Find the errors for which `validate` would refuse a file, on whatever day, if it held this."""
    agreement = record.agreement
    if agreement is None:
        return tuple(each for each in record.problems if each.severity is Severity.ERROR)
    names_figures = "{{" in record.document.text
    profile = register.profile_of(Folder(path.parent)).stated if names_figures else None
    found = Inspection(agreement.term.starts, profile).problems_of(record, path)
    return tuple(each for each in found if each.severity is Severity.ERROR)


def check_all(
    paths: Sequence[Path],
    inspection: Inspection,
    jobs: int = 1,
    progress: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Iterator[Problem]:
    """Find what is wrong in files and between them, with so many workers at once.

    Raise IopctlError where a worker was ended from outside.
    """
    try:
        yield from _found(paths, inspection, jobs, progress)
    except workers.LostError as lost:
        raise IopctlError(codes.WORKER_LOST, file=folder.shown(paths[lost.done])) from None


def _found(
    paths: Sequence[Path],
    inspection: Inspection,
    jobs: int,
    progress: Callable[[Sequence[Path]], Iterable[Path]],
) -> Iterator[Problem]:
    seen: dict[str, Path] = {}
    spelt: dict[tuple[str, str], dict[tuple[str, str], tuple[Path, Named]]] = {}
    looked_at = workers.spread(inspection.look_at, paths, jobs)
    for path, looked in zip(progress(paths), looked_at, strict=True):
        yield from looked.problems
        number = looked.case_number
        if number is not None and seen.setdefault(number, path) != path:
            yield _same_case_number(path, number, seen[number])
        for each in looked.names:
            spellings = spelt.setdefault((each.of, spelling.key(each.name)), {})
            spellings.setdefault((each.municipality, each.name), (path, each))
    for spellings in spelt.values():
        yield from _spellings(spellings.values())


def _spellings(written: Collection[tuple[Path, Named]]) -> Iterator[Problem]:
    """Find each other spelling of a name inside a municipality, in the order in which they were read."""
    said = {each.municipality for _, each in written if each.municipality}
    # A name that does not say of which municipality it is counts as that of the only one.
    alone = said.pop() if len(said) == 1 else ""
    first: dict[str, tuple[Path, Named]] = {}
    reported: set[tuple[str, str]] = set()
    for path, each in written:
        of = each.municipality or alone
        known = first.setdefault(of, (path, each))
        if each.name != known[1].name and (of, each.name) not in reported:
            reported.add((of, each.name))
            yield _two_spellings((path, each), known)


def _same_case_number(path: Path, number: str, other: Path) -> Problem:
    # Few numbers stand twice, and so no place of any is kept.
    document = register.read(path).document
    return document.problem(
        codes.SAME_CASE_NUMBER.at(("case_number",), case_number=number, other=folder.shown(other))
    )


def _two_spellings(one: tuple[Path, Named], other: tuple[Path, Named]) -> Problem:
    """Say that a name is written otherwise than where it was first read; once for each other spelling."""
    document, first = (register.read(path).document for path, _ in (one, other))
    return document.problem(
        codes.TWO_SPELLINGS.at(
            one[1].where, name=one[1].name, other=other[1].name, place=first.place_of(other[1].where)
        )
    )
