"""Which agreements are asked about: those of a board, a party or an official, or in a state.

A name is matched on any part of it, however it is spelt. Conditions on different keys must all hold; of
several on the same key one is enough.

Holds: board=arbetsmarknad, an agreement of arbetsmarknadsnämnden.
Does not: board=arbetsmarknad and state=ended, the same agreement while it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from iopctl import spelling
from iopctl.model.parties import Role
from iopctl.rules import boards
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.rules.extension import State

STATE = "state"
KEYS = ("board", "party", "responsible", STATE)


class Condition(Struct):
    """One thing that the agreements asked about have in common."""

    key: str
    """One of KEYS."""
    value: str
    """A part of a name; of a state, all of it."""

    def holds(self, agreement: Agreement, state: State) -> bool:
        """Tell whether an agreement is as asked."""
        return state == self.value if self.key == STATE else self.among(self.names(agreement))

    def names(self, agreement: Agreement) -> tuple[str, ...]:
        """Give the names that are asked about; of a board with its municipality, where that is asked for."""
        if self.key == "responsible":
            return (agreement.responsible.name,) if agreement.responsible else ()
        if self.key == "board":
            public = [party for party in agreement.parties_with(Role.PUBLIC) if party.board]
            return tuple(boards.called(each) if "," in self.value else each.board or "" for each in public)
        names = (name for each in agreement.parties.values() for name in (each.name, each.short_name))
        return tuple(filter(None, names))

    def among(self, names: Iterable[str]) -> bool:
        """Tell whether the name that is asked for is one of these."""
        return any(spelling.within(self.value, name) for name in names)


def selected(agreement: Agreement, state: State, conditions: Iterable[Condition]) -> bool:
    """Tell whether an agreement is among those asked about."""
    held: dict[str, bool] = {}
    for condition in conditions:
        held[condition.key] = held.get(condition.key, False) or condition.holds(agreement, state)
    return all(held.values())
