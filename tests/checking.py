"""What makes a document one that everybody can read, as far as Python can tell; each check lists faults."""

from __future__ import annotations

import functools
import io
import itertools
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openxml_audit
import outloud
import pikepdf
import pypdf

from tests import archiving

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf(content: bytes) -> list[str]:
    """List what is wrong with a PDF: by a validator, and what no validator sees."""
    return [*_by_outloud(content), *_by_structure(content), *archiving.faults(content)]


def _by_outloud(content: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "memo.pdf")
        path.write_bytes(content)
        result = outloud.check(str(path), layers=["conformance"])
    if result.error:
        yield result.error
    for each in result.findings:
        if each.severity != "info":
            yield str(each)


def _by_structure(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        root = file.Root
        if str(root.get("/Lang")) != "sv-SE":
            yield "the language is not Swedish"
        if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle"):
            yield "the title is not what the window shows"
        if not str(file.docinfo.get("/Title", "")):
            yield "there is no title"
        about = bytes(root.Metadata.read_bytes()).decode()
        for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
            if not re.search(rf"{name}(=\"|>){value}[\"<]", about):
                yield f"it does not say {name} {value}"
        yield from _of_elements(list(_elements(root.get("/StructTreeRoot", pikepdf.Dictionary()))))
        yield from _of_fonts(file)
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages, 1):
        if not page.extract_text().strip():
            yield f"page {number} has no text"


def _elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf has no types for what stands in a PDF
    kids = node.get("/K")
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _of_elements(elements: list[Any]) -> Iterator[str]:
    levels = [int(str(each.S)[2:]) for each in elements if re.fullmatch(r"/H[1-6]", str(each.S))]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "there is not one title"
    yield from _of_steps(levels)
    for each in elements:
        about = [said for said in _attributes(each) if said.get("/O") == pikepdf.Name.Table]
        if each.S == "/TH" and not any("/Scope" in said for said in about):
            yield "a heading of a table has no scope"
        if each.S == "/TD" and not any(len(said.get("/Headers", [])) > 1 for said in about):
            yield "a cell does not name the headings of its row and column"
        if each.S == "/TR" and not any(cell.S == "/TH" for cell in _elements(each)):
            yield "a row has no heading"
        if each.S == "/Table" and not any(below.S == "/Caption" for below in _elements(each)):
            yield "a table has no caption"


def _attributes(element: Any) -> list[Any]:  # noqa: ANN401 - as _elements
    found = element.get("/A")
    each = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [said for said in each if isinstance(said, pikepdf.Dictionary)]


def _of_fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/FontDescriptor":
            continue
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
            yield f"the font {each.FontName} is not embedded"


def _of_steps(levels: list[int]) -> Iterator[str]:
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


def word(content: bytes) -> list[str]:
    """List what is wrong with a Word document: by a validator, and what no validator sees."""
    return [*_by_audit(content), *_of_word(content)]


def _by_audit(content: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "memo.docx")
        path.write_bytes(content)
        yield from map(str, _validator().validate(str(path)).errors)


@functools.cache
def _validator() -> openxml_audit.OpenXmlValidator:
    # It reads its schemas once.
    return openxml_audit.OpenXmlValidator()


def _of_word(content: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    if not document.core_properties.title:
        yield "there is no title"
    if {each.get(f"{_W}val") for each in document.styles.element.iter(f"{_W}lang")} != {"sv-SE"}:
        yield "the language is not Swedish"
    styles = [str(each.style.name) for each in document.paragraphs if each.style is not None]
    if styles[:1] != ["Title"] or styles.count("Title") != 1:
        yield "there is not one title"
    headings = [int(name[-1]) for name in styles if re.fullmatch(r"Heading \d", name)]
    yield from _of_steps([0, *headings])
    for table in body.iter(f"{_W}tbl"):
        rows = table.findall(f"{_W}tr")
        if rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield "the head of a table is not repeated"
        if any(row.find(f"{_W}trPr/{_W}cantSplit") is None for row in rows):
            yield "a row can be broken over two pages"
        if table.find(f"{_W}tblPr/{_W}tblCaption") is None:
            yield "a table does not say what it is about"
        above = table.getprevious().find(f"{_W}pPr/{_W}pStyle")
        if above is None or above.get(f"{_W}val") not in {"Caption", "Beskrivning"}:
            yield "a table has no caption"
