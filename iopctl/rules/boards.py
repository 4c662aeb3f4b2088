"""Which board a party is, or acts through: of which municipality, and called what.

A register may hold several municipalities, and their boards have the same names. A party that is called as
its board is (*Arbetsmarknadsnämnden*) does not say of which municipality that is; where the register has a
board of that name in one municipality only, it is that one.

Holds: `socialnämnden` of `Skogby kommun`, and of `Skogby kommun, socialnämnden` in another file → one board.
Does not: `socialnämnden` of `Skogby kommun` and of `Ulvsjö kommun`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import spelling
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection

    from iopctl.model.parties import Party


class Board(Struct):
    """What tells a board from all others, as names are compared."""

    municipality: str
    """Empty where the party does not say which."""
    name: str

    def among(self, known: Collection[Board]) -> Board:
        """Find the board itself where others say of which municipality it is."""
        if self.municipality:
            return self
        said = {each for each in known if each.name == self.name and each.municipality}
        return said.pop() if len(said) == 1 else self


def of(party: Party) -> Board | None:
    """Find the board of a party; None where it states none."""
    if party.board is None:
        return None
    return Board(spelling.key(municipality(party)), spelling.key(party.board))


def called(party: Party) -> str:
    """Give the full name of a party's board, with its municipality; that of the party where it has none."""
    if party.board is None:
        return party.name
    of = municipality(party)
    return f"{of}, {party.board}" if of else party.name


def municipality(party: Party) -> str:
    """Give the name of a party without its board, which many names end with; empty where nothing is left."""
    board = party.board or ""
    return ", ".join(each for each in party.name.split(", ") if not spelling.same(each.strip(), board))
