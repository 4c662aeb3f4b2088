"""The file around a Word document, the municipality's own or the one that is shipped: styles and numbers.

What Word has saved may be damaged, or made by another program, in more ways than anybody could list.
Holds: a file without numbering, settings or a page of its own.
Does not: no zip archive, a template, a file with macros, a part that is missing or damaged → one sentence.
The same document gives the same bytes: parts keep their order, and what a zip archive says of time is fixed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from iopctl import bugs, codes
from iopctl.memo.document import blocks, packed
from iopctl.problem import IopctlError
from iopctl.source import files, folder
from iopctl.struct import Struct

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from iopctl.memo.document.blocks import Document

_HERE = Path(__file__).parent
# What python-docx's own file holds beyond what a memo needs.
_SURPLUS = {"webSettings", "customXml", "thumbnail", "extended-properties"}
_NAMESPACES = nsdecls("w", "r")
_ABSTRACT = qn("w:abstractNumId")
_TABLE_STYLE = "Table Grid"
# What belongs to the text of a house file, which a memo does not keep.
_OF_THE_TEXT = {RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.COMMENTS}
# Word 2013 and later.
_COMPATIBILITY = "15"
# Styles for Word 2010, which would have to be the same as the others.
_OLD_STYLES = "/stylesWithEffects"
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What Word takes of a property, in characters.
_LONGEST_PROPERTY = 255
# Word lets a style rest on another, and so on, for ten steps.
_MOST_BASES = 10

_SECTION = f"""<w:sectPr {_NAMESPACES}>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418"
 w:header="709" w:footer="709" w:gutter="0"/>
