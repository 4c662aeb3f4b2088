"""Each matter has an id of its own and asks for a decision, and each memo can be written.

A memo goes from a public party's administration to its board; a matter of extension needs an agreement that
may be extended on the matter's day. A matter may wait for the sections of a profile, which is worth a
warning.

Holds: a matter of extension dated 2021-07-13, when one of two options is left.
Does not: the same matter dated 2022-02-01, when the agreement has ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.rules import proposal
from iopctl.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

READS = ("parties", "term", "extension", "budget", "matters")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find matters that share an id, and memos that could not be written."""
    ids = [matter.id for matter in agreement.matters]
    for index, matter in enumerate(agreement.matters):
        if matter.id in ids[:index]:
            yield codes.MATTER_TWICE.at(("matters", index, "id"), id=matter.id)
        if matter.decisions == ():
            yield codes.NO_DECISION.at(("matters", index, "decisions"), on_key=True)
        yield from _obstacles(agreement, index)


def _obstacles(agreement: Agreement, index: int) -> Iterator[Finding]:
    """Find what keeps the memo of a matter from being written at all."""
    if not agreement.boards:
        yield codes.SIGNING_PARTY.at(("matters", index), on_key=True)
    impossible = proposal.impossible(agreement, agreement.matters[index])
    if impossible is not None:
        yield replace(impossible, where=("matters", index, *impossible.where))
