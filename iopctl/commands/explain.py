"""`iopctl explain`: what a code means, and how to mend what it says."""

from __future__ import annotations

from iopctl import codes
from iopctl.answers import explain as view
from iopctl.commands.answer import Answer
from iopctl.problem import IopctlError
from iopctl.source import pages


def run(asked: str | None, width: int | None) -> Answer:
    """Show the page of one code, or list them all."""
    known = pages.codes()
    if asked is None:
        return Answer(view.listing(map(pages.page, known), width))
    code = asked.strip().upper()
    if code not in known:
        raise IopctlError(codes.NO_SUCH_CODE, found=asked, cure=codes.closest_code(code, known))

    page = pages.page(code)

    return Answer(view.page(page, width))
