"""What every class of the model is, and how the texts that only a memo shows are found and rewritten."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.problem import Where

OF_A_MEMO = "of a memo"
"""Marks the type of a text that only a memo shows, so that it can name the memo's figures."""


class Entry(BaseModel):
    """A mapping of the file: frozen, with no key beside those it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


E = TypeVar("E", bound=Entry)


def texts_of_memo(entry: Entry) -> Iterator[tuple[Where, str]]:
    """Give each text that only a memo shows, where it is written, with its node below the entry."""
    for name in _names(type(entry)):
        match getattr(entry, name):
            case str(text):
                yield (name,), text
            case tuple(listed):
                yield from (((name, index), text) for index, text in enumerate(listed))
            case Entry() as inner:
                yield from (((name, *where), text) for where, text in texts_of_memo(inner))


def rewritten(entry: E, write: Callable[[str], str]) -> E:
    """Give the entry with each text that only a memo shows written anew."""
    changed: dict[str, object] = {}
    for name in _names(type(entry)):
        match getattr(entry, name):
            case str(text):
                changed[name] = write(text)
            case tuple(listed):
                changed[name] = tuple(map(write, listed))
            case Entry() as inner:
                changed[name] = rewritten(inner, write)
    return entry.model_copy(update=changed)


@cache
def _names(cls: type[Entry]) -> tuple[str, ...]:
    """Name the fields that hold such a text, or an entry that does."""
    kinds = ((name, field.rebuild_annotation()) for name, field in cls.model_fields.items())
    return tuple(name for name, kind in kinds if _holds(kind))


def _holds(kind: object) -> bool:
    if isinstance(kind, type) and issubclass(kind, Entry):
        return bool(_names(kind))
    return kind is OF_A_MEMO or any(map(_holds, get_args(kind)))
