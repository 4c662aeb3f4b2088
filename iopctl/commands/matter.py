"""`iopctl matter`: a matter that is not in its file yet, as the lines to fill in, or started there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, references, register
from iopctl.commands import answer, change
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.commands.change import Planned
from iopctl.memo import matter as view
from iopctl.model.matter import Matter, MatterKind
from iopctl.model.parties import Role
from iopctl.render import diagnostics
from iopctl.rules import recording, sections
from iopctl.rules.checks import matters

if TYPE_CHECKING:
    from datetime import date

    from iopctl.problem import Finding
    from iopctl.register import Record
    from iopctl.source.folder import Folder


def start(agreements: Folder, agreement_id: str, kind: str, day: date, profile: str | None) -> Answer:
    """Give the lines of a matter, in the order of the profile's memo."""
    chosen = answer.choice("--kind", kind, {each.value: each for each in MatterKind})
    record = register.read(agreements.file_of(agreement_id))
    found = references.profile_of(agreements, profile)
    if record.agreement is None or found.profile is None:
        return Answer("", diagnostics.full((*record.problems, *found.problems)), PROBLEMS)

    _, matter_id = recording.start(record.agreement, chosen, day)
    matter = Matter.model_validate({"id": matter_id, "kind": chosen.value, "dated": str(day)})
    public = record.agreement.parties_with(Role.PUBLIC)
    text = view.skeleton(matter, sections.to_write(matter, found.profile), public[0] if public else None)
    known = recording.asked_already(record.agreement, chosen, day)
    remark = _on_file(record, known) if known else ""
    return Answer(text, f"{labels.fill_in(record.document.file)}\n{remark}")


def apply(agreements: Folder, agreement_id: str, kind: str, day: date, profile: str | None) -> Planned:
    """Plan to start a matter in its file, and to say what its memo waits for."""
    chosen = answer.choice("--kind", kind, {each.value: each for each in MatterKind})
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    record = register.read(path)
    found = references.profile_of(agreements, profile)
    if record.agreement is None or found.profile is None:
        return Planned(Answer("", diagnostics.full((*record.problems, *found.problems)), PROBLEMS))

    known = recording.asked_already(record.agreement, chosen, day)
    if known is not None:
        return Planned(Answer("", f"{_on_file(record, known)}{labels.NOTHING_WRITTEN}\n", PROBLEMS))
    edit, matter_id = recording.start(record.agreement, chosen, day)
    wanted = change.work_out(path, record, [edit])
    if wanted.errors or wanted.after.agreement is None:
        said = f"{diagnostics.full(wanted.errors)}{labels.NOTHING_WRITTEN}\n"
        return Planned(Answer("", said, PROBLEMS))

    document = wanted.after.document
    at = len(record.agreement.matters)
    waits = [
        document.problem(each)
        for each in matters.unfinished(wanted.after.agreement, found.profile)
        if each.where == ("matters", at)
    ]
    said = labels.started(matter_id, document.place_of(("matters", at)))
    done = Answer(f"{said}\n", diagnostics.full((*wanted.problems, *waits)))
    return Planned(Answer(wanted.difference), wanted, done)


def _on_file(record: Record, found: Finding) -> str:
    return f"{found.message} [{record.document.place_of(found.where)}]\n"
