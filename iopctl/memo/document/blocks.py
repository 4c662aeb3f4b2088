"""What a document consists of, whatever format it is written in.

Every writer is given the same blocks, so the same words stand in every format, in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LANGUAGE = "sv-SE"
# What stands around the numbers at the foot of a page.
PAGE_OF = ("Sida ", " av ")

# How wide columns are, in characters. What a cell has on both sides of its words:
_PADDING = 3
# A text that is longer is better broken than given all the room.
_LONGEST = 34
# Beyond it a word is broken: it would leave no room for the other columns.
_WIDEST = 60
# Letters that surely stand across a page, with what cells have on both sides of theirs.
_ACROSS = 104
# How much wider bold letters are; headings and sums are bold.
_BOLD = 1.15


class Run(Struct):
    """Words that look the same and lead to the same place."""

    words: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """The address that the words lead to, where they are a link."""


class Break(Struct):
    """A new line within a paragraph."""


Text: TypeAlias = "tuple[Run | Break, ...]"


class Heading(Struct):
    """A heading; the title is the only one of level 1."""

    level: int
    text: Text


class Paragraph(Struct):
    """Running text."""

    text: Text


class Listing(Struct):
    """Items one below the other, numbered or not."""

    items: tuple[Text, ...]
    first: int | None = None
    """The number of the first item; None where they have none."""


class Column(Struct):
    """What heads a column, and whether its cells are figures."""

    heading: Text
    figures: bool = False


class Table(Struct):
    """Rows whose first cell says what the row is about."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    sums: tuple[tuple[Text, ...], ...] = ()
    """The last rows, where they sum up the others."""


class Signatures(Struct):
    """Who signs, each on a paragraph of their own, kept together on a page."""

    lines: tuple[Text, ...]


Block: TypeAlias = "Heading | Paragraph | Listing | Table | Signatures"


class Letterhead(Struct):
    """What a document says about itself, outside its text."""

    kind: str
    """What sort of document it is: tjänsteskrivelse."""
    sender: str
    """Who has written it."""
    dated: str
    """Its date as it is shown, as exactly as it is known."""
    day: date
    """Its date as programs want it: the last day that it can mean."""
    case_number: str = ""
    """The number that it is filed under, where it has one."""

    @property
    def running(self) -> str:
        """What stands at the top of each page after the first."""
        number = f"Dnr {self.case_number}" if self.case_number else ""
        return " · ".join(each for each in (self.kind, self.dated, number) if each)


class Document(Struct):
    """A whole document."""

    letterhead: Letterhead
    blocks: tuple[Block, ...]
    """The title first."""

    @property
    def title(self) -> str:
        """The title as plain words."""
        return plain(next(each.text for each in self.blocks if isinstance(each, Heading)))


def plain(text: Text) -> str:
    """Give a text without what it looks like."""
    return "".join(each.words if isinstance(each, Run) else " " for each in text)


def texts(block: Block) -> Iterator[Text]:
    """Give every text of a block, in the order in which it is read."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Listing():
            yield from block.items
        case Signatures():
            yield from block.lines
        case Table():
            yield block.caption
            yield from (column.heading for column in block.columns)
            for row in (*block.rows, *block.sums):
                yield from row


def widths(table: Table, whole: int) -> list[int]:
    """Share out a width among the columns, so that no amount and no word is broken over two lines.

    Each column has room for its longest word, and what is left is shared by what they want beyond that. Where
    the page has no room for the longest words, every column is narrower by the same part.
    """
    least, wanted = zip(*(_letters(table, index) for index in range(len(table.columns))), strict=True)
    share = (_ACROSS - sum(least)) / max(sum(wanted) - sum(least), 1)
    if share < 1:
        part = max(share, 0)
        wanted = tuple(low + (high - low) * part for low, high in zip(least, wanted, strict=True))
    shares = [int(whole * each / sum(wanted)) for each in wanted]
    shares[0] += whole - sum(shares)
    return shares


def _letters(table: Table, index: int) -> tuple[float, float]:
    """Give the letters that a column needs for its longest word or figure, and those that it wants."""
    column = table.columns[index]
    cells = [
        *((plain(row[index]), 1.0) for row in table.rows),
        *((plain(row[index]), _BOLD) for row in table.sums),
    ]
    # A heading is broken into two lines where that is best.
    heading = plain(column.heading).split(" ")
    breaks = range(1, len(heading) + 1)
    lines = min(max(_wide(" ".join(heading[:at])), _wide(" ".join(heading[at:]))) for at in breaks)
    words = [(word, weight) for cell, weight in cells for word in cell.split(" ")]
    words += [(word, _BOLD) for word in heading]
    longest = max(_wide(word) * weight for word, weight in words)
    cell = max((_wide(cell) * weight for cell, weight in cells), default=0.0)
    enough = cell if column.figures else min(cell, _LONGEST)
    least = min(longest, _WIDEST)
    return least + _PADDING, min(max(enough, lines * _BOLD, least), _WIDEST) + _PADDING


def _wide(text: str) -> float:
    """Give how wide a text is, in letters; a blank takes half a letter."""
    return len(text) - sum(map(str.isspace, text)) / 2
