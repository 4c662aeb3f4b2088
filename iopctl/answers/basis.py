"""What an answer rests on beside the question itself: the day it holds for, and the register's revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date


class Basis(Struct):
    """What was asked for; where nothing was, the answer is today's, of the files as they are now."""

    as_of: date | None = None
    """The day, where one was named or a revision is read."""
    revision: str | None = None
    """The full hash of the commit that the register was read from; None for the files as they are now."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Say it below a table."""
        return (labels.basis(self.as_of, self.revision),) if self.as_of else ()


# The files as they are now, and the day on the wall.
TODAY = Basis()
