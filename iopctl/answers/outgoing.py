"""`iopctl payments --all`: what the municipality pays each quarter or month, from which board and to whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.answers import figures
from iopctl.answers.figures import Rounded
from iopctl.answers.reply import Reply
from iopctl.money import Quality
from iopctl.rules.outgoing import Interval
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.table import Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.answers.portfolio import Left
    from iopctl.period import Period
    from iopctl.rules.known import Known
    from iopctl.rules.outgoing import Outgoing
    from iopctl.table import Block


class PaidInPeriod(Rounded):
    """What one board pays one receiver in a period, of one agreement and equally certain."""

    period: str
    """The quarter or month: `2026-Q1`, `2026-01`."""
    starts: date
    """Its first day."""
    ends: date
    """Its last day."""
    agreement: str
    """The agreement's id."""
    board: str
    """The full name of the board that pays."""
    to: str
    """What the party is called that receives it."""
    status: Status
    """How certain it is."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""


class PeriodSum(Rounded):
    """All payments of a period that are equally certain."""

    period: str
    """The quarter or month."""
    status: Status
    """How certain they are."""


class StatusTotal(Rounded):
    """All payments of the year that are equally certain."""

    status: Status
    """How certain they are."""


class PaidInAll(Struct):
    """What the public parties of the register pay out in a year; the day of a payment decides its period."""

    year: int
    """The calendar year."""
    by: Interval
    """What the payments are put together by."""
    assumed: tuple[str, ...]
    """What was assumed of the series: `PKV=2.5%`."""
    payments: tuple[PaidInPeriod, ...]
    """In order of the periods, then of the agreements."""
    periods: tuple[PeriodSum, ...]
    """At most one sum for each period and status, never one for all statuses."""
    totals: tuple[StatusTotal, ...]
    """The sums of the year."""
    missing: tuple[str, ...]
    """The ids of the agreements that the sums miss; `problems` says why."""


class Record(Struct):
    """A row of csv: a payment, or an agreement that is missing."""

    period: str | None = None
    starts: date | None = None
    ends: date | None = None
    agreement: str | None = None
    board: str | None = None
    to: str | None = None
    amount: Decimal | None = None
    quality: Quality | None = None
    status: str | None = None
    assumed: tuple[str, ...] | None = None
    reason: str | None = None
    """Why something is missing."""


class OutgoingPayments(Reply):
    """The payments of the whole register in a year."""

    command = "payments"
    record = (Record,)

    year: int
    by: Interval
    known: Known
    payments: tuple[Outgoing, ...]
    """In order of the periods, then of the agreements."""
    missing: tuple[Left, ...]
    left_out: tuple[Left, ...]
    """What else the sums do not count, of agreements whose other payments they do."""

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        used = {code for each in self.payments for code in each.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in used)

    @property
    def title(self) -> str:
        """Head the payments of the year."""
        return say("The register: payments {year}", year=self.year)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the sums miss, and how they were made."""
        missed = (
            say("The sums miss {id}: {reason}", id=each.id, reason=each.reason)
            for each in (*self.missing, *self.left_out)
        )
        return (*missed, *figures.assumptions(self.assumed), *self.basis.notes)

    def result(self) -> PaidInAll:
        """Give the payments and their sums."""
        return PaidInAll(
            year=self.year,
            by=self.by,
            assumed=self.assumed,
            payments=tuple(
                PaidInPeriod(
                    *figures.rounded_of(each.amount),
                    _name(each.period),
                    each.period.first,
                    each.period.last or each.period.first,
                    each.id,
                    each.board,
                    each.to,
                    each.status,
                    each.assumed,
                )
                for each in self.payments
            ),
            periods=tuple(
                PeriodSum(*figures.rounded_of(_sum(own)), _name(period), status)
                for period in self._periods
                for status, own in _by_status(self.payments, period)
            ),
            totals=tuple(
                StatusTotal(*figures.rounded_of(_sum(own)), status)
                for status, own in _by_status(self.payments)
            ),
            missing=tuple(each.id for each in self.missing),
        )

    @property
    def _periods(self) -> list[Period]:
        return list(dict.fromkeys(each.period for each in self.payments))

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each payment, and for each agreement that is missing."""
        for each in self.payments:
            first, last = each.period.first, each.period.last
            where = (_name(each.period), first, last, each.id, each.board, each.to)
            amount = (each.amount.value, each.amount.quality, each.status.value, each.assumed)
            yield (Record(*where, *amount),)
        for left in (*self.missing, *self.left_out):
            yield (Record(agreement=left.id, reason=left.reason),)

    def blocks(self) -> Iterator[Block]:
        """Set out the payments, and below them the sums of each period and of the year."""
        names = (say("Period"), say("Agreement"), say("From"), say("To"))
        yield Table(
            columns=(*map(Column, names), Column(say("Kronor"), figures=True), Column(say("Status"))),
            rows=tuple(
                (_name(each.period), each.id, each.board, each.to, *_shown([each], each.status))
                for each in self.payments
            ),
            title=self.title,
            sums=tuple(
                (_name(period) if period else say("Total"), "", "", "", *_shown(own, status))
                for period in (*self._periods, None)
                for status, own in _by_status(self.payments, period)
            ),
            notes=self.notes,
        )


def _name(period: Period) -> str:
    """Name a quarter or a month."""
    first = period.first
    return f"{first:%Y-%m}" if period.days <= 31 else f"{first.year}-Q{(first.month + 2) // 3}"  # noqa: PLR2004 - no month has more


def _by_status(
    payments: Iterable[Outgoing], period: Period | None = None
) -> Iterator[tuple[Status, list[Outgoing]]]:
    """Sort payments, of one period or of all, by how certain they are; a status that none has is left out."""
    listed = [each for each in payments if period in {None, each.period}]
    for status in Status:
        if own := [each for each in listed if each.status is status]:
            yield status, own


def _sum(payments: Iterable[Outgoing]) -> money.Amount:
    return money.total(each.amount for each in payments)


def _shown(payments: list[Outgoing], status: Status) -> tuple[str, str]:
    assumed = tuple(code for each in payments for code in each.assumed)
    return figures.written(_sum(payments), assumed), figures.status(status)
