"""`iopctl budget`: what each party puts in, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers.budget import Budgets
from iopctl.answers.grouped import GroupedBudgets
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.render import diagnostics
from iopctl.rules import budget
from iopctl.rules.budget import By, NoFigure
from iopctl.struct import Struct, asdict

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    kind = Budgets if wanted.by is None else GroupedBudgets
    answer.check_format(kind, asked)
    by = wanted.by and answer.choice("--by", wanted.by, {each.value: each for each in By})
    if wanted.explain and asked.format in {"csv", "xlsx"}:
        raise IopctlError(codes.NO_EXPLANATION_IN_CSV)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("budget", asked, record.problems)

    known = gathering.known(record.agreement, asked, agreements)
    results = tuple(budget.budget(record.agreement, year, known) for year in wanted.years)
    problems = [record.document.problem(each.reason) for each in results if isinstance(each, NoFigure)]
    found = Budgets(
        agreement_id,
        record.agreement,
        record.document,
        known,
        results,
        wanted.explain,
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(problems),
    )
    if by:
        found = GroupedBudgets(**asdict(found), by=by)
    remarks, code = diagnostics.full(problems, asked.width), PROBLEMS if problems else FINE
    if asked.format != "json" and not found.figures:
        return Answer("", remarks, code)
    return answer.give(found, asked, remarks, code)
