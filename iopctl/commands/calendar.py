"""`iopctl calendar`: what must be done, as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers import calendar as view
from iopctl.commands import due, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.period import Length
from iopctl.render import diagnostics
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.commands.due import Narrowed
    from iopctl.source.folder import Folder

AHEAD = Length.parse("2 years")
"""How far it looks ahead where nothing else is asked."""


def run(
    agreements: Folder, asked: Asked, narrowed: Narrowed, within: Length, remind: Length | None
) -> Answer:
    """Write the deadlines of the register, or of one agreement, that are overdue or within a time."""
    gathered = due.gather(agreements, asked, narrowed, within)
    name = say("Partnership agreements")
    if narrowed.id is not None:
        name = say("Partnership agreements: {id}", id=narrowed.id)
    left_out = "".join(f"{gathering.left_out(file)}\n" for file in gathered.left_out)
    if narrowed.id is not None and gathered.left_out:
        return Answer("", diagnostics.full(gathered.problems, asked.width), PROBLEMS)
    return Answer(
        view.as_ics(view.Calendar(name, asked.as_of, gathered.rows, remind)),
        left_out,
        PROBLEMS if gathered.left_out else FINE,
    )
