"""Text → plain values and the place of each; the only door to PyYAML.

Scalars stay text until the model reads them, so that `12:30`, `no`, `010` and `1.10` mean what they say.
The file is walked event by event by libyaml's parser: no loader resolves types, and no alias can make a small
file a large one. A sound file gives its values the quick way (`values`); it is read closely, with the place
of every value, where something is unusual, or once a place is asked for. Problems are collected, and what is
read beside them is still given on, so that one slip never hides another.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, cast

import yaml

from iopctl import codes, visible
from iopctl.problem import MOST_PROBLEMS, Finding, Place, Problem
from iopctl.source import files, lookalikes, stretches, syntax, values
from iopctl.source.values import (
    FORBIDDEN_IN_KEYS,
    FORBIDDEN_IN_VALUES,
    MOST_LEVELS,
    NO_VALUE,
    Loader,
    UnusualError,
)
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iopctl.problem import Where
    from iopctl.source.values import Plain


_LINE_END = re.compile(r"\r\n|\n|\r")
_LONGEST_NUMBER = 20
_BEFORE_COMMA = re.compile(r"(\d+),$")
_DECIMALS = re.compile(r"\d")
_HIDDEN = re.compile(r" *:[ \t]+#[^\s#]")


@dataclass(slots=True)
class Node:
    """Where a value stands in the text (offsets in characters), with its keys or items below it."""

    start: int
    stop: int
    key: tuple[int, int] | None = None
    children: dict[str | int, Node] = field(default_factory=dict)


class Document:
    """One file as it was read: its values, and the place of each of them."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.mark = b""
        self.values: dict[str, Plain] = {}
        self._root: Node | None = None
        self.readable = False
        self.unread: set[str] = set()
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self._shown_lines: dict[int, str] = {}

    @property
    def root(self) -> Node:
        """Where each value stands; found when it is first asked for."""
        if self._root is None:
            self._root = Node(0, 0)
            if self.readable:
                _Builder(Document(self.file, self.text), self._root).build()
        return self._root

    @property
    def content(self) -> bytes:
        """The bytes of the file, as they were read."""
        return self.mark + self.text.encode()

    @property
    def damaged(self) -> frozenset[str]:
        """The sections in which something could not be read, or stands twice."""
        return frozenset(self.unread | {str(each.where[0]) for each in self.findings if each.where})

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _line_stops(self) -> list[int]:
        return [*(match.start() for match in _LINE_END.finditer(self.text)), len(self.text)]

    @cached_property
    def _end(self) -> int:
        """Where the text ends, but for the space after it."""
        return len(self.text.rstrip())

    def place_of(self, where: Where, *, on_key: bool = False) -> Place:
        """Find the place of a node, or of the nearest one above it that the file has."""
        return self.place_at(*self._stretch_of(where, on_key=on_key))

    def stretch_of(self, finding: Finding) -> tuple[int, int]:
        """Find where the node of a finding stands in the text, in characters."""
        return self._stretch_of(finding.where, on_key=finding.on_key)

    def _stretch_of(self, where: Where, *, on_key: bool) -> tuple[int, int]:
        node = self.root
        for index, step in enumerate(where):
            child = node.children.get(step)
            if child is None:
                on_key = True
                break
            node = child
            if index == len(where) - 1 and not on_key:
                return node.start, node.stop
        return node.key if on_key and node.key else (node.start, node.stop)

    def place_at(self, start: int, stop: int) -> Place:
        """Find the place of a stretch of text; one that runs over several lines is cut at its first."""
        start = min(start, self._end)
        line = bisect_right(self._line_starts, start)
        offset = self._line_starts[line - 1]
        end_of_line = self._line_stops[line - 1]
        return Place(self.file, line, start - offset + 1, max(1, min(stop, end_of_line) - start))

    def line_text(self, line: int) -> str:
        """Give one line of the file without its line end."""
        return self.text[self._line_starts[line - 1] : self._line_stops[line - 1]]

    def problem(self, finding: Finding) -> Problem:
        """Give a finding its place and the line that it stands on."""
        return self._problem_at(self._place(finding), finding)

    def _place(self, finding: Finding) -> Place:
        start, stop = self._stretch_of(finding.where, on_key=finding.on_key)
        value = self._value_of(finding.where)
        if finding.within is not None and isinstance(value, str):
            start, stop = stretches.find(self.text, (start, stop), value, finding.within) or (start, stop)
        return self.place_at(start, stop)

    def _value_of(self, where: Where) -> Plain | None:
        value: Any = self.values
        for step in where:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return None
        return cast("Plain", value)

    def all_problems(self, findings: Iterable[Finding] = ()) -> list[Problem]:
        """Place what was found in reading and by others; say each problem once, at its cause."""
        known = [finding.where for finding in self.findings]
        others = [
            finding
            for finding in findings
            if not any(where == finding.where[: len(where)] for where in known if where)
        ]
        placed = [(self._place(each), each) for each in lookalikes.instead(self, [*self.findings, *others])]
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
        self.report_at(start, start + 1, finding)

    def _problem_at(self, place: Place, finding: Finding) -> Problem:
        # Problems of one line share its text, which may be as long as the file.
        line = self._shown_lines.get(place.line)
        if line is None:
            line = self._shown_lines[place.line] = visible.masked(self.line_text(place.line))
        if finding.kind is codes.PERSONAL_NUMBER:
            start, stop = place.column - 1, place.column - 1 + place.length
            line = f"{line[:start]}{visible.hidden(line[start:stop])}{line[stop:]}"
        return Problem.of(finding, place, line)


