"""Tables and sentences inside a terminal's width; the only door to rich."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.views.table import Table


_GAP = 2
# rich breaks lines at a no-break space too; this stands in for it while rich draws.
_NBSP, _UNBROKEN = "\N{NO-BREAK SPACE}", "\ue000"


def wrapped(words: str, width: int | None, hanging: int = 0) -> str:
    """Break a sentence at a terminal's width, or not at all where there is none."""
    if width is None:
        return words
    indent = " " * hanging
    return textwrap.fill(
        words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def fitted(table: Table, width: int) -> str:
    """Draw a table that is too wide as it is: cells broken between words, or else row by row."""
    least = [
        max(_least(cell) for cell in (column.name, *cells))
        for column, cells in zip(table.columns, _columns(table), strict=True)
    ]
    if sum(least) + _GAP * (len(least) - 1) <= width:
        return _folded(table, least, width)
    return _stacked(table, width)


def _columns(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*table.rows, *table.sums, strict=True))


def _least(cell: str) -> int:
    """Find how narrow a cell can be: it is broken between words, and never inside an amount."""
    return max(map(len, cell.split(" ")))


def _folded(table: Table, least: list[int], width: int) -> str:
    # rich doubles the start-up time of a command, and most tables fit as they are.
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    def cells(row: Iterable[str]) -> list[Text]:
        return [Text(cell.replace(_NBSP, _UNBROKEN)) for cell in row]

    drawn = RichTable(box=box.SIMPLE_HEAD, padding=(0, _GAP, 0, 0), show_edge=False, pad_edge=False)
    names = cells(column.name for column in table.columns)
    for column, name, narrow in zip(table.columns, names, least, strict=True):
        drawn.add_column(name, justify="right" if column.figures else "left", min_width=narrow)
    for row in table.rows:
        drawn.add_row(*cells(row), end_section=row is table.rows[-1])
    for row in table.sums:
        drawn.add_row(*cells(row))
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(drawn)
    lines = capture.get().strip("\n").replace(_UNBROKEN, _NBSP).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines)


def _stacked(table: Table, width: int) -> str:
    """Give each row as a block, one line for each of its cells."""
    blocks = []
    for first, *cells in (*table.rows, *table.sums):
        indent = len(first) - len(first.lstrip()) + _GAP
        named = (
            f"{column.name}: {cell}" for column, cell in zip(table.columns[1:], cells, strict=True) if cell
        )
        lines = [wrapped(f"{' ' * indent}{cell}", width, hanging=indent + _GAP) for cell in named]
        blocks.append("\n".join([wrapped(first, width, hanging=indent), *lines]))
    return "\n".join(blocks)
