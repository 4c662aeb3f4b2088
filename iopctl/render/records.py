"""Records: the rows of csv and workbooks, whose columns are the fields of declared types, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from iopctl.struct import Struct

Value: TypeAlias = "str | bool | int | Decimal | date | None"


def header(kinds: Iterable[type[Struct]]) -> tuple[str, ...]:
    """Give the names of the columns."""
    return tuple(name for kind in kinds for name in kind.__struct_encode_fields__)


def cells(row: Iterable[Struct]) -> tuple[Value, ...]:
    """Give the values of a row; several words become one text."""
    values = (value for each in row for value in msgspec.structs.astuple(each))
    return tuple(" ".join(value) if isinstance(value, tuple) else value for value in values)
