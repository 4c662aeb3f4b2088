"""`iopctl list`: the register, one line an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.commands import answer, knowing
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.rules import overview
from iopctl.views import labels
from iopctl.views import overview as view

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder


def run(agreements: Folder, asked: Asked) -> Answer:
    """Sum up every agreement; a file with problems is named as left out, and the others still stand."""
    show = answer.view("list", asked.format, view.FORMATS)

    indices, followed = Indices(agreements), set[str]()
    rows: list[view.Row] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    for record in register.read_all(agreements.files()):
        if record.agreement is None:
            problems += record.problems
            left_out.append(labels.left_out(record.document.file))
        else:
            followed.update(record.agreement.series)
            known = knowing.known(record.agreement, asked, indices)
            summed_up = overview.overview(record.agreement, known)
            rows.append(view.Row.of(record.id, record.agreement, summed_up))

    knowing.refuse_unused(asked, followed)

    left = tuple(sorted(problems))
    result = view.Register(asked.as_of, tuple(rows), left, asked.basis, asked.assumed)
    return answer.rendered(
        show(result, asked.width) if rows or asked.format == "json" else "",
        "" if asked.format == "json" else "".join(f"{line}\n" for line in left_out),
        PROBLEMS if problems else FINE,
    )
