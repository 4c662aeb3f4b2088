"""One file changed in one place, with every other byte kept: comments, quotes, indents, line ends.

An edit names a node and what becomes of it. The text is changed where that node stands, and read again:
unless its values are the old ones with exactly that change, the edit is refused, with what to write by hand.

Holds: an item at the end of `extensions:`, whose items stand on lines of their own → lines of its own too.
Does not: the same where the list stands in brackets over several lines → what to write there by hand.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, TypeAlias, assert_never

from iopctl import codes
from iopctl.problem import IopctlError, Severity
from iopctl.source import reading, rendering, splicing
from iopctl.source.splicing import Refusal
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.problem import Where
    from iopctl.source.reading import Document
    from iopctl.source.splicing import Splice, Target
    from iopctl.source.values import Plain


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


def edit(document: Document, edits: Iterable[Edit]) -> Document:
    """Make each edit in turn; raise IopctlError, with what to write by hand, where one is not safe."""
    for each in edits:
        document = _edited(document, each)
    return document


def _edited(document: Document, change: Edit) -> Document:
    intended = deepcopy(document.values)
    _change(intended, change)
    splice = _splice(splicing.target(document.text), document, change)
    if isinstance(splice, Refusal):
        raise _by_hand(document, change, splice)
    text = document.text[: splice.start] + splice.text + document.text[splice.stop :]
    after = reading.read_text(text, document.file)
    after.mark = document.mark
    if not after.readable or after.values != intended or not _as_sound(document, after):
        raise _by_hand(document, change, Refusal.UNCLEAR)
    return after


def _as_sound(before: Document, after: Document) -> bool:
    """Tell whether nothing is wrong with the new text but what the old one was warned of."""
    warned = all(each.severity is Severity.WARNING for each in after.problems)
    return warned and not after.findings and len(after.problems) <= len(before.problems)


def _splice(target: Target, document: Document, change: Edit) -> Splice | Refusal:
    """Find what to write where; a list or a mapping that is not there yet is made with what goes into it."""
    match change:
        case Append(where, item):
            if _has(document, where):
                return target.append(where, item)
            return _splice(target, document, Insert(where, [item]))
        case Insert(where, value, after):
            if _has(document, where[:-1]):
                return target.insert(where[:-1], (str(where[-1]), value), after)
            return _splice(target, document, Insert(where[:-1], {str(where[-1]): value}))
        case Replace(where, text):
            return target.replace(where, text)
        case _:
            assert_never(change)


def _has(document: Document, where: Where) -> bool:
    node = document.root
    for step in where:
        if step not in node.children:
            return False
        node = node.children[step]
    return True


def _change(values: dict[str, Plain], change: Edit) -> None:
    """Make the change in the plain values, so that what was written can be held against it."""
    *above, last = change.where
    into: Plain = values
    for step in above:
        into = _below(into, step)
    match change:
        case Append(_, item):
            _below(into, last, []).append(item)  # type: ignore[union-attr]
        case Insert(_, value, _):
            if last in into:
                message = f"{last} is there already"
                raise ValueError(message)
            into[last] = deepcopy(value)  # type: ignore[index]
        case Replace(_, text):
            into[last] = text  # type: ignore[index]
        case _:
            assert_never(change)


def _below(values: Plain, step: str | int, missing: Plain | None = None) -> Plain:
    if isinstance(values, dict) and isinstance(step, str):
        return values.setdefault(step, {} if missing is None else missing)
    return values[step]  # type: ignore[index]


def _by_hand(document: Document, change: Edit, refusal: Refusal) -> IopctlError:
    match change:
        case Append(where, item):
            what, lines = f"a new item of '{where[-1]}'", rendering.block([item], rendering.Layout())
        case Insert(where, value, _):
            what, lines = (
                f"a new key '{where[-1]}'",
                rendering.block({str(where[-1]): value}, rendering.Layout()),
            )
        case Replace(where, text):
            what, lines = f"the value of '{where[-1]}'", [rendering.inline(text)]
        case _:
            assert_never(change)
    text = "".join(f"\n    {line}" for line in lines)
    place = document.place_of(change.where)
    error = IopctlError(codes.BY_HAND, place=place, what=what, why=refusal.value)
    error.hint += text
    return error
