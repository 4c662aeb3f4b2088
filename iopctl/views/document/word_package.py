"""The file around a Word document: house file, styles, numbering, properties; the only door to python-docx.

The same document gives the same bytes: parts keep their order, and what a zip archive says of time is fixed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from iopctl import catalogue
from iopctl.problem import IopctlError
from iopctl.source import files, folder
from iopctl.struct import Struct
from iopctl.views.document import blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from iopctl.views.document.blocks import Document

_HERE = Path(__file__).parent
_NAMESPACES = nsdecls("w", "r")
_TABLE_STYLE = "Table Grid"
# What python-docx's own file holds beyond what a memo needs.
_SURPLUS = {"webSettings", "customXml", "thumbnail", "extended-properties"}
# What belongs to the text of a house file, which a memo does not keep.
_OF_THE_TEXT = {RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.COMMENTS}
# Word 2013 and later.
_COMPATIBILITY = "15"
# Styles for Word 2010, which would have to be the same as the others.
_OLD_STYLES = "/stylesWithEffects"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class HouseFile(Struct):
    """A house file as it was read, once for all memos."""

    name: str
    content: bytes | None
    """None for the file that is shipped."""

    @classmethod
    def load(cls, path: Path | None) -> HouseFile:
        """Read a house file; raise IopctlError if it cannot serve as one."""
        if path is None:
            return cls("", None)
        try:
            house = cls(folder.shown(path), files.read(path, most=files.DOCUMENT))
        except OSError as error:
            raise IopctlError(
                catalogue.HOUSE_UNREADABLE, path=folder.shown(path), reason=error.strerror
            ) from None
        house.package()
        return house

    def package(self) -> Package:
        """Open the file anew, for one document."""
        if self.content is None:
            return Package(_shipped(), self.name)
        try:
            return Package(docx.Document(io.BytesIO(self.content)), self.name)
        except (OpcError, ValueError, LookupError, zipfile.BadZipFile, SyntaxError, AttributeError):
            raise IopctlError(catalogue.HOUSE_NOT_DOCX, path=self.name) from None


def _shipped() -> WordDocument:
    """Make the plain file that is shipped: python-docx's, with styles and numbering of our own."""
    document = docx.Document()
    for owner in (document.part, document.part.package):
        for key, each in list(owner.rels.items()):
            if each.reltype.rsplit("/", 1)[-1] in _SURPLUS:
                del owner.rels[key]
    for part, name in ((document.part._styles_part, "styles"), (document.part.numbering_part, "numbering")):
        part._element = parse_xml(files.shipped(_HERE / f"word_{name}.xml").encode())
    section = document.sections[0]
    section._sectPr.getparent().replace(section._sectPr, parse_xml(_SECTION))
    return document


_SECTION = f"""<w:sectPr {_NAMESPACES}>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"
 w:header="709" w:footer="709" w:gutter="0"/>
</w:sectPr>"""


