from __future__ import annotations

import csv
import io
import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from iopctl import table
from iopctl.render import csv as render_csv
from iopctl.render import markdown
from iopctl.table import Column, Table

KRONOR = Table(
    columns=(Column("Part"), Column("Kronor", figures=True)),
    rows=(("Kommunen", "339 200"), ("IKF", "325 600")),
    title="Budget 2021",
    sums=(("Total", "664 800"),),
    notes=("Inget är uppräknat.",),
)


def test_a_table_in_markdown_has_its_figures_to_the_right_and_its_sum_in_bold() -> None:
    assert markdown.write([KRONOR]) == (
        "**Budget 2021**\n"
        "\n"
        "| Part | Kronor |\n"
        "| --- | ---: |\n"
        "| Kommunen | 339 200 |\n"
        "| IKF | 325 600 |\n"
        "| **Total** | **664 800** |\n"
        "\n"
        "Inget är uppräknat.\n"
    )


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("Må bra | grupp", r"Må bra \| grupp"),
        ("*viktigt*", r"\*viktigt\*"),
        ("[länk](http://x)", r"\[länk\](http\://x)"),
        ("~5 % och 10~15 %", r"\~5 % och 10\~15 %"),
        ("~~struket~~", r"\~\~struket\~\~"),
        ("- [x] klart", r"\- \[x\] klart"),
        ("se[^1]", r"se\[^1\]"),
        ("se https://a.se/b_c", r"se https\://a.se/b\_c"),
        ("se WWW.a.se/b_c", r"se WWW\.a.se/b\_c"),
        ("<b>", r"\<b\>"),
        ("# rubrik", r"\# rubrik"),
        ("- punkt", r"\- punkt"),
        ("1. först", r"1\. först"),
        ("2021) sedan", r"2021\) sedan"),
        ("&amp;", r"\&amp;"),
        ("Arbete & försörjning", "Arbete & försörjning"),
        ("§ 4, IOP – IKF", "§ 4, IOP – IKF"),
        ("a_b", r"a\_b"),
        ("---", r"\---"),
        ("~5 % dyrare och 10~15 %", r"\~5 % dyrare och 10\~15 %"),
        ("::error::x", r"\::error::x"),
        ("a\n\n# b\x1b[2J", "a # b\N{REPLACEMENT CHARACTER}\\[2J"),
        ("A-B #1", "A-B #1"),
    ],
)
def test_what_an_official_writes_never_turns_into_structure(words: str, escaped: str) -> None:
    assert table.escape(words) == escaped


@given(words=st.text(alphabet="aw1|*_#-+=~.:/)[]<>`\\&; ", max_size=12))
def test_github_strikes_nothing_and_links_nothing_that_commonmark_does_not(words: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"a {table.escape(words)}")

    assert [each.type for each in shown] == ["paragraph_open", "inline", "paragraph_close"]
    assert {each.type for each in shown[1].children or ()} == {"text"}
    assert "".join(each.content for each in shown[1].children or ()) == f"a {words}".rstrip()
    assert not re.search(r"://|www\.", table.escape(words))


@pytest.mark.parametrize("words", ["a*\n", "a* ", "* - ", "&", "1\n", "~\n="])
def test_a_long_text_is_escaped_in_a_time_in_proportion_to_it(words: str) -> None:
    began = time.process_time()
    table.escape(f"*{words[0]}{words[1:] * 100_000}b")

    # What grew with the square took a quarter of an hour.
    assert time.process_time() - began < 5


@given(words=st.text(alphabet="a1|*_#-+.)[]<>`\\& \n", max_size=12))
def test_a_cell_never_opens_another_column_or_row(words: str) -> None:
    written = markdown.write([Table((Column("A"),), ((words,),))])

    lines = written.split("\n")
    assert len(lines) == 4
    assert lines[2].count("|") - lines[2].count(r"\|") == 2


def test_csv_opens_in_a_nordic_excel() -> None:
    written = render_csv.separated(("part", "kronor"), [("IKF", Decimal("338754.24")), ("Kommunen", None)])

    assert written == "\ufeffpart;kronor\r\nIKF;338754,24\r\nKommunen;\r\n"


@pytest.mark.parametrize(
    ("value", "cell"), [("1E+6", "1000000"), ("220564.80", "220564,8"), ("265", "265"), ("0", "0")]
)
def test_a_decimal_in_csv_has_a_comma_and_no_exponent(value: str, cell: str) -> None:
    written = render_csv.separated(("kronor",), [(Decimal(value),)])

    assert written.splitlines()[1] == cell


@pytest.mark.parametrize("formula", ["=1+1", "+46 13", "-5 %", "@SUM(A1)", "\tx"])
def test_no_cell_runs_as_a_formula(formula: str) -> None:
    assert f"\n'{formula}\r\n" in render_csv.separated(("namn",), [(formula,)])


@given(cells=st.lists(st.text(alphabet='aå;"\n,|= ', max_size=8), min_size=1, max_size=4))
def test_every_text_is_read_back_from_csv(cells: list[str]) -> None:
    written = render_csv.separated([f"k{index}" for index in range(len(cells))], [cells])

    (_, row) = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row == [f"'{cell}" if cell.startswith("=") else cell for cell in cells]
