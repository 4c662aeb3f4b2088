"""`iopctl record`: what happened in a partnership, put down in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, register, visible
from iopctl.commands import change
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.commands.change import Planned
from iopctl.problem import Finding, IopctlError
from iopctl.render import diagnostics, terminal
from iopctl.rules import events

if TYPE_CHECKING:
    from datetime import date

    from iopctl.commands.answer import Asked
    from iopctl.rules.events import Event
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, event: Event, on: date, asked: Asked) -> Planned:
    """Plan to write what happened on a day, and to say what follows from it."""
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    record = register.read(path)
    if record.agreement is None:
        return Planned(Answer("", diagnostics.full(record.problems, asked.width), PROBLEMS))

    found = events.entry(record.agreement, event, on, asked.as_of)
    if isinstance(found, Finding):
        facts = dict(found.facts) | {"id": agreement_id, "place": record.document.place_of(found.where)}
        raise IopctlError(found.kind, **facts)
    wanted = change.work_out(path, record, [found.edit])
    if wanted.errors or wanted.after.agreement is None:
        said = f"{diagnostics.full(wanted.errors, asked.width)}{labels.NOTHING_WRITTEN}\n"
        return Planned(Answer("", said, PROBLEMS))

    follows = events.follows(record.agreement, wanted.after.agreement, event, on)
    place = wanted.after.document.place_of(found.where)
    said = "".join(f"{visible.line(each)}\n" for each in (labels.recorded(found.what, place), *follows))
    remarks = diagnostics.full(wanted.problems, asked.width)
    done = Answer(terminal.lines(said, asked.width), remarks)
    return Planned(Answer(wanted.difference), wanted, done)
