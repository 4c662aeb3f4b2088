"""Each matter has an id of its own and asks for a decision, and each memo can be written.

A memo goes from a public party's administration to its board; a matter of extension needs an agreement that
may be extended on the matter's day. A matter may wait for the sections of a profile, which is worth a
warning.

Holds: a matter of extension dated 2021-07-13, when one of two options is left.
Does not: the same matter dated 2022-02-01, when the agreement has ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.rules import memo, names, proposal
from iopctl.rules.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding
    from iopctl.rules.known import Index

READS = ("parties", "term", "extension", "budget", "matters")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find matters that share an id, and memos that could not be written."""
    ids = [matter.id for matter in agreement.matters]
    for index, matter in enumerate(agreement.matters):
        if matter.id in ids[:index]:
            yield catalogue.MATTER_TWICE.at(("matters", index, "id"), id=matter.id)
        if matter.decisions == ():
            yield catalogue.NO_DECISION.at(("matters", index, "decisions"), on_key=True)
        yield from memo.obstacles(agreement, index)


def unfinished(agreement: Agreement, profile: Profile) -> Iterator[Finding]:
    """Find matters that lack sections of a profile."""
    for index in range(len(agreement.matters)):
        yield from memo.unfinished(agreement, index, profile)


def figures(agreement: Agreement, profile: Profile, indices: tuple[Index, ...]) -> Iterator[Finding]:
    """Find figures that the text of a matter names and its memo has no value for."""
    for index, matter in enumerate(agreement.matters):
        # What the matter still waits for is told by itself.
        if proposal.lacking(agreement, matter):
            continue
        written = memo.write(agreement, matter, profile, indices)
        if isinstance(written, Memo):
            yield from names.lacking(written, ("matters", index))
