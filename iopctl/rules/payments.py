"""What is paid out in a calendar year: on which day, by whom, to whom, and how certain it is.

Only what a party pays out in cash to another (`paid_to`) is a payment. The printed lines of the year's budget
are what is paid; each payer's sum to a receiver is split over the instalments that the agreement states, so
that the payments add up to it to the krona, in its unit of rounding. What the budget commits of a year is
paid like a term that ends there, and the rest like one that begins there. A lump sum is split over its
whole period, and what falls due in the year is shown, whatever of the sum is the year's own.

Holds: 1 000 000 kr a year, quarterly in advance → 250 000 kr on the first day of each quarter.
Does not: a day for money of which the file says neither when nor to whom it is paid.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.model.budget import ContributionKind, Spread
from iopctl.model.term import PartYears
from iopctl.period import Period
from iopctl.rules import budget, contributions, dividing, figure, instalments, lump_sums, shares, status, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.rules.instalments import Paid
from iopctl.rules.lump_sums import LumpSum
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where
    from iopctl.rules.budget import Budget
    from iopctl.rules.instalments import Instalment
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line
    from iopctl.rules.status import Status
    from iopctl.rules.term import Standing


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
    stands = term.standing(agreement, known.as_of)
    sure = status.sure(agreement, stands)
    sums = tuple(_sums(agreement, paid_lines, stands))
    parts_of_sums = tuple(part for paid in sums for part in dividing.divided(paid, money_of_year, sure))
    found: list[Payment] = []
    for paid in parts_of_sums:
        parts = tuple(instalments.instalments(paid, sure))
        if not parts:
            return NoFigure(year, _no_day(paid, year), money_of_year.status)
        found += (each for each in _split(agreement, paid, parts, stands) if each.on.year == year)
    return Plan(
        year=year,
        payments=tuple(sorted(found, key=lambda payment: payment.on)),
        total=figure.made("paid out", Unit.KRONOR, Step.SUM, *(payment.figure for payment in found)),
        rests_on=money_of_year.rests_on,
        notes=tuple(_notes(agreement, money_of_year, (*sums, *filter(_on_days, parts_of_sums)))),
    )


def _nothing_paid_out(of: Budget) -> Finding:
    """Point at the cash that is probably paid out, else at the first line."""
    line = next((each for each in of.lines if each.contribution.kind is ContributionKind.CASH), of.lines[0])
    version, item = line.order
    return codes.NOTHING_PAID_OUT.at(("budget", version, "contributions", item), year=of.year)


def _unstated(agreement: Agreement, year: int, paid_lines: list[Line]) -> Finding | None:
    for line in paid_lines:
        version, _ = line.order
        if agreement.budget[version].payments is None:
            return codes.PAYMENTS_UNSTATED.at(
                ("budget", version), year=year, first=line.span.first, last=line.span.last
            )
    return None


def _no_day(paid: Paid, year: int) -> Finding:
    where = (*paid.where, "payments", "on")
    first, last = paid.span.first, paid.span.last
    return codes.NO_PAYMENT_DAY.at(where, on_key=True, year=year, first=first, last=last)


def _sums(agreement: Agreement, paid_lines: list[Line], stands: Standing) -> Iterator[Paid]:
    """Add up what each party pays each other for the same days, version by version."""
    groups: dict[tuple[int, str, str, Period, Spread | None], list[Line]] = {}
    for line in paid_lines:
        given = line.contribution
        days = _lump_days(agreement, line, stands) if given.basis.lump else line.span
        spread = (given.spread or Spread.EVENLY) if given.basis.lump else None
        if days is not None:
            key = (line.order[0], given.by, given.paid_to or "", days, spread)
            groups.setdefault(key, []).append(line)
    for (version, by, to, days, spread), lines in groups.items():
        stated = agreement.budget[version].payments
        if stated is not None:
            name = f"{agreement.parties[by].called} to {agreement.parties[to].called}"
            cash = (_lump(agreement, line, days, stands) if spread else line.figure for line in lines)
            yield Paid(
                by=by,
                to=to,
                cash=figure.made(name, Unit.KRONOR, Step.SUM, *cash),
                unit=lines[0].figure.rounding,
                span=days,
                stated=stated,
                where=("budget", version),
                rule=_RULES[spread] if spread else agreement.term.part_years,
                lump=spread is not None,
            )


# How a stretch of an instalment counts, by how the sum is spread.
_RULES = {Spread.DAYS: PartYears.DAYS, Spread.MONTHS: PartYears.MONTHS, Spread.EVENLY: None}


def _lump_days(agreement: Agreement, line: Line, stands: Standing) -> Period | None:
    """Find the days for which a lump sum is paid: its own, as far as its version and the term reach."""
    period = LumpSum.of(agreement, _where(line), line.span, stands.as_of).period
    in_force = shares.in_force(agreement, stands.as_of)[line.order[0]]
    counted = in_force.overlap(stands.reach)
    return period.overlap(counted) if period and counted else None


def _lump(agreement: Agreement, line: Line, days: Period, stands: Standing) -> Figure:
    """Give what is paid of a lump sum: all of it, unless its version or the term ends before its period."""
    where, unit = _where(line), line.figure.rounding
    whole = contributions.whole(line.contribution, where, agreement.places)
    if days == LumpSum.of(agreement, where, line.span, stands.as_of).period:
        return figure.made(whole.what, Unit.KRONOR, Step.ROUNDED, whole, rounding=unit)
    last = days.last or days.first
    parts = (
        lump_sums.share(LumpSum.of(agreement, where, span, stands.as_of), whole)
        for year in range(days.first.year, last.year + 1)
        if (span := days.overlap(Period.year(year))) is not None
    )
    counted = figure.made(whole.what, Unit.KRONOR, Step.SUM, *parts)
    return figure.made(whole.what, Unit.KRONOR, Step.ROUNDED, counted, rounding=unit)


def _where(line: Line) -> Where:
    return ("budget", line.order[0], "contributions", line.order[1])


def _split(
    agreement: Agreement, paid: Paid, parts: tuple[Instalment, ...], stands: Standing
) -> Iterator[Payment]:
    """Split a sum by largest remainder, in proportion to the weights of the instalments."""
    weights = [each.weight for each in parts]
    together = figure.made("all instalments", weights[0].unit, Step.SUM, *weights)
    exact = [
        figure.made(each.name, Unit.KRONOR, Step.PART, paid.cash, each.weight, together) for each in parts
    ]
    printed = money.apportion(paid.cash.value, [each.value for each in exact], paid.unit)
    for each, part, value in zip(parts, exact, printed, strict=True):
        days = each.period or Period.of(each.on, each.on)
        yield Payment(
            on=each.on,
            by=paid.by,
            to=paid.to,
            period=each.period,
            figure=figure.apportioned(part, value, paid.unit),
            status=paid.status or status.weakest(status.segments(agreement, stands, days)),
        )


def _notes(agreement: Agreement, of: Budget, sums: tuple[Paid, ...]) -> Iterator[Finding]:
    for paid in {(each.where, each.span, each.lump): each for each in sums}.values():
        where = (*paid.where, "payments")
        if paid.lump:
            yield codes.LUMP_SUM_PAID.at(where, first=paid.span.first, last=paid.span.last)
        elif paid.span != Period.year(of.year):
            yield _part_of_a_year(paid, where, agreement.term.part_years)
    for paid in {each.where: each for each in sums}.values():
        if paid.stated.terms is not None:
            yield codes.PAID_WITHIN.at((*paid.where, "payments", "terms"), terms=paid.stated.terms)
    for line in of.lines:
        if line.contribution.kind is ContributionKind.CASH and line.contribution.paid_to is None:
            at = ("budget", line.order[0], "contributions", line.order[1])
            yield codes.CASH_KEPT.at(at, name=line.contribution.name)


def _on_days(paid: Paid) -> bool:
    return paid.stated.instalments is None


def _part_of_a_year(paid: Paid, where: Where, rule: PartYears | None) -> Finding:
    first, last = paid.span.first, paid.span.last
    if _on_days(paid):
        return codes.DAYS_CUT.at((*where, "on"), first=first, last=last)
    where = (*where, "instalments")
    if rule is None or rule is PartYears.FULL:
        return codes.INSTALMENTS_CUT_WHOLE.at(where, first=first, last=last)
    return codes.INSTALMENTS_CUT.at(where, first=first, last=last, rule=rule)
