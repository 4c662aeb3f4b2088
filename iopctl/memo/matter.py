"""A matter that is started, as the lines of its file: what there is to write, in the order of the memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.memo import wording
from iopctl.model import profile as profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.rules.sections import ToWrite

# How a key is written that takes more than a text.
_FORMS = {
    "documents": ("documents:", "  - title: …", "    dated: …"),
    "goals": ("goals:", "  text: …"),
    "codetermination": ("codetermination: not called for",),
    "signatures": ("signatures:", "  - name: …", "    title: …"),
    "sent_to": ("sent_to:", "  - …"),
}


def skeleton(matter: Matter, keys: tuple[ToWrite, ...], board: Party | None) -> str:
    """Write a matter that holds its kind and day, with what there is to write as comments."""
    lines = [f"- id: {matter.id}", f"  kind: {matter.kind.value}", f"  dated: {matter.dated}"]
    for key in keys:
        lines += (f"  # {line}" for line in _lines(key, board))
    return "".join(f"  {line}\n" for line in lines)


def _lines(key: ToWrite, board: Party | None) -> Iterator[str]:
    first, *others = _FORMS.get(key.key, (f"{key.key}: …",))
    heading = key.heading or labels.UNHEADED[key.key]
    name = board.board if board and board.board else "nämnden"
    words = profiles.filled(heading, name, wording.genitive(name))
    yield f"{first}  # {words}{'' if key.needed else labels.MAY_BE_LEFT_OUT}"
    yield from others
