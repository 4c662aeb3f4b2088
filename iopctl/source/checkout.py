"""Where in its repository a file lies: CI systems read reports and their own files from the root of it.

No git is started: a CI system says where the root is, and elsewhere it is the folder that holds `.git`.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

_STATED = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def root(folder: Path) -> Path | None:
    """Find the root of the repository that a folder lies in, or would if it were there."""
    there = folder.resolve()
    return next((each for each in (there, *there.parents) if os.path.lexists(each / ".git")), None)


def name(file: str) -> str:
    """Name a file from the root of its repository; one that lies in none keeps the name that it has."""
    home, last = os.path.split(os.path.abspath(file))  # noqa: PTH100 - the file itself may be a link
    below = _below(home, tuple(os.environ.get(each, "") for each in _STATED))
    return file if below is None else (Path(below) / last).as_posix()


@functools.lru_cache(maxsize=64)
def _below(home: str, stated: tuple[str, ...]) -> str | None:
    """Give a folder from the root that a CI system states for it, else from that of its repository."""
    there = Path(home).resolve()
    roots = (*(Path(each).resolve() for each in stated if each), root(there))
    return next((str(there.relative_to(each)) for each in roots if each and there.is_relative_to(each)), None)
