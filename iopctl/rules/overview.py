"""One agreement in one line, and its term over the years: its state, its money, and what is to be done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.model.parties import Role
from iopctl.period import Period
from iopctl.rules import budget, deadlines, extension
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.money import Amount
    from iopctl.period import RoughDay
    from iopctl.problem import Finding
    from iopctl.rules.budget import Budget
    from iopctl.rules.deadlines import Deadline, Routine
    from iopctl.rules.extension import State
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


class Side(Struct):
    """What the public or the civil parties put in together."""

    amount: Amount
    """The sum of their shares, as they are paid."""
    exact: Decimal
    """The same before rounding, in kronor."""


class Overview(Struct):
    """One line of the register."""

    as_of: date
    state: State
    why: Finding
    """What decides the state."""
    stands: Standing
    lapsed: bool
    """Whether the options that are left can no longer be used."""
    year: Budget | NoFigure
    public: Side | None
    """What the public parties put in this year; None where the year has no figure."""
    civil: Side | None
    deadlines: tuple[Deadline, ...]
    """Everything that is to be done, in order of its day."""

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """What should have been done already."""
        return tuple(each for each in self.deadlines if each.overdue(self.as_of))

    @property
    def next(self) -> Deadline | None:
        """What comes next; where nothing does, the last thing that should have been done already.

        What is long overdue, such as a meeting that was never recorded, does not hide what is coming.
        """
        coming = self.deadlines[len(self.overdue) :]
        return next(iter([*coming, *reversed(self.overdue)]), None)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The codes of the series whose assumed values this year's money rests on."""
        return () if isinstance(self.year, NoFigure) else self.year.total.assumed


def overview(agreement: Agreement, known: Known, routine: Routine) -> Overview:
    """Sum up an agreement with what counts on a day."""
    as_of = known.as_of
    year = budget.open_still(agreement, as_of.year, known)
    verdict = extension.verdict(agreement, as_of)
    return Overview(
        as_of=as_of,
        state=verdict.state,
        why=verdict.reasons[0],
        stands=extension.standing(agreement, as_of),
        lapsed=verdict.lapsed is not None,
        year=year,
        public=_side(agreement, year, Role.PUBLIC),
        civil=_side(agreement, year, Role.CIVIL),
        deadlines=deadlines.deadlines(agreement, known, routine),
    )


def _side(agreement: Agreement, year: Budget | NoFigure, role: Role) -> Side | None:
    if isinstance(year, NoFigure):
        return None
    shares = [share for share in year.shares if agreement.parties[share.party].role is role]
    paid = money.total(share.figure.amount for share in shares)
    return Side(paid, money.add(share.exact for share in shares))


# --- the timeline


class SpanKind(StrEnum):
    """What a period of the timeline is."""

    TERM = "term"
    EXTENDED = "extended"
    RENEWED = "renewed"
    PROPOSED = "proposed"
    DECLINED = "declined"
    UNUSED = "unused"


class MarkKind(StrEnum):
    """What happens on a day of the timeline."""

    NOTICE = "notice"
    AMENDMENT = "amendment"
    BUDGET = "budget"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    AS_OF = "as_of"


class Span(Struct):
    """A period of the timeline."""

    kind: SpanKind
    period: Period


class Mark(Struct):
    """A day of the timeline."""

    kind: MarkKind
    on: date
    what: str = ""
    known: RoughDay | None = None
    """The same day where it is known only to the month or the year."""


class Timeline(Struct):
    """An agreement's term over whole calendar years."""

    scale: Period
    """From the first day of the first year to the last day of the last one."""
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]

    @property
    def years(self) -> range:
        """The calendar years of the scale."""
        return self.scale.whole_years


def timeline(agreement: Agreement, stands: Standing, deadlines: tuple[Deadline, ...]) -> Timeline:
    """Set out an agreement's term as it is known on a day.

    Periods that hold are cut where notice ends the agreement; options that have not been used begin after
    them, and after a proposed extension. The first version of the budget came with the agreement and is no
    news.

    Holds: a term 2018–2019, an extension 2020–2021 decided, one option of two years left → unused 2022–2023.
    Does not: the same under notice, which leaves nothing unused.
    """
    spans, marks = tuple(_spans(agreement, stands)), tuple(_marks(agreement, stands, deadlines))
    days = [mark.on for mark in marks]
    days += [span.period.first for span in spans]
    days += [span.period.last for span in spans if span.period.last is not None]
    # What has no end goes on for at least a year beyond everything that is known.
    open_ended = any(span.period.last is None for span in spans)
    last_year = Period.year(max(days).year + open_ended)
    return Timeline(Period(Period.year(min(days).year).first, last_year.stop), spans, marks)


def _spans(agreement: Agreement, stands: Standing) -> Iterator[Span]:
    held = [(SpanKind.TERM, agreement.term.period)]
    held += [
        (SpanKind.RENEWED if each.item is None else SpanKind.EXTENDED, each.period)
        for each in stands.extended
    ]
    for kind, period in held:
        left = period.overlap(stands.decided)
        if left is not None:
            yield Span(kind, left)
    unused = stands.decided.stop
    if stands.proposal is not None:
        proposed = stands.proposal.extension.period
        yield Span(SpanKind.PROPOSED, proposed)
        unused = proposed.stop
    for each in agreement.extensions:
        if each.declined_by(stands.as_of):
            yield Span(SpanKind.DECLINED, each.period)
    reach = stands.reach.stop
    if unused is not None and (reach is None or unused < reach):
        yield Span(SpanKind.UNUSED, Period(unused, reach))


def _marks(agreement: Agreement, stands: Standing, deadlines: tuple[Deadline, ...]) -> Iterator[Mark]:
    as_of, starts = stands.as_of, stands.decided.first
    if stands.notice_given is not None:
        yield Mark(MarkKind.NOTICE, stands.notice_given.on)
    for amendment in agreement.amendments:
        if amendment.decided_by(as_of):
            since = amendment.since
            rough = since if since.day is None and since.first >= starts else None
            yield Mark(MarkKind.AMENDMENT, max(since.first, starts), amendment.note, rough)
    for version in agreement.budget[1:]:
        if version.decided_by(as_of):
            yield Mark(MarkKind.BUDGET, max(version.since, starts))
    for deadline in deadlines:
        kind = MarkKind.OVERDUE if deadline.overdue(as_of) else MarkKind.DEADLINE
        yield Mark(kind, deadline.on, deadline.what.message)
    yield Mark(MarkKind.AS_OF, as_of)
