"""`iopctl show`: one agreement on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.answers import show as view
from iopctl.commands import answer, due, knowing
from iopctl.commands.answer import Answer
from iopctl.register import Indices
from iopctl.rules import overview

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, asked: Asked) -> Answer:
    """Gather what one screen says of an agreement."""
    show = answer.view("show", asked.format, view.FORMATS)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("show", asked, record.problems)

    knowing.refuse_unused(asked, record.agreement.series)
    known = knowing.known(record.agreement, asked, Indices(agreements))
    summed_up = overview.overview(record.agreement, known, due.routine(agreements))
    drawn = overview.timeline(record.agreement, summed_up.stands, summed_up.deadlines)

    shown = view.Shown(
        id=record.id,
        agreement=record.agreement,
        document=record.document,
        overview=summed_up,
        timeline=drawn,
        basis=asked.basis,
        assumed=asked.assumed,
    )
    return Answer(show(shown, asked.width))
