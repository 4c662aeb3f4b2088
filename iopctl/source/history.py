"""A revision of a git repository, laid out in a temporary folder that is read like any other.

Only what a register needs is laid out: settings, agreements, index series, thresholds, templates, profiles
and frozen memos, byte for byte as committed. It costs four processes however many files there are: where the
repository is, which commit is meant, what its tree holds, and one conversation for the contents.

Holds: `--rev HEAD~1` with an edit that is not committed → what the commit says, byte for byte.
Does not: a link or a submodule → it is told of, since what it leads to is no part of the revision.
"""

from __future__ import annotations

import bisect
import itertools
import os
import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.problem import IopctlError
from iopctl.source import config, folder, frozen, snapshot, temporary, thresholds
from iopctl.source.folder import Folder
from iopctl.source.git import Contents, Repository
from iopctl.source.snapshot import Snapshot
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK, _SUBMODULE = "120000", "160000"
_SPECIAL = {_LINK: catalogue.IS_A_LINK, _SUBMODULE: catalogue.IS_A_SUBMODULE}
# The largest register that anybody has thought of is a tenth of it.
_MOST_FILES, _MOST_IN_ALL = 100_000, 500_000_000
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ASTRAY = {"", ".", "..", ".git"}
_NOT_ON_WINDOWS = re.compile(
    r'[<>:"\\|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE
)


def find(named: Path | None, revision: str, start: Path) -> Folder:
    """Find the folder as `folder.find` does, among what was committed at a revision."""
    place = _Place.of(named, start)
    found = place.laid_out(place.repository.commit(revision))
    if named is None and not found.path.is_dir():
        raise IopctlError(catalogue.NO_FOLDER_IN_REVISION, revision=revision)
    return found


def sides(named: Path | None, span: str, start: Path) -> tuple[Folder, Folder]:
    """Find the folder before and after, as git reads a span; on one side it may not be there.

    `A..B` is both as committed, and either may be left out for HEAD; `A...B` is B, and where it left A; `A`
    alone is A, and the files as they are now.
    """
    place = _Place.of(named, start)
    commit = place.repository.commit
    dots = "..." if "..." in span else ".."
    first, spans, second = (part or "HEAD" for part in span.partition(dots))
    if spans != dots:
        return place.laid_out(commit(span)), folder.find(named, start)
    one, other = commit(first), commit(second)
    if dots == "...":
        fork = place.repository.common(one, other)
        if fork is None:
            raise IopctlError(catalogue.NO_COMMON_COMMIT, one=first, other=second)
        one = fork
    before, after = place.laid_out(one), place.laid_out(other)
    if not before.path.is_dir() and not after.path.is_dir():
        raise IopctlError(catalogue.NO_FOLDER_IN_REVISION, revision=span)
    return before, after


class _Place(Struct):
    """Where somebody asks for a register."""

    repository: Repository
    path: str
    """The folder that is named, else the one that is stood in; from the root of the repository."""
    named: bool

    @classmethod
    def of(cls, named: Path | None, start: Path) -> _Place:
        """Find the repository; the folder itself need not be there any more."""
        place = Path(os.path.abspath(named or start))  # noqa: PTH100 - a link is resolved below, where it exists
        standing = next(each for each in (place, *place.parents) if each.is_dir())
        repository = Repository.around(standing)
        path = posixpath.join(repository.prefix, place.relative_to(standing).as_posix())
        return cls(repository, posixpath.normpath(path), named is not None)

    def laid_out(self, commit: str) -> Folder:
        """Lay out what the register has at a commit; its folder need not be there."""
        tree = dict(map(_entry, filter(None, self.repository.tree(commit).split(b"\0"))))
        # One folder further down: what lies beside a register in the root lies in no revision.
        root = temporary.folder(_MOST_IN_ALL) / "root"
        root.mkdir()
        made = Snapshot(root, self.repository.root, commit, {})
        snapshot.add(made)
        with self.repository.contents() as contents:
            return Folder(_Layout(made, tree, contents).register(self.path, named=self.named))


class _Entry(Struct):
    mode: str
    object: str


