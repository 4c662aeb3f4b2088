"""The names that a register should spell in one way: boards, administrations, parties, officials and kinds.

Holds: the board of a party and the body that decides an extension are names of one kind.
Does not: the key of a party, which is the file's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def names(agreement: Agreement) -> Iterator[Named]:
    """Give every name, in the order of the model."""
    yield from _of_parties(agreement)
    if agreement.extension and agreement.extension.decide and agreement.extension.decide.by:
        yield Named("board", agreement.extension.decide.by, ("extension", "decide", "by"))
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
        yield Named("party", party.name, (*where, "name"))
        if party.board is not None:
            yield Named("board", party.board, (*where, "board"))
        if party.administration is not None:
            yield Named("administration", party.administration, (*where, "administration"))
