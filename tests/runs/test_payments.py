"""What is paid out on which day, asked as a user does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import builders
from tests.runs.run import plain, run

AGREEMENT = """
parties:
  kommunen: {role: public, name: Socialnämnden}
  lyktan: {role: civil, name: Lyktan}
term: {starts: 2024-01-01, ends: 2025-06-30, part_years: months}
extension: {options: 1, length: 1 year}
budget:
  - from: 2024-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, paid_to: lyktan, amount: at most 100003}
      - {name: Ideellt arbete, by: lyktan, kind: volunteers, amount: 40000}
    payments: {instalments: half-yearly, when: in advance, terms: 30 days}
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with one agreement that is paid twice a year."""
    (tmp_path / "agreements").mkdir()
    file = tmp_path / "agreements" / "lyktan.yaml"
    file.write_text(builders.text(AGREEMENT), encoding="utf-8")
    return tmp_path


def test_a_year_half_of_which_rests_on_an_option_is_told_apart(register: Path) -> None:
    answer = run("payments", "lyktan", "--year", "2025", "--as-of", "2024-06-01", cwd=register)

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert (
        plain(answer.stdout)
        == """\
Partnerskapet: payments 2025

Day         For                      From           To             Kronor  Status
──────────  ───────────────────────  ─────────────  ──────  ─────────────  ─────────
2025-01-01  2025-01-01 – 2025-06-30  Socialnämnden  Lyktan   högst 50 002  committed
2025-07-01  2025-07-01 – 2025-12-31  Socialnämnden  Lyktan   högst 50 001  optional
──────────  ───────────────────────  ─────────────  ──────  ─────────────  ─────────
                                                             högst 50 002  committed
                                                             högst 50 001  optional
Total                                                       högst 100 003

Paid within 30 days of the invoice; the days here are those of the instalments.
Inside the decided term 2024-01-01 – 2025-06-30.
From 2025-07-01, rests on an option that has not been used, up to 2026-06-30.
As of 2024-06-01.
"""
    )


def test_csv_has_one_row_for_each_payment(register: Path) -> None:
    answer = run("payments", "lyktan", "--year", "2024", "--as-of", "2024-06-01", "-f", "csv", cwd=register)

    assert answer.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert answer.stdout.lstrip("\ufeff").split("\r\n") == [
        "agreement;year;on;from;to;starts;ends;amount;exact;quality;status;assumed",
        "lyktan;2024;2024-01-01;kommunen;lyktan;2024-01-01;2024-06-30;50002;50001,5;at most;committed;",
        "lyktan;2024;2024-07-01;kommunen;lyktan;2024-07-01;2024-12-31;50001;50001,5;at most;committed;",
        "",
    ]


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_every_payment_opens_down_to_the_line_of_the_file(register: Path, form: str) -> None:
    answer = run("payments", "lyktan", "--year", "2024", "--explain", "-f", form, cwd=register)

    assert answer.exit_code == 0
    if form == "json":
        line = answer.json["result"]["explanation"]["parts"][0]["parts"][0]["parts"][0]["parts"][0]
        leaf = line["parts"][0]
        assert (line["value"], leaf["value"], leaf["file"]) == ("100003", "100003", "agreements/lyktan.yaml")
    else:
        assert "100 003 kr  [agreements/lyktan.yaml:9]" in plain(answer.stdout).replace("\\", "")


@pytest.mark.parametrize(("year", "said"), [("2023", "IOP650"), ("2026", ""), ("2027", "IOP651")])
def test_a_year_outside_the_agreement_has_no_payments_and_exits_with_1(
    register: Path, year: str, said: str
) -> None:
    answer = run("payments", "lyktan", "--year", year, "--as-of", "2024-06-01", cwd=register)

    assert answer.exit_code == (1 if said else 0)
    assert said in answer.stderr
    assert (answer.stdout == "") is bool(said)


@pytest.mark.parametrize("form", ["table", "json"])
def test_an_agreement_that_states_no_instalments_says_what_to_add(tmp_path: Path, form: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "plain.yaml").write_text(builders.text(""), encoding="utf-8")

    answer = run("payments", "plain", "--year", "2021", "-f", form, cwd=tmp_path)

    assert answer.exit_code == 1
    if form == "json":
        assert answer.json["result"] is None
        assert [each["code"] for each in answer.json["problems"]] == ["IOP681"]
    else:
        assert answer.stdout == ""
        assert "Add 'paid_to' with the key of the party that receives it" in answer.stderr


def test_an_explanation_has_no_place_in_csv(register: Path) -> None:
    answer = run("payments", "lyktan", "--explain", "-f", "csv", cwd=register)

    assert (answer.exit_code, answer.stdout) == (2, "")


def test_optional_money_of_a_lapsed_option_is_told_to_be_counted_nowhere(register: Path) -> None:
    """The agreement ended on 2025-06-30 with its option unused; the second half of 2025 rests on it."""
    for as_of, lapsed in (("2025-06-30", False), ("2025-07-01", True)):
        for command in ("payments", "budget"):
            asked = (command, "lyktan", "--year", "2025", "--as-of", as_of)
            result = json.loads(run(*asked, "--format", "json", cwd=register).stdout)["result"]
            year = result["years"][0] if command == "budget" else result
            assert year.get("lapsed", False) is lapsed
            assert ("counted nowhere" in run(*asked, cwd=register).stdout.replace("\n", " ")) is lapsed
