"""`iopctl list`: the register, one line an agreement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl import register
from iopctl.commands import answer, due, knowing, picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.rules import overview, selection
from iopctl.rules.state import State
from iopctl.views import labels
from iopctl.views import overview as view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder
    from iopctl.views.overview import Row

_STATES = list(State)


def _by_end(row: Row) -> date:
    return row.stands.decided.last or date.max


def _by_deadline(row: Row) -> date:
    return row.next.on if row.next else date.max


def _by_public(row: Row) -> tuple[bool, int]:
    """Put the largest amount first, and a year without a figure last."""
    side = row.public
    return (side is None, -int(side.amount.value) if side else 0)


# The register comes in the order of its ids, which stays where rows are alike.
SORTS: dict[str, Callable[[Row], object]] = {
    "id": lambda row: row.id,
    "end": _by_end,
    "deadline": _by_deadline,
    "state": lambda row: _STATES.index(row.state),
    "public": _by_public,
}


def run(agreements: Folder, asked: Asked, *, where: Sequence[str] = (), sort: str = "id") -> Answer:
    """Sum up every agreement asked about; a file with problems is named as left out, others still stand."""
    show = answer.view("list", asked.format, view.FORMATS)
    order = answer.choice("--sort", sort, SORTS)
    conditions = [picking.condition(each) for each in where]
    routine = due.routine(agreements)

    indices, followed = Indices(agreements), set[str]()
    rows: list[view.Row] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    names: dict[str, set[str]] = {key: set() for key in selection.NAMES}
    for record in register.read_all(asked.progress(agreements.files())):
        if record.agreement is None:
            problems += record.problems
            left_out.append(labels.left_out(record.document.file))
            continue
        for key, names_of in selection.NAMES.items():
            names[key].update(names_of(record.agreement))
        followed.update(record.agreement.series)
        known = knowing.known(record.agreement, asked, indices)
        summed_up = overview.overview(record.agreement, known, routine)
        if selection.selected(record.agreement, summed_up.stated.state, conditions):
            rows.append(view.Row.of(record.id, record.agreement, record.document, summed_up))
    picking.check(conditions, names)
    knowing.refuse_unused(asked, followed)
    rows.sort(key=order)  # type: ignore[arg-type]

    result = view.Register(
        asked.as_of, tuple(rows), tuple(sorted(problems)), asked.basis, asked.assumed, asked.colour
    )
    remarks = left_out if rows or problems else [labels.NO_MATCH]
    machine = asked.format in {"csv", "json", "xlsx"}
    return answer.rendered(
        show(result, asked.width) if rows or machine else "",
        "" if asked.format == "json" else "".join(f"{line}\n" for line in remarks),
        PROBLEMS if problems else FINE,
    )
