"""`iopctl record`: what happened in a partnership, put down in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, register
from iopctl.commands import change
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.model.follow_up import FollowUp
from iopctl.problem import IopctlError
from iopctl.source.editing import Append
from iopctl.views import diagnostics, labels

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.source.folder import Folder


def meeting(agreements: Folder, agreement_id: str, kind: str, on: date, as_of: date) -> Answer:
    """Add the day of a meeting that was held to those of its kind."""
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    record = register.read(path)
    if record.agreement is None:
        return Answer("", diagnostics.full(record.problems), PROBLEMS)

    index = _index(record.agreement, agreement_id, kind)
    required = (record.agreement.follow_up or FollowUp()).meetings[index]
    if on > as_of:
        raise IopctlError(catalogue.NOT_YET, day=on, as_of=as_of)
    if on in required.held:
        place = record.document.place_of(("follow_up", "meetings", index, "held", required.held.index(on)))
        raise IopctlError(catalogue.RECORDED_ALREADY, meeting=required.kind, on=on, place=place)
    held = ("follow_up", "meetings", index, "held")
    wanted = change.work_out(path, record, [Append(held, on.isoformat())])
    if wanted.errors:
        return Answer("", diagnostics.full(wanted.errors), PROBLEMS)

    wanted.write()
    place = wanted.after.document.place_of((*held, len(required.held)))
    return Answer(f"{labels.recorded(required.kind, on, place.file, place.line)}\n")


def _index(agreement: Agreement, agreement_id: str, kind: str) -> int:
    """Find the kind of meeting that is meant; raise IopctlError if the agreement requires none like it."""
    kinds = [each.kind for each in (agreement.follow_up or FollowUp()).meetings]
    for index, each in enumerate(kinds):
        if each.casefold() == kind.casefold():
            return index
    cure = catalogue.closest(kind, kinds) or catalogue.NO_MEETINGS
    raise IopctlError(catalogue.UNKNOWN_MEETING, id=agreement_id, meeting=kind, cure=cure)
