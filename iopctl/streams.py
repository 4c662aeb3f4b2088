"""Standard output and standard error, such as they are: a terminal, a file, a pipe, or closed.

Imported before anything else, so it imports nothing heavy itself.
"""

from __future__ import annotations

import errno
import os
import sys

# Importing typing would cost `--version` more than all the rest of it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

# Windows says EINVAL of a pipe that nobody reads.
_READER_GONE = {errno.EPIPE, errno.EINVAL}


def prepare() -> None:
    """Make every character printable, and every byte the same on all systems."""
    # Python has no stream where the shell has closed it (>&-).
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - pathlib is heavy; open until the end


def _prepare(stream: TextIO) -> None:
    if not hasattr(stream, "reconfigure"):
        return
    if stream.isatty() or "PYTHONIOENCODING" in os.environ:
        stream.reconfigure(errors="replace")
    else:
        # Windows would take the code page of the day, and carriage returns, for what goes to a file.
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def write(stream: TextIO, text: str) -> None:
    """Write and flush; raise OSError where the text cannot go, but not where the reader has seen enough."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        discard(stream)
        if error.errno not in _READER_GONE:
            raise


def show_progress(stream: TextIO, line: str) -> None:
    """Write a line over the one before it; an empty one leaves nothing behind."""
    # A terminal that does not know its width says 0.
    width = (os.get_terminal_size(stream.fileno()).columns or 80) - 1
    write(stream, f"\r{' ' * width}\r{line[:width]}")


def discard(stream: TextIO) -> None:
    """Send to nowhere what is still waiting, so that Python does not stumble over it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
