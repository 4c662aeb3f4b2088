"""`iopctl record`: what happened in a partnership, put down in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.commands import change
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.problem import Finding, IopctlError
from iopctl.rules import events
from iopctl.views import diagnostics, labels

if TYPE_CHECKING:
    from datetime import date

    from iopctl.rules.events import Event
    from iopctl.source.folder import Folder


def run(agreements: Folder, agreement_id: str, event: Event, on: date, as_of: date) -> Answer:
    """Write what happened on a day, and say what follows from it."""
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    record = register.read(path)
    if record.agreement is None:
        return Answer("", diagnostics.full(record.problems), PROBLEMS)

    found = events.entry(record.agreement, event, on, as_of)
    if isinstance(found, Finding):
        facts = dict(found.facts) | {"id": agreement_id, "place": record.document.place_of(found.where)}
        raise IopctlError(found.kind, **facts)
    wanted = change.work_out(path, record, [found.edit])
    if wanted.errors or wanted.after.agreement is None:
        return Answer("", diagnostics.full(wanted.errors), PROBLEMS)

    wanted.write()
    follows = events.follows(record.agreement, wanted.after.agreement, event, on)
    place = wanted.after.document.place_of(found.where)
    said = [labels.recorded(found.what, place), *follows]
    return Answer("".join(f"{line}\n" for line in said), diagnostics.full(wanted.problems))
