"""The term as it stands on a day: what is decided, and how far it can still be extended.

Two kinds of date are kept apart: the day from which something applies, and the day on which it was decided.
Asked as of a day, what was decided after it does not count. A proposed extension does not lengthen the term,
nor does one that was decided on a condition that is not met yet. An agreement that renews itself has done so
from the day after the last one for notice; notice that was given ends it.

Holds: a term to 2019-12-31 with an extension to 2021-12-31, decided → as of 2020-06-01 it ends 2021-12-31.
Does not: the same extension, only proposed → it ends 2019-12-31, whatever the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.model.extension import Status
from iopctl.period import LAST_YEAR, Period, last_day
from iopctl.rules import notice
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import ExtensionClause
    from iopctl.model.term import NoticeGiven
    from iopctl.problem import Where


class Options(Struct):
    """How many options the clause gives and how many extensions have used; None is without limit."""

    total: int | None
    """How many the clause gives; None is without limit."""
    used: int
    """How many extensions have used, decided or tacit."""
    closed: bool = False
    """Whether nobody can use one any more: notice was given, it is too late, or the next was declined."""

    @property
    def unused(self) -> int | None:
        """How many were never used; None without limit."""
        return None if self.total is None else self.total - self.used

    @property
    def left(self) -> int | None:
        """How many can still be used; None without limit."""
        return 0 if self.closed else self.unused


class Extended(Struct):
    """One extension of the term that holds."""

    period: Period
    """Its first and last day."""
    item: int | None
    """Its position in the file; None where the agreement renewed itself."""


class Standing(Struct):
    """The term as of a day."""

    as_of: date
    agreed: bool
    """Whether the agreement itself was decided by that day."""
    decided: Period
    """The term with every extension that holds by that day, cut short by notice that was given by then."""
    extended: tuple[Extended, ...]
    """The extensions that hold by that day, in order."""
    options: Options
    reach: Period
    """The term when every option is used as well; without an end also where options have no limit."""
    proposal: int | None
    """The position of the extension that was on the table and did not hold by that day."""
    notice_given: NoticeGiven | None
    """The notice that was given by that day."""

    @property
    def open_ended(self) -> bool:
        """Whether the agreement runs until further notice."""
        return self.decided.stop is None

    @property
    def end_stands_at(self) -> Where:
        """The node of the file that the end of the decided term stands at."""
        if self.notice_given is not None:
            return ("term", "notice_given")
        if not self.extended:
            return ("term", "ends")
        item = self.extended[-1].item
        return ("extension", "renewal") if item is None else ("extension", "extensions", item, "ends")


def standing(agreement: Agreement, as_of: date) -> Standing:
    """Find how the term stands on a day."""
    clause = agreement.extension
    given = agreement.term.notice_given
    given = given if given is not None and given.on <= as_of else None
    extended, pending = _decided(clause, as_of)
    extended += _renewed(agreement, extended, given, as_of)
    last = extended[-1].period if extended else agreement.term.period
    decided = Period(agreement.term.starts, last.stop)
    options = Options(clause.options if clause else 0, len(extended), closed=given is not None)
    if given is not None:
        decided = Period.of(decided.first, notice.end(agreement, given, decided.last))
    return Standing(
        as_of=as_of,
        agreed=agreement.term.decided_by(as_of),
        decided=decided,
        extended=extended,
        options=options,
        reach=decided if given else _reach(decided, clause, options.unused),
        proposal=pending,
        notice_given=given,
    )


def next_period(decided: Period, clause: ExtensionClause) -> Period | None:
    """Give the period that one more option adds to a term; None where the clause reaches no further."""
    first = decided.stop
    if first is None:
        return None
    lasts = [clause.until, last_day(first, clause.length) if clause.length else None]
    last = min((day for day in lasts if day is not None), default=None)
    return None if last is None or last < first else Period.of(first, last)


def _decided(clause: ExtensionClause | None, as_of: date) -> tuple[tuple[Extended, ...], int | None]:
    """Find the extensions on file that hold by a day, and the position of the one on the table after them."""
    extended: list[Extended] = []
    pending: int | None = None
    for index, extension in enumerate(clause.extensions if clause else ()):
        if extension.decided_by(as_of):
            extended.append(Extended(extension.period, index))
            pending = None
        elif not extension.declined_by(as_of):
            pending = index if extension.proposed_by(as_of) else None
            # What was declined later keeps nothing from holding that was decided instead of it.
            if extension.status is not Status.DECLINED:
                break
    return tuple(extended), pending


def _renewed(
    agreement: Agreement, extended: tuple[Extended, ...], given: NoticeGiven | None, as_of: date
) -> tuple[Extended, ...]:
    """Find the periods by which the agreement renewed itself, since nobody gave notice in time."""
    clause = agreement.extension
    if clause is None or not agreement.renews_itself:
        return ()
    # Notice that came too late for one period still keeps the next one from following.
    silent_until = given.on if given else as_of
    renewed: list[Extended] = []
    last = extended[-1].period if extended else agreement.term.period
    while clause.options is None or len(extended) + len(renewed) < clause.options:
        closes = notice.last_day(agreement.term.notice, last.last) if last.last else None
        coming = next_period(last, clause)
        if closes is None or coming is None or silent_until <= closes or coming.first.year > LAST_YEAR:
            break
        renewed.append(Extended(coming, None))
        last = coming
    return tuple(renewed)


def _reach(decided: Period, clause: ExtensionClause | None, left: int | None) -> Period:
    if clause is None or decided.stop is None:
        return decided
    if left is None:
        return Period.of(decided.first, clause.until and max(clause.until, decided.last or clause.until))
    reach = decided
    for _ in range(left):
        coming = next_period(reach, clause)
        if coming is None or coming.first.year > LAST_YEAR:
            break
        reach = Period(decided.first, coming.stop)
    return reach
