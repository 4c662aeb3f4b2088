"""Agreements that do not say what everything is worth, asked as a user does.

The agreements are those of `tests/cases/without-value`; every figure was worked out by hand from them.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.runs.run import Result, plain, run

CASES = Path(__file__).parents[1] / "cases" / "without-value"
AT = ("--as-of", "2024-05-01")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of the four agreements."""
    shutil.copytree(CASES, tmp_path / "agreements")
    return tmp_path


def rows(answer: Result) -> list[dict[str, str]]:
    """Read an answer in CSV."""
    return list(csv.DictReader(io.StringIO(answer.stdout.lstrip("\ufeff")), delimiter=";"))


def test_every_file_is_in_order(register: Path) -> None:
    answer = run("validate", *AT, cwd=register)

    assert (answer.exit_code, plain(answer.stdout)) == (0, "4 agreements, no problems.\n")


# --- a contribution without a value


def test_what_has_no_value_is_listed_and_counts_nowhere(register: Path) -> None:
    # The grant is 600 000 × 1,02 = 612 000 kr in 2025; 20 × 45 = 900 hours have no value, nor has the rest.
    answer = run("budget", "lyktan", "--year", "2025", *AT, cwd=register)

    lines = [line.split("  ") for line in plain(answer.stdout).splitlines()]
    shown = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert answer.exit_code == 0
    assert ["Skogby kommun", "612 000‡"] in shown
    assert ["Driftbidrag", "cash", "612 000"] in shown
    assert ["Lokal på Storgatan 4", "premises", "not stated"] in shown
    assert ["Lyktan", "not stated"] in shown
    assert ["Ideellt arbete", "volunteers", "900", "not stated"] in shown
    assert ["Total", "612 000‡"] in shown
    assert "without a value: Lokal på Storgatan 4, Ideellt arbete, Kläder och möbler" in answer.stdout
    assert "%\n" not in answer.stdout


def test_what_has_no_value_is_no_number_of_kronor(register: Path) -> None:
    answer = run("show", "lyktan", *AT, cwd=register)

    assert "Skogby kommun 600 000‡ kr + Lyktan not stated (committed)" in " ".join(
        plain(answer.stdout).split()
    )


def test_for_programs_what_has_no_value_is_null_and_never_zero(register: Path) -> None:
    asked = ("budget", "lyktan", "--year", "2024", *AT, "--format")
    (year,) = run(*asked, "json", cwd=register).json["result"]["years"]
    lines = rows(run(*asked, "csv", cwd=register))

    public, civil = year["parties"]
    assert (public["amount"], public["not_stated"]) == (600_000, ["Lokal på Storgatan 4"])
    assert (civil["amount"], civil["exact"], civil["quality"]) == (None, None, None)
    assert civil["not_stated"] == ["Ideellt arbete", "Kläder och möbler"]
    assert (public["share"], public["share_quality"], civil["share"]) == (None, None, None)
    assert (year["total"]["amount"], len(year["total"]["not_stated"])) == (600_000, 3)
    assert [line["amount"] for line in lines] == ["600000", "", "600000", "", "", "", "600000"]
    assert [line["hours"] for line in lines if line["name"] == "Ideellt arbete"] == ["900"]


def test_the_explanation_names_the_line_of_the_file_that_gives_no_value(register: Path) -> None:
    answer = run("budget", "lyktan", "--year", "2024", *AT, "--explain", cwd=register)

    text = (CASES / "lyktan.yaml").read_text("utf-8").splitlines()
    at = text.index("      - name: Lokal på Storgatan 4") + 4
    assert text[at - 1] == "        amount: not stated"
    assert f"Lokal på Storgatan 4: not stated  [agreements/lyktan.yaml:{at}]" in plain(answer.stdout)


def test_the_value_is_the_sum_of_what_is_stated(register: Path) -> None:
    # As stated: 2 × 600 000; with the option of two years 4 × 600 000.
    answer = run("value", "lyktan", *AT, "--format", "json", cwd=register)
    values = answer.json["result"]["values"]

    stated = {each["counted"]: each for each in values if each["amounts"] == "stated"}
    assert (stated["signed"]["public"]["amount"], stated["all_options"]["public"]["amount"]) == (
        1_200_000,
        2_400_000,
    )
    assert stated["signed"]["civil"]["amount"] is None
    assert stated["signed"]["total"]["not_stated"] == [
        "Lokal på Storgatan 4",
        "Ideellt arbete",
        "Kläder och möbler",
    ]


def test_a_figure_of_the_law_is_passed_by_what_is_stated_and_else_not_compared(register: Path) -> None:
    # 2 472 964 kr as indexed: above 700 000 kr, and nobody knows of 7 802 550 kr.
    rows = run("value", "lyktan", *AT, "--format", "json", cwd=register).json["result"]["thresholds"]

    kronor = {each["figure"]: each["comparison"] for each in rows if each["currency"] == "kr"}
    assert kronor["700000"] == "above"
    assert {each for figure, each in kronor.items() if figure != "700000"} == {"not_exact"}


