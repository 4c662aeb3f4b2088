"""`iopctl value`: what an agreement is worth, and the figures of the law that are looked up beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iopctl import swedish
from iopctl.answers import figures
from iopctl.answers.figures import Explained, Rounded, SideColumns
from iopctl.answers.reply import Reason, Reply
from iopctl.model.parties import Role
from iopctl.rules.value import Comparison, Prices, Scope, Worth
from iopctl.rules.value import Year as AYear
from iopctl.struct import UNSET, Struct, UnsetType, field, replace
from iopctl.table import Column, Lines, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Known
    from iopctl.rules.value import NoWorth, Row, Sides, Value
    from iopctl.source.document import Document
    from iopctl.table import Block


class SideMoney(Rounded):
    """What a side puts in."""

    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""

    @classmethod
    def of_figure(cls, figure: Figure) -> SideMoney:
        """Give a figure in kronor."""
        return cls(*figures.rounded_of(figure.amount), figure.assumed)


class ValueOf(Struct):
    """The value of a part of the agreement."""

    counted: Scope
    """What is counted."""
    amounts: Prices
    """In which amounts."""
    starts: date | None
    """The first day that is counted."""
    ends: date | None
    """The last day that is counted."""
    public: SideMoney | None
    """The public side; null where there is no value."""
    civil: SideMoney | None
    """The civil side."""
    third: SideMoney | None
    """Third parties."""
    total: SideMoney | None
    """All of them."""
    reason: Reason | None
    """Why there is no value: a reason, or a problem that stands among `problems` too."""
    explanation: Explained | UnsetType = UNSET
    """Only with `--explain`: the total, opened down to the lines of the file."""


class YearCost(Struct):
    """What a calendar year costs."""

    year: int
    """The calendar year."""
    public: SideMoney
    """The public side."""
    civil: SideMoney
    """The civil side."""
    third: SideMoney
    """Third parties."""
    total: SideMoney
    """All of them."""
    explanation: Explained | UnsetType = UNSET
    """Only with `--explain`: the total, opened down to the lines of the file."""


class DecidedDays(Struct):
    """The days on which the agreement can have been decided."""

    first: date = field(name="from")
    """The first one."""
    last: date = field(name="to")
    """The last one."""


class ThresholdBeside(Struct):
    """A figure of the law beside the value."""

    threshold: str
    """The name of its file."""
    title: str
    """What it is called."""
    figure: Decimal | None
    """The amount; null where the file has none for that time."""
    currency: str | None
    """`kr` or `euro`."""
    since: date | None = field(name="from")
    """The first day on which it applied."""
    to: date | None
    """The last day on which it applied."""
    source: str | None
    """Where it is published."""
    comparison: Comparison
    """Where the public side with every option stands beside it, or why it is not compared."""
    note: str | None
    """What else the file says of it."""


class Valuation(Struct):
    """What the agreement is worth."""

    agreement: str
    """The agreement's id."""
    assumed: tuple[str, ...]
    """What was assumed of the series: `PKV=2.5%`."""
    values: tuple[ValueOf, ...]
    """One for each part that is counted, in each kind of amounts."""
    year: YearCost | None
    """Only where the agreement, or its options, have no end."""
    decided: DecidedDays
    """What is known of the day on which it was signed; the figures are those of these days."""
    lapsed: Reason | None
    """Why options that are left can no longer be used."""
    thresholds: tuple[ThresholdBeside, ...]
    """The figures that applied then."""


class Record(Struct):
    """A row of csv: a value, a year or a threshold."""

    agreement: str
    row: str
    counted: str | None = None
    amounts: str | None = None
    starts: date | None = None
    ends: date | None = None


class Beside(Struct):
    """The columns of csv that say why there is no value, or what a threshold says."""

    reason: str | None = None
    threshold: str | None = None
    figure: Decimal | None = None
    currency: str | None = None
    source: str | None = None
    comparison: str | None = None


