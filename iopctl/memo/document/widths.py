"""How wide the columns of a table are, so that no amount is broken over two lines.

Holds: a column of amounts is as wide as its longest amount, and the rest is shared by the texts.
Does not: a figure that is longer than the page is wide; then every column is narrower by the same part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.memo.document import blocks

if TYPE_CHECKING:
    from iopctl.memo.document.blocks import Table

# What a cell has on both sides of its words, in characters.
_PADDING = 4
# A text that is longer is better broken than given all the room.
_LONGEST = 34
# Beyond it a word is broken: it would leave no room for the other columns.
_WIDEST = 60
# How much wider bold letters are; headings and sums are bold.
_BOLD = 1.15


def shared(table: Table, whole: int) -> list[int]:
    """Share out a width among the columns, by the words that stand in them."""
    wanted = [_wanted(table, index) for index in range(len(table.columns))]
    room = sum(wanted)
    shares = [int(whole * each / room) for each in wanted]
    shares[0] += whole - sum(shares)
    return shares


def _wanted(table: Table, index: int) -> float:
    """Give the characters that a column needs: its figures in one piece, its texts word by word at least."""
    column = table.columns[index]
    cells = [
        *((blocks.plain(row[index]), 1.0) for row in table.rows),
        *((blocks.plain(row[index]), _BOLD) for row in table.sums),
    ]
    words = [(word, weight) for cell, weight in cells for word in cell.split(" ")]
    whole = max((len(cell) * weight for cell, weight in cells), default=0.0)
    enough = whole if column.figures else min(whole, _LONGEST)
    heading = _in_two_lines(blocks.plain(column.heading)) * _BOLD
    longest = max((len(word) * weight for word, weight in words), default=0.0)
    return min(max(enough, heading, longest), _WIDEST) + _PADDING


def _in_two_lines(heading: str) -> int:
    """Give the letters of the longer line, where a heading is broken best."""
    words = heading.split(" ")
    breaks = ((" ".join(words[:index]), " ".join(words[index:])) for index in range(1, len(words) + 1))
    return min(max(map(len, lines)) for lines in breaks)
