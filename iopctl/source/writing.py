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

# What people write themselves: an answer never takes its place.
_SOURCES = {".yaml", ".yml", ".toml", ".j2"}


def write_all(texts: Mapping[Path, str]) -> None:
    """Write each text to its file; raise IopctlError if one cannot be written.

    Every text lies complete beside its target before the first target is replaced. A link stays a link, and
    what is no file (a pipe, a device) is written to as it is.
    """
    waiting: list[tuple[Path, Path]] = []
    written: list[Path] = []
    path = Path()
    try:
        for path, text in texts.items():
            _refuse(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                path.write_text(text, encoding="utf-8", newline="\n")
                written.append(path)
            else:
                target = path.resolve()
                waiting.append((_write_beside(target, text), target))
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            written.append(path)
            waiting.pop(0)
    except OSError as error:
        raise _not_written(path, error, written) from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _refuse(path: Path) -> None:
    """Refuse what no text should replace, before anything is written."""
    if path.is_dir():
        raise IopctlError(catalogue.IS_A_FOLDER, path=path)
    if path.suffix in _SOURCES and path.exists():
        raise IopctlError(catalogue.IS_A_SOURCE, path=path)


def _not_written(path: Path, error: OSError, written: list[Path]) -> IopctlError:
    # Python says "File exists" of a folder that cannot be made because a file has its name.
    reason = "Not a directory" if isinstance(error, FileExistsError) else error.strerror or str(error)
    if written:
        before = ", ".join(map(str, written))
        return IopctlError(catalogue.PARTLY_WRITTEN, path=path, reason=reason, before=before)
    return IopctlError(catalogue.NOT_WRITTEN, path=path, reason=reason)


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
