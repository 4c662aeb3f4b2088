"""What keeps a file from being replaced: that people write it themselves, and that another run writes it now.

A name is looked at as it was given and as what it leads to, so that no link and no `..` gets around this. The
lock is one of the operating system, which ends with the run that holds it.

Holds: `-o memos/ikf.md`, a link to another memo → that memo is written; a lock that a killed run left.
Does not: `-o memos/ikf.md`, a link to `agreements/ikf.yaml`; a second run while the first one writes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import config, files, folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Agreements, series, thresholds and profiles; settings; templates; and what an editor keeps of them.
_SOURCES = {".yaml", ".yml", ".toml", ".j2"}
_GIT = ".git"
_GIT_S = {_GIT, ".gitattributes", ".gitignore", ".gitmodules"}
# A template may include files of any name.
_BESIDE_TEMPLATES = (config.NAME, config.FOLDER)
_IN_TEMPLATES = ("memo", "profiles")
_CHECKSUMS = "SHA256SUMS"
_MEMO = ".md"
_LOCK = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


def refuse(path: Path, kept: Iterable[Path] = ()) -> None:
    """Raise IopctlError where a path is, or leads to, what no answer replaces, or one of the files kept."""
    target = Path(os.path.realpath(path))
    if files.is_folder(target):
        raise IopctlError(codes.IS_A_FOLDER, path=folder.shown(path))
    if _is_source(path):
        raise IopctlError(codes.IS_A_SOURCE, path=folder.shown(path))
    if _is_source(target):
        there = folder.shown(target)
        raise IopctlError(codes.LEADS_TO_A_SOURCE, path=folder.shown(path), target=there)
    if any(_same(target, each) for each in kept):
        raise IopctlError(codes.IS_AN_INPUT, path=folder.shown(path))
    if _is_frozen(target):
        raise IopctlError(codes.IS_FROZEN, path=folder.shown(path))
    refuse_several_names(path)


def refuse_several_names(path: Path) -> None:
    """Raise IopctlError for a file with several hard links: the others would keep what it said."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        raise IopctlError(codes.SEVERAL_NAMES, path=folder.shown(path), number=found.st_nlink)


def _is_source(path: Path) -> bool:
    name = _plain(path.name).rstrip("~")
    if Path(name).suffix in _SOURCES or name in {_CHECKSUMS.casefold(), *_GIT_S}:
        return True
    return any(_plain(each.name) == _GIT or _holds_templates(each) for each in path.parents)


def _plain(name: str) -> str:
    # Windows drops blanks and dots at the end of a name; some systems know no capitals.
    return name.casefold().rstrip(". ")


def _holds_templates(home: Path) -> bool:
    """Tell whether a folder is that of a register's own templates."""
    return _plain(home.name) == folder.TEMPLATES and (
        any(files.exists(home.parent / each) for each in _BESIDE_TEMPLATES)
        or any(files.is_folder(home / each) for each in _IN_TEMPLATES)
    )


def _is_frozen(target: Path) -> bool:
    name = target.name.casefold()
    is_named_so = name.endswith(_MEMO) and "." in name.removesuffix(_MEMO)
    return is_named_so and files.exists(target.parent / _CHECKSUMS)


def _same(target: Path, other: Path) -> bool:
    try:
        return target.samefile(other)
    except OSError:
        return False


@contextlib.contextmanager
def alone(target: Path) -> Iterator[None]:
    """Keep other runs from writing a file, or in a folder; raise IopctlError where one does already."""
    lock = target.with_name(f".{target.name}.lock")
    try:
        handle = _take(lock)
    except BlockingIOError:
        raise IopctlError(codes.LOCKED, path=target.name) from None
    except OSError as error:
        # Left behind by another user, or in a folder that may not be written to.
        reason = error.strerror or str(error)
        raise IopctlError(codes.NOT_REPLACED, path=lock, reason=reason) from None
    try:
        yield
    finally:
        _release(lock, handle)


def hold(handle: int) -> None:
    """Lock an open file until it is closed; raise BlockingIOError where another run holds it."""
    if sys.platform == "win32":
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(lock: Path) -> int:
    while True:
        handle = os.open(lock, _LOCK, 0o666)
        try:
            hold(handle)
            # Whoever held it before may have removed it since it was opened.
            if _stands(lock, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _stands(lock: Path, handle: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _release(lock: Path, handle: int) -> None:
    """Remove the lock file while it is still held; Windows removes none that is open."""
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            lock.unlink()
    os.close(handle)
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            lock.unlink()
