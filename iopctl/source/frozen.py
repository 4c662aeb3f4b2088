"""The memos as boards saw them: the folder `frozen` beside the agreements, and the list of their checksums.

The list has the form of `sha256sum`, one memo a line, sorted by name, so that `sha256sum -c SHA256SUMS`
checks it without iopctl; a memo's name is AGREEMENT.MATTER.md. It is the Markdown that is frozen, since every
word is in it. Line ends count as Unix has them, whatever a system has made of them.

Holds: a frozen memo that was checked out with Windows line ends → its checksum is that of the list.
Does not: a frozen memo in which one word was changed → the place in the list, and both checksums.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.problem import Place, Problem
from iopctl.source import files, folder
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iopctl.problem import Finding
    from iopctl.source.folder import Folder

NAME = "SHA256SUMS"
SUFFIX = ".md"

_LINE = re.compile(
    r"(?P<checksum>[0-9a-fA-F]{64}) [ *](?:\./|\.\\)?(?P<name>[^/\\\x00-\x1f\x7f]+\.[^/\\\x00-\x1f\x7f]+\.md)"
)
# What no system takes in a file's name, or Windows not at its end.
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$')
_LONGEST = 240


class Line(Struct):
    """One memo of the list."""

    agreement: str
    matter: str
    checksum: str
    place: Place

    @property
    def name(self) -> str:
        """The name of the memo's file."""
        return file_name(self.agreement, self.matter)

    def problem(self, finding: Finding) -> Problem:
        """Place a finding at the line."""
        return Problem.of(finding, self.place)


class Frozen(Struct):
    """The folder, whether it is there or not, and its list."""

    path: Path
    lines: tuple[Line, ...] = ()
    unread: tuple[Problem, ...] = ()
    """The lines that cannot be relied on: with them it is not known what is frozen."""
    content: bytes = b""
    """The list as it was read."""

    def line(self, agreement_id: str, matter_id: str) -> Line | None:
        """Find the line of a matter's memo; None where it is not frozen."""
        wanted = (agreement_id, _composed(matter_id))
        return next((each for each in self.lines if (each.agreement, each.matter) == wanted), None)

    def of(self, agreement_id: str) -> tuple[Line, ...]:
        """Give the lines of an agreement's memos."""
        return tuple(each for each in self.lines if each.agreement == agreement_id)

    def words(self, line: Line) -> str | Problem:
        """Read a frozen memo, or say that it is not the one that was frozen."""
        path = self.path / line.name
        file = folder.shown(path)
        try:
            text = files.read(path, most=files.MEMO).replace(b"\r\n", b"\n")
        except FileNotFoundError:
            finding = codes.FROZEN_MISSING.at((), file=file, agreement=line.agreement, matter=line.matter)
            return line.problem(finding)
        except OSError as error:
            reason = error.strerror or str(error)
            return Problem.of(codes.UNREADABLE_FILE.at((), reason=reason), Place(file))
        found = hashlib.sha256(text).hexdigest()
        if found != line.checksum:
            return line.problem(codes.FROZEN_CHANGED.at((), file=file, found=found[:12]))
        return text.decode("utf-8", "replace")

    def check(self, ids: Iterable[str]) -> Iterator[Problem]:
        """Find what is wrong in the list and with its memos, in a register of these agreements."""
        yield from self.unread
        yield from (found for found in map(self.words, self.lines) if isinstance(found, Problem))
        listed = {each.name for each in self.lines}
        for name in self.names:
            if _composed(name) not in listed and not self.unread:
                place = Place(folder.shown(self.path / name))
                yield Problem.of(codes.NOT_LISTED.at((), name=name), place)
        known = set(ids)
        for each in self.lines:
            if each.agreement not in known:
                cure = spelling.closest(each.agreement, known, folder.ALIKE)
                yield each.problem(
                    codes.FROZEN_AGREEMENT.at((), name=each.name, id=each.agreement, cure=cure)
                )

    def unknown_matters(self, agreement_id: str, matters: Iterable[str]) -> Iterator[Problem]:
        """Find the memos that belong to no matter of their agreement."""
        known = {_composed(each) for each in matters}
        for each in self.of(agreement_id):
            if each.matter not in known:
                cure = spelling.closest(each.matter, known)
                finding = codes.FROZEN_MATTER.at(
                    (), name=each.name, agreement=agreement_id, id=each.matter, cure=cure
                )
                yield each.problem(finding)

    def with_memo(self, agreement_id: str, matter_id: str, words: str) -> bytes:
        """Give the list with a memo in it, sorted; what else stands in it stays, above."""
        matter = _composed(matter_id)
        here = Line(agreement_id, matter, checksum(words), Place(NAME))
        others = [each for each in self.lines if each.name != here.name]
        lines = sorted((*others, here), key=lambda each: each.name)
        remarks = [line for line in _text(self.content).splitlines() if line.startswith("#")]
        return "".join(
            f"{line}\n" for line in (*remarks, *(f"{each.checksum}  {each.name}" for each in lines))
        ).encode()

    @property
    def names(self) -> list[str]:
        """List what is named as a frozen memo is."""
        if not files.is_folder(self.path):
            return []
        names = files.names(self.path)
        return [each for each in names if each.endswith(SUFFIX) and "." in each.removesuffix(SUFFIX)]


