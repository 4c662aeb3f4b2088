"""`iopctl explain` and `iopctl schema`: pages and schemas that come with iopctl, as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.commands.answer import Answer
from iopctl.problem import IopctlError
from iopctl.render import terminal
from iopctl.source import shipped
from iopctl.table import Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.source.shipped import Page

_FENCE = "```"


def run(asked: str | None, width: int | None) -> Answer:
    """Show the page of one code, or list them all."""
    known = shipped.codes()
    if asked is None:
        return Answer(listing(map(shipped.page, known), width))
    code = asked.strip().upper()
    if code not in known:
        raise IopctlError(codes.NO_SUCH_CODE, found=asked, cure=_closest(code, known))
    return Answer(page(shipped.page(code), width))


def schema(*, of_series: bool = False) -> Answer:
    """Give a JSON Schema, for editors; nothing of the model is imported for it."""
    return Answer(shipped.schema("series" if of_series else "agreement"))


def _closest(code: str, known: list[str]) -> str:
    # Digits alone stand for the code that has them; else no more than one character is another.
    meant = spelling.meant(f"IOP{code}" if code.isdecimal() else code, known, 0.8)
    return meant or say("'iopctl explain --list' shows every code.")


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
