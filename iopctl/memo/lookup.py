"""What a template finds behind a name or a number: nothing but what is listed here, of each kind of value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import LoopContext, TemplateReference

from iopctl import spelling
from iopctl.memo import facts
from iopctl.memo.facts import Facts
from iopctl.words import say

_LOOP = {"index", "index0", "revindex", "revindex0", "first", "last", "length"}
_DAY = {"year", "month", "day"}


def find(obj: Any, key: Any) -> Any:  # noqa: ANN401 - whatever a template has at hand
    """Find what stands behind a name or a number; raise LookupError or TypeError where nothing does."""
    match obj, key:
        case Facts(), str():
            return facts.named(obj, key)
        case (LoopContext(), str()) if key in _LOOP:
            return getattr(obj, key)
        case (date(), str()) if key in _DAY:
            return getattr(obj, key)
        case TemplateReference(), str():
            return obj[key]
        case (Mapping(), str()) | (tuple() | range(), int()):
            return obj[key]
    raise LookupError


def fault(obj: object, key: object) -> str:
    """Say what is not there, and what is."""
    if isinstance(obj, Undefined):
        str(obj)
    if obj is None:
        return say(
            "what should have '{name}' is not there in this memo; ask with {{% if … %}} whether it is",
            name=key,
        )
    known: Iterable[str] = ()
    match obj:
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