class Valued(Reply):
    """The value of one agreement, and the figures beside it."""

    command = "value"
    record = (Record, SideColumns, Beside)

    id: str
    agreement: Agreement
    document: Document
    known: Known
    value: Value
    thresholds: tuple[Row, ...]
    explain: bool

    @property
    def _has_third(self) -> bool:
        """Whether a third party puts something in, which is on neither side."""
        return any(party.role is Role.THIRD for party in self.agreement.parties.values())

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        codes = {code for total in self._totals for code in total.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in codes)

    @property
    def _totals(self) -> tuple[Figure, ...]:
        """What all parties put in, of each part and of a year."""
        found = (*self.value.worths, self.value.year)
        return tuple(each.sides.total for each in found if isinstance(each, Worth | AYear))

    @property
    def title(self) -> str:
        """Head the value."""
        return say("{name}: value", name=self.agreement.title)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the rows must be read with."""
        return (*self._worth_notes(), *self._threshold_notes())

    def result(self) -> Valuation:
        """Give every value with its reason where there is none, and the thresholds beside it."""
        value, year = self.value, self.value.year
        return Valuation(
            agreement=self.id,
            assumed=self.assumed,
            values=tuple(map(self._worth, value.worths)),
            year=YearCost(year.year, **self._sides(year.sides)) if isinstance(year, AYear) else None,
            decided=DecidedDays(*value.decided_on),
            lapsed=Reason.of(value.lapsed, self.document) if value.lapsed else None,
            thresholds=tuple(map(_threshold, self.thresholds)),
        )

    def _worth(self, each: Worth | NoWorth) -> ValueOf:
        starts, ends = (each.period.first, each.period.last) if each.period else (None, None)
        if isinstance(each, Worth):
            sides = self._sides(each.sides)
            return ValueOf(each.scope, each.prices, starts, ends, reason=None, **sides)
        reason = Reason.of(each.reason, self.document)
        return ValueOf(each.scope, each.prices, starts, ends, None, None, None, None, reason)

    def _sides(self, sides: Sides) -> dict[str, Any]:
        return {
            "public": SideMoney.of_figure(sides.public),
            "civil": SideMoney.of_figure(sides.civil),
            "third": SideMoney.of_figure(sides.third),
            "total": SideMoney.of_figure(sides.total),
            "explanation": Explained.of(sides.total, self.document) if self.explain else UNSET,
        }

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each value, and one for each threshold."""
        for each in self.value.worths:
            starts, ends = (each.period.first, each.period.last) if each.period else (None, None)
            head = Record(self.id, "value", each.scope.value, each.prices.value, starts, ends)
            if isinstance(each, Worth):
                yield head, _columns(each.sides), Beside()
            else:
                yield head, SideColumns(), Beside(each.reason.message)
        if isinstance(self.value.year, AYear):
            year = self.value.year.year
            head = Record(self.id, "year", starts=date(year, 1, 1), ends=date(year, 12, 31))
            yield head, _columns(self.value.year.sides), Beside()
        for row in self.thresholds:
            head = Record(self.id, "threshold")
            beside = Beside(threshold=row.threshold.title, comparison=row.comparison.value)
            if limit := row.limit:
                head = replace(head, starts=limit.since, ends=limit.to)
                amount, currency = limit.amount.amount, limit.amount.currency.value
                beside = replace(beside, figure=amount, currency=currency, source=limit.source)
            yield head, SideColumns(), beside

    def blocks(self) -> Iterator[Block]:
        """Set out the value, the figures of the law beside it, and explanations below."""
        yield self._worths_table()
        yield self._thresholds_table()
        for each in self.value.worths if self.explain else ():
            if isinstance(each, Worth):
                named = {"scope": _scope(each.scope), "prices": _prices(each.prices)}
                yield Lines((say("How the value was made: {scope}, {prices}:", **named),))
                yield figures.tree(each.sides.total, self.document)
        if self.explain and isinstance(self.value.year, AYear):
            yield Lines((say("How the total of {year} was made:", year=self.value.year.year),))
            yield figures.tree(self.value.year.sides.total, self.document)

    def _worths_table(self) -> Table:
        third = (say("Third parties"),) if self._has_third else ()
        rows = list(map(self._cells, self.value.worths))
        if isinstance(self.value.year, AYear):
            named = say("the year {year}", year=self.value.year.year)
            rows.append((named, "", "", *self._amounts(self.value.year.sides)))
        names = (say("Public"), say("Civil"), *third, say("Total"))
        return Table(
            columns=(
                *map(Column, (say("Counted"), say("Period"), say("Amounts"))),
                *(Column(name, figures=True) for name in names),
            ),
            rows=tuple(rows),
            title=self.title,
            notes=self._worth_notes(),
        )

    def _worth_notes(self) -> tuple[str, ...]:
        reasons = dict.fromkeys(
            each.reason.message
            for each in self.value.worths
            if not isinstance(each, Worth) and not each.reason.code.startswith("IOP")
        )
        counts = say(
            "The value counts options and extensions, and is the sum of the years' amounts. Whether VAT is "
            "included is what the agreement says; a value that is compared with a threshold is without VAT."
        )
        lapsed = (self.value.lapsed.message,) if self.value.lapsed else ()
        if self.agreement.extension is None and self.agreement.term.ends:
            lapsed = (say("The file states no extension clause, so no option is counted."),)
        unstated = figures.incomplete(name for total in self._totals for name in total.unstated)
        marks = (*figures.assumptions(self.assumed), *unstated)
        return (*reasons, *lapsed, *marks, counts, *self.basis.notes)

    def _cells(self, each: Worth | NoWorth) -> tuple[str, ...]:
        names = (_scope(each.scope), str(each.period or "–"), _prices(each.prices))
        if isinstance(each, Worth):
            return (*names, *self._amounts(each.sides))
        without = {
            "no_length": say("not known"),
            "no_limit": say("no limit"),
            "until_further_notice": say("no value"),
        }
        return (*names, *(without.get(each.reason.code, "–"),) * (4 if self._has_third else 3))

    def _amounts(self, sides: Sides) -> tuple[str, ...]:
        third = (sides.third,) if self._has_third else ()
        return tuple(map(figures.kronor, (sides.public, sides.civil, *third, sides.total)))

    def _thresholds_table(self) -> Table:
        names = (say("Applies"), say("Source"), say("Public side beside it"))
        return Table(
            columns=(Column(say("Figure")), Column(say("Amount"), figures=True), *map(Column, names)),
            rows=tuple(map(_threshold_cells, self.thresholds)),
            title=say("Figures that are looked up beside it"),
            notes=self._threshold_notes(),
        )

    def _threshold_notes(self) -> tuple[str, ...]:
        signed, counted = self.value.signed, self.value.counted
        if signed is None:
            words = (
                "The figures are those that applied on its first day, as the day of signing is not stated: "
                "{day}."
            )
            notes = [say(words, day=self.value.decided_on[0])]
        else:
            words = "The figures are those that applied when the agreement was signed: {day}."
            notes = [say(words, day=signed)]
        if counted is not None:
            words = "What is compared is the public side with every option, {prices}: {public} kr."
            public = figures.kronor(counted.sides.public)
            notes.append(say(words, prices=_prices(counted.prices), public=public))
        rows = (row.threshold for row in self.thresholds if row.limit is not None and row.threshold.note)
        notes += dict.fromkeys(f"{each.title}: {each.note}" for each in rows)
        verdict = say(
            "These are two figures side by side, and no verdict: whether a rule applies is a question of law."
        )
        return (*notes, verdict)


