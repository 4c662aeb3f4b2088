"""A part of a text, found again in the file that the text was read from.

The reader folds lines, takes indents and quotes away and undoes escapes; what is no white space comes
through in the same order. The part is therefore counted off in such characters, and where one of them is not
what the file has there, no place is given, so that none is ever wrong.

Holds: the fifth word of a text on three indented lines.
Does not: a part that comes after an escape that has another number of characters than what it stands for.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|\n|\r")
# What stands for one character in each kind of quotes; the last of them is the character itself.
_IN_DOUBLE_QUOTES = re.compile(r'\\["/\\]|\S')
_IN_SINGLE_QUOTES = re.compile(r"''|\S")
_PLAIN = re.compile(r"\S")


def find(file: str, span: tuple[int, int], value: str, within: tuple[int, int]) -> tuple[int, int] | None:
    """Find where a part of a value stands (offsets in characters), where that is certain."""
    first, stop = within
    start, written = _inside(file, *span)
    found = list(written.finditer(file, start, span[1]))[:stop]
    if first >= stop or "".join(each[0][-1] for each in found) != _SPACE.sub("", value)[:stop]:
        return None
    return found[first].start(), found[-1].end()


def _inside(file: str, start: int, stop: int) -> tuple[int, re.Pattern[str]]:
    """Find where the text itself begins, and how its characters are written."""
    match file[start : start + 1]:
        case '"':
            return start + 1, _IN_DOUBLE_QUOTES
        case "'":
            return start + 1, _IN_SINGLE_QUOTES
        case "|" | ">":
            line_end = _LINE_END.search(file, start, stop)
            return line_end.end() if line_end else stop, _PLAIN
    return start, _PLAIN
