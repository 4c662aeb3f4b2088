"""`iopctl budget`: what each party puts in, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, register
from iopctl.commands import answer, knowing
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.register import Indices
from iopctl.rules import budget
from iopctl.views import budget as view
from iopctl.views import diagnostics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(
    agreements: Folder, agreement_id: str, years: Sequence[int], asked: Asked, *, explain: bool
) -> Answer:
    """Compute the years asked for; a year without a figure is a problem, and the others still stand."""
    show = answer.view("budget", asked.format, view.FORMATS)
    if explain and asked.format in {"csv", "xlsx"}:
        raise IopctlError(catalogue.NO_EXPLANATION_IN_CSV)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("budget", asked, record.problems)

    knowing.refuse_unused(asked, record.agreement.series)
    known = knowing.known(record.agreement, asked, Indices(agreements))
    results = tuple(budget.budget(record.agreement, year, known) for year in years)
    budgets = view.Budgets(
        agreement_id, record.agreement, record.document, known, results, explain, asked.basis
    )

    problems = budgets.problems
    machine = asked.format == "json"
    return answer.rendered(
        show(budgets, asked.width) if machine or budgets.figures else "",
        "" if machine else diagnostics.full(problems, asked.width),
        PROBLEMS if problems else FINE,
    )
