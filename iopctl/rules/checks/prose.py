"""The text of matters is written as Myndigheternas skrivregler ask; what is not is worth a warning.

Holds: `economy: Insatsen är 664 800 kronor per år 2021–2023.`
Does not: `economy: Insatsen är 664.800 kr per år 2021-2023.`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.model import prose as texts
from iopctl.rules import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find what the rules of writing rule out, each at its place in the text."""
    for index, matter in enumerate(agreement.matters):
        for where, text in texts.texts(matter):
            for slip in prose.slips(text):
                found = text[slip.start : slip.stop].strip()
                finding = slip.kind.at(("matters", index, *where), found=found, cure=slip.cure)
                yield finding.inside(text, slip.start, slip.stop)
