"""The texts of a memo's own, among all that stands in an entry of the file: those of the kind `Prose`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_args

from iopctl.model.entry import Entry
from iopctl.model.scalars import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.problem import Where

E = TypeVar("E", bound=Entry)


def texts(entry: Entry) -> Iterator[tuple[Where, str]]:
    """Give each such text that is written, with its node below the entry."""
    for name in _names(type(entry)):
        match getattr(entry, name):
            case None:
                pass
            case str(text):
                yield (name,), text
            case tuple(listed):
                for index, text in enumerate(listed):
                    yield (name, index), text
            case Entry() as inner:
                for where, text in texts(inner):
                    yield (name, *where), text


def rewritten(entry: E, write: Callable[[str], str]) -> E:
    """Give the entry with each such text written anew."""
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
    return kind is Writing.OF_A_MEMO or any(map(_holds, get_args(kind)))
