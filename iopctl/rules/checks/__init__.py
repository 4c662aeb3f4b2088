"""What must hold inside one agreement, beyond the shape of its file.

Each check is a function of the agreement that gives what it found. It runs when the sections that it reads
are sound, so that a fault elsewhere in the file hides nothing. A figure or a day needs the agreement to be
right, and not its matters: those are checked where somebody asks for a memo, or for everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.problem import Severity
from iopctl.rules.checks import clauses, follow_up, money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
    (("follow_up",), follow_up.meetings),
    (("follow_up",), follow_up.reports),
    (("term", "follow_up"), follow_up.recorded),
)


def run(agreement: Agreement, sound: frozenset[str]) -> list[Finding]:
    """Check what figures, days and verdicts rest on."""
    return _found(agreement, sound, _CHECKS)


def everything(agreement: Agreement, values: object, sound: frozenset[str]) -> list[Finding]:
    """Check the matters too, and what changes nothing; `values` are the plain values of the file.

    What an agreement can reach is a question to the rules, and so comes when nothing else is an error.
    """
    from iopctl.rules.checks import matters, unused

    found = run(agreement, sound)
    found += _found(agreement, sound, [(("parties", "term", "follow_up", "matters"), matters.names)])
    if "matters" in sound:
        found += matters.misplaced_names(agreement, values)
    if any(each.kind.severity is Severity.ERROR for each in found):
        return found
    reads = ("parties", "term", "extension", "budget", "matters")
    last = [(reads, matters.possible), (reads, unused.check), (reads[1:4], money.never_applied)]
    return [*found, *_found(agreement, sound, last)]


def _found(
    agreement: Agreement, sound: frozenset[str], checks: Iterable[tuple[tuple[str, ...], Check]]
) -> list[Finding]:
    return [each for reads, check in checks if sound.issuperset(reads) for each in check(agreement)]
