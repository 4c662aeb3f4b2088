"""What the municipality pays each quarter or month, over the register of Skogby kommun."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.runs.run import CHECKOUT, Result, plain, run

REGISTER = CHECKOUT / "tests" / "cases" / "payments"
BUN, SOCIAL = "Skogby kommun, barn- och utbildningsnämnden", "Skogby kommun, socialnämnden"
WORK, CULTURE = "Skogby kommun, arbetsmarknadsnämnden", "Skogby kommun, kultur- och fritidsnämnden"

# 2026, worked out by hand from the agreements:
# - brobyggarna: 1 800 000 in prices of 2021, 2 % a year for five years: × 1.1040808032 = 1 987 345.45, so
#   1 987 345 in four instalments in advance: 496 837 and three of 496 836.
# - kvinnohuset-skogby: 1 250 000 × PKV 2026 / PKV 2025 = × 1.029 = 1 286 250: 321 563 twice, 321 562 twice.
# - projekt-odla: 1 400 000 for the whole term, 60 % on 02-15 and 40 % on 10-15: 840 000 and 560 000.
# - trygg-vardag: 600 000 and 350 000 × 1.025, half-yearly in advance: twice 307 500 and 179 375.
# - sprakcafe: nothing says that its 85 000 are paid out to anybody.
QUARTERS = {"2026-Q1": 2_145_275, "2026-Q2": 818_399, "2026-Q3": 1_305_273, "2026-Q4": 1_378_398}
MONTHS = {
    "2026-01": 496_837 + 321_563 + 307_500 + 179_375,
    "2026-02": 840_000,
    "2026-04": 496_836 + 321_563,
    "2026-07": 496_836 + 321_562 + 307_500 + 179_375,
    "2026-10": 496_836 + 321_562 + 560_000,
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Result]:
    where = shutil.copytree(REGISTER, tmp_path_factory.mktemp("skogby"), dirs_exist_ok=True)
    return lambda *options: run(
        "payments", "--all", "--year", "2026", "--as-of", "2026-11-28", *options, cwd=where
    )


@pytest.mark.parametrize(("by", "expected"), [("quarter", QUARTERS), ("month", MONTHS)])
def test_each_period_has_the_sum_of_the_payments_of_its_days(
    asked: Callable[..., Result], by: str, expected: dict[str, int]
) -> None:
    result: dict[str, Any] = asked("--by", by, "--format", "json").json["result"]

    assert {each["period"]: each["amount"] for each in result["periods"]} == expected
    assert [(each["status"], each["amount"]) for each in result["totals"]] == [("committed", 5_647_345)]


def test_a_payment_names_its_board_its_receiver_and_its_agreement(asked: Callable[..., Result]) -> None:
    rows = [
        *csv.DictReader(io.StringIO(asked("--format", "csv").stdout.removeprefix("\ufeff")), delimiter=";")
    ]

    first = [each for each in rows if each["period"] == "2026-Q1"]
    assert [(each["agreement"], each["board"], each["to"], each["amount"]) for each in first] == [
        ("brobyggarna", WORK, "Brobyggarna", "496837"),
        ("kvinnohuset-skogby", "Skogby kommun, Socialnämnden", "Kvinnohuset", "321563"),
        ("projekt-odla", CULTURE, "Studieförbundet Grogrund", "840000"),
        ("trygg-vardag", SOCIAL, "Rädda Barnen", "307500"),
        ("trygg-vardag", BUN, "IF Skogby", "179375"),
    ]
    assert [each["agreement"] for each in rows if each["reason"]] == ["sprakcafe"]


def test_an_agreement_without_payments_is_named_with_why(
    asked: Callable[..., Result],
) -> None:
    answer = asked()

    assert answer.exit_code == 1
    assert "sprakcafe" in plain(answer.stdout)
    assert "agreements/sprakcafe.yaml:34:9: IOP681" in answer.stderr
    assert asked("--format", "json").json["result"]["missing"] == ["sprakcafe"]


def test_a_file_with_problems_is_named_and_the_others_still_count(tmp_path: Path) -> None:
    where = shutil.copytree(REGISTER, tmp_path, dirs_exist_ok=True)
    file = where / "agreements" / "brobyggarna.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 1 800 000", "amount: mycket"), "utf-8")

    answer = run("payments", "--all", "--year", "2026", "--as-of", "2026-11-28", "-f", "json", cwd=where)

    assert answer.exit_code == 1
    assert answer.json["result"]["missing"] == ["brobyggarna", "sprakcafe"]
    assert answer.json["result"]["totals"][0]["amount"] == 5_647_345 - 1_987_345


def test_payments_that_are_not_equally_certain_are_never_added_and_what_lapsed_is_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "agreements").mkdir()
    text = builders.text("""
        parties:
          kommunen: {role: public, name: Skogby kommun, board: socialnämnden}
          lyktan: {role: civil, name: Lyktan}
        term: {starts: 2024-01-01, ends: 2025-06-30, part_years: months}
        extension: {options: 1, length: 1 year}
        budget:
          - from: 2024-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, paid_to: lyktan, amount: 100000}
              - {name: Aktiviteter, by: kommunen, kind: cash, amount: 7000}
              - {name: Ideellt arbete, by: lyktan, kind: volunteers, amount: 40000}
            payments: {instalments: half-yearly, when: in advance}
        """)
    (tmp_path / "agreements" / "lyktan.yaml").write_text(text, encoding="utf-8")

    def totals(as_of: str) -> list[tuple[str, int]]:
        asked = ("payments", "--all", "--year", "2025", "--as-of", as_of, "--format", "json")
        return [
            (each["status"], each["amount"]) for each in run(*asked, cwd=tmp_path).json["result"]["totals"]
        ]

    assert totals("2024-06-01") == [("committed", 50_000), ("optional", 50_000)]
    assert totals("2025-07-01") == [("committed", 50_000)]
    # The other cash is not said to be paid to anybody: it is named, and nothing is wrong.
    answer = run("payments", "--all", "--year", "2025", "--as-of", "2024-06-01", cwd=tmp_path)
    assert answer.exit_code == 0
    assert "'Aktiviteter' is cash" in plain(answer.stdout)


@pytest.mark.parametrize(
    "arguments",
    [(), ("lyktan", "--all"), ("--all", "--explain"), ("lyktan", "--by", "month"), ("--all", "--by", "week")],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "agreements").mkdir()

    assert run("payments", *arguments, cwd=tmp_path).exit_code == 2
