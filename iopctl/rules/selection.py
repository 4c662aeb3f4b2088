"""Which agreements are asked about: those of a board, a party or an official, or in a state.

A name is matched on any part of it, however it is spelt. Conditions on different keys must all hold; of
several on the same key one is enough.

Holds: board=arbetsmarknad, an agreement of arbetsmarknadsnämnden.
Does not: board=arbetsmarknad and state=ended, the same agreement while it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from iopctl import spelling
from iopctl.model.parties import Role
from iopctl.rules import boards, deadlines
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.rules.extension import State

STATE = "state"


def _parties(agreement: Agreement) -> tuple[str, ...]:
    names = ((party.name, party.short_name) for party in agreement.parties.values())
    return tuple(name for both in names for name in both if name)


def _responsible(agreement: Agreement) -> tuple[str, ...]:
    return (agreement.responsible.name,) if agreement.responsible else ()


NAMES: dict[str, Callable[[Agreement], tuple[str, ...]]] = {
    "board": deadlines.boards,
    "party": _parties,
    "responsible": _responsible,
}
KEYS = (*NAMES, STATE)


class Condition(Struct):
    """One thing that the agreements asked about have in common."""

    key: str
    """One of KEYS."""
    value: str
    """A part of a name; of a state, all of it."""

    def holds(self, agreement: Agreement, state: State) -> bool:
        """Tell whether an agreement is as asked."""
        if self.key == STATE:
            return state == self.value
        return self.among(self.names(agreement))

    def names(self, agreement: Agreement) -> tuple[str, ...]:
        """Give the names that are asked about; of a board with its municipality, where that is asked for."""
        if self.key == "board" and "," in self.value:
            public = agreement.parties_with(Role.PUBLIC)
            return tuple(boards.called(party) for party in public if party.board)
        return NAMES[self.key](agreement)

    def among(self, names: Iterable[str]) -> bool:
        """Tell whether the name that is asked for is one of these."""
        return any(spelling.within(self.value, name) for name in names)


def selected(agreement: Agreement, state: State, conditions: Iterable[Condition]) -> bool:
    """Tell whether an agreement is among those asked about."""
    held: dict[str, bool] = {}
    for condition in conditions:
        held[condition.key] = held.get(condition.key, False) or condition.holds(agreement, state)
    return all(held.values())
