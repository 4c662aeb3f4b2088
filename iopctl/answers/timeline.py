"""A timeline in plain characters, which every terminal and every code page has; never wider than asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.rules.overview import MarkKind, SpanKind

if TYPE_CHECKING:
    from datetime import date

    from iopctl.rules.overview import Span, Timeline

# Where there is no terminal to measure.
_WIDTH = 80
# A year and what parts it from the next one.
_YEAR = 6
_FILLS = {
    SpanKind.TERM: "=",
    SpanKind.EXTENDED: "=",
    SpanKind.RENEWED: "=",
    SpanKind.PROPOSED: "~",
    SpanKind.DECLINED: "x",
    SpanKind.UNUSED: ".",
}
_SIGNS = {
    MarkKind.NOTICE: "*",
    MarkKind.AMENDMENT: "*",
    MarkKind.BUDGET: "*",
    MarkKind.DEADLINE: "*",
    MarkKind.OVERDUE: "!",
    MarkKind.AS_OF: "^",
}
# What is shown where two marks of a row fall on one column.
_LOUDEST = " ^*!"
_GAP = 2


def drawn(timeline: Timeline, width: int | None) -> list[str]:
    """Draw a scale of years, a row for each kind of period, and a row for each kind of day."""
    kinds = [*(span.kind for span in timeline.spans), *(mark.kind for mark in timeline.marks)]
    names = [labels.TIMELINE[kind] for kind in (*SpanKind, *MarkKind) if kind in kinds]
    indent = max(map(len, names)) + _GAP
    ruler = _Ruler(timeline, max((width or _WIDTH) - indent - 1, 1))
    rows = {name: ruler.blank() for name in names}
    for span in timeline.spans:
        ruler.fill(rows[labels.TIMELINE[span.kind]], span)
    for mark in timeline.marks:
        row, column = rows[labels.TIMELINE[mark.kind]], ruler.column(mark.on)
        row[column] = max(row[column], _SIGNS[mark.kind], key=_LOUDEST.index)
    written = [("", row) for row in ruler.scale()] + list(rows.items())
    return [f"{name.ljust(indent)}{''.join(row)}".rstrip() for name, row in written]


class _Ruler:
    """Days as columns: the years of a timeline over the columns that there are."""

    def __init__(self, timeline: Timeline, room: int) -> None:
        self._timeline = timeline
        self._room = room

    def column(self, day: date) -> int:
        """Find the column of a day."""
        scale = self._timeline.scale
        return (day - scale.first).days * self._room // scale.days

    def blank(self) -> list[str]:
        """Give an empty row; one more column than the scale has holds its end."""
        return [" "] * (self._room + 1)

    def scale(self) -> tuple[list[str], list[str]]:
        """Write as many years as there is room for, each above its first day."""
        years = self._timeline.years
        step = -(-_YEAR * len(years) // self._room)
        named, ticks = self.blank(), ["-"] * (self._room + 1)
        ticks[-1] = "|"
        for year in years[::step]:
            column = self.column(self._timeline.scale.first.replace(year=year))
            ticks[column] = "|"
            if column + len(str(year)) <= self._room + 1:
                named[column : column + len(str(year))] = str(year)
        return named, ticks

    def fill(self, row: list[str], span: Span) -> None:
        """Draw a period between brackets; what has no end leaves the scale."""
        first = self.column(span.period.first)
        stop = self._room if span.period.stop is None else max(self.column(span.period.stop), first + 1)
        row[first:stop] = _FILLS[span.kind] * (stop - first)
        if span.period.stop is None:
            row[self._room] = ">"
        if stop - first > 1:
            row[first] = "["
            row[stop - 1] = row[stop - 1] if span.period.stop is None else "]"
