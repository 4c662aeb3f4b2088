"""What an amendment does to the money: each calendar year and party, before and after.

Whole calendar years are compared, from the one in which the change takes effect to the end of the decided
term; of an agreement without an end, that year and the next.

Holds: 300 000 kr a year become 360 000 kr from 2023-01-01 → 60 000 kr more in 2023.
Does not: the year before the change is shown, in which nothing differs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.money import EXACT, Amount
from iopctl.period import Period
from iopctl.rules import budget
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.parties import Party
    from iopctl.model.term import Amendment
    from iopctl.rules.budget import Budget
    from iopctl.rules.known import Known
    from iopctl.rules.proposal import Proposal


class Compared(Struct):
    """One amount before and after."""

    before: Amount
    """As it would be without the change."""
    after: Amount
    """As it is with the change."""

    @property
    def difference(self) -> Decimal:
        """What comes on top; below zero where it gets less."""
        return EXACT.subtract(self.after.value, self.before.value)


class PartyCompared(Struct):
    """What one party puts in during a year, before and after."""

    party: Party
    """The party."""
    money: Compared
    """What it puts in."""


class YearCompared(Struct):
    """One calendar year, before and after."""

    year: int
    """The calendar year."""
    parties: tuple[PartyCompared, ...]
    """Each party, in the order of the file."""
    total: Compared
    """All of them."""


class Change(Struct):
    """What is amended, and what that does to the money."""

    since: date
    """The first day on which it applies."""
    amendments: tuple[Amendment, ...]
    """What is changed, in words."""
    years: tuple[YearCompared, ...]
    """Each calendar year from then on; none where the money stays as it is."""


def change(asked: Proposal, known: Known, computed: tuple[Budget, ...]) -> Change | NoFigure | None:
    """Compare each year before and after, some of them computed already; None where nothing is amended."""
    amended, counted = asked.amended, asked.counted
    if amended is None:
        return None
    done = {each.year: each for each in computed}
    since, years = amended.since, []
    last = counted.last.year if counted.last else since.year + (since != Period.year(since.year).first)
    for year in range(since.year, last + 1) if amended.version else ():
        before = budget.of_standing(asked.before, year, known, asked.stands, counted)
        after = done.get(year) or budget.of_standing(asked.after, year, known, asked.stands, counted)
        if isinstance(before, NoFigure):
            return before
        if isinstance(after, NoFigure):
            return after
        years.append(_compared(asked.after, before, after))
    return Change(since, amended.amendments, tuple(years))


def _compared(agreement: Agreement, before: Budget, after: Budget) -> YearCompared:
    old = {share.party: share.figure.amount for share in before.shares}
    new = {share.party: share.figure.amount for share in after.shares}
    nothing = Amount(Decimal(0))
    parties = tuple(
        PartyCompared(party, Compared(old.get(key, nothing), new.get(key, nothing)))
        for key, party in agreement.parties.items()
        if key in old or key in new
    )
    return YearCompared(after.year, parties, Compared(before.total.amount, after.total.amount))
