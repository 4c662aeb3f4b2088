from __future__ import annotations

import subprocess
import sys

import pytest

from iopctl.source import shipped
from tests.runs.run import CHECKOUT, Result, run


def explain(*arguments: str) -> Result:
    return run("explain", *arguments, cwd=CHECKOUT)


def test_a_code_in_any_case_gives_its_page_as_it_is() -> None:
    done = explain("iop501")

    assert (done.exit_code, done.stdout, done.stderr) == (0, shipped.page("IOP501").text, "")


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        ("501", "Did you mean 'IOP501'?"),
        ("IOPP501", "Did you mean 'IOP501'?"),
        ("IOP999", "'iopctl explain --list' shows every code."),
        ("tidig", "'iopctl explain --list' shows every code."),
    ],
)
def test_an_unknown_code_cannot_be_explained(code: str, cure: str) -> None:
    done = explain(code)

    assert (done.exit_code, done.stdout) == (2, "")
    assert f"'{code}'" in done.stderr
    assert done.stderr.endswith(f"{cure}\n")


def test_the_list_has_every_code_once_with_its_group_and_title() -> None:
    done = explain("--list")
    rows = [line for line in done.stdout.splitlines() if line.startswith("IOP")]

    assert [row[:6] for row in rows] == shipped.codes()
    assert "IOP405  term       warning   Neither an end nor notice is stated" in rows


def test_a_code_and_the_list_cannot_be_asked_for_together() -> None:
    done = explain("IOP501", "--list")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--list" in done.stderr


def test_explaining_reads_no_agreement_and_so_needs_neither_the_model_nor_yaml() -> None:
    script = """
import sys
from iopctl.commands import explain
explain.run("IOP501", None), explain.run(None, None)
print(sorted({"pydantic", "yaml", "rich"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")

    assert done.stdout == "[]\n"
