"""Memos as documents, for the tests of every format."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from pathlib import Path

import docx
import pypdf

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import Document, Letterhead
from iopctl.memo.document.markdown import parse
from iopctl.problem import Finding

GOLDEN = Path(__file__).parent / "golden"
MADE_UP = Path(__file__).parent / "register" / "memos"
# Each kind of matter and the yearly report, in each profile.
OF_EVERY_KIND = sorted((path.parent.name, path.stem) for path in MADE_UP.glob("*/*.md"))
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


def read(markdown: str) -> Document | tuple[Finding, ...]:
    """Read Markdown, which may make no document."""
    return parse(markdown, LETTERHEAD)


def parsed(markdown: str) -> Document:
    """Read Markdown that makes a document."""
    document = read(markdown)
    assert isinstance(document, Document), [each.message for each in document]
    return document


def golden(name: str) -> Document:
    """Read the approved memo of a real agreement."""
    return parsed((GOLDEN / f"{name}.md").read_text(encoding="utf-8"))


def made_up(profile: str, name: str) -> Document:
    """Read the approved memo of a made-up agreement, or the approved yearly report, in a profile."""
    return parsed((MADE_UP / profile / f"{name}.md").read_text(encoding="utf-8"))


def texts(document: Document) -> list[str]:
    """List a document's texts in the order in which they are read."""
    return [blocks.plain(text) for block in document.blocks for text in blocks.texts(block)]


def missing(document: Document, found: str) -> str:
    """Give the first text of a document that does not stand after those before it; nothing if all do.

    Where lines end is another matter: a cell may be narrow, and so may a page.
    """
    found, at = _squeezed(found), 0
    for text in map(_squeezed, texts(document)):
        if text not in found[at:]:
            return text
        at = found.index(text, at) + len(text)
    return ""


def beyond(document: Document, found: str) -> str:
    """Give what stands between the texts of a document, of which none is missing."""
    found, at, left = _squeezed(found), 0, ""
    for text in map(_squeezed, texts(document)):
        begins = found.index(text, at)
        left, at = left + found[at:begins], begins + len(text)
    return left + found[at:]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def text_of_word(content: bytes) -> str:
    """Give the text of a Word document, a paragraph on each line."""
    body = docx.Document(io.BytesIO(content)).element.body
    lines = ("".join(each.text or " " for each in p.iter("{*}t", "{*}br")) for p in body.iter("{*}p"))
    return "".join(f"{line}\n" for line in lines if line)


def text_of_pdf(content: bytes) -> str:
    """Give the text of a PDF, page by page, without what stands above and below it."""
    file = pypdf.PdfReader(io.BytesIO(content))
    about = file.metadata
    assert about is not None
    running = rf"{re.escape(about.author or '')} ?{re.escape(about.subject or '')}|Sida \d+ av \d+"
    return re.sub(running, "", "".join(f"{page.extract_text()}\n" for page in file.pages))


def text_of_html(content: bytes) -> str:
    """Give the text of a page's main part."""
    return html.unescape(re.sub(r"<[^>]+>", " ", content.decode().partition("<main")[2].partition(">")[2]))


TEXTS = {"docx": text_of_word, "pdf": text_of_pdf, "html": text_of_html}
