"""A revision of a git repository, laid out in a temporary folder that is read like any other.

Only what a register needs is laid out: settings, agreements, index series, thresholds, templates, profiles
and frozen memos, byte for byte as committed. It costs three processes however many files there are: where the
repository is, which commit is meant, and one conversation about what it holds.

Holds: `--rev HEAD~1` with an edit that is not committed → what the commit says, byte for byte.
Does not: a link or a submodule → it is told of, since what it leads to is no part of the revision.
"""

from __future__ import annotations

import atexit
import os
import posixpath
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import config, folder, frozen, snapshot
from iopctl.source.folder import Folder
from iopctl.source.git import Contents, Repository
from iopctl.source.snapshot import Snapshot
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 100_000
"""How many names are listed; the largest register that anybody has thought of has a tenth of them."""
MOST_BYTES = 500_000_000
"""How much its files may hold in all."""
_LONGEST_PATH = 4096
_TREE = "40000"
_LINK, _SUBMODULE = "120000", "160000"
_SPECIAL = {
    _LINK: "it is a link, and what it leads to is not committed with it",
    _SUBMODULE: "it is a submodule, and its files are committed elsewhere",
}
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - a folder of its own is made in it
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
        raise IopctlError(codes.NO_FOLDER_IN_REVISION, revision=revision)
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
            raise IopctlError(codes.NO_COMMON_COMMIT, one=first, other=second)
        one = fork
    before, after = place.laid_out(one), place.laid_out(other)
    if not before.path.is_dir() and not after.path.is_dir():
        raise IopctlError(codes.NO_FOLDER_IN_REVISION, revision=span)
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
        # One folder further down: what lies beside a register in the root lies in no revision.
        root = _temporary(MOST_BYTES) / "root"
        root.mkdir()
        made = Snapshot(root, self.repository.root, commit, {})
        snapshot.add(made)
        with self.repository.contents() as contents:
            return Folder(_Layout(made, contents).register(self.path, named=self.named))


class Entry(Struct):
    """What a tree holds under a name."""

    mode: str
    object: str
    """Its hash."""

    @property
    def is_folder(self) -> bool:
        """Tell whether it is a tree itself."""
        return self.mode == _TREE


