from __future__ import annotations

import re
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from iopctl.answers.portfolio import Portfolio
from iopctl.rules import portfolio
from iopctl.rules.known import Known
from iopctl.rules.portfolio import Entry
from tests import builders, replies
from tests.builders import Whole, day
from tests.rules.test_portfolio import with_third
from tests.strategies import AS_OF, YEARS, agreements

THIRD = """
    parties:
      kommunen: {role: public, name: Exempelby kommun}
      lyktan: {role: civil, name: Föreningen Lyktan}
      fonden: {role: third, name: Framtidsfonden}
    budget:
      - from: 2021-01-01
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 120000}
          - {name: Lokal, by: lyktan, kind: premises, amount: 50000}
          - {name: Anslag, by: fonden, kind: cash, amount: 30000}
    """


def found(wholes: list[Whole], as_of: date, *years: int) -> Portfolio:
    """Give the money of some agreements, each with a number for an id."""
    entries = (
        each
        for index, whole in enumerate(wholes)
        for each in portfolio.entries(f"a{index}", whole.agreement, years, Known(as_of))
    )
    found = tuple(each for each in entries if isinstance(each, Entry))
    return Portfolio(Known(as_of), years, found, (), as_of=as_of)


def number(cell: str) -> int:
    """Read an amount as it is printed, with its quality and its marks; nothing is nought."""
    return int("".join(re.findall(r"\d", cell)) or 0)


def tables(text: str) -> list[list[list[str]]]:
    """Cut Markdown into tables, rows and cells; the row of headings comes first."""
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    return [
        [[cell.replace("**", "") for cell in line[2:-2].split(" | ")] for line in block if "---" not in line]
        for block in blocks
    ]


def test_third_parties_have_a_column_of_their_own() -> None:
    whole = builders.whole(builders.text(THIRD))
    heads, row, total, *_ = tables(replies.markdown(found([whole], day("2021-06-01"), 2021)))[0]

    assert heads == ["Agreement", "Public", "Civil", "Third parties", "Total", "Status"]
    assert list(map(number, row[1:5])) == list(map(number, total[1:5])) == [120_000, 50_000, 30_000, 200_000]


def test_without_third_parties_there_is_no_such_column() -> None:
    whole = builders.whole(builders.text(""))
    heads = tables(replies.markdown(found([whole], day("2021-06-01"), 2021)))[0][0]

    assert heads == ["Agreement", "Public", "Civil", "Total", "Status"]


def test_a_year_that_is_certain_only_in_part_has_both_parts_in_its_cell() -> None:
    """Six of twelve months of 300 000 kr are decided."""
    whole = builders.whole(
        builders.text("""
        term: {starts: 2021-01-01, ends: 2022-06-30, part_years: months}
        extension: {options: 1, length: 1 year}
        """)
    )
    rows = tables(replies.markdown(found([whole], day("2021-06-01"), 2021, 2022)))[0]

    assert [row[2].replace("\u00a0", " ").replace("\\", "") for row in rows[1:]] == [
        "150 000 + 150 000*",
        "150 000",
        "150 000",
    ]


# --- laws


MANY = st.lists(agreements().map(with_third), min_size=1, max_size=3)


@settings(max_examples=40)
@given(wholes=MANY, as_of=AS_OF, year=YEARS)
def test_rows_and_columns_of_every_table_add_up(wholes: list[Whole], as_of: date, year: int) -> None:
    register = found(wholes, as_of, year)
    by_status = {status.value: own for status, own in portfolio.by_status(register.entries).items()}

    main, *parts = tables(replies.markdown(register))
    rows, sums = main[1 : len(register.entries) + 1], main[len(register.entries) + 1 :]
    for row in (*rows, *sums):
        assert sum(map(number, row[1:-2])) == number(row[-2])
    assert len(sums) == len(by_status)
    for own, summed in zip(by_status.values(), sums, strict=True):
        mine = [row for row, each in zip(rows, register.entries, strict=True) if each in own]
        for column in range(1, len(main[0]) - 1):
            assert sum(number(row[column]) for row in mine) == number(summed[column])
    for _, *inner, total in parts:
        for column in range(1, len(total)):
            assert sum(number(row[column]) for row in inner) == number(total[column])


@settings(max_examples=40)
@given(wholes=MANY, as_of=AS_OF, year=YEARS)
def test_rows_and_columns_add_up_for_machines_too(wholes: list[Whole], as_of: date, year: int) -> None:
    register = found(wholes, as_of, year)
    sides = ("public", "civil", "third")

    def kronor(of: dict[str, Any]) -> int:
        return of["amount"] or 0

    (of,) = replies.json(register)["result"]["years"]
    for each in (*of["agreements"], *of["sums"]):
        assert sum(kronor(each[side]) for side in sides) == kronor(each["total"])
    for summed in of["sums"]:
        own = [each for each in of["agreements"] if each["status"] == summed["status"]]
        for side in (*sides, "total"):
            assert sum(kronor(each[side]) for each in own) == kronor(summed[side])
        assert sum(kronor(each) for each in summed["boards"]) == kronor(summed["public"])
        assert sum(kronor(each) for each in summed["kinds"]) == kronor(summed["total"])

    rows = replies.rows(register)
    for row in rows:
        if row["row"] in {"agreement", "sum"}:
            assert sum(int(row[side] or 0) for side in sides) == int(row["total"] or 0)
    for row in rows:
        if row["row"] == "sum":
            own_rows = [
                each for each in rows if (each["row"], each["status"]) == ("agreement", row["status"])
            ]
            assert sum(int(each["total"] or 0) for each in own_rows) == int(row["total"] or 0)
