"""The formats of a memo, by the suffix of their files; each writer is imported once it is asked for.

A format whose libraries are not installed stops the run before anything is written.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TypeAlias

from iopctl import bugs, codes, swedish
from iopctl.memo.document.blocks import Letterhead
from iopctl.problem import Finding, IopctlError
from iopctl.rules import memo
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from iopctl.memo.document.blocks import Document
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.rules.yearly import Report

MARKDOWN = "md"


class House(Struct):
    """How a municipality's documents look, as its settings say; else as iopctl ships them."""

    docx: Path | None = None
    """The Word file whose styles, headers and margins are taken."""
    fonts: Path | None = None
    """The folder of its own fonts."""
    font: str | None = None
    """The font of PDF."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it is made of, which no memo may take the place of."""
        return () if self.docx is None else (self.docx,)


Write: TypeAlias = "Callable[[Document], bytes | Finding]"


def _html(_house: House) -> Write:
    from iopctl.memo.document import html

    return lambda document: html.write(document).encode()


def _docx(house: House) -> Write:
    with _needing("docx", "A memo in Word (docx)"):
        from iopctl.memo.document import word
    return word.writer(house)


def _pdf(house: House) -> Write:
    with _needing("pdf", "A memo as PDF"):
        from iopctl.memo.document import pdf
    return pdf.writer(house)


@contextlib.contextmanager
def _needing(extra: str, what: str) -> Iterator[None]:
    """Say what to install, where a library that is no part of iopctl itself is missing."""
    try:
        yield
    except ImportError as error:
        if (error.name or "").startswith("iopctl"):
            raise
        raise IopctlError(codes.NO_EXTRA, what=what, extra=extra) from None


DOCUMENTS: Mapping[str, Callable[[House], Write]] = {"docx": _docx, "html": _html, "pdf": _pdf}
FORMATS = (MARKDOWN, *DOCUMENTS)
# What a terminal, a pipe and a comparison can show.
TEXTS = (MARKDOWN, "html")


class Writer:
    """Writes memos in one or several formats."""

    def __init__(self, formats: Iterable[str], house: House) -> None:
        self._formats = tuple(formats)
        self._writers = {name: DOCUMENTS[name](house) for name in self._formats if name != MARKDOWN}

    def write(self, markdown: str, letterhead: Letterhead) -> dict[str, bytes] | tuple[Finding, ...]:
        """Write a memo in every format asked for, or say why it cannot be a document."""
        written = {MARKDOWN: markdown.encode()}
        # Without a title it could never be anything but Markdown, and is hardly a memo; parsing says so.
        if self._writers or not markdown.lstrip().startswith("# "):
            from iopctl.memo.document.markdown import parse

            document = parse(markdown, letterhead)
            if isinstance(document, tuple):
                return document
            for name, write in self._writers.items():
                outcome = _attempt(name, write, document)
                if isinstance(outcome, Finding):
                    return (outcome,)
                written[name] = outcome
        return {name: written[name] for name in self._formats}


def _attempt(name: str, write: Write, document: Document) -> bytes | Finding:
    """Write a document; whatever goes wrong is told of this one, and keeps no other from being written."""
    try:
        return write(document)
    except IopctlError as error:
        reason, cure = str(error).removesuffix("."), error.hint
    except BaseException as error:  # noqa: BLE001 - typst panics with what is no Exception
        reason, cure = bugs.caught(error), codes.REPORT_IT
    return codes.NOT_WRITTEN_AS.at((), form=name, reason=reason, cure=cure)


def of_memo(board: Party, matter: Matter, profile: Profile) -> Letterhead:
    """Give what a memo says about itself; nothing in it is computed."""
    return Letterhead(
        kind=profile.document,
        sender=memo.administration(board, profile),
        dated=swedish.rough_day(matter.dated),
        day=matter.dated.last,
        case_number=matter.case_number or "",
    )


def of_report(report: Report) -> Letterhead:
    """Give what the yearly report says about itself."""
    return Letterhead(
        kind=report.profile.document,
        sender=report.administration,
        dated=swedish.day(report.as_of),
        day=report.as_of,
    )
