"""`iopctl budget --all`: the money of the whole register, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, register
from iopctl.answers import portfolio as view
from iopctl.commands import answer, knowing, picking
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import portfolio
from iopctl.rules.known import Known
from iopctl.rules.portfolio import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder


def run(agreements: Folder, years: Sequence[int], asked: Asked) -> Answer:
    """Add up every agreement, one file after the other; what is missing from the sums is named in them."""
    show = answer.view("budget", asked.format, view.FORMATS)

    indices, followed = Indices(agreements), set[str]()
    entries: list[Entry] = []
    missing: list[view.Left] = []
    problems: list[Problem] = []
    uncomputed: list[Problem] = []
    left_out: list[str] = []
    for record in register.read_all(asked.progress(agreements.files())):
        if record.agreement is None:
            problems += record.problems
            left_out.append(labels.left_out(record.document.file))
            missing += [view.Left(record.id, year, labels.HAS_PROBLEMS) for year in years]
            continue
        followed.update(record.agreement.series)
        known = knowing.known(record.agreement, asked, indices)
        for each in portfolio.entries(record.id, record.agreement, years, known):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                missing.append(view.Left(each.id, each.year, each.reason.message))
                uncomputed.append(record.document.problem(each.reason))
    knowing.refuse_unused(asked, followed)

    result = view.Portfolio(
        known=Known(asked.as_of, assumed=asked.assumed),
        years=tuple(years),
        entries=tuple(entries),
        missing=tuple(missing),
        problems=tuple(sorted((*problems, *uncomputed))),
        basis=asked.basis,
    )
    remarks = "".join(f"{line}\n" for line in (*left_out, *picking.unread(agreements))) + diagnostics.full(
        uncomputed, asked.width
    )
    return answer.rendered(
        show(result, asked.width),
        "" if asked.format == "json" else remarks,
        PROBLEMS if missing else FINE,
    )
