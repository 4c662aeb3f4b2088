"""A file as it was read: its values, the place of each of them, and what is wrong with it.

A node holds a value and the stretch of text that it stands on. One and the same nodes give the values, the
places that problems are shown at, and the stretches that edits replace.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from iopctl import codes, visible
from iopctl.problem import MOST_PROBLEMS, Place, Problem
from iopctl.source import syntax

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.edits import Plain
    from iopctl.problem import Finding, Where

LINE_END = re.compile(r"\r\n|\n|\r")
_SPACE = re.compile(r"\s+")
# What stands for one character of a text, in double quotes, in single ones and in none; the last character of
# a match is the one meant.
_WRITTEN = {'"': re.compile(r'\\["/\\]|\S'), "'": re.compile(r"''|\S")}
_PLAIN = re.compile(r"\S")


class Node:
    """A value, and where it stands in the text (offsets in characters), with its keys or items below it."""

    __slots__ = ("children", "end", "key", "start", "stop", "style", "value")

    def __init__(self, start: int, stop: int, style: str = "", key: tuple[int, int] | None = None) -> None:
        self.start = start
        self.stop = stop
        """Where a text ends; of a list or of keys, where the bracket that opens it ends."""
        self.end = stop
        """Where it ends with all that stands below it."""
        self.style = style
        """How it is written: a quote, | or >, an opening bracket; nothing for a plain text or lines."""
        self.key = key
        self.value: Plain = ""
        self.children: dict[str | int, Node] = {}


class Document:
    """One file as it was read."""

    def __init__(self, file: str, text: str, mark: bytes = b"") -> None:
        self.file = file
        self.text = text
        self.mark = mark
        self.values: dict[str, Plain] = {}
        self.root = Node(0, 0)
        self.root.value = self.values
        self.readable = False
        self.unread: set[str] = set()
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self._shown_lines: dict[int, str] = {}

    @property
    def content(self) -> bytes:
        """The bytes of the file, as they were read."""
        return self.mark + self.text.encode()

    @property
    def damaged(self) -> frozenset[str]:
        """The sections in which something could not be read, or stands twice."""
        return frozenset(self.unread | {str(each.where[0]) for each in self.findings if each.where})

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Where each line starts and stops."""
        ends = [each.span() for each in LINE_END.finditer(self.text)]
        return [0, *(stop for _, stop in ends)], [*(start for start, _ in ends), len(self.text)]

    @cached_property
    def _end(self) -> int:
        """Where the text ends, but for the space after it."""
        return len(self.text.rstrip())

    def node(self, where: Where) -> Node | None:
        """Find a node; None where the file does not have it."""
        node: Node | None = self.root
        for step in where:
            if node is None:
                return None
            node = node.children.get(step)
        return node

    def stretch_of(self, where: Where, *, on_key: bool = False) -> tuple[int, int]:
        """Find where a node, or the nearest one above it that the file has, stands in the text."""
        node = self.root
        for step in where:
            child = node.children.get(step)
            if child is None:
                on_key = True
                break
            node = child
        return node.key if on_key and node.key else (node.start, node.stop)

    def place_of(self, where: Where, *, on_key: bool = False) -> Place:
        """Find the place of a node, or of the nearest one above it that the file has."""
        return self.place_at(*self.stretch_of(where, on_key=on_key))

    def place_at(self, start: int, stop: int) -> Place:
        """Find the place of a stretch of text; one that runs over several lines is cut at its first."""
        starts, stops = self._lines
        start = min(start, self._end)
        line = bisect_right(starts, start)
        length = max(1, min(stop, stops[line - 1]) - start)
        return Place(self.file, line, start - starts[line - 1] + 1, length)

    def line_text(self, line: int) -> str:
        """Give one line of the file without its line end."""
        starts, stops = self._lines
        return self.text[starts[line - 1] : stops[line - 1]]

    def problem(self, finding: Finding) -> Problem:
        """Give a finding its place and the line that it stands on."""
        return self._problem_at(self._place(finding), finding)

    def _place(self, finding: Finding) -> Place:
        start, stop = self.stretch_of(finding.where, on_key=finding.on_key)
        node = self.node(finding.where) if finding.within else None
        if finding.within and node and isinstance(node.value, str):
            start, stop = _inside(self.text, node, finding.within) or (start, stop)
        return self.place_at(start, stop)

    def all_problems(self, findings: Iterable[Finding] = ()) -> list[Problem]:
        """Place what was found in reading and by others; say each problem once, at its cause."""
        known = [finding.where for finding in self.findings if finding.where]
        others = [each for each in findings if not any(each.where[: len(where)] == where for where in known)]
        placed = [(self._place(each), each) for each in syntax.instead(self, [*self.findings, *others])]
        placed.sort(key=lambda each: (each[0].line, each[0].column))
        shown = [self._problem_at(place, each) for place, each in placed[:MOST_PROBLEMS]]
        found = sorted([*self.problems, *shown])
        if len(self.problems) + len(placed) <= MOST_PROBLEMS:
            return found
        finding = codes.MANY_PROBLEMS.at((), limit=MOST_PROBLEMS)
        return [*found[:MOST_PROBLEMS], self._problem_at(found[MOST_PROBLEMS - 1].place, finding)]

    def report_at(self, start: int, stop: int, finding: Finding) -> None:
        """Collect a problem of the text itself, which has no node to stand on."""
        self.problems.append(self._problem_at(self.place_at(start, stop), finding))

    def report_instead(self, start: int, finding: Finding) -> None:
        """Collect a problem of one character, in place of what was said of it."""
        place = self.place_at(start, start + 1)
        there = (place.line, place.column)
        self.problems = [each for each in self.problems if (each.place.line, each.place.column) != there]
        self.problems.append(self._problem_at(place, finding))

    def _problem_at(self, place: Place, finding: Finding) -> Problem:
        # Problems of one line share its text, which may be as long as the file.
        line = self._shown_lines.get(place.line)
        if line is None:
            line = self._shown_lines[place.line] = visible.masked(self.line_text(place.line))
        if finding.kind is codes.PERSONAL_NUMBER:
            start, stop = place.column - 1, place.column - 1 + place.length
            line = f"{line[:start]}{visible.hidden(line[start:stop])}{line[stop:]}"
        return Problem.of(finding, place, line)


def _inside(file: str, node: Node, within: tuple[int, int]) -> tuple[int, int] | None:
    """Find where a part of a text stands in the file, where that is certain.

    The reader folds lines, takes indents and quotes away and undoes escapes; what is no white space comes
    through in the same order. The part is counted off in such characters. Where one of them is not what the
    file has there, no place is given, so that none is ever wrong.

    Holds: the fifth word of a text on three indented lines.
    Does not: a part after an escape that has another number of characters than what it stands for.
    """
    first, stop = within
    start = node.start + (node.style in _WRITTEN)
    if node.style in {"|", ">"}:
        header = LINE_END.search(file, start, node.stop)
        start = header.end() if header else node.stop
    found = list(_WRITTEN.get(node.style, _PLAIN).finditer(file, start, node.stop))[:stop]
    if first >= stop or "".join(each[0][-1] for each in found) != _SPACE.sub("", str(node.value))[:stop]:
        return None
    return found[first].start(), found[-1].end()
