"""`iopctl explain`: what a code means, and how to mend what it says."""

from __future__ import annotations

from iopctl import catalogue
from iopctl.commands.answer import Answer
from iopctl.problem import IopctlError
from iopctl.source import pages
from iopctl.views import explain as view


def run(asked: str | None, width: int | None) -> Answer:
    """Show the page of one code, or list them all."""
    codes = pages.codes()
    if asked is None:
        return Answer(view.listing(map(pages.page, codes), width))
    code = asked.strip().upper()
    if code not in codes:
        raise IopctlError(catalogue.NO_SUCH_CODE, found=asked, cure=catalogue.closest_code(code, codes))

    page = pages.page(code)

    return Answer(view.page(page, width))
