"""The files of thresholds: those that are shipped, and the register's own.

They lie in `iopctl/thresholds` and in `agreements/thresholds`. A file of the register takes the place of the
shipped one with the same name; others are added to them.
"""

from __future__ import annotations

from pathlib import Path

from iopctl.source import folder

FOLDER = "thresholds"
_SHIPPED = Path(__file__).parents[1] / FOLDER


def own(agreements: Path) -> list[Path]:
    """List the register's own files, in order; none where it has no such folder."""
    return folder.yaml_files(agreements / FOLDER)


def all_of(agreements: Path) -> list[Path]:
    """List the files that count, by name."""
    own_files = {each.name: each for each in own(agreements)}
    shipped = {each.name: each for each in folder.yaml_files(_SHIPPED)}
    return [each for _, each in sorted((shipped | own_files).items())]


def shown(path: Path) -> str:
    """Name a file as messages do; one that is shipped, by its place in the package."""
    is_shipped = path.parent == _SHIPPED
    return f"iopctl/{FOLDER}/{path.name}" if is_shipped else folder.shown(path)


def holds_one(path: Path) -> bool:
    """Tell whether a file is one of these, by the folder that it lies in."""
    return folder.lies_in(path.parent, FOLDER)
