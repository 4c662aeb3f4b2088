"""What a check of files found, and how it is shown: `validate` and `template check` answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.answers import envelope
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import Severity
from iopctl.render import ci as reports
from iopctl.render import diagnostics
from iopctl.source import folder
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem


class Checked(Struct):
    """What was found in which files."""

    command: str
    """Which command asked, by its name."""
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    fine: str
    """What is said where there is no problem."""

    def count(self, severity: Severity) -> int:
        """Count the problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def sentence(self) -> str:
        """Say what was found in one sentence."""
        if not self.problems:
            return self.fine
        return labels.found(self.count(Severity.ERROR), self.count(Severity.WARNING), len(self.files))


def view(command: str, name: str) -> Callable[[Checked, Asked], str]:
    """Find the view of a format; raise IopctlError if there is none of that name."""
    return answer.view(command, name, _FORMATS)


def answered(checked: Checked, asked: Asked, failing: Container[Severity]) -> Answer:
    """Answer with what was found; with 1 where any of it makes the run fail."""
    failed = any(problem.severity in failing for problem in checked.problems)
    if asked.format in _REPORTS:
        checked = _from_root(checked, asked.basis.revision)
    summary = reports.summary(checked.problems, checked.sentence) if asked.format == "github" else ""
    text = view(checked.command, asked.format)(checked, asked)
    return Answer(text, exit_code=PROBLEMS if failed else FINE, summary=summary)


def _from_root(checked: Checked, revision: str | None) -> Checked:
    """Name every file from the root of its repository, where CI systems look for it, without its commit."""
    commit = f"@{labels.version(revision)}" if revision else ""
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
    more = labels.explain(first.code)
    return f"{diagnostics.full(checked.problems, asked.width)}\n{checked.sentence}\n{more}\n"


def _json(checked: Checked, asked: Asked) -> str:
    result = {
        "files": len(checked.files),
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
    }
    revision = asked.basis.revision
    return envelope.write(checked.command, asked.as_of, result, checked.problems, revision=revision)


_FORMATS: dict[str, Callable[[Checked, Asked], str]] = {
    "full": _full,
    "concise": lambda checked, _asked: diagnostics.concise(checked.problems),
    "json": _json,
    "github": lambda checked, _asked: reports.github(checked.problems),
    "gitlab": lambda checked, _asked: reports.gitlab(checked.problems),
    "sarif": lambda checked, _asked: reports.sarif(checked.problems),
    "junit": lambda checked, _asked: reports.junit(checked.problems, checked.files, checked.command),
}
_REPORTS = ("github", "gitlab", "sarif", "junit")
"""The formats that CI systems read."""
