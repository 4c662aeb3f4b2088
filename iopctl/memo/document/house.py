"""How a municipality's documents look, as its settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.struct import Struct

if TYPE_CHECKING:
    from pathlib import Path


class House(Struct):
    """What a municipality may set; without it, documents look as iopctl ships them."""

    docx: Path | None = None
    """The Word file whose styles, headers and margins are taken."""
    fonts: Path | None = None
    """The folder of its own fonts."""
    font: str | None = None
    """The font of PDF."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it is made of, which no memo may take the place of."""
        return () if self.docx is None else (self.docx,)
