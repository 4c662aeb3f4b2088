"""What a text may hold: addresses of the web that cannot pass for others, and words that fit a line.

Holds: "https://www.exempelby.se/mål"; "å" as a letter and a mark.
Does not: "https://exempelby.se@annan.se"; one letter with 30 000 marks, which would fill the memory of what
sets it on a page; a word of 40 000 letters, which no line takes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from iopctl import codes

if TYPE_CHECKING:
    from iopctl.problem import Finding

# What Word and browsers take.
LONGEST_ADDRESS = 2000
# More than any language writes above and below one letter.
MOST_MARKS = 8
LONGEST_WORD = 1000

# A host in Latin letters, with no user before it: neither can then pass for another. What follows holds
# nothing that an address encodes (RFC 3986).
_LETTER = "0-9A-Za-z\u00c0-\u024f"
_PART = f"[{_LETTER}]([{_LETTER}-]{{0,61}}[{_LETTER}])?"
WEB_ADDRESS = (
    rf"[hH][tT][tT][pP][sS]?://{_PART}(\.{_PART})*(:[0-9]{{1,5}})?([/?#][^\s\\<>\"^`{{|}}\x00-\x20\x7f]*)?"
)
# No mark, and nothing that joins letters, comes before these in Unicode.
_PERHAPS_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
_LINE_OR_SPACE = re.compile(r"[ \n\t]")


def is_web_address(text: str) -> bool:
    """Tell whether a text is the address of a page (http, https) and cannot pass for that of another."""
    if len(text) > LONGEST_ADDRESS or re.fullmatch(WEB_ADDRESS, text) is None:
        return False
    # Invisible characters, and those that turn the direction of writing, belong to the group C.
    return not any(unicodedata.category(each).startswith("C") for each in text)


def unfit(text: str) -> Finding | None:
    """Find a word that is too long for any line, or a letter with too many marks; None where all fit."""
    if len(text) > LONGEST_WORD:
        longest = max(_LINE_OR_SPACE.split(text), key=len)
        if len(longest) > LONGEST_WORD:
            return codes.LONG_WORD.at((), start=longest[:20], length=len(longest), most=LONGEST_WORD)
    if _PERHAPS_MARKS.search(text):
        marks = _most_marks(text)
        if marks > MOST_MARKS:
            return codes.STACKED_MARKS.at((), marks=marks, most=MOST_MARKS)
    return None


def _most_marks(text: str) -> int:
    """Count the marks of the letter that has most of them, with what joins letters (Cf)."""
    most = marks = 0
    for each in text:
        marks = marks + 1 if unicodedata.category(each) in {"Mn", "Mc", "Me", "Cf"} else 0
        most = max(most, marks)
    return most