def _columns(sides: Sides) -> SideColumns:
    return SideColumns.of(
        sides.total.assumed,
        public=sides.public.amount,
        civil=sides.civil.amount,
        third=sides.third.amount,
        total=sides.total.amount,
    )


def _threshold(row: Row) -> ThresholdBeside:
    limit = row.limit
    return ThresholdBeside(
        threshold=row.id,
        title=row.threshold.title,
        figure=limit.amount.amount if limit else None,
        currency=limit.amount.currency.value if limit else None,
        since=limit.since if limit else None,
        to=limit.to if limit else None,
        source=limit.source if limit else None,
        comparison=row.comparison,
        note=row.threshold.note,
    )


def _threshold_cells(row: Row) -> tuple[str, ...]:
    comparison = {
        Comparison.ABOVE: say("above"),
        Comparison.EQUAL: say("equal"),
        Comparison.BELOW: say("below"),
        Comparison.NOT_EXACT: say("not compared: the value is not exact"),
        Comparison.OTHER_CURRENCY: say("not compared: in euro"),
        Comparison.NO_VALUE: say("not compared: there is no value"),
        Comparison.NO_FIGURE: say("no figure is on file for that time"),
    }[row.comparison]
    if row.limit is None:
        return (row.threshold.title, "–", "–", "–", comparison)
    limit = row.limit
    amount = f"{swedish.number(limit.amount.amount)}{swedish.NBSP}{limit.amount.currency}"
    days = f"{limit.since or ''} – {limit.to or ''}".strip()
    return (row.threshold.title, amount, days, limit.source, comparison)


def _scope(scope: Scope) -> str:
    return {
        Scope.SIGNED: say("the term as signed"),
        Scope.DECIDED: say("with the extensions decided"),
        Scope.ALL: say("with every option, used or not"),
    }[scope]


def _prices(prices: Prices) -> str:
    return {Prices.STATED: say("as stated"), Prices.INDEXED: say("as indexed")}[prices]
