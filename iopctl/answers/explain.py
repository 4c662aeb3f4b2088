"""Pages that explain codes, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.render import terminal
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.source.shipped import Page

_FENCE = "```"


def page(shown: Page, width: int | None) -> str:
    """Show a page inside a terminal's width; what stands in a block is never broken."""
    lines = []
    in_block = False
    for line in shown.text.splitlines():
        in_block ^= line.startswith(_FENCE)
        lines.append(line if in_block else terminal.wrapped(line, width))
    return "".join(f"{line}\n" for line in lines)


def listing(pages: Iterable[Page], width: int | None) -> str:
    """List codes and titles, group by group."""
    columns = (Column(labels.CODE), Column(labels.GROUP), Column(labels.SEVERITY), Column(labels.PROBLEM))
    rows = tuple((each.code, labels.group(each.code), each.severity, each.title) for each in pages)
    return terminal.write([Table(columns, rows, notes=(labels.EXPLAIN_ONE,))], width)
