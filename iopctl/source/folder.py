"""The agreements folder: where it is, which ids it holds, and the file behind each of them.

An agreement's id is the stem of its file, so that one is found without reading the others.
"""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes, spelling, visible
from iopctl.problem import IopctlError
from iopctl.source import config, files, snapshot
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.source.config import Config

SUFFIX = ".yaml"
INDEX = "index"
"""The folder of the index series, inside that of the agreements."""
THRESHOLDS = "thresholds"
"""The folder of the register's own thresholds, inside that of the agreements."""
TEMPLATES = "templates"
"""The folder of the register's own templates, beside that of the agreements."""
FROZEN = "frozen"
"""The folder of the memos as boards saw them, beside that of the agreements."""

_STATED_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ALIKE = 0.6
"""How alike an id must be to be suggested: less than elsewhere, for ids are short (ifk, ikf)."""
_LONGEST = 100
# Names that Windows keeps for devices, whatever the suffix.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


def find(named: Path | None, start: Path) -> Folder:
    """Find the folder: the one that was named, else that of the nearest register at or above `start`."""
    if named is not None:
        return Folder(named)
    found = config.find(start)
    if found is None:
        raise IopctlError(codes.NO_FOLDER)
    return Folder(found.agreements)


def is_id(text: str) -> bool:
    """Tell whether a text can be an agreement's id, and its file be made on every system."""
    return len(text) <= _LONGEST and _ID.fullmatch(text) is not None and _RESERVED.fullmatch(text) is None


def shown(path: Path) -> str:
    """Give a path as messages name it: from the working folder if it lies below, with forward slashes."""
    committed = snapshot.shown(path)
    if committed is not None:
        return legible(committed)
    # As texts: every file is shown, and paths take long to make and to compare.
    whole, working = str(path), os.getcwd()  # noqa: PTH109
    home, name = os.path.split(whole)
    if name in {"", ".."}:
        return _below(whole, working) or legible(path.as_posix())
    # A link goes by its own name: where it leads, there may be no file.
    below = _below(home, working)
    if below is None:
        return legible(path.as_posix())
    return legible(name if below == "." else f"{below}/{name}")


@functools.lru_cache(maxsize=16)
def _below(home: str, working: str) -> str | None:
    """Give a folder as it is named from the working folder; None where it does not lie below it."""
    there, here = Path(home).resolve(), Path(working).resolve()
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else None


def repository_root(home: Path) -> Path | None:
    """Find the root of the repository that a folder lies in, or would if it were there; no git is started."""
    there = home.resolve()
    return next((each for each in (there, *there.parents) if os.path.lexists(each / ".git")), None)


def from_root(file: str) -> str:
    """Name a file from the root of its repository, as CI systems do; one that lies in none keeps its name."""
    home, last = os.path.split(os.path.abspath(file))  # noqa: PTH100 - the file itself may be a link
    below = _below_root(home, tuple(os.environ.get(each, "") for each in _STATED_ROOTS))
    return file if below is None else (Path(below) / last).as_posix()


@functools.lru_cache(maxsize=64)
def _below_root(home: str, stated: tuple[str, ...]) -> str | None:
    """Give a folder from the root that a CI system states for it, else from that of its repository."""
    there = Path(home).resolve()
    roots = (*(Path(each).resolve() for each in stated if each), repository_root(there))
    return next((str(there.relative_to(each)) for each in roots if each and there.is_relative_to(each)), None)


def legible(name: str) -> str:
    """Give a file's name as one line of text, which its bytes need not be."""
    return visible.line(name.encode(errors="surrogateescape").decode(errors="replace"))


