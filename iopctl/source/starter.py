"""The files that a new register starts with, as they lie in `iopctl/starter`."""

from __future__ import annotations

from pathlib import Path

from iopctl.source import files

_PACKAGE = Path(__file__).parents[1]


def text(name: str) -> str:
    """Give the text of one of the files."""
    return files.shipped(_PACKAGE / "starter" / name)
