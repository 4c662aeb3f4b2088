"""What YAML stumbles over: the mistake behind what libyaml says, and characters that look like others.

Word processors, web pages and chats put no-break spaces, soft hyphens, dashes, bullets and typographic quotes
where somebody means spaces, hyphens, list marks and quotes. YAML takes them for text, and stumbles later.
Where a file cannot be read, or a value is refused, such a character is named as the cause, where it stands.
Inside texts they are what they are; only what nobody can see, and quotes around a whole text, are reported.

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

    from yaml import MarkedYAMLError

    from iopctl.problem import Finding, Kind, Where
    from iopctl.source.document import Document, Node

MOST_LEVELS = 30
# Where the parser notices late: the mend is where the quote, bracket or key was begun.
_BEGUN = {
    "while scanning a quoted scalar",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a simple key",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
}
# A key with its value, or a hyphen with its item, and no space between them.
_GLUED = re.compile(r"\s*(?:- +)*(?:(-)(?=\w)|\w+(:)(?=[^\s:/]))")
# libyaml from 0.2.6 on bounds the levels itself, and where it looks ahead it stops before the reader can.
_TOO_DEEP = "exceeded maximum nesting depth"
_BRACKET = re.compile(r"[\[\]{}]")
_MISSING_SPACE = {"mapping values are not allowed", "could not find expected ':'"}
# libyaml speaks to programmers; these are the mistakes behind what it says, each with its cure.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands inside a value, or this line is indented too far",
        "Put quotes around a text that holds ': ', or line the key up with its neighbours.",
    ),
    (
        "cannot start any token",
        "a value starts with a character that has a meaning of its own in YAML",
        "Put quotes around the value.",
    ),
    (
        "alphabetic or numeric character",
        "a value starts with & or *, which have a meaning of their own in YAML",
        "Put quotes around the value.",
    ),
    (
        "unexpected end of stream",
        "the quote that is opened here is never closed",
        "Add the closing quote.",
    ),
    (
        "did not find expected ',' or",
        "the bracket that is opened here is not closed, or a comma is missing",
        "Add the bracket or the comma.",
    ),
    (
        "did not find expected node content",
        "a bracket is opened without anything after it, or never closed",
        "Add the closing bracket, or put quotes around the text.",
    ),
    (
        "did not find expected '-' indicator",
        "a list ends here, but the line is not lined up with anything above it",
        "Line the items up, each with '- ' before it.",
    ),
    (
        "did not find expected key",
        "this line is not lined up with the keys above it",
        "Line the key up with its neighbours.",
    ),
    (
        "could not find expected ':'",
        "a key without a colon, or a text that goes on at the wrong indent",
        "Write 'key: value'; indent a text's further lines more than its key.",
    ),
    (
        "comment or line break",
        "a text stands on the line of a | or >, which start a longer text on the lines below",
        "Put quotes around the value, or write the text below, indented.",
    ),
    (
        "unknown escape character",
        "between double quotes a backslash has a meaning of its own",
        "Write the backslash twice, or use single quotes.",
    ),
    (
        "expected <document start>",
        "something stands after the end of the agreement, which a line of three dots marks",
        "Remove the line of dots if it is there for the eye only.",
    ),
)
_COMPARE = "Compare the line and the one above it with an agreement that is in order."

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
# In what should be a number a dash is a minus or a range, and is reported as that.
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


def report(document: Document, error: MarkedYAMLError) -> None:
    """Report where a text stops being YAML, and what was meant there."""
    start, finding = _explained(document.text, error)
    odd = _cause(document.text, start)
    if odd is not None:
        # What was found before it, such as a key without a value, comes from it as well.
        document.findings.clear()
        start, finding = odd, _named(document.text, odd, codes.LOOKALIKE)
    document.report_at(start, start + 1, finding)


def _explained(text: str, error: MarkedYAMLError) -> tuple[int, Finding]:
    """Find where a text stops being YAML, and what libyaml says of it in the words of the trade."""
    said = error.problem or ""
    begun = error.context in _BEGUN
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    start = mark.index if mark else 0
    if _TOO_DEEP in said:
        return _deep_bracket(text, start), codes.TOO_DEEP.at((), limit=MOST_LEVELS)
    if "\t" in text[start : start + 1] or "tab character" in said:
        # The parser may have passed the tab already.
        tab = text.find("\t", _line_start(text, start), start + 1)
        return start if tab < 0 else tab, codes.TAB.at(())
    if text.startswith("* ", start):
        detail = say("a star stands where the item of a list begins")
        return start, codes.NOT_YAML.at((), detail=detail, cure=say("Write '- ' before each item of a list."))
    if any(each in said for each in _MISSING_SPACE):
        glued = _glued_before(text, start)
        if glued is not None:
            detail = say("a space is missing after this")
            cure = say("Write 'key: value', and '- ' before each item.")
            return glued, codes.NOT_YAML.at((), detail=detail, cure=cure)
    if "did not find expected key" in said and text[_line_start(text, start) : start].strip(" -"):
        detail = say("text goes on after a quote or bracket that is closed")
        cure = say("Put quotes around the whole value; inside single quotes write a quote twice.")
        return start, codes.NOT_YAML.at((), detail=detail, cure=cure)
    detail, cure = _meant(said)
    return start, codes.NOT_YAML.at((), detail=detail, cure=cure)


def _meant(said: str) -> tuple[str, str]:
    """Give the mistake behind what libyaml says, and its cure."""
    detail, cure = next((meant for pattern, *meant in _SYNTAX if pattern in said), (said, _COMPARE))
    return say(detail), say(cure)


def _deep_bracket(text: str, stop: int) -> int:
    """Find the bracket on a line that opens one level too many, as the reader would; else give `stop`."""
    still_open: list[int] = []
    for bracket in _BRACKET.finditer(text, _line_start(text, stop), stop):
        if bracket[0] in "[{":
            still_open.append(bracket.start())
        elif still_open:
            still_open.pop()
    return still_open[MOST_LEVELS] if len(still_open) > MOST_LEVELS else stop


def _line_start(text: str, start: int) -> int:
    return max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1


def _glued_before(text: str, start: int) -> int | None:
    """Find a colon or hyphen without its space, on the line of a key that is not understood or just above."""
    line = _line_start(text, start)
    for first in (line, _line_start(text, len(text[:line].rstrip()))):
        glued = _GLUED.match(text, first)
        if glued is not None and glued.end() <= max(start + 80, line):
            return glued.start(1) if glued[1] else glued.start(2)
    return None


def _cause(text: str, stop: int) -> int | None:
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


def _named(text: str, offset: int, kind: Kind) -> Finding:
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
        document.report_instead(place, _named(document.text, place, codes.LOOKALIKE))
    for each, offset in zip(listed, offsets, strict=True):
        if offset is None and not _follows(document, each, odd_keys):
            yield each


def _offset_in(document: Document, finding: Finding) -> int | None:
    """Find the character in what a finding quotes, or on a line that has the wrong shape."""
    start, stop = document.stretch_of(finding.where, on_key=finding.on_key)
    if finding.kind is codes.WRONG_SHAPE:
        line = document.text.rfind("\n", 0, start) + 1
        return _in_line(document.text, line, _line_end(document.text, start))
    quoted = [str(fact) for name, fact in finding.facts if name in {"found", "key"}]
    odd = _ODD_IN_A_NUMBER if finding.kind in _NUMBERS else _ODD
    found = odd.search(document.text, start, stop)
    return found.start() if found and any(found[0] in each for each in quoted) else None


def _follows(document: Document, finding: Finding, odd_keys: list[Where]) -> bool:
    """Tell whether a key lacks its value, or is missing, only because of such a character beside it."""
    if finding.kind is codes.MISSING_KEY:
        *parent, key = finding.where
        return any(each[:-1] == tuple(parent) and _plain(each[-1]).startswith(str(key)) for each in odd_keys)
    if finding.kind is not codes.EMPTY_VALUE:
        return False
    below = _line_end(document.text, document.stretch_of(finding.where, on_key=finding.on_key)[0]) + 1
    return _IN_A_LINE[0].match(document.text, below, _line_end(document.text, below)) is not None


def _plain(key: str | int) -> str:
    return _ODD.sub("", str(key)).strip()


def warn(document: Document) -> None:
    """Report what reads well and is probably meant otherwise: unseen characters, odd quotes, cut texts."""
    text = document.text
    if not text.isascii():
        for character in dict.fromkeys(_UNSEEN.findall(text)):
            if character in _JOINERS:
                continue
            offset = text.index(character)
            document.report_at(offset, offset + 1, _named(text, offset, codes.ODD_CHARACTER))
    wrapped = not text.isascii() and re.search(rf"[:-] +[{_QUOTES}]", text)
    if not wrapped and not _CUT.search(text):
        return
    for node in _plain_texts(document.root):
        if wrapped and _WRAPPED.fullmatch(text, node.start, node.stop):
            found = _named(text, node.start, codes.ODD_CHARACTER)
            document.report_at(node.start, node.start + 1, found)
        rest = _REST.match(text, node.stop)
        if rest is not None:
            found = codes.CUT_BY_COMMENT.at((), rest=rest[1])
            document.report_at(rest.start(1), rest.end(1), found)


def _plain_texts(node: Node) -> Iterator[Node]:
    for child in node.children.values():
        if child.children:
            yield from _plain_texts(child)
        elif not child.style and child.stop > child.start:
            yield child


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
