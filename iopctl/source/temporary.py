"""Temporary folders, of which none is left behind."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - a folder of its own is made in it


def folder(size: int) -> Path:
    """Make a folder for so many bytes that nobody else can look into, and that is gone when the run ends."""
    made = Path(tempfile.mkdtemp(prefix="iopctl-", dir=_in_memory(size))).resolve()
    atexit.register(_remove, made)
    return made


def _in_memory(size: int) -> str | None:
    """Find a folder that lies in memory, with room enough: thousands of small files take a disk seconds."""
    if os.environ.get("TMPDIR") or not os.access(_SHARED_MEMORY, os.W_OK):
        return None
    return _SHARED_MEMORY if shutil.disk_usage(_SHARED_MEMORY).free > 2 * size else None


def _remove(made: Path) -> None:
    try:
        shutil.rmtree(made, ignore_errors=True)
    except BaseException:
        # Whoever is impatient waits for this all the same.
        shutil.rmtree(made, ignore_errors=True)
        raise
