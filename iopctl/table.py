"""What an answer shows to people: tables, facts, lists, and lines of text; `render` writes them."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from iopctl import visible
from iopctl.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The last two are addresses, which GitHub makes links of with every backslash that stands in them.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;)|:(?=//)|(?<=[Ww]{3})\.)")
# What would start a heading, a list, a rule or a command to GitHub if it came first on a line.
_OPENING = re.compile(r"(\s*)(#{1,6}(?=\s|$)|[+-](?=\s|$)|[-=]+(?=\s*$)|::)")
_NUMBERED = re.compile(r"(\s*\d{1,9})([.)])(?=\s|$)")
# Where neither is found, nothing of the above is.
_SOMEWHERE = re.compile(r"[\\`*_\[\]<>|~&]|://|[Ww]{3}\.")
_AT_THE_START = re.compile(r"\s*(?:[#=:+-]|\d+[.)])")


class Column(Struct):
    """A heading, and whether its cells are figures."""

    name: str
    figures: bool = False
    optional: bool = False
    """Whether a terminal without room for every column leaves it out."""


class Tone(StrEnum):
    """How much a cell asks to be looked at; only a terminal shows it, and no cell says it by colour alone."""

    QUIET = "quiet"
    GOOD = "good"
    WARNING = "warning"
    ALARM = "alarm"


class Table(Struct):
    """Cells as they are shown, a title above and notes below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    sums: tuple[tuple[str, ...], ...] = ()
    """Rows that sum up, set apart from the others."""
    notes: tuple[str, ...] = ()
    tones: Mapping[tuple[int, int], Tone] = field(default_factory=dict)
    """The tone of a cell, by its row and its column."""


class Facts(Struct):
    """Names and values, one a line."""

    rows: tuple[tuple[str, str], ...]
    indent: int = 0
    title: str = ""
    """Heads them."""


class Heading(Struct):
    """What stands above the blocks about one thing."""

    words: str


class Lines(Struct):
    """Sentences, each on a line of its own."""

    lines: tuple[str, ...]
    hanging: int = 0
    """How far what does not fit on a line is indented."""


class Bullets(Struct):
    """A list."""

    items: tuple[str, ...]


class Tree(Struct):
    """A sentence and those that it rests on."""

    words: str
    parts: tuple[Tree, ...] = ()


class Code(Struct):
    """Lines as they stand in a file."""

    text: str
    language: str


class Chart(Struct):
    """A drawing made of characters."""

    draw: Callable[[int | None], str]
    """Draw it at the width of a terminal; None where there is none."""


Block: TypeAlias = Table | Facts | Heading | Lines | Bullets | Tree | Code | Chart


def shown(table: Table) -> Table:
    """Give a table with each of its texts on one line, and all in it visible."""
    names = (column.name for column in table.columns)
    texts = chain((table.title,), names, table.notes, *table.rows, *table.sums)
    if all(map(str.isprintable, texts)):
        return table
    return replace(
        table,
        title=visible.line(table.title),
        columns=tuple(replace(each, name=visible.line(each.name)) for each in table.columns),
        rows=tuple(tuple(map(visible.line, row)) for row in table.rows),
        sums=tuple(tuple(map(visible.line, row)) for row in table.sums),
        notes=tuple(map(visible.line, table.notes)),
    )


def without_optional(table: Table) -> Table:
    """Leave out the columns that are less important than that the others fit."""
    kept = [index for index, column in enumerate(table.columns) if not column.optional]
    if len(kept) == len(table.columns):
        return table

    def cut(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row[index] for index in kept) for row in rows)

    tones = {(row, kept.index(index)): tone for (row, index), tone in table.tones.items() if index in kept}
    columns = tuple(table.columns[index] for index in kept)
    return replace(table, columns=columns, rows=cut(table.rows), sums=cut(table.sums), tones=tones)


def escape(words: str) -> str:
    """Keep what an official writes on one line, and from turning into Markdown structure."""
    words = visible.line(words)
    if not _SOMEWHERE.search(words) and not _AT_THE_START.match(words):
        # Most words are only words, and are looked through once.
        return words
    escaped = _SPECIAL.sub(r"\\\1", words)
    opening = _OPENING.match(escaped) or _NUMBERED.match(escaped)
    return f"{opening[1]}\\{escaped[opening.start(2) :]}" if opening else escaped