def test_payments_leave_out_what_has_no_amount_and_say_so(register: Path) -> None:
    file = register / "agreements" / "lyktan.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("kind: premises\n", "kind: premises\n        paid_to: lyktan\n"), "utf-8")

    answer = run("payments", "lyktan", "--year", "2024", *AT, "--format", "json", cwd=register)

    assert [each["amount"] for each in answer.json["result"]["payments"]] == [150_000] * 4
    assert answer.json["result"]["total"]["not_stated"] == ["Lokal på Storgatan 4"]
    assert "amount_not_stated" in {each["code"] for each in answer.json["result"]["notes"]}


def test_an_amount_that_is_only_left_out_is_an_error_that_offers_not_stated(register: Path) -> None:
    file = register / "agreements" / "lyktan.yaml"
    file.write_text(file.read_text("utf-8").replace("        amount: not stated\n", "", 1), "utf-8")

    answer = run("validate", *AT, cwd=register)

    assert answer.exit_code == 1
    assert "IOP604" in answer.stdout
    assert "amount: not stated" in answer.stdout


# --- money that is not known at all


def test_a_budget_says_which_years_have_no_known_money(register: Path) -> None:
    answer = run("budget", "ramen", "--years", "2024-2025", *AT, "--format", "json", cwd=register)

    assert answer.exit_code == 1
    assert [each["total"]["amount"] for each in answer.json["result"]["years"]] == [500_000]
    assert [(each["code"], "2025" in each["message"]) for each in answer.json["problems"]] == [
        ("IOP660", True)
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("show", "tystnaden"),
        ("list",),
        ("due", "--within", "2 years"),
        ("calendar",),
        ("extend", "tystnaden"),
        ("diff", "agreements/tystnaden.yaml", "agreements/lyktan.yaml"),
    ],
    ids=" ".join,
)
def test_all_else_works_where_nothing_is_known_of_the_money(register: Path, command: tuple[str, ...]) -> None:
    # In a diff, something differs; nothing else is a problem.
    answer = run(*command, *AT, cwd=register)

    assert answer.exit_code in {0, 1} if command[0] in {"due", "diff"} else answer.exit_code == 0
    assert "tystnaden" in answer.stdout.lower()


def test_an_agreement_whose_money_is_not_known_has_no_value(register: Path) -> None:
    answer = run("value", "tystnaden", *AT, "--format", "json", cwd=register)

    values = answer.json["result"]["values"]
    assert answer.exit_code == 1
    assert {each["reason"]["code"] for each in values} == {"IOP660"}
    assert [each["public"] for each in values] == [None, None, None]


def test_the_sums_of_the_register_name_what_they_miss(register: Path) -> None:
    # 2025: 612 000 + 300 000 kr are known; ramen and tystnaden have no figure, and Lyktan is not all of it.
    answer = run("budget", "--all", "--year", "2025", *AT, "--format", "json", cwd=register)

    (year,) = answer.json["result"]["years"]
    (sums,) = year["sums"]
    assert answer.exit_code == 1
    assert year["missing"] == ["ramen", "tystnaden"]
    assert (sums["public"]["amount"], sums["civil"]["amount"], sums["total"]["amount"]) == (
        912_000,
        100_000,
        1_012_000,
    )
    assert (sums["public"]["not_stated"], sums["civil"]["not_stated"]) == (["lyktan"], ["lyktan"])


# --- memos


def memo(register: Path, *asked: str) -> str:
    """Write a memo, with plain spaces and without the marks that Markdown takes away."""
    answer = run("memo", *asked, cwd=register)
    assert (answer.exit_code, answer.stderr) == (0, "")
    return plain(answer.stdout).replace("\\*", "*")


def test_a_memo_lists_what_has_no_value_and_says_what_its_sums_miss(register: Path) -> None:
    # 600 000 + 612 000 = 1 212 000 kr; 600 000 ÷ 24 = 25 000 kr a place.
    written = memo(register, "lyktan", "--matter", "antagande-2023")

    assert "sammanlagt till 1 212 000 kronor samt insatser utan angivet värde." in written
    assert "| Lokal på Storgatan 4 | – | – | ej angivet | Skogby kommun |" in written
    assert "| Ideellt arbete | 20 | 900 | ej angivet | Lyktan |" in written
    assert "| Summa Lyktan | | | ej angivet | |" in written
    assert "| **Totalt** | | | **600 000 kr*** | |" in written
    assert "| 2024 | 600 000 kr* | ej angivet | 600 000 kr* | 25 000 kr* |" in written
    assert (
        "* Därtill kommer insatser utan angivet värde: ”Lokal på Storgatan 4”, ”Ideellt arbete” och "
        "”Kläder och möbler”." in written
    )
    # What the file's own text names brings its words along.
    assert (
        "Kommunens del av insatserna är 600 000 kronor samt insatser utan angivet värde år 2024." in written
    )


