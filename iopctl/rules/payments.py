"""What is paid out in a calendar year: on which day, by whom, to whom, and how certain it is.

Only what a party pays out in cash to another (`paid_to`) is a payment. The printed lines of the year's budget
are what is paid; each payer's sum to a receiver is split over the instalments that the agreement states, so
that the payments add up to it to the krona, in its unit of rounding. What the budget commits of a year is
paid over the instalments of the days that are certain, like a term that ends there, and the rest over those
of the other days. A lump sum is split over its whole period: where shares are stated they are shares of the
sum, and each day or stretch counts once, the first time that it comes.

Holds: 1 000 000 kr a year, quarterly in advance → 250 000 kr on the first day of each quarter.
Holds: 1 313 281 kr, two of twelve months decided, paid on 02-15 and 08-15 → 218 880 kr is committed on 02-15.
Does not: a day for money of which the file says neither when nor to whom it is paid.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.model.budget import ContributionKind, Spread, When
from iopctl.model.term import PartYears
from iopctl.period import Length, Period, after
from iopctl.period import Unit as TimeUnit
from iopctl.rules import budget, contributions, figure, indexation, status, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Payments
    from iopctl.problem import Finding, Where
    from iopctl.rules.budget import Budget
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line
    from iopctl.rules.term import Standing

# How a stretch of an instalment counts, by how the sum is spread.
_RULES = {Spread.DAYS: PartYears.DAYS, Spread.MONTHS: PartYears.MONTHS, Spread.EVENLY: None}


class Payment(Struct):
    """One sum that one party pays to another on a day."""

    on: date
    """The day of the instalment."""
    by: str
    """The key of the party that pays."""
    to: str
    """The key of the party that receives."""
    period: Period | None
    """The days that it is for; None where the agreement only names the day."""
    figure: Figure
    """The printed amount; its one part is the exact one."""
    status: Status
    """How certain it is: as the budget divides its year, else the weakest of its days."""


class Plan(Struct):
    """The payments of one calendar year."""

    year: int
    """The calendar year whose money it is."""
    payments: tuple[Payment, ...]
    """In order of their days, then of the file."""
    total: Figure
    """Their sum: what the budget of the year pays out, and what of lump sums falls due in it."""
    rests_on: tuple[Finding, ...]
    """What the money of the year rests on."""
    notes: tuple[Finding, ...]
    """What else a reader must know: parts of a year, and cash that is not paid out."""

    @property
    def lapsed(self) -> bool:
        """Whether its optional money lies in options that nobody can use any more."""
        return status.has_lapsed(self.rests_on)


class _Sum(Struct):
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
    lump: bool
    """Whether it is one sum for all of its days, and not that of a year."""
    status: Status | None = None
    """How certain all of it is; None where each instalment is as certain as its days."""


class _Instalment(Struct):
    """One instalment, or the part of it that is equally certain."""

    on: date
    period: Period | None
    weight: Figure


def plan(agreement: Agreement, year: int, known: Known) -> Plan | NoFigure:
    """Split what is paid out in a calendar year over its days."""
    of_year = budget.budget(agreement, year, known)
    if isinstance(of_year, NoFigure):
        return of_year
    paid_out = [line for line in of_year.lines if line.contribution.paid_to is not None]
    lines = [line for line in paid_out if line.amount.stated]
    without_value = [line for line in paid_out if not line.amount.stated]
    if without_value and not lines:
        refusal = codes.PAYMENT_WITHOUT_VALUE.at(without_value[0].where, year=year)
        return NoFigure(year, refusal, of_year.status)
    if not lines:
        # Point at the cash that is probably paid out, else at the first line.
        cash = (line for line in of_year.lines if line.contribution.kind is ContributionKind.CASH)
        where = next(cash, of_year.lines[0]).where
        return NoFigure(year, codes.NOTHING_PAID_OUT.at(where, year=year), of_year.status)
    for line in lines:
        if agreement.budget[line.order[0]].payments is None:
            first, last = line.span.first, line.span.last
            refusal = codes.PAYMENTS_UNSTATED.at(line.where[:2], year=year, first=first, last=last)
            return NoFigure(year, refusal, of_year.status)
    stands = term.standing(agreement, known.as_of)
    sure = status.sure(agreement, stands)
    sums = tuple(_sums(agreement, lines, stands))
    divided = tuple(part for paid in sums for part in _divided(paid, of_year, sure))
    found: list[Payment] = []
    for paid in divided:
        parts = tuple(_instalments(paid, sure))
        if not parts:
            where, first, last = (*paid.where, "payments", "on"), paid.span.first, paid.span.last
            refusal = codes.NO_PAYMENT_DAY.at(where, on_key=True, year=year, first=first, last=last)
            return NoFigure(year, refusal, of_year.status)
        found += (each for each in _split(agreement, paid, parts, stands) if each.on.year == year)
    on_days = (paid for paid in divided if paid.stated.instalments is None)
    return Plan(
        year=year,
        payments=tuple(sorted(found, key=lambda payment: payment.on)),
        total=figure.summed(
            "paid out", [*(each.figure for each in found), *(line.figure for line in without_value)]
        ),
        rests_on=of_year.rests_on,
        notes=(
            *_notes(agreement, of_year, (*sums, *on_days)),
            *(codes.PAID_WITHOUT_VALUE.at(each.where, name=each.contribution.name) for each in without_value),
        ),
    )


def _sums(agreement: Agreement, lines: list[Line], stands: Standing) -> Iterator[_Sum]:
    """Add up what each party pays each other for the same days, version by version."""
    groups: dict[tuple[int, str, str, Period, Spread | None], list[Figure]] = {}
    for line in lines:
        given, (version, _) = line.contribution, line.order
        spread, days, cash = None, line.span, line.figure
        if given.basis.lump:
            spread = given.spread or Spread.EVENLY
            lump = _lump(agreement, line, stands)
            if lump is None:
                continue
            days, cash = lump
        groups.setdefault((version, given.by, given.paid_to or "", days, spread), []).append(cash)
    for (version, by, to, days, spread), cash_lines in groups.items():
        stated = agreement.budget[version].payments
        if stated is not None:
            name = f"{agreement.parties[by].called} to {agreement.parties[to].called}"
            yield _Sum(
                by=by,
                to=to,
                cash=figure.summed(name, cash_lines),
                unit=cash_lines[0].rounding,
                span=days,
                stated=stated,
                where=("budget", version),
                rule=_RULES[spread] if spread else agreement.term.part_years,
                lump=spread is not None,
            )


def _lump(agreement: Agreement, line: Line, stands: Standing) -> tuple[Period, Figure] | None:
    """Give what is paid of a lump sum, and its days: as far as its version and the term reach."""
    lump = contributions.whole(agreement, line.where, stands.as_of)
    in_force = indexation.in_force(agreement, stands.as_of)[line.order[0]]
    counted = in_force.overlap(stands.reach)
    days = lump.period.overlap(counted) if lump.period and counted else None
    if days is None:
        return None
    whole = lump.figure
    if days != lump.period:
        spans = (days.overlap(Period.year(year)) for year in days.years)
        whole = figure.summed(whole.what, (lump.within(span) for span in spans if span is not None))
    unit = line.figure.rounding
    return days, figure.made(whole.what, Unit.KRONOR, Step.ROUNDED, whole, rounding=unit)


def _divided(paid: _Sum, of: Budget, sure: Period | None) -> Iterator[_Sum]:
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
    committed, left = paid.cash, None
    if len(of.parts) > 1:
        committed = figure.summed(
            committed.what,
            (
                line.figure
                for line in of.parts[0].lines
                if not line.contribution.basis.lump
                and (line.where[:2], line.contribution.by, line.contribution.paid_to)
                == (paid.where, paid.by, paid.to)
            ),
        )
        if committed.value > paid.cash.value:
            # Lines are rounded to fit their share, of a part as of the year: by a unit they may cross.
            committed = figure.made(committed.what, Unit.KRONOR, Step.AT_MOST, committed, paid.cash)
        left = figure.made(committed.what, Unit.KRONOR, Step.DIFFERENCE, paid.cash, committed)
    certain = paid.span.overlap(sure)
    if certain is not None:
        yield _within(replace(paid, cash=committed, status=Status.COMMITTED), certain)
    elif left is None:
        yield replace(paid, status=last)
    if left is not None and left.value:
        after_it = paid.span.overlap(Period(sure.stop, None)) if sure.stop else None
        yield _within(replace(paid, cash=left, status=last), after_it or paid.span)


def _within(paid: _Sum, days: Period) -> _Sum:
    """Pay on the instalments of some days; where none of the stated days is among them, on those of all."""
    own = replace(paid, span=days)
    return own if any(_instalments(own, None)) else paid


def _instalments(paid: _Sum, sure: Period | None) -> Iterator[_Instalment]:
    """Find the instalments that the days of a sum meet; one that is certain only in part is divided."""
    once: set[int] = set()
    for year in paid.span.years:
        for index in range(paid.stated.a_year):
            if paid.lump and paid.stated.shares and index in once:
                continue
            found = tuple(_of_year(paid, year, index, sure))
            once.update([index] if found else ())
            yield from found


def _of_year(paid: _Sum, year: int, index: int, sure: Period | None) -> Iterator[_Instalment]:
    stated = paid.stated
    name = f"instalment {index + 1} of {stated.a_year}"
    weight = figure.given(name, Decimal(1), Unit.FACTOR)
    if stated.shares:
        where = (*paid.where, "payments", "shares", index)
        weight = figure.read(name, stated.shares[index], Unit.PERCENT, where)
    if stated.instalments is None:
        on = stated.on[index].in_year(year)
        if on in paid.span:
            yield _Instalment(on, None, weight)
        return
    months = stated.instalments.months
    first = date(year, 1 + index * months, 1)
    period = Period(first, after(first, Length(months, TimeUnit.MONTH)))
    met = period.overlap(paid.span)
    for part in _by_certainty(met, None if paid.status else sure, paid.rule) if met else ():
        on = part.first if stated.when is When.IN_ADVANCE or part.last is None else part.last
        cut = weight
        if part != period and paid.rule in {PartYears.DAYS, PartYears.MONTHS}:
            # Paid by months, only a lump sum can have a stretch that is not whole months.
            by_months = paid.rule is PartYears.MONTHS and part.whole_months is not None
            cut = figure.part_of_period(weight, part, period, "instalment", months=by_months)
        yield _Instalment(on, part, cut)


def _by_certainty(met: Period, sure: Period | None, rule: PartYears | None) -> tuple[Period, ...]:
    """Divide the days of an instalment by what is certain of them, where the agreement says how to."""
    certain = met.overlap(sure) if sure else None
    if certain is None or certain.stop is None or certain.stop == met.stop:
        return (met,)
    parts = (certain, Period(certain.stop, met.stop))
    by_months = rule is PartYears.MONTHS and all(each.whole_months for each in parts)
    return parts if by_months or rule is PartYears.DAYS else (met,)


def _split(
    agreement: Agreement, paid: _Sum, parts: tuple[_Instalment, ...], stands: Standing
) -> Iterator[Payment]:
    """Split a sum by largest remainder, in proportion to the weights of the instalments."""
    weights = [each.weight for each in parts]
    together = figure.made("all instalments", weights[0].unit, Step.SUM, *weights)
    exact = [figure.made(each.what, Unit.KRONOR, Step.PART, paid.cash, each, together) for each in weights]
    printed = money.apportion(paid.cash.value, [each.value for each in exact], paid.unit)
    for each, part, value in zip(parts, exact, printed, strict=True):
        days = each.period or Period.of(each.on, each.on)
        certainty = paid.status or status.weakest(status.segments(agreement, stands, days))
        amount = figure.apportioned(part, value, paid.unit)
        yield Payment(each.on, paid.by, paid.to, each.period, amount, certainty)


def _notes(agreement: Agreement, of: Budget, sums: tuple[_Sum, ...]) -> Iterator[Finding]:
    rule = agreement.term.part_years
    for paid in {(each.where, each.span, each.lump): each for each in sums}.values():
        where = (*paid.where, "payments")
        first, last = paid.span.first, paid.span.last
        if paid.lump:
            yield codes.LUMP_SUM_PAID.at(where, first=first, last=last)
        elif paid.span == Period.year(of.year):
            continue
        elif paid.stated.instalments is None:
            yield codes.DAYS_CUT.at((*where, "on"), first=first, last=last)
        elif rule is None or rule is PartYears.FULL:
            yield codes.INSTALMENTS_CUT_WHOLE.at((*where, "instalments"), first=first, last=last)
        else:
            yield codes.INSTALMENTS_CUT.at((*where, "instalments"), first=first, last=last, rule=rule)
    for paid in {each.where: each for each in sums}.values():
        if paid.stated.terms is not None:
            yield codes.PAID_WITHIN.at((*paid.where, "payments", "terms"), terms=paid.stated.terms)
    for line in of.lines:
        if line.contribution.kind is ContributionKind.CASH and line.contribution.paid_to is None:
            yield codes.CASH_KEPT.at(line.where, name=line.contribution.name)
