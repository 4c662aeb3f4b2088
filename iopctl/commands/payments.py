"""`iopctl payments`: what is paid out in a year, and on which days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers.payments import Payments
from iopctl.commands import answer, gathering
from iopctl.commands.answer import Answer
from iopctl.problem import IopctlError
from iopctl.rules import payments
from iopctl.rules.budget import NoFigure

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, year: int, asked: Asked, *, explain: bool) -> Answer:
    """Split what is paid out in the year over its days; where that cannot be done, say why."""
    answer.check_format(Payments, asked)
    if explain and asked.format in {"csv", "xlsx"}:
        raise IopctlError(codes.NO_EXPLANATION_IN_CSV)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("payments", asked, record.problems)

    known = gathering.known(record.agreement, asked, agreements)
    plan = payments.plan(record.agreement, year, known)

    if isinstance(plan, NoFigure):
        return answer.broken("payments", asked, [record.document.problem(plan.reason)])
    found = Payments(
        agreement_id,
        record.agreement,
        record.document,
        known,
        plan,
        explain,
        as_of=asked.as_of,
        basis=asked.basis,
    )
    return answer.give(found, asked)
