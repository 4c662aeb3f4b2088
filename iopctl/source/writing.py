"""Writing whole files so that a reader finds the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.problem import IopctlError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What people write themselves: an answer never takes its place.
_SOURCES = {".yaml", ".yml", ".toml", ".j2"}


def write_all(contents: Mapping[Path, str | bytes], *, lasting: bool = True) -> None:
    """Write each content to its file, text in UTF-8; raise IopctlError if one cannot be written.

    Each lies complete beside its target before the first target is replaced, and whoever stops this finds
    whole files alone; what is to be lasting lies on the disk itself, so that not even a power cut leaves a
    part of it. A link stays a link, and what is no file (a pipe, a device) is written to as it is.
    """
    waiting: list[tuple[Path, Path]] = []
    written: list[Path] = []
    path = Path()
    try:
        for path, given in contents.items():
            content = given.encode() if isinstance(given, str) else given
            _refuse(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                path.write_bytes(content)
                written.append(path)
            else:
                target = path.resolve()
                # Its name is noted before it is made, so that at no moment it could be left behind.
                waiting.append((_name_beside(target), target))
                _write_like(target, waiting[-1][0], content, lasting=lasting)
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


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Give a file that people write themselves its next content; raise IopctlError if that is not safe.

    Until the new content lies complete beside it, was read back and found whole, nothing is replaced; whoever
    stops this at any step finds the old file or the new one. A link stays a link, and the mode stays.
    """
    target = path.resolve()
    try:
        _refuse_read_only(target, path)
        with _locked(target):
            _refuse_changed(target, path, before)
            temporary = _name_beside(target)
            try:
                _write_like(target, temporary, after, lasting=True)
                if temporary.read_bytes() != after:
                    raise IopctlError(catalogue.NOT_REPLACED, path=path, reason=catalogue.NOT_AS_WRITTEN)
                # Whoever saves the file in an editor asks for no lock.
                _refuse_changed(target, path, before)
                temporary.replace(target)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink()
            _flush_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise IopctlError(catalogue.NOT_REPLACED, path=path, reason=reason) from None


def _refuse_read_only(target: Path, path: Path) -> None:
    """Refuse a file that may not be written, though its folder would let another take its place."""
    # An administrator may write everything; the mode still says what was meant.
    if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        target, os.W_OK
    ):
        raise IopctlError(catalogue.READ_ONLY, path=path)


def _refuse_changed(target: Path, path: Path, before: bytes) -> None:
    if target.read_bytes() != before:
        raise IopctlError(catalogue.CHANGED_MEANWHILE, path=path)


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep other runs from writing the file; one that was killed leaves its lock, which the message names."""
    lock = target.with_name(f".{target.name}.lock")
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        raise IopctlError(catalogue.LOCKED, path=target.name, lock=lock) from None
    try:
        os.close(handle)
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can; the file is whole in any case."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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


def _name_beside(path: Path) -> Path:
    """Give a name that no other run gives; it says what it is, should a power cut leave it behind."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def _write_like(target: Path, temporary: Path, content: bytes, *, lasting: bool) -> None:
    """Write a new file, for those to read whom the target lets in, or the folder where there is none yet."""
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    # Windows would write carriage returns into what it takes for text.
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666 if mode is None else mode), "wb") as file:
        file.write(content)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)
