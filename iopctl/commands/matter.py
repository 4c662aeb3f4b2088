"""`iopctl matter`: a matter that is not in its file yet, as the lines to fill in, or started there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.commands import answer, change
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.commands.change import Planned
from iopctl.memo import wording
from iopctl.model import profile as profiles
from iopctl.model.matter import Matter, MatterKind
from iopctl.model.parties import Role
from iopctl.render import diagnostics
from iopctl.rules import recording, sections
from iopctl.rules.checks import matters
from iopctl.words import say

if TYPE_CHECKING:
    from datetime import date

    from iopctl.problem import Finding
    from iopctl.register import Record
    from iopctl.rules.sections import ToWrite
    from iopctl.source.folder import Folder

# How a key is written that takes more than a text.
_FORMS = {
    "documents": ("documents:", "  - title: …", "    dated: …"),
    "goals": ("goals:", "  text: …"),
    "codetermination": ("codetermination: not called for",),
    "signatures": ("signatures:", "  - name: …", "    title: …"),
    "sent_to": ("sent_to:", "  - …"),
}
# What an official writes that no section of the memo has for a heading.
_UNHEADED = {
    "year": "Det kalenderår som följs upp",
    "signatures": "Underskrifter",
    "participants": "Vad som händer med deltagarna",
}


def start(agreements: Folder, agreement_id: str, kind: str, day: date, profile: str | None) -> Answer:
    """Give the lines of a matter, in the order of the profile's memo."""
    chosen = answer.choice("--kind", kind, {each.value: each for each in MatterKind})
    record = register.read(agreements.file_of(agreement_id), whole=True)
    found = register.profile_of(agreements, profile)
    if record.agreement is None or found.stated is None:
        return Answer("", diagnostics.full((*record.problems, *found.problems)), PROBLEMS)

    _, matter_id = recording.start(record.agreement, chosen, day)
    matter = Matter.model_validate({"id": matter_id, "kind": chosen.value, "dated": str(day)})
    public = record.agreement.parties_with(Role.PUBLIC)
    board = (public[0].board if public else None) or "nämnden"
    text = _skeleton(matter, sections.to_write(matter, found.stated), board)
    known = recording.asked_already(record.agreement, chosen, day)
    remark = _on_file(record, known) if known else ""
    fill_in = say(
        "Add these lines at the end of {path}, under 'matters:'; --apply starts the matter there.",
        path=record.document.file,
    )
    return Answer(text, f"{fill_in}\n{remark}")


def apply(agreements: Folder, agreement_id: str, kind: str, day: date, profile: str | None) -> Planned:
    """Plan to start a matter in its file, and to say what its memo waits for."""
    chosen = answer.choice("--kind", kind, {each.value: each for each in MatterKind})
    path = agreements.on_disk() / agreements.file_of(agreement_id).name
    record = register.read(path, whole=True)
    found = register.profile_of(agreements, profile)
    if record.agreement is None or found.stated is None:
        return Planned(Answer("", diagnostics.full((*record.problems, *found.problems)), PROBLEMS))

    known = recording.asked_already(record.agreement, chosen, day)
    if known is not None:
        return change.nothing_written(_on_file(record, known))
    edit, matter_id = recording.start(record.agreement, chosen, day)
    wanted = change.work_out(path, record, [edit])
    if wanted.errors or wanted.after.agreement is None:
        return change.nothing_written(diagnostics.full(wanted.errors))

    document = wanted.after.document
    at = len(record.agreement.matters)
    waits = [
        document.problem(each)
        for each in matters.unfinished(wanted.after.agreement, found.stated)
        if each.where == ("matters", at)
    ]
    place = document.place_of(("matters", at))
    said = say(
        "Started the matter '{id}', {file}, line {line}.", id=matter_id, file=place.file, line=place.line
    )
    done = Answer(f"{said}\n", diagnostics.full((*wanted.problems, *waits)))
    return Planned(Answer(wanted.difference), wanted, done)


def _skeleton(matter: Matter, keys: tuple[ToWrite, ...], board: str) -> str:
    """Write a matter that holds its kind and day, with what there is to write as comments."""
    lines = [f"- id: {matter.id}", f"  kind: {matter.kind.value}", f"  dated: {matter.dated}"]
    for key in keys:
        first, *others = _FORMS.get(key.key, (f"{key.key}: …",))
        words = profiles.filled(key.heading or _UNHEADED[key.key], board, wording.genitive(board))
        lines.append(f"  # {first}  # {words}{'' if key.needed else ' (kan utelämnas)'}")
        lines += (f"  # {line}" for line in others)
    return "".join(f"  {line}\n" for line in lines)


def _on_file(record: Record, found: Finding) -> str:
    return f"{found.message} [{record.document.place_of(found.where)}]\n"
