"""Answers as workbooks for Excel: real numbers and days, the same bytes every time, and no formula."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.runs.run import CHECKOUT, IOPCTL, run

pytest.importorskip("xlsxwriter")

EXAMPLES = str(CHECKOUT / "docs" / "examples")
AT = ("--as-of", "2024-03-01")
QUESTIONS: list[tuple[str, ...]] = [
    ("list", *AT),
    ("budget", "ikf", "--years", "2021-2023", *AT),
    ("budget", "--all", "--year", "2022", *AT),
    ("payments", "complete", "--agreements", EXAMPLES, "--year", "2023", *AT),
    ("value", "stadsmission", *AT),
]


def parts(file: Path) -> dict[str, str]:
    """Read the parts of a workbook."""
    with zipfile.ZipFile(file) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_is_written_as_a_workbook_with_a_header_that_stays(
    folder: Path, question: tuple[str, ...]
) -> None:
    answer = run(*question, "--format", "xlsx", "-o", "svar.xlsx", cwd=folder)

    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "Wrote svar.xlsx\n")
    read = parts(folder / "svar.xlsx")
    page = read["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>' in page
    assert "<f>" not in page
    assert "#,##0 &quot;kr&quot;" in read["xl/styles.xml"]


def test_amounts_are_numbers_and_days_are_days(folder: Path) -> None:
    run(*QUESTIONS[3], "--format", "xlsx", "-o", "svar.xlsx", cwd=folder)

    page = parts(folder / "svar.xlsx")["xl/worksheets/sheet1.xml"]
    first = re.search(r'<row r="4".*?</row>', page)
    assert first is not None
    # 1 January 2023 is day 44927 of Excel's calendar.
    assert re.search(r'<c r="C4" s="\d+"><v>44927</v></c>', first[0])
    assert re.search(r'<c r="H4" s="\d+"><v>217820</v></c>', first[0])
    assert re.search(r'<c r="I4" s="\d+"><v>217812.5</v></c>', first[0])


def test_a_title_that_looks_like_a_formula_stays_a_text(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^title: .*$", 'title: "=1+1"', text, flags=re.MULTILINE), encoding="utf-8")

    run("list", *AT, "--format", "xlsx", "-o", "svar.xlsx", cwd=folder)

    read = parts(folder / "svar.xlsx")
    assert "<f>" not in read["xl/worksheets/sheet1.xml"]
    assert "<t>=1+1</t>" in read["xl/sharedStrings.xml"]


@pytest.mark.parametrize("name", ["2024-01-01", "2024-13-45", "٢024-01-01"])
def test_a_name_that_looks_like_a_day_stays_a_text(folder: Path, name: str) -> None:
    file = folder / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("short_name: IKF", f'short_name: "{name}"'), encoding="utf-8")

    answer = run(*QUESTIONS[1], "--format", "xlsx", "-o", "svar.xlsx", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (0, "Wrote svar.xlsx\n")
    assert f">{name}<" in parts(folder / "svar.xlsx")["xl/sharedStrings.xml"]


def test_the_same_answer_is_the_same_bytes_wherever_and_whenever_it_is_made(folder: Path) -> None:
    question = (*QUESTIONS[1], "--format", "xlsx", "-o")
    run(*question, "ett.xlsx", cwd=folder)
    environment = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    run(*question, "tva.xlsx", cwd=folder, env=environment, program=IOPCTL, today="2031-02-03")

    assert (folder / "ett.xlsx").read_bytes() == (folder / "tva.xlsx").read_bytes()


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_pipe_cannot_take_a_workbook(folder: Path, question: tuple[str, ...]) -> None:
    answer = run(*question, "--format", "xlsx", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Name a file for it: -o FILE.xlsx." in answer.stderr
