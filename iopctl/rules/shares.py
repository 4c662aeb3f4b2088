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
from iopctl.rules import contributions, figure, indexation
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Contribution
    from iopctl.model.parties import Role
    from iopctl.problem import Finding, Where
    from iopctl.rules.contributions import Sum
    from iopctl.rules.indexation import Indexed, Piece
    from iopctl.rules.known import Known


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
    def where(self) -> Where:
        """Its node in the file."""
        return _node(*self.order)

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


def of(
    agreement: Agreement, counted: Period, known: Known, whole: Period | None, *, unit: Decimal | None = None
) -> Shared | Finding:
    """Compute what is put in on some days of a year; `whole` is all of the year that belongs to the term.

    Shares are rounded as the file says, at least to the unit in kronor. Without a figure, say why.
    """
    pieces = tuple(indexation.pieces(agreement, counted, known))
    refusal = next(_refusals(agreement, counted, whole, pieces), None)
    if refusal is not None:
        return refusal
    prices = [[indexation.indexed(part) for part in piece.calendar_years] for piece in pieces]
    drafts = [
        draft for piece, of in zip(pieces, prices, strict=True) for draft in _drafts(agreement, piece, of)
    ]
    unit = max([*(piece.version.rounding.unit for piece in pieces), *([unit] if unit else [])])
    own = {key: [each for each in drafts if each.contribution.by == key] for key in agreement.parties}
    sums = [
        figure.summed(agreement.parties[key].called, (line.figure for line in lines))
        for key, lines in own.items()
    ]
    rounded = [figure.made(each.what, Unit.KRONOR, Step.ROUNDED, each, rounding=unit) for each in sums]
    shares = tuple(
        Share(key, total, _split(total.value, lines, [each.figure for each in lines], unit))
        for (key, lines), total in zip(own.items(), rounded, strict=True)
    )
    return Shared(shares, tuple(each for of in prices for each in of if each is not None))


def without(whole: Sequence[Share], taken: Sequence[Share]) -> tuple[Share, ...]:
    """Give what is left of the shares when those of a part of the days are taken from them."""

    def less(all_of: Figure, part: Figure | None) -> Figure:
        return figure.made(all_of.what, all_of.unit, Step.DIFFERENCE, all_of, part) if part else all_of

    found = []
    for share, part in zip(whole, taken, strict=True):
        unit = share.figure.rounding
        gone = {line.order: line.figure.parts[0] for line in part.lines}
        exact = [less(line.figure.parts[0], gone.get(line.order)) for line in share.lines]
        value = money.EXACT.subtract(share.figure.value, part.figure.value)
        left = figure.apportioned(less(share.figure.parts[0], part.figure.parts[0]), value, unit)
        lines = [replace(line, hours=None) for line in share.lines]
        found.append(Share(share.party, left, _split(value, lines, exact, unit)))
    return tuple(found)


def following(shares: Sequence[Share], upto: Sequence[Share], before: Sequence[Share]) -> tuple[Share, ...]:
    """Round the shares of some days so that with those before them they make the shares up to their end."""
    values = [
        money.EXACT.subtract(all_of.figure.value, earlier.figure.value)
        for all_of, earlier in zip(upto, before, strict=True)
    ]
    unit = upto[0].figure.rounding
    found = []
    for share, value in zip(shares, values, strict=True):
        lines = _split(value, share.lines, [line.figure.parts[0] for line in share.lines], unit)
        printed = figure.apportioned(share.figure.parts[0], value, unit)
        found.append(Share(share.party, printed, lines))
    return tuple(found)


def in_order(shares: Iterable[Share]) -> tuple[Line, ...]:
    """Give all lines of some shares, in the order of the file."""
    return tuple(sorted((line for share in shares for line in share.lines), key=lambda line: line.order))


def of_role(agreement: Agreement, shares: Iterable[Share], role: Role) -> tuple[Share, ...]:
    """Give the shares of the parties with a role."""
    return tuple(share for share in shares if agreement.parties[share.party].role is role)


def _node(version: int, item: int) -> Where:
    return ("budget", version, "contributions", item)


def _split(value: Decimal, lines: Iterable[Line], exact: Sequence[Figure], unit: Decimal) -> tuple[Line, ...]:
    """Split a printed sum over lines by largest remainder."""
    printed = money.apportion(value, [each.value for each in exact], unit)
    return tuple(
        replace(line, figure=figure.apportioned(own, amount, unit))
        for line, own, amount in zip(lines, exact, printed, strict=True)
    )


def _refusals(
    agreement: Agreement, counted: Period, whole: Period | None, pieces: tuple[Piece, ...]
) -> Iterator[Finding]:
    """Find why the days have no figure: nothing is guessed that the file does not state."""
    rule, year = agreement.term.part_years, counted.first.year
    yield from _unknown(agreement, year, pieces)
    by_year = [piece for piece in pieces if any(map(_needs_rule, piece.version.lines))]
    if rule is PartYears.FULL and counted != whole and by_year:
        # The whole year is paid, whoever asks for a part.
        where = ("term", "part_years")
        yield codes.PART_YEAR_NOT_FULL.at(where, year=year, first=counted.first, last=counted.last)
    for piece in by_year:
        for part in piece.calendar_years if _agreement_years(agreement, piece) is None else ():
            if part.span != Period.year(part.year):
                yield from _cut(part, rule, by_term=piece.span == counted)
    for piece in pieces:
        for item, contribution in enumerate(piece.version.lines):
            if contribution.basis.lump:
                lump = contributions.whole(agreement, _node(piece.index, item), piece.known.as_of)
                yield from lump.refusals(piece.span)
    for piece in pieces:
        for part in piece.calendar_years:
            yield from indexation.refusals(part)


