"""`iopctl value`: what an agreement is worth, and the figures of the law that are looked up beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers.value import Valued
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.render import diagnostics
from iopctl.rules import value
from iopctl.rules.budget import NoFigure
from iopctl.rules.value import NoWorth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.commands.answer import Asked
    from iopctl.problem import Finding
    from iopctl.rules.value import Value
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, asked: Asked, *, explain: bool) -> Answer:
    """Value the agreement; a part that cannot be computed is a problem, and the others still stand."""
    answer.check_format(Valued, asked)
    if explain and asked.format in {"csv", "xlsx"}:
        raise IopctlError(codes.NO_EXPLANATION_IN_CSV)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("value", asked, record.problems)
    limits = register.thresholds(agreements)

    known = gathering.known(record.agreement, asked, agreements)
    worth = value.value(record.agreement, known)
    counted = worth.counted
    rows = value.beside(
        ((each.name, each.stated) for each in limits if each.stated is not None),
        worth.decided_on,
        counted.sides.public if counted else None,
    )

    missing = dict.fromkeys(map(record.document.problem, _missing(worth)))
    problems = (*missing, *(problem for each in limits for problem in each.problems))
    found = Valued(
        agreement_id,
        record.agreement,
        record.document,
        known,
        worth,
        tuple(rows),
        explain,
        as_of=worth.as_of,
        basis=asked.basis,
        problems=problems,
    )
    remarks = diagnostics.full(problems, asked.width)
    return answer.give(found, asked, remarks, PROBLEMS if problems else FINE)


def _missing(worth: Value) -> Iterator[Finding]:
    """Find the figures that the file should give; that an agreement has no end is an answer, not one."""
    for each in (*worth.worths, worth.year):
        if isinstance(each, (NoWorth, NoFigure)) and each.reason.code.startswith("IOP"):
            yield each.reason
