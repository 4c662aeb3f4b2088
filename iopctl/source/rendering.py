"""Text → YAML that reads back as the same text."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK = re.compile(r"\{(\w+)\}")
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
# Days and amounts stand as one writes them by hand; as numbers to YAML they are still right.
_PLAIN = re.compile("(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z .,\u00a0\u202f-]*|until further notice")


def fill(skeleton: str, values: Mapping[str, str], *, plain: frozenset[str] = frozenset()) -> str:
    """Put values into the blanks of a skeleton, one on a line; a line whose blank has no value is left out.

    Texts are quoted where YAML needs it; those named in `plain` also go without where they look like numbers.
    """
    lines = (_fill_line(line, values, plain) for line in skeleton.splitlines(keepends=True))
    return "".join(lines)


def _fill_line(line: str, values: Mapping[str, str], plain: frozenset[str]) -> str:
    blank = _BLANK.search(line)
    if blank is None:
        return line
    name = blank[1]
    if name not in values:
        return ""
    value = values[name]
    written = value if name in plain and _PLAIN.fullmatch(value) else quoted(value)
    return line[: blank.start()] + written + line[blank.end() :]


def quoted(text: str) -> str:
    """Write a text as a value on one line, in quotes where it would else mean something to YAML.

    >>> quoted("Föreningen Lyktan"), quoted("no"), quoted("a: b")
    ('Föreningen Lyktan', "'no'", "'a: b'")
    """
    style = '"' if _BREAK.search(text) else None
    written: str = yaml.dump(text, allow_unicode=True, width=math.inf, default_style=style)
    # A plain text that is a whole document is closed with dots.
    return written.removesuffix("\n").removesuffix("\n...")