def same(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same, however lines end; of what cannot be read that is not known."""
    try:
        first, second = (files.read(each, most=files.AGREEMENT) for each in (one, other))
        return first.replace(b"\r\n", b"\n") == second.replace(b"\r\n", b"\n")
    except OSError:
        return False


def yaml_files(folder: Path) -> list[Path]:
    """List the files of a folder, if there is one, that are, or look as if they should be, YAML."""
    there = files.is_folder(_not_left_out(folder))
    return [folder / name for name in _yaml_names(folder)] if there else []


def _yaml_names(folder: Path) -> list[str]:
    """List the names that are, or look as if they should be, YAML; raise IopctlError, which names it."""
    try:
        names = files.names(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise IopctlError(codes.UNREADABLE_FOLDER, folder=shown(folder), reason=reason) from None
    return [each for each in names if not each.startswith(".") and looks_like_yaml(each)]


def looks_like_yaml(name: str) -> bool:
    """Tell by its name whether a file is, or should be, YAML."""
    return Path(name).suffix.lower() in {SUFFIX, ".yml"}


def _not_left_out(folder: Path) -> Path:
    """Give a folder; raise IopctlError where a revision has something in its place that is not read."""
    reason = snapshot.refusal(folder)
    if reason:
        raise IopctlError(codes.UNREADABLE_FOLDER, folder=shown(folder), reason=reason)
    return folder


@functools.lru_cache(maxsize=16)
def is_called(home: Path, name: str) -> bool:
    """Tell whether a folder has a name, as it was named or as it is."""
    return name in {home.name, home.resolve().name}


class Folder(Struct):
    """A folder with one file for each agreement, on the disk, or laid out as it was committed."""

    path: Path

    @property
    def revision(self) -> str | None:
        """The full hash of the commit that it is read from; None on the disk."""
        found = snapshot.of(self.path)
        return None if found is None else found.commit

    @property
    def templates(self) -> Path:
        """The folder of the register's own templates, which lies beside it."""
        return _not_left_out(self.path.resolve().parent / TEMPLATES)

    @property
    def frozen(self) -> Path:
        """The folder of the memos as boards saw them, which lies beside it too."""
        return _not_left_out(self.path.resolve().parent / FROZEN)

    @property
    def settings(self) -> Config | None:
        """The settings of the register that it belongs to."""
        return config.find(self.path.resolve())

    @property
    def tracked_from(self) -> date | None:
        """The day from which the register is kept, where its settings say so."""
        settings = self.settings
        return settings.tracked_from if settings else None

    def on_disk(self) -> Path:
        """Give the folder as one that can be written to; raise IopctlError where it is a revision."""
        if self.revision is not None:
            raise IopctlError(codes.COMMITTED)
        return self.path

    def file_names(self) -> list[str]:
        """List the names of all files that are, or look as if they should be, agreements."""
        return _yaml_names(self.path)

    def ids(self) -> list[str]:
        """List the ids, in order."""
        return [name.removesuffix(SUFFIX) for name in self.file_names() if name.endswith(SUFFIX)]

    def files(self) -> list[Path]:
        """List the files of all agreements, in order; raise IopctlError if there is none."""
        names = self.file_names()
        if not names:
            raise IopctlError(codes.EMPTY_FOLDER, folder=shown(self.path))
        return [self.path / name for name in names]

    def series_files(self) -> list[Path]:
        """List the files of all index series, in order; none where there is no such folder."""
        return yaml_files(self.path / INDEX)

    def threshold_files(self) -> list[Path]:
        """List the files of the register's own thresholds, in order; none where there is no such folder."""
        return yaml_files(self.path / THRESHOLDS)

    def series_file(self, code: str) -> Path:
        """Name the file of an index series, whether it is there or not."""
        return self.path / INDEX / f"{code}{SUFFIX}"

    def file_of(self, agreement_id: str) -> Path:
        """Find the file of one agreement; raise IopctlError with the closest id if there is none."""
        path = self.path / f"{agreement_id}{SUFFIX}"
        if is_id(agreement_id) and files.exists(path):
            return path
        cure = spelling.closest(agreement_id, self.ids(), ALIKE)
        raise IopctlError(codes.UNKNOWN_AGREEMENT, id=agreement_id, folder=shown(self.path), cure=cure)
