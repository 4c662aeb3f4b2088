"""The figures and verdicts that the two real agreements must give, and the JSON that they come in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import plain, run

IKF = {
    # year: total, the municipality's share, IKF's share, and the three before rounding
    2021: (664_800, 339_200, 325_600, "664800", "339200", "325600"),
    2022: (678_096, 345_984, 332_112, "678096", "345984", "332112"),
    2023: (691_658, 352_904, 338_754, "691657.92", "352903.68", "338754.24"),
    2024: (705_491, 359_962, 345_529, "705491.0784", "359961.7536", "345529.3248"),
}

NOTHING_LEFT_OUT: dict[str, object] = {"assumed": [], "not_stated": []}


@pytest.mark.parametrize("year", IKF)
def test_ikf_gives_the_published_figures_of_each_year(ask: Ask, year: int) -> None:
    total, municipality, ikf, exact, exact_municipality, exact_ikf = IKF[year]

    answer = ask("budget", "ikf", "--year", str(year), "--format", "json")

    assert answer.exit_code == 0
    (only,) = answer.json["result"]["years"]
    assert only["year"] == year
    assert only["total"] == {"amount": total, "exact": exact, "quality": "exact", **NOTHING_LEFT_OUT}
    assert [(each["party"], each["amount"], each["exact"]) for each in only["parties"]] == [
        ("kommunen", municipality, exact_municipality),
        ("ikf", ikf, exact_ikf),
    ]
    assert total == municipality + ikf


@pytest.mark.parametrize("year", IKF)
def test_the_lines_of_each_year_add_up_to_the_shares_and_the_shares_to_the_total(ask: Ask, year: int) -> None:
    (only,) = ask("budget", "ikf", "--year", str(year), "--format", "json").json["result"]["years"]

    for party in only["parties"]:
        lines = [line["amount"] for line in only["lines"] if line["by"] == party["party"]]
        assert sum(lines) == party["amount"]
    assert sum(party["amount"] for party in only["parties"]) == only["total"]["amount"]
    assert sum(Decimal(party["share"]) for party in only["parties"]) == 1
    assert all(re.fullmatch(r"[01]\.\d{3}", party["share"]) for party in only["parties"])


def test_ikf_2021_has_five_lines_with_hours_at_265_kronor(ask: Ask) -> None:
    (only,) = ask("budget", "ikf", "--year", "2021", "--format", "json").json["result"]["years"]

    lines = {
        line["name"]: (line["by"], line["kind"], line["amount"], line.get("hours"), line.get("hourly_rate"))
        for line in only["lines"]
    }
    # In the order of the file, as the agreement itself lists them.
    assert list(lines.items()) == list(
        {
            "Handledare under Må bra-grupp": ("kommunen", "staff", 212_000, "800", "265"),
            "Familjepedagog": ("ikf", "staff", 212_000, "800", "265"),
            "Personalkostnader, övrig personal": ("kommunen", "staff", 127_200, "480", "265"),
            "Ideella resurser": ("ikf", "volunteers", 63_600, "240", "265"),
            "Lokalkostnader": ("ikf", "premises", 50_000, None, None),
        }.items()
    )
    assert {(line["starts"], line["ends"]) for line in only["lines"]} == {("2021-01-01", "2021-12-31")}


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2021-01-01", "until_further_notice"),
        ("2023-12-30", "until_further_notice"),
        ("2023-12-31", "committed"),
    ],
)
def test_ikf_2023_is_committed_once_its_last_day_has_come(ask: Ask, as_of: str, status: str) -> None:
    answer = ask("budget", "ikf", "--year", "2023", "--as-of", as_of, "--format", "json")

    assert [year["status"] for year in answer.json["result"]["years"]] == [status]


@pytest.mark.parametrize(("year", "status"), [(2021, "committed"), (2022, "optional"), (2023, "optional")])
def test_stadsmission_gives_at_least_2_080_500_kronor_each_year(ask: Ask, year: int, status: str) -> None:
    (only,) = ask("budget", "stadsmission", "--year", str(year), "--format", "json").json["result"]["years"]

    assert only["status"] == status
    assert only["total"] == {
        "amount": 2_080_500,
        "exact": "2080500",
        "quality": "at least",
        **NOTHING_LEFT_OUT,
    }
    assert [(each["party"], each["amount"], each["exact"], each["quality"]) for each in only["parties"]] == [
        ("kommunen", 1_100_000, "1100000", "exact"),
        ("stadsmissionen", 980_500, "980500", "at least"),
    ]


def test_stadsmission_2023_says_that_it_rests_on_an_extension_only_proposed(ask: Ask) -> None:
    answer = ask("budget", "stadsmission", "--year", "2023")

    assert answer.exit_code == 0
    assert "budget 2023, optional" in answer.stdout
    assert "extension 2022-01-01 – 2023-12-31, which was proposed on 2021-07-13 and has not been decided" in (
        answer.stdout
    )


def test_stadsmission_2021_says_that_it_lies_inside_the_decided_term(ask: Ask) -> None:
    answer = ask("budget", "stadsmission", "--year", "2021")

    assert answer.exit_code == 0
    assert "budget 2021, committed" in answer.stdout
    assert "proposed" not in answer.stdout


@pytest.mark.parametrize(
    ("agreement", "year", "code", "sentence"),
    [
        ("ikf", 2020, "IOP650", "There is no figure for 2020: the agreement starts on 2021-01-01."),
        (
            "stadsmission",
            2024,
            "IOP651",
            "There is no figure for 2024: the last day that the file allows is 2023-12-31.",
        ),
    ],
)
def test_a_year_outside_the_agreement_has_no_figure_and_one_sentence_says_why(
    ask: Ask, agreement: str, year: int, code: str, sentence: str
) -> None:
    shown = ask("budget", agreement, "--year", str(year))
    machine = ask("budget", agreement, "--year", str(year), "--format", "json")

    assert (shown.exit_code, shown.stdout) == (1, "")
    assert re.fullmatch(
        rf"agreements/{agreement}\.yaml:\d+:\d+: {code} {re.escape(sentence)}", shown.stderr.splitlines()[0]
    )
    assert (machine.exit_code, machine.stderr) == (1, "")
    assert machine.json["result"] == {"agreement": agreement, "assumed": [], "years": []}
    assert [(each["code"], each["message"]) for each in machine.json["problems"]] == [(code, sentence)]


def test_years_side_by_side_keep_the_figures_beside_the_years_that_have_none(ask: Ask) -> None:
    answer = ask("budget", "stadsmission", "--years", "2017-2025", "--format", "json")

    assert answer.exit_code == 1
    assert {year["year"]: year["status"] for year in answer.json["result"]["years"]} == {
        2018: "committed",
        2019: "committed",
        2020: "committed",
        2021: "committed",
        2022: "optional",
        2023: "optional",
    }
    assert [each["code"] for each in answer.json["problems"]] == ["IOP650", "IOP651", "IOP651"]


def test_the_table_of_years_shows_each_total_once_and_a_dash_where_there_is_none(ask: Ask) -> None:
    answer = ask("budget", "ikf", "--years", "2020-2024")

    (total,) = [line for line in answer.stdout.splitlines() if line.startswith("Total")]
    assert re.split(r" {2,}", plain(total)) == ["Total", "–", "664 800", "678 096", "691 658", "705 491"]


# --- verdicts

VERDICTS = {
    # as of: may it, the deciding reason, options (total, used, left), next period
    "2017-12-31": (False, "not_started", (2, 0, 2), None),
    "2019-06-01": (True, "option_left", (2, 0, 2), {"starts": "2020-01-01", "ends": "2021-12-31"}),
    "2021-07-13": (True, "option_left", (2, 1, 1), {"starts": "2022-01-01", "ends": "2023-12-31"}),
    "2021-12-31": (True, "option_left", (2, 1, 1), {"starts": "2022-01-01", "ends": "2023-12-31"}),
    "2022-02-01": (False, "ended", (2, 1, 1), None),
}


@pytest.mark.parametrize("as_of", VERDICTS)
def test_stadsmission_may_be_extended_as_its_clause_says(ask: Ask, as_of: str) -> None:
    eligible, reason, (total, used, left), coming = VERDICTS[as_of]

    answer = ask("extend", "stadsmission", "--as-of", as_of, "--format", "json")

    result = answer.json["result"]
    assert answer.exit_code == (0 if eligible else 1)
    assert (result["agreement"], result["eligible"]) == ("stadsmission", eligible)
    assert result["reasons"][0]["code"] == reason
    assert result["options"] == {"total": total, "used": used, "left": left}
    assert result["next"] == coming
    assert result["latest_end"] == "2023-12-31"


def test_stadsmission_may_not_be_extended_again_once_the_second_extension_is_decided(folder: Path) -> None:
    file = folder / "agreements" / "stadsmission.yaml"
    before = "status: proposed\n      proposed: 2021-07-13\n"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(
        text.replace(before, "status: decided\n      decided: 2021-07-13\n").split("matters:")[0],
        encoding="utf-8",
    )

    answer = run("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json", cwd=folder)

    assert answer.exit_code == 1
    result = answer.json["result"]
    assert (result["eligible"], result["next"], result["decide_by"]) == (False, None, None)
    assert result["options"] == {"total": 2, "used": 2, "left": 0}
    assert result["reasons"][0]["code"] == "every_option_used"


def test_a_decision_on_the_day_of_its_memo_does_not_take_the_agreement_out_of_the_register(
    folder: Path,
) -> None:
    file = folder / "agreements" / "stadsmission.yaml"
    text = file.read_text(encoding="utf-8")
    decided = text.replace("status: proposed\n", "status: decided\n      decided: 2021-07-13\n")
    file.write_text(decided, encoding="utf-8")

    answer = run("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json", cwd=folder)

    assert answer.exit_code == 1
    assert answer.json["problems"] == []
    assert answer.json["result"]["options"] == {"total": 2, "used": 2, "left": 0}


def test_the_verdict_of_the_day_of_the_proposal_stands_beside_the_one_of_today(folder: Path) -> None:
    today = run("extend", "stadsmission", "--format", "json", cwd=folder, today="2022-02-01")
    shown = run("extend", "stadsmission", cwd=folder, today="2022-02-01")

    assert today.json["as_of"] == "2022-02-01"
    assert today.json["result"]["eligible"] is False
    proposal = today.json["result"]["as_of_proposal"]
    assert (proposal["as_of"], proposal["eligible"]) == ("2021-07-13", True)
    assert proposal["next"] == {"starts": "2022-01-01", "ends": "2023-12-31"}
    assert "as of 2022-02-01: may not be extended" in shown.stdout
    assert "as of 2021-07-13: may be extended" in shown.stdout


def test_ikf_states_neither_an_end_nor_an_extension(ask: Ask) -> None:
    answer = ask("extend", "ikf", "--as-of", "2021-07-13", "--format", "json")

    assert answer.exit_code == 1
    result = answer.json["result"]
    assert [each["code"] for each in result["reasons"]] == ["open_ended"]
    assert result["options"] == {"total": None, "used": 0, "left": None}
    assert (result["next"], result["decide_by"], result["latest_end"]) == (None, None, None)


def test_each_reason_names_the_line_of_the_file_that_it_rests_on(ask: Ask, folder: Path) -> None:
    answer = ask("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json")

    lines = (folder / "agreements" / "stadsmission.yaml").read_text(encoding="utf-8").splitlines()
    cited = {each["code"]: lines[each["line"] - 1].strip() for each in answer.json["result"]["reasons"]}
    assert {each["file"] for each in answer.json["result"]["reasons"]} == {"agreements/stadsmission.yaml"}
    assert cited == {
        "option_left": "options: 2",
        "term_ends": "ends: 2021-12-31",
        "proposed_only": "status: proposed",
    }


# --- the register in one view


def test_the_list_has_one_line_an_agreement_with_state_end_options_money_and_what_is_next(ask: Ask) -> None:
    answer = ask("list", "--as-of", "2021-07-13")

    assert answer.exit_code == 0
    cells = [
        re.split(r" {2,}", line)
        for line in plain(answer.stdout).splitlines()
        if line.startswith(("ikf", "stad"))
    ]
    assert [row[:6] for row in cells] == [
        ["ikf", "Linköpings kommun + IKF", "running", "not stated", "–", "2021-12-31 meetings"],
        [
            "stadsmission",
            "Arbetsmarknadsnämnden + Linköpings Stadsmission",
            "running",
            "2021-12-31",
            "1 of 2",
            "2021-12-31 decide !",
        ],
    ]
    assert [row[6:] for row in cells] == [["339 200*", "325 600*"], ["1 100 000", "minst 980 500"]]


def test_the_list_answers_as_of_today(folder: Path) -> None:
    answer = run("list", "--format", "json", cwd=folder, today="2021-07-13")

    ikf, stadsmission = answer.json["result"]["agreements"]
    assert answer.json["as_of"] == "2021-07-13"
    assert (ikf["agreement"], ikf["state"], ikf["term"]["ends"]) == ("ikf", "running", None)
    assert (stadsmission["deadline"]["kind"], stadsmission["deadline"]["on"]) == ("decide", "2021-12-31")
    assert stadsmission["term"] == {
        "starts": "2018-01-01",
        "ends": "2021-12-31",
        "no_end": None,
        "latest_end": "2023-12-31",
    }
    assert stadsmission["year"]["year"] == 2021


def test_the_budget_without_a_year_is_that_of_this_year(folder: Path) -> None:
    answer = run("budget", "ikf", "--format", "json", cwd=folder, today="2022-03-04")

    assert [year["year"] for year in answer.json["result"]["years"]] == [2022]


# --- every figure explained


def test_the_explanation_opens_every_figure_down_to_a_line_of_the_file_that_says_it(
    ask: Ask, folder: Path
) -> None:
    answer = ask("budget", "ikf", "--year", "2023", "--explain", "--format", "json")

    (only,) = answer.json["result"]["years"]
    lines = (folder / "agreements" / "ikf.yaml").read_text(encoding="utf-8").splitlines()
    leaves = [leaf for leaf in _leaves(only["explanation"]) if leaf["file"] is not None]
    assert only["explanation"]["value"] == "691658"
    assert len(leaves) == 5 * 2 + 4 * 3 + 1
    for leaf in leaves:
        assert leaf["file"] == "agreements/ikf.yaml"
        assert lines[leaf["line"] - 1].split(": ")[1] == leaf["value"]


def _leaves(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for part in figure["parts"] for leaf in _leaves(part)] if figure["parts"] else [figure]


def test_the_explanation_shows_the_sum_the_indexation_and_the_rounding(ask: Ask) -> None:
    shown = plain(ask("budget", "ikf", "--year", "2023", "--explain").stdout)

    assert "691 658 kr = 352 904 + 338 754" in shown
    assert "352 904 kr = 352 903,68 rounded to whole kronor" in shown
    assert "1,0404 = (1 + 2 %)^2" in shown
    assert "800 h = 20 × 40" in shown
    assert re.search(r"percent: 2 % +\[agreements/ikf\.yaml:\d+\]", shown)


# --- the JSON contract

COMMANDS = {
    "list": ("list",),
    "validate": ("validate",),
    "budget": ("budget", "ikf", "--year", "2023"),
    "extend": ("extend", "stadsmission"),
    "due": ("due",),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_in_one_envelope(ask: Ask, command: str) -> None:
    answer = ask(*COMMANDS[command], "--as-of", "2021-07-13", "--format", "json")

    assert list(answer.json) == ["schema_version", "command", "as_of", "revision", "result", "problems"]
    assert (answer.json["schema_version"], answer.json["command"]) == (1, command)
    assert answer.json["as_of"] == "2021-07-13"
    assert isinstance(answer.json["result"], dict)
    # A check tells warnings too; every other answer is kept to what was asked.
    assert {problem["severity"] for problem in answer.json["problems"]} <= {"warning"}
    assert bool(answer.json["problems"]) == (command == "validate")
    assert answer.stderr == ""


MONEY: dict[str, type] = {"amount": int, "exact": str, "quality": str, "assumed": list, "not_stated": list}


def test_a_budget_has_exactly_the_keys_and_types_of_the_contract(ask: Ask) -> None:
    result = ask("budget", "ikf", "--year", "2023", "--format", "json").json["result"]

    (year,) = result["years"]
    assert set(result) == {"agreement", "assumed", "years"}
    assert set(year) == {"year", "status", "rests_on", "total", "parties", "lines"}
    assert type(year["year"]) is int
    assert _types(year["total"]) == MONEY
    for party in year["parties"]:
        assert _types(party) == {"party": str, **MONEY, "share": str, "share_quality": str}
    for line in year["lines"]:
        stated: dict[str, type] = {"name": str, "by": str, "kind": str, "starts": str, "ends": str}
        stated |= MONEY
        hourly = {"hours": str, "hourly_rate": str, "price_year": int}
        assert _types(line) == (stated if line["name"] == "Lokalkostnader" else stated | hourly)
    for reason in year["rests_on"]:
        assert _types(reason) == {"code": str, "message": str, "file": str, "line": int}


def test_a_verdict_has_exactly_the_keys_and_types_of_the_contract(ask: Ask) -> None:
    result = ask("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json").json["result"]

    assert _types(result) == {
        "agreement": str,
        "eligible": bool,
        "reasons": list,
        "options": dict,
        "next": dict,
        "decide_by": str,
        "latest_end": str,
        "as_of_proposal": type(None),
        "plan": dict,
    }
    assert _types(result["options"]) == {"total": int, "used": int, "left": int}
    assert _types(result["next"]) == {"starts": str, "ends": str}
    for reason in result["reasons"]:
        assert _types(reason) == {"code": str, "message": str, "file": str, "line": int, "clause": str}
        assert reason["clause"] == "Giltighet"
    days = [result["next"]["starts"], result["next"]["ends"], result["decide_by"], result["latest_end"]]
    assert [date.fromisoformat(day).isoformat() for day in days] == days


def _types(fields: dict[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in fields.items()}


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        (("budget", "ikf"), None),
        (("extend", "ikf"), None),
        (("validate",), {"files": 2, "errors": 1, "warnings": 2}),
    ],
)
def test_a_broken_file_gives_its_problems_in_the_same_envelope(
    folder: Path, arguments: tuple[str, ...], result: dict[str, Any] | None
) -> None:
    _negate_the_rent(folder)

    answer = run(*arguments, "--format", "json", "--as-of", "2021-07-13", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (1, "")
    assert list(answer.json) == ["schema_version", "command", "as_of", "revision", "result", "problems"]
    assert answer.json["result"] == result
    (problem,) = [each for each in answer.json["problems"] if each["severity"] == "error"]
    assert _types(problem) == {
        "code": str,
        "severity": str,
        "message": str,
        "hint": str,
        "file": str,
        "line": int,
        "column": int,
    }
    assert (problem["code"], problem["file"]) == ("IOP602", "agreements/ikf.yaml")
    assert problem["message"] == "'-50000' is negative."


def test_a_broken_file_is_left_out_of_the_list_and_its_problems_stand_beside_the_others(folder: Path) -> None:
    _negate_the_rent(folder)

    machine = run("list", "--format", "json", cwd=folder)
    shown = run("list", cwd=folder)

    assert (machine.exit_code, machine.stderr) == (1, "")
    assert [row["agreement"] for row in machine.json["result"]["agreements"]] == ["stadsmission"]
    assert {problem["file"] for problem in machine.json["problems"]} == {"agreements/ikf.yaml"}
    assert [each["code"] for each in machine.json["problems"] if each["severity"] == "error"] == ["IOP602"]
    assert shown.exit_code == 1
    assert "stadsmission" in shown.stdout
    assert "ikf" not in shown.stdout
    assert shown.stderr.startswith("agreements/ikf.yaml is left out")


def _negate_the_rent(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("amount: 50000") == 1
    file.write_text(text.replace("amount: 50000", "amount: -50000"), encoding="utf-8")
