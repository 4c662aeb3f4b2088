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
