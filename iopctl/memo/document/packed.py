"""A Word file unpacked with bounds: a small one may hold more than any memory.

What a zip file says of its parts need not be true: each is unpacked piece by piece, and packed plainly.
"""

from __future__ import annotations

import io
import zipfile
from typing import IO

from iopctl.words import say

# A document of a thousand pages has a tenth of it; parsed, it takes fifty times the room.
MOST_XML = 10_000_000
MOST_PART = 50_000_000
MOST_IN_ALL = 100_000_000
MOST_PARTS = 5_000
_PIECE = 1 << 16
# The only ways in which a Word file is packed; others unpack without bounds.
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class TooMuchError(ValueError):
    """A Word file that has more parts, or larger ones, than any has."""


def plain(content: bytes) -> bytes:
    """Give a zip file with the same parts, not compressed.

    Raise TooMuchError where they are more or larger than those of a Word file, and what `zipfile` raises
    where it is no zip file or damaged.
    """
    plainly = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(plainly, "w") as made:
        names = dict.fromkeys(packed.namelist())
        if len(names) > MOST_PARTS:
            raise TooMuchError(say("it has more than {most} parts", most=MOST_PARTS))
        left = MOST_IN_ALL
        for name in names:
            part = packed.getinfo(name)
            if part.compress_type not in _KNOWN:
                raise zipfile.BadZipFile
            with packed.open(part) as opened:
                unpacked = _unpacked(opened, name, left)
            made.writestr(name, unpacked)
            left -= len(unpacked)
    return plainly.getvalue()


def _unpacked(opened: IO[bytes], name: str, left: int) -> bytes:
    most = MOST_XML if name.lower().endswith((".xml", ".rels")) else MOST_PART
    content = bytearray()
    while piece := opened.read(_PIECE):
        content += piece
        if len(content) > most:
            raise TooMuchError(
                say("unpacked, its part '{name}' is larger than {most} MB", name=name, most=most // 1_000_000)
            )
        if len(content) > left:
            raise TooMuchError(say("unpacked, it is larger than {most} MB", most=MOST_IN_ALL // 1_000_000))
    return bytes(content)