class Tree:
    """The files of a commit, by their paths from the root; `.` is the root."""

    def __init__(self, commit: str, contents: Contents) -> None:
        self._contents = contents
        self._root = Entry(_TREE, f"{commit}^{{tree}}")
        # An entry is "MODE NAME<nul>HASH", and the name may be in any encoding.
        self._entry = re.compile(rb"([0-7]+) ([^\0]*)\0(.{%d})" % (len(commit) // 2), re.DOTALL)
        self._held: dict[str, list[tuple[str, Entry]]] = {}
        self._listed = 0

    def find(self, path: str) -> Entry | None:
        """Find what a path leads to; None where there is nothing, or only beyond a link."""
        found: Entry | None = self._root
        for part in () if path == "." else path.split("/"):
            if found is None or not found.is_folder:
                return None
            found = dict(self._names(found)).get(part)
        return found

    def below(self, path: str) -> Iterator[tuple[str, Entry]]:
        """Give what lies below a folder and is none itself, by its path from there.

        Raise IopctlError where there are more names than `MOST`, or longer ones than any system takes.
        """
        start = self.find(path)
        waiting = [("", start)] if start is not None and start.is_folder else []
        while waiting:
            above, tree = waiting.pop()
            names = self._names(tree)
            self._listed += len(names)
            if self._listed > MOST:
                raise _too_much()
            for name, entry in names:
                place = f"{above}{name}"
                if len(place) > _LONGEST_PATH:
                    shown = folder.legible(posixpath.join(path, place)[:100])
                    raise IopctlError(
                        codes.NOT_LAID_OUT, path=shown, reason=say("no file can have that name here")
                    )
                if entry.is_folder:
                    waiting.append((f"{place}/", entry))
                else:
                    yield place, entry

    def _names(self, tree: Entry) -> list[tuple[str, Entry]]:
        if tree.object not in self._held:
            content = self._contents.tree(tree.object)
            self._held[tree.object] = [
                (name.decode("utf-8", "surrogateescape"), Entry(mode.decode(), held.hex()))
                for mode, name, held in self._entry.findall(content)
            ]
        return self._held[tree.object]


def _too_much() -> IopctlError:
    """Say that a revision holds more than any register."""
    return IopctlError(codes.TOO_MUCH_IN_REVISION, files=MOST, size=MOST_BYTES // 10**6)


class _Layout:
    """Lays files of one tree out."""

    def __init__(self, made: Snapshot, contents: Contents) -> None:
        self._made = made
        self._tree = Tree(made.commit, contents)
        self._contents = contents
        self._laid: set[str] = set()
        self._waiting: list[tuple[str, str]] = []
        self._folders: set[str] = set()
        self._bytes = 0

    def register(self, path: str, *, named: bool) -> Path:
        """Lay out the register of a folder, or the folder that is named; give where its agreements lie."""
        if not named:
            self._settings(path)
            found = config.find(self._made.root / path)
            there = self._made.root / path / config.FOLDER if found is None else found.agreements
            path = Path(os.path.normpath(there)).relative_to(self._made.root).as_posix()
        self._folder(path)
        self._settings(path)
        series_or_limits = {folder.INDEX, folder.THRESHOLDS}
        for name, entry in self._tree.below(path):
            where, _, last = name.rpartition("/")
            read = where in {"", *series_or_limits} and folder.looks_like_yaml(last)
            self._file(posixpath.join(path, name), entry, read=read)
        beside = posixpath.dirname(path)
        for home, whole in ((folder.TEMPLATES, True), (folder.FROZEN, False)):
            place = posixpath.normpath(posixpath.join(beside, home))
            self._file(place, self._tree.find(place), read=False)
            for name, entry in self._tree.below(place) if path != "." else ():
                read = whole or name == frozen.NAME or name.endswith(frozen.SUFFIX)
                self._file(posixpath.join(place, name), entry, read=read)
        self._write_waiting()
        return self._made.root / path

    def _settings(self, start: str) -> None:
        """Lay out what `config.find` looks at."""
        for above in (start, *map(str, PurePosixPath(start).parents)):
            settings, agreements = (
                posixpath.normpath(posixpath.join(above, name)) for name in (config.NAME, config.FOLDER)
            )
            found = self._tree.find(settings)
            if found is not None and not found.is_folder:
                self._file(settings, found, read=True)
                self._write_waiting()
                stated = config.stated_folder(self._made.root / settings)
                self._folder(posixpath.normpath(posixpath.join(above, stated)))
                return
            if self._tree.find(agreements) is not None:
                self._folder(agreements)
                return

    def _folder(self, path: str) -> None:
        """Make a folder that the tree has; raise IopctlError where it is a link or a submodule."""
        for each in (path, *map(str, PurePosixPath(path).parents)):
            found = self._tree.find(each)
            reason = None if found is None else _SPECIAL.get(found.mode)
            if reason:
                place = snapshot.shown(self._made.root / each)
                raise IopctlError(codes.UNREADABLE_FOLDER, folder=place, reason=reason)
        found = self._tree.find(path)
        if found is None:
            self._made.refused[self._made.root / path] = say("it is not in that revision")
        elif found.is_folder:
            (self._made.root / self._checked(path)).mkdir(parents=True, exist_ok=True)
        else:
            self._file(path, found, read=False)

    def _file(self, path: str, entry: Entry | None, *, read: bool) -> None:
        """Note a file that is to be laid out with its bytes, or by its name alone where nothing reads it."""
        if entry is None or entry.is_folder or path in self._laid:
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
            self._bytes += len(content or b"")
            if self._bytes > MOST_BYTES:
                raise _too_much()
            self._write(
                path, content or b"", say("this clone lacks what was committed") if content is None else None
            )

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
            raise self._impossible(path, say("no file can have that name here"))
        return path

    def _impossible(self, path: str, reason: str) -> IopctlError:
        return IopctlError(codes.NOT_LAID_OUT, path=folder.legible(path), reason=reason)


def _temporary(size: int) -> Path:
    """Make a folder for so many bytes that nobody else can look into, and that is gone when the run ends."""
    # In memory where there is room enough: thousands of small files take a disk seconds.
    there = None
    if not os.environ.get("TMPDIR") and os.access(_SHARED_MEMORY, os.W_OK):
        there = _SHARED_MEMORY if shutil.disk_usage(_SHARED_MEMORY).free > 2 * size else None
    made = Path(tempfile.mkdtemp(prefix="iopctl-", dir=there)).resolve()

    def remove() -> None:
        try:
            shutil.rmtree(made, ignore_errors=True)
        except BaseException:
            # Whoever is impatient waits for this all the same.
            shutil.rmtree(made, ignore_errors=True)
            raise

    atexit.register(remove)
    return made


def leads_astray(path: str, *, windows: bool = os.name == "nt") -> bool:
    """Tell whether a path of a tree would lie elsewhere on this system, or could not lie anywhere."""
    parts = path.split("/")
    return any(
        part.lower() in _ASTRAY or (windows and _NOT_ON_WINDOWS.search(part) is not None) for part in parts
    )