class Package:
    """One Word file on its way: asked for styles and numbers while the text is written, then filled."""

    def __init__(self, document: WordDocument, name: str) -> None:
        self._document = document
        self._name = name
        for key, each in list(document.part.rels.items()):
            if each.reltype in _OF_THE_TEXT or each.reltype.endswith(_OLD_STYLES):
                del document.part.rels[key]
        self._styles: dict[str, Any] = {}
        for style in document.styles.element.iterchildren(qn("w:style")):
            named = style.find(qn("w:name"))
            if named is not None:
                self._styles[named.get(qn("w:val")).lower()] = style
        # The last section is the one whose page the memo is written on.
        section = document.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        self.text_width = int(((section.page_width or 0) - sides) / 635)

    def style(self, name: str) -> str:
        """Find a style's id by its name; raise IopctlError if the house file has none of that name."""
        if name.lower() not in self._styles:
            raise IopctlError(catalogue.HOUSE_STYLE, path=self._name, style=name)
        return str(self._styles[name.lower()].get(qn("w:styleId")))

    def table_look(self, size: str) -> str:
        """Say how a table looks, with its size; where the house file has no style for it, by plain lines."""
        if _TABLE_STYLE.lower() in self._styles:
            return f'<w:tblStyle w:val="{self.style(_TABLE_STYLE)}"/>{size}'
        line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
        lines = "".join(f"<w:{side} {line}/>" for side in ("top", "bottom", "insideH"))
        return f"{size}<w:tblBorders>{lines}</w:tblBorders>"

    def link(self, address: str) -> str:
        """Make a link's address known, and give what the text calls it."""
        return self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def numbering(self, style: str, first: int) -> int:
        """Begin a new numbering that looks like a style's."""
        numbering = self._document.part.numbering_part.element
        abstract = self._abstract(style, numbering)
        new = numbering.add_num(abstract)
        new.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(new.numId)

    def _abstract(self, style: str, numbering: Any) -> int:
        """Find what a style's numbers look like; where it does not say, they are 1. 2. 3."""
        self.style(style)
        element = self._styles[style.lower()]
        found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if found is not None:
            return int(numbering.num_having_numId(int(found.get(qn("w:val")))).abstractNumId.val)
        number = (
            max(
                (
                    int(each.get(qn("w:abstractNumId")))
                    for each in numbering.iterchildren(qn("w:abstractNum"))
                ),
                default=0,
            )
            + 1
        )
        plain = parse_xml(files.shipped(_HERE / "word_numbering.xml").encode()).findall(qn("w:abstractNum"))[
            -1
        ]
        plain.set(qn("w:abstractNumId"), str(number))
        numbering.insert(0, plain)
        return number

    def fill(self, body: str) -> None:
        """Put the text where the house file's own was."""
        element = self._document.element.body
        section = element.sectPr
        for child in list(element):
            if child is not section:
                element.remove(child)
        for child in parse_xml(f"<w:body {_NAMESPACES}>{body}</w:body>"):
            section.addprevious(child)

    def describe(self, document: Document) -> None:
        """Say what the document is, when it was written and in which language."""
        self._write_properties(document)
        self._set_language()
        self._set_compatibility()

    def frame(self, header: str, footer: str) -> None:
        """Write above and below each page, though nothing above the first.

        A house file that has headers or footers of its own keeps them, and gets no others.
        """
        section = self._document.sections[-1]
        if any(section._sectPr.findall(qn(f"w:{each}Reference")) for each in ("header", "footer")):
            return
        section.different_first_page_header_footer = True
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{self.text_width}"/></w:tabs>'
        for part, style, runs in (
            (section.header, "header", header),
            (section.footer, "footer", footer),
            (section.first_page_header, "header", ""),
            (section.first_page_footer, "footer", footer),
        ):
            part.is_linked_to_previous = False
            named = f'<w:pStyle w:val="{self.style(style)}"/>' if style in self._styles else ""
            paragraph = parse_xml(f"<w:p {_NAMESPACES}><w:pPr>{named}{tabs}</w:pPr>{runs}</w:p>")
            old = part.paragraphs[0]._p
            old.getparent().replace(old, paragraph)

    def saved(self) -> bytes:
        """Give the file's bytes, the same for the same document."""
        file = io.BytesIO()
        self._document.save(file)
        again = io.BytesIO()
        with zipfile.ZipFile(file) as found, zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as archive:
            for name in found.namelist():
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), found.read(name))
        return again.getvalue()

    def _write_properties(self, document: Document) -> None:
        letterhead = document.letterhead
        properties = self._document.core_properties
        properties.title = document.title
        properties.subject = letterhead.running
        properties.author = letterhead.sender
        properties.last_modified_by = letterhead.sender
        properties.category = letterhead.kind
        properties.identifier = letterhead.case_number
        properties.keywords = ""
        properties.comments = ""
        properties.language = blocks.LANGUAGE
        properties.revision = 1
        properties.created = properties.modified = datetime.combine(letterhead.day, time())

    def _set_language(self) -> None:
        styles = self._document.styles.element
        defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is not None and defaults.find(qn("w:lang")) is None:
            defaults.append(parse_xml(f'<w:lang {_NAMESPACES} w:val="{blocks.LANGUAGE}"/>'))
        for each in styles.iter(qn("w:lang")):
            each.set(qn("w:val"), blocks.LANGUAGE)

    def _set_compatibility(self) -> None:
        """Have Word lay the document out as it does today, and not as it did in the house file's year."""
        settings = self._document.settings.element
        for each in settings.iter(qn("w:compatSetting")):
            if each.get(qn("w:name")) == "compatibilityMode":
                each.set(qn("w:val"), _COMPATIBILITY)
