"""`iopctl explain` and `iopctl schema`: pages and schemas that come with iopctl, as they are."""

from __future__ import annotations

from iopctl import codes, spelling
from iopctl.answers import explain as view
from iopctl.commands.answer import Answer
from iopctl.problem import IopctlError
from iopctl.source import shipped
from iopctl.words import say


def run(asked: str | None, width: int | None) -> Answer:
    """Show the page of one code, or list them all."""
    known = shipped.codes()
    if asked is None:
        return Answer(view.listing(map(shipped.page, known), width))
    code = asked.strip().upper()
    if code not in known:
        raise IopctlError(codes.NO_SUCH_CODE, found=asked, cure=_closest(code, known))
    return Answer(view.page(shipped.page(code), width))


def schema(*, of_series: bool = False) -> Answer:
    """Give a JSON Schema, for editors; nothing of the model is imported for it."""
    return Answer(shipped.schema("series" if of_series else "agreement"))


def _closest(code: str, known: list[str]) -> str:
    # Digits alone stand for the code that has them; else no more than one character is another.
    meant = spelling.meant(f"IOP{code}" if code.isdecimal() else code, known, 0.8)
    return meant or say("'iopctl explain --list' shows every code.")
