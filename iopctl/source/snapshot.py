"""Which temporary folders hold a revision, and how messages name the files in them.

`history` lays a revision out and notes it here; everything else reads ordinary files, and asks here only for
a name, or whether a file could be laid out at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 7
_KNOWN: list[Snapshot] = []


class Snapshot(Struct):
    """What a commit holds of a register, in a temporary folder."""

    root: Path
    """The temporary folder, which stands for the root of the repository."""
    origin: Path
    """Where the repository's own files lie."""
    commit: str
    """The full hash."""
    refused: dict[Path, str]
    """What was not laid out, by where it would lie: a link, a submodule, …; each with its reason."""


def add(made: Snapshot) -> None:
    """Note what was laid out."""
    _KNOWN.append(made)


def of(path: Path) -> Snapshot | None:
    """Find the snapshot that a file belongs to; None for a file of the disk."""
    return next((each for each in _KNOWN if path.is_relative_to(each.root)), None)


def upwards(folder: Path) -> Iterator[Path]:
    """Give a folder and those above it, in a snapshot no further than to its root."""
    found = of(folder)
    for each in (folder, *folder.parents):
        yield each
        if found is not None and each == found.root:
            return


def leads_out(path: Path, of_file: Path) -> bool:
    """Tell whether a path that a file states leads out of the snapshot that the file belongs to."""
    found = of(of_file)
    return found is not None and not path.resolve().is_relative_to(found.root)


def shown(path: Path) -> str | None:
    """Name a file of a snapshot from the working folder, with its commit; None for a file of the disk."""
    found = of(path)
    if found is None:
        return None
    there, here = found.origin / path.relative_to(found.root), Path.cwd().resolve()
    name = there.relative_to(here) if there.is_relative_to(here) else there
    return f"{name.as_posix()}@{found.commit[:_SHORT]}"


def refusal(path: Path) -> str:
    """Say why a file, or the folder that it lies in, was not laid out; nothing where it was."""
    found = of(path)
    if found is None:
        return ""
    return next((found.refused[each] for each in upwards(path) if each in found.refused), "")
