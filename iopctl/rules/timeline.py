"""The term of an agreement over the years: its periods, and the days on which something happens.

Only what is known on the day asked is shown. Periods that hold are cut where notice ends the agreement;
options that have not been used begin after them, and after a proposed extension. The first version of the
budget came with the agreement and is no news.

Holds: a term 2018–2019, an extension 2020–2021 decided, one option of two years left → unused 2022–2023.
Does not: the same under notice, which leaves nothing unused.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl.period import Period
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.period import RoughDay
    from iopctl.rules.deadlines import Deadline
    from iopctl.rules.term import Standing


class Stretch(StrEnum):
    """What a period of the timeline is."""

    TERM = "term"
    EXTENDED = "extended"
    RENEWED = "renewed"
    PROPOSED = "proposed"
    DECLINED = "declined"
    UNUSED = "unused"


class Event(StrEnum):
    """What happens on a day of the timeline."""

    NOTICE = "notice"
    AMENDMENT = "amendment"
    BUDGET = "budget"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    AS_OF = "as_of"


class Span(Struct):
    """A period of the timeline."""

    kind: Stretch
    period: Period


class Mark(Struct):
    """A day of the timeline."""

    kind: Event
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
        last = self.scale.last or self.scale.first
        return range(self.scale.first.year, last.year + 1)


def timeline(agreement: Agreement, stands: Standing, deadlines: Iterable[Deadline]) -> Timeline:
    """Set out an agreement's term as it is known on a day."""
    spans, marks = tuple(_spans(agreement, stands)), tuple(_marks(agreement, stands, deadlines))
    days = [mark.on for mark in marks]
    days += [span.period.first for span in spans]
    days += [span.period.last for span in spans if span.period.last is not None]
    # What has no end goes on for at least a year beyond everything that is known.
    open_ended = any(span.period.last is None for span in spans)
    last_year = Period.year(max(days).year + open_ended)
    return Timeline(Period(Period.year(min(days).year).first, last_year.stop), spans, marks)


def _spans(agreement: Agreement, stands: Standing) -> Iterator[Span]:
    held = [(Stretch.TERM, agreement.term.period)]
    held += [
        (Stretch.RENEWED if each.item is None else Stretch.EXTENDED, each.period) for each in stands.extended
    ]
    for kind, period in held:
        left = period.overlap(stands.decided)
        if left is not None:
            yield Span(kind, left)
    extensions = agreement.extension.extensions if agreement.extension else ()
    unused = stands.decided.stop
    if stands.proposal is not None:
        proposed = extensions[stands.proposal].period
        yield Span(Stretch.PROPOSED, proposed)
        unused = proposed.stop
    for each in extensions:
        if each.declined_by(stands.as_of):
            yield Span(Stretch.DECLINED, each.period)
    reach = stands.reach.stop
    if unused is not None and (reach is None or unused < reach):
        yield Span(Stretch.UNUSED, Period(unused, reach))


def _marks(agreement: Agreement, stands: Standing, deadlines: Iterable[Deadline]) -> Iterator[Mark]:
    as_of, starts = stands.as_of, stands.decided.first
    if stands.notice_given is not None:
        yield Mark(Event.NOTICE, stands.notice_given.on)
    for amendment in agreement.amendments:
        if amendment.decided_by(as_of):
            since = amendment.since
            rough = since if since.day is None and since.first >= starts else None
            yield Mark(Event.AMENDMENT, max(since.first, starts), amendment.note, rough)
    for version in agreement.budget[1:]:
        if version.decided_by(as_of):
            yield Mark(Event.BUDGET, max(version.since, starts))
    for deadline in deadlines:
        kind = Event.OVERDUE if deadline.overdue(as_of) else Event.DEADLINE
        yield Mark(kind, deadline.on, deadline.what.message)
    yield Mark(Event.AS_OF, as_of)
