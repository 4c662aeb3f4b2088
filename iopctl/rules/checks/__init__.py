"""What must hold inside one agreement, beyond the shape of its file.

Every check is a function of the agreement that gives what it found; it names the sections it reads, and runs
when those are sound, so that a slip elsewhere in the file hides nothing. The checks of matters and of what
the agreement can reach ask the rules themselves, and so come last, when all else holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.problem import Severity
from iopctl.rules.checks import (
    budget_versions,
    contributions,
    extensions,
    indexation,
    matters,
    names,
    notice,
    parties,
    payments,
    recorded,
    reports,
    term,
    unused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

Check: TypeAlias = "Callable[[Agreement], Iterator[Finding]]"

_CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (parties.READS, parties.check),
    (term.READS, term.check),
    (extensions.READS, extensions.check),
    (notice.READS, notice.check),
    (contributions.READS, contributions.check),
    (budget_versions.READS, budget_versions.check),
    (payments.READS, payments.check),
    (indexation.READS, indexation.check),
    (reports.READS, reports.check),
    (recorded.READS, recorded.check),
    (names.READS, names.check),
)
_LAST: tuple[tuple[tuple[str, ...], Check], ...] = (
    (budget_versions.READS, budget_versions.check_reach),
    (matters.READS, matters.check),
    (unused.READS, unused.check),
)


def run(agreement: Agreement, sound: frozenset[str]) -> list[Finding]:
    """Run every check whose sections are sound."""
    found = list(_run(_CHECKS, agreement, sound))
    errors = [finding for finding in found if finding.kind.severity is Severity.ERROR]
    return found if errors else [*found, *_run(_LAST, agreement, sound)]


def _run(
    listed: tuple[tuple[tuple[str, ...], Check], ...], agreement: Agreement, sound: frozenset[str]
) -> Iterator[Finding]:
    return (finding for reads, check in listed if sound.issuperset(reads) for finding in check(agreement))
