"""What each party puts in during a calendar year, and what that rests on.

A party's share is what gets paid, so each share is rounded first; the total is the sum of the shares, and the
lines inside a share are split so that they add up to it. A year that the term or a new version of the budget
cuts is paid as the file says, by days, by months or in full; where it does not say, the year has no figure.

Holds: 800 hours at 265 kr in the prices of 2021, 2 % a year → 220 564,80 kr in 2023.
Does not: a figure for a year after the latest possible end.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import catalogue, money
from iopctl.model.term import PartYears
from iopctl.money import Amount
from iopctl.period import Period
from iopctl.rules import contributions, extension, figure, indexation, lump_sums, status, term
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.rules.indexation import Course, Factors
from iopctl.rules.lump_sums import LumpSum
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion, Contribution
    from iopctl.problem import Finding, Where
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known
    from iopctl.rules.status import Status
    from iopctl.rules.term import Standing

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


class Budget(Struct):
    """The money of one calendar year."""

    year: int
    """The calendar year."""
    status: Status
    """How certain the money is; the weakest of the year's parts."""
    rests_on: tuple[Finding, ...]
    """What the money rests on, part by part."""
    total: Figure
    """The sum of the shares."""
    shares: tuple[Share, ...]
    """What each party puts in, in the order of the file."""
    indexed: tuple[Indexed, ...]
    """How each version of the budget that is indexed follows prices."""

    @property
    def exact(self) -> Decimal:
        """The total before rounding, in kronor."""
        return money.add(share.exact for share in self.shares)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the file."""
        lines = (line for share in self.shares for line in share.lines)
        return tuple(sorted(lines, key=lambda line: line.order))


class NoFigure(Struct):
    """A year that has no figure, and why."""

    year: int
    reason: Finding
    status: Status | None = None
    """How certain its money is, whatever it comes to; None where the agreement has none in that year."""


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


def budget(agreement: Agreement, year: int, known: Known, within: Period | None = None) -> Budget | NoFigure:
    """Compute one calendar year, or the part of it that lies within a period, with what counts on a day."""
    return of_standing(agreement, year, known, term.standing(agreement, known.as_of), within)


def open_still(agreement: Agreement, year: int, known: Known) -> Budget | NoFigure:
    """Compute what is decided of a calendar year or can still be: without options that have lapsed."""
    stands = term.standing(agreement, known.as_of)
    if extension.lapsed(agreement, stands) is not None:
        stands = replace(stands, reach=stands.decided)
    return of_standing(agreement, year, known, stands)


def of_standing(
    agreement: Agreement, year: int, known: Known, stands: Standing, within: Period | None = None
) -> Budget | NoFigure:
    """Compute the same of a term that stands as it is told."""
    asked = Period.year(year).overlap(within) if within else Period.year(year)
    counted = stands.reach.overlap(asked) if asked else None
    if counted is None:
        return NoFigure(year, _outside(agreement, stands, year))
    segments = tuple(status.segments(agreement, stands, counted))
    certain = status.weakest(segments)
    pieces = tuple(_pieces(agreement, counted, known))
    refusal = (
        _unsplittable(agreement, stands, counted, pieces)
        or _unpayable(agreement, year, counted, pieces)
        or next(_unspread(agreement, pieces), None)
        or next(filter(None, (indexation.refusal(piece.course) for piece in pieces)), None)
    )
    if refusal is not None:
        return NoFigure(year, refusal, certain)
    factors = tuple(Factors.of(piece.course) for piece in pieces)
    shares = _shares(agreement, year, pieces, factors)
    indexed = map(indexation.applied, factors)
    return Budget(
        year=year,
        status=certain,
        rests_on=(*(segment.reason for segment in segments), *_undated(agreement, counted, known.as_of)),
        total=figure.made("total", Unit.KRONOR, Step.SUM, *(share.figure for share in shares)),
        shares=shares,
        indexed=tuple(each for each in indexed if each is not None),
    )


def _undated(agreement: Agreement, counted: Period, as_of: date) -> Iterator[Finding]:
    """Find amounts that do not count yet, only because the day of their decision is missing."""
    for index, version in enumerate(agreement.budget[1:], start=1):
        applies = counted.overlap(Period(version.since, None)) is not None
        if applies and version.decided is None and not version.decided_by(as_of):
            yield catalogue.UNDATED_BUDGET.at(("budget", index, "from"), since=version.since)


def courses(agreement: Agreement, reach: Period, year: int, known: Known) -> tuple[tuple[Course, date], ...]:
    """Give how each version of the budget that counts in a year of a term follows prices, and from when."""
    counted = reach.overlap(Period.year(year))
    pieces = _pieces(agreement, counted, known) if counted else ()
    return tuple((piece.course, piece.span.first) for piece in pieces)


def _outside(agreement: Agreement, stands: Standing, year: int) -> Finding:
    starts = stands.reach.first
    if year < starts.year:
        return catalogue.BEFORE_THE_START.at(
            ("term", "starts"), year=year, starts=starts, first_year=starts.year
        )
    ends = stands.reach.last or starts
    where: Where = ("extension", "options") if agreement.extension else ("term", "ends")
    return catalogue.AFTER_THE_END.at(where, year=year, ends=ends, last_year=ends.year)


def _pieces(agreement: Agreement, counted: Period, known: Known) -> Iterator[_Piece]:
    """Cut the counted days by the decided versions of the budget; the first came with the agreement."""
    first = agreement.budget[0]
    decided = [
        (index, version)
        for index, version in enumerate(agreement.budget)
        if version is first or version.decided_by(known.as_of)
    ]
    stops = [*(version.since for _, version in decided[1:]), None]
    for (index, version), stop in zip(decided, stops, strict=True):
        span = counted.overlap(Period(version.since, stop))
        if span is not None:
            yield _Piece(version, index, span, known)


def _unsplittable(
    agreement: Agreement, stands: Standing, counted: Period, pieces: tuple[_Piece, ...]
) -> Finding | None:
    """Find why a part of a year has no figure of its own: the whole year is paid, whoever asks for a part."""
    year = counted.first.year
    whole = stands.reach.overlap(Period.year(year))
    by_year = any(piece.has_yearly for piece in pieces)
    if agreement.term.part_years is not PartYears.FULL or counted == whole or not by_year:
        return None
    return catalogue.PART_YEAR_NOT_FULL.at(
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
            kind = catalogue.PART_YEAR_UNSTATED
        elif rule is PartYears.MONTHS and span.whole_months is None:
            kind = catalogue.PART_YEAR_NOT_MONTHS
        elif rule is PartYears.FULL and not cut_by_term:
            kind = catalogue.PART_YEAR_NOT_FULL
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
    agreement: Agreement, year: int, pieces: tuple[_Piece, ...], factors: tuple[Factors, ...]
) -> tuple[Share, ...]:
    """Round each party's sum, and split the rounded sum over its lines."""
    unit = max(piece.version.rounding.unit for piece in pieces)
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
