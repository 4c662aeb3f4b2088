"""A document as PDF, which typst writes as PDF/UA-1 and PDF/A-2a says; the only door to typst.

typst writes no PDF that somebody could not read, and says why. What it only warns of is refused as well:
a font that is not there gives pages without a letter.
"""

from __future__ import annotations

import array
import functools
import json
import re
import struct
import sys
import unicodedata
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import typst

from iopctl import codes, spelling
from iopctl.memo.document import blocks, pdf_tags
from iopctl.memo.document.blocks import Break, Heading, Listing, Paragraph, Run, Signatures, Table
from iopctl.problem import IopctlError
from iopctl.source import files, folder
from iopctl.struct import asdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.memo.document.blocks import Block, Document, Text
    from iopctl.memo.document.formats import House
    from iopctl.problem import Finding

FONT = "Libertinus Serif"

_STANDARD = re.compile(r"^PDF/\S+( PDF/\S+)* error: ")
_SOURCE = Path(__file__).with_name("memo.typ")
# Columns share this many parts of the page's width.
_PARTS = 1000
# Items of a list, and rows of a table, that are never broken over two pages, unless they take more lines.
_SHORT_LIST, _SHORT_TABLE = 5, 15
_MOST_LINES = 25
# Letters that surely stand on a line of text, of the title, and of a table that is as wide as the page.
_LINE, _TITLE_LINE, _TABLE_LINE = 60, 30, 80
# A longer word may be broken after so many letters; typst would let it run off the page.
_PART_OF_WORD = 10
# Beyond it a string of a PDF is refused; what stands above each page has one line.
_LONGEST_PROPERTY, _LONGEST_HEADER = 1000, 50
# Files of fonts, by what they begin with: TrueType, OpenType of PostScript, TrueType of old Macs.
_SUFFIXES = {".ttf", ".otf"}
_KINDS = {b"\0\1\0\0", b"OTTO", b"true"}
# The checksum of the first holds another one, and the second is a signature.
_NOT_SUMMED = {b"head", b"DSIG"}
_DIRECTORY, _ENTRY = 12, 16


def writer(house: House) -> Callable[[Document], bytes | Finding]:
    """Make a writer in the municipality's font, or typst's own; raise IopctlError where there is none."""
    own, font = house.fonts, house.font or FONT
    if own:
        _refuse_unusable(own, house.font)
    fonts = _fonts(own)
    if font not in fonts.families():
        cure = spelling.closest(font, fonts.families(), 0.5)
        if own:
            raise IopctlError(codes.NO_SUCH_FONT, font=font, folder=folder.shown(own), cure=cure)
        raise IopctlError(codes.NO_SHIPPED_FONT, font=font, cure=cure)
    return functools.partial(_write, font=font, known=fonts)


def _fonts(own: Path | None, *, shipped: bool = True) -> typst.Fonts:
    # What happens to be installed on a machine must not change a memo.
    paths = [str(own)] if own else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=shipped, font_paths=paths)


def _refuse_unusable(own: Path, font: str | None) -> None:
    """Refuse a folder whose fonts are damaged, are none, or are none that the settings name."""
    damaged = _damaged(own)
    if damaged is not None:
        raise IopctlError(codes.DAMAGED_FONT, path=folder.shown(damaged))
    families = _fonts(own, shipped=False).families()
    if not families:
        raise IopctlError(codes.NO_FONTS, folder=folder.shown(own))
    if font is None:
        raise IopctlError(codes.NO_FONT_NAMED, folder=folder.shown(own), families=", ".join(sorted(families)))


def _damaged(home: Path) -> Path | None:
    """Find a font file that is not whole, by the checksum of each of its tables; None where all are.

    typst passes over a font that it cannot read, and may fill the memory with one that is damaged.
    """
    fonts = (path for path in sorted(home.rglob("*")) if path.suffix.lower() in _SUFFIXES)
    return next((path for path in fonts if not _is_whole(path)), None)


def _is_whole(path: Path) -> bool:
    try:
        content = files.read(path, most=files.DOCUMENT)
    except OSError:
        return False
    if content[:4] not in _KINDS:
        return False
    entries = int.from_bytes(content[4:6])
    if _DIRECTORY + entries * _ENTRY > len(content):
        return False
    for index in range(entries):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", content, _DIRECTORY + index * _ENTRY)
        table = content[offset : offset + length]
        if len(table) != length or (tag not in _NOT_SUMMED and _sum(table) != checksum):
            return False
    return entries > 0


