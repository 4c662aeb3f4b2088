"""What each party puts in during some days of a calendar year: its share, and the lines that make it up.

A party's share is what gets paid, so each share is rounded first; the lines inside a share are split so that
they add up to it. A year that the term or a new version of the budget cuts is paid as the file says, by days,
by months or in full; where it does not say, the days have no figure.

Holds: 800 hours at 265 kr in the prices of 2021, 2 % a year → 220 564,80 kr in 2023.
Does not: a figure for May to December where the file does not say how a part of a year is paid.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes, money
from iopctl.model.term import PartYears
from iopctl.money import Amount
from iopctl.period import Period
from iopctl.rules import contributions, figure, indexation, lump_sums
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.rules.indexation import Course, Factors
from iopctl.rules.lump_sums import LumpSum
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Contribution
    from iopctl.problem import Finding, Where
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known

# As exactly as a percentage is shown, so that the printed ones add up to 100,0 %.
_FRACTION_UNIT = Decimal("0.001")
_MONTHS_IN_A_YEAR = 12


class Line(Struct):
    """One contribution in one year."""

    contribution: Contribution
    """The line as the file states it."""
    figure: Figure
    """The printed amount; its one part is the exact one."""
    hours: Figure | None
    """The hours of the year, where there are any."""
    price_year: int | None
    """The year in whose prices the rate is, where one is stated."""
    span: Period
    """The days of the year that it counts for."""
    order: tuple[int, int]
    """Where it stands in the file: which version of the budget, which of its lines."""

    @property
    def amount(self) -> Amount:
        """The printed amount with its quality."""
        return self.figure.amount

    @property
    def exact(self) -> Decimal:
        """The amount before rounding, in kronor."""
        return self.figure.parts[0].value


class Share(Struct):
    """What one party puts in."""

    party: str
    """The party's key in the file."""
    figure: Figure
    """The amount that is paid, rounded; its one part is the exact sum of the lines."""
    fraction: Decimal | None
    """Of the total, to three decimals; all of them make one. None where the total is nothing."""
    lines: tuple[Line, ...]
    """Its contributions, in the order of the file."""

    @property
    def exact(self) -> Decimal:
        """The amount before rounding, in kronor."""
        return self.figure.parts[0].value


class Shared(Struct):
    """What the parties put in, and how it follows prices."""

    shares: tuple[Share, ...]
    """What each party puts in, in the order of the file."""
    indexed: tuple[Indexed, ...]
    """How each version of the budget that is indexed follows prices."""


class _Piece(Struct):
    """The part of a year in which one version of the budget counts."""

    version: BudgetVersion
    index: int
    span: Period
    known: Known

    @property
    def where(self) -> Where:
        """Its node in the file."""
        return ("budget", self.index)

    @property
    def has_yearly(self) -> bool:
        """Whether any of its contributions is so much a year, and not one sum for several."""
        return any(not each.basis.lump for each in self.version.contributions)

    @property
    def course(self) -> Course:
        """How its amounts follow prices."""
        return Course(self.version, self.where, self.span.first.year, self.known)


class _Draft(Struct):
    """One contribution in one piece of a year, before anything is rounded."""

    contribution: Contribution
    exact: Figure
    hours: Figure | None
    price_year: int | None
    span: Period
    order: tuple[int, int]


def of(
    agreement: Agreement, counted: Period, known: Known, whole: Period | None, *, unit: Decimal | None = None
) -> Shared | Finding:
    """Compute what is put in on some days of a year; `whole` is all of the year that belongs to the term.

    Shares are rounded as the file says, at least to the unit in kronor. Without a figure, say why.
    """
    year = counted.first.year
    pieces = tuple(_pieces(agreement, counted, known))
    refusal = (
        _unsplittable(agreement, whole, counted, pieces)
        or _unpayable(agreement, year, counted, pieces)
        or next(_unspread(agreement, pieces), None)
        or next(filter(None, (indexation.refusal(piece.course) for piece in pieces)), None)
    )
    if refusal is not None:
        return refusal
    factors = tuple(Factors.of(piece.course) for piece in pieces)
    indexed = map(indexation.applied, factors)
    return Shared(
        _shares(agreement, pieces, factors, unit), tuple(each for each in indexed if each is not None)
    )


def without(whole: Sequence[Share], taken: Sequence[Share]) -> tuple[Share, ...]:
    """Give what is left of the shares when those of a part of the days are taken from them."""
    return tuple(_rest(share, part) for share, part in zip(whole, taken, strict=True))


