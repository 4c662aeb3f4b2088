"""One file changed in one place, with every other byte kept: comments, quotes, indents, line ends.

An edit names a node and what becomes of it. The text is changed where that node stands, and read again:
unless its values are the old ones with exactly that change, the edit is refused, with what to write by hand.

What is added follows the file: its indents, where its hyphens stand, its line ends, its blank lines between
items. A comment below an item, indented as deep as it, is the item's own; one that stands further out, or
after a blank line, belongs to what follows.

Holds: an item at the end of `extensions:`, whose items stand on lines of their own → lines of its own too.
Does not: the same where the list stands in brackets over several lines → what to write there by hand.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from iopctl import codes
from iopctl.edits import Append, Insert, Replace
from iopctl.problem import IopctlError, Severity
from iopctl.source import reading, rendering
from iopctl.source.document import LINE_END
from iopctl.source.rendering import Layout
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.edits import Edit, Plain
    from iopctl.problem import Where
    from iopctl.source.document import Document, Node

_COMMENT = re.compile(r"( *)#")


def edit(document: Document, edits: Iterable[Edit]) -> Document:
    """Make each edit in turn; raise IopctlError, with what to write by hand, where one is not safe."""
    for each in edits:
        document = _edited(document, each)
    return document


def _edited(document: Document, change: Edit) -> Document:
    intended = deepcopy(document.values)
    _change(intended, change)
    try:
        splice = _splice(_Target(document), change)
    except _ByHandError as error:
        raise _by_hand(document, change, str(error)) from None
    text = document.text[: splice.start] + splice.text + document.text[splice.stop :]
    after = reading.read_text(text, document.file, document.mark)
    warned = all(each.severity is Severity.WARNING for each in after.problems)
    as_sound = warned and not after.findings and len(after.problems) <= len(document.problems)
    if not after.readable or after.values != intended or not as_sound:
        raise _by_hand(document, change, _unclear())
    return after


def _change(values: dict[str, Plain], change: Edit) -> None:
    """Make the change in the plain values, so that what was written can be held against it."""
    *above, last = change.where
    into: Plain = values
    for step in above:
        into = _below(into, step, {})
    match change:
        case Append(_, item):
            _below(into, last, []).append(item)  # type: ignore[union-attr]
        case Insert(_, value, _):
            if last in into:
                message = f"{last} is there already"
                raise ValueError(message)
            into[last] = deepcopy(value)  # type: ignore[index]
        case Replace(_, text):
            into[last] = text  # type: ignore[index]
        case _:
            assert_never(change)


def _below(values: Plain, step: str | int, missing: Plain) -> Plain:
    if isinstance(values, dict) and isinstance(step, str):
        return values.setdefault(step, missing)
    return values[step]  # type: ignore[index]


def _by_hand(document: Document, change: Edit, why: str) -> IopctlError:
    match change:
        case Append(where, item):
            what, lines = f"a new item of '{where[-1]}'", rendering.block([item], Layout())
        case Insert(where, value, _):
            what = f"a new key '{where[-1]}'"
            lines = rendering.block({str(where[-1]): value}, Layout())
        case Replace(where, text):
            what, lines = f"the value of '{where[-1]}'", [rendering.inline(text)]
        case _:
            assert_never(change)
    error = IopctlError(codes.BY_HAND, place=document.place_of(change.where), what=what, why=why)
    error.hint += "".join(f"\n    {line}" for line in lines)
    return error


class _ByHandError(Exception):
    """A place is left to the hand; the message says why."""


def _unclear() -> str:
    return say("the lines around it leave open what belongs where")


class _Splice(Struct):
    """A text to put in the place of a stretch, which may be empty."""

    start: int
    stop: int
    text: str


def _splice(target: _Target, change: Edit) -> _Splice:
    """Find what to write where; a list or a mapping that is not there yet is made with what goes into it."""
    match change:
        case Append(where, item):
            if target.document.node(where):
                return target.append(where, item)
            return _splice(target, Insert(where, [item]))
        case Insert(where, value, after):
            if target.document.node(where[:-1]):
                return target.insert(where[:-1], (str(where[-1]), value), after)
            return _splice(target, Insert(where[:-1], {str(where[-1]): value}))
        case Replace(where, text):
            return target.replace(where, text)
        case _:
            assert_never(change)


class _Target:
    """A text with its nodes: the stretch of each, and whether it stands in brackets."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._text = document.text

    def append(self, where: Where, item: Plain) -> _Splice:
        """Add an item at the end of a list."""
        above, node = self._node(where[:-1]), self._node(where)
        if node.style:
            if node.children or above.style:
                return self._in_brackets(node, rendering.flow(item))
            return self._first_item(above, node, item)
        items = list(node.children.values())
        column, last = self._column(node.start), items[-1]
        beside_hyphen = self._text[self._line_start(last.start) + column] == "-"
        hyphen = self._column(last.start) - column if beside_hyphen else self._layout.hyphen
        deepest = max(column, self._column(above.start) + 1)
        apart = len(items) > 1 and self._blank_between(items[-2], self._line_start(last.start))
        layout = Layout(self._layout.keys, self._layout.items, hyphen)
        stop = self._below_comments(self._last(node), deepest)
        return self._lines_after(stop, rendering.block([item], layout), column, apart=apart)

    def insert(self, where: Where, pair: tuple[str, Plain], after: str | None) -> _Splice:
        """Add a key to a mapping, after another one or at the end."""
        mapping = self._node(where)
        if mapping.style:
            return self._in_brackets(mapping, rendering.flow(dict([pair]))[1:-1], after)
        column = self._column(mapping.start)
        keys, values = list(mapping.children), list(mapping.children.values())
        at = len(keys) - 1 if after is None else keys.index(after)
        # At the end of the whole file a comment at the margin may be about anything.
        deepest = column + 1
        if after is None and where:
            deepest = max(column, self._column(self._node(where[:-1]).start) + 1)
        # A key stands apart from its neighbour where a blank line lies between two that are there.
        upper = max(at - 1, 0)
        lower = values[upper + 1].key if upper + 1 < len(values) else None
        apart = lower is not None and self._blank_between(values[upper], lower[0])
        stop = self._below_comments(self._last(values[at]), deepest)
        return self._lines_after(stop, rendering.block(dict([pair]), self._layout), column, apart=apart)

    def replace(self, where: Where, text: str) -> _Splice:
        """Put another text in the place of one, in the same quotes."""
        node = self._node(where)
        if node.style in {"'", '"'}:
            written = rendering.requoted(text, node.style)
        elif node.style or self._over_lines(node):
            raise _ByHandError(say("the text goes over several lines"))
        else:
            written = rendering.flow(text) if self._node(where[:-1]).style else rendering.inline(text)
        return _Splice(node.start, node.stop, written)

    def _node(self, where: Where) -> Node:
        node = self.document.node(where)
        if node is None:
            raise _ByHandError(_unclear())
        return node

    def _over_lines(self, node: Node) -> bool:
        return LINE_END.search(self._text, node.start, node.end) is not None

    def _in_brackets(self, node: Node, written: str, after: str | None = None) -> _Splice:
        """Add what is written to a list or mapping in brackets, on the one line that it stands on."""
        if self._over_lines(node):
            raise _ByHandError(say("the brackets go over several lines"))
        if not node.children:
            return _Splice(node.end - 1, node.end - 1, written)
        last = list(node.children.values())[-1]
        beside = last if after is None else node.children.get(after, last)
        return _Splice(beside.end, beside.end, f", {written}")

    def _first_item(self, above: Node, items: Node, item: Plain) -> _Splice:
        """Write the first item of a list that stands as [], in lines of its own below the key."""
        if items.key is None or LINE_END.search(self._text, items.key[0], items.end):
            raise _ByHandError(_unclear())
        colon = self._text.index(":", items.key[1]) + 1
        stop = self._line_stop(items.end)
        rest = self._text[items.end : stop].rstrip()
        column = self._column(above.start) + self._layout.items
        lines = self._lines_after(stop, rendering.block([item], self._layout), column, apart=False)
        return _Splice(colon, stop, rest + lines.text)

    def _lines_after(self, stop: int, lines: list[str], column: int, *, apart: bool) -> _Splice:
        """Write lines below the line that ends at an offset, with that line's kind of line end."""
        ends = [match[0] for match in LINE_END.finditer(self._text, 0, stop)]
        end = (ends[-1:] or LINE_END.findall(self._text)[:1] or ["\n"])[0]
        indented = [*([""] if apart else []), *(f"{' ' * column}{line}" for line in lines)]
        return _Splice(stop, stop, "".join(f"{end}{line}" for line in indented))

    def _last(self, node: Node) -> int:
        """Find where the last line that belongs to a node ends."""
        while node.children and not node.style:
            node = list(node.children.values())[-1]
        stop = node.end
        if node.style in {"|", ">"}:
            header = self._text[node.start : self._line_stop(node.start)]
            # With + the blank lines after the text belong to it, and nothing may come between.
            if "+" not in header.partition("#")[0]:
                return len(self._text[:stop].rstrip())
            breaks = [match.start() for match in LINE_END.finditer(self._text) if match.end() <= stop]
            return stop if stop == len(self._text) and self._text[-1:] not in "\r\n" else breaks[-1]
        return self._line_stop(stop)

    def _below_comments(self, stop: int, deepest: int) -> int:
        """Go on over the comment lines that follow at once, indented at least as deep."""
        while (end := LINE_END.match(self._text, stop)) is not None:
            comment = _COMMENT.match(self._text, end.end())
            if comment is None or len(comment[1]) < deepest:
                break
            stop = self._line_stop(end.end())
        return stop

    def _blank_between(self, upper: Node, start_below: int) -> bool:
        lines = LINE_END.split(self._text[self._last(upper) : start_below])
        return any(not line.strip() for line in lines[1:-1])

    def _line_start(self, offset: int) -> int:
        return max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset)) + 1

    def _line_stop(self, offset: int) -> int:
        end = LINE_END.search(self._text, offset)
        return end.start() if end else len(self._text)

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    @cached_property
    def _layout(self) -> Layout:
        """How the file indents: as where it does so first."""
        keys: list[int] = []
        items: list[int] = []
        for above, below in _nested(self.document.root):
            indent = self._column(below.start) - self._column(above.start)
            (keys if isinstance(below.value, dict) else items).append(indent)
        usual = Layout()
        return Layout([*keys, usual.keys][0], [*items, usual.items][0], usual.hyphen)


def _nested(node: Node) -> Iterator[tuple[Node, Node]]:
    """Walk the mappings, each with what stands below one of its keys, but for what is in brackets."""
    for below in node.children.values():
        if below.children and not below.style:
            if isinstance(node.value, dict):
                yield node, below
            yield from _nested(below)
