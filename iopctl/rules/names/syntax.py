"""Names of figures in a text, between double braces: `{{ parties.kommunen.a_year }}`.

A name is words parted by dots, and nothing else: nothing can be computed, called or looked into by it. A
text is read into its names and what is wrong between its braces; single braces are characters like others.

Holds: "Insatsen är {{ money.2022 }}." → the name money.2022.
Does not: "{{ 2 * money.2022 }}" → no name; "{{ money.2022" → braces that are never closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from iopctl import codes
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.problem import Kind

_BRACES = re.compile(r"\{\{|\}\}")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_NOT_IN_A_WORD = re.compile(r"[^\w-]+")


class Named(Struct):
    """A name in a text, with where its braces begin and end."""

    name: str
    start: int
    stop: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it is made of."""
        return tuple(self.name.split("."))


class Slip(Struct):
    """What is wrong between braces, and where they begin and end."""

    kind: Kind
    found: str
    start: int
    stop: int


Braced: TypeAlias = "Named | Slip"


def read(text: str) -> tuple[Braced, ...]:
    """Find every name in a text, and everything between braces that is none."""
    # Most texts have none, and cost no more than this.
    return tuple(_read(text)) if "{{" in text or "}}" in text else ()


def replaced(text: str, by: Callable[[Named], str]) -> str:
    """Put something in the place of each name."""
    parts, done = [], 0
    for each in read(text):
        if isinstance(each, Named):
            parts += [text[done : each.start], by(each)]
            done = each.stop
    return "".join([*parts, text[done:]])


def word(key: str) -> str:
    """Write what somebody has called a thing as one word of a name.

    >>> word("gemensamt avstämningsmöte")
    'gemensamt-avstämningsmöte'
    """
    return _NOT_IN_A_WORD.sub("-", key)


def _read(text: str) -> Iterator[Braced]:
    opened = None
    for mark in _BRACES.finditer(text):
        if mark[0] == "{{":
            if opened is not None:
                yield _slip(codes.NAME_NOT_CLOSED, text, opened.start(), opened.end())
            opened = mark
        elif opened is None:
            yield _slip(codes.NAME_NOT_OPENED, text, mark.start(), mark.end())
        else:
            yield _between(text, opened.start(), mark.end())
            opened = None
    if opened is not None:
        yield _slip(codes.NAME_NOT_CLOSED, text, opened.start(), opened.end())


def _between(text: str, start: int, stop: int) -> Braced:
    inside = text[start + 2 : stop - 2].strip()
    if _NAME.fullmatch(inside):
        return Named(inside, start, stop)
    return Slip(codes.NOT_A_NAME, inside, start, stop)


def _slip(kind: Kind, text: str, start: int, stop: int) -> Slip:
    return Slip(kind, text[start:stop], start, stop)
