"""Memos as documents, for the tests of every format."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from pathlib import Path

import docx
import pypdf

from iopctl.views.document import blocks, parsing
from iopctl.views.document.blocks import Document, Letterhead

GOLDEN = Path(__file__).parent / "golden"
LETTERHEAD = Letterhead(
    kind="Tjänsteskrivelse",
    sender="Arbetsmarknadsförvaltningen",
    dated="13 juli 2021",
    day=date(2021, 7, 13),
    case_number="AN 2021-58",
)

# Every kind of block, and what is hard about it: no-break spaces, characters that formats escape, a sum.
EVERYTHING = """\
# Partnerskap med *Språkvännerna* & <vänner\\>

Tjänsteskrivelse 13 juli 2021 · Dnr AN 2021-58

## Förslag till beslut

1. Överenskommelsen **antas** för 664\u00a0800 kronor.
2. Beslutet gäller *genast*.

### Underlag

- Bilaga 1, ”Avtal”, 51,0\u00a0%
- [Kommunens _mål_](https://www.exempelby.se/mål?a=1&b=2)

## Ekonomi

Parternas insatser:

| Part | Per år |
| --- | ---: |
| Exempelby | 339\u00a0200 kr |
| Språkvännerna \\| SV | 325\u00a0600 kr |
| **Totalt** | **664\u00a0800 kr** |

Efter tabellen\\
en ny rad.

---

Arbetsmarknadsförvaltningen

Kim Exempel, enhetschef

## Beslutet skickas till

- Språkvännerna
"""


def parsed(markdown: str) -> Document:
    """Read Markdown that makes a document."""
    read = parsing.parse(markdown, LETTERHEAD)
    assert isinstance(read, Document), [each.message for each in read]
    return read


def golden(name: str) -> Document:
    """Read the approved memo of a real agreement."""
    return parsed((GOLDEN / f"{name}.md").read_text(encoding="utf-8"))


def words(document: Document) -> list[str]:
    """List a document's words in the order in which they are read."""
    return [
        word
        for block in document.blocks
        for text in blocks.texts(block)
        for word in split(blocks.plain(text))
    ]


def split(text: str) -> list[str]:
    """List the words of a text; a no-break space holds a word together."""
    return re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")) if text.strip(" \t\r\n") else []


def missing(document: Document, found: list[str]) -> str:
    """Give the first word of a document that is not found after those before it; nothing if all are."""
    left = iter(found)
    return next((word for word in words(document) if word not in left), "")


def text_of_word(content: bytes) -> str:
    """Give the text of a Word document, a paragraph on each line."""
    body = docx.Document(io.BytesIO(content)).element.body
    lines = ("".join(each.text or " " for each in p.iter("{*}t", "{*}br")) for p in body.iter("{*}p"))
    return "".join(f"{line}\n" for line in lines if line)


def text_of_pdf(content: bytes) -> str:
    """Give the text of a PDF, page by page."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join(f"{page.extract_text()}\n" for page in pages)


def text_of_html(content: bytes) -> str:
    """Give the text of a page's main part."""
    return html.unescape(re.sub(r"<[^>]+>", " ", content.decode().partition("<main")[2].partition(">")[2]))


TEXTS = {"docx": text_of_word, "pdf": text_of_pdf, "html": text_of_html}
