"""The files that a new register starts with, as they lie in `iopctl/starter`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def text(name: str) -> str:
    """Give the text of one of the files."""
    return (_PACKAGE / "starter" / name).read_text(encoding="utf-8")
