"""Each agreement of `tests/cases/time`, through every command that tells of time, and each of its memos."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.runs.run import run

CASES = Path(__file__).parents[1] / "cases"
TIME = sorted(path.stem for path in (CASES / "time").glob("*.yaml"))


@pytest.mark.parametrize("as_of", ["2020-06-30", "2022-01-15", "2023-06-01", "2024-01-10", "2027-01-01"])
@pytest.mark.parametrize("command", ["show", "extend", "budget", "value", "due", "list", "payments"])
@pytest.mark.parametrize("name", TIME)
def test_every_command_answers_on_every_day(command: str, name: str, as_of: str) -> None:
    of = [] if command in {"due", "list"} else [name]
    asked = [command, *of, "--agreements", "time", "--as-of", as_of]

    told, answer = run(*asked, cwd=CASES), run(*asked, "--format", "json", cwd=CASES)

    assert {told.exit_code, answer.exit_code} <= {0, 1}
    assert "None" not in told.stdout
    assert answer.json["as_of"] == as_of


# What the board is asked to decide, worded from the agreement by hand.
DECISIONS = {
    ("villkor", "antagande-2022"): "antas och gäller från och med den 1 januari 2022 till och med den "
    "31 december 2023, under förutsättning att kommunfullmäktige anslår medel för 2022.",
    ("villkor", "forlangning-2024"): "förlängs för perioden 1 januari 2024–31 december 2025, enligt "
    "överenskommelsens bestämmelse om förlängning, under förutsättning att kommunfullmäktige anslår medel "
    "för 2024.",
    ("till-en-dag", "antagande-2021"): "till och med den 31 december 2022.",
    ("till-en-dag", "forlangning-2023"): "förlängs för perioden 1 januari 2023–30 juni 2025, enligt "
    "överenskommelsens bestämmelse om avtalstid.",
    ("till-en-dag", "avslut"): "förlängs inte och upphör att gälla efter den 31 december 2022.",
    ("utan-langd", "antagande-2022"): "till och med den 31 december 2022.",
    ("utan-langd", "forlangning-2023"): "förlängs för perioden 1 september 2023–31 december 2024, enligt "
    "överenskommelsens bestämmelse om förlängning.",
    ("ej-angivet", "antagande-2021"): "antas och gäller från och med den 1 januari 2021.",
    ("ej-angivet", "andring-2022"): "ändras från och med den 1 juli 2022.",
}
# The sentence about the clause, and what follows from a key that is left out: nothing.
CLAUSES = {
    "till-en-dag": "får förlängas en gång, till och med den 30 juni 2025.",
    "utan-langd": "får förlängas utan gräns för antalet gånger.",
    "villkor": "får förlängas en gång med två år.",
}


@pytest.mark.parametrize(("name", "matter"), DECISIONS)
def test_the_decision_says_what_is_asked_for_and_on_what_condition(name: str, matter: str) -> None:
    asked = ("memo", name, "--matter", matter, "--agreements", "time")
    text = run(*asked, cwd=CASES).stdout.replace("\u00a0", " ")

    decision = next(line for line in text.splitlines() if line.startswith("1. "))
    assert decision.endswith(DECISIONS[name, matter])
    told = re.findall("får förlängas[^.]*[.]", text)
    assert told == ([CLAUSES[name]] if name in CLAUSES and matter != "avslut" else [])
    for word in ("tills vidare", "ppsägningstid", "None"):
        assert word not in text
