"""Matters whose memo waits for what a profile asks for, or for a figure that its text names.

Holds: a matter with every section that the profile does not leave open.
Does not: a matter that has been started with its id, kind and date, and says nothing yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.rules import proposal, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding
    from iopctl.rules.known import Index


def check(agreement: Agreement, profile: Profile) -> Iterator[Finding]:
    """Find the matters, in an agreement that is sound, that lack sections of a profile."""
    for index in range(len(agreement.matters)):
        yield from of_matter(agreement, index, profile)


def of_matter(agreement: Agreement, index: int, profile: Profile) -> Iterator[Finding]:
    """Find what a matter must still say before a profile's memo of it can be written."""
    matter = agreement.matters[index]
    unwritten = (*sections.unwritten(matter, profile), *proposal.lacking(agreement, matter))
    if unwritten:
        yield codes.UNFINISHED_MATTER.at(("matters", index), sections=", ".join(unwritten))


def figures(agreement: Agreement, profile: Profile, indices: tuple[Index, ...]) -> Iterator[Finding]:
    """Find figures that the text of a matter names and its memo has no value for."""
    from iopctl.rules import memo, names
    from iopctl.rules.memo import Memo

    for index, matter in enumerate(agreement.matters):
        # What the matter still waits for is told by itself.
        if proposal.lacking(agreement, matter):
            continue
        written = memo.write(agreement, matter, profile, indices)
        if isinstance(written, Memo):
            yield from names.lacking(written, ("matters", index))
