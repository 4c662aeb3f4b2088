"""A document as one HTML page that everybody can read: WCAG 2.1, level AA.

Whatever an official has written is escaped, and the page fetches nothing and runs nothing.
"""

from __future__ import annotations

import itertools
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import Break, Column, Heading, Listing, Paragraph, Signatures, Table
from iopctl.source import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.memo.document.blocks import Block, Document, Run, Text

_STYLE = Path(__file__).with_name("html.css")
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="description" content="{description}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#innehall">Till innehållet</a>
<main id="innehall" tabindex="-1">
{blocks}
</main>
</body>
</html>
"""


def write(document: Document) -> str:
    """Write a document as a page of its own."""
    numbers = itertools.count(1)
    return _PAGE.format(
        language=blocks.LANGUAGE,
        author=escape(document.letterhead.sender),
        description=escape(document.letterhead.running),
        title=escape(document.title),
        style=files.shipped(_STYLE),
        blocks="\n".join(line for block in document.blocks for line in _block(block, numbers)),
    )


def _block(block: Block, numbers: Iterator[int]) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            yield f"<p>{_text(block.text)}</p>"
        case Listing():
            start = "" if block.first in {None, 1} else f' start="{block.first}"'
            yield "<ul>" if block.first is None else f"<ol{start}>"
            yield from (f"<li>{_text(item)}</li>" for item in block.items)
            yield "</ul>" if block.first is None else "</ol>"
        case Signatures():
            yield '<div class="signatures">'
            yield from (f"<p>{_text(line)}</p>" for line in block.lines)
            yield "</div>"
        case Table():
            yield from _table(block, f"tabell-{next(numbers)}")
        case _:
            assert_never(block)


def _table(table: Table, name: str) -> Iterator[str]:
    """Write a table in a part that can be scrolled sideways by key, should the screen be narrow."""
    yield f'<section class="table" aria-labelledby="{name}" tabindex="0">'
    yield "<table>"
    yield f'<caption id="{name}">{_text(table.caption)}</caption>'
    yield "<thead>"
    headings = (_cell("th", column.heading, column, ' scope="col"') for column in table.columns)
    yield f"<tr>{''.join(headings)}</tr>"
    yield "</thead>"
    for part, rows in (("tbody", table.rows), ("tfoot", table.sums)):
        if rows:
            yield f"<{part}>"
            for row in rows:
                cells = zip(row[1:], table.columns[1:], strict=True)
                about = _cell("th", row[0], table.columns[0], ' scope="row"')
                yield f"<tr>{about}{''.join(_cell('td', text, column) for text, column in cells)}</tr>"
            yield f"</{part}>"
    yield "</table>"
    yield "</section>"


def _cell(tag: str, text: Text, column: Column, scope: str = "") -> str:
    side = ' class="figures"' if column.figures else ""
    return f"<{tag}{scope}{side}>{_text(text)}</{tag}>"


def _text(text: Text) -> str:
    return "".join("<br>" if isinstance(each, Break) else _run(each) for each in text)


def _run(run: Run) -> str:
    words = escape(run.words)
    if run.italic:
        words = f"<em>{words}</em>"
    if run.bold:
        words = f"<strong>{words}</strong>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
