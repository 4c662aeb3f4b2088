"""The page that explains each code, as it is shipped: `iopctl/pages/IOP101.md` and its neighbours.

A page opens with its title and the severity of what it explains; the folder is the list of all codes.
"""

from __future__ import annotations

from pathlib import Path

from iopctl.source import files
from iopctl.struct import Struct

_FOLDER = Path(__file__).parents[1] / "pages"


class Page(Struct):
    """One code explained."""

    code: str
    text: str
    """The whole page, in Markdown."""

    @property
    def title(self) -> str:
        """What was found, in a few words: the heading without the code."""
        return self.text.partition("\n")[0].removeprefix(f"# {self.code} · ")

    @property
    def summary(self) -> str:
        """What it means: the first paragraph."""
        return " ".join(self.text.split("\n\n", 3)[2].split("\n"))

    @property
    def severity(self) -> str:
        """What the page says of its severity: error or warning."""
        return self.text.split("\n", 3)[2].removeprefix("Severity: ")


def codes() -> list[str]:
    """List every code that has a page, in order."""
    return [name.removesuffix(".md") for name in files.names(_FOLDER) if name.endswith(".md")]


def page(code: str) -> Page:
    """Read the page of a code that has one."""
    return Page(code, files.shipped(_FOLDER / f"{code}.md"))
