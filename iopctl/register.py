"""The agreements folder → agreements, index series, profiles and problems, one file at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model import building
from iopctl.model.scalars import is_code
from iopctl.problem import IopctlError, Severity
from iopctl.rules import checks
from iopctl.rules.known import Index
from iopctl.source import folder, reading, shipped
from iopctl.source import thresholds as threshold_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.model.series import Series
    from iopctl.model.threshold import Threshold
    from iopctl.problem import Finding, Problem, Where
    from iopctl.source.folder import Folder
    from iopctl.source.history import Location
    from iopctl.source.reading import Document

STANDARD = "linkoping"
"""The profile that holds where no other is chosen."""


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the register: its problems, and its agreement unless one of them is an error."""

    id: str
    document: Document
    agreement: Agreement | None
    problems: tuple[Problem, ...]


def read(path: Location, *, named: bool = True) -> Record:
    """Read and check one file; its name as well, unless it only holds some version of an agreement."""
    return checked(path, reading.read_file(path, folder.shown(path)), named=named)


def checked(path: Location, document: Document, *, named: bool = True) -> Record:
    """Check what was read of a file, or would be if it were written."""
    built = building.build(document.values) if document.readable else None
    found = [*_name_findings(path)] if named else []
    if built is not None:
        found += [*built.findings, *checks.run(built.agreement, built.sound - document.damaged)]
    problems = tuple(document.all_problems(found))
    sound = all(problem.severity is not Severity.ERROR for problem in problems)
    agreement = built.agreement if built and sound else None
    return Record(path.stem, document, agreement, problems)


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """One file of an index series: its problems, and the series unless one of them is an error."""

    code: str
    document: Document
    series: Series | None
    problems: tuple[Problem, ...]

    @property
    def index(self) -> Index:
        """The series as the rules know it."""
        values = range(len(self.series.values)) if self.series else ()
        places = tuple(self.document.place_of(("values", each, "value")) for each in values)
        return Index(self.code, self.document.file, self.series, places)


def read_series(path: Location) -> SeriesRecord:
    """Read and check one file of an index series."""
    document = reading.read_file(path, folder.shown(path))
    found = [*_series_name_findings(path)]
    series = None
    if document.readable:
        series, wrong = building.build_series(document.values)
        found += wrong
        found += checks.of_series(series) if series else ()
    problems = tuple(document.all_problems(found))
    sound = all(problem.severity is not Severity.ERROR for problem in problems)
    return SeriesRecord(path.stem, document, series if sound else None, problems)


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """One file of a profile: its problems, and the profile unless one of them is an error."""

    profile: Profile | None
    problems: tuple[Problem, ...]


def profile_of(agreements: Folder, name: str | None = None) -> ProfileRecord:
    """Read a profile, else that of the register's settings; raise IopctlError if there is no such profile."""
    settings = agreements.settings
    return read_profile(_profile_file(agreements, name or (settings and settings.profile) or STANDARD))


def standard_profile() -> ProfileRecord:
    """Read the profile that holds where no other is chosen."""
    return read_profile(_profile_path(shipped.templates(), STANDARD))


def read_profile(path: Location) -> ProfileRecord:
    """Read and check one file of a profile."""
    document = reading.read_file(path, folder.shown(path))
    profile, wrong = building.build_profile(document.values) if document.readable else (None, ())
    found = [*wrong, *(checks.of_profile(profile) if profile else ())]
    problems = tuple(document.all_problems(found))
    return ProfileRecord(None if problems else profile, problems)


def profile_files(agreements: Folder) -> list[Location]:
    """List the register's own profiles."""
    return folder.yaml_files(agreements.templates / shipped.PROFILES)


def _profile_path(templates: Location, name: str) -> Location:
    return templates / shipped.PROFILES / f"{name}{folder.SUFFIX}"


