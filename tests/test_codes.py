"""Every kind of problem, with the smallest file that has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iopctl import codes
from iopctl.problem import Kind
from iopctl.rules import budget
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known
from tests import builders
from tests.builders import MATTER, day

KINDS = [kind for kind in vars(codes).values() if isinstance(kind, Kind)]
CODES = {kind.code for kind in KINDS if kind.code.startswith("IOP")}

# What is not about the text of a file: its size, its name, a template, what a command asks for.
NOT_IN_A_TEXT = {
    "IOP108",
    "IOP113",
    "IOP804",
    "IOP805",
    "IOP810",
    "IOP811",
    "IOP812",
    "IOP813",
    "IOP820",
    "IOP821",
    "IOP822",
    "IOP850",
    "IOP851",
    "IOP852",
    "IOP860",
    "IOP861",
    "IOP862",
    "IOP863",
    "IOP864",
    "IOP865",
    "IOP866",
    "IOP867",
    "IOP868",
    "IOP869",
    "IOP870",
    "IOP901",
    "IOP902",
}

# What tests/examples and the pages of `iopctl explain` show, with their words.
IN_EXAMPLES = {
    "IOP114",
    "IOP115",
    "IOP116",
    "IOP117",
    "IOP215",
    "IOP217",
    "IOP303",
    "IOP304",
    "IOP306",
    "IOP307",
    "IOP405",
    "IOP406",
    "IOP407",
    "IOP408",
    "IOP409",
    "IOP410",
    "IOP511",
    "IOP632",
    "IOP512",
    "IOP513",
    "IOP514",
    "IOP515",
    "IOP516",
    "IOP517",
    "IOP518",
    "IOP519",
    "IOP520",
    "IOP616",
    "IOP617",
    "IOP624",
    "IOP635",
    "IOP636",
    "IOP637",
    "IOP638",
    "IOP639",
    "IOP640",
    "IOP655",
    "IOP670",
    "IOP671",
    "IOP672",
    "IOP673",
    "IOP674",
    "IOP675",
    "IOP676",
    "IOP680",
    "IOP681",
    "IOP682",
    "IOP690",
    "IOP691",
    "IOP702",
    "IOP703",
    "IOP704",
    "IOP705",
    "IOP706",
    "IOP707",
    "IOP807",
    "IOP808",
    "IOP834",
    "IOP835",
    "IOP823",
    "IOP824",
    "IOP875",
    "IOP876",
    "IOP903",
    "IOP904",
    "IOP905",
}

# What stands in the file as it is written here.
RAW: dict[str, str | bytes] = {
    "IOP101": b"title: caf\xe9\n",
    "IOP102": "title: IOP: ett\n",
    "IOP103": "term:\n\tstarts: 2021-01-01\n",
    "IOP104": "title: a\ntitle: b\n",
    "IOP105": "title:\n",
    "IOP106": "title: *namn\n",
    "IOP107": "",
    "IOP109": "a: " + "[" * 40 + "]" * 40,
    "IOP110": "title: a\n---\n",
    "IOP111": "title: \x07\n",
    "IOP112": "[a]: b\n",
}

EXTENSION = "extension: {{options: 2, length: 1 year, extensions: [{extensions}]}}"
NEXT = "{starts: 2023-01-01, ends: 2023-12-31, status: decided}"
PROPOSED = "{starts: 2023-01-01, ends: 2023-12-31, status: proposed}"
AFTER_IT = "{starts: 2024-01-01, ends: 2024-12-31, status: decided}"


def extended(*extensions: str) -> str:
    return EXTENSION.format(extensions=", ".join(extensions))


def money(contribution: str = "amount: 1", version: str = "") -> str:
    line = f"{{name: Lön, by: ikf, kind: staff, {contribution}}}"
    return f"budget: [{{from: 2021-01-01, {version}contributions: [{line}]}}]"


# What stands in a file that is in order otherwise.
COMPLETED = {
    "IOP201": "titel: a",
    "IOP202": "targets: {}\nterm: {starts: 2021-01-01}",
    "IOP203": "title: [a]",
    "IOP204": money().replace("staff", "personal"),
    "IOP205": "term: {starts: 1 maj, ends: 2022-12-31}",
    "IOP206": "term: {starts: 2021-01-01, ends: 2022-12-31, signed: i maj}",
    "IOP207": "targets: {places: många}",
    "IOP208": "follow_up: {measurements: [{on: 2021, participants: många}]}",
    "IOP209": "format: 2",
    "IOP210": "title: ''",
    "IOP211": money(version="price_year: 21, "),
    "IOP212": "matters: [{id: a, kind: adopt, dated: 2021, goals: {text: t, see: s, link: 'javascript:a'}}]",
    "IOP213": f"title: a{chr(0x301) * 9}",
    "IOP214": f"title: {'a' * 1_001}",
    "IOP216": "term: {starts: 2021-01-01, ends: 2022-02-29}",
    "IOP301": "parties: {ikf: {role: civil, name: IKF}, kommunen: {role: civil, name: K}}",
    "IOP302": money().replace("ikf", "okänd"),
    "IOP401": "term: {starts: 2021-01-01, ends: 2020-12-31}",
    "IOP402": "extension: {options: 1, length: länge}",
    "IOP403": "term: {starts: 2021-01-01, ends: sedan}",
    "IOP404": "extension: {options: 1, length: 1 year, decide: {no_later_than: 1 month}}",
    "IOP501": extended(NEXT.replace("2023-01-01", "2023-01-02")),
    "IOP502": extended(NEXT.replace("2023-12-31", "2024-01-01")),
    "IOP503": extended(NEXT).replace("options: 2", "options: 0"),
    "IOP504": extended(PROPOSED, AFTER_IT),
    "IOP505": "term: {starts: 2021-01-01, ends: until further notice}\n" + extended(),
    "IOP506": extended(PROPOSED.replace("}", ", decided: 2022-01-01}")),
    "IOP507": extended(NEXT.replace("}", ", proposed: 2022-02-01, decided: 2022-01-01}")),
    "IOP508": "extension: {options: flera, length: 1 year}",
    "IOP509": "extension: {options: 999, length: 1 year}",
    "IOP510": extended(PROPOSED, AFTER_IT.replace("decided", "proposed")),
    "IOP601": money("amount: mycket"),
    "IOP602": money("amount: -1"),
    "IOP603": money("amount: 1, hours_per_year: 1, hourly_rate: 2"),
    "IOP604": money("note: a"),
    "IOP605": money("hourly_rate: 2"),
    "IOP606": money("hours_per_week: 2, weeks_per_year: 2, hours_per_year: 5, hourly_rate: 1"),
    "IOP631": money("weeks_per_year: 60, hours_per_week: 1, hourly_rate: 1"),
    "IOP607": money().replace("[{from", "[{from: 2021-01-01, contributions: []}, {from"),
    "IOP608": money(version="indexation: {percent: 2}, "),
    "IOP609": money(version="price_year: 2022, "),
    "IOP610": money(version="price_year: 2021, indexation: {percent: lite}, "),
    "IOP611": money("hours_per_year: många, hourly_rate: 1"),
    "IOP612": money().replace("2021", "2022"),
    "IOP613": "budget: []",
    "IOP614": "budget: [{from: 2021-01-01, contributions: []}]",
    "IOP615": money(version="price_year: 2021, indexation: {percent: 26}, "),
    "IOP618": money(version="price_year: 2021, indexation: {series: kpi}, "),
    "IOP619": money(version="price_year: 2021, indexation: {covers: priser}, "),
    "IOP620": money(version="price_year: 2021, indexation: {series: {PKV: 70, KPI: 20}}, "),
    "IOP621": money(version="price_year: 2021, indexation: {percent: 2, lag: 1 year}, "),
    "IOP622": money(version="price_year: 2021, indexation: {series: PKV, at_least: 2, at_most: 1}, "),
    "IOP623": money(version="price_year: 2021, indexation: {percent: 2, first_year: 2021}, "),
    "IOP625": money(version="price_year: 2021, indexation: {series: PKV, lag: 1}, "),
    "IOP626": money("amount: 1, basis: alltid"),
    "IOP627": money("amount: 1, basis: place"),
    "IOP628": money("amount: 1, spread: days"),
    "IOP629": money("hours_per_year: 1, hourly_rate: 2, basis: term"),
    "IOP630": "term: {starts: 2021-01-01, ends: until further notice}\n" + money("amount: 1, basis: term"),
    "IOP701": "follow_up: {measurements: [{on: 2021, women: 101}]}",
    "IOP801": MATTER + MATTER.split("matters:\n")[1],
    "IOP802": MATTER.replace("adopt", "extend"),
    "IOP806": MATTER + "parties: {kommunen: {role: public, name: K}, ikf: {role: civil, name: I}}",
}

COMPLETED |= {
    code: MATTER + f"    economy: {economy}\n"
    for code, economy in {
        "IOP830": "Insatsen är {{ money.fel }}.",
        "IOP831": "Insatsen är {{ money.a_year.",
        "IOP832": "Insatsen är money.a_year }}.",
        "IOP833": "Insatsen är {{ 2 * money.a_year }}.",
        "IOP836": "{{ money.a_year }} är insatsen.",
    }.items()
}

HALF = "{name: Lön, by: ikf, kind: staff, amount: 1}"
CUT = (
    f"budget: [{{from: 2021-01-01, contributions: [{HALF}]}}, {{from: 2022-05-01, contributions: [{HALF}]}}]"
)

TERM_SUM = "{name: B, by: ikf, kind: cash, amount: 1, basis: term}"
IN_AN_OPTION = f"{{from: 2023-01-01, decided: 2022-01-01, contributions: [{TERM_SUM}]}}"

# What stands in the way of a figure, with the year that is asked for.
NO_FIGURE = {
    "IOP650": ("", 2020),
    "IOP651": ("", 2023),
    "IOP652": ("term: {starts: 2021-02-01, ends: 2022-12-31}", 2021),
    "IOP653": ("term: {starts: 2021-02-02, ends: 2022-12-31, part_years: months}", 2021),
    "IOP657": (money("amount: 1, basis: term"), 2022),
    "IOP658": (money("amount: 1, basis: period of 400 days, spread: months"), 2022),
    "IOP659": (
        "extension: {options: 1, length: 1 year}\n" + money().replace("]}]", f"]}}, {IN_AN_OPTION}]"),
        2023,
    ),
    "IOP656": (money(version="price_year: 2021, indexation: {series: PKV}, "), 2022),
    "IOP654": ("term: {starts: 2021-01-01, ends: 2022-12-31, part_years: full}\n" + CUT, 2022),
}


@pytest.mark.parametrize("code", RAW)
def test_a_file_that_cannot_be_read_has_this_problem(code: str) -> None:
    assert code in {slip.code for slip in builders.found_raw(RAW[code])}


@pytest.mark.parametrize("code", COMPLETED)
def test_a_file_that_is_not_in_order_has_this_problem(code: str) -> None:
    assert code in {slip.code for slip in builders.found(COMPLETED[code])}


@pytest.mark.parametrize("code", NO_FIGURE)
def test_a_year_without_a_figure_has_this_reason(code: str) -> None:
    text, year = NO_FIGURE[code]

    computed = budget.budget(builders.agreement(text), year, Known(day("2022-06-01")))

    assert isinstance(computed, NoFigure)
    assert computed.reason.code == code


def test_every_kind_of_problem_is_shown_here() -> None:
    assert {*RAW, *COMPLETED, *NO_FIGURE, *NOT_IN_A_TEXT, *IN_EXAMPLES} == CODES


def test_no_two_kinds_of_problem_share_a_code() -> None:
    problems = [kind.code for kind in KINDS if kind.code.startswith("IOP")]

    assert len(problems) == len(set(problems))


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.code.startswith("IOP")], ids=lambda kind: kind.code
)
def test_every_problem_says_how_to_mend_it_in_whole_sentences(kind: Kind) -> None:
    assert kind.message.endswith((".", "{reason}"))
    assert kind.hint.endswith((".", "{cure}"))


@pytest.mark.parametrize("code", [*RAW, *COMPLETED])
def test_every_sentence_is_filled(code: str) -> None:
    slips = builders.read(RAW[code] if code in RAW else builders.text(COMPLETED[code])).problems

    for slip in slips:
        assert not re.search(r"\{[a-z_]+\}", slip.message + slip.hint)


def test_every_kind_is_used() -> None:
    package = Path(codes.__file__).parents[1]
    modules = [each for each in package.rglob("*.py") if each.parent.name != "codes"]
    used = set(re.findall(r"\bcodes\.([A-Z0-9_]+)\b", "\n".join(each.read_text("utf-8") for each in modules)))

    assert {name for name, kind in vars(codes).items() if isinstance(kind, Kind)} <= used
