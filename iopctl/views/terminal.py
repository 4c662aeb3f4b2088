"""What needs the width of a terminal; the only door to rich."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopctl.views.table import Table


def wrapped(words: str, width: int | None, hanging: int = 0) -> str:
    """Break a sentence at a terminal's width, or not at all where there is none."""
    if width is None:
        return words
    indent = " " * hanging
    return textwrap.fill(
        words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def boxed(table: Table, width: int) -> str:
    """Draw a table that is too wide for a terminal: rich breaks its cells over lines."""
    # rich doubles the start-up time of a command, and most tables fit.
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, width=width)
    for column in table.columns:
        drawn.add_column(Text(column.name), justify="right" if column.figures else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*map(Text, row), end_section=row is table.rows[-1])
    for row in table.sums:
        drawn.add_row(*map(Text, row))
    console = Console(
        file=io.StringIO(), width=width, force_terminal=False, color_system=None, legacy_windows=False
    )
    with console.capture() as capture:
        console.print(drawn)
    return "\n".join(line.rstrip() for line in capture.get().strip("\n").split("\n"))
