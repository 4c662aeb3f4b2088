"""What a template sees: plain facts that never change, and nothing that can be called.

A value of ours answers for the names that its class states, and for no other. Whatever is of no kind listed
here never reaches a template.

Holds: `memo.board.name` is text, `memo.civil` a tuple of facts, `memo.matter.kind` the word of the file.
Does not: `memo.matter.model_copy`, `memo.board.name.format`.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, TypeAlias, cast

from jinja2.runtime import LoopContext, TemplateReference
from markupsafe import Markup

from iopctl import spelling
from iopctl.struct import Struct
from iopctl.words import say

_PLAIN = {str, Markup, int, bool, Decimal, date, range, NoneType}
_OURS = "iopctl."
_LOOP = {"index", "index0", "revindex", "revindex0", "first", "last", "length"}
_DAY = {"year", "month", "day"}

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
    if type(value) in _PLAIN or isinstance(value, Facts):
        return cast("Fact", value)
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


def opened(value: object) -> Any:  # noqa: ANN401 - whatever the facts are of
    """Take values of ours out of their facts, for a filter of ours."""
    if isinstance(value, tuple):
        return tuple(map(opened, value))
    return value.of if isinstance(value, Facts) else value


@cache
def names(cls: type) -> tuple[str, ...]:
    """List the names that a class of ours states for its values: its fields and its properties."""
    if not cls.__module__.startswith(_OURS) or issubclass(cls, Facts):
        return ()
    stated: dict[str, None] = {}
    for each in reversed(cls.__mro__):
        if each.__module__.startswith(_OURS):
            stated |= dict.fromkeys(inspect.get_annotations(each))
            stated |= dict.fromkeys(name for name, made in vars(each).items() if isinstance(made, property))
    return tuple(name for name in stated if not name.startswith(("_", "model_")))


def found(obj: Any, key: Any) -> Any:  # noqa: ANN401 - whatever a template has at hand
    """Find what stands behind a name or a number; raise LookupError or TypeError where nothing does."""
    match obj, key:
        case (Facts(), str()) if key in obj.known:
            return fact(getattr(obj.of, key))
        case (LoopContext(), str()) if key in _LOOP:
            return getattr(obj, key)
        case (date(), str()) if key in _DAY:
            return getattr(obj, key)
        case (TemplateReference() | Mapping(), str()) | (tuple() | range(), int()):
            return obj[key]
    raise LookupError(key)


def missing(obj: object, key: object) -> str:
    """Say that nothing stands behind a name or a number, and what else there is."""
    known: Iterable[str] = ()
    match obj:
        case None:
            return say(
                "what should have '{name}' is not there in this memo; ask with {{% if … %}} whether it is",
                name=key,
            )
        case Facts():
            known = obj.known
        case LoopContext():
            known = _LOOP
        case date():
            known = _DAY
        case Mapping():
            known = obj
        case TemplateReference():
            known = obj._TemplateReference__context.blocks  # type: ignore[attr-defined]  # noqa: SLF001
    return unknown(str(key), known)


def unknown(name: str, known: Iterable[str]) -> str:
    """Say that a name does not exist, and which one may be meant."""
    cure = spelling.closest(name, known)
    return say("there is no '{name}' here. {cure}", name=name, cure=cure).rstrip()
