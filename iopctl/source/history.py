"""A revision of a git repository, laid out in a temporary folder that is read like any other.

Only what a register needs is laid out: settings, agreements, index series, thresholds, templates, profiles
and frozen memos, byte for byte as committed. It costs a few processes however many files there are: where the
repository is, which commit is meant, what it holds, and its bytes.

Holds: `--rev HEAD~1` with an edit that is not committed → what the commit says, byte for byte.
Does not: a link or a submodule → it is reported, since what it leads to is no part of the revision.
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
from iopctl.source import config, folder, frozen, git, snapshot
from iopctl.source.folder import Folder
from iopctl.source.git import Repository
from iopctl.source.snapshot import Snapshot
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iopctl.source.git import Entry

_LONGEST_PATH, _LONGEST_SHOWN = 4096, 200
_LINK, _SUBMODULE = "120000", "160000"
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
        root = _temporary(git.MOST_BYTES) / "root"
        root.mkdir()
        made = Snapshot(root, self.repository.root, commit, {})
        snapshot.add(made)
        return Folder(_Layout(made, self.repository).register(self.path, named=self.named))


class _Layout:
    """Lays files of one tree out."""

    def __init__(self, made: Snapshot, repository: Repository) -> None:
        self._made = made
        self._repository = repository
        self._known: dict[str, Entry | None] = {}
        self._laid: set[str] = set()
        self._bytes = 0

    def register(self, path: str, *, named: bool) -> Path:
        """Lay out the register of a folder, or the folder that is named; give where its agreements lie."""
        # git is asked once for all that is looked at where nothing is unusual.
        above = _upwards(path)
        usual = [*(_joined(each, config.FOLDER) for each in above), *([path] if named else [])]
        inside = [_joined(each, name) for each in (*above, *usual) for name in (config.NAME, config.FOLDER)]
        self._find([*usual, *inside])
        if not named:
            self._settings(path)
            found = config.find(self._made.root / path)
            there = self._made.root / path / config.FOLDER if found is None else found.agreements
            path = Path(os.path.normpath(there)).relative_to(self._made.root).as_posix()
        self._folder(path)
        self._settings(path)
        templates, kept = (
            _joined(posixpath.dirname(path), name) for name in (folder.TEMPLATES, folder.FROZEN)
        )
        read_in = {path, _joined(path, folder.INDEX), _joined(path, folder.THRESHOLDS)}

        def is_read(name: str) -> bool:
            home, last = posixpath.split(name)
            if (home or ".") in read_in and folder.looks_like_yaml(last):
                return True
            is_kept = name.startswith(f"{kept}/") and (last == frozen.NAME or last.endswith(frozen.SUFFIX))
            return path != "." and (is_kept or name.startswith(f"{templates}/"))

        listed = [] if path == "." else [path, templates, kept]
        self._lay_out(self._repository.entries(self._made.commit, listed, below=True), is_read)
        return self._made.root / path

    def _find(self, paths: Sequence[str]) -> Sequence[Entry | None]:
        """Find what paths lead to; None where there is nothing, or only beyond a link."""
        inside = (each for each in paths if each != "." and not each.startswith(("..", "/")))
        asked = [each for each in inside if each not in self._known]
        if asked:
            found = dict(self._repository.entries(self._made.commit, asked))
            self._known |= {each: found.get(each) for each in asked}
        return [self._known.get(each) for each in paths]

    def _settings(self, start: str) -> None:
        """Lay out what `config.find` looks at."""
        for above in _upwards(start):
            names = [_joined(above, name) for name in (config.NAME, config.FOLDER)]
            settings, agreements = self._find(names)
            if settings is not None and not settings.is_folder:
                self._lay_out([(names[0], settings)])
                stated = config.stated_folder(self._made.root / names[0])
                self._folder(_joined(above, stated))
                return
            if agreements is not None:
                self._folder(names[1])
                return

    def _folder(self, path: str) -> None:
        """Make a folder that the commit has; raise IopctlError where it is a link or a submodule."""
        if path == ".":
            return
        (entry,) = self._find([path])
        # One by one: git lists all that a folder holds where something in it is asked for beside it.
        for each in () if entry is not None and entry.is_folder else _upwards(path):
            (found,) = self._find([each])
            reason = "" if found is None else _elsewhere(found)
            if reason:
                place = snapshot.shown(self._made.root / each)
                raise IopctlError(codes.UNREADABLE_FOLDER, folder=place, reason=reason)
        if entry is None:
            self._made.refused[self._made.root / path] = say("it is not in that revision")
        elif entry.is_folder:
            (self._made.root / self._checked(path)).mkdir(parents=True, exist_ok=True)
        else:
            self._lay_out([(path, entry)], lambda _: False)

    def _lay_out(
        self, found: Iterable[tuple[str, Entry]], is_read: Callable[[str], bool] = lambda _: True
    ) -> None:
        """Write files with the bytes that were committed; those that nothing reads, by their names alone."""
        files = {path: each for path, each in found if not each.is_folder and path not in self._laid}
        self._laid.update(files)
        full = [path for path, each in files.items() if is_read(path) and not _elsewhere(each)]
        contents = self._repository.contents([files[path].object for path in full])
        for path, content in zip(full, contents, strict=True):
            self._bytes += len(content or b"")
            if self._bytes > git.MOST_BYTES:
                raise git.too_much()
            lacks = say("this clone lacks what was committed") if content is None else ""
            self._write(path, content or b"", lacks)
        for path in full:
            del files[path]
        for path, each in files.items():
            self._write(path, b"", _elsewhere(each))

    def _write(self, path: str, content: bytes, refused: str) -> None:
        """Write a file that must not be there yet; note why its bytes are not those committed."""
        # As texts: a register has thousands of files, and a path takes as long to be made as a file.
        target = f"{self._made.root}/{self._checked(path)}"
        if refused:
            self._made.refused[Path(target)] = refused
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            handle = os.open(target, _NEW, 0o600)
            with os.fdopen(handle, "wb", buffering=0) as file:
                file.write(content)
        except OSError as error:
            raise self._impossible(path, error.strerror or str(error)) from None

    def _checked(self, path: str) -> str:
        """Give a path of the tree; raise IopctlError for one that leads elsewhere."""
        if path != "." and (leads_astray(path) or len(path) > _LONGEST_PATH):
            raise self._impossible(path, say("no file can have that name here"))
        return path

    def _impossible(self, path: str, reason: str) -> IopctlError:
        return IopctlError(codes.NOT_LAID_OUT, path=folder.legible(path[:_LONGEST_SHOWN]), reason=reason)


def _elsewhere(entry: Entry) -> str:
    """Say why the bytes of what a commit has at a path are not those of a file; nothing where they are."""
    if entry.mode == _LINK:
        return say("it is a link, and what it leads to is not committed with it")
    if entry.mode == _SUBMODULE:
        return say("it is a submodule, and its files are committed elsewhere")
    return ""


def _upwards(path: str) -> list[str]:
    """Give a path and those above it, to the root."""
    return [path, *map(str, PurePosixPath(path).parents)]


def _joined(home: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(home, name))


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
