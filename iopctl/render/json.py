"""The one JSON envelope: stable names, whole kronor beside exact decimals, ISO dates."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from iopctl import money, visible

if TYPE_CHECKING:
    from iopctl.struct import Struct

_MOST_DECIMALS = 30


def write(answer: Struct) -> str:
    """Write a declared answer; a decimal is text, so that no program makes a binary fraction of it."""
    content = msgspec.to_builtins(answer, builtin_types=(Decimal,))
    return visible.json(json.dumps(content, ensure_ascii=False, indent=2, default=exact)) + "\n"


def exact(value: Decimal) -> str:
    """Write a decimal without exponent and without zeros that say nothing.

    A division by the days of a year never ends; it is written with thirty decimals.
    """
    written = f"{money.cut(value, _MOST_DECIMALS):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