def read(agreements: Folder) -> Frozen:
    """Read the list of a register; there need be none."""
    home = agreements.frozen
    path = home / NAME
    if not files.exists(path):
        none = Frozen(home)
        gone = (Problem.of(codes.FROZEN_LIST_GONE.at(()), Place(folder.shown(path))),)
        return replace(none, unread=gone) if none.names else none
    try:
        content = files.read(path, most=files.CHECKSUMS)
    except OSError as error:
        finding = codes.UNREADABLE_FILE.at((), reason=error.strerror or str(error))
        return Frozen(home, unread=(Problem.of(finding, Place(folder.shown(path))),))
    return listed(home, content)


def listed(home: Path, content: bytes) -> Frozen:
    """Read what a list holds."""
    path = home / NAME
    lines: dict[str, Line] = {}
    unread = []
    for outcome in _read(content, folder.shown(path)):
        if isinstance(outcome, Problem):
            unread.append(outcome)
        elif lines.setdefault(outcome.name, outcome).checksum != outcome.checksum:
            first = lines[outcome.name].place.line
            unread.append(outcome.problem(codes.FROZEN_TWICE.at((), name=outcome.name, first=first)))
    return Frozen(home, tuple(lines.values()), tuple(unread), content)


def _read(content: bytes, file: str) -> Iterator[Line | Problem]:
    for number, line in enumerate(_text(content).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(file, number, 1, len(line))
        match = _LINE.fullmatch(line)
        if match is None:
            yield Problem.of(codes.NOT_A_CHECKSUM.at(()), place, line)
            continue
        agreement, _, matter = _composed(match["name"].removesuffix(SUFFIX)).partition(".")
        name = replace(place, column=match.start("name") + 1, length=len(match["name"]))
        yield Line(agreement, matter, match["checksum"].lower(), name)


def checksum(words: str) -> str:
    """Give the checksum of a memo, as `sha256sum` gives it."""
    return hashlib.sha256(words.encode()).hexdigest()


def file_name(agreement_id: str, matter_id: str) -> str:
    """Name the file of a frozen memo."""
    return f"{agreement_id}.{_composed(matter_id)}{SUFFIX}"


def can_be_named(agreement_id: str, matter_id: str) -> bool:
    """Tell whether every system can have a file of that name."""
    fits = len(file_name(agreement_id, matter_id).encode()) <= _LONGEST
    return fits and _NOT_IN_A_NAME.search(matter_id) is None


def _composed(text: str) -> str:
    """Write å, ä and ö in one way: some systems keep them as two characters."""
    return unicodedata.normalize("NFC", text)


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")
