"""A YAML text as the parts that it is written of: keys with their values, and items of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.problem import Where


@dataclass(frozen=True)
class Part:
    """A key with its value, or an item, as stretches of the text (offsets in characters)."""

    where: Where
    # Where the key or, in a list, the item begins; where what follows beside it begins, if anything does.
    start: int
    following: int | None
    key: tuple[int, int] | None
    value: tuple[int, int]
    shape: str


def parts(text: str) -> list[Part]:
    """List every key and every item, from the top down."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    return [] if root is None else list(_below(text, root, ()))


def _below(text: str, node: yaml.Node, where: Where) -> Iterator[Part]:
    keyed = isinstance(node, yaml.MappingNode)
    pairs = node.value if keyed else [(None, item) for item in node.value]
    firsts = [(key or value).start_mark.index for key, value in pairs]
    for number, (key, value) in enumerate(pairs):
        step = key.value if keyed else number
        following = firsts[number + 1] if number + 1 < len(firsts) else None
        # A node of several lines ends where the next begins; the blanks before that are not its own.
        written = text[value.start_mark.index : value.end_mark.index].rstrip()
        span = (value.start_mark.index, value.start_mark.index + len(written))
        keys = (key.start_mark.index, key.end_mark.index) if keyed else None
        yield Part((*where, step), firsts[number], following, keys, span, value.id)
        if not isinstance(value, yaml.ScalarNode):
            yield from _below(text, value, (*where, step))


def replace(text: str, part: Part, written: str) -> str:
    """Write another value."""
    return text[: part.value[0]] + written + text[part.value[1] :]


def rename(text: str, part: Part, key: str) -> str:
    """Write another key."""
    assert part.key is not None
    return text[: part.key[0]] + key + text[part.key[1] :]


def drop(text: str, part: Part) -> str:
    """Leave a key or an item out."""
    return text[: part.start] + text[part.following or part.value[1] :]


def double(text: str, part: Part) -> str:
    """Write a key or an item twice, one below the other."""
    if part.following is not None:
        return text[: part.following] + text[part.start :]
    line = max(text.rfind(each, 0, part.start) for each in "\n\r") + 1
    margin = "".join(" " if each != "-" else "-" for each in text[line : part.start])
    margin = margin if part.key is None else " " * len(margin)
    return text[: part.value[1]] + "\n" + margin + text[part.start : part.value[1]] + text[part.value[1] :]
