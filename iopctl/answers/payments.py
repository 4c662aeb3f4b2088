"""`iopctl payments`: what is paid out in a year, on which day, by whom and to whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from iopctl import money
from iopctl.answers import figures
from iopctl.answers.figures import Explained, Rounded
from iopctl.answers.reply import Reason, Reply
from iopctl.money import Quality
from iopctl.rules.status import Status
from iopctl.struct import UNSET, Struct, UnsetType, field
from iopctl.table import Column, Lines, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopctl.model.agreement import Agreement
    from iopctl.rules.known import Known
    from iopctl.rules.payments import Payment, Plan
    from iopctl.source.document import Document
    from iopctl.table import Block


class Paid(Struct):
    """One payment."""

    on: date
    """The day on which it is paid."""
    payer: str = field(name="from")
    """The key of the party that pays."""
    to: str
    """The key of the party that receives it."""
    starts: date | None
    """The first day that it is for; null where the agreement only names the day of payment."""
    ends: date | None
    """The last day that it is for."""
    amount: int
    """Whole kronor."""
    exact: Decimal
    """Before it was rounded."""
    quality: Quality
    """How exactly it is known."""
    status: Status
    """How certain it is."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""


class PaidInYear(Struct):
    """What is paid out in a year."""

    agreement: str
    """The agreement's id."""
    year: int
    """The calendar year whose money is paid."""
    assumed: tuple[str, ...]
    """What was assumed of the series: `PKV=2.5%`."""
    payments: tuple[Paid, ...]
    """In order of their days."""
    total: Rounded
    """The sum of the payments."""
    rests_on: tuple[Reason, ...]
    """What the money of the year rests on."""
    notes: tuple[Reason, ...]
    """What else must be known: parts of a year, terms of payment, cash that is not paid out."""
    lapsed: Literal[True] | UnsetType = UNSET
    """Only where its optional money lies in options that nobody can use any more."""
    explanation: Explained | UnsetType = UNSET
    """Only with `--explain`: the total, opened down to the lines of the file."""


class OfYear(Struct):
    """What each row of a csv begins with."""

    agreement: str
    year: int


class Payments(Reply):
    """The payments of one agreement in a year."""

    command = "payments"
    record = (OfYear, Paid)

    id: str
    agreement: Agreement
    document: Document
    known: Known
    plan: Plan
    explain: bool

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        return tuple(str(each) for each in self.known.assumed if each.code in self.plan.total.assumed)

    @property
    def title(self) -> str:
        """Head the payments of the year."""
        return say("{name}: payments {year}", name=self.agreement.title, year=self.plan.year)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the money rests on."""
        stated = (finding.message for finding in (*self.plan.notes, *self.plan.rests_on))
        return (*stated, *figures.assumptions(self.assumed), *self.basis.notes)

    def result(self) -> PaidInYear:
        """Give the payments and their sum."""
        plan = self.plan
        return PaidInYear(
            agreement=self.id,
            year=plan.year,
            assumed=self.assumed,
            payments=tuple(map(_paid, plan.payments)),
            total=Rounded.of(plan.total.amount),
            rests_on=tuple(Reason.of(each, self.document) for each in plan.rests_on),
            notes=tuple(Reason.of(each, self.document) for each in plan.notes),
            lapsed=plan.lapsed or UNSET,
            explanation=Explained.of(plan.total, self.document) if self.explain else UNSET,
        )

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each payment."""
        start = OfYear(self.id, self.plan.year)
        return ((start, _paid(each)) for each in self.plan.payments)

    def blocks(self) -> Iterator[Block]:
        """Set out the payments, and below them how they were made."""
        parties, payments = self.agreement.parties, self.plan.payments
        yield Table(
            columns=(
                Column(say("Day")),
                Column(say("For")),
                Column(say("From")),
                Column(say("To")),
                Column(say("Kronor"), figures=True),
                Column(say("Status")),
            ),
            rows=tuple(
                (
                    str(each.on),
                    str(each.period or "–"),
                    parties[each.by].called,
                    parties[each.to].called,
                    _sum([each]),
                    figures.status(each.status),
                )
                for each in payments
            ),
            title=self.title,
            sums=(
                *self._sums(),
                (say("Total"), "", "", "", figures.kronor(self.plan.total), _one_status(payments)),
            ),
            notes=self.notes,
        )
        if self.explain:
            yield Lines((say("How the payments of {year} were made:", year=self.plan.year),))
            yield figures.tree(self.plan.total, self.document)

    def _sums(self) -> Iterator[tuple[str, ...]]:
        """Add up what each payer pays each receiver, and what is equally certain, where they differ."""
        parties, payments = self.agreement.parties, self.plan.payments
        pairs = list(dict.fromkeys((each.by, each.to) for each in payments))
        for by, to in pairs if len(pairs) > 1 else []:
            own = [each for each in payments if (each.by, each.to) == (by, to)]
            yield ("", "", parties[by].called, parties[to].called, _sum(own), "")
        if not _one_status(payments):
            for status in Status:
                if own := [each for each in payments if each.status is status]:
                    yield ("", "", "", "", _sum(own), figures.status(status))


def _paid(payment: Payment) -> Paid:
    figure, period = payment.figure, payment.period
    return Paid(
        on=payment.on,
        payer=payment.by,
        to=payment.to,
        starts=period.first if period else None,
        ends=period.last if period else None,
        amount=int(figure.value),
        exact=figure.parts[0].value,
        quality=figure.quality,
        status=payment.status,
        assumed=figure.assumed,
    )


def _one_status(payments: Sequence[Payment]) -> str:
    """Say how certain a total is, where all of it is equally so; the rows above it say the rest."""
    statuses = {each.status for each in payments}
    return figures.status(*statuses) if len(statuses) == 1 else ""


def _sum(payments: Sequence[Payment]) -> str:
    """Add up payments, and write the sum with its quality and its mark."""
    assumed = {code for each in payments for code in each.figure.assumed}
    return figures.written(money.total(each.figure.amount for each in payments), tuple(assumed))
