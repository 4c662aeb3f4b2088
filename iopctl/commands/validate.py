"""`iopctl validate`: every problem of every file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl import catalogue, inspection, references
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError, Severity
from iopctl.source import folder, frozen, thresholds
from iopctl.source.folder import Folder
from iopctl.views import diagnostics, envelope, labels, reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.history import Location

# What `--fail-on` takes: the severities of which one makes the run fail.
FAIL_ON = {
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
    "never": set[Severity](),
}


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in which files."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    series: int
    """How many of the files hold an index series."""
    thresholds: int
    """How many of the files hold a threshold."""

    def count(self, severity: Severity) -> int:
        """Count the problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def sentence(self) -> str:
        """Say what was found in one sentence."""
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        of = (len(self.files), self.series, self.thresholds)
        return labels.checked(*of, errors=errors, warnings=warnings)


def run(which: Sequence[Path] | Folder, asked: Asked, *, fail_on: str) -> Answer:
    """Check the files named, the files of the folders named, or the whole register."""
    show = answer.view("validate", asked.format, _FORMATS)
    failing = answer.choice("--fail-on", fail_on, FAIL_ON)
    files = (
        _all_of(which)
        if isinstance(which, Folder)
        else list({folder.shown(path): path for path in _files(which)}.values())
    )

    home = which if isinstance(which, Folder) else _home(which)
    found = references.profile_of(home)
    profiles = map(references.read_profile, references.profile_files(home)) if home is which else [found]
    of_profiles = (problem for each in profiles for problem in each.problems)
    kept = frozen.read(home) if home is which else None
    of_files = inspection.check_all(files, asked.as_of, found.profile, kept)
    of_frozen = kept.check([path.stem for path in files]) if kept else ()
    problems = sorted({*of_files, *of_profiles, *of_frozen})
    checked = _Checked(
        tuple(problems),
        tuple(map(folder.shown, files)),
        series=sum(map(folder.holds_series, files)),
        thresholds=sum(map(thresholds.holds_one, files)),
    )

    failed = any(problem.severity in failing for problem in problems)
    summary = reports.summary(problems, checked.sentence) if asked.format == "github" else ""
    return Answer(show(checked, asked), exit_code=PROBLEMS if failed else FINE, summary=summary)


def _home(paths: Sequence[Path]) -> Folder:
    """Find the folder whose register the files belong to."""
    return Folder(paths[0] if paths[0].is_dir() else paths[0].parent)


def _files(paths: Sequence[Path]) -> Iterator[Location]:
    for path in paths:
        if path.is_dir():
            yield from _all_of(Folder(path))
        elif path.exists():
            yield path
        else:
            raise IopctlError(catalogue.NO_SUCH_PATH, path=path)


def _all_of(agreements: Folder) -> list[Location]:
    return [*agreements.files(), *agreements.series_files(), *thresholds.own(agreements.path)]


def _full(checked: _Checked, asked: Asked) -> str:
    if not checked.problems:
        return f"{checked.sentence}\n"
    first = next((each for each in checked.problems if each.severity is Severity.ERROR), checked.problems[0])
    more = labels.explain(first.code)
    return f"{diagnostics.full(checked.problems, asked.width)}\n{checked.sentence}\n{more}\n"


def _concise(checked: _Checked, _asked: Asked) -> str:
    return diagnostics.concise(checked.problems)


def _json(checked: _Checked, asked: Asked) -> str:
    result = {
        "files": len(checked.files),
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
    }
    revision = asked.basis.revision
    return envelope.write("validate", asked.as_of, result, checked.problems, revision=revision)


def _sarif(checked: _Checked, _asked: Asked) -> str:
    return reports.sarif(checked.problems)


_FORMATS: dict[str, Callable[[_Checked, Asked], str]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "github": lambda checked, _asked: reports.github(checked.problems),
    "gitlab": lambda checked, _asked: reports.gitlab(checked.problems),
    "sarif": _sarif,
    "junit": lambda checked, _asked: reports.junit(checked.problems, checked.files),
}
