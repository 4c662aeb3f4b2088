"""Where in a file's text a value begins and ends, and what to write where to add one beside it.

What is added follows the file: its indents, where its hyphens stand, its line ends, its blank lines between
items. A comment below an item, indented as deep as it, is the item's own; one that stands further out, or
after a blank line, belongs to what follows.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from iopctl.source import rendering, values
from iopctl.source.rendering import Layout
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.problem import Where
    from iopctl.source.values import Plain

    # The stubs give it none of what its kinds have.
    Node: TypeAlias = Any

_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"( *)#")


class Refusal(Enum):
    """Why a place is left to the hand."""

    SEVERAL_LINES = "the brackets go over several lines"
    TEXT_BLOCK = "the text goes over several lines"
    UNCLEAR = "the lines around it leave open what belongs where"


class Splice(Struct):
    """A text to put in the place of a stretch, which may be empty."""

    start: int
    stop: int
    text: str


def target(text: str) -> Target:
    """Take a text, which has been read and found sound, to be changed."""
    return Target(text, yaml.compose(text, Loader=values.Loader))


class Target:
    """A text with its nodes: the stretch of each, and whether it stands in brackets."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._root = root

    def append(self, where: Where, item: Plain) -> Splice | Refusal:
        """Add an item at the end of a list."""
        above, items = self._node(where[:-1]), self._node(where)
        if items.flow_style:
            if items.value or above.flow_style:
                return self._in_brackets(items, rendering.flow(item))
            return self._first_item(above, items, item)
        column, last = items.start_mark.column, items.value[-1]
        beside_hyphen = self._text[self._line_start(last) :][column : column + 1] == "-"
        hyphen = last.start_mark.column - column if beside_hyphen else self._layout.hyphen
        layout = Layout(self._layout.keys, self._layout.items, hyphen)
        deepest = max(column, above.start_mark.column + 1)
        starts = [self._line_start(each) for each in items.value]
        return self._lines_after(
            self._below_comments(self._last(items), deepest),
            rendering.block([item], layout),
            column,
            apart=len(starts) > 1 and self._blank_between(self._last(items.value[-2]), starts[-1]),
        )

    def insert(self, where: Where, pair: tuple[str, Plain], after: str | None) -> Splice | Refusal:
        """Add a key to a mapping, after another one or at the end."""
        mapping = self._node(where)
        if mapping.flow_style:
            return self._in_brackets(mapping, rendering.pair_in_flow(*pair), after)
        column = mapping.start_mark.column
        keys = [key.value for key, _ in mapping.value]
        at = len(keys) - 1 if after is None else keys.index(after)
        # At the end of the whole file a comment at the margin may be about anything.
        own = after is None and where
        outer = self._node(where[:-1]).start_mark.column if where else column
        deepest = max(column, outer + 1) if own else column + 1
        return self._lines_after(
            self._below_comments(self._last(mapping.value[at][1]), deepest),
            rendering.block(dict([pair]), self._layout),
            column,
            apart=self._apart(mapping, at),
        )

    def replace(self, where: Where, text: str) -> Splice | Refusal:
        """Put another text in the place of one, in the same quotes."""
        above, node = self._node(where[:-1]), self._node(where)
        if node.style in ("'", '"'):
            written = rendering.requoted(text, node.style)
        elif node.style in ("|", ">") or node.start_mark.line != node.end_mark.line:
            return Refusal.TEXT_BLOCK
        else:
            written = rendering.flow(text) if above.flow_style else rendering.inline(text)
        return Splice(node.start_mark.index, node.end_mark.index, written)

    def _node(self, where: Where) -> Node:
        node = self._root
        for step in where:
            if isinstance(step, int):
                node = node.value[step]
            else:
                node = next(value for key, value in node.value if key.value == step)
        return node

    def _in_brackets(self, node: Node, written: str, after: str | None = None) -> Splice | Refusal:
        """Add what is written to a list or mapping in brackets, on the one line that it stands on."""
        if node.start_mark.line != node.end_mark.line:
            return Refusal.SEVERAL_LINES
        if not node.value:
            stop = node.end_mark.index - 1
            return Splice(stop, stop, written)
        beside = node.value[-1]
        if isinstance(beside, tuple):
            beside = next((value for key, value in node.value if key.value == after), beside[1])
        return Splice(beside.end_mark.index, beside.end_mark.index, f", {written}")

    def _first_item(self, above: Node, items: Node, item: Plain) -> Splice | Refusal:
        """Write the first item of a list that stands as [], in lines of its own below the key."""
        key = next((key for key, value in above.value if value is items), None)
        if key is None or key.start_mark.line != items.end_mark.line:
            return Refusal.UNCLEAR
        colon = self._text.index(":", key.end_mark.index) + 1
        stop = self._line_stop(items.end_mark.index)
        rest = self._text[items.end_mark.index : stop].rstrip()
        column = above.start_mark.column + self._layout.items
        lines = self._lines_after(stop, rendering.block([item], self._layout), column, apart=False)
        return Splice(colon, stop, rest + lines.text)

    def _lines_after(self, stop: int, lines: list[str], column: int, *, apart: bool) -> Splice:
        """Write lines below the line that ends at an offset, with that line's kind of line end."""
        ends = [match[0] for match in _LINE_END.finditer(self._text, 0, stop)]
        ends = ends[-1:] or _LINE_END.findall(self._text)[:1] or ["\n"]
        indented = [*([""] if apart else []), *(f"{' ' * column}{line}" for line in lines)]
        return Splice(stop, stop, "".join(f"{ends[0]}{line}" for line in indented))

    def _last(self, node: Node) -> int:
        """Find where the last line that belongs to a node ends."""
        while _in_lines(node):
            node = node.value[-1][1] if isinstance(node, yaml.nodes.MappingNode) else node.value[-1]
        stop: int = node.end_mark.index
        if isinstance(node, yaml.nodes.ScalarNode) and node.style in ("|", ">"):
            header = self._text[node.start_mark.index : self._line_stop(node.start_mark.index)]
            # With + the blank lines after the text belong to it, and nothing may come between.
            if "+" not in header.partition("#")[0]:
                return len(self._text[:stop].rstrip())
            breaks = [match.start() for match in _LINE_END.finditer(self._text) if match.end() <= stop]
            return stop if stop == len(self._text) and self._text[-1:] not in "\r\n" else breaks[-1]
        return self._line_stop(stop)

    def _below_comments(self, stop: int, deepest: int) -> int:
        """Go on over the comment lines that follow at once, indented at least as deep."""
        while (end := _LINE_END.match(self._text, stop)) is not None:
            comment = _COMMENT.match(self._text, end.end())
            if comment is None or len(comment[1]) < deepest:
                break
            stop = self._line_stop(end.end())
        return stop

    def _apart(self, mapping: Node, at: int) -> bool:
        """Tell whether a key stands apart from its neighbour, by a blank line between the two."""
        pairs = mapping.value
        upper = at - 1 if at > 0 else at
        if upper + 1 >= len(pairs):
            return False
        return self._blank_between(self._last(pairs[upper][1]), pairs[upper + 1][0].start_mark.index)

    def _blank_between(self, start: int, stop: int) -> bool:
        lines = _LINE_END.split(self._text[start:stop])
        return any(not line.strip() for line in lines[1:-1])

    def _line_start(self, node: Node) -> int:
        return int(node.start_mark.index - node.start_mark.column)

    def _line_stop(self, offset: int) -> int:
        end = _LINE_END.search(self._text, offset)
        return end.start() if end else len(self._text)

    @cached_property
    def _layout(self) -> Layout:
        """How the file indents: as where it does so first."""
        pairs = list(_nested(self._root))
        keys = [_indent(above, below) for above, below in pairs if isinstance(below, yaml.nodes.MappingNode)]
        items = [
            _indent(above, below) for above, below in pairs if isinstance(below, yaml.nodes.SequenceNode)
        ]
        usual = Layout()
        return Layout([*keys, usual.keys][0], [*items, usual.items][0], usual.hyphen)


def _in_lines(node: Node) -> bool:
    """Tell whether a list or a mapping stands in lines of its own, not in brackets."""
    return not isinstance(node, yaml.nodes.ScalarNode) and not node.flow_style


def _indent(above: Node, below: Node) -> int:
    return int(below.start_mark.column - above.start_mark.column)


def _nested(node: Node) -> Iterator[tuple[Node, Node]]:
    """Walk the mappings, each with what stands below one of its keys, but for what is in brackets."""
    if not _in_lines(node):
        return
    if isinstance(node, yaml.nodes.SequenceNode):
        for item in node.value:
            yield from _nested(item)
        return
    for _, below in node.value:
        if _in_lines(below):
            yield node, below
            yield from _nested(below)
