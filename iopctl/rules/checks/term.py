"""The term ends on its first day or later, both days included; without an end it can be ended by notice.

Holds: starts 2021-01-01, ends 2021-01-01 (one day); until further notice, with 6 months' notice.
Does not: starts 2021-01-01, ends 2020-12-31; until further notice, and no notice stated (a warning).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding

READS = ("term",)


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find an end before the start, and an agreement that nothing ends."""
    term = agreement.term
    if term.ends is not None and term.ends < term.starts:
        yield catalogue.ENDS_BEFORE_START.at(("term", "ends"), starts=term.starts, ends=term.ends)
    if term.ends is None and term.notice is None:
        yield catalogue.NEITHER_END_NOR_NOTICE.at(("term", "ends"))
