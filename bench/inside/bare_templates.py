"""Render the memo's templates a number of times, with facts that were gathered before, and nothing else.

The facts are those of the first agreements of the register, one of each kind of matter, taken in turn:
the mix that the whole register has. The templates are compiled once, as they are when iopctl writes many.
"""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import references, register
from iopctl.register import Indices
from iopctl.rules import memo
from iopctl.source.folder import Folder
from iopctl.views.memo import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.rules.memo import Memo

_KINDS = 5


def main(folder: str, times: int) -> None:
    """Render so many memos."""
    agreements = Folder(Path(folder))
    facts = list(_facts(agreements))
    writer = Writer(agreements.templates)
    for each in islice(cycle(facts), times):
        if not isinstance(writer.write(each), str):
            raise SystemExit("A memo could not be written.")


def _facts(agreements: Folder) -> Iterator[Memo]:
    profile = references.profile_of(agreements).profile
    indices = Indices(agreements)
    for path in agreements.files()[:_KINDS]:
        agreement = register.read(path).agreement
        if agreement is None or profile is None:
            raise SystemExit("The register is not in order.")
        found = memo.write(agreement, agreement.matters[-1], profile, indices.followed_by(agreement))
        if not isinstance(found, memo.Memo):
            raise SystemExit("A memo has no figure.")
        yield found


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
