"""The files of a register → what they state and their problems, one file at a time.

Agreements, index series, thresholds and profiles are loaded alike: read, built, and checked. Most commands
need agreements alone, so the models of the others are imported where one is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from iopctl import bugs, codes
from iopctl.model import building
from iopctl.model.entry import Entry
from iopctl.problem import IopctlError, Severity
from iopctl.rules import checks
from iopctl.source import files, folder, reading, shipped
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.model.published import Series, Threshold
    from iopctl.problem import Finding, Problem
    from iopctl.rules.known import Index
    from iopctl.source.document import Document
    from iopctl.source.folder import Folder

    # Hands on one file after the other, and shows how far long work has come; `iter` shows nothing.
    Progress: TypeAlias = Callable[[Sequence[Path]], Iterator[Path]]

E = TypeVar("E", bound=Entry)

STANDARD = "linkoping"
"""The profile that holds where no other is chosen."""


class Record(Struct):
    """The file of an agreement: its problems, and the agreement unless one of them is an error."""

    id: str
    document: Document
    agreement: Agreement | None
    problems: tuple[Problem, ...]


class Loaded(Struct, Generic[E]):
    """What else has a file of its own: its problems, and what it states unless one of them is an error."""

    name: str
    """The stem of the file."""
    document: Document
    stated: E | None
    problems: tuple[Problem, ...]


def read(path: Path, *, named: bool = True, whole: bool = False) -> Record:
    """Read and check an agreement; its name as well, unless it only holds some version of one.

    Its matters are checked where the whole file is asked about: no figure and no day rests on them.
    """
    shown = folder.shown(path)
    with bugs.noted(shown):
        return checked(path, reading.read_file(path, shown), named=named, whole=whole)


def read_all(paths: Iterable[Path], *, whole: bool = False) -> Iterator[Record]:
    """Read and check agreements, one after the other, so that memory does not grow with their number."""
    return (read(path, whole=whole) for path in paths)


def checked(path: Path, document: Document, *, named: bool = True, whole: bool = True) -> Record:
    """Check what was read of an agreement, or would be if it were written."""
    built = building.build(document.values) if document.readable else None
    found = [*_name_findings(path)] if named else []
    if built is not None:
        sound = built.sound - document.damaged
        found += built.findings
        found += (
            checks.everything(built.agreement, document.values, sound)
            if whole
            else checks.run(built.agreement, sound)
        )
    problems = tuple(document.all_problems(found))
    agreement = built.agreement if built and not _refused(problems) else None
    return Record(path.stem, document, agreement, problems)


def load(
    path: Path,
    model: type[E],
    check: Callable[[E], Iterable[Finding]],
    *,
    named: Iterable[Finding] = (),
    shown: str | None = None,
) -> Loaded[E]:
    """Read and check a file of that model; `named` is what is wrong with its name."""
    document = reading.read_file(path, shown or folder.shown(path))
    stated, wrong = building.build_entry(model, document.values) if document.readable else (None, ())
    found = [*named, *wrong, *(check(stated) if stated else ())]
    problems = tuple(document.all_problems(found))
    return Loaded(path.stem, document, None if _refused(problems) else stated, problems)


def series(path: Path) -> Loaded[Series]:
    """Read and check the file of an index series."""
    from iopctl.model.published import Series
    from iopctl.model.scalars import is_code
    from iopctl.rules.checks import published

    wrong = path.suffix != folder.SUFFIX or not is_code(path.stem)
    named = [codes.NOT_A_SERIES_NAME.at((), name=folder.legible(path.name))] if wrong else []
    return load(path, Series, published.series, named=named)


def index(of: Loaded[Series]) -> Index:
    """Give a series as the rules know it; one that cannot be read has no values."""
    from iopctl.rules import known

    document = of.document
    if of.stated is None:
        return known.Index(of.name, document.file)
    places = (document.place_of(("values", each, "value")) for each in range(len(of.stated.values)))
    return known.Index(of.name, document.file, of.stated, known.by_year(of.stated, places))


class Indices:
    """The index series of a folder, each of them read once, and only where an agreement follows it."""

    def __init__(self, agreements: Folder) -> None:
        self._agreements = agreements
        self._read: dict[str, Index] = {}

    def followed_by(self, agreement: Agreement) -> tuple[Index, ...]:
        """Give the series that an agreement's amounts follow; one that cannot be read has no values."""
        for code in agreement.series:
            if code not in self._read:
                self._read[code] = index(series(self._agreements.series_file(code)))
        return tuple(self._read[code] for code in agreement.series)


def threshold(path: Path) -> Loaded[Threshold]:
    """Read and check the file of a threshold; one that is shipped is named by its place in the package."""
    from iopctl.model.published import Threshold
    from iopctl.rules.checks import published

    shown = f"iopctl/{folder.THRESHOLDS}/{path.name}" if path.parent == shipped.thresholds() else None
    return load(path, Threshold, published.threshold, shown=shown)


def thresholds(agreements: Folder) -> tuple[Loaded[Threshold], ...]:
    """Read the thresholds that count, by name: those shipped, and the register's own in their place."""
    listed = (*folder.yaml_files(shipped.thresholds()), *agreements.threshold_files())
    found = {each.name: each for each in listed}
    return tuple(threshold(found[name]) for name in sorted(found))


def profile(path: Path) -> Loaded[Profile]:
    """Read and check the file of a profile."""
    from iopctl.model.profile import Profile
    from iopctl.rules.checks import matters

    return load(path, Profile, matters.profile)


def profile_of(agreements: Folder, name: str | None = None) -> Loaded[Profile]:
    """Read a profile by its name, however it is spelt, else that of the settings, else the standard one.

    The register's own comes before a shipped one. Raise IopctlError if there is no such profile.
    """
    from iopctl import spelling

    settings = agreements.settings
    wanted = name or (settings and settings.profile) or STANDARD
    stem = spelling.key(wanted)
    homes = [each / shipped.PROFILES for each in (agreements.templates, shipped.templates())]
    paths = [home / f"{stem}{folder.SUFFIX}" for home in homes]
    found = next(filter(files.exists, paths), None) if folder.is_id(stem) else None
    if found is None:
        known = {each.stem for home in homes for each in folder.yaml_files(home)}
        raise IopctlError(codes.NO_SUCH_PROFILE, name=wanted, cure=spelling.closest(wanted, known))
    return profile(found)


def standard_profile() -> Loaded[Profile]:
    """Read the profile that holds where no other is chosen."""
    return profile(shipped.templates() / shipped.PROFILES / f"{STANDARD}{folder.SUFFIX}")


def profile_files(agreements: Folder) -> list[Path]:
    """List the register's own profiles."""
    return folder.yaml_files(agreements.templates / shipped.PROFILES)


def _refused(problems: Iterable[Problem]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)


def _name_findings(path: Path) -> Iterator[Finding]:
    if path.suffix != folder.SUFFIX:
        name, stem = folder.legible(path.name), folder.legible(path.stem)
        yield codes.WRONG_SUFFIX.at((), name=name, stem=stem)
    elif not folder.is_id(path.stem):
        yield codes.NOT_AN_ID.at((), name=folder.legible(path.name))
