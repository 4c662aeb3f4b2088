"""What must hold inside one agreement, beyond the shape of its file.

Every check is a function of the agreement that gives what it found; it names the sections it reads, and runs
when those are sound, so that a slip elsewhere in the file hides nothing. The checks of matters ask the rules
themselves, and so come last, when all else holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.rules.checks import budget_versions, contributions, extensions, matters, parties, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

Check: TypeAlias = "Callable[[Agreement], Iterator[Finding]]"

_CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (parties.READS, parties.check),
    (term.READS, term.check),
    (extensions.READS, extensions.check),
    (contributions.READS, contributions.check),
    (budget_versions.READS, budget_versions.check),
)


def run(agreement: Agreement, sound: frozenset[str]) -> list[Finding]:
    """Run every check whose sections are sound."""
    found = [finding for reads, check in _CHECKS if sound.issuperset(reads) for finding in check(agreement)]
    if not found and sound.issuperset(matters.READS):
        found.extend(matters.check(agreement))
    return found
