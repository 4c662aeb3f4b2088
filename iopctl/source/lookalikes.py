"""Characters that look like what YAML asks for, or like nothing at all, and are something else.

Word processors, web pages and chats put no-break spaces, soft hyphens, dashes, bullets and typographic quotes
where somebody means spaces, hyphens, list marks and quotes. YAML takes them for text, and stumbles later.
Where a file cannot be read, or a value is refused, such a character is named as the cause, where it stands.
Inside texts they are what they are; only what nobody can see, and quotes around a whole text, are told.

Holds: a no-break space after the colon of `by:` → named there, and not on the line below.
Does not: a no-break space in `title: 100 kr` written with one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.problem import Finding, Kind, Where
    from iopctl.source.reading import Document, Node

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BULLETS = "\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7"
_QUOTES = "\u2018-\u201f\u00ab\u00bb\u2039\u203a"
_ODD = re.compile(f"[{_BLANKS}{_NOTHING}{_DASHES}{_BULLETS}{_QUOTES}]")
_ODD_IN_A_NUMBER = re.compile(f"[{_BLANKS}{_NOTHING}{_QUOTES}]")
# Joiners hold letters of some scripts, and emoji, together: in a text they are meant.
_UNSEEN = re.compile(f"[{_NOTHING}]")
_JOINERS = {"\u200c", "\u200d"}
_SPACE = f"[{_BLANKS}{_NOTHING}]"
# Where a line can go wrong by them: its indent, its list mark, around the colon of its key, before its value.
_IN_A_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[ \t]*({_SPACE})[\s{_NOTHING}]*\S",
        rf"\s*({_SPACE})",
        rf"\s*([{_BULLETS}{_DASHES}])(?=\s)",
        rf"\s*(?:- +)*-({_SPACE})",
        rf"\s*(?:- +)*[\w-]+ *({_SPACE})\s*:",
        rf"\s*(?:- +)*[\w-]+ *:({_SPACE})",
        rf"\s*(?:- +)*[\w-]+ *: +([{_QUOTES}])",
        rf"\s*- +([{_QUOTES}])",
    )
)
_LINES_BACK = 3
# In what should be a number a dash is a minus or a range, and is told as that.
_NUMBERS = {
    codes.NEGATIVE,
    codes.NOT_AN_AMOUNT,
    codes.NOT_A_NUMBER,
    codes.NOT_A_COUNT,
    codes.NOT_A_QUANTITY,
    codes.NOT_A_PERCENTAGE,
}
_WRAPPED = re.compile(f"[{_QUOTES}].*[{_QUOTES}]", re.DOTALL)
# A comment that begins without a blank may be the rest of a text.
_CUT = re.compile(r"\S[ \t]+#[^\s#]")
_REST = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
_NOT_PLAIN = ("'", '"', "|", ">")


def cause(text: str, stop: int) -> int | None:
    """Find the character that makes YAML stumble at an offset: on its line, or on one just above."""
    if text.isascii():
        return None
    end = _line_end(text, stop)
    for _ in range(_LINES_BACK + 1):
        start = text.rfind("\n", 0, end) + 1
        found = _in_line(text, start, end)
        if found is not None or start == 0:
            return found
        end = start - 1
    return None


def _in_line(text: str, start: int, end: int) -> int | None:
    matches = (pattern.match(text, start, end) for pattern in _IN_A_LINE)
    return next((each.start(1) for each in matches if each is not None), None)


def at(text: str, offset: int, kind: Kind) -> Finding:
    """Name a character, and say what to write instead."""
    character = text[offset]
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    after = text[offset + 1 : offset + 2]
    if _UNSEEN.match(character):
        cure = say("Delete it; it is invisible.")
    elif re.match(f"[{_BLANKS}]", character):
        cure = say("Write an ordinary space instead.")
    elif re.match(f"[{_QUOTES}]", character):
        cure = say("Write straight quotes instead, \" or '; or none where the text needs none.")
    else:
        cure = (
            say("Write '- ' before each item of a list.")
            if not before.strip() and after.isspace()
            else say("Write a plain hyphen (-) instead.")
        )
    name = unicodedata.name(character, "").lower()
    return kind.at((), name=name, code=f"U+{ord(character):04X}", cure=cure)


def instead(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give the findings on, but for those that such a character causes: it is reported in their place."""
    listed = list(findings)
    if document.text.isascii():
        yield from listed
        return
    offsets = [_offset_in(document, each) for each in listed]
    odd_keys = [
        each.where
        for each, offset in zip(listed, offsets, strict=True)
        if offset is not None and each.kind in {codes.UNKNOWN_KEY, codes.EMPTY_VALUE}
    ]
    for place in dict.fromkeys(each for each in offsets if each is not None):
        document.report_instead(place, at(document.text, place, codes.LOOKALIKE))
    for each, offset in zip(listed, offsets, strict=True):
        if offset is None and not _follows(document, each, odd_keys):
            yield each


def _follows(document: Document, finding: Finding, odd_keys: list[Where]) -> bool:
    """Tell whether a key lacks its value, or is missing, only because of such a character beside it."""
    if finding.kind is codes.MISSING_KEY:
        *parent, key = finding.where
        return any(each[:-1] == tuple(parent) and _plain(each[-1]).startswith(str(key)) for each in odd_keys)
    if finding.kind is not codes.EMPTY_VALUE:
        return False
    below = _line_end(document.text, document.stretch_of(finding)[0]) + 1
    return _IN_A_LINE[0].match(document.text, below, _line_end(document.text, below)) is not None


def _plain(key: str | int) -> str:
    return _ODD.sub("", str(key)).strip()


def _offset_in(document: Document, finding: Finding) -> int | None:
    """Find the character in what a finding quotes, or on a line that has the wrong shape."""
    start, stop = document.stretch_of(finding)
    if finding.kind is codes.WRONG_SHAPE:
        line = document.text.rfind("\n", 0, start) + 1
        return _in_line(document.text, line, _line_end(document.text, start))
    quoted = [str(fact) for name, fact in finding.facts if name in {"found", "key"}]
    odd = _ODD_IN_A_NUMBER if finding.kind in _NUMBERS else _ODD
    found = odd.search(document.text, start, stop)
    return found.start() if found and any(found[0] in each for each in quoted) else None


def warn(document: Document) -> None:
    """Report what reads well and is probably meant otherwise: unseen characters, odd quotes, cut texts."""
    text = document.text
    if not text.isascii():
        for character in dict.fromkeys(_UNSEEN.findall(text)):
            if character in _JOINERS:
                continue
            offset = text.index(character)
            document.report_at(offset, offset + 1, at(text, offset, codes.ODD_CHARACTER))
    wrapped = not text.isascii() and re.search(rf"[:-] +[{_QUOTES}]", text)
    if not wrapped and not _CUT.search(text):
        return
    for node in _texts(document.root):
        if text.startswith(_NOT_PLAIN, node.start):
            continue
        if wrapped and _WRAPPED.fullmatch(text, node.start, node.stop):
            found = at(text, node.start, codes.ODD_CHARACTER)
            document.report_at(node.start, node.start + 1, found)
        rest = _REST.match(text, node.stop)
        if rest is not None:
            found = codes.CUT_BY_COMMENT.at((), rest=rest[1])
            document.report_at(rest.start(1), rest.end(1), found)


def _texts(node: Node) -> Iterator[Node]:
    for child in node.children.values():
        if child.children:
            yield from _texts(child)
        elif child.stop > child.start:
            yield child


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
