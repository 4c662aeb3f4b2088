"""Rows as a workbook for Excel, with real numbers and days; the only door to xlsxwriter."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.render import records
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from iopctl.render.records import Value
    from iopctl.struct import Struct

# Excel shows thousands as the reader's language parts them: in Swedish by spaces.
_KRONOR, _EXACT, _DAY = '#,##0 "kr"', '#,##0.00 "kr"', "yyyy-mm-dd"
_ROUNDED = {"amount", "public", "civil", "total"}
_DECIMALS = {"exact", "hourly_rate"}
_NARROW, _WIDE = 9, 60
_HEAD_ROW = 2
# A file holds when it was made; the same answer is to be the same bytes.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - xlsxwriter takes days without a zone


def write(
    title: str, kinds: Sequence[type[Struct]], rows: Iterable[Iterable[Struct]], notes: Sequence[str]
) -> bytes:
    """Write a workbook: a title, a header that stays in view, the rows, and the notes below them."""
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise IopctlError(codes.NO_EXTRA, what=say("A workbook for Excel"), extra="xlsx") from None

    header, cells = records.header(kinds), [records.cells(row) for row in rows]
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        page = book.add_worksheet("iopctl")
        strong = book.add_format({"bold": True})
        day = book.add_format({"num_format": _DAY})
        formats = {
            name: book.add_format({"num_format": number})
            for names, number in ((_ROUNDED, _KRONOR), (_DECIMALS, _EXACT))
            for name in sorted(names)
        }
        page.write_string(0, 0, title, strong)
        for column, name in enumerate(header):
            page.write_string(_HEAD_ROW, column, name, strong)
            page.set_column(column, column, _width(name, (row[column] for row in cells)))
        page.freeze_panes(_HEAD_ROW + 1, 0)
        for number, row in enumerate(cells, start=_HEAD_ROW + 1):
            for column, (name, value) in enumerate(zip(header, row, strict=True)):
                _cell(page, (number, column), value, day if isinstance(value, date) else formats.get(name))
        for number, note in enumerate(notes, start=_HEAD_ROW + len(cells) + 2):
            page.write_string(number, 0, note)
    return file.getvalue()


def _cell(page: Worksheet, at: tuple[int, int], value: Value, form: Format | None) -> None:
    """Write a cell as what it is; a text stays a text, even where it looks like a formula."""
    match value:
        case None | "":
            pass
        case bool():
            page.write_string(*at, str(value).lower())
        case Decimal() | int():
            page.write_number(*at, value, form)
        case date():
            page.write_datetime(*at, value, form)
        case _:
            page.write_string(*at, value)


def _width(name: str, cells: Iterable[Value]) -> int:
    """Make a column as wide as its widest cell, with room for the thousands and the unit."""
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return max(_NARROW, min(max(longest, len(name)) + 4, _WIDE))
