"""What is to be changed in a file: rules say it, and `source` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.problem import Where

# A file read to plain values: texts, lists and keys.
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


class Append(Struct):
    """An item at the end of a list, which is made where there is none."""

    where: Where
    item: Plain


class Insert(Struct):
    """A new key with its value, after a key of the same mapping or at its end."""

    where: Where
    """The new key's own place."""
    value: Plain
    after: str | None = None


class Replace(Struct):
    """Another text in the place of one."""

    where: Where
    text: str


Edit: TypeAlias = Append | Insert | Replace