def _unknown(agreement: Agreement, year: int, pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    """Find days of which no amount is known at all."""
    if not pieces:
        yield codes.NO_MONEY_STATED.at(("budget",), year=year)
    for piece in pieces:
        if not _any_known(agreement, piece):
            first, last = piece.span.first, piece.span.last
            where = (*piece.where, "contributions")
            # What is put in is listed, although it counts nowhere.
            lines = ", ".join(each.name for each in piece.version.lines)
            kind = codes.NO_VALUE_STATED if lines else codes.NO_AMOUNT_STATED
            yield kind.at(where, on_key=True, year=year, lines=lines, first=first, last=last)


def unknown_from(agreement: Agreement, counted: Period, known: Known) -> date | None:
    """Find the first of some days of which no amount is known at all; None where one of each is."""
    pieces = tuple(indexation.pieces(agreement, counted, known))
    unknown = (piece.span.first for piece in pieces if not _any_known(agreement, piece))
    return next(unknown, None) if pieces else counted.first


def _any_known(agreement: Agreement, piece: Piece) -> bool:
    return any(_known(agreement, piece, item, each) for item, each in enumerate(piece.version.lines))


def _known(agreement: Agreement, piece: Piece, item: int, contribution: Contribution) -> bool:
    """Tell whether it is known what a line comes to in a piece, at least in part."""
    if not contributions.has_value(contribution) or not contribution.basis.lump:
        return contributions.has_value(contribution)
    lump = contributions.whole(agreement, _node(piece.index, item), piece.known.as_of)
    return not _left_open(piece, lump) or bool(lump.period and lump.period.overlap(piece.span))


def _left_open(piece: Piece, lump: Sum) -> bool:
    """Tell whether days follow the term that a lump sum is given in, and its party has nothing else."""
    by, stop = lump.contribution.by, piece.span.stop
    after = lump.until is not None and (stop is None or stop > lump.until)
    return after and all(each.basis.lump for each in piece.version.lines if each.by == by)


def _needs_rule(contribution: Contribution) -> bool:
    """Tell whether a part of a year has a part of it: what has no value keeps no figure back."""
    return not contribution.basis.lump and contributions.has_value(contribution)


def _cut(piece: Piece, rule: PartYears | None, *, by_term: bool) -> Iterator[Finding]:
    """Find why a part of a year cannot be paid as the file says, cut by the term or by another version."""
    span = piece.span
    if rule is None:
        kind = codes.PART_YEAR_UNSTATED
    elif rule is PartYears.MONTHS and span.whole_months is None:
        kind = codes.PART_YEAR_NOT_MONTHS
    elif rule is PartYears.FULL and not by_term:
        kind = codes.PART_YEAR_NOT_FULL
    else:
        return
    where: Where = ("term",) if by_term else (*piece.where, "from")
    yield kind.at(where, on_key=by_term, year=piece.year, first=span.first, last=span.last)


def _agreement_years(agreement: Agreement, piece: Piece) -> int | None:
    """Count the years of a piece from its first day, each worth the amount of a year.

    None where its days are counted calendar year by calendar year: where the file says how a part of a year
    is paid, prices change within the piece, or days are left over.
    """
    prices = {part.indexation and part.level for part in piece.calendar_years}
    return piece.span.years_long if agreement.term.part_years is None and len(prices) == 1 else None


def _drafts(agreement: Agreement, piece: Piece, prices: list[Indexed | None]) -> Iterator[Line]:
    """Compute each contribution of a version in a piece, exactly, with the prices of its calendar years."""
    rule, years, parts = agreement.term.part_years, _agreement_years(agreement, piece), piece.calendar_years

    def of_piece(amounts: list[Figure]) -> Figure:
        """Give what the piece has of the amounts of its calendar years, alike in agreement years."""
        first, *others = amounts
        if years:
            count = figure.given("agreement years", Decimal(years), Unit.YEARS)
            return first if years == 1 else figure.made(first.what, first.unit, Step.PRODUCT, first, count)
        found = [_part(*each, rule) for each in zip(amounts, parts, strict=True)]
        return figure.made(first.what, first.unit, Step.SUM, *found) if others else found[0]

    cut = [part for part in parts if part.span != Period.year(part.year)] if years is None else []
    divided = not any(finding for part in cut for finding in _cut(part, rule, by_term=True))
    for item, contribution in enumerate(piece.version.lines):
        whole = contributions.whole(agreement, _node(piece.index, item), piece.known.as_of)
        hours = contributions.hours(contribution, whole.where) if divided else None
        if contribution.basis.lump:
            exact = whole.within(piece.span)
            if _left_open(piece, whole):
                rest = figure.unstated(contribution.name, whole.where)
                exact = figure.made(exact.what, exact.unit, Step.SUM, exact, rest) if exact.value else rest
        elif whole.figure.unstated:
            exact = whole.figure
        else:
            exact = of_piece([each.amount(whole.figure) if each else whole.figure for each in prices])
        yield Line(
            contribution=contribution,
            figure=exact,
            hours=None if hours is None else of_piece([hours for _ in parts]),
            price_year=piece.version.price_year,
            span=piece.span,
            order=(piece.index, item),
        )


def _part(whole: Figure, part: Piece, rule: PartYears | None) -> Figure:
    year = Period.year(part.year)
    if part.span == year or rule is None or rule is PartYears.FULL:
        return whole
    return figure.part_of_period(whole, part.span, year, "year", months=rule is PartYears.MONTHS)