def _sum(table: bytes) -> int:
    words = array.array("I", table + bytes(-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) % 2**32


def _write(document: Document, *, font: str, known: typst.Fonts) -> bytes | Finding:
    content = json.dumps(_data(document), ensure_ascii=False)
    day = datetime.combine(document.letterhead.day, time(), UTC)
    try:
        written, warnings = typst.compile_with_warnings(
            _SOURCE,
            font_paths=known,
            format="pdf",
            sys_inputs={"document": content, "font": font},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=day,
        )
    except typst.TypstError as error:
        said = error.message
    else:
        if not warnings:
            return pdf_tags.with_row_headers(written)
        said = warnings[0].message
    # Without its quotes inside quotes.
    reason = _STANDARD.sub("", said).replace('`"', "'").replace('"`', "'").replace("`", "'")
    return codes.NOT_AS_PDF.at((), reason=reason)


def _data(document: Document) -> dict[str, Any]:
    letterhead = document.letterhead
    day = letterhead.day
    return {
        "title": document.title,
        "sender": _cut(letterhead.sender, _LONGEST_PROPERTY),
        "running": _cut(letterhead.running, _LONGEST_PROPERTY),
        "header": [_cut(each, _LONGEST_HEADER) for each in (letterhead.sender, letterhead.running)],
        "page_of": blocks.PAGE_OF,
        "day": [day.year, day.month, day.day],
        "blocks": [_block(each) for each in document.blocks],
    }


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            line = _TITLE_LINE if block.level == 1 else _LINE
            return {"kind": "heading", "level": block.level, "text": _text(block.text, line)}
        case Paragraph():
            return {"kind": "paragraph", "text": _text(block.text)}
        case Listing():
            kind = "bullets" if block.first is None else "numbers"
            items = [_text(each) for each in block.items]
            long = len(items) > _SHORT_LIST or sum(_lines(each) for each in block.items) > _MOST_LINES
            return {"kind": kind, "first": block.first, "items": items, "long": long}
        case Signatures():
            lines = [_text(each) for each in block.lines]
            long = sum(_lines(each) for each in block.lines) > _MOST_LINES
            return {"kind": "signatures", "lines": lines, "long": long}
        case Table():
            return _table(block)
        case _:
            assert_never(block)


def _table(table: Table) -> dict[str, Any]:
    shares = blocks.widths(table, _PARTS)
    lines = [max(1, share * _TABLE_LINE // _PARTS) for share in shares]
    high = [
        max(_lines(cell, line) for cell, line in zip(row, lines, strict=True))
        for row in (*table.rows, *table.sums)
    ]
    headings = [column.heading for column in table.columns]
    return {
        "kind": "table",
        "long": len(high) > _SHORT_TABLE or sum(high) > _MOST_LINES,
        "high": max(high) > _MOST_LINES,
        "high_head": max(map(_lines, headings, lines)) > _MOST_LINES,
        "caption": _text(table.caption),
        "columns": [
            {"heading": _text(each.heading, line), "figures": each.figures, "share": share}
            for each, share, line in zip(table.columns, shares, lines, strict=True)
        ],
        "rows": [_row(row, lines) for row in table.rows],
        "sums": [_row(row, lines) for row in table.sums],
    }


def _row(row: tuple[Text, ...], lines: list[int]) -> list[list[dict[str, Any]]]:
    return [_text(cell, line) for cell, line in zip(row, lines, strict=True)]


def _lines(text: Text, line: int = _LINE) -> int:
    """Give the lines that a text takes at most, each of so many letters."""
    return 1 + len(blocks.plain(text)) // line + sum(isinstance(each, Break) for each in text)


def _text(text: Text, line: int = _LINE) -> list[dict[str, Any]]:
    return [{"kind": "break"} if isinstance(each, Break) else _run(each, line) for each in text]


def _run(run: Run, line: int) -> dict[str, Any]:
    return {"kind": "run", **asdict(run), "words": list(_parts(run.words, line))}


def _parts(words: str, line: int) -> Iterator[str]:
    """Part the words that no line takes, each part after some letters and their marks."""
    start = 0
    for word in re.finditer(r"[^ ]+", words):
        at = word.start()
        while word.end() - at > line:
            at += _PART_OF_WORD
            while at < word.end() and unicodedata.combining(words[at]):
                at += 1
            yield words[start:at]
            start = at
    yield words[start:]
