"""What the public parties of a register pay out in a year, quarter by quarter or month by month.

The day of a payment decides its period, whatever days it is for. Payments that are not equally certain are
never added together, and those of options that nobody can use any more are left out.

Holds: 250 000 kr paid on 2026-10-01 for the fourth quarter → the fourth quarter. Does not: a report that is
due in it; what an organisation pays a municipality.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.model.budget import ContributionKind
from iopctl.model.parties import Role
from iopctl.period import Length, Period, Unit, after
from iopctl.rules import boards, payments, portfolio
from iopctl.rules.budget import NoFigure
from iopctl.rules.portfolio import Missing
from iopctl.rules.status import Status
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.money import Amount
    from iopctl.problem import Finding
    from iopctl.rules.known import Known
    from iopctl.rules.payments import Payment

# Cash that the file does not say is paid out, or that has no value: the sums do not count it.
_LEFT_OUT = {codes.CASH_KEPT, codes.PAID_WITHOUT_VALUE}
_MAY_BE_CASH = {ContributionKind.CASH, ContributionKind.MIXED}


class Interval(StrEnum):
    """What payments are put together by."""

    QUARTER = "quarter"
    MONTH = "month"


class Outgoing(Struct):
    """What one board pays one receiver in a period, of one agreement and equally certain."""

    period: Period
    id: str
    """The agreement's."""
    board: str
    """The full name of the board that pays, else of the party."""
    to: str
    """What the party is called that receives it."""
    status: Status
    amount: Amount
    assumed: tuple[str, ...]
    """The series whose assumed values it rests on."""


class LeftOut(Struct):
    """Something of an agreement that its payments do not count, and why."""

    id: str
    reason: Finding


def of_agreement(
    agreement_id: str, agreement: Agreement, year: int, known: Known, by: Interval
) -> Iterator[Outgoing | LeftOut | Missing]:
    """Give what an agreement's public parties pay out in a year, in order of the days."""
    plan = payments.plan(agreement, year, known)
    if isinstance(plan, NoFigure):
        if plan.reason.kind not in portfolio.NO_MONEY and not _pays_nothing(agreement, plan.reason):
            yield Missing(agreement_id, year, plan.reason)
        return
    groups: dict[tuple[Period, str, str, Status], list[Payment]] = {}
    for each in plan.payments:
        lapsed = plan.lapsed and each.status is Status.OPTIONAL
        if agreement.parties[each.by].role is Role.PUBLIC and not lapsed:
            paid = boards.called(agreement.parties[each.by]), agreement.parties[each.to].called
            groups.setdefault((_period(each, by), *paid, each.status), []).append(each)
    for (period, board, to, status), own in groups.items():
        assumed = sorted({code for each in own for code in each.figure.assumed})
        amount = money.total(each.figure.amount for each in own)
        yield Outgoing(period, agreement_id, board, to, status, amount, tuple(assumed))
    yield from (LeftOut(agreement_id, each) for each in plan.notes if each.kind in _LEFT_OUT)


def _period(payment: Payment, by: Interval) -> Period:
    months = 3 if by is Interval.QUARTER else 1
    first = payment.on.replace(month=payment.on.month - (payment.on.month - 1) % months, day=1)
    return Period(first, after(first, Length(months, Unit.MONTH)))


def _pays_nothing(agreement: Agreement, why: Finding) -> bool:
    """Tell whether no public party puts in what could be paid out."""
    public = (
        line.kind
        for version in agreement.budget
        for line in version.lines
        if agreement.parties[line.by].role is Role.PUBLIC
    )
    return why.kind is codes.NOTHING_PAID_OUT and _MAY_BE_CASH.isdisjoint(public)
