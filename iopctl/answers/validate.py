"""`iopctl validate` and `iopctl template check`: what was found in which files."""

from __future__ import annotations

from iopctl.answers.reply import Reply
from iopctl.problem import Severity
from iopctl.struct import Struct
from iopctl.words import say, say_count


class Counts(Struct):
    """How much was checked and found; the problems stand beside it."""

    files: int
    """How many files were checked."""
    errors: int
    """How many errors were found."""
    warnings: int
    """How many warnings were found."""


class Checked(Reply):
    """What was found in which files."""

    command = "validate"

    files: tuple[str, ...]
    fine: str
    """What is said where there is no problem."""

    def result(self) -> Counts:
        """Count what was found."""
        return Counts(len(self.files), self._count(Severity.ERROR), self._count(Severity.WARNING))

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def sentence(self) -> str:
        """Say what was found in one sentence."""
        if not self.problems:
            return self.fine
        errors, warnings = self._count(Severity.ERROR), self._count(Severity.WARNING)
        kinds = [
            say_count(errors, "{number} error", "{number} errors") if errors else "",
            say_count(warnings, "{number} warning", "{number} warnings") if warnings else "",
        ]
        files = say_count(len(self.files), "{number} file", "{number} files")
        return say("{found} in {files}.", found=say(" and ").join(filter(None, kinds)), files=files)


class CheckedTemplates(Checked):
    """What was found in which templates."""

    command = "template check"
