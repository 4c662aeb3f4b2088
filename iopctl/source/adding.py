"""Writing to what is not replaced: a page that grows, a pipe, a terminal."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import guarding, locking
from iopctl.words import say

if TYPE_CHECKING:
    from pathlib import Path

# A pipe that nobody reads is refused at once. Windows would write carriage returns into text.
_FLAGS = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

SUMMARY = 1 << 20
"""What GitHub takes as the summary of a step, in bytes."""


def write_into(path: Path, content: bytes) -> None:
    """Write to what is no file and has no end: a pipe that somebody reads, or a terminal."""
    mode = path.stat().st_mode
    if not stat.S_ISFIFO(mode) and not stat.S_ISCHR(mode):
        raise OSError(None, say("it is not a file"))
    handle = _opened(path)
    try:
        _write(handle, content)
    finally:
        os.close(handle)


def _opened(path: Path, also: int = 0) -> int:
    try:
        return os.open(path, _FLAGS | also, 0o666)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, say("nobody reads this pipe"), str(path)) from None
        raise


def append(path: Path, text: str, *, most: int, cut: str) -> None:
    """Add a text to a file; what would make it larger than `most` bytes is left out, and `cut` says so.

    Raise IopctlError where it cannot be written, or must not be.
    """
    try:
        guarding.refuse(path)
        handle = _opened(path, os.O_APPEND | os.O_CREAT)
        try:
            content = text.encode(errors="replace")
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode):
                locking.hold(handle)
                content = shortened(content, most - os.fstat(handle).st_size, cut.encode())
            _write(handle, content)
        finally:
            os.close(handle)
    except OSError as error:
        raise IopctlError(codes.NOT_WRITTEN, path=path, reason=error.strerror or str(error)) from None


def shortened(content: bytes, most: int, cut: bytes) -> bytes:
    """Cut a text at the end of a line, so that with the sentence it is no longer than it may be."""
    if len(content) <= most:
        return content
    end = content.rfind(b"\n", 0, max(0, most - len(cut) - 1)) + 1
    return (content[:end] + b"\n" + cut)[: max(0, most)]


def _write(handle: int, content: bytes) -> None:
    if os.name != "nt":
        os.set_blocking(handle, True)
    while content:
        content = content[os.write(handle, content) :]
