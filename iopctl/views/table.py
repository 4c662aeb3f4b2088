"""A table, and how it is written as Markdown or CSV; `terminal` draws it as text."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from iopctl.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The last two are addresses, which GitHub makes links of with every backslash that stands in them.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;)|:(?=//)|(?<=[Ww]{3})\.)")
# What would start a heading, a list or a rule if it came first on a line.
_OPENING = re.compile(r"^([^\S\n]*)(#{1,6}(?=\s|$)|[+-](?=\s|$)|[-=]+(?=[^\S\n]*$))", re.MULTILINE)
_NUMBERED = re.compile(r"^([^\S\n]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
# Where neither is found, nothing of the above is.
_SOMEWHERE = re.compile(r"[\\`*_\[\]<>|~&\n]|://|[Ww]{3}\.")
_AT_THE_START = re.compile(r"\s*(?:[#=+-]|\d+[.)])")

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
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def escape(words: str) -> str:
    """Keep what an official writes from turning into Markdown structure."""
    if not _SOMEWHERE.search(words) and not _AT_THE_START.match(words):
        # Most words are only words, and are looked through once.
        return words
    escaped = _SPECIAL.sub(r"\\\1", words)
    return _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\1\\\2", escaped))


def separated(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Write CSV that a Nordic Excel opens by a double click: byte order mark, semicolon, decimal comma."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_separated_cell(value) for value in row] for row in rows)
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + file.getvalue()


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
