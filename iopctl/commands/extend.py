"""`iopctl extend`: whether the agreement may be extended, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.rules import extension
from iopctl.views import extend as view

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, asked: Asked) -> Answer:
    """Give the verdict as of the day asked, and of the day of a pending proposal."""
    show = answer.view("extend", asked.format, view.FORMATS)
    record = register.read(agreements.file_of(agreement_id))
    if record.agreement is None:
        return answer.broken("extend", asked, record.problems)

    verdict = extension.verdict(record.agreement, asked.as_of)
    proposal = extension.as_of_proposal(record.agreement, asked.as_of)

    shown = view.Answer(agreement_id, record.agreement, record.document, verdict, proposal, asked.basis)
    return Answer(show(shown, asked.width), exit_code=FINE if verdict.eligible else PROBLEMS)
