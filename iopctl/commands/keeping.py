"""The memos that are frozen, beside what the register gives now: the frozen words win, and it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import Problem, Severity
from iopctl.source import folder, frozen
from iopctl.source.frozen import Frozen
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.source.frozen import Line


class Drift(Struct):
    """A frozen memo that the register would now give in other words, or not at all."""

    line: Line
    file: str
    words: str
    """As they were frozen."""
    now: str | Problem

    @property
    def problem(self) -> Problem:
        """Tell of it, without calling anything wrong."""
        now = (
            say("other words")
            if isinstance(self.now, str)
            else say("none: {reason}", reason=self.now.message.rstrip("."))
        )
        return self.line.problem(
            codes.FROZEN_DRIFT.at((), name=self.file, now=now, agreement=self.line.agreement)
        )


NONE = Frozen(Path())
"""Of a register that has frozen nothing."""


@dataclass(slots=True)
class Kept:
    """The frozen memos of a register, and what was found of those that were looked at."""

    frozen: Frozen = NONE
    drifts: list[Drift] = field(default_factory=list)
    found: set[Problem] = field(default_factory=set)
    """What is wrong with the frozen memos or their list."""
    given: set[str] = field(default_factory=set)
    """The agreements whose memo is the frozen one."""

    @property
    def problems(self) -> list[Problem]:
        """Everything to tell of them."""
        return sorted({*self.found, *(each.problem for each in self.drifts)})

    @property
    def damaged(self) -> bool:
        """Whether something is wrong: that the register has moved on is not."""
        return any(each.severity is Severity.ERROR for each in self.found)

    def words(self, line: Line, now: str | Problem) -> str | Problem:
        """Give the frozen words of a memo; of a damaged one the register's own, where they are the same."""
        kept = self.frozen.words(line)
        same = isinstance(now, str) and frozen.checksum(now) == line.checksum
        if isinstance(kept, Problem):
            self.found.add(kept)
            return now if same else kept
        if not same:
            file = folder.shown(self.frozen.path / line.name)
            told = replace(now, severity=Severity.ERROR) if isinstance(now, Problem) else now
            self.drifts.append(Drift(line, file, kept, told))
        return kept

    def look_at_matters(self, agreement_id: str, matters: Iterable[str]) -> None:
        """See whether an agreement still has the matters whose memos are frozen."""
        self.found.update(self.frozen.unknown_matters(agreement_id, matters))

    def look_at_all(self, ids: Iterable[str]) -> None:
        """Look at the whole list, and at what lies beside it."""
        self.found.update(self.frozen.check(ids))
