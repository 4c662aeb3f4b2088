"""One run at a time: a lock of the operating system, which ends with the run that holds it.

Holds: a lock file that a killed run left behind → the next run takes it over.
Does not: a second run while the first one writes → a refusal, and nothing is changed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FLAGS = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


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
        handle = os.open(lock, _FLAGS, 0o666)
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
