"""The term as it stands on a day: what is decided, and how far it can still be extended.

Two kinds of date are kept apart: the day from which something applies, and the day on which it was decided.
Asked as of a day, what was decided after it does not count. A proposed extension does not lengthen the term.

Holds: a term to 2019-12-31 with an extension to 2021-12-31, decided → as of 2020-06-01 it ends 2021-12-31.
Does not: the same extension, only proposed → it ends 2019-12-31, whatever the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl.model.term import Status
from iopctl.period import LAST_YEAR, Period, last_day

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.term import Extension, ExtensionClause
    from iopctl.problem import Where


@dataclass(frozen=True, slots=True)
class Options:
    """How many options the clause gives and how many decided extensions have used; None is without limit."""

    total: int | None
    """How many the clause gives; None is without limit."""
    used: int
    """How many decided extensions have used."""

    @property
    def left(self) -> int | None:
        """How many are left; None without limit."""
        return None if self.total is None else self.total - self.used


@dataclass(frozen=True, slots=True)
class Standing:
    """The term as of a day."""

    as_of: date
    agreed: bool
    """Whether the agreement itself was decided by that day."""
    decided: Period
    """The term with every extension decided by that day."""
    options: Options
    reach: Period
    """The term when every option is used as well; without an end also where options have no limit."""
    proposal: int | None
    """The position of the extension that was proposed and not decided by that day."""

    @property
    def open_ended(self) -> bool:
        """Whether the agreement runs until further notice."""
        return self.decided.stop is None

    @property
    def end_stands_at(self) -> Where:
        """The node of the file that the end of the decided term stands at."""
        used = self.options.used
        return ("extension", "extensions", used - 1, "ends") if used else ("term", "ends")


def standing(agreement: Agreement, as_of: date) -> Standing:
    """Find how the term stands on a day."""
    clause = agreement.extension
    extensions = clause.extensions if clause else ()
    used = _decided(extensions, as_of)
    period = agreement.term.period
    decided = Period(period.first, extensions[used - 1].period.stop if used else period.stop)
    options = Options(clause.options if clause else 0, used)
    proposed = used < len(extensions) and _proposed_by(extensions[used], as_of)
    return Standing(
        as_of=as_of,
        agreed=agreement.term.decided_by(as_of),
        decided=decided,
        options=options,
        reach=_reach(decided, clause, options.left),
        proposal=used if proposed else None,
    )


def next_period(decided: Period, clause: ExtensionClause) -> Period:
    """Give the period that one more option adds; only for a term that ends."""
    if decided.stop is None:
        message = "an agreement until further notice has no next period"
        raise ValueError(message)
    return Period.of(decided.stop, last_day(decided.stop, clause.length))


def _decided(extensions: tuple[Extension, ...], as_of: date) -> int:
    """Count the extensions, from the first, that were decided by a day."""
    for index, extension in enumerate(extensions):
        if not extension.decided_by(as_of):
            return index
    return len(extensions)


def _proposed_by(extension: Extension, as_of: date) -> bool:
    """Tell whether an extension was on the table on a day, decided later or never."""
    if extension.proposed is None:
        return extension.status is Status.PROPOSED
    return extension.proposed <= as_of


def _reach(decided: Period, clause: ExtensionClause | None, left: int | None) -> Period:
    if clause is None or decided.stop is None:
        return decided
    if left is None:
        return Period(decided.first, None)
    reach = decided
    for _ in range(left):
        if reach.stop is None or reach.stop.year > LAST_YEAR:
            break
        reach = Period(decided.first, next_period(reach, clause).stop)
    return reach
