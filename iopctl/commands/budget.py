"""`iopctl budget`: what each party puts in, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers import budget as view
from iopctl.commands import answer, knowing
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import budget
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.answers.budget import Budgets
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


class Wanted(Struct):
    """Which years are asked for, and how they are shown."""

    years: Sequence[int]
    by: str | None = None
    """What the lines are put together by; None shows them below each party."""
    explain: bool = False


def run(agreements: Folder, agreement_id: str, wanted: Wanted, asked: Asked) -> Answer:
    """Compute the years asked for; a year without a figure is a problem, and the others still stand."""
    show = _view(wanted.by, asked)
    if wanted.explain and asked.format in {"csv", "xlsx"}:
        raise IopctlError(codes.NO_EXPLANATION_IN_CSV)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("budget", asked, record.problems)

    knowing.refuse_unused(asked, record.agreement.series)
    known = knowing.known(record.agreement, asked, Indices(agreements))
    results = tuple(budget.budget(record.agreement, year, known) for year in wanted.years)
    budgets = view.Budgets(
        agreement_id, record.agreement, record.document, known, results, wanted.explain, asked.basis
    )

    problems = budgets.problems
    machine = asked.format == "json"
    return answer.rendered(
        show(budgets, asked.width) if machine or budgets.figures else "",
        "" if machine else diagnostics.full(problems, asked.width),
        PROBLEMS if problems else FINE,
    )


def _view(by: str | None, asked: Asked) -> Callable[[Budgets, int | None], str | bytes]:
    """Find how the budgets are shown: line by line below each party, or put together."""
    if by is None:
        return answer.view("budget", asked.format, view.FORMATS)
    from iopctl.answers import grouped
    from iopctl.rules.budget import By

    chosen = answer.choice("--by", by, {each.value: each for each in By})
    show = answer.view("budget --by", asked.format, grouped.FORMATS)
    return lambda budgets, width: show(grouped.Grouped(budgets, chosen), width)
