"""What counts on the day asked: a question is answered with what was known then, and nothing later.

Holds: asked as of 2021-07-13, an extension decided on 2021-07-13 counts.
Does not: the same, asked as of 2021-07-12.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer about money may rest on, beside the agreement itself."""

    as_of: date
    """The day asked; what was decided or published after it does not count."""
