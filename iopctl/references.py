"""What agreements refer to: index series, thresholds and profiles, one file at a time.

Apart from the register, for most commands read few of them, or none, and start without their models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model import building
from iopctl.model.profile import Profile
from iopctl.model.scalars import is_code
from iopctl.problem import IopctlError, Severity
from iopctl.rules import known
from iopctl.rules.checks import matters
from iopctl.rules.known import Index
from iopctl.source import files, folder, reading, shipped
from iopctl.source import thresholds as threshold_files
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iopctl.model.published import Series, Threshold
    from iopctl.problem import Finding, Problem
    from iopctl.source.document import Document
    from iopctl.source.folder import Folder

STANDARD = "linkoping"
"""The profile that holds where no other is chosen."""


class SeriesRecord(Struct):
    """One file of an index series: its problems, and the series unless one of them is an error."""

    code: str
    document: Document
    series: Series | None
    problems: tuple[Problem, ...]

    @property
    def index(self) -> Index:
        """The series as the rules know it."""
        if self.series is None:
            return Index(self.code, self.document.file)
        places = (
            self.document.place_of(("values", each, "value")) for each in range(len(self.series.values))
        )
        return Index(self.code, self.document.file, self.series, known.by_year(self.series, places))


def read_series(path: Path) -> SeriesRecord:
    """Read and check one file of an index series."""
    from iopctl.model.published import Series
    from iopctl.rules.checks import published as checks

    document = reading.read_file(path, folder.shown(path))
    found = [*_series_name_findings(path)]
    series = None
    if document.readable:
        series, wrong = building.build_entry(Series, document.values)
        found += wrong
        found += checks.series(series) if series else ()
    problems = tuple(document.all_problems(found))
    sound = all(problem.severity is not Severity.ERROR for problem in problems)
    return SeriesRecord(path.stem, document, series if sound else None, problems)


class ProfileRecord(Struct):
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


def read_profile(path: Path) -> ProfileRecord:
    """Read and check one file of a profile."""
    document = reading.read_file(path, folder.shown(path))
    profile, wrong = building.build_entry(Profile, document.values) if document.readable else (None, ())
    found = [*wrong, *(matters.profile(profile) if profile else ())]
    problems = tuple(document.all_problems(found))
    return ProfileRecord(None if problems else profile, problems)


def profile_files(agreements: Folder) -> list[Path]:
    """List the register's own profiles."""
    return folder.yaml_files(agreements.templates / shipped.PROFILES)


def _profile_path(templates: Path, name: str) -> Path:
    return templates / shipped.PROFILES / f"{name}{folder.SUFFIX}"


def _profile_file(agreements: Folder, name: str) -> Path:
    """Find the file of a profile, however it is spelt: the register's own comes before a shipped one."""
    homes = (agreements.templates, shipped.templates())
    stem = spelling.key(name)
    found = [path for path in (_profile_path(home, stem) for home in homes) if files.exists(path)]
    if found and folder.is_id(stem):
        return found[0]
    listed = (folder.yaml_files(home / shipped.PROFILES) for home in homes)
    known = {each.stem for files in listed for each in files}
    raise IopctlError(codes.NO_SUCH_PROFILE, name=name, cure=spelling.closest(name, known))


class ThresholdRecord(Struct):
    """One file of a threshold: its problems, and the threshold unless one of them is an error."""

    id: str
    threshold: Threshold | None
    problems: tuple[Problem, ...]


def read_threshold(path: Path) -> ThresholdRecord:
    """Read and check one file of a threshold."""
    from iopctl.model.published import Threshold
    from iopctl.rules.checks import published as checks

    document = reading.read_file(path, threshold_files.shown(path))
    found: list[Finding] = []
    threshold = None
    if document.readable:
        threshold, wrong = building.build_entry(Threshold, document.values)
        found += wrong
        found += checks.threshold(threshold) if threshold else ()
    problems = tuple(document.all_problems(found))
    return ThresholdRecord(path.stem, None if problems else threshold, problems)


def thresholds(agreements: Folder) -> tuple[ThresholdRecord, ...]:
    """Read the thresholds that are looked up: those shipped, and the register's own in their place."""
    return tuple(map(read_threshold, threshold_files.all_of(agreements.path)))


def _series_name_findings(path: Path) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX or not is_code(path.stem):
        yield codes.NOT_A_SERIES_NAME.at((), name=folder.legible(path.name))
