"""A sum that is paid, divided by how certain it is as the budget divides its year.

What is committed is paid over the instalments of the days that are certain, like a term that ends there; what
is left is paid over those of the other days. Together they are the sum.

Holds: 1 313 281 kr, two of twelve months decided, paid on 02-15 and 08-15 → 218 880 kr is committed on 02-15.
Does not: the share of 60 % that the whole year would have had on 02-15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.period import Period
from iopctl.rules import figure, instalments
from iopctl.rules.figure import Step, Unit
from iopctl.rules.status import Status
from iopctl.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.rules.budget import Budget, Part
    from iopctl.rules.instalments import Paid


def divided(paid: Paid, of: Budget, sure: Period | None) -> Iterator[Paid]:
    """Divide a sum as the budget divides its year: each part is paid over the instalments of its own days.

    A lump sum, and a year that the budget cannot divide, stay whole; there each instalment is as certain
    as its days.
    """
    if paid.lump or not of.parts:
        yield paid
        return
    last = of.parts[-1].status
    if of.parts[0].status is not Status.COMMITTED or sure is None:
        yield replace(paid, status=last)
        return
    committed, left = paid, None
    if len(of.parts) > 1:
        committed, left = _committed(paid, of.parts[0])
    certain = paid.span.overlap(sure)
    if certain is not None:
        yield _paid_within(certain, replace(committed, status=Status.COMMITTED), paid.span)
    elif left is None:
        yield replace(paid, status=last)
    if left is not None and left.cash.value:
        after = paid.span.overlap(Period(sure.stop, None)) if sure.stop else None
        yield _paid_within(after or paid.span, replace(left, status=last), paid.span)


def _committed(paid: Paid, part: Part) -> tuple[Paid, Paid]:
    """Give what the budget commits of a sum, never more than the sum, and what is left of it."""
    lines = (
        line.figure
        for line in part.lines
        if not line.contribution.basis.lump
        and (line.order[0], line.contribution.by, line.contribution.paid_to) == paid.pays
    )
    name = paid.cash.what
    cash = figure.made(name, Unit.KRONOR, Step.SUM, *lines)
    if cash.value > paid.cash.value:
        # Lines are rounded to fit their share, of a part as of the year: by a unit they may cross.
        cash = figure.made(name, Unit.KRONOR, Step.AT_MOST, cash, paid.cash)
    left = figure.made(name, Unit.KRONOR, Step.DIFFERENCE, paid.cash, cash)
    return replace(paid, cash=cash), replace(paid, cash=left)


def _paid_within(days: Period, paid: Paid, whole: Period) -> Paid:
    """Pay on the instalments of some days; where none of the stated days is among them, on those of all."""
    own = replace(paid, span=days)
    return own if any(instalments.instalments(own, None)) else replace(paid, span=whole)
