"""What is wrong in somebody's file, as a value with a place; and what stops a run.

Three kinds of failure are never mixed: a `Problem` is collected, sorted and shown with all others;
an `IopctlError` stops the run and is caught once, in `cli`; anything else is a fault of ours (`bugs`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeAlias

from iopctl import visible
from iopctl.struct import Struct, replace
from iopctl.words import say

_LONGEST = 300
MOST_PROBLEMS = 100
"""More than so many are shown of no file."""
# The names of facts that a file states; none of them is a sentence, a line or a cure.
_STATED = {"case_number", "code", "found", "id", "key", "name", "party", "role", "series", "word", "year"}
_SPACE = re.compile(r"\s+")

# Keys and list positions from the top of the file down to one node.
Where: TypeAlias = tuple[str | int, ...]


class Severity(StrEnum):
    """An error keeps an agreement from being used; a warning asks somebody to look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(Struct):
    """One kind of finding: a stable code, the sentence that says it, and how to mend it."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, where: Where, *, on_key: bool = False, **facts: object) -> Finding:
        """Say that this was found at a node of the file (on its key, where the key is what is wrong)."""
        return Finding(self, where, on_key, tuple(facts.items()))


def warning(code: str, message: str, hint: str = "") -> Kind:
    """Make a kind that asks somebody to look."""
    return Kind(code, message, hint, Severity.WARNING)


def stop(message: str, hint: str = "") -> Kind:
    """Make a kind that stops a run; it has no code."""
    return Kind("", message, hint)


class Finding(Struct):
    """A kind, the node that it is about, and the facts that fill its sentence."""

    kind: Kind
    where: Where = ()
    on_key: bool = False
    facts: tuple[tuple[str, object], ...] = ()
    within: tuple[int, int] | None = None
    """Where in the node's text it begins and ends, where only a part of it is meant; counted in characters
    that are no white space, since a file breaks and indents the lines of a text as it likes."""

    def inside(self, text: str, start: int, stop: int) -> Finding:
        """Say that only a stretch of the node's text is meant."""
        before, meant = (len(_SPACE.sub("", each)) for each in (text[:start], text[start:stop]))
        return replace(self, within=(before, before + meant))

    @property
    def code(self) -> str:
        """The stable code."""
        return self.kind.code

    @property
    def message(self) -> str:
        """The sentence, filled with the facts."""
        return self.kind.message.format(**self._shown_facts)

    @property
    def hint(self) -> str:
        """How to mend it, or nothing; first the value that was meant, where one is known."""
        facts = self._shown_facts
        asked = say("Did you mean '{word}'?", word=facts["meant"]) if "meant" in facts else ""
        return f"{asked} {self.kind.hint.format(**facts)}".strip()

    @property
    def stated(self) -> tuple[str, ...]:
        """What the file itself says among the facts; the others are words of ours, or places."""
        return tuple(f"{name}={fact}" for name, fact in self.facts if name in _STATED)

    @property
    def _shown_facts(self) -> dict[str, object]:
        return {name: _cut(fact) for name, fact in self.facts}


class Place(Struct):
    """A stretch of one line of a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        """Give `file:line`, as a reader cites a source."""
        return f"{self.file}:{self.line}"


class Problem(Struct):
    """A finding with its place and the line of text it stands on."""

    place: Place
    code: str
    message: str
    hint: str = ""
    source_line: str = ""
    severity: Severity = Severity.ERROR
    stated: tuple[str, ...] = ()
    """What tells it from another of its kind on the same line."""

    @classmethod
    def of(cls, finding: Finding, place: Place, source_line: str = "") -> Problem:
        """Give a finding its place."""
        severity = finding.kind.severity
        return cls(place, finding.code, finding.message, finding.hint, source_line, severity, finding.stated)

    def __lt__(self, other: Problem) -> bool:
        """Sort by file, then line, column, code and message, so that output is stable."""
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


class IopctlError(Exception):
    """What stops a run: one sentence for the user, and how to mend it; `cli` shows it and exits with 2."""

    def __init__(self, kind: Kind, **facts: object) -> None:
        shown = {name: _shown(fact) for name, fact in facts.items()}
        super().__init__(kind.message.format(**shown))
        self.hint = kind.hint.format(**shown)


def _shown(fact: object) -> object:
    """Give a fact as a sentence shows it: text and paths on one line, with all in them visible.

    Of several sentences each has a line of its own.
    """
    if isinstance(fact, tuple):
        return "".join(f"\n{_shown(each)}" for each in fact)
    return visible.line(str(fact)) if isinstance(fact, str) or hasattr(fact, "__fspath__") else fact


def _cut(fact: object) -> object:
    """Give a fact of a file no longer than one reads: a value may be as long as its file."""
    if isinstance(fact, str) and len(fact) > _LONGEST:
        return f"{_shown(fact[: _LONGEST - 1])}…"
    return _shown(fact)
