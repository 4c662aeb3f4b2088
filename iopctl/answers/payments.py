"""The payments of a year as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, money, swedish, table
from iopctl.answers import envelope, explanation
from iopctl.answers.basis import TODAY, Basis
from iopctl.money import Quality
from iopctl.render import sheet, terminal
from iopctl.render.sheet import Sheet
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Known
    from iopctl.rules.payments import Payment, Plan
    from iopctl.source.reading import Document
    from iopctl.table import Value


class Paid(Struct):
    """The answer to a question about the payments of one agreement in a year."""

    id: str
    agreement: Agreement
    document: Document
    known: Known
    plan: Plan
    explain: bool
    basis: Basis = TODAY

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        return tuple(str(each) for each in self.known.assumed if each.code in self.plan.total.assumed)

    def called(self, party: str) -> str:
        """Say what a party is called."""
        return self.agreement.parties[party].called


def as_table(paid: Paid, width: int | None) -> str:
    """Draw one row for each payment; with explanations below."""
    return "\n".join([terminal.text(_table(paid), width), *_explanations(paid, explanation.tree)])


def as_markdown(paid: Paid, _width: int | None) -> str:
    """Write the same in Markdown."""
    return "\n".join([table.markdown(_table(paid)), *_explanations(paid, explanation.bullets)])


def _explanations(paid: Paid, opened: Callable[[Figure, Document], str]) -> Iterator[str]:
    if paid.explain:
        yield f"{labels.explained_payments(paid.plan.year)}\n"
        yield opened(paid.plan.total, paid.document)


def _table(paid: Paid) -> Table:
    plan = paid.plan
    return Table(
        columns=(
            Column(labels.DAY),
            Column(labels.FOR),
            Column(labels.FROM),
            Column(labels.TO),
            Column(labels.AMOUNT, figures=True),
            Column(labels.STATUS),
        ),
        rows=tuple(
            (
                str(each.on),
                str(each.period or labels.NONE),
                paid.called(each.by),
                paid.called(each.to),
                _kronor((each,)),
                labels.STATUSES[each.status],
            )
            for each in plan.payments
        ),
        title=labels.payments_title(paid.agreement.title, plan.year),
        sums=(*_sums(paid), (labels.TOTAL, "", "", "", _kronor(plan.payments), _whole_status(plan))),
        notes=(
            *(finding.message for finding in plan.notes),
            *(finding.message for finding in plan.rests_on),
            *map(labels.assumption, paid.assumed),
            *paid.basis.notes,
        ),
    )


def _whole_status(plan: Plan) -> str:
    """Say how certain a total is, where all of it is equally so; the rows above it say the rest."""
    statuses = {each.status for each in plan.payments}
    return labels.STATUSES[statuses.pop()] if len(statuses) == 1 else ""


def _sums(paid: Paid) -> Iterator[tuple[str, ...]]:
    """Add up what each payer pays each receiver, and what is equally certain, where they differ."""
    payments = paid.plan.payments
    pairs = list(dict.fromkeys((each.by, each.to) for each in payments))
    for by, to in pairs if len(pairs) > 1 else []:
        own = tuple(each for each in payments if (each.by, each.to) == (by, to))
        yield ("", "", paid.called(by), paid.called(to), _kronor(own), "")
    statuses = [status for status in Status if any(each.status is status for each in payments)]
    for status in statuses if len(statuses) > 1 else []:
        own = tuple(each for each in payments if each.status is status)
        yield ("", "", "", "", _kronor(own), labels.STATUSES[status])


def _kronor(payments: tuple[Payment, ...]) -> str:
    """Add up payments, and write the sum with its quality and its mark."""
    value = money.add(each.figure.value for each in payments)
    quality = Quality.of_sum(each.figure.quality for each in payments)
    assumed = sorted({code for each in payments for code in each.figure.assumed})
    return labels.marked(swedish.with_quality(quality, swedish.number(value)), assumed)


_CSV_HEADER = (
    "agreement",
    "year",
    "on",
    "from",
    "to",
    "starts",
    "ends",
    "amount",
    "exact",
    "quality",
    "status",
    "assumed",
)


def as_csv(paid: Paid, _width: int | None) -> str:
    """Write one row for each payment."""
    return table.separated(_CSV_HEADER, _csv_rows(paid))


def _csv_rows(paid: Paid) -> Iterator[tuple[Value, ...]]:
    for each in paid.plan.payments:
        yield (
            *(paid.id, paid.plan.year, envelope.day(each.on), each.by, each.to),
            *(envelope.day(day) for day in _days(each)),
            *(each.figure.value, each.figure.parts[0].value),
            *(each.figure.quality.value, each.status.value, " ".join(each.figure.assumed)),
        )


def _days(payment: Payment) -> tuple[date | None, date | None]:
    return (payment.period.first, payment.period.last) if payment.period else (None, None)


def as_xlsx(paid: Paid, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.payments_title(paid.agreement.title, paid.plan.year)
    notes = _table(paid).notes
    return sheet.write(Sheet(title, _CSV_HEADER, tuple(_csv_rows(paid)), notes))


def as_json(paid: Paid, _width: int | None) -> str:
    """Write the payments and their sum."""
    plan = paid.plan
    result: dict[str, object] = {
        "agreement": paid.id,
        "year": plan.year,
        "assumed": list(paid.assumed),
        "payments": [_fields(each) for each in plan.payments],
        "total": {"amount": int(plan.total.value), "quality": plan.total.quality.value},
        **envelope.lapsed_fields(lapsed=plan.lapsed),
        "rests_on": [envelope.reason_fields(finding, paid.document) for finding in plan.rests_on],
        "notes": [envelope.reason_fields(finding, paid.document) for finding in plan.notes],
    }
    if paid.explain:
        result["explanation"] = explanation.fields(plan.total, paid.document)
    return envelope.write("payments", paid.known.as_of, result, revision=paid.basis.revision)


def _fields(payment: Payment) -> dict[str, object]:
    starts, ends = _days(payment)
    figure = payment.figure
    return {
        "on": envelope.day(payment.on),
        "from": payment.by,
        "to": payment.to,
        "starts": envelope.day(starts),
        "ends": envelope.day(ends),
        **envelope.money_fields(figure.amount, figure.parts[0].value),
        "status": payment.status.value,
        "assumed": list(figure.assumed),
    }


FORMATS: dict[str, Callable[[Paid, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
