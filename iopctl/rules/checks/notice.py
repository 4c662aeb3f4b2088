"""Notice ends an agreement that has begun, and nobody extends it afterwards.

Holds: a term from 2023-01-01, notice given on 2023-03-01 that ends it on 2023-08-31.
Does not: notice given on 2022-05-01 that ends it on 2022-11-01; an extension decided after the notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.extension import Status
from iopctl.rules import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.term import NoticeGiven
    from iopctl.problem import Finding

READS = ("term", "extension")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find notice that leaves no day of the agreement, and extensions that contradict it."""
    given = agreement.term.notice_given
    if given is not None:
        yield from _called_off(agreement, given)
        yield from _extended(agreement, given)


def _called_off(agreement: Agreement, given: NoticeGiven) -> Iterator[Finding]:
    term = agreement.term
    ends, starts = notice.end(agreement, given, term.ends), term.starts
    # An end before the start, or before the notice, is a slip of its own.
    sound = (term.ends is None or term.ends >= starts) and (given.ends is None or given.ends >= given.on)
    if ends is not None and ends < starts and sound:
        where = "on" if given.ends is None else "ends"
        yield codes.CALLED_OFF.at(("term", "notice_given", where), on=given.on, ends=ends, starts=starts)


def _extended(agreement: Agreement, given: NoticeGiven) -> Iterator[Finding]:
    for index, each in enumerate(agreement.extension.extensions if agreement.extension else ()):
        if each.status is Status.DECIDED and each.decided is not None and each.decided > given.on:
            where = ("extension", "extensions", index, "decided")
            yield codes.EXTENDED_UNDER_NOTICE.at(
                where, on=given.on, starts=each.starts, ends=each.ends, decided=each.decided
            )