class _Layout:
    """Lays files of one tree out."""

    def __init__(self, made: Snapshot, tree: dict[str, _Entry], contents: Contents) -> None:
        self._made = made
        self._tree = tree
        self._contents = contents
        self._paths = sorted(tree)
        self._laid: set[str] = set()
        self._waiting: list[tuple[str, str]] = []
        self._folders: set[str] = set()
        self._files = self._bytes = 0

    def register(self, path: str, *, named: bool) -> Path:
        """Lay out the register of a folder, or the folder that is named; give where its agreements lie."""
        if not named:
            self._settings(path)
            found = config.find(self._made.root / path)
            there = self._made.root / path / config.FOLDER if found is None else found.agreements
            path = Path(os.path.normpath(there)).relative_to(self._made.root).as_posix()
        self._folder(path)
        self._settings(path)
        series_or_limits = {folder.INDEX, thresholds.FOLDER}
        for name in self._below(path):
            where, _, last = name.rpartition("/")
            read = where in {"", *series_or_limits} and folder.looks_like_yaml(last)
            self._file(posixpath.join(path, name), read=read)
        beside = posixpath.dirname(path)
        for home, whole in ((folder.TEMPLATES, True), (folder.FROZEN, False)):
            place = posixpath.normpath(posixpath.join(beside, home))
            self._file(place, read=False)
            for name in self._below(place) if path != "." else ():
                read = whole or name == frozen.NAME or name.endswith(frozen.SUFFIX)
                self._file(posixpath.join(place, name), read=read)
        self._write_waiting()
        return self._made.root / path

    def _settings(self, start: str) -> None:
        """Lay out what `config.find` looks at."""
        for above in (start, *map(str, PurePosixPath(start).parents)):
            settings, agreements = (
                posixpath.normpath(posixpath.join(above, name)) for name in (config.NAME, config.FOLDER)
            )
            if settings in self._tree:
                self._file(settings, read=True)
                self._write_waiting()
                stated = config.stated_folder(self._made.root / settings)
                self._folder(posixpath.normpath(posixpath.join(above, stated)))
                return
            if agreements in self._tree or next(self._below(agreements), None):
                self._folder(agreements)
                return

    def _folder(self, path: str) -> None:
        """Make a folder that the tree has; raise IopctlError where it is a link or a submodule."""
        for each in (path, *map(str, PurePosixPath(path).parents)):
            reason = _SPECIAL.get(self._tree[each].mode) if each in self._tree else None
            if reason:
                place = snapshot.shown(self._made.root / each)
                raise IopctlError(catalogue.UNREADABLE_FOLDER, folder=place, reason=reason)
        if path in self._tree:
            self._file(path, read=False)
        elif path == "." or next(self._below(path), None):
            (self._made.root / self._checked(path)).mkdir(parents=True, exist_ok=True)
        else:
            self._made.refused[self._made.root / path] = catalogue.NOT_IN_REVISION

    def _below(self, path: str) -> Iterator[str]:
        """Give the paths of the files below a folder, from there."""
        start = "" if path == "." else f"{path}/"
        following = itertools.islice(self._paths, bisect.bisect_left(self._paths, start), None)
        found = itertools.takewhile(lambda each: each.startswith(start), following)
        return (each.removeprefix(start) for each in found)

    def _file(self, path: str, *, read: bool) -> None:
        """Note a file that is to be laid out with its bytes, or by its name alone where nothing reads it."""
        entry = self._tree.get(path)
        if entry is None or path in self._laid:
            return
        self._laid.add(path)
        reason = _SPECIAL.get(entry.mode)
        if read and reason is None:
            self._waiting.append((path, entry.object))
        else:
            self._write(path, b"", reason)

    def _write_waiting(self) -> None:
        """Lay out what was noted, with the bytes as they were committed."""
        waiting, self._waiting = self._waiting, []
        contents = self._contents.of([name for _, name in waiting])
        for (path, _), content in zip(waiting, contents, strict=True):
            self._files += 1
            self._bytes += len(content or b"")
            if self._files > _MOST_FILES or self._bytes > _MOST_IN_ALL:
                size = _MOST_IN_ALL // 10**6
                raise IopctlError(catalogue.TOO_MUCH_IN_REVISION, files=_MOST_FILES, size=size)
            self._write(path, content or b"", catalogue.NOT_IN_CLONE if content is None else None)

    def _write(self, path: str, content: bytes, refused: str | None) -> None:
        """Write a file that must not be there yet; note why its bytes are not those committed."""
        # As texts: a register has thousands of files, and a path takes as long to be made as a file.
        target = f"{self._made.root}/{self._checked(path)}"
        if refused:
            self._made.refused[Path(target)] = refused
        try:
            home = os.path.dirname(target)  # noqa: PTH120
            if home not in self._folders:
                os.makedirs(home, exist_ok=True)  # noqa: PTH103
                self._folders.add(home)
            handle = os.open(target, _NEW, 0o600)
            with os.fdopen(handle, "wb", buffering=0) as file:
                file.write(content)
        except OSError as error:
            raise self._impossible(path, error.strerror or str(error)) from None

    def _checked(self, path: str) -> str:
        """Give a path of the tree; raise IopctlError for one that leads elsewhere."""
        if path != "." and leads_astray(path):
            raise self._impossible(path, catalogue.NO_NAME_HERE)
        return path

    def _impossible(self, path: str, reason: str) -> IopctlError:
        return IopctlError(catalogue.NOT_LAID_OUT, path=folder.legible(path), reason=reason)


def leads_astray(path: str, *, windows: bool = os.name == "nt") -> bool:
    """Tell whether a path of a tree would lie elsewhere on this system, or could not lie anywhere."""
    parts = path.split("/")
    return any(
        part.lower() in _ASTRAY or (windows and _NOT_ON_WINDOWS.search(part) is not None) for part in parts
    )


def _entry(line: bytes) -> tuple[str, _Entry]:
    # "MODE TYPE HASH<tab>PATH", and the path may be in any encoding
    facts, _, path = line.partition(b"\t")
    mode, _, name = facts.decode().split(" ")
    return path.decode("utf-8", "surrogateescape"), _Entry(mode, name)
