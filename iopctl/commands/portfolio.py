"""`iopctl budget --all`: the money of the whole register, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.answers.portfolio import Left, Portfolio
from iopctl.commands import answer, due, knowing, picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
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
    indices, followed = Indices(agreements), set[str]()
    entries: list[Entry] = []
    missing: list[Left] = []
    problems: list[Problem] = []
    uncomputed: list[Problem] = []
    left_out: list[str] = []
    for record in register.read_all(asked.progress(agreements.files())):
        if record.agreement is None:
            problems += record.problems
            left_out.append(due.left_out(record.document.file))
            missing += [Left(record.id, year, say("its file has problems")) for year in years]
            continue
        followed.update(record.agreement.series)
        known = knowing.known(record.agreement, asked, indices)
        for each in portfolio.entries(record.id, record.agreement, years, known):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                missing.append(Left(each.id, each.year, each.reason.message))
                uncomputed.append(record.document.problem(each.reason))
    knowing.refuse_unused(asked, followed)

    found = Portfolio(
        Known(asked.as_of, assumed=asked.assumed),
        tuple(years),
        tuple(entries),
        tuple(missing),
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(sorted((*problems, *uncomputed))),
    )
    lines = "".join(f"{line}\n" for line in (*left_out, *picking.unread(agreements)))
    remarks = f"{lines}{diagnostics.full(uncomputed, asked.width)}"
    return answer.give(found, asked, remarks, PROBLEMS if missing else FINE)
