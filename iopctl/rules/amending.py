"""What an amendment does to the money: each year and party, before and after.

Whole years are compared, from the one in which the change takes effect to the end of the decided term; of an
agreement without an end, up to the first that the change leaves whole.

Holds: 300 000 kr a year become 360 000 kr from 2023-01-01 → 60 000 kr more in 2023.
Does not: the year before the change is shown, in which nothing differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import money
from iopctl.money import EXACT, Amount, Quality
from iopctl.rules import stretches
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.parties import Party
    from iopctl.model.term import Amendment
    from iopctl.rules.known import Known
    from iopctl.rules.proposal import Proposal
    from iopctl.rules.stretches import Stretch


class Compared(Struct):
    """One amount before and after."""

    before: Amount
    """As it would be without the change."""
    after: Amount
    """As it is with the change."""

    @property
    def difference(self) -> Amount:
        """What comes on top; below zero where it gets less."""
        both = money.total((self.before, self.after))
        return replace(both, value=EXACT.subtract(self.after.value, self.before.value), quality=Quality.EXACT)


class PartyCompared(Struct):
    """What one party puts in during a year, before and after."""

    party: Party
    """The party."""
    money: Compared
    """What it puts in."""


class YearCompared(Struct):
    """One year, before and after."""

    stretch: Stretch
    """The year, with the change."""
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
    """Each year from then on; none where the money stays as it is."""


def change(asked: Proposal, known: Known, after: tuple[Stretch, ...]) -> Change | NoFigure | None:
    """Compare what is asked for with the same days before it; None where nothing is amended."""
    amended, years = asked.amended, []
    if amended is None:
        return None
    for stretch in after if amended.version else ():
        before = stretches.like(asked.before, stretch, asked.counted, known, asked.stands)
        if isinstance(before, NoFigure):
            return before
        years.append(_compared(asked.after, before, stretch))
    return Change(amended.since, amended.amendments, tuple(years))


def _compared(agreement: Agreement, before: Stretch, after: Stretch) -> YearCompared:
    parties = [
        PartyCompared(agreement.parties[share.party], Compared(*amounts))
        for share, *amounts in zip(after.shares, before.amounts, after.amounts, strict=True)
    ]
    return YearCompared(after, tuple(parties), Compared(before.amount, after.amount))
