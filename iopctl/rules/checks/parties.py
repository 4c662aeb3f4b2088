"""A partnership has at least one public and one civil party, and each of them puts something in.

Holds: a municipality (public) and an association (civil), both with contributions.
Does not: two public parties, which is co-operation between authorities; a civil party that only receives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model.parties import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

READS = ("parties", "budget")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find the roles that nobody has, keys that are one, and the parties that put nothing in."""
    for role in (Role.PUBLIC, Role.CIVIL):
        if not agreement.parties_with(role):
            yield codes.PARTY_MISSING.at(("parties",), on_key=True, role=role)
    seen: dict[str, str] = {}
    for key in agreement.parties:
        other = seen.setdefault(spelling.key(key), key)
        if other != key:
            yield codes.PARTY_TWICE.at(("parties", key), on_key=True, party=key, other=other)
    lines = [line for version in agreement.budget for line in version.contributions]
    # Where there is no line at all, or one that nobody known bears, that is what has to be said.
    if not lines or any(line.by not in agreement.parties for line in lines):
        return
    bearers = {line.by for line in lines if line.amount is None or line.amount.value}
    for key in agreement.parties:
        if key not in bearers:
            yield codes.CONTRIBUTES_NOTHING.at(("parties", key), on_key=True, party=key)
