"""`iopctl show`: one agreement on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.answers.show import Show
from iopctl.commands import answer, due, gathering
from iopctl.rules import overview
from iopctl.rules.budget import NoFigure

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, asked: Asked) -> Answer:
    """Gather what one screen says of an agreement; why the year has no figure stands beside it."""
    answer.check_format(Show, asked)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("show", asked, record.problems)

    known = gathering.known(record.agreement, asked, agreements)
    routine = due.routine(agreements)
    found = overview.overview(record.agreement, known, routine)

    reply = Show(
        record.id,
        record.agreement,
        record.document,
        overview=found,
        timeline=overview.timeline(record.agreement, found.stands, found.deadlines),
        asked=asked.assumed,
        tracked_from=routine.tracked_from,
        as_of=asked.as_of,
        basis=asked.basis,
        problems=(record.document.problem(found.year.reason),) if isinstance(found.year, NoFigure) else (),
    )
    return answer.give(reply, asked)
