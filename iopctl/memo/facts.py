"""What a template sees: plain facts that never change, and nothing that can be called.

A value of ours answers for the names that its class states, and for no other. Whatever is of no kind listed
here never reaches a template.

Holds: `memo.board.name` is text, `memo.civil` a tuple of facts, `memo.matter.kind` the word of the file.
Does not: `memo.matter.model_copy`, `memo.board.name.format`.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, TypeAlias, TypeGuard

from markupsafe import Markup

from iopctl.struct import Struct

_PLAIN = {str, Markup, int, bool, Decimal, date, range, NoneType}
_OURS = "iopctl."

Fact: TypeAlias = "Facts | tuple[Fact, ...] | Mapping[str, Fact] | range | str | int | Decimal | date | None"


class Facts(Struct):
    """A value of ours, behind the names that its class states."""

    of: Any

    @property
    def known(self) -> tuple[str, ...]:
        """The names that can be asked for."""
        cls: type = type(self.of)
        return names(cls)

    def __str__(self) -> str:
        """Refuse to be text: an object in a memo is a fault, and never its Python form."""
        raise TypeError(type(self.of).__name__)


def fact(value: object) -> Fact:
    """Turn a value into plain facts; raise TypeError for one that no template may see."""
    if is_plain(value) or isinstance(value, Facts):
        return value
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return tuple(map(fact, value))
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): fact(each) for key, each in value.items()})
    cls: type = type(value)
    if names(cls):
        return Facts(value)
    raise TypeError(type(value).__name__)


def is_plain(value: object) -> TypeGuard[str | int | Decimal | date | range | None]:
    """Tell whether a value is a fact as it stands."""
    return type(value) in _PLAIN


def named(facts: Facts, name: str) -> Fact:
    """Get what stands behind a stated name; raise LookupError for any other."""
    if name not in facts.known:
        raise LookupError(name)
    return fact(getattr(facts.of, name))


@cache
def names(cls: type) -> tuple[str, ...]:
    """List the names that a class of ours states for its values: its fields and its properties."""
    if not cls.__module__.startswith(_OURS) or issubclass(cls, Facts):
        return ()
    stated = (
        name
        for each in reversed(cls.__mro__)
        if each.__module__.startswith(_OURS)
        for name in (*inspect.get_annotations(each), *_properties(each))
    )
    return tuple(dict.fromkeys(name for name in stated if not name.startswith(("_", "model_"))))


def _properties(cls: type) -> list[str]:
    return [name for name, made in vars(cls).items() if isinstance(made, property)]
