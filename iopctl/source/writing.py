"""Writing whole files so that a reader finds the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.problem import IopctlError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_all(texts: Mapping[Path, str]) -> None:
    """Write each text to its file; raise IopctlError if one cannot be written.

    Every text lies complete beside its target before the first target is replaced.
    """
    waiting: list[tuple[Path, Path]] = []
    path = None
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_write_beside(path, text), path))
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            waiting.pop(0)
    except OSError as error:
        reason = error.strerror or str(error)
        raise IopctlError(catalogue.NOT_WRITTEN, path=path, reason=reason) from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _write_beside(path: Path, text: str) -> Path:
    # The name says what it is, should a power cut leave it behind.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a file for the owner alone; a memo is for everyone whom the folder lets in.
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
