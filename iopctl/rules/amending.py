"""What an amendment does to the money: each year and party, before and after.

Whole years are compared, from the one in which the change takes effect to the end of the decided term; of an
agreement without an end, up to the first that the change leaves whole.

Holds: 300 000 kr a year become 360 000 kr from 2023-01-01 → 60 000 kr more in 2023.
Does not: the year before the change is shown, in which nothing differs.
"""

from __future__ import annotations

from decimal import Decimal
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


# What is not known before a change has no name of its own.
_UNKNOWN = Amount(Decimal(0), unstated=("",))


class Compared(Struct):
    """One amount before and after."""

    before: Amount
    """As it would be without the change."""
    after: Amount
    """As it is with the change."""

    @property
    def difference(self) -> Amount:
        """What comes on top of what is stated; below zero where it gets less."""
        both = money.total((self.before, self.after))
        if not (self.before.stated and self.after.stated):
            return replace(both, value=Decimal(0))
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
        if isinstance(before, NoFigure) and not before.unknown:
            return before
        years.append(_compared(asked.after, before, stretch))
    return Change(amended.since, amended.amendments, tuple(years))


def _compared(agreement: Agreement, before: Stretch | NoFigure, after: Stretch) -> YearCompared:
    """Compare each party that puts something in; nothing has a value where nothing was known before."""
    if isinstance(before, NoFigure):
        total, amounts, lines = _UNKNOWN, tuple(_UNKNOWN for _ in after.shares), after.lines
    else:
        total, amounts, lines = before.amount, before.amounts, (*before.lines, *after.lines)
    bearers = {line.contribution.by for line in lines}
    parties = (
        PartyCompared(agreement.parties[share.party], Compared(own, now))
        for share, own, now in zip(after.shares, amounts, after.amounts, strict=True)
        if share.party in bearers
    )
    return YearCompared(after, tuple(parties), Compared(total, after.amount))
