"""What the agreement is worth: over the term as signed, as decided, and with every option; beside thresholds.

The value is the sum of the years' printed amounts, or of agreement years and lump sums where no rule for a
part of a calendar year is stated. What was decided after the agreement was signed is no part
of the term as signed: neither new amounts nor notice. The value is given in the amounts as stated and, where
the agreement indexes them, as they are indexed. Options without limit have no value with all of them, and an
agreement until further notice has none at all; both are said in words, beside what a year costs.

The figures of the law that applied when the agreement was decided are shown beside its value; where that day
is only known to the month or the year, everything that applied in it is. A comparison says which of two
figures is larger and is no verdict. A figure in euro is not compared, for no rate of exchange is known here;
nor is a value that is not known exactly enough.

Holds: 1 100 000 kr a year, 2018–2019, twice two years → 2 200 000 kr as signed, 6 600 000 kr in all.
Does not: a value with all options where their number has no limit.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.parties import Role
from iopctl.model.published import Currency
from iopctl.money import Quality
from iopctl.period import Period
from iopctl.rules import budget, extension, figure, shares, stretches, term
from iopctl.rules.budget import NoFigure
from iopctl.rules.figure import Figure
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.model.agreement import Agreement
    from iopctl.model.published import DatedLimit, Threshold
    from iopctl.period import RoughDay
    from iopctl.problem import Finding
    from iopctl.rules.budget import Budget
    from iopctl.rules.known import Known
    from iopctl.rules.stretches import Stretch
    from iopctl.rules.term import Standing


class Scope(StrEnum):
    """How much of the agreement is counted."""

    SIGNED = "signed"
    DECIDED = "decided"
    ALL = "all_options"


class Prices(StrEnum):
    """In which amounts it is counted."""

    STATED = "stated"
    INDEXED = "indexed"


class Sides(Struct):
    """What each side puts in, what comes from third parties, and all of it together."""

    public: Figure
    civil: Figure
    third: Figure
    total: Figure


class Worth(Struct):
    """The value of a part of the agreement, in one kind of amounts."""

    scope: Scope
    prices: Prices
    period: Period
    """The days that it counts."""
    sides: Sides
    years: tuple[Stretch, ...]
    """The years that it adds up: calendar years, agreement years, or all of it at once."""


class NoWorth(Struct):
    """A part of the agreement that has no value, and why."""

    scope: Scope
    prices: Prices
    period: Period | None
    reason: Finding


class Year(Struct):
    """What a year costs, where the whole agreement has no value."""

    year: int
    sides: Sides


class Value(Struct):
    """What the agreement is worth, as of a day."""

    as_of: date
    worths: tuple[Worth | NoWorth, ...]
    """Each part in the amounts as stated and, where they are indexed, as indexed."""
    year: Year | NoFigure | None
    """What a year costs; only where a part has no value because it has no end."""
    decided_on: tuple[date, date]
    """The first and last day that the agreement can have been decided: what is known of its day."""
    signed: RoughDay | None
    """When it was signed, as exactly as it is known."""
    lapsed: Finding | None
    """Why options that are left can no longer be used, if so."""

    @property
    def counted(self) -> Worth | None:
        """The widest value there is with every option: what thresholds are compared with."""
        whole = [each for each in self.worths if each.scope is Scope.ALL and isinstance(each, Worth)]
        return whole[-1] if whole else None


def value(agreement: Agreement, known: Known) -> Value:
    """Add up the years of each part of the agreement, with what counts on a day."""
    stands, signed = term.standing(agreement, known.as_of), agreement.term.signed
    year: Year | NoFigure | None = None
    if stands.reach.stop is None:
        # The calendar year of the day asked, else the first one.
        asked = max(known.as_of.year, stands.decided.first.year)
        computed = budget.of_standing(agreement, asked, known, stands)
        year = computed if isinstance(computed, NoFigure) else _year(agreement, computed)
    return Value(
        as_of=known.as_of,
        worths=tuple(_worths(agreement, stands, known)),
        year=year,
        decided_on=(signed.first, signed.last) if signed else (agreement.term.starts, agreement.term.starts),
        signed=signed,
        lapsed=extension.lapsed(agreement, stands),
    )


def _year(agreement: Agreement, computed: Budget) -> Year:
    whole = stretches.of_budget(agreement, Period.year(computed.year), computed)
    return Year(computed.year, sides(agreement, (whole,)))


def sides(agreement: Agreement, years: Sequence[Stretch]) -> Sides:
    """Add up what each side puts in over some years."""

    def side(name: str, role: Role) -> Figure:
        sums = (
            figure.summed(
                f"{name}, {year}",
                (share.figure for share in shares.of_role(agreement, year.shares, role)),
            )
            for year in years
        )
        return figure.summed(name, sums)

    return Sides(
        side("public side", Role.PUBLIC),
        side("civil side", Role.CIVIL),
        side("third parties", Role.THIRD),
        figure.summed("all parties", (year.total for year in years)),
    )


def _worths(agreement: Agreement, stands: Standing, known: Known) -> Iterator[Worth | NoWorth]:
    if stands.open_ended:
        reason = codes.NO_VALUE_OPEN_ENDED.at(("term", "ends"))
        yield NoWorth(Scope.ALL, Prices.STATED, None, reason)
        return
    signed = agreement.term.period
    periods = {
        # What was signed has no end where only notice gave it one.
        Scope.SIGNED: signed if signed.stop else signed.overlap(stands.decided),
        Scope.DECIDED: stands.decided,
        Scope.ALL: stands.reach,
    }
    indexed = any(version.indexation is not None for version in agreement.budget)
    for scope, period in periods.items():
        if period is None:
            # Notice ended it before it started.
            continue
        if period.stop is None:
            clause = agreement.extension
            unknown = clause is not None and clause.length is None
            kind = codes.NO_VALUE_NO_LENGTH if unknown else codes.NO_VALUE_NO_LIMIT
            reason = kind.at(("extension", "options"))
            yield NoWorth(scope, Prices.STATED, None, reason)
            continue
        valued = _signed(agreement) if scope is Scope.SIGNED else agreement
        yield _worth(_unindexed(valued), known, scope, Prices.STATED, period)
        if indexed:
            yield _worth(valued, known, scope, Prices.INDEXED, period)


def _worth(
    agreement: Agreement, known: Known, scope: Scope, prices: Prices, period: Period
) -> Worth | NoWorth:
    stands = replace(term.standing(agreement, known.as_of), reach=period)
    years = stretches.of(agreement, period, known, stands)
    if isinstance(years, NoFigure):
        return NoWorth(scope, prices, period, years.reason)
    return Worth(scope, prices, period, sides(agreement, years), years)


def _signed(agreement: Agreement) -> Agreement:
    """Give the agreement with the amounts that were signed; every node keeps its place in the file."""
    signed = agreement.term.signed.last if agreement.term.signed else agreement.term.starts
    kept = (
        each if not index or each.decided_by(signed) else each.model_copy(update={"decided": date.max})
        for index, each in enumerate(agreement.budget)
    )
    return agreement.model_copy(update={"budget": tuple(kept)})


def _unindexed(agreement: Agreement) -> Agreement:
    """Give the agreement with its amounts as stated; every node keeps its place in the file."""
    versions = tuple(version.model_copy(update={"indexation": None}) for version in agreement.budget)
    return agreement.model_copy(update={"budget": versions})


class Comparison(StrEnum):
    """Where the value stands beside a figure, as two numbers."""

    ABOVE = "above"
    EQUAL = "equal"
    BELOW = "below"
    NOT_EXACT = "not_exact"
    OTHER_CURRENCY = "other_currency"
    NO_VALUE = "no_value"
    NO_FIGURE = "no_figure"


class Row(Struct):
    """One figure beside the value."""

    id: str
    """The name of its file."""
    threshold: Threshold
    limit: DatedLimit | None
    """The figure that applied; None where the file has none for that time."""
    comparison: Comparison


def beside(
    thresholds: Iterable[tuple[str, Threshold]], decided_on: tuple[date, date], public: Figure | None
) -> Iterator[Row]:
    """Show what applied when an agreement was decided beside the value of its public side."""
    period = Period.of(*decided_on)
    for name, threshold in thresholds:
        applied = [each for each in threshold.figures if period.overlap(each.period)]
        for limit in applied:
            yield Row(name, threshold, limit, _compared(limit, public))
        if not applied:
            yield Row(name, threshold, None, Comparison.NO_FIGURE)


def _compared(limit: DatedLimit, public: Figure | None) -> Comparison:
    if limit.amount.currency is not Currency.KRONOR:
        return Comparison.OTHER_CURRENCY
    if public is None:
        return Comparison.NO_VALUE
    amount, quality = limit.amount.amount, public.quality
    # What has no value comes on top.
    whole = not public.unstated
    if public.value > amount and quality in {Quality.EXACT, Quality.AT_LEAST}:
        return Comparison.ABOVE
    if public.value < amount and quality in {Quality.EXACT, Quality.AT_MOST} and whole:
        return Comparison.BELOW
    if public.value == amount and quality is Quality.EXACT and whole:
        return Comparison.EQUAL
    return Comparison.NOT_EXACT
