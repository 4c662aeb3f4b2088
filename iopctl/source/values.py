"""The values of a file in which nothing is unusual, and nothing else.

Nearly every file is sound, and seldom does anybody ask where its values stand. This is the quick way to them:
libyaml's events, and no object beside the values. What it does not take (an alias, a key that stands twice, a
value left out …) it leaves to the close reading in `reading`, which knows the place of every value and tells
what is wrong. Both ways give the same values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# A file read to plain values: texts, lists and keys.
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

MOST_LEVELS = 30
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
# What YAML cannot hold, what it takes for line ends where no editor shows one, and a byte order mark that is
# not at the start. Lone surrogates cannot come out of UTF-8; the rest is for people to see. Marks that turn
# the direction of writing are kept out too: with them a figure can be shown other than it is.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
FORBIDDEN_IN_VALUES = re.compile(f"{FORBIDDEN.pattern}|\r")
FORBIDDEN_IN_KEYS = re.compile(f"{FORBIDDEN.pattern}|[\r\n\t]")

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class UnusualError(Exception):
    """Something that the quick way does not take."""


def forbidden(text: str) -> list[str]:
    """List what of a text no file may hold."""
    # None of it is printable, and to ask that of a whole text costs a fifth of looking for each.
    return [] if text.replace("\n", "").isprintable() else FORBIDDEN.findall(text)


def read(text: str) -> dict[str, Plain]:
    """Read the one mapping that a text holds; raise UnusualError or yaml's own for whatever else it is."""
    following = Loader(text).get_event
    following()
    # Of an empty text there is no document.
    if type(following()) is StreamEndEvent:
        raise UnusualError
    top = following()
    if type(top) is not MappingStartEvent or top.anchor is not None or top.tag is not None:
        raise UnusualError
    values = _mapping(following, 1)
    following()
    if type(following()) is not StreamEndEvent:
        raise UnusualError
    return values


def _mapping(following: Callable[[], yaml.Event], level: int) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    while type(event := following()) is not MappingEndEvent:
        if type(event) is not ScalarEvent:
            raise UnusualError
        key = event.value
        decorated = event.anchor is not None or event.tag is not None
        # Nothing that a key may not hold is printable, and what else is not is unusual in one.
        if key in values or key == "<<" or decorated or not key.isprintable():
            raise UnusualError
        values[key] = _value(following(), following, level)
    return values


def _value(event: Any, following: Callable[[], yaml.Event], level: int) -> Plain:  # noqa: ANN401 - one of yaml's events
    if type(event) is AliasEvent or event.anchor is not None or event.tag is not None:
        raise UnusualError
    if type(event) is ScalarEvent:
        value: str = event.value
        # Only quotes can hold nothing on purpose, and only they can smuggle in what a file may not hold.
        if event.implicit[0]:
            if value in NO_VALUE:
                raise UnusualError
        elif event.style == '"' and FORBIDDEN_IN_VALUES.search(value):
            raise UnusualError
        return value
    if level > MOST_LEVELS:
        raise UnusualError
    if type(event) is MappingStartEvent:
        return _mapping(following, level + 1)
    items: list[Plain] = []
    while type(event := following()) is not SequenceEndEvent:
        items.append(_value(event, following, level + 1))
    return items