</w:sectPr>"""
"""A page of A4, as the file that is shipped has it."""


class HouseFile(Struct):
    """A house file as it was read, once for all memos."""

    name: str
    content: bytes | None
    """None for the file that is shipped."""

    @classmethod
    def load(cls, path: Path | None) -> HouseFile:
        """Read a house file; raise IopctlError if it cannot be read, or is too large."""
        if path is None:
            return cls("", None)
        name = folder.shown(path)
        try:
            content = files.read(path, most=files.DOCUMENT)
        except OSError as error:
            raise IopctlError(codes.HOUSE_UNREADABLE, path=name, reason=error.strerror) from None
        try:
            return cls(name, packed.plain(content))
        except BaseException as error:  # noqa: BLE001 - as in `package`
            raise cls(name, content).unusable(error) from None

    def package(self) -> Package:
        """Open the file anew, for one document; raise IopctlError if it cannot serve."""
        if self.content is None:
            return Package(_shipped(), self.name)
        try:
            return Package(docx.Document(io.BytesIO(self.content)), self.name)
        except BaseException as error:  # noqa: BLE001 - what libraries say of a damaged file is without end
            raise self.unusable(error) from None

    def unusable(self, error: BaseException) -> IopctlError:
        """Say in one sentence why the file cannot serve."""
        if isinstance(error, IopctlError):
            return error
        if isinstance(error, zipfile.BadZipFile) or "is not a Word file" in str(error):
            return IopctlError(codes.HOUSE_NOT_DOCX, path=self.name)
        reason = error.args[0] if isinstance(error, (KeyError, packed.TooMuchError)) else bugs.caught(error)
        return IopctlError(codes.HOUSE_DAMAGED, path=self.name, reason=str(reason).removesuffix("."))


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


class Package:
    """One Word file on its way: asked for styles and numbers while the text is written, then filled."""

    def __init__(self, document: WordDocument, name: str) -> None:
        self._document = document
        self._name = name
        for key, each in list(document.part.rels.items()):
            if each.reltype in _OF_THE_TEXT or each.reltype.endswith(_OLD_STYLES):
                del document.part.rels[key]
        self._plain_looks: dict[bool, str] = {}
        self._links: dict[str, str] = {}
        self._styles: dict[str, Any] = {}
        for style in document.styles.element.iterchildren(qn("w:style")):
            named = style.find(qn("w:name"))
            if named is not None:
                self._styles[named.get(qn("w:val")).lower()] = style
        # The memo is written on the pages of the last section; a file that has none gets ours.
        if document.element.body.sectPr is None:
            document.element.body.append(parse_xml(_SECTION))
        section = document.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        self.text_width = int(((section.page_width or 0) - sides) / 635)

    def style(self, name: str) -> str:
        """Find a style's id by its name; raise IopctlError if the house file has none of that name."""
        if name.lower() not in self._styles:
            raise IopctlError(codes.HOUSE_STYLE, path=self._name, style=name)
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
        if address not in self._links:
            to = self._document.part.relate_to
            self._links[address] = to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[address]

    def numbering(self, style: str, first: int | None) -> int | None:
        """Begin a new numbering that looks like a style's; None where its items are marked as they are."""
        self.style(style)
        named = self._number_of(self._styles[style.lower()])
        numbering = self._numbering()
        known = {each.get(qn("w:numId")): each for each in numbering.iterchildren(qn("w:num"))}
        looks = known[named].find(qn("w:abstractNumId")).get(qn("w:val")) if named in known else None
        drawn = {each.get(_ABSTRACT): each for each in numbering.iterchildren(qn("w:abstractNum"))}
        if looks not in drawn:
            looks = self._plain(numbering, drawn, bullets=first is None)
        elif first is None:
            return None
        new = numbering.add_num(int(str(looks)))
        if first is not None:
            new.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(new.numId)

    def _number_of(self, style: Any) -> str | None:
        """Find the numbering of a style, or of one that it rests on; None where it has none."""
        by_id = {each.get(qn("w:styleId")): each for each in self._styles.values()}
        # A damaged file may have styles that rest on each other.
        for _ in range(_MOST_BASES):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            base = style.find(qn("w:basedOn"))
            if found is not None or base is None or base.get(qn("w:val")) not in by_id:
                return None if found is None else str(found.get(qn("w:val")))
            style = by_id[base.get(qn("w:val"))]
        return None

    def _numbering(self) -> Any:
        """Give the part in which numberings stand, or add one."""
        owner = self._document.part
        try:
            part: Any = owner.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            empty = f"<w:numbering {_NAMESPACES}/>".encode()
            name = PackURI("/word/numbering.xml")
            part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, owner.package)
            owner.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element

    def _plain(self, numbering: Any, drawn: dict[str, Any], *, bullets: bool) -> str:
        """Add what numbers look like where the house file does not say: 1. 2. 3., or points."""
        if bullets not in self._plain_looks:
            shipped = parse_xml(files.read(_HERE / "word_numbering.xml", most=files.SHIPPED))
            look = shipped.findall(qn("w:abstractNum"))[0 if bullets else -1]
            name = str(max((int(each) for each in drawn if each and each.isdecimal()), default=0) + 1)
            look.set(_ABSTRACT, name)
            # Pictures come first, and numberings last.
            before = numbering.find(qn("w:num"))
            numbering.append(look) if before is None else before.addprevious(look)
            self._plain_looks[bullets] = name
        return self._plain_looks[bullets]

    def fill(self, body: str) -> None:
        """Put the text where the house file's own was."""
        old = self._document.element.body
        # To move the paragraphs one by one would take the square of their number.
        new = parse_xml(f"<w:body {_NAMESPACES}>{body}</w:body>")
        new.append(old.sectPr)
        old.getparent().replace(old, new)

    def describe(self, document: Document) -> None:
        """Say what the document is, when it was written and in which language."""
        letterhead, properties = document.letterhead, self._document.core_properties
        said = {
            "title": document.title,
            "subject": letterhead.running,
            "author": letterhead.sender,
            "last_modified_by": letterhead.sender,
            "category": letterhead.kind,
            "identifier": letterhead.case_number,
            "keywords": "",
            "comments": "",
            "language": blocks.LANGUAGE,
        }
        for name, words in said.items():
            # The text says it all; a property takes no more.
            cut = words if len(words) <= _LONGEST_PROPERTY else f"{words[: _LONGEST_PROPERTY - 1]}…"
            setattr(properties, name, cut)
        properties.revision = 1
        properties.created = properties.modified = datetime.combine(letterhead.day, time())
        styles = self._document.styles.element
        defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is not None and defaults.find(qn("w:lang")) is None:
            defaults.append(parse_xml(f'<w:lang {_NAMESPACES} w:val="{blocks.LANGUAGE}"/>'))
        for each in styles.iter(qn("w:lang")):
            each.set(qn("w:val"), blocks.LANGUAGE)
        # Word is to lay the document out as it does today, and not as it did in the house file's year.
        for each in self._document.settings.element.iter(qn("w:compatSetting")):
            if each.get(qn("w:name")) == "compatibilityMode":
                each.set(qn("w:val"), _COMPATIBILITY)

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
