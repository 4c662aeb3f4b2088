"""The one door through which files are read: regular files, bounded in size, with every error named.

Each kind of file has its bound here; what is larger is no file of that kind.
Holds: a link to an agreement → the agreement.
Does not: a FIFO, a device, a socket or a folder → an OSError at once, with its name and a sentence.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

from iopctl.source import snapshot
from iopctl.words import say

SETTINGS = 20_000
AGREEMENT = 1_000_000
"""Index series, thresholds and profiles are read as agreements are."""
TEMPLATE = 128_000
"""Twenty times the largest that is shipped."""
CHECKSUMS = 10_000_000
MEMO = 10_000_000
"""A memo as Markdown or HTML."""
DOCUMENT = 100_000_000
"""A Word file or a PDF, pictures included."""
SHIPPED = 10_000_000

# What the system says of a name behind which there is nothing, or can be nothing.
_NOTHING = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL}
# Opening a FIFO would wait for its other end. Windows has neither flag, and would change line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """A file that is larger than any of its kind."""

    def __init__(self, path: Path, most: int) -> None:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1_000} kB"  # noqa: PLR2004
        super().__init__(errno.EFBIG, say("it is larger than {size}", size=size), str(path))


def read(path: Path, *, most: int) -> bytes:
    """Read a regular file of at most so many bytes; raise OSError, which names the file, for any other."""
    _refuse_unreadable(path)
    # To open a device may already do something; and between the two looks another file may take its place.
    _refuse_special(path, os.stat(path).st_mode)  # noqa: PTH116 - a tenth of the time of Path.stat
    handle = os.open(path, _FLAGS)
    try:
        with io.BufferedReader(io.FileIO(handle)) as file:
            found = os.fstat(handle)
            _refuse_special(path, found.st_mode)
            if found.st_size > most:
                raise TooLargeError(path, most)
            content = file.read(found.st_size + 1)
            if len(content) > found.st_size:
                # A file that grows, or one of the system's own, is longer than it says.
                content += file.read(most)
    except OSError as error:
        # What fails behind the handle knows no name.
        error.filename = error.filename if isinstance(error.filename, str) else str(path)
        raise
    if len(content) > most:
        raise TooLargeError(path, most)
    return content


def shipped(path: Path) -> str:
    """Read a text that comes with iopctl."""
    return read(path, most=SHIPPED).decode("utf-8")


def is_file(path: Path) -> bool:
    """Tell whether there is a regular file; raise OSError, which names it, where that cannot be seen."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; raise OSError, which names it, where that cannot be seen."""
    return stat.S_ISDIR(_mode(path))


def exists(path: Path) -> bool:
    """Tell whether there is anything of that name; raise OSError, which names it, where none can see."""
    return _mode(path) != 0


def names(folder: Path) -> list[str]:
    """List what lies in a folder, in order; raise OSError, which names it, where that cannot be seen."""
    _refuse_unreadable(folder)
    return sorted(os.listdir(folder))  # noqa: PTH208 - paths take long to be made


def below(home: Path) -> list[str]:
    """List the files in a folder and in those below it, in order; a folder that links lead back to, once."""
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    # A folder goes by its own name, where it has one here, before any that a link gives it.
    waiting, links = [""], list[str]()
    while waiting or links:
        before = (waiting or links).pop()
        there = os.stat(home / before)  # noqa: PTH116 - as in `read`
        if (there.st_dev, there.st_ino) in seen:
            continue
        seen.add((there.st_dev, there.st_ino))
        for name in names(home / before):
            if is_folder(home / before / name):
                (links if os.path.islink(home / before / name) else waiting).append(f"{before}{name}/")  # noqa: PTH114 - as above
            else:
                found.append(f"{before}{name}")
    return sorted(found)


def _mode(path: Path) -> int:
    """Give the mode of what a name leads to; 0 where it leads to nothing."""
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - as in `read`
    except ValueError:
        # No file has a null byte in its name.
        return 0
    except OSError as error:
        if error.errno in _NOTHING:
            return 0
        raise


def _refuse_unreadable(path: Path) -> None:
    """Raise OSError for what a revision has and was not laid out, and for a name that none can have."""
    if "\0" in str(path):
        # Python would raise ValueError, which nobody expects of a file.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    reason = snapshot.refusal(path)
    if reason:
        raise OSError(errno.EINVAL, reason, str(path))


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, say("it is not a file"), str(path))
