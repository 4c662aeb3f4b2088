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
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO


# Windows says EINVAL of a pipe that nobody reads.
_READER_GONE = {errno.EPIPE, errno.EINVAL}
# Seconds before work counts as long, and between two looks at it: whoever reads needs no more of them.
_AT_FIRST, _BETWEEN = 0.5, 0.1


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
    """Write a text and flush; nothing in it is a command to a terminal or a CI system.

    What another program reads stays as it is, unless it goes to a terminal.
    Raise OSError where it cannot go, but not where the reader has seen enough.
    """
    from iopctl import visible

    shown = stream.isatty()
    data = isinstance(text, visible.Data) and not shown
    write_own(stream, text if data else visible.text(text, coloured=shown))


def write_own(stream: TextIO, text: str) -> None:
    """Write words of our own, as `write` does, with nothing in them that must be cleaned."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        discard(stream)
        if error.errno not in _READER_GONE:
            raise


class Progress:
    """One line on a terminal that says how far long work has come.

    Short work has none, and neither has what is no terminal; nothing of it stays behind.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._stands = False
        self.at: Path | None = None
        """The file that is worked on, while one is."""

    def over(self, files: Sequence[Path]) -> Iterator[Path]:
        """Hand on one file after the other."""
        for file in self._shown(files):
            self.at = file
            yield file
        self.at = None

    def _shown(self, files: Sequence[Path]) -> Iterator[Path]:
        from iopctl import visible

        if len(files) < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one is not many
            yield from files
            return
        next_look = self._clock() + _AT_FIRST
        for number, file in enumerate(files, start=1):
            now = self._clock()
            if now >= next_look:
                self._show(f"{number} of {len(files)}: {visible.line(file.stem)}")
                self._stands, next_look = True, now + _BETWEEN
            yield file
        self.clear()

    def clear(self) -> None:
        """Leave nothing behind, whether the work was done or stopped."""
        if self._stands:
            self._stands = False
            self._show("")

    def _show(self, line: str) -> None:
        """Write over the line before."""
        # A terminal that does not know its width says 0.
        width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
        write_own(sys.stderr, f"\r{' ' * width}\r{line[:width]}")


def discard(stream: TextIO) -> None:
    """Send to nowhere what is still waiting, so that Python does not stumble over it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
