"""`iopctl list`: the register, one line an agreement."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from iopctl import labels, register
from iopctl.answers import overview as view
from iopctl.commands import answer, due, knowing, picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.rules import boards, overview
from iopctl.rules.extension import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.answers.overview import Entry
    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder

_STATES = list(State)


def _by_end(entry: Entry) -> date:
    return entry.summary.stands.decided.last or date.max


def _by_deadline(entry: Entry) -> date:
    coming = entry.summary.next
    return coming.on if coming else date.max


def _by_public(entry: Entry) -> tuple[bool, int]:
    """Put the largest amount first, and a year without a figure last."""
    side = entry.summary.public
    return (side is None, -int(side.amount.value) if side else 0)


# The register comes in the order of its ids, which stays where rows are alike.
SORTS: dict[str, Callable[[Entry], Any]] = {
    "id": lambda entry: entry.id,
    "end": _by_end,
    "deadline": _by_deadline,
    "state": lambda entry: _STATES.index(entry.summary.state),
    "public": _by_public,
}


def run(agreements: Folder, asked: Asked, *, where: Sequence[str] = (), sort: str = "id") -> Answer:
    """Sum up every agreement asked about; a file with problems is named as left out, others still stand."""
    form = answer.view("list", asked.format, view.FORMATS)
    order = answer.choice("--sort", sort, SORTS)
    conditions = [picking.condition(each) for each in where]
    routine = due.routine(agreements)

    indices, followed = Indices(agreements), set[str]()
    rows: list[view.Row] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    names: dict[str, set[str]] = {each.key: set() for each in conditions if each.key != boards.STATE}
    for record in register.read_all(asked.progress(agreements.files())):
        if record.agreement is None:
            problems += record.problems
            left_out.append(labels.left_out(record.document.file))
            continue
        for each in conditions:
            if each.key in names:
                names[each.key].update(each.names(record.agreement))
        followed.update(record.agreement.series)
        known = knowing.known(record.agreement, asked, indices)
        summed_up = overview.overview(record.agreement, known, routine)
        if boards.selected(record.agreement, summed_up.state, conditions):
            entry = view.Entry(record.id, record.agreement, record.document, summed_up)
            rows.append(form.row(entry, order(entry)))
    picking.check(conditions, names)
    knowing.refuse_unused(asked, followed)
    rows.sort(key=attrgetter("order"))

    result = view.Register(
        asked.as_of, tuple(rows), tuple(sorted(problems)), asked.basis, asked.assumed, asked.colour
    )
    remarks = [*(left_out if rows or problems else [labels.NO_MATCH]), *picking.unread(agreements)]
    machine = asked.format in {"csv", "json", "xlsx"}
    return answer.rendered(
        form.write(result, asked.width) if rows or machine else "",
        "" if asked.format == "json" else "".join(f"{line}\n" for line in remarks),
        PROBLEMS if problems else FINE,
    )
