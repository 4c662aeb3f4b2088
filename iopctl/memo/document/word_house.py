"""A municipality's Word file, or the one that is shipped, opened for each document anew.

What Word has saved may be damaged, or made by another program, in more ways than anybody could list.
Holds: a file without numbering, settings or a page of its own.
Does not: no zip archive, a template, a file with macros, a part that is missing or damaged → one sentence.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml

from iopctl import bugs, codes
from iopctl.memo.document.word_package import SECTION, Package
from iopctl.problem import IopctlError
from iopctl.source import files, folder, packed
from iopctl.struct import Struct

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_HERE = Path(__file__).parent
# What python-docx's own file holds beyond what a memo needs.
_SURPLUS = {"webSettings", "customXml", "thumbnail", "extended-properties"}


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
    section._sectPr.getparent().replace(section._sectPr, parse_xml(SECTION))
    return document
