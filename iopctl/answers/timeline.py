"""The timeline of one agreement, as data and drawn in characters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl.rules.overview import MarkKind, SpanKind
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.rules.overview import Timeline

_GAP = 2
# The width of a timeline where there is no terminal to measure.
_WIDTH = 80
# A year and what parts it from the next one.
_YEAR = 6
_FILLS = {SpanKind.PROPOSED: "~", SpanKind.DECLINED: "x", SpanKind.UNUSED: "."}
_SIGNS = {MarkKind.OVERDUE: "!", MarkKind.AS_OF: "^"}
# What is shown where two marks of a row fall on one column.
_LOUDEST = " ^*!"


class ShownSpan(Struct):
    """A period of the timeline."""

    kind: SpanKind
    """What it is."""
    starts: date
    """Its first day."""
    ends: date | None
    """Its last day; null where it has none."""


class ShownMark(Struct):
    """A day of the timeline."""

    kind: MarkKind
    """What happens."""
    on: str
    """The day, or the month or the year where no more is known."""
    what: str
    """The same in words."""


class ShownTimeline(Struct):
    """The term over the years."""

    spans: tuple[ShownSpan, ...]
    """Its periods."""
    marks: tuple[ShownMark, ...]
    """Its days."""

    @classmethod
    def of(cls, timeline: Timeline) -> ShownTimeline:
        """Give the same timeline as data."""
        return cls(
            tuple(ShownSpan(each.kind, each.period.first, each.period.last) for each in timeline.spans),
            tuple(ShownMark(each.kind, str(each.known or each.on), each.what) for each in timeline.marks),
        )


def drawn(timeline: Timeline, width: int | None) -> str:
    """Draw a scale of years, a row for each kind of period, and a row for each kind of day.

    It is made of plain characters, which every terminal and every code page has; never wider than asked.
    """
    kinds = {*(span.kind for span in timeline.spans), *(mark.kind for mark in timeline.marks)}
    names = {kind: name for kind, name in _rows().items() if kind in kinds}
    indent = max(map(len, names.values())) + _GAP
    room = max((width or _WIDTH) - indent - 1, 1)

    def column(day: date) -> int:
        return (day - timeline.scale.first).days * room // timeline.scale.days

    # One more column than the scale has holds its end.
    rows = {name: [" "] * (room + 1) for name in names.values()}
    for span in timeline.spans:
        row, first, stop = rows[names[span.kind]], column(span.period.first), span.period.stop
        # What has no end leaves the scale; the others stand between brackets.
        last = max(column(stop), first + 1) if stop else room
        row[first:last] = _FILLS.get(span.kind, "=") * (last - first)
        if last - first > 1:
            row[first] = "["
            row[last - 1] = "]" if stop else row[last - 1]
        row[room] = row[room] if stop else ">"
    for mark in timeline.marks:
        row, at = rows[names[mark.kind]], column(mark.on)
        row[at] = max(row[at], _SIGNS.get(mark.kind, "*"), key=_LOUDEST.index)
    years, ticks = [" "] * (room + 1), [*"-" * room, "|"]
    # As many years are named as there is room for, each above its first day.
    for year in timeline.years[:: -(-_YEAR * len(timeline.years) // room)]:
        at = column(timeline.scale.first.replace(year=year))
        ticks[at] = "|"
        if at + len(str(year)) <= room + 1:
            years[at : at + len(str(year))] = str(year)
    lines = [("", years), ("", ticks), *rows.items()]
    return "".join(f"{name.ljust(indent)}{''.join(row)}".rstrip() + "\n" for name, row in lines)


def _rows() -> dict[SpanKind | MarkKind, str]:
    """Name the rows of a timeline, in their order; deadlines share one, whether overdue or not."""
    return {
        SpanKind.TERM: say("Term"),
        SpanKind.EXTENDED: say("Extended"),
        SpanKind.RENEWED: say("Renewed itself"),
        SpanKind.PROPOSED: say("Proposed"),
        SpanKind.DECLINED: say("Declined"),
        SpanKind.UNUSED: say("Unused options"),
        MarkKind.NOTICE: say("Notice given"),
        MarkKind.AMENDMENT: say("Amended"),
        MarkKind.BUDGET: say("New budget"),
        MarkKind.DEADLINE: say("To do"),
        MarkKind.OVERDUE: say("To do"),
        MarkKind.AS_OF: say("As of"),
    }
