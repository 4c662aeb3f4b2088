"""What is paid out in a calendar year: on which day, by whom, to whom, and how certain it is.

Only what a party pays out in cash to another (`paid_to`) is a payment. The printed lines of the year's budget
are what is paid; each payer's sum to a receiver is split over the instalments that the agreement states, so
that the payments add up to it to the krona, in its unit of rounding. A part of a year is split over the
instalments that it meets: by days, by months or in full, as part years are paid.

Holds: 1 000 000 kr a year, quarterly in advance → 250 000 kr on the first day of each quarter.
Does not: a day for money of which the file says neither when nor to whom it is paid.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import catalogue, money
from iopctl.model.budget import Kind
from iopctl.model.payments import When
from iopctl.model.term import PartYears
from iopctl.period import Length, Period, after
from iopctl.period import Unit as TimeUnit
from iopctl.rules import budget, figure, status, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.payments import Payments
    from iopctl.problem import Finding, Where
    from iopctl.rules.budget import Budget
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line
    from iopctl.rules.status import Status


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
    """How certain it is; the weakest of its days."""


class Plan(Struct):
    """The payments of one calendar year."""

    year: int
    """The calendar year whose money it is."""
    payments: tuple[Payment, ...]
    """In order of their days, then of the file."""
    total: Figure
    """Their sum, which is what the budget of the year pays out."""
    rests_on: tuple[Finding, ...]
    """What the money of the year rests on."""
    notes: tuple[Finding, ...]
    """What else a reader must know: parts of a year, and cash that is not paid out."""


class _Paid(Struct):
    """What one party pays another under one version of the budget, and how that is paid."""

    by: str
    to: str
    cash: Figure
    """The sum of the printed lines."""
    unit: Decimal
    """The unit that the payer's sum is rounded to, in kronor."""
    span: Period
    """The days of the year for which the version counts."""
    stated: Payments
    where: Where
    """The version's node in the file."""


class _Instalment(Struct):
    """One instalment that a part of the year meets."""

    name: str
    on: date
    period: Period | None
    weight: Figure


def plan(agreement: Agreement, year: int, known: Known) -> Plan | NoFigure:
    """Split what is paid out in a calendar year over its days."""
    money_of_year = budget.budget(agreement, year, known)
    if isinstance(money_of_year, NoFigure):
        return money_of_year
    paid_lines = [line for line in money_of_year.lines if line.contribution.paid_to is not None]
    if not paid_lines:
        return NoFigure(year, _nothing_paid_out(money_of_year), money_of_year.status)
    refusal = _unstated(agreement, year, paid_lines)
    if refusal is not None:
        return NoFigure(year, refusal, money_of_year.status)
    sums = tuple(_sums(agreement, paid_lines))
    found: list[Payment] = []
    for paid in sums:
        instalments = tuple(_instalments(paid, agreement.term.part_years))
        if not instalments:
            return NoFigure(year, _no_day(paid, year), money_of_year.status)
        found += _split(agreement, paid, instalments, known)
    return Plan(
        year=year,
        payments=tuple(sorted(found, key=lambda payment: payment.on)),
        total=figure.made("paid out", Unit.KRONOR, Step.SUM, *(payment.figure for payment in found)),
        rests_on=money_of_year.rests_on,
        notes=tuple(_notes(agreement, money_of_year, sums)),
    )


def _nothing_paid_out(of: Budget) -> Finding:
    """Point at the cash that is probably paid out, else at the first line."""
    line = next((each for each in of.lines if each.contribution.kind is Kind.CASH), of.lines[0])
    version, item = line.order
    return catalogue.NOTHING_PAID_OUT.at(("budget", version, "contributions", item), year=of.year)


def _unstated(agreement: Agreement, year: int, paid_lines: list[Line]) -> Finding | None:
    for line in paid_lines:
        version, _ = line.order
        if agreement.budget[version].payments is None:
            return catalogue.PAYMENTS_UNSTATED.at(
                ("budget", version), year=year, first=line.span.first, last=line.span.last
            )
    return None


def _no_day(paid: _Paid, year: int) -> Finding:
    where = (*paid.where, "payments", "on")
    first, last = paid.span.first, paid.span.last
    return catalogue.NO_PAYMENT_DAY.at(where, on_key=True, year=year, first=first, last=last)


