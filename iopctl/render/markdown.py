"""Answers in Markdown, as GitHub, GitLab and Azure show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopctl.table import Bullets, Chart, Code, Column, Facts, Heading, Lines, Table, Tree, escape, shown
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.table import Block


def write(blocks: Iterable[Block]) -> str:
    """Write blocks one below the other."""
    return "\n".join("".join(f"{line}\n" for line in _lines(block)) for block in blocks)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(shown(block))
        case Facts():
            columns = (Column(say("Question")), Column(say("Answer")))
            yield from _table(shown(Table(columns, block.rows, title=block.title)))
        case Heading():
            yield f"### {escape(block.words)}"
        case Lines():
            for number, line in enumerate(block.lines):
                yield from ([""] if number else [])
                yield escape(line)
        case Bullets():
            yield from (f"- {escape(item)}" for item in block.items)
        case Tree():
            yield from _bullets(block)
        case Code():
            yield from _fenced(block.text, block.language)
        case Chart():
            yield from _fenced(block.draw(None), "text")


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield from (f"**{escape(table.title)}**", "")
    yield _row(column.name for column in table.columns)
    yield "|" + "|".join(" ---: " if column.figures else " --- " for column in table.columns) + "|"
    yield from (_row(map(_indented, row)) for row in table.rows)
    yield from (_row(f"**{escape(cell)}**" if cell else "" for cell in row) for row in table.sums)
    for note in table.notes:
        yield from ("", escape(note))


def _indented(cell: str) -> str:
    words = cell.lstrip(" ")
    return "\N{NO-BREAK SPACE}" * (len(cell) - len(words)) + escape(words)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _bullets(tree: Tree, level: int = 0) -> Iterator[str]:
    yield f"{'  ' * level}- {escape(tree.words)}"
    for part in tree.parts:
        yield from _bullets(part, level + 1)


def _fenced(text: str, language: str) -> Iterator[str]:
    # More backticks than stand in a row inside, so that no line of a file ends the block.
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    yield from (f"{fence}{language}", *text.splitlines(), fence)