def following(shares: Sequence[Share], upto: Sequence[Share], before: Sequence[Share]) -> tuple[Share, ...]:
    """Round the shares of some days so that with those before them they make the shares up to their end."""
    values = [
        money.EXACT.subtract(all_of.figure.value, earlier.figure.value)
        for all_of, earlier in zip(upto, before, strict=True)
    ]
    unit = upto[0].figure.rounding
    return tuple(
        replace(
            share,
            figure=figure.apportioned(share.figure.parts[0], value, unit),
            fraction=fraction,
            lines=tuple(
                replace(line, figure=figure.apportioned(line.figure.parts[0], printed, unit))
                for line, printed in zip(
                    share.lines,
                    money.apportion(value, [each.exact for each in share.lines], unit),
                    strict=True,
                )
            ),
        )
        for share, value, fraction in zip(shares, values, fractions(values), strict=True)
    )


def _rest(share: Share, taken: Share) -> Share:
    unit = share.figure.rounding
    gone = {line.order: line.figure.parts[0] for line in taken.lines}
    lines = [_less(line.figure.parts[0], gone.get(line.order)) for line in share.lines]
    value = money.EXACT.subtract(share.figure.value, taken.figure.value)
    printed = money.apportion(value, [each.value for each in lines], unit)
    exact = _less(share.figure.parts[0], taken.figure.parts[0])
    return Share(
        share.party,
        figure.apportioned(exact, value, unit),
        None,
        tuple(
            replace(line, figure=figure.apportioned(each, amount, unit), hours=None)
            for line, each, amount in zip(share.lines, lines, printed, strict=True)
        ),
    )


def _less(whole: Figure, taken: Figure | None) -> Figure:
    return figure.made(whole.what, whole.unit, Step.DIFFERENCE, whole, taken) if taken else whole


def in_order(shares: Iterable[Share]) -> tuple[Line, ...]:
    """Give all lines of some shares, in the order of the file."""
    return tuple(sorted((line for share in shares for line in share.lines), key=lambda line: line.order))


def courses(agreement: Agreement, reach: Period, year: int, known: Known) -> tuple[tuple[Course, date], ...]:
    """Give how each version of the budget that counts in a year of a term follows prices, and from when."""
    counted = reach.overlap(Period.year(year))
    pieces = _pieces(agreement, counted, known) if counted else ()
    return tuple((piece.course, piece.span.first) for piece in pieces)


def in_force(agreement: Agreement, as_of: date) -> dict[int, Period]:
    """Give the days of each version of the budget that counts; the first came with the agreement."""
    counts = [
        index for index, version in enumerate(agreement.budget) if not index or version.decided_by(as_of)
    ]
    stops = [*(agreement.budget[index].since for index in counts[1:]), None]
    return {
        index: Period(agreement.budget[index].since, stop) for index, stop in zip(counts, stops, strict=True)
    }


def _pieces(agreement: Agreement, counted: Period, known: Known) -> Iterator[_Piece]:
    """Cut the counted days by the decided versions of the budget."""
    for index, period in in_force(agreement, known.as_of).items():
        span = counted.overlap(period)
        if span is not None:
            yield _Piece(agreement.budget[index], index, span, known)


def _unsplittable(
    agreement: Agreement, whole: Period | None, counted: Period, pieces: tuple[_Piece, ...]
) -> Finding | None:
    """Find why a part of a year has no figure of its own: the whole year is paid, whoever asks for a part."""
    year = counted.first.year
    by_year = any(piece.has_yearly for piece in pieces)
    if agreement.term.part_years is not PartYears.FULL or counted == whole or not by_year:
        return None
    return codes.PART_YEAR_NOT_FULL.at(
        ("term", "part_years"), year=year, first=counted.first, last=counted.last
    )


def _unpayable(
    agreement: Agreement, year: int, counted: Period, pieces: tuple[_Piece, ...]
) -> Finding | None:
    """Find why a year that is cut cannot be computed: nothing is guessed that the file does not state."""
    rule = agreement.term.part_years
    for piece in pieces:
        span = piece.span
        if span == Period.year(year) or not piece.has_yearly:
            continue
        cut_by_term = span == counted
        where: Where = ("term",) if cut_by_term else (*piece.where, "from")
        if rule is None:
            kind = codes.PART_YEAR_UNSTATED
        elif rule is PartYears.MONTHS and span.whole_months is None:
            kind = codes.PART_YEAR_NOT_MONTHS
        elif rule is PartYears.FULL and not cut_by_term:
            kind = codes.PART_YEAR_NOT_FULL
        else:
            continue
        return kind.at(where, on_key=cut_by_term, year=year, first=span.first, last=span.last)
    return None


