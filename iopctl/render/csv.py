"""Records as CSV that a Nordic Excel opens by a double click: byte order mark, semicolon, decimal comma."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl.render import records
from iopctl.visible import Data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.render.records import Value
    from iopctl.struct import Struct


def write(kinds: Iterable[type[Struct]], rows: Iterable[Iterable[Struct]]) -> Data:
    """Write a header, and each record as a row."""
    return separated(records.header(kinds), map(records.cells, rows))


def separated(header: Iterable[str], rows: Iterable[Iterable[Value]]) -> Data:
    """Write a header and rows."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(map(_cell, row) for row in rows)
    return Data("\N{ZERO WIDTH NO-BREAK SPACE}" + file.getvalue())


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            written = f"{value:f}"
            return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")
        case str() if value[:1] in {"=", "+", "-", "@", "\t"}:
            # A cell that starts like this runs as a formula when the file is opened.
            return f"'{value}"
        case _:
            return str(value)
