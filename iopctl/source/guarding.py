"""What no answer takes the place of: whatever people write themselves, and memos as boards saw them.

A name is looked at as it was given and as what it leads to, so that no link and no `..` gets around this.
Holds: `-o memos/ikf.md`, a link to another memo → that memo is written.
Does not: `-o memos/ikf.md`, a link to `agreements/ikf.yaml` → a refusal, and nothing is changed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import config, files, folder

if TYPE_CHECKING:
    from collections.abc import Iterable

# Agreements, series, thresholds and profiles; settings; templates; and what an editor keeps of them.
_SOURCES = {".yaml", ".yml", ".toml", ".j2"}
_GIT = ".git"
_GIT_S = {_GIT, ".gitattributes", ".gitignore", ".gitmodules"}
# A template may include files of any name.
_BESIDE_TEMPLATES = (config.NAME, config.FOLDER)
_IN_TEMPLATES = ("memo", "profiles")
_CHECKSUMS = "SHA256SUMS"
_MEMO = ".md"


def refuse(path: Path, kept: Iterable[Path] = ()) -> None:
    """Raise IopctlError where a path is, or leads to, what no answer replaces, or one of the files kept."""
    target = Path(os.path.realpath(path))
    if files.is_folder(target):
        raise IopctlError(codes.IS_A_FOLDER, path=folder.shown(path))
    if _is_source(path):
        raise IopctlError(codes.IS_A_SOURCE, path=folder.shown(path))
    if _is_source(target):
        there = folder.shown(target)
        raise IopctlError(codes.LEADS_TO_A_SOURCE, path=folder.shown(path), target=there)
    if any(_same(target, each) for each in kept):
        raise IopctlError(codes.IS_AN_INPUT, path=folder.shown(path))
    if _is_frozen(target):
        raise IopctlError(codes.IS_FROZEN, path=folder.shown(path))
    refuse_several_names(path)


def refuse_several_names(path: Path) -> None:
    """Raise IopctlError for a file with several hard links: the others would keep what it said."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        raise IopctlError(codes.SEVERAL_NAMES, path=folder.shown(path), number=found.st_nlink)


def _is_source(path: Path) -> bool:
    name = _plain(path.name).rstrip("~")
    if Path(name).suffix in _SOURCES or name in {_CHECKSUMS.casefold(), *_GIT_S}:
        return True
    return any(_plain(each.name) == _GIT or _holds_templates(each) for each in path.parents)


def _plain(name: str) -> str:
    # Windows drops blanks and dots at the end of a name; some systems know no capitals.
    return name.casefold().rstrip(". ")


def _holds_templates(home: Path) -> bool:
    """Tell whether a folder is that of a register's own templates."""
    return _plain(home.name) == folder.TEMPLATES and (
        any(files.exists(home.parent / each) for each in _BESIDE_TEMPLATES)
        or any(files.is_folder(home / each) for each in _IN_TEMPLATES)
    )


def _is_frozen(target: Path) -> bool:
    name = target.name.casefold()
    is_named_so = name.endswith(_MEMO) and "." in name.removesuffix(_MEMO)
    return is_named_so and files.exists(target.parent / _CHECKSUMS)


def _same(target: Path, other: Path) -> bool:
    try:
        return target.samefile(other)
    except OSError:
        return False