def _unspread(agreement: Agreement, pieces: tuple[_Piece, ...]) -> Iterator[Finding]:
    """Find the lump sums of which nobody can tell what falls on the year."""
    for piece in pieces:
        for index, contribution in enumerate(piece.version.contributions):
            where = (*piece.where, "contributions", index)
            if contribution.basis.lump:
                refusal = lump_sums.refusal(_lump(agreement, piece, where))
                if refusal is not None:
                    yield refusal


def _shares(
    agreement: Agreement, pieces: tuple[_Piece, ...], factors: tuple[Factors, ...], least: Decimal | None
) -> tuple[Share, ...]:
    """Round each party's sum, and split the rounded sum over its lines."""
    unit = max([*(piece.version.rounding.unit for piece in pieces), *([least] if least else [])])
    year = pieces[0].span.first.year
    drafts = [
        draft
        for piece, prices in zip(pieces, factors, strict=True)
        for draft in _drafts(agreement, year, piece, prices)
    ]
    rounded = {}
    for key, party in agreement.parties.items():
        lines = (draft.exact for draft in drafts if draft.contribution.by == key)
        exact = figure.made(party.called, Unit.KRONOR, Step.SUM, *lines)
        rounded[key] = figure.made(party.called, Unit.KRONOR, Step.ROUNDED, exact, rounding=unit)
    parts = fractions([share.value for share in rounded.values()])
    return tuple(
        Share(key, share, fraction, _lines(share, [each for each in drafts if each.contribution.by == key]))
        for (key, share), fraction in zip(rounded.items(), parts, strict=True)
    )


def _lines(share: Figure, drafts: list[_Draft]) -> tuple[Line, ...]:
    printed = money.apportion(share.value, [draft.exact.value for draft in drafts], share.rounding)
    return tuple(
        Line(
            draft.contribution,
            figure.apportioned(draft.exact, value, share.rounding),
            draft.hours,
            draft.price_year,
            draft.span,
            draft.order,
        )
        for draft, value in zip(drafts, printed, strict=True)
    )


def fractions(shares: list[Decimal]) -> list[Decimal | None]:
    """Give what each share is of their sum, to three decimals that make one; None of nothing."""
    total = money.add(shares)
    if not total:
        return [None for _ in shares]
    exact = [money.EXACT.divide(share, total) for share in shares]
    return list(money.apportion(Decimal(1), exact, _FRACTION_UNIT))


def _drafts(agreement: Agreement, year: int, piece: _Piece, prices: Factors) -> Iterator[_Draft]:
    """Compute each contribution of a version, exactly."""
    for index, contribution in enumerate(piece.version.contributions):
        where = (*piece.where, "contributions", index)
        hours = contributions.hours(contribution, where)
        rule = agreement.term.part_years
        yield _Draft(
            contribution=contribution,
            exact=_exact(agreement, contribution, piece, where, prices),
            hours=None if hours is None else _part(hours, piece, year, rule),
            price_year=piece.version.price_year,
            span=piece.span,
            order=(piece.index, index),
        )


def _exact(
    agreement: Agreement, contribution: Contribution, piece: _Piece, where: Where, prices: Factors
) -> Figure:
    """Compute what a contribution comes to in a piece of a year."""
    whole = contributions.whole(contribution, where, agreement.places)
    if contribution.basis.lump:
        return lump_sums.share(_lump(agreement, piece, where), whole)
    of_year = indexation.indexed(whole, prices)
    return _part(of_year, piece, piece.span.first.year, agreement.term.part_years)


def _lump(agreement: Agreement, piece: _Piece, where: Where) -> LumpSum:
    return LumpSum.of(agreement, where, piece.span, piece.known.as_of)


def _part(whole: Figure, piece: _Piece, year: int, rule: PartYears | None) -> Figure:
    """Cut a year's figure to the piece of the year that counts."""
    if piece.span == Period.year(year) or rule is None or rule is PartYears.FULL:
        return whole
    if rule is PartYears.DAYS:
        unit, counted, of = Unit.DAYS, piece.span.days, Period.year(year).days
    else:
        unit, counted, of = Unit.MONTHS, piece.span.whole_months or 0, _MONTHS_IN_A_YEAR
    return figure.made(
        whole.what,
        whole.unit,
        Step.PART,
        whole,
        figure.given(f"{unit} that count", Decimal(counted), unit),
        figure.given(f"{unit} of the year", Decimal(of), unit),
    )