def read_file(path: Path, name: str) -> Document:
    """Read one file; whatever stops that is a problem of the document, never an exception.

    `name` is what the file is called in messages.
    """
    try:
        content = files.read(path, most=files.AGREEMENT)
    except files.TooLargeError:
        return _unread(name, codes.TOO_LARGE.at((), limit=files.AGREEMENT // 1000))
    except OSError as error:
        return _unread(name, codes.UNREADABLE_FILE.at((), reason=error.strerror))
    return read_bytes(content, name)


def _unread(name: str, finding: Finding) -> Document:
    document = Document(name, "")
    document.report_at(0, 0, finding)
    return document


def read_bytes(content: bytes, name: str) -> Document:
    """Read the bytes of one file, with or without a byte order mark."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    content = content.removeprefix(mark)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode()
        document = Document(name, readable + "\N{REPLACEMENT CHARACTER}")
        byte = f"0x{content[error.start]:02x}"
        document.report_at(len(readable), len(readable) + 1, codes.NOT_UTF8.at((), byte=byte))
        return document
    document = read_text(text, name)
    document.mark = mark
    return document


def read_text(text: str, name: str) -> Document:
    """Read the text of one file."""
    document = Document(name, text)
    # A file in another encoding, or none that holds text, is full of them: each is told once.
    for character in sorted(set(values.forbidden(text)), key=text.index):
        start = text.index(character)
        finding = codes.CONTROL_CHARACTER.at((), character=_code_point(character))
        document.report_at(start, start + 1, finding)
    if document.problems:
        return document
    try:
        document.values = values.read(text)
        document.readable = True
    except (UnusualError, yaml.YAMLError):
        read_closely(document)
    if document.readable:
        lookalikes.warn(document)
    return document


def read_closely(document: Document) -> None:
    """Read a text in which something is unusual, and report what is wrong."""
    try:
        _Builder(document, document.root).build()
        document.readable = True
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        start, finding = syntax.explain(document.text, error)
        odd = lookalikes.cause(document.text, start)
        if odd is not None:
            # What was found before it, such as a key without a value, comes from it as well.
            document.findings.clear()
            start, finding = odd, lookalikes.at(document.text, odd, codes.LOOKALIKE)
        document.report_at(start, start + 1, finding)


class _StopError(Exception):
    """The text cannot be read any further; what is wrong has been reported."""


class _Builder:
    """Builds values and nodes side by side from libyaml's events."""

    def __init__(self, document: Document, root: Node) -> None:
        self.document = document
        self.root = root
        self.next_event = Loader(document.text).get_event
        self.path: list[str | int] = []

    def build(self) -> None:
        """Read the one document that the text holds, and nothing after it."""
        self.next_event()
        if type(self.next_event()) is yaml.StreamEndEvent:
            self._stop((0, 0), codes.EMPTY_FILE.at(()))
        top = self.next_event()
        if type(top) is not yaml.MappingStartEvent:
            self._refuse_top(top)
        root = self.root
        root.start = root.stop = _span(top)[0]
        self._refuse_decorated(top)
        self._fill_mapping(self.document.values, root)
        self.next_event()
        after = self.next_event()
        if type(after) is not yaml.StreamEndEvent:
            self._stop(_span(after), codes.SEVERAL_DOCUMENTS.at(()))

    def _refuse_top(self, top: yaml.Event) -> None:
        if type(top) is yaml.ScalarEvent and not top.value:
            self._stop((0, 0), codes.EMPTY_FILE.at(()))
        finding = codes.WRONG_SHAPE.at(
            (),
            expected="an agreement (keys and values)",
            found="a list" if type(top) is yaml.SequenceStartEvent else "a text",
            cure="Start with 'format: 1', then 'title: …', 'parties:' and so on.",
        )
        self._stop(_span(top), finding)

    def _fill_mapping(self, values: dict[str, Plain], node: Node) -> None:
        path = self.path
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            span = _span(event)
            self._refuse_decorated(event)
            if type(event) is not yaml.ScalarEvent:
                self._refuse_bare_name(span)
                self._stop(span, codes.KEY_NOT_TEXT.at(()))
            key = event.value
            if FORBIDDEN_IN_KEYS.search(key):
                self._stop(span, codes.KEY_NOT_TEXT.at(()))
            if key == "<<" and event.implicit[0]:
                self._stop(span, codes.NOT_PLAIN.at((), what="Merge keys (<<)"))
            path.append(key)
            twin = node.children.get(key)
            found = len(self.document.findings)
            inside = self.next_event()
            child = Node(*_span(inside), key=span)
            if twin is None:
                # Before what is below it is read: if that stops the reading, it still has its place.
                node.children[key] = child
            value = self._read(inside, child)
            if twin is not None:
                # What stands below a key that stands twice has no place of its own.
                del self.document.findings[found:]
                self._report_duplicate(twin, child, key)
            elif value is None:
                cure = self._cure_of_empty(key, span[0])
                finding = codes.EMPTY_VALUE.at(tuple(path), on_key=True, key=key, cure=cure)
                self.document.findings.append(finding)
                self._stop_when_full()
            else:
                values[key] = value
            path.pop()

    def _cure_of_empty(self, key: str, start: int) -> str:
        """Say how a key without a value is mended, or the number that its comma parts inside { }."""
        if _HIDDEN.match(self.document.text, start + len(key)):
            return say(
                "Put quotes around a text that begins with a number sign, which else begins a comment."
            )
        whole = _BEFORE_COMMA.search(self.document.text, max(0, start - _LONGEST_NUMBER), start)
        if whole is None or not _DECIMALS.match(key):
            return codes.VALUE_CURE
        return say(
            'Between {{ and }} a comma parts values; write {whole}.{rest} or "{whole},{rest}", '
            "or each key on a line of its own.",
            whole=whole[1],
            rest=key,
        )

    def _fill_list(self, values: list[Plain], node: Node) -> None:
        path = self.path
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            path.append(len(values))
            child = node.children[len(values)] = Node(*_span(event))
            value = self._read(event, child)
            if value is None:
                del node.children[len(values)]
                self.document.unread.add(str(path[0]))
                empty = codes.EMPTY_VALUE.at((), key="-", cure=codes.VALUE_CURE)
                self.document.report_at(*_span(event), empty)
                self._stop_when_full()
            else:
                values.append(value)
            path.pop()

    def _read(self, event: yaml.Event, node: Node) -> Plain | None:
        """Read one value with all that stands below it into its node; None where nothing is written."""
        self._refuse_decorated(event)
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        if len(self.path) > MOST_LEVELS:
            self._stop(_span(event), codes.TOO_DEEP.at((), limit=MOST_LEVELS))
        if type(event) is yaml.MappingStartEvent:
            mapping: dict[str, Plain] = {}
            self._fill_mapping(mapping, node)
            return mapping
        items: list[Plain] = []
        self._fill_list(items, node)
        return items

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        """Read a text; an escape in double quotes can smuggle in what the file itself may not hold."""
        value: str = event.value
        if event.implicit[0] and value in NO_VALUE:
            return None
        smuggled = FORBIDDEN_IN_VALUES.search(value) if event.style == '"' else None
        if smuggled is None:
            return value
        finding = codes.CONTROL_CHARACTER.at(tuple(self.path), character=_code_point(smuggled[0]))
        self.document.findings.append(finding)
        return FORBIDDEN_IN_VALUES.sub("\N{REPLACEMENT CHARACTER}", value)

    def _refuse_bare_name(self, span: tuple[int, int]) -> None:
        """Tell a text that begins with the name of a figure from keys and values, which YAML takes it for."""
        start = span[0] - 1
        if self.document.text.startswith("{{", start):
            self._stop((start, start + 2), codes.BARE_NAME.at(()))

    def _refuse_decorated(self, event: yaml.Event) -> None:
        """Refuse aliases, anchors and tags: with them a small file can become a large one."""
        if type(event) is yaml.AliasEvent:
            what = "Aliases (*name)"
        elif getattr(event, "anchor", None) is not None:
            what = "Anchors (&name)"
        elif getattr(event, "tag", None) is not None:
            what = "Tags (!name)"
        else:
            return
        self._stop(_span(event), codes.NOT_PLAIN.at((), what=what))

    def _report_duplicate(self, twin: Node, child: Node, key: str) -> None:
        first, again = twin.key or (0, 0), child.key or (0, 0)
        line = self.document.place_at(*first).line
        self.document.unread.add(str(self.path[0]))
        self.document.report_at(*again, codes.DUPLICATE_KEY.at((), key=key, first=line))
        self._stop_when_full()

    def _stop_when_full(self) -> None:
        if len(self.document.problems) + len(self.document.findings) > MOST_PROBLEMS:
            raise _StopError

    def _stop(self, span: tuple[int, int], finding: Finding) -> NoReturn:
        self.document.report_at(*span, finding)
        raise _StopError


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _span(event: yaml.Event) -> tuple[int, int]:
    """Give the offsets of an event; the parser marks every one of them."""
    return event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
