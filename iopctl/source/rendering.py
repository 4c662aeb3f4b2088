"""Plain values → YAML that reads back as the same values."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import yaml

from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopctl.edits import Plain

_BLANK = re.compile(r"\{(\w+)\}")
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
# Days and amounts stand as one writes them by hand; as numbers to YAML they are still right.
_PLAIN = re.compile("(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z .,\u00a0\u202f-]*|until further notice|not stated|none")
# A word before a colon is a key, whatever YAML 1.1 makes of on, yes and no.
_WORD = re.compile("[a-z][a-z0-9_-]*")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Layout(Struct):
    """How a file indents, in columns."""

    keys: int = 2
    """From a key to the keys below it."""
    items: int = 2
    """From a key to the hyphens of the list below it."""
    hyphen: int = 2
    """From a hyphen to what it stands before."""


def block(value: Plain, layout: Layout) -> list[str]:
    """Write a value as the lines that stand below its key.

    >>> block({"status": "decided", "held": ["2021-05-18"]}, Layout())
    ['status: decided', 'held:', '  - 2021-05-18']
    """
    if isinstance(value, str) or not value:
        return [inline(value)]
    lines = []
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str) or not each:
                lines.append(f"{_key(key)}: {inline(each)}")
            else:
                indent = " " * (layout.items if isinstance(each, list) else layout.keys)
                lines += [f"{_key(key)}:", *(f"{indent}{line}" for line in block(each, layout))]
        return lines
    for item in value:
        first, *others = block(item, layout)
        lines += [f"{'-'.ljust(layout.hyphen)}{first}", *(f"{' ' * layout.hyphen}{line}" for line in others)]
    return lines


def _key(key: str) -> str:
    return key if _WORD.fullmatch(key) else _quoted_in_flow(key)


def inline(value: Plain) -> str:
    """Write a value that is a text or empty as it stands after its key."""
    if not isinstance(value, str):
        return flow(value)
    return value if _DAY.fullmatch(value) else quoted(value)


def flow(value: Plain) -> str:
    """Write a value in brackets, on one line.

    >>> flow({"starts": "2022-01-01", "note": "ja, enligt § 4"})
    "{starts: 2022-01-01, note: 'ja, enligt § 4'}"
    """
    if isinstance(value, str):
        return value if _DAY.fullmatch(value) else _quoted_in_flow(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {flow(each)}' for key, each in value.items())}}}"
    return f"[{', '.join(map(flow, value))}]"


def requoted(text: str, style: str) -> str:
    """Write a text in the quotes given, of which a text with line breaks takes only the double ones."""
    if style == "'" and not _BREAK.search(text):
        return "'{}'".format(text.replace("'", "''"))
    return _dumped(text, '"')


def _quoted_in_flow(text: str) -> str:
    style = '"' if _BREAK.search(text) else None
    written: str = yaml.dump(
        [text], allow_unicode=True, width=math.inf, default_style=style, default_flow_style=True
    )
    return written.strip()[1:-1]


def fill(skeleton: str, values: Mapping[str, str], *, plain: frozenset[str] = frozenset()) -> str:
    """Put values into the blanks of a skeleton, one on a line; a line whose blank has no value is left out.

    Texts are quoted where YAML needs it; those named in `plain` also go without where they look like numbers.
    """
    lines = []
    for line in skeleton.splitlines(keepends=True):
        blank = _BLANK.search(line)
        if blank is None:
            lines.append(line)
        elif blank[1] in values:
            value = values[blank[1]]
            written = value if blank[1] in plain and _PLAIN.fullmatch(value) else quoted(value)
            lines.append(line[: blank.start()] + written + line[blank.end() :])
    return "".join(lines)


def quoted(text: str) -> str:
    """Write a text as a value on one line, in quotes where it would else mean something to YAML.

    >>> quoted("Föreningen Lyktan"), quoted("no"), quoted("a: b")
    ('Föreningen Lyktan', "'no'", "'a: b'")
    """
    return _dumped(text, '"' if _BREAK.search(text) else None)


def _dumped(text: str, style: str | None) -> str:
    written: str = yaml.dump(text, allow_unicode=True, width=math.inf, default_style=style)
    # A plain text that is a whole document is closed with dots.
    return written.removesuffix("\n").removesuffix("\n...")
