"""Files as they were committed: a revision of a git repository, read as if it were a folder.

A `Committed` answers what a `Path` answers (name, parents, `/`, `is_file`, `iterdir`, `open`), so that there
is one way to read the register. A revision costs four processes however many files it has: where the
repository is, which commit is meant, what its tree holds, and one conversation for the bytes as committed.

Holds: `--rev HEAD~1` with an edit that is not committed → what the commit says, byte for byte.
Does not: a link or a submodule → it is told of, since what it leads to is no part of the revision.
"""

from __future__ import annotations

import errno
import io
import os
import posixpath
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NoReturn, TypeAlias

from iopctl import catalogue
from iopctl.problem import IopctlError
from iopctl.source import config, folder
from iopctl.source.folder import Folder
from iopctl.source.git import Contents, Repository
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 7
_LINK, _SUBMODULE = "120000", "160000"


def find(named: Path | None, revision: str, start: Path) -> Folder:
    """Find the folder as `folder.find` does, among what was committed at a revision."""
    found = _look(named, revision, start)
    if named is None and not found.is_dir():
        raise IopctlError(catalogue.NO_FOLDER_IN_REVISION, revision=revision)
    return Folder(found)


def sides(named: Path | None, span: str, start: Path) -> tuple[Folder, Folder]:
    """Find the folder before and after, as git reads a span; on one side it may not be there.

    `A..B` is both as committed, and either may be left out for HEAD; `A...B` is B, and where it left A; `A`
    alone is A, and the files as they are now.
    """
    dots = "..." if "..." in span else ".."
    first, spans, second = (part or "HEAD" for part in span.partition(dots))
    if spans != dots:
        return Folder(_look(named, span, start)), folder.find(named, start)
    before, after = _look(named, first, start), _look(named, second, start)
    if dots == "...":
        fork = before.tree.fork(after.revision)
        if fork is None:
            raise IopctlError(catalogue.NO_COMMON_COMMIT, one=first, other=second)
        before = _look(named, fork, start)
    if not before.is_dir() and not after.is_dir():
        raise IopctlError(catalogue.NO_FOLDER_IN_REVISION, revision=span)
    return Folder(before), Folder(after)


def _look(named: Path | None, revision: str, start: Path) -> Committed:
    """Look up where the folder is at a revision; it need not be there."""
    place = Path(os.path.abspath(named or start))  # noqa: PTH100 - a link is resolved below, where it exists
    standing = next(each for each in (place, *place.parents) if each.is_dir())
    repository = Repository.around(standing)
    tree = _Tree(repository, repository.commit(revision))
    there = Committed(tree, PurePosixPath(repository.prefix)) / place.relative_to(standing).as_posix()
    if named is not None:
        return there
    settings = config.find(there)
    found = there / config.FOLDER if settings is None else settings.agreements
    return found if isinstance(found, Committed) else there


class Committed(Struct):
    """A file or folder of a revision, whether it is there or not."""

    tree: _Tree
    path: PurePosixPath
    """From the root of the repository."""

    @property
    def revision(self) -> str:
        """The full hash of the commit."""
        return self.tree.commit

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.path.stem

    @property
    def suffix(self) -> str:
        """The ending of the name, with its dot."""
        return self.path.suffix

    @property
    def parent(self) -> Committed:
        """The folder that it lies in."""
        return Committed(self.tree, self.path.parent)

    @property
    def parents(self) -> tuple[Committed, ...]:
        """Every folder that it lies in, the nearest first."""
        return tuple(Committed(self.tree, each) for each in self.path.parents)

    def __truediv__(self, other: str) -> Committed:
        return Committed(self.tree, PurePosixPath(posixpath.normpath(posixpath.join(self.path, other))))

    def __str__(self) -> str:
        return self.as_posix()

    def as_posix(self) -> str:
        """Name it as messages do: from the working folder if it lies below, with the commit behind."""
        there = self.tree.root / self.path
        here = Path.cwd().resolve()
        name = there.relative_to(here) if there.is_relative_to(here) else there
        return f"{name.as_posix()}@{self.revision[:_SHORT]}"

    def resolve(self) -> Committed:
        """Give itself: in a revision no link is followed."""
        return self

    def is_dir(self) -> bool:
        """Tell whether it is a folder of the revision."""
        return str(self.path) in self.tree.folders

    def is_file(self) -> bool:
        """Tell whether the revision has it as something else than a folder."""
        return str(self.path) in self.tree.entries

    def exists(self) -> bool:
        """Tell whether the revision has it."""
        return self.is_dir() or self.is_file()

    def iterdir(self) -> Iterator[Committed]:
        """Give what lies in the folder."""
        if self.is_file():
            self._refuse(errno.ENOTDIR, self._what() or os.strerror(errno.ENOTDIR))
        if not self.is_dir():
            self._refuse(errno.ENOENT, catalogue.NOT_IN_REVISION)
        return (self / name for name in self.tree.folders[str(self.path)])

    def open(self, _mode: str = "rb") -> IO[bytes]:
        """Open the bytes as they were committed."""
        if self.is_dir():
            self._refuse(errno.EISDIR, os.strerror(errno.EISDIR))
        if not self.is_file():
            self._refuse(errno.ENOENT, catalogue.NOT_IN_REVISION)
        special = self._what()
        if special:
            self._refuse(errno.EINVAL, special)
        content = self.tree.content(str(self.path))
        if content is None:
            self._refuse(errno.EIO, catalogue.NOT_IN_CLONE)
        return io.BytesIO(content)

    def _what(self) -> str:
        """Say what it is, where it is neither a file nor a folder."""
        mode = self.tree.entries[str(self.path)].mode
        return {_LINK: catalogue.IS_A_LINK, _SUBMODULE: catalogue.IS_A_SUBMODULE}.get(mode, "")

    def _refuse(self, number: int, reason: str) -> NoReturn:
        raise OSError(number, reason, self.as_posix())


# What the register is read from: a disk, or a revision.
Location: TypeAlias = Path | Committed


class _Entry(Struct):
    mode: str
    object: str


class _Tree:
    """Everything that a commit holds, by path, and the one conversation that gives the bytes."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.commit = commit
        self.root = repository.root
        self._repository = repository
        listed = repository.ask("ls-tree", "-r", "-z", "--full-tree", commit)
        self.entries = dict(map(_entry, filter(None, listed.split(b"\0"))))
        self.folders: dict[str, list[str]] = {".": []}
        for path in self.entries:
            self._place(PurePosixPath(path))

    def _place(self, path: PurePosixPath) -> None:
        """Put a path into its folder, and that into its own if it is new."""
        for each in (path, *path.parents):
            folder = str(each.parent)
            known = folder in self.folders
            self.folders.setdefault(folder, []).append(each.name)
            if known:
                return

    def fork(self, other: str) -> str | None:
        """Find the commit at which another one and this one parted; None where they have none in common."""
        return self._repository.common(self.commit, other)

    @cached_property
    def _contents(self) -> Contents:
        return self._repository.contents()

    def content(self, path: str) -> bytes | None:
        """Give the bytes of a file; None where the clone lacks them."""
        return self._contents.of(self.entries[path].object)


def _entry(line: bytes) -> tuple[str, _Entry]:
    # "MODE TYPE HASH<tab>PATH", and the path may be in any encoding
    facts, _, path = line.partition(b"\t")
    mode, _, name = facts.decode().split(" ")
    return path.decode("utf-8", "surrogateescape"), _Entry(mode, name)
