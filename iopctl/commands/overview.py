"""`iopctl list`: the register, one line an agreement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from iopctl.answers.overview import Listed, Register, Row
from iopctl.commands import answer, due, gathering, picking
from iopctl.commands.answer import FINE, PROBLEMS
from iopctl.rules import boards, overview
from iopctl.rules.extension import State
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.commands.answer import Answer, Asked
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

    walk = gathering.Walk(agreements, asked)
    found: list[tuple[Any, Row, Listed | None]] = []
    names: dict[str, set[str]] = {each.key: set() for each in conditions if each.key != boards.STATE}
    for record, agreement, known in walk.sound():
        for each in conditions:
            if each.key in names:
                names[each.key].update(each.names(agreement))
        summed_up = overview.overview(agreement, known, routine)
        if boards.selected(agreement, summed_up.state, conditions):
            one = Listed.of(record.id, agreement, record.document, summed_up)
            # Only JSON says more than a row, which takes a third of the room.
            found.append((order(one), Row.of(one), one if asked.format == "json" else None))
    picking.check(conditions, names)
    found.sort(key=lambda each: each[0])

    listed = Register(
        rows=tuple(row for _, row, _ in found),
        listed=tuple(one for *_, one in found if one),
        asked=asked.assumed,
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(sorted(walk.problems)),
    )
    remarks = walk.remarks if found or walk.left_out else [say("No agreement is like that.")]
    lines = "".join(f"{line}\n" for line in (*remarks, *gathering.unread(agreements)))
    return answer.give(listed, asked, lines, PROBLEMS if walk.left_out else FINE)
