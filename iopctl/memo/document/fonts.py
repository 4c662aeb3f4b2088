"""Whether the font files of a folder are whole, by the checksum that each of their tables has.

typst passes over a font that it cannot read, and may fill the memory with one that is damaged.
Holds: a font (.ttf, .otf) whose tables are as it says itself.
Does not: one that was cut off on its way, or changed.
"""

from __future__ import annotations

import array
import struct
import sys
from typing import TYPE_CHECKING

from iopctl.source import files

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {".ttf", ".otf"}
# TrueType, OpenType with PostScript outlines, and TrueType of old Macs; others are not looked into.
_KINDS = {b"\0\1\0\0", b"OTTO", b"true"}
# The checksum of the first holds another one, and the second is a signature.
_NOT_SUMMED = {b"head", b"DSIG"}
_DIRECTORY, _ENTRY = 12, 16


def damaged(folder: Path) -> Path | None:
    """Find a font file that is not whole, or cannot be read; None where all are."""
    fonts = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES)
    return next((path for path in fonts if not _is_whole(path)), None)


def _is_whole(path: Path) -> bool:
    try:
        content = files.read(path, most=files.DOCUMENT)
    except OSError:
        return False
    if content[:4] not in _KINDS:
        return False
    entries = int.from_bytes(content[4:6])
    if _DIRECTORY + entries * _ENTRY > len(content):
        return False
    for index in range(entries):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", content, _DIRECTORY + index * _ENTRY)
        table = content[offset : offset + length]
        if len(table) != length or (tag not in _NOT_SUMMED and _sum(table) != checksum):
            return False
    return entries > 0


def _sum(table: bytes) -> int:
    words = array.array("I", table + bytes(-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) % 2**32