def _sums(agreement: Agreement, paid_lines: list[Line]) -> Iterator[_Paid]:
    """Add up what each party pays each other, version by version."""
    for (version, by, to), lines in _grouped(paid_lines).items():
        stated = agreement.budget[version].payments
        if stated is not None:
            name = f"{agreement.parties[by].called} to {agreement.parties[to].called}"
            cash = figure.made(name, Unit.KRONOR, Step.SUM, *(line.figure for line in lines))
            unit = lines[0].figure.rounding
            yield _Paid(by, to, cash, unit, lines[0].span, stated, ("budget", version))


def _grouped(paid_lines: list[Line]) -> dict[tuple[int, str, str], list[Line]]:
    groups: dict[tuple[int, str, str], list[Line]] = {}
    for line in paid_lines:
        key = (line.order[0], line.contribution.by, line.contribution.paid_to or "")
        groups.setdefault(key, []).append(line)
    return groups


def _instalments(paid: _Paid, rule: PartYears | None) -> Iterator[_Instalment]:
    """Find the instalments that the days of a version meet, each with its weight."""
    year, stated = paid.span.first.year, paid.stated
    for index in range(stated.a_year):
        name = f"instalment {index + 1} of {stated.a_year}"
        whole = _weight(paid, index, name)
        if stated.instalments is None:
            on = stated.on[index].in_year(year)
            if on in paid.span:
                yield _Instalment(name, on, None, whole)
            continue
        length = Length(stated.instalments.months, TimeUnit.MONTH)
        first = date(year, 1 + index * stated.instalments.months, 1)
        period = Period(first, after(first, length))
        met = period.overlap(paid.span)
        if met is not None and met.last is not None:
            on = met.first if stated.when is When.IN_ADVANCE else met.last
            yield _Instalment(name, on, met, _cut(whole, period, met, rule))


def _weight(paid: _Paid, index: int, name: str) -> Figure:
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


def _split(
    agreement: Agreement, paid: _Paid, instalments: tuple[_Instalment, ...], known: Known
) -> Iterator[Payment]:
    """Split a sum by largest remainder, in proportion to the weights of the instalments."""
    weights = [each.weight for each in instalments]
    together = figure.made("all instalments", weights[0].unit, Step.SUM, *weights)
    exact = [
        figure.made(each.name, Unit.KRONOR, Step.PART, paid.cash, each.weight, together)
        for each in instalments
    ]
    printed = money.apportion(paid.cash.value, [each.value for each in exact], paid.unit)
    stands = term.standing(agreement, known.as_of)
    for each, part, value in zip(instalments, exact, printed, strict=True):
        days = each.period or Period.of(each.on, each.on)
        yield Payment(
            on=each.on,
            by=paid.by,
            to=paid.to,
            period=each.period,
            figure=figure.apportioned(part, value, paid.unit),
            status=status.weakest(status.segments(agreement, stands, days)),
        )


def _notes(agreement: Agreement, of: Budget, sums: tuple[_Paid, ...]) -> Iterator[Finding]:
    told: set[Where] = set()
    for paid in sums:
        if paid.where in told:
            continue
        told.add(paid.where)
        where = (*paid.where, "payments")
        if paid.span != Period.year(of.year):
            yield _part_of_a_year(paid, where, agreement.term.part_years)
        if paid.stated.terms is not None:
            yield catalogue.PAID_WITHIN.at((*where, "terms"), terms=paid.stated.terms)
    for line in of.lines:
        if line.contribution.kind is Kind.CASH and line.contribution.paid_to is None:
            at = ("budget", line.order[0], "contributions", line.order[1])
            yield catalogue.CASH_KEPT.at(at, name=line.contribution.name)


def _part_of_a_year(paid: _Paid, where: Where, rule: PartYears | None) -> Finding:
    first, last = paid.span.first, paid.span.last
    if paid.stated.instalments is None:
        return catalogue.DAYS_CUT.at((*where, "on"), first=first, last=last)
    how = catalogue.part_words(rule.value if rule else None)
    return catalogue.INSTALMENTS_CUT.at((*where, "instalments"), first=first, last=last, how=how)
