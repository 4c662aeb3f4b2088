"""Pages that explain codes, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.render import terminal
from iopctl.table import Column, Table
from iopctl.words import say

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
    names = (say("Code"), say("Group"), say("Severity"), say("Problem"))
    rows = tuple((each.code, group(each.code), each.severity, each.title) for each in pages)
    note = say("'iopctl explain CODE' explains one of them, with an example and how to mend it.")
    return terminal.write([Table(tuple(map(Column, names)), rows, notes=(note,))], width)


def group(code: str) -> str:
    """Name the group of a code: IOP501 is about the extension."""
    return {
        "1": say("reading"),
        "2": say("structure"),
        "3": say("parties"),
        "4": say("term"),
        "5": say("extension"),
        "6": say("money"),
        "7": say("follow-up"),
        "8": say("memo"),
        "9": say("register"),
    }[code.removeprefix("IOP")[0]]
