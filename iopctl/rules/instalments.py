"""The instalments over which a sum is split: their days, what each is for, and how much of it.

The sum of a year is split over the instalments that its days meet; a part of a year counts as part years are
paid. A lump sum is split over its whole period: where shares are stated they are shares of the sum, and each
day or stretch counts once, the first time that it comes.

Holds: 1 400 000 kr for 14 months from February, 60 % on 02-15 and 40 % on 10-15 → 840 000 and 560 000 kr.
Does not: 60 % and 40 % of what falls on the first calendar year, and what is left the year after.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.model.budget import When
from iopctl.model.term import PartYears
from iopctl.period import Length, Period, after
from iopctl.period import Unit as TimeUnit
from iopctl.rules import figure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.budget import Payments
    from iopctl.problem import Where
    from iopctl.rules.status import Status


class Paid(Struct):
    """What one party pays another under one version of the budget, and how that is paid."""

    by: str
    to: str
    cash: Figure
    """The sum that is paid, as it is printed."""
    unit: Decimal
    """The unit that the payer's sum is rounded to, in kronor."""
    span: Period
    """The days that it is for."""
    stated: Payments
    where: Where
    """The version's node in the file."""
    rule: PartYears | None
    """How a part of an instalment counts."""
    lump: bool = False
    """Whether it is one sum for all of its days, and not that of a year."""
    status: Status | None = None
    """How certain all of it is; None where each instalment is as certain as its days."""

    @property
    def pays(self) -> tuple[int, str, str]:
        """Which version of the budget it comes from, who pays, and who receives."""
        return int(self.where[1]), self.by, self.to


class Instalment(Struct):
    """One instalment, or the part of it that is equally certain."""

    name: str
    on: date
    period: Period | None
    """The days that it is for; None where the agreement only names the day."""
    weight: Figure


def instalments(paid: Paid, sure: Period | None) -> Iterator[Instalment]:
    """Find the instalments that the days of a sum meet; one that is certain only in part is divided."""
    once: set[int] = set()
    last = paid.span.last or paid.span.first
    for year in range(paid.span.first.year, last.year + 1):
        for index in range(paid.stated.a_year):
            if paid.lump and paid.stated.shares and index in once:
                continue
            found = tuple(_of_year(paid, year, index, sure))
            once.update([index] if found else ())
            yield from found


def _of_year(paid: Paid, year: int, index: int, sure: Period | None) -> Iterator[Instalment]:
    stated = paid.stated
    name = f"instalment {index + 1} of {stated.a_year}"
    whole = _weight(paid, index, name)
    if stated.instalments is None:
        on = stated.on[index].in_year(year)
        if on in paid.span:
            yield Instalment(name, on, None, whole)
        return
    length = Length(stated.instalments.months, TimeUnit.MONTH)
    first = date(year, 1 + index * stated.instalments.months, 1)
    period = Period(first, after(first, length))
    met = period.overlap(paid.span)
    if met is None:
        return
    for part in _parts(met, None if paid.status else sure, paid.rule):
        on = part.first if stated.when is When.IN_ADVANCE or part.last is None else part.last
        yield Instalment(name, on, part, _cut(whole, period, part, paid.rule))


def _parts(met: Period, sure: Period | None, rule: PartYears | None) -> tuple[Period, ...]:
    """Divide the days of an instalment by what is certain of them, where the agreement says how to."""
    certain = met.overlap(sure) if sure else None
    if certain is None or certain.stop is None or certain.stop == met.stop:
        return (met,)
    parts = (certain, Period(certain.stop, met.stop))
    by_months = rule is PartYears.MONTHS and all(each.whole_months for each in parts)
    return parts if by_months or rule is PartYears.DAYS else (met,)


def _weight(paid: Paid, index: int, name: str) -> Figure:
    """Take an instalment's share of a whole year as it is stated, else one like every other."""
    if not paid.stated.shares:
        return figure.given(name, Decimal(1), Unit.FACTOR)
    where = (*paid.where, "payments", "shares", index)
    return figure.read(name, paid.stated.shares[index], Unit.PERCENT, where)


def _cut(weight: Figure, period: Period, met: Period, rule: PartYears | None) -> Figure:
    """Cut the weight of an instalment to what counts of its period: by whole months, else by days.

    Where part years are paid by months, only a lump sum can have a stretch that is not whole months.
    """
    if met == period or rule is None or rule is PartYears.FULL:
        return weight
    months, all_months = met.whole_months, period.whole_months
    if rule is PartYears.DAYS or months is None or all_months is None:
        unit, counted, of = Unit.DAYS, met.days, period.days
    else:
        unit, counted, of = Unit.MONTHS, months, all_months
    return figure.made(
        weight.what,
        weight.unit,
        Step.PART,
        weight,
        figure.given(f"{unit} that count", Decimal(counted), unit),
        figure.given(f"{unit} of the instalment", Decimal(of), unit),
    )
