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

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder


def run(agreements: Folder, years: Sequence[int], asked: Asked) -> Answer:
    """Add up every agreement, one file after the other; what is missing from the sums is named in them."""
    answer.check_format(Portfolio, asked)
    walk = gathering.Walk(agreements, asked)
    entries: list[Entry] = []
    missing: list[Left] = []
    uncomputed: list[Problem] = []
    for record, agreement, known in walk.sound():
        for each in portfolio.entries(record.id, agreement, years, known):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                missing.append(Left(each.id, each.year, each.reason.message))
                uncomputed.append(record.document.problem(each.reason))
    words = say("its file has problems")
    missing += [Left(each.id, year, words) for each in walk.left_out for year in years]
    missing.sort(key=lambda each: each.id)

    found = Portfolio(
        Known(asked.as_of, assumed=asked.assumed),
        tuple(years),
        tuple(entries),
        tuple(missing),
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(sorted((*walk.problems, *uncomputed))),
    )
    lines = "".join(f"{line}\n" for line in (*walk.remarks, *gathering.unread(agreements)))
    remarks = f"{lines}{diagnostics.full(uncomputed, asked.width)}"
    return answer.give(found, asked, remarks, PROBLEMS if missing else FINE)
