"""`iopctl validate`: every problem of every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, inspection, labels, register, workers
from iopctl.commands import answer, checked
from iopctl.commands.checked import Checked
from iopctl.inspection import Inspection
from iopctl.problem import IopctlError, Severity
from iopctl.source import files, folder, frozen, leftovers
from iopctl.source.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from iopctl.commands.answer import Answer, Asked

# What `--fail-on` takes: the severities of which one makes the run fail.
FAIL_ON = {
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
    "never": set[Severity](),
}


def run(which: Sequence[Path] | Folder, asked: Asked, *, fail_on: str, jobs: int | None = 1) -> Answer:
    """Check the files named, the files of the folders named, or the whole register.

    `jobs` processes share the work; None is as many as the machine has processors.
    """
    checked.view("validate", asked.format)
    failing = answer.choice("--fail-on", fail_on, FAIL_ON)
    paths = (
        _all_of(which)
        if isinstance(which, Folder)
        else list({(folder.shown(path), path.name): path for path in _files(which)}.values())
    )

    home = which if isinstance(which, Folder) else _home(which)
    found = register.profile_of(home)
    own = register.profile_files(home) if home is which else []
    profiles = map(register.profile, own) if home is which else [found]
    of_profiles = (problem for each in profiles for problem in each.problems)
    kept = frozen.read(home) if home is which else None
    looking = Inspection(asked.as_of, found.stated, kept)
    # Another process would not know what the files of a revision are called.
    committed = home is which and home.revision is not None
    jobs = 1 if committed else jobs or workers.available()
    of_files = inspection.check_all(paths, looking, jobs, asked.progress)
    of_frozen = kept.check([path.stem for path in paths]) if kept else ()
    homes = [which.path] if isinstance(which, Folder) else filter(files.is_folder, which)
    unread = (problem for each in homes for problem in leftovers.problems(each))
    problems = sorted({*of_files, *of_profiles, *of_frozen, *unread})
    series, limits = (sum(map(holds, paths)) for holds in (folder.holds_series, folder.holds_threshold))
    fine = labels.files_checked(len(paths) - series - limits, series, limits, len(own))
    names = tuple(map(folder.shown, (*paths, *own)))
    return checked.answered(Checked("validate", tuple(problems), names, fine), asked, failing)


def _home(paths: Sequence[Path]) -> Folder:
    """Find the folder whose register the files belong to."""
    return Folder(paths[0] if files.is_folder(paths[0]) else paths[0].parent)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if files.is_folder(path):
            yield from _all_of(Folder(path))
        elif files.exists(path):
            yield path
        else:
            raise IopctlError(codes.NO_SUCH_PATH, path=path)


def _all_of(agreements: Folder) -> list[Path]:
    return [*agreements.files(), *agreements.series_files(), *agreements.threshold_files()]
