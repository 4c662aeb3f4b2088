r"""Text as a terminal or a CI log shows it: nothing in it is acted upon, and its width is known.

What somebody else wrote becomes one `line` where it enters a sentence or a cell; the last door cleans the
whole `text` once more. Control characters and marks of direction are shown as U+FFFD.

Holds: `"a\n\n::error::b"` in a cell is `a ::error::b`, and a line that begins with `::` with `�:`.
Does not: what another program reads (`Data`) is changed.

Of a personal identity number, which no register may hold, no digit is shown.
"""

from __future__ import annotations

import functools
import re
import unicodedata

# All control characters but tab and line feed; line and paragraph separator; marks of direction.
_ACTING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[{_ACTING}]|\r(?!\n)")
_COLOUR = re.compile("\x1b(?!\\[[0-9;]*m)")
# What begins a command to GitHub, Azure or GitLab: at the start of a line, or anywhere.
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|#(?=#(?:\[|vso\[))", re.MULTILINE | re.IGNORECASE)
_COMMAND_IN_JSON = re.compile(r"#(?=#(?:\[|vso\[))", re.IGNORECASE)
# What may take no column, or two: the letters of Europe, their punctuation and the lines of tables take one.
_OTHER_WIDTH = "[\u0300-\u1fff\u200b-\u200f\u2028-\u202e\u2060-\u20ff\u2300-\u23ff\u25a0-\U0010ffff]"
_SHOWN = "\N{REPLACEMENT CHARACTER}"
_JOINER, _AS_EMOJI = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
_NO_WIDTH = {"Mn", "Mc", "Me", "Cf"}
# Vowels and final consonants of Korean, and colours of skin: they are drawn into what stands before them.
_JAMO, _SKIN = range(0x1160, 0x1200), range(0x1F3FB, 0x1F400)
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

# Of personal identity numbers, without and with their century.
_SHORT, _LONG = 10, 12
_CENTURIES = ("18", "19", "20")
_DASH = "[-+\\u2010-\\u2015\\u2212\\s]?"
_LIKE_ONE = re.compile(rf"(?<!\d)(?:18|19|20)?\d\d[01]\d\d\d{_DASH}\d{{4}}(?!\d)")
_DIGIT = re.compile(r"\d")
_MASK = "•"


class Data(str):
    """Text that another program reads, and that is written exactly as it is."""

    __slots__ = ()


def line(text: str) -> str:
    r"""Give a text as one line, with all in it visible.

    >>> line("a\n\n b\tc")
    'a b c'
    """
    if text.isprintable():
        return text
    first, *others = text.replace("\t", " ").splitlines() or [""]
    stripped = [first.rstrip(" "), *filter(None, (other.strip(" ") for other in others))]
    text = " ".join(stripped) if others else first
    return _UNSEEN.sub(_SHOWN, text)


def text(whole: str, *, coloured: bool = False) -> str:
    """Clean a text of several lines at the last door: no command to a terminal or a CI system is left in it.

    With `coloured` the codes of colours stay.
    """
    if coloured and "\x1b" in whole:
        # The code of a colour begins with an escape character, and with no other is anything coloured.
        return "\x1b".join(map(text, _COLOUR.sub(_SHOWN, whole).split("\x1b")))
    if _UNSEEN.search(whole):
        whole = _UNSEEN.sub(_SHOWN, whole)
    if "::" in whole or "##" in whole:
        whole = _COMMAND.sub(rf"\g<1>{_SHOWN}", whole)
    return whole


def json(written: str) -> str:
    """Escape in JSON what `text` would replace, so that every value stays what it is."""
    if "##" in written:
        written = _COMMAND_IN_JSON.sub(r"\\u0023", written)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def columns(words: str) -> int:
    """Count the columns of a terminal that a text takes: none for combining marks, two for wide ones."""
    # Ten thousand rows are measured cell by cell.
    if words.isascii() or not _other_width().search(words):
        return len(words)
    count, before = 0, ""
    for each in words:
        if each == _AS_EMOJI and before:
            count += 2 - _width(before)
        elif before != _JOINER:
            count += _width(each)
        before = each
    return count


@functools.cache
def _other_width() -> re.Pattern[str]:
    # To compile it takes ten milliseconds, and most runs draw nothing that needs it.
    return re.compile(_OTHER_WIDTH)


def _width(character: str) -> int:
    if character == _SOFT_HYPHEN:
        return 1
    number = ord(character)
    if unicodedata.category(character) in _NO_WIDTH or number in _JAMO or number in _SKIN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(words: str, width: int) -> str:
    """Fill a text with blanks to a number of columns."""
    return words + " " * (width - columns(words))


def is_personal(text: str) -> bool:
    """Tell whether a text is, or holds, what is written like a person's number, however it is parted.

    The third digit of an organisation's number is 2 or more, of a person's it is the first of the month: 0 or
    1 (Skatteverket, SKV 709). It is so too where 60 is added to the day (samordningsnummer), and where the
    century stands before it. (The month 13 below belongs to nobody.)

    >>> is_personal("19901399-0016"), is_personal("802000-1239")
    (True, False)
    """
    digits = "".join(_DIGIT.findall(text))
    if len(digits) == _LONG and digits.startswith(_CENTURIES):
        digits = digits[2:]
    return (len(digits) == _SHORT and int(digits[2]) <= 1) or _LIKE_ONE.search(text) is not None


def masked(line: str) -> str:
    """Hide every digit of what is written like a person's number in a line."""
    return _LIKE_ONE.sub(lambda found: hidden(found[0]), line)


def hidden(text: str) -> str:
    """Hide every digit of a text, and keep its length."""
    return _DIGIT.sub(_MASK, text)


def commit(revision: str) -> str:
    """Shorten a commit's hash as people quote it.

    >>> commit("de2bb26f0c3a")
    'de2bb26'
    """
    return revision[:7]
