"""What must hold inside one agreement, beyond the shape of its file.

Each check is a function of the agreement that gives what it found. It runs when the sections that it reads
are sound, so that a fault elsewhere in the file hides nothing. Matters, and what the agreement can reach, are
asked of the rules themselves, and so come last, when nothing else is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.problem import Severity
from iopctl.rules.checks import clauses, follow_up, matters, money, unused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

Check: TypeAlias = "Callable[[Agreement], Iterator[Finding]]"

# The sections that a check reads, and the check.
_CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("parties", "budget"), clauses.parties),
    (("term",), clauses.term),
    (("term", "extension"), clauses.extensions),
    (("term", "extension"), clauses.notice),
    (("parties", "term", "targets", "budget"), money.contributions),
    (("term", "extension", "budget"), money.versions),
    (("parties", "budget"), money.payments),
    (("budget",), money.indexation),
    (("follow_up",), follow_up.reports),
    (("term", "follow_up"), follow_up.recorded),
    (("parties", "term", "follow_up", "matters"), matters.names),
)
_LAST: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("term", "extension", "budget"), money.never_applied),
    (("parties", "term", "extension", "budget", "matters"), matters.possible),
    (("parties", "term", "extension", "budget", "matters"), unused.check),
)


def run(agreement: Agreement, sound: frozenset[str]) -> list[Finding]:
    """Run every check whose sections are sound."""
    found: list[Finding] = []
    for checks in (_CHECKS, _LAST):
        if not any(each.kind.severity is Severity.ERROR for each in found):
            found += [each for reads, check in checks if sound.issuperset(reads) for each in check(agreement)]
    return found
