"""The one JSON envelope: stable names, whole kronor beside exact decimals, ISO dates."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

from iopctl import money, visible
from iopctl.struct import UNSET, Struct

_MOST_DECIMALS = 30


def write(answer: Struct) -> str:
    """Write a declared answer; a decimal is text, so that no program makes a binary fraction of it."""
    # Piece by piece: of a large register, all pieces at once would take ten times the room of the text.
    written = io.StringIO()
    for piece in json.JSONEncoder(ensure_ascii=False, indent=2, default=_plain).iterencode(answer):
        written.write(piece)
    return visible.json(written.getvalue()) + "\n"


def _plain(value: object) -> object:
    """Give what JSON has of a value that it does not know; what is unset has no key."""
    match value:
        case Struct():
            fields = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
            pairs = ((name, getattr(value, field)) for name, field in fields)
            return {name: each for name, each in pairs if each is not UNSET}
        case Decimal():
            return exact(value)
        case date():
            return value.isoformat()
    raise TypeError(value)


def exact(value: Decimal) -> str:
    """Write a decimal without exponent and without zeros that say nothing.

    A division by the days of a year never ends; it is written with thirty decimals.
    """
    written = f"{money.cut(value, _MOST_DECIMALS):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
