"""A table, and how it is written as Markdown or CSV; `terminal` draws it as text."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from iopctl import visible
from iopctl.struct import Struct, field, replace
from iopctl.visible import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The last two are addresses, which GitHub makes links of with every backslash that stands in them.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;)|:(?=//)|(?<=[Ww]{3})\.)")
# What would start a heading, a list, a rule or a command to GitHub if it came first on a line.
_OPENING = re.compile(r"(\s*)(#{1,6}(?=\s|$)|[+-](?=\s|$)|[-=]+(?=\s*$)|::)")
_NUMBERED = re.compile(r"(\s*\d{1,9})([.)])(?=\s|$)")
# Where neither is found, nothing of the above is.
_SOMEWHERE = re.compile(r"[\\`*_\[\]<>|~&]|://|[Ww]{3}\.")
_AT_THE_START = re.compile(r"\s*(?:[#=:+-]|\d+[.)])")

Value: TypeAlias = "str | int | Decimal | None"


class Column(Struct):
    """A heading, and whether its cells are figures."""

    name: str
    figures: bool = False


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


def markdown(table: Table) -> str:
    """Write a table in Markdown, figures to the right."""
    table = shown(table)
    head = [f"**{escape(table.title)}**", ""] if table.title else []
    body = [
        _markdown_row(column.name for column in table.columns),
        "|" + "|".join(" ---: " if column.figures else " --- " for column in table.columns) + "|",
        *(_markdown_row(map(escape, row)) for row in table.rows),
        *(_markdown_row(f"**{escape(cell)}**" if cell else "" for cell in row) for row in table.sums),
    ]
    foot = [line for note in table.notes for line in ("", escape(note))]
    return _lines([*head, *body, *foot])


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


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


def escape(words: str) -> str:
    """Keep what an official writes on one line, and from turning into Markdown structure."""
    words = visible.line(words)
    if not _SOMEWHERE.search(words) and not _AT_THE_START.match(words):
        # Most words are only words, and are looked through once.
        return words
    escaped = _SPECIAL.sub(r"\\\1", words)
    opening = _OPENING.match(escaped) or _NUMBERED.match(escaped)
    return f"{opening[1]}\\{escaped[opening.start(2) :]}" if opening else escaped


def separated(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Data:
    """Write CSV that a Nordic Excel opens by a double click: byte order mark, semicolon, decimal comma."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_separated_cell(value) for value in row] for row in rows)
    return Data("\N{ZERO WIDTH NO-BREAK SPACE}" + file.getvalue())


def _separated_cell(value: Value) -> str:
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"}:
        # A cell that starts like this runs as a formula when the file is opened.
        return f"'{value}"
    return "" if value is None else str(value)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