@pytest.mark.parametrize("matter", ["antagande-2023", "uppfoljning-2024", "forlangning-2026"])
def test_no_memo_gives_a_percentage_or_nothing_for_what_has_no_value(register: Path, matter: str) -> None:
    economy = memo(register, "lyktan", "--matter", matter).partition("## Ekonomiska konsekvenser")[2]
    economy = economy.partition("\n## ")[0].replace("upp med 2 %", "")

    assert "ej angivet" in economy
    assert "%" not in economy
    assert "| 0 kr" not in economy


def test_a_share_that_there_is_not_is_a_problem_at_the_place_of_its_name(register: Path) -> None:
    file = register / "agreements" / "lyktan.yaml"
    text = file.read_text("utf-8").replace(
        "{{ public.2024 }}", "{{ parties.lyktan.2024 }}, {{ public.2024.share }}"
    )
    file.write_text(text, "utf-8")
    line = 1 + next(at for at, each in enumerate(text.splitlines()) if "public.2024.share" in each)

    answer = run("validate", *AT, "--format", "json", cwd=register)

    assert [(each["line"], "parties.lyktan.2024" in each["message"]) for each in answer.json["problems"]] == [
        (line, True),
        (line, False),
    ]


def test_a_memo_shows_the_years_that_are_known_and_no_sum_of_the_others(register: Path) -> None:
    written = memo(register, "ramen")

    assert "Parternas insatser uppgår sammanlagt till 500 000 kronor år 2024." in written
    assert "Hela perioden" not in written
    assert "per år" not in written


@pytest.mark.parametrize(
    "matter", ["antagande-2023", "andring-2025", "uppfoljning-2024", "forlangning-2026", "avslut-2025"]
)
def test_each_kind_of_memo_is_written_without_any_money(register: Path, matter: str) -> None:
    written = memo(register, "tystnaden", "--matter", matter)

    assert "kronor" not in written
    assert " kr |" not in written
    assert ("## Ekonomiska konsekvenser\n\nKostnaderna ryms" in written) == (matter == "antagande-2023")
    assert ("## Ekonomiska konsekvenser" in written) == (matter == "antagande-2023")


def test_the_memo_to_a_board_that_pays_nothing_names_no_money_of_its_own(register: Path) -> None:
    written = memo(register, "verkstaden", "--board", "kulturnämnden")

    assert "Arbetsmarknadsnämnden svarar för 300 000 kronor (75,0 %)" in written
    assert "| 0 kr" not in written
    assert "Summa Kulturnämnden" not in written


def test_a_change_of_what_was_not_known_is_shown_beside_nothing(register: Path) -> None:
    file = register / "agreements" / "tystnaden.yaml"
    budget = """budget:
  - from: 2024-01-01
    contributions: not stated
  - from: 2025-01-01
    decided: 2024-11-19
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300 000}
      - {name: Ideellt arbete, by: foreningen, kind: volunteers, amount: not stated}
matters:
"""
    file.write_text(file.read_text("utf-8").replace("matters:\n", budget), "utf-8")

    written = memo(register, "tystnaden", "--matter", "andring-2025")

    assert "| 2025, Skogby kommun | ej angivet | 300 000 kr | – |" in written
    assert "| 2025, Föreningen Tystnaden | ej angivet | ej angivet | – |" in written


# --- a public party that pays nothing


def test_a_party_that_puts_nothing_in_has_no_row_of_zeros(register: Path) -> None:
    answer = run("budget", "verkstaden", "--year", "2024", *AT, cwd=register)
    years = run("budget", "verkstaden", "--years", "2024-2025", *AT, cwd=register)
    found = run("budget", "verkstaden", "--year", "2024", *AT, "--format", "json", cwd=register).json

    # 300 000 and 100 000 of 400 000 kr.
    (year,) = found["result"]["years"]
    assert [(each["party"], each["share"]) for each in year["parties"]] == [
        ("arbetsmarknad", "0.750"),
        ("verkstaden", "0.250"),
    ]
    for table in (answer, years):
        assert table.exit_code == 0
        assert "Kulturnämnden" not in table.stdout
        assert "Arbetsmarknadsnämnden" in table.stdout


def test_the_board_that_pays_all_of_it_is_not_told_so_as_a_part(register: Path) -> None:
    # kulturnämnden pays nothing, so the 300 000 kr are all that the public side pays.
    answer = run("memo", "verkstaden", "--board", "arbetsmarknadsnämnden", cwd=register)

    assert answer.exit_code == 0
    assert "300 000 kronor" in plain(answer.stdout)
    assert "e offentliga parternas insatser" not in answer.stdout
