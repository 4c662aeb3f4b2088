"""The one door through which files are written: a reader finds the old one or the new one, never a part.

An answer replaces whatever people did not write themselves; a link stays a link, and its target is written.
What is to be new is made only where nothing is. What people write themselves is changed under a lock. What is
not replaced is added to: a page that grows, a pipe, a terminal.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import files, folder, guarding
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

# Windows would write carriage returns into what it takes for text.
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
# A pipe that nobody reads is refused at once. Windows would write carriage returns into text.
_FLAGS = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

SUMMARY = 1 << 20
"""What GitHub takes as the summary of a step, in bytes."""


def write_all(
    contents: Mapping[Path, str | bytes], *, lasting: bool = True, kept: Collection[Path] = ()
) -> None:
    """Write each answer to its file, text in UTF-8; raise IopctlError if one cannot or must not be written.

    Each lies complete beside its target before the first target is replaced, and whoever stops this finds
    whole files alone; what is to be lasting lies on the disk itself, so that not even a power cut leaves a
    part of it. What is no file (a pipe, a terminal) is written to as it is. The files kept are not replaced.
    """
    waiting: list[tuple[Path, Path]] = []
    written: list[Path] = []
    path = Path()
    try:
        for path in contents:
            guarding.refuse(path, kept)
        for path, given in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if files.exists(path) and not files.is_file(path):
                _write_into(path, _bytes(given))
                written.append(path)
            else:
                _stage(Path(os.path.realpath(path)), given, waiting, lasting=lasting)
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            written.append(path)
            waiting.pop(0)
    except OSError as error:
        raise _not_written(path, error, written) from None
    finally:
        _remove(temporary for temporary, _ in waiting)


def make(contents: Mapping[Path, str | bytes]) -> None:
    """Make new files, all or none; raise IopctlError where one is there already, however lately it came."""
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    path = Path()
    try:
        for path, given in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _stage(path, given, waiting, lasting=True)
        while waiting:
            temporary, path = waiting[0]
            _place(temporary, path, made)
            waiting.pop(0)
    except BaseException as error:
        _remove(made)
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise IopctlError(codes.IN_THE_WAY, paths=folder.shown(path)) from None
        if isinstance(error, OSError):
            raise _not_written(path, error, []) from None
        raise
    finally:
        _remove(temporary for temporary, _ in waiting)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Give a file that people write themselves its next content; raise IopctlError if that is not safe.

    Until the new content lies complete beside it, was read back and found whole, nothing is replaced; whoever
    stops this at any step finds the old file or the new one. A link stays a link; mode, owner, group and
    extended attributes stay where the system lets them.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_read_only(target, path)
        guarding.refuse_several_names(path)
        with guarding.alone(target):
            _refuse_changed(target, path, before)
            temporary = _name_beside(target)
            try:
                _write_like(target, temporary, after, lasting=True)
                if not _holds(temporary, after):
                    raise IopctlError(
                        codes.NOT_REPLACED,
                        path=path,
                        reason=say("what was written does not read back as it was written"),
                    )
                # Whoever saves the file in an editor asks for no lock.
                _refuse_changed(target, path, before)
                temporary.replace(target)
            finally:
                _remove([temporary])
            _flush_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise IopctlError(codes.NOT_REPLACED, path=path, reason=reason) from None


def append(path: Path, text: str) -> None:
    """Add a text to the summary of a step; raise IopctlError where it cannot be written, or must not be."""
    try:
        guarding.refuse(path)
        with _opened(path, os.O_APPEND | os.O_CREAT) as handle:
            content = text.encode(errors="replace")
            if stat.S_ISREG(os.fstat(handle).st_mode):
                guarding.hold(handle)
                content = shortened(content, SUMMARY - os.fstat(handle).st_size)
            _write(handle, content)
    except OSError as error:
        raise IopctlError(codes.NOT_WRITTEN, path=path, reason=error.strerror or str(error)) from None


def shortened(content: bytes, most: int = SUMMARY) -> bytes:
    """Cut a summary at the end of a line, so that with a sentence about it it is no longer than it may be."""
    if len(content) <= most:
        return content
    cut = (
        say("The rest is left out: GitHub shows no more than 1 MiB as the summary of a step.").encode()
        + b"\n"
    )
    end = content.rfind(b"\n", 0, max(0, most - len(cut) - 1)) + 1
    return (content[:end] + b"\n" + cut)[: max(0, most)]


def _refuse_read_only(target: Path, path: Path) -> None:
    """Refuse a file that may not be written, though its folder would let another take its place."""
    # An administrator may write everything; the mode still says what was meant.
    if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        target, os.W_OK
    ):
        raise IopctlError(codes.READ_ONLY, path=path)


def _refuse_changed(target: Path, path: Path, before: bytes) -> None:
    if not _holds(target, before):
        raise IopctlError(codes.CHANGED_MEANWHILE, path=path)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return files.read(path, most=len(content)) == content
    except files.TooLargeError:
        return False


def _flush_folder(home: Path) -> None:
    """Make the new name last through a power cut, where the system can; the file is whole in any case."""
    with contextlib.suppress(OSError):
        handle = os.open(home, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(path: Path, error: OSError, written: list[Path]) -> IopctlError:
    # Python says "File exists" of a folder that cannot be made because a file has its name.
    reason = "Not a directory" if isinstance(error, FileExistsError) else error.strerror or str(error)
    if written:
        before = ", ".join(map(str, written))
        return IopctlError(codes.PARTLY_WRITTEN, path=path, reason=reason, before=before)
    return IopctlError(codes.NOT_WRITTEN, path=path, reason=reason)


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given


def _stage(target: Path, given: str | bytes, waiting: list[tuple[Path, Path]], *, lasting: bool) -> None:
    """Write a file complete beside its target; its name is noted first, so that it is never left behind."""
    waiting.append((_name_beside(target), target))
    _write_like(target, waiting[-1][0], _bytes(given), lasting=lasting)


def _name_beside(path: Path) -> Path:
    """Give a name that no other run gives; it says what it is, should a power cut leave it behind."""
    # A name has 255 bytes at most, and a letter up to four of them.
    return path.with_name(f".{path.name[:50]}.{os.urandom(4).hex()}.tmp")


def _write_like(target: Path, temporary: Path, content: bytes, *, lasting: bool) -> None:
    """Write a new file for those to whom the target belongs, or the folder where there is none yet."""
    like = target.stat() if files.exists(target) else None
    mode = 0o666 if like is None else stat.S_IMODE(like.st_mode) & 0o777
    with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
        file.write(content)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    if like is not None:
        _belong_like(like, temporary)
        temporary.chmod(mode)
        _take_attributes(target, temporary)


def _belong_like(like: os.stat_result, temporary: Path) -> None:
    """Give a file the owner and the group of another, or the group alone, where the system lets them."""
    found = temporary.stat()
    if not hasattr(os, "chown") or (found.st_uid, found.st_gid) == (like.st_uid, like.st_gid):
        return
    try:
        os.chown(temporary, like.st_uid, like.st_gid)
    except OSError:
        with contextlib.suppress(OSError):
            os.chown(temporary, -1, like.st_gid)


def _take_attributes(target: Path, temporary: Path) -> None:
    """Copy the extended attributes, access lists among them, that the system has and lets be copied."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(target):
            with contextlib.suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(target, name))


def _place(temporary: Path, path: Path, made: list[Path]) -> None:
    """Give a complete file its name; raise FileExistsError where something has it."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links: the name is taken first.
        os.close(os.open(path, _NEW))
        made.append(path)
        temporary.replace(path)
    else:
        made.append(path)
        temporary.unlink()


def _remove(paths: Iterable[Path]) -> None:
    for each in paths:
        with contextlib.suppress(OSError):
            each.unlink()


def _write_into(path: Path, content: bytes) -> None:
    """Write to what is no file and has no end: a pipe that somebody reads, or a terminal."""
    mode = path.stat().st_mode
    if not stat.S_ISFIFO(mode) and not stat.S_ISCHR(mode):
        raise OSError(None, say("it is not a file"))
    with _opened(path) as handle:
        _write(handle, content)


@contextlib.contextmanager
def _opened(path: Path, also: int = 0) -> Iterator[int]:
    try:
        handle = os.open(path, _FLAGS | also, 0o666)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, say("nobody reads this pipe"), str(path)) from None
        raise
    try:
        yield handle
    finally:
        os.close(handle)


def _write(handle: int, content: bytes) -> None:
    if os.name != "nt":
        os.set_blocking(handle, True)
    while content:
        content = content[os.write(handle, content) :]
