"""The tree of a commit, of which no more is read than is asked for.

A few objects can stand for millions of files, each tree holding the next one many times: whoever lists
what lies below a folder is stopped at a number of names.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import folder
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.source.git import Contents

MOST = 100_000
"""How many names are listed; the largest register that anybody has thought of has a tenth of them."""
MOST_BYTES = 500_000_000
"""How much its files may hold in all."""
_LONGEST = 4096
_FOLDER = "40000"


class Entry(Struct):
    """What a tree holds under a name."""

    mode: str
    object: str
    """Its hash."""

    @property
    def is_folder(self) -> bool:
        """Tell whether it is a tree itself."""
        return self.mode == _FOLDER


class Tree:
    """The files of a commit, by their paths from the root; `.` is the root."""

    def __init__(self, commit: str, contents: Contents) -> None:
        self._contents = contents
        self._root = Entry(_FOLDER, f"{commit}^{{tree}}")
        # An entry is "MODE NAME<nul>HASH", and the name may be in any encoding.
        self._entry = re.compile(rb"([0-7]+) ([^\0]*)\0(.{%d})" % (len(commit) // 2), re.DOTALL)
        self._held: dict[str, list[tuple[str, Entry]]] = {}
        self._listed = 0

    def find(self, path: str) -> Entry | None:
        """Find what a path leads to; None where there is nothing, or only beyond a link."""
        found: Entry | None = self._root
        for part in () if path == "." else path.split("/"):
            if found is None or not found.is_folder:
                return None
            found = dict(self._names(found)).get(part)
        return found

    def below(self, path: str) -> Iterator[tuple[str, Entry]]:
        """Give what lies below a folder and is none itself, by its path from there.

        Raise IopctlError where there are more names than `MOST`, or longer ones than any system takes.
        """
        start = self.find(path)
        waiting = [("", start)] if start is not None and start.is_folder else []
        while waiting:
            above, tree = waiting.pop()
            names = self._names(tree)
            self._listed += len(names)
            if self._listed > MOST:
                raise too_much()
            for name, entry in names:
                place = f"{above}{name}"
                if len(place) > _LONGEST:
                    shown = folder.legible(posixpath.join(path, place)[:100])
                    raise IopctlError(
                        codes.NOT_LAID_OUT, path=shown, reason=say("no file can have that name here")
                    )
                if entry.is_folder:
                    waiting.append((f"{place}/", entry))
                else:
                    yield place, entry

    def _names(self, tree: Entry) -> list[tuple[str, Entry]]:
        if tree.object not in self._held:
            content = self._contents.tree(tree.object)
            self._held[tree.object] = [
                (name.decode("utf-8", "surrogateescape"), Entry(mode.decode(), held.hex()))
                for mode, name, held in self._entry.findall(content)
            ]
        return self._held[tree.object]


def too_much() -> IopctlError:
    """Say that a revision holds more than any register."""
    return IopctlError(codes.TOO_MUCH_IN_REVISION, files=MOST, size=MOST_BYTES // 10**6)
