"""The names that a register should spell in one way: boards, administrations, parties, officials and kinds.

A board and an administration are those of a municipality, and each municipality spells its own.

Holds: the board of a party and the body that decides an extension are names of one kind.
Does not: the key of a party, which is the file's own; the boards of one name in two municipalities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import spelling
from iopctl.model.parties import Role
from iopctl.rules import boards
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Where


class Named(Struct):
    """A name, what it is the name of, and where it stands."""

    of: str
    name: str
    where: Where
    municipality: str = ""
    """Of which municipality, as names are compared; empty where it is of none, or nothing says of which."""


def names(agreement: Agreement) -> Iterator[Named]:
    """Give every name, in the order of the model."""
    yield from _of_parties(agreement)
    if agreement.extension and agreement.extension.decide and agreement.extension.decide.by:
        body = agreement.extension.decide.by
        yield Named("board", body, ("extension", "decide", "by"), _municipality_of(agreement, body))
    if agreement.responsible is not None:
        yield Named("official", agreement.responsible.name, ("responsible", "name"))
    if agreement.follow_up is not None:
        for index, meetings in enumerate(agreement.follow_up.meetings):
            yield Named("meeting", meetings.kind, ("follow_up", "meetings", index, "kind"))
        for index, report in enumerate(agreement.follow_up.reports):
            yield Named("report", report.kind, ("follow_up", "reports", index, "kind"))
    for at, matter in enumerate(agreement.matters):
        for index, signature in enumerate(matter.signatures or ()):
            yield Named("official", signature.name, ("matters", at, "signatures", index, "name"))


def _of_parties(agreement: Agreement) -> Iterator[Named]:
    for key, party in agreement.parties.items():
        where: Where = ("parties", key)
        of = spelling.key(boards.municipality(party))
        yield Named("party", party.name, (*where, "name"))
        if party.board is not None:
            yield Named("board", party.board, (*where, "board"), of)
        if party.administration is not None:
            yield Named("administration", party.administration, (*where, "administration"), of)


def _municipality_of(agreement: Agreement, body: str) -> str:
    """Find the municipality of a body: where the board of that name is, else the only one there is."""
    public = agreement.parties_with(Role.PUBLIC)
    same = [each for each in public if each.board and spelling.same(each.board, body)]
    found = {spelling.key(boards.municipality(each)) for each in same or public}
    return found.pop() if len(found) == 1 else ""
