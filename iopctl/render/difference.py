"""Two texts line by line, in the form that `diff -u` gives and `patch` reads."""

from __future__ import annotations

import difflib
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 3
# What difflib compares takes up to the square of the lines that differ.
_MOST = 5000


def unified(old: str, new: str, old_name: str, new_name: str) -> str:
    """Show the lines that differ, with those around them; nothing where none does."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    if max(len(before), len(after)) - head - tail > _MOST:
        lines = _one_piece(before, after, head, tail)
        lines = iter([f"--- {old_name}\n", f"+++ {new_name}\n", *lines])
    else:
        lines = difflib.unified_diff(before, after, old_name, new_name, n=_AROUND)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _alike(before: list[str], after: list[str]) -> int:
    """Count the lines at the start that are the same in both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _one_piece(before: list[str], after: list[str], head: int, tail: int) -> Iterator[str]:
    """Show all between the first and the last line that differ as one change."""
    first, below = max(0, head - _AROUND), min(tail, _AROUND)
    old_stop, new_stop = len(before) - tail, len(after) - tail
    counts = (old_stop + below - first, new_stop + below - first)
    yield f"@@ -{first + 1},{counts[0]} +{first + 1},{counts[1]} @@\n"
    yield from (f" {line}" for line in before[first:head])
    yield from (f"-{line}" for line in before[head:old_stop])
    yield from (f"+{line}" for line in after[head:new_stop])
    yield from (f" {line}" for line in before[old_stop : old_stop + below])
