"""A document as one HTML page that everybody can read: WCAG 2.1, level AA.

Whatever an official has written is escaped, and the page fetches nothing and runs nothing.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import Break, Heading, Listing, Paragraph, Signatures, Table
from iopctl.source import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.memo.document.blocks import Block, Document, Run, Text

_STYLE = Path(__file__).with_name("web.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(document: Document) -> str:
    """Write a document as a page of its own."""
    return "\n".join([*_head(document), *_body(document), "</html>", ""])


def _head(document: Document) -> Iterator[str]:
    letterhead = document.letterhead
    yield "<!DOCTYPE html>"
    yield f'<html lang="{blocks.LANGUAGE}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="author" content="{escape(letterhead.sender)}">'
    yield f'<meta name="description" content="{escape(letterhead.running)}">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>\n{files.shipped(_STYLE)}</style>"
    yield "</head>"


def _body(document: Document) -> Iterator[str]:
    tables = 0
    yield "<body>"
    yield '<a class="skip" href="#innehall">Till innehållet</a>'
    yield '<main id="innehall" tabindex="-1">'
    for block in document.blocks:
        if isinstance(block, Table):
            tables += 1
            yield from _table(block, tables)
        else:
            yield from _block(block)
    yield "</main>"
    yield "</body>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            yield f"<p>{_text(block.text)}</p>"
        case Listing(first=None):
            yield from _listing(block, "<ul>", "</ul>")
        case Listing():
            start = "" if block.first == 1 else f' start="{block.first}"'
            yield from _listing(block, f"<ol{start}>", "</ol>")
        case Signatures():
            yield '<div class="signatures">'
            yield from (f"<p>{_text(line)}</p>" for line in block.lines)
            yield "</div>"
        case Table():
            yield from _table(block, 1)
        case _:
            assert_never(block)


def _listing(block: Listing, start: str, stop: str) -> Iterator[str]:
    yield start
    yield from (f"<li>{_text(item)}</li>" for item in block.items)
    yield stop


def _table(table: Table, number: int) -> Iterator[str]:
    """Write a table in a part that can be scrolled sideways by key, should the screen be narrow."""
    name = f"tabell-{number}"
    yield f'<section class="table" aria-labelledby="{name}" tabindex="0">'
    yield "<table>"
    yield f'<caption id="{name}">{_text(table.caption)}</caption>'
    yield "<thead>"
    cells = (
        f'<th scope="col"{_side(column.figures)}>{_text(column.heading)}</th>' for column in table.columns
    )
    yield f"<tr>{''.join(cells)}</tr>"
    yield "</thead>"
    for part, rows in (("tbody", table.rows), ("tfoot", table.sums)):
        if rows:
            yield f"<{part}>"
            yield from (_row(row, table) for row in rows)
            yield f"</{part}>"
    yield "</table>"
    yield "</section>"


def _row(row: tuple[Text, ...], table: Table) -> str:
    first, *others = (
        f"{_side(column.figures)}>{_text(cell)}" for cell, column in zip(row, table.columns, strict=True)
    )
    return f'<tr><th scope="row"{first}</th>{"".join(f"<td{each}</td>" for each in others)}</tr>'


def _side(figures: bool) -> str:  # noqa: FBT001 - it is what a column is
    return ' class="figures"' if figures else ""


def _text(text: Text) -> str:
    return "".join("<br>" if isinstance(each, Break) else _run(each) for each in text)


def _run(run: Run) -> str:
    words = escape(run.words)
    if run.italic:
        words = f"<em>{words}</em>"
    if run.bold:
        words = f"<strong>{words}</strong>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
