"""`iopctl list`: the register, one line an agreement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from iopctl import register
from iopctl.answers.overview import Listed, Register
from iopctl.commands import answer, due, knowing, picking
from iopctl.commands.answer import FINE, PROBLEMS
from iopctl.register import Indices
from iopctl.rules import boards, overview
from iopctl.rules.extension import State
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.commands.answer import Answer, Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder

_STATES = list(State)
# The register comes in the order of its ids, which stays where rows are alike.
SORTS: dict[str, Callable[[Listed], Any]] = {
    "id": lambda row: row.agreement,
    "end": lambda row: row.term.ends or date.max,
    "deadline": lambda row: row.deadline.on if row.deadline else date.max,
    "state": lambda row: _STATES.index(row.state),
    # The largest amount comes first, and a year without a figure last.
    "public": lambda row: -(row.year.public.amount or 0) if row.year.public else 1,
}


def run(agreements: Folder, asked: Asked, *, where: Sequence[str] = (), sort: str = "id") -> Answer:
    """Sum up every agreement asked about; a file with problems is named as left out, others still stand."""
    answer.check_format(Register, asked)
    order = answer.choice("--sort", sort, SORTS)
    conditions = [picking.condition(each) for each in where]
    routine = due.routine(agreements)

    indices, followed = Indices(agreements), set[str]()
    rows: list[Listed] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    names: dict[str, set[str]] = {each.key: set() for each in conditions if each.key != boards.STATE}
    for record in register.read_all(asked.progress(agreements.files())):
        if record.agreement is None:
            problems += record.problems
            left_out.append(due.left_out(record.document.file))
            continue
        for each in conditions:
            if each.key in names:
                names[each.key].update(each.names(record.agreement))
        followed.update(record.agreement.series)
        known = knowing.known(record.agreement, asked, indices)
        summed_up = overview.overview(record.agreement, known, routine)
        if boards.selected(record.agreement, summed_up.state, conditions):
            rows.append(Listed.of(record.id, record.agreement, record.document, summed_up))
    picking.check(conditions, names)
    knowing.refuse_unused(asked, followed)

    found = Register(
        rows=tuple(sorted(rows, key=order)),
        asked=asked.assumed,
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(sorted(problems)),
    )
    remarks = left_out if rows or problems else [say("No agreement is like that.")]
    lines = "".join(f"{line}\n" for line in (*remarks, *picking.unread(agreements)))
    return answer.give(found, asked, lines, PROBLEMS if problems else FINE)
