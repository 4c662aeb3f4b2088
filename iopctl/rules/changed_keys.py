"""Which keys of a file say something else than they did, whatever they are about.

The two agreements are walked side by side, so that what is only written in another way (300 000 and 300000, a
comment, the order of keys) is no change. Items of a list are paired by what they are called, in the order of
the file; one that has no counterpart is new or gone as a whole.

Holds: a contribution put in before another → one key is new, and the other contribution is the same.
Does not: the same amount written with a space → nothing changed.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from iopctl.model.entry import Entry
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Where

# What the items of a list are told apart by, the first that an item has.
_NAMES = ("id", "name", "title", "starts", "since", "on", "dated", "kind")


class KeyChange(Struct):
    """A key that says something else, is new or is gone."""

    before: Where | None
    """Where it stood; None where it is new."""
    after: Where | None
    """Where it stands; None where it is gone."""

    @property
    def path(self) -> Where:
        """Where it stands, or stood."""
        return self.before or () if self.after is None else self.after


def changed_keys(before: Agreement, after: Agreement) -> tuple[KeyChange, ...]:
    """Find every key that says something else."""
    return tuple(_changes(before, after, (), ()))


def _changes(before: object, after: object, old: Where, new: Where) -> Iterator[KeyChange]:
    if before == after:
        return
    if isinstance(before, Entry) and isinstance(after, Entry) and type(before) is type(after):
        yield from _in_mapping(_fields(before), _fields(after), old, new)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _in_mapping(before, after, old, new)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _in_list(before, after, old, new)
    else:
        yield KeyChange(old, new)


def _fields(entry: Entry) -> dict[str, object]:
    """Give what an entry states, by the keys of the file."""
    fields = type(entry).model_fields
    stated = {field.alias or name: getattr(entry, name) for name, field in fields.items()}
    return {key: value for key, value in stated.items() if value is not None}


def _in_mapping(
    before: Mapping[str, object], after: Mapping[str, object], old: Where, new: Where
) -> Iterator[KeyChange]:
    for key in [*before, *(key for key in after if key not in before)]:
        if key not in after:
            yield KeyChange((*old, key), None)
        elif key not in before:
            yield KeyChange(None, (*new, key))
        else:
            yield from _changes(before[key], after[key], (*old, key), (*new, key))


def _in_list(
    before: Sequence[object], after: Sequence[object], old: Where, new: Where
) -> Iterator[KeyChange]:
    names = [_name(each) for each in before], [_name(each) for each in after]
    for tag, first, stop, begin, end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        # As many that go by other names are the same ones, called otherwise.
        if tag == "equal" or stop - first == end - begin:
            for index, other in zip(range(first, stop), range(begin, end), strict=True):
                yield from _changes(before[index], after[other], (*old, index), (*new, other))
        else:
            yield from (KeyChange((*old, index), None) for index in range(first, stop))
            yield from (KeyChange(None, (*new, index)) for index in range(begin, end))


def _name(item: object) -> str:
    named = (getattr(item, name, None) for name in _NAMES) if isinstance(item, Entry) else ()
    return next((repr(name) for name in named if name is not None), repr(item))
