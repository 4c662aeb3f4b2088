"""A document as Word: the words as WordprocessingML, in the styles of a house file.

`word_file` opens the house file and saves the result; styles are found by the names that Word gives them in
every language, since a Swedish Word calls them Rubrik 1 and Punktlista only on the screen.
"""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING, assert_never
from xml.sax.saxutils import escape, quoteattr

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import (
    Break,
    Column,
    Document,
    Heading,
    Letterhead,
    Listing,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from iopctl.memo.document.word_file import HouseFile
from iopctl.problem import IopctlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.memo.document.blocks import Block, Text
    from iopctl.memo.document.formats import House
    from iopctl.memo.document.word_file import Package

_TITLE, _NORMAL, _CAPTION = "Title", "Normal", "caption"
_BULLETS, _NUMBERS = "List Bullet", "List Number"
_KEEP_NEXT = "<w:keepNext/>"
_NARROW = '<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>'
_IN_CELL = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
_TAB = "<w:r><w:tab/></w:r>"
# Items of a list that is never broken over two pages.
_SHORT_LIST = 5
# Twentieths of a point: room for a name by hand above the printed one.
_ROOM_ABOVE = 360


def writer(house: House) -> Callable[[Document], bytes]:
    """Make a writer of the municipality's house file, or of the one that is shipped.

    A house file is tried before any memo is written; raise IopctlError if it cannot serve.
    """
    file = HouseFile.load(house.docx)
    if house.docx:
        try:
            _write(_TRIAL, file.package(), trial=True)
        except BaseException as error:  # noqa: BLE001 - what libraries say of a damaged file is without end
            raise file.unusable(error) from None
    return lambda document: _write(document, file.package())


def _write(document: Document, package: Package, *, trial: bool = False) -> bytes:
    """Write a document; of a trial leave out what needs a style that the house file lacks."""
    body = _Body(package)
    written: list[str] = []
    for block in document.blocks:
        with contextlib.suppress(*((IopctlError,) if trial else ())):
            written.extend(body.block(block))
    package.fill("".join(written))
    package.frame(*_frame(document.letterhead))
    package.describe(document)
    return package.saved()


# It needs all that a house file should have.
_TRIAL = Document(
    Letterhead("Tjänsteskrivelse", "Kontoret", "1 januari 2021", date(2021, 1, 1)),
    (
        Heading(1, (Run("Titel"),)),
        Paragraph((Run("länk", link="https://exempelby.example"),)),
        Listing(((Run("Punkt"),),)),
        Listing(((Run("Punkt"),),), 1),
        Table((Run("Tabell"),), (Column((Run("Kr"),)),), (((Run("1"),),),)),
    ),
)


def _frame(letterhead: Letterhead) -> tuple[str, str]:
    """Write what stands above and below each page."""
    (page, of), one = map(_words, blocks.PAGE_OF), _words("1")
    number, pages = (f'<w:fldSimple w:instr=" {name} ">{one}</w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
    header = f"{_words(letterhead.sender)}{_TAB}{_words(letterhead.running)}"
    return header, f"{_TAB}{page}{number}{of}{pages}"


def _words(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


class _Body:
    """Writes blocks in the styles of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def block(self, block: Block) -> Iterator[str]:
        """Write a block as paragraphs and tables."""
        match block:
            case Heading(level=1):
                yield self._paragraph(block.text, _TITLE)
            case Heading():
                # The title stands above the headings, which therefore begin at the first level.
                yield self._paragraph(block.text, f"heading {block.level - 1}")
            case Paragraph():
                yield self._paragraph(block.text, _NORMAL)
            case Listing():
                yield from self._listing(block)
            case Signatures():
                yield from self._signatures(block)
            case Table():
                yield from self._table(block)
            case _:
                assert_never(block)

    def _paragraph(self, text: Text, style: str, properties: str = "", *, bold: bool = False) -> str:
        name = quoteattr(self._package.style(style))
        runs = "".join(self._run(each, bold=bold) for each in text)
        return f"<w:p><w:pPr><w:pStyle w:val={name}/>{properties}</w:pPr>{runs}</w:p>"

    def _run(self, run: Run | Break, *, bold: bool) -> str:
        if isinstance(run, Break):
            return "<w:r><w:br/></w:r>"
        look = "<w:b/>" if bold or run.bold else ""
        look += "<w:i/>" if run.italic else ""
        look += '<w:color w:val="003D8F"/><w:u w:val="single"/>' if run.link else ""
        words = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(run.words)}</w:t></w:r>'
        if not run.link:
            return words
        return f"<w:hyperlink r:id={quoteattr(self._package.link(run.link))}>{words}</w:hyperlink>"

    def _listing(self, block: Listing) -> Iterator[str]:
        """Write the items, of which the last two stand on one page."""
        style = _BULLETS if block.first is None else _NUMBERS
        number = self._package.numbering(style, block.first)
        numbered = ""
        if number is not None:
            numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for index, item in enumerate(block.items):
            together = index < len(block.items) - 1 and (
                index == len(block.items) - 2 or len(block.items) <= _SHORT_LIST
            )
            yield self._paragraph(item, style, f"{_KEEP_NEXT if together else ''}{numbered}")

    def _signatures(self, block: Signatures) -> Iterator[str]:
        """Keep who signs on one page, with room for each hand."""
        for index, line in enumerate(block.lines):
            last = index == len(block.lines) - 1
            properties = f'{"" if last else _KEEP_NEXT}<w:spacing w:before="{_ROOM_ABOVE}"/>'
            yield self._paragraph(line, _NORMAL, properties)

    def _table(self, table: Table) -> Iterator[str]:
        yield self._paragraph(table.caption, _CAPTION, _KEEP_NEXT)
        shares = blocks.widths(table, self._package.text_width)
        caption = quoteattr(blocks.plain(table.caption))
        size = f'<w:tblW w:w="{sum(shares)}" w:type="dxa"/>'
        look = 'w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
        yield (
            f"<w:tbl><w:tblPr>{self._package.table_look(size)}"
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="06A0" {look}/>'
            f"<w:tblCaption w:val={caption}/><w:tblDescription w:val={caption}/></w:tblPr>"
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in shares)
        yield f"<w:tblGrid>{grid}</w:tblGrid>"
        headings = tuple(column.heading for column in table.columns)
        yield self._row(headings, table, shares, head=True, keep=True)
        rows = (*table.rows, *table.sums)
        for index, row in enumerate(rows):
            # The first line never stands alone on a page, nor a sum, nor the last line above it.
            keep = index == 0 < len(rows) - 1 or len(table.rows) - 1 <= index < len(rows) - 1
            yield self._row(row, table, shares, keep=keep)
        yield "</w:tbl>"
        # Word joins two tables with nothing between them, and wants a paragraph after the last one.
        yield self._paragraph((), _NORMAL, _NARROW)

    def _row(
        self, row: tuple[Text, ...], table: Table, shares: list[int], *, keep: bool, head: bool = False
    ) -> str:
        cells = []
        for text, column, width in zip(row, table.columns, shares, strict=True):
            side = "right" if column.figures else "left"
            properties = f'{_KEEP_NEXT if keep else ""}{_IN_CELL}<w:jc w:val="{side}"/>'
            paragraph = self._paragraph(text, _NORMAL, properties, bold=head)
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>')
        header = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"
