"""What lies in a folder of agreements and is not read, so that nobody takes it for a part of the register.

The folders of index series and thresholds, settings, schemas, a README and hidden files belong there.

Holds: `social/`, `ikf.yaml.txt`, `ikf.yaml~` and `avtal.pdf` are not read.
Does not: `index/`, `agreement.schema.json`, `.ikf.yaml.swp`; nor `ikf.yml`, whose name is itself a problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import Place, Problem
from iopctl.source import files, folder
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iopctl.problem import Finding

MOST = 20
"""How many are reported one by one."""
_OURS = {folder.INDEX, folder.THRESHOLDS}
_KNOWN = re.compile(r"\.|readme(\.\w+)?$|.*\.schema\.json$|iopctl\.toml$", re.IGNORECASE)
_LIKE_YAML = re.compile(r"[#~]*(.+?)\.ya?ml.*", re.IGNORECASE)
# A folder may hold a whole disk, and is not searched to its end.
_DEEPEST, _MOST_SEEN = 3, 1000


class Leftover(Struct):
    """A file or a folder that is not read."""

    path: Path
    is_folder: bool
    may_hold_agreements: bool
    """Whether it is called like an agreement, or has such a file in it."""


def of(home: Path) -> tuple[Leftover, ...]:
    """List what is not read in a folder of agreements, and in those of series and thresholds inside it."""
    return tuple(each for inner in (home, *(home / name for name in sorted(_OURS))) for each in _in(inner))


def problems(home: Path) -> Iterator[Problem]:
    """Report each of them, and beyond a number the rest as one."""
    found = of(home)
    for each in found[:MOST]:
        yield Problem.of(_finding(each), Place(folder.shown(each.path)))
    if len(found) > MOST:
        more = codes.MORE_NOT_READ.at((), number=len(found) - MOST, cure=codes.KEEP_ELSEWHERE)
        yield Problem.of(more, Place(folder.shown(found[MOST].path)))


def _in(home: Path) -> Iterator[Leftover]:
    for name in _names(home):
        # Asking the disk about each of thousands of agreements would take as long as reading some.
        if _KNOWN.match(name) or folder.looks_like_yaml(name):
            continue
        path = home / name
        is_folder = files.is_folder(path)
        if is_folder and name in _OURS:
            continue
        may = _may_hold_yaml(path, [_MOST_SEEN]) if is_folder else _LIKE_YAML.fullmatch(name) is not None
        yield Leftover(path, is_folder, may)


def _names(home: Path) -> list[str]:
    try:
        return files.names(home) if files.is_folder(home) else []
    except OSError:
        return []


def _may_hold_yaml(home: Path, left: list[int], level: int = 1) -> bool:
    """Tell whether a folder holds YAML; what lies deeper, or behind too many names, is not ruled out."""
    for name in _names(home):
        left[0] -= 1
        if left[0] < 0 or (folder.looks_like_yaml(name) and not name.startswith(".")):
            return True
        if files.is_folder(home / name) and (
            level == _DEEPEST or _may_hold_yaml(home / name, left, level + 1)
        ):
            return True
    return False


def _finding(left: Leftover) -> Finding:
    name = folder.legible(left.path.name)
    cure = codes.KEEP_ELSEWHERE
    if left.is_folder:
        if left.may_hold_agreements:
            path = folder.shown(left.path)
            cure = say("Move its files up, or check them by themselves: iopctl validate {path}", path=path)
        return codes.FOLDER_NOT_READ.at((), file=name, cure=cure)
    like = _LIKE_YAML.fullmatch(name)
    if like:
        whole = f"{like[1]}{folder.SUFFIX}"
        cure = say("Rename it to '{name}' if it is an agreement; else keep it elsewhere.", name=whole)
    return codes.NOT_READ.at((), file=name, cure=cure)
