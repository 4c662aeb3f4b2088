from __future__ import annotations

import pytest

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import Table
from tests import documents


def table(*rows: str) -> Table:
    read = documents.parsed("# T\n\nTabell:\n\n" + "".join(f"| {row} |\n" for row in rows)).blocks[1]
    assert isinstance(read, Table)
    return read


SUMS = table("Part | Per år", "--- | ---:", "A | 1 kr", "**Totalt** | **2\u00a0080\u00a0500 kr**")


@pytest.mark.parametrize("whole", [1, 100, 9_070, 9_071])
def test_the_columns_fill_the_whole_width(whole: int) -> None:
    shares = blocks.widths(SUMS, whole)

    assert sum(shares) == whole
    assert all(each >= 0 for each in shares)


def test_an_amount_gets_room_for_all_of_it_before_a_text_does() -> None:
    text, amount = blocks.widths(
        table("Resurs | Kr", "--- | ---:", f"{'ord ' * 40} | minst\u00a024\u00a0512,50\u00a0kr"), 9_070
    )

    # A letter of the table's size is about a hundred twentieths of a point.
    assert amount > len("minst 24 512,50 kr") * 100
    assert text > amount


def test_a_long_word_keeps_its_column_wide_enough() -> None:
    narrow, wide = blocks.widths(table("A | B", "--- | ---", "kort | arbetsmarknadsförvaltningens"), 9_070)

    assert wide > 2 * narrow


def test_the_heading_of_a_narrow_column_takes_two_lines_at_most() -> None:
    _, hours = blocks.widths(table("Resurs | Timmar per vecka", "--- | ---:", f"{'ord ' * 9} | 20"), 9_070)

    assert hours > len("per vecka") * 115
