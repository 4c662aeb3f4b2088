"""What recording an extension does to the money of its period: what it counts as now, and afterwards.

Holds: an option for 2022–2023 is recorded as decided → what was optional money is committed.
Does not: it is recorded as proposed → the money stays optional, since nobody has decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.rules import budget
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.period import Period
    from iopctl.rules.budget import Budget, NoFigure
    from iopctl.rules.known import Known


class YearMoney(Struct):
    """One calendar year of the period, by the file as it is and as it would be."""

    year: int
    """The calendar year, of which only the days inside the period count."""
    now: Budget | NoFigure
    """By the file as it is."""
    afterwards: Budget | NoFigure
    """By the file as it would be."""


def money(before: Agreement, after: Agreement, period: Period, known: Known) -> tuple[YearMoney, ...]:
    """Compute each year of a period, by the agreement as it is and as it would be."""
    last = period.last or period.first
    return tuple(
        YearMoney(
            year,
            budget.budget(before, year, known, period),
            budget.budget(after, year, known, period),
        )
        for year in range(period.first.year, last.year + 1)
    )
