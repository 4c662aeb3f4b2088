"""`iopctl budget --all`: the money of the whole register, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers.portfolio import Left, Portfolio
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.render import diagnostics
from iopctl.rules import portfolio
from iopctl.rules.known import Known
from iopctl.rules.portfolio import Entry
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.answers.outgoing import OutgoingPayments
    from iopctl.commands.answer import Asked
    from iopctl.problem import Finding, Problem
    from iopctl.register import Record
    from iopctl.source.folder import Folder


class Sums:
    """What the sums of a register miss, and why; an answer that they are short of says so."""

    def __init__(self, agreements: Folder, asked: Asked) -> None:
        self._agreements = agreements
        self._asked = asked
        self.walk = gathering.Walk(agreements, asked)
        self._missing: list[Left] = []
        self._uncomputed: list[Problem] = []

    def miss(self, record: Record, year: int, reason: Finding) -> None:
        """Note an agreement that has no figure for a year."""
        self._missing.append(Left(record.id, year, reason.message))
        self._uncomputed.append(record.document.problem(reason))

    def missing(self, years: Sequence[int]) -> tuple[Left, ...]:
        """List what is missing, by id, with the files that have problems."""
        words = say("its file has problems")
        unsound = [Left(each.id, year, words) for each in self.walk.left_out for year in years]
        return tuple(sorted((*self._missing, *unsound), key=lambda each: each.id))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps agreements from being added up."""
        return tuple(sorted((*self.walk.problems, *self._uncomputed)))

    def give(self, found: Portfolio | OutgoingPayments) -> Answer:
        """Answer, and say beside it what is missing."""
        lines = (*self.walk.remarks, *gathering.unread(self._agreements))
        said = "".join(f"{line}\n" for line in lines)
        remarks = f"{said}{diagnostics.full(self._uncomputed, self._asked.width)}"
        return answer.give(found, self._asked, remarks, PROBLEMS if found.missing else FINE)


def run(agreements: Folder, years: Sequence[int], asked: Asked) -> Answer:
    """Add up every agreement, one file after the other; what is missing from the sums is named in them."""
    answer.check_format(Portfolio, asked)
    sums = Sums(agreements, asked)
    entries: list[Entry] = []
    for record, agreement, known in sums.walk.sound():
        for each in portfolio.entries(record.id, agreement, years, known):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                sums.miss(record, each.year, each.reason)
    return sums.give(
        Portfolio(
            Known(asked.as_of, assumed=asked.assumed),
            tuple(years),
            tuple(entries),
            sums.missing(years),
            as_of=asked.as_of,
            basis=asked.basis,
            problems=sums.problems,
        )
    )
