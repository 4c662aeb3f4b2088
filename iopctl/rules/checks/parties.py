"""A partnership has at least one public and one civil party.

Holds: a municipality (public) and an association (civil).
Does not: two public parties, which is co-operation between authorities and no IOP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model.parties import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

READS = ("parties",)


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find the roles that nobody has."""
    for role in Role:
        if not agreement.parties_with(role):
            yield catalogue.PARTY_MISSING.at(("parties",), on_key=True, role=role)