def _profile_file(agreements: Folder, name: str) -> Location:
    """Find the file of a profile: the register's own comes before a shipped one."""
    homes = (agreements.templates, shipped.templates())
    found = [path for path in (_profile_path(home, name) for home in homes) if path.is_file()]
    if found and folder.is_id(name):
        return found[0]
    listed = (folder.yaml_files(home / shipped.PROFILES) for home in homes)
    known = {each.stem for files in listed for each in files}
    raise IopctlError(catalogue.NO_SUCH_PROFILE, name=name, cure=catalogue.closest(name, known))


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
            self._read[code] = read_series(self._agreements.series_file(code)).index
        return self._read[code]


@dataclass(frozen=True, slots=True)
class ThresholdRecord:
    """One file of a threshold: its problems, and the threshold unless one of them is an error."""

    id: str
    threshold: Threshold | None
    problems: tuple[Problem, ...]


def read_threshold(path: Location) -> ThresholdRecord:
    """Read and check one file of a threshold."""
    document = reading.read_file(path, threshold_files.shown(path))
    found: list[Finding] = []
    threshold = None
    if document.readable:
        threshold, wrong = building.build_threshold(document.values)
        found += wrong
        found += checks.of_threshold(threshold) if threshold else ()
    problems = tuple(document.all_problems(found))
    return ThresholdRecord(path.stem, None if problems else threshold, problems)


def thresholds(agreements: Folder) -> tuple[ThresholdRecord, ...]:
    """Read the thresholds that are looked up: those shipped, and the register's own in their place."""
    return tuple(map(read_threshold, threshold_files.all_of(agreements.path)))


def read_all(paths: Iterable[Location]) -> Iterator[Record]:
    """Read and check files, one after the other, so that memory does not grow with their number."""
    return map(read, paths)


def check_all(paths: Iterable[Location], as_of: date, profile: Profile | None = None) -> Iterator[Problem]:
    """Find what is wrong in files, in what should be recorded by a day, and between the files.

    With a profile, also what the memos of matters still wait for.
    """
    seen: dict[str, str] = {}
    for path in paths:
        if folder.holds_series(path):
            yield from read_series(path).problems
            continue
        if threshold_files.holds_one(path):
            yield from read_threshold(path).problems
            continue
        record = read(path)
        yield from record.problems
        if record.agreement is not None:
            findings = (
                *checks.overdue(record.agreement, as_of),
                *(checks.unfinished(record.agreement, profile) if profile else ()),
                *_case_number_findings(record, seen),
                *_series_findings(record.agreement, path.parent / folder.INDEX),
            )
            yield from map(record.document.problem, findings)


def _case_number_findings(record: Record, seen: dict[str, str]) -> Iterator[Finding]:
    """Find a case number that another file has too; only the numbers are kept from file to file."""
    number = record.agreement.case_number if record.agreement else None
    if number is None:
        return
    if number in seen:
        yield catalogue.SAME_CASE_NUMBER.at(("case_number",), case_number=number, other=seen[number])
    seen.setdefault(number, record.document.file)


def _series_findings(agreement: Agreement, home: Location) -> Iterator[Finding]:
    """Find the codes of series that the folder does not have."""
    known = [each.stem for each in folder.yaml_files(home)] if agreement.series else []
    for index, version in enumerate(agreement.budget):
        for code in (version.indexation.series or ()) if version.indexation else ():
            if code not in known:
                several = len(version.indexation.series or ()) > 1 if version.indexation else False
                at: Where = ("budget", index, "indexation", "series", *([code] if several else []))
                cure = catalogue.cure_of_unknown_series(code, known, folder.shown(home))
                yield catalogue.UNKNOWN_SERIES.at(at, found=code, folder=folder.shown(home), cure=cure)


def _series_name_findings(path: Location) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX or not is_code(path.stem):
        yield catalogue.NOT_A_SERIES_NAME.at((), name=folder.legible(path.name))


def _name_findings(path: Location) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX:
        name, stem = folder.legible(path.name), folder.legible(path.stem)
        yield catalogue.WRONG_SUFFIX.at((), name=name, stem=stem)
    elif not folder.is_id(path.stem):
        yield catalogue.NOT_AN_ID.at((), name=folder.legible(path.name))
