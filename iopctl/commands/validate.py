"""`iopctl validate`: every problem of every file; `template check` shows what it found in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, inspection, register, visible, workers
from iopctl.answers.validate import Checked
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.inspection import Inspection
from iopctl.problem import IopctlError, Severity
from iopctl.render import ci, diagnostics, json
from iopctl.source import files, folder, frozen, leftovers
from iopctl.source.folder import Folder
from iopctl.struct import replace
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from iopctl.commands.answer import Asked

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
    check_format("validate", asked)
    failing = answer.choice("--fail-on", fail_on, FAIL_ON)
    paths = (
        _all_of(which)
        if isinstance(which, Folder)
        else list({(folder.shown(path), path.name): path for path in _files(which)}.values())
    )

    home = which if isinstance(which, Folder) else _home(which)
    profile = register.profile_of(home)
    own = register.profile_files(home) if home is which else []
    profiles = map(register.profile, own) if home is which else [profile]
    of_profiles = (problem for each in profiles for problem in each.problems)
    kept = frozen.read(home) if home is which else None
    looking = Inspection(asked.as_of, profile.stated, kept, home.tracked_from)
    # Another process would not know what the files of a revision are called.
    committed = home is which and home.revision is not None
    jobs = 1 if committed else jobs or workers.available()
    of_files = inspection.check_all(paths, looking, jobs, asked.progress)
    of_frozen = kept.check([path.stem for path in paths]) if kept else ()
    homes = [which.path] if isinstance(which, Folder) else filter(files.is_folder, which)
    unread = (problem for each in homes for problem in leftovers.problems(each))
    problems = sorted({*of_files, *of_profiles, *of_frozen, *unread})
    series, limits = (
        sum(folder.is_called(path.parent, name) for path in paths)
        for name in (folder.INDEX, folder.THRESHOLDS)
    )
    fine = _fine(len(paths) - series - limits, series, limits, len(own))
    names = tuple(map(folder.shown, (*paths, *own)))
    found = Checked(names, fine, as_of=asked.as_of, basis=asked.basis, problems=tuple(problems))
    return answered(found, asked, failing)


def _fine(agreements: int, series: int, thresholds: int, profiles: int) -> str:
    """Say how many files of each kind were checked, and that nothing is wrong with them."""
    kinds = [
        say_count(series, "{number} index series", "{number} index series") if series else "",
        say_count(thresholds, "{number} threshold", "{number} thresholds") if thresholds else "",
        say_count(profiles, "{number} profile", "{number} profiles") if profiles else "",
    ]
    if agreements or not any(kinds):
        kinds.insert(0, say_count(agreements, "{number} agreement", "{number} agreements"))
    *others, last = filter(None, kinds)
    listed = say("{others} and {last}", others=", ".join(others), last=last) if others else last
    return say("{listed}, no problems.", listed=listed)


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


def check_format(command: str, asked: Asked) -> None:
    """Raise IopctlError if what was found is not shown in the format that is asked for."""
    answer.refuse_unknown(command, asked, _FORMATS)


def answered(checked: Checked, asked: Asked, failing: Container[Severity]) -> Answer:
    """Answer with what was found; with 1 where any of it makes the run fail."""
    failed = any(problem.severity in failing for problem in checked.problems)
    if asked.format in _REPORTS:
        checked = _from_root(checked, asked.basis.revision)
    summary = ci.summary(checked.problems, checked.sentence) if asked.format == "github" else ""
    text = _FORMATS[asked.format](checked, asked)
    return Answer(text, exit_code=PROBLEMS if failed else FINE, summary=summary)


def _from_root(checked: Checked, revision: str | None) -> Checked:
    """Name every file from the root of its repository, where CI systems look for it, without its commit."""
    commit = f"@{visible.commit(revision)}" if revision else ""
    places = (each.place.file for each in checked.problems)
    names = {each: folder.from_root(each.removesuffix(commit)) for each in {*checked.files, *places}}
    problems = (
        replace(each, place=replace(each.place, file=names[each.place.file])) for each in checked.problems
    )
    files = (names[each] for each in checked.files)
    return replace(checked, problems=tuple(problems), files=tuple(files))


def _full(checked: Checked, asked: Asked) -> str:
    if not checked.problems:
        return f"{checked.sentence}\n"
    first = next((each for each in checked.problems if each.severity is Severity.ERROR), checked.problems[0])
    more = say("Run 'iopctl explain {code}' for more.", code=first.code)
    return f"{diagnostics.full(checked.problems, asked.width)}\n{checked.sentence}\n{more}\n"


_FORMATS: dict[str, Callable[[Checked, Asked], str]] = {
    "full": _full,
    "concise": lambda checked, _asked: diagnostics.concise(checked.problems),
    "json": lambda checked, _asked: json.write(checked.envelope()),
    "github": lambda checked, _asked: ci.github(checked.problems),
    "gitlab": lambda checked, _asked: ci.gitlab(checked.problems),
    "sarif": lambda checked, _asked: ci.sarif(checked.problems),
    "junit": lambda checked, _asked: ci.junit(checked.problems, checked.files, checked.command),
}
_REPORTS = ("github", "gitlab", "sarif", "junit")
"""The formats that CI systems read."""
