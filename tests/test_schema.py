"""The JSON Schema says what the model says, in both languages, and refuses nothing that iopctl reads."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from iopctl.inspection import Inspection
from iopctl.model import building, scalars
from iopctl.model.budget import BasisOf
from iopctl.model.published import IndexValue
from iopctl.rules import checks
from iopctl.source import reading, shipped
from tests import builders
from tests import test_pages as shown_pages
from tests.builders import AGREEMENTS
from tests.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.edits import Plain

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads(shipped.schema())
VALIDATOR = Draft7Validator(SCHEMA)
SERIES_SCHEMA = json.loads(shipped.schema("series"))
SERIES_VALIDATOR = Draft7Validator(SERIES_SCHEMA)
VALID = [
    *AGREEMENTS.glob("*.yaml"),
    *(ROOT / "docs/examples").glob("*.yaml"),
    *(ROOT / "tests/examples/valid").glob("*.yaml"),
    ROOT / "iopctl/starter/exempel.yaml",
]
SERIES = [
    *(ROOT / "docs/examples/index").glob("*.yaml"),
    *(ROOT / "tests/examples/valid/index").glob("*.yaml"),
]
INVALID = [*(ROOT / "tests/examples/invalid").glob("*.yaml")]
COMPLETE = ROOT / "docs/examples/complete.yaml"
LATER = builders.day("2026-01-01")

# What iopctl refuses (or warns of) though the schema accepts it, and why a schema cannot tell.
FORM = "YAML makes a number of it, and how that was written (1e6, 1.0, -0, a third decimal) is then gone"
CALENDAR = "a pattern knows that a month has at most 31 days, not which month has how many"
ARITHMETIC = "a schema does not compute"
NAMES = "a schema does not know which figures there are"
ACROSS = "a schema sees one value at a time, not what another key says"
DEVICE = "Windows keeps some names for devices"
COUNTED = "a schema counts keys and items, not those of a kind; iopctl says which one is missing"
BEYOND = {
    "IOP104": "whoever reads YAML for the schema has dropped one of the two keys already; editors mark it",
    "IOP114": "only iopctl counts the problems of a file",
    "IOP116": "a schema takes every text",
    "IOP117": "a comment is no part of what a schema sees",
    "IOP207": FORM,
    "IOP208": FORM,
    "IOP209": FORM,
    "IOP211": FORM,
    "IOP213": "a pattern for each letter of a text would take editors too long",
    "IOP214": "a pattern for each word of a text would take editors too long",
    "IOP215": ACROSS,
    "IOP216": CALENDAR,
    "IOP217": "a schema knows no day on which it is asked",
    "IOP301": COUNTED,
    "IOP302": ACROSS,
    "IOP303": ACROSS,
    "IOP304": ARITHMETIC,
    "IOP306": ACROSS,
    "IOP401": ACROSS,
    "IOP405": ACROSS,
    "IOP406": ACROSS,
    "IOP407": ACROSS,
    "IOP408": ACROSS,
    "IOP409": ACROSS,
    "IOP875": ARITHMETIC,
    "IOP876": ACROSS,
    "IOP410": ACROSS,
    "IOP501": ACROSS,
    "IOP502": ACROSS,
    "IOP503": ACROSS,
    "IOP504": ACROSS,
    "IOP505": ACROSS,
    "IOP506": ACROSS,
    "IOP507": ACROSS,
    "IOP508": FORM,
    "IOP509": ARITHMETIC,
    "IOP510": ACROSS,
    "IOP511": ACROSS,
    "IOP512": "it is right, and only deserves a warning",
    "IOP513": ACROSS,
    "IOP514": ACROSS,
    "IOP515": ACROSS,
    "IOP516": ACROSS,
    "IOP517": ACROSS,
    "IOP518": ACROSS,
    "IOP519": ACROSS,
    "IOP520": ACROSS,
    "IOP521": ACROSS,
    "IOP601": FORM,
    "IOP602": FORM,
    "IOP603": ARITHMETIC,
    "IOP604": ACROSS,
    "IOP605": ACROSS,
    "IOP606": ARITHMETIC,
    "IOP607": ACROSS,
    "IOP608": ACROSS,
    "IOP609": ACROSS,
    "IOP610": FORM,
    "IOP611": FORM,
    "IOP612": ACROSS,
    "IOP613": COUNTED,
    "IOP614": COUNTED,
    "IOP906": ACROSS,
    "IOP632": "it may be right where several people work",
    "IOP615": "the bound holds for a number; 30 % is a text",
    "IOP616": ARITHMETIC,
    "IOP617": ACROSS,
    "IOP619": ACROSS,
    "IOP620": ARITHMETIC,
    "IOP621": ACROSS,
    "IOP622": ACROSS,
    "IOP623": ACROSS,
    "IOP627": ACROSS,
    "IOP628": ACROSS,
    "IOP629": ACROSS,
    "IOP630": ACROSS,
    "IOP624": "the schema does not see the folder of the series",
    "IOP670": ACROSS,
    "IOP671": ACROSS,
    "IOP672": ACROSS,
    "IOP673": ACROSS,
    "IOP674": ARITHMETIC,
    "IOP675": ACROSS,
    "IOP676": ACROSS,
    "IOP701": "the bound holds for a number; 101 % is a text",
    "IOP702": ACROSS,
    "IOP704": ACROSS,
    "IOP705": ACROSS,
    "IOP706": ACROSS,
    "IOP707": ACROSS,
    "IOP801": ACROSS,
    "IOP802": ACROSS,
    "IOP806": COUNTED,
    "IOP807": COUNTED,
    "IOP823": ACROSS,
    "IOP824": ACROSS,
    **dict.fromkeys(("IOP830", "IOP831", "IOP832", "IOP833", "IOP834", "IOP835"), NAMES),
    "IOP808": "a matter may be started before it is finished",
    "IOP901": "the schema does not see the file's name",
    "IOP902": "the schema does not see the file's name",
    "IOP903": "the schema sees one file",
}
# The forms that no page of `iopctl explain` shows.
FORMS = (
    "format: 1.0",
    "targets: {places: 40.0}",
    "term: {starts: 2021-01-01, ends: 2022-02-30}",
    "term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-02-30}",
    "term: {starts: 2021-02-29, ends: 2022-12-31}",
    "follow_up: {reports: [{kind: årsrapport, every_year: 02-30}]}",
    "extension: {options: 2.0, length: 1 year}",
    "follow_up: {measurements: [{on: 2021, participants: 40.0}]}",
    "follow_up: {measurements: [{on: 2021, women: 101 %}]}",
    "budget: [{from: 2021-01-01, price_year: 2021.0, contributions: []}]",
    "budget: [{from: 2021-01-01, price_year: 2021, indexation: {percent: 30 %}, contributions: []}]",
    "budget: [{from: 2021-01-01, price_year: 2021, indexation: {percent: 2.125}, contributions: []}]",
    "budget: [{from: 2021-01-01, contributions: [{name: A, by: ikf, kind: cash, amount: 1e6}]}]",
    "budget: [{from: 2021-01-01, contributions: [{name: A, by: ikf, kind: cash, amount: -0}]}]",
    "budget: [{from: 2021-01-01, contributions: [{name: A, by: ikf, kind: cash, amount: 0x10}]}]",
    "budget: [{from: 2021-01-01, contributions: [{name: A, by: ikf, kind: cash, amount: 100.125}]}]",
    "budget: [{from: 2021-01-01, contributions: [{name: A, by: ikf, kind: cash, hours_per_year: .5}]}]",
)


# --- a file as editors and check-jsonschema see it


_NUMBERS = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 0)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def scalar(text: str) -> object:
    """Read a plain scalar after the core schema of YAML 1.2: no days, no `yes`, and 010 is ten."""
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    return next((make(text) for pattern, make in _NUMBERS if pattern.fullmatch(text)), text)


def seen(node: yaml.Node) -> object:
    """Read a node as an editor does; PyYAML's own loaders are of YAML 1.1, and make dates of days."""
    match node:
        case yaml.MappingNode():
            return {key.value: seen(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [seen(each) for each in node.value]
        case yaml.ScalarNode(style=None | ""):
            return scalar(node.value)
        case _:
            return node.value


def faults(text: str, validator: Draft7Validator = VALIDATOR) -> list[str]:
    """Say what the schema finds wrong in a file."""
    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert node is not None
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(seen(node))]


# --- the schema itself


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SERIES_SCHEMA)
    Draft7Validator.check_schema(SCHEMA)


def test_the_schema_and_its_copy_beside_the_agreements_follow_from_the_model() -> None:
    script = [sys.executable, "docs/schema.py", "--check"]

    done = subprocess.run(script, capture_output=True, check=False, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_every_field_and_every_word_is_explained_in_swedish_and_english() -> None:
    whole = [SCHEMA, SERIES_SCHEMA]
    mappings = [*whole, *(each for top in whole for each in top["definitions"].values())]
    fields = [field for mapping in mappings for field in mapping["properties"].values()]
    explained = [
        *(each["description"] for each in [*mappings, *fields]),
        *(said for field in fields for said in field.get("enumDescriptions", ())),
    ]

    assert [said for said in explained if not re.fullmatch(r"\S.*\. / \S.*\.", said)] == []


def test_the_command_prints_the_schema_without_reading_the_model() -> None:
    code = (
        "import sys; from iopctl.commands import explain; sys.stdout.write(explain.schema().text);"
        "sys.exit(any(name in sys.modules for name in ('iopctl.model', 'pydantic', 'yaml')))"
    )
    command = [sys.executable, "-X", "utf8", "-c", code]

    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)

    assert (done.returncode, json.loads(done.stdout)) == (0, SCHEMA)


@pytest.mark.parametrize(
    "path",
    sorted([*AGREEMENTS.glob("*.yaml"), *(ROOT / "iopctl/starter").glob("*.yaml")]),
    ids=lambda path: path.name,
)
def test_an_agreement_names_the_schema_beside_it(path: Path) -> None:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")

    assert first == shipped.MODELINE


def test_a_new_register_has_the_schema_beside_its_agreements(tmp_path: Path) -> None:
    assert run("init", "register", cwd=tmp_path).exit_code == 0

    copy_of_it = tmp_path / "register/agreements" / shipped.SCHEMA
    assert copy_of_it.read_text(encoding="utf-8") == shipped.schema()


# --- whole files


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_right_file_is_right_in_an_editor_too(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8-sig")) == []


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.name)
def test_a_right_series_is_right_in_an_editor_too(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), SERIES_VALIDATOR) == []


def test_a_series_that_lacks_what_its_values_are_is_wrong_in_an_editor_too() -> None:
    text = (ROOT / "tests/examples/invalid/index/NO-MEASURE.yaml").read_text(encoding="utf-8")

    assert faults(text, SERIES_VALIDATOR) == ["$: 'as' is a required property"]


def faulty() -> Iterable[tuple[str, bytes]]:
    """Give every faulty file there is: the examples, those of the pages, and the forms above."""
    for path in sorted(INVALID):
        yield path.name, path.read_bytes()
    for code in shown_pages.SHOWN:
        page = shown_pages.shown(code)
        files = next(shown_pages.registers(code), {})
        if page.file == shown_pages.EXAMPLE and page.file in files:
            whole = str(files[page.file])
            yield f"{code.lower()}.yaml", whole.replace(page.mended or page.wrong, page.wrong).encode()
    for files in shown_pages.TOLD.values():
        content = files.get(shown_pages.EXAMPLE, b"")
        yield "told.yaml", content if isinstance(content, bytes) else content.encode()
    for form in FORMS:
        yield "form.yaml", builders.text(form).encode()


@pytest.fixture(scope="module")
def passed_over(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Find the codes of what iopctl finds in files that the schema accepts, each with such a file."""
    folder = tmp_path_factory.mktemp("faulty")
    passed: dict[str, str] = {}
    for name, content in faulty():
        path = folder / name
        path.write_bytes(content)
        document = reading.read_file(path, name)
        # What cannot be read as YAML, or holds aliases, never comes as far as the schema.
        if document.readable and not faults(document.text):
            codes = {problem.code for problem in Inspection(LATER, builders.PROFILE).look_at(path).problems}
            passed |= dict.fromkeys(codes, document.text)
    return passed


@pytest.mark.unmeasured
def test_what_the_schema_passes_over_is_known_and_has_a_reason(passed_over: dict[str, str]) -> None:
    assert {code: text for code, text in passed_over.items() if code not in BEYOND} == {}


def test_no_reason_is_given_without_need(passed_over: dict[str, str]) -> None:
    # Only a folder has files with names, and two with one case number.
    of_the_register = {"IOP901", "IOP902", "IOP903"}

    assert sorted(set(BEYOND) - set(passed_over) - of_the_register) == []


def _leaves(value: Plain, path: tuple[str | int, ...] = ()) -> Iterable[tuple[str | int, ...]]:
    yield path
    match value:
        case dict():
            for key, below in value.items():
                yield from _leaves(below, (*path, key))
        case list():
            for index, below in enumerate(value):
                yield from _leaves(below, (*path, index))


WHOLE = reading.read_file(COMPLETE, "complete.yaml").values
SPOTS = [path for path in _leaves(WHOLE) if path]
WORDS = [
    "1",
    "0",
    "2021",
    "2,5 %",
    "none",
    "true",
    "KS 1",
    "2021-02",
    "2021-02-03",
    "1 year",
    "about 5",
    "no",
]
PUT: st.SearchStrategy[Plain | None] = (
    st.none() | st.sampled_from(WORDS) | st.just([]) | st.just({}) | st.just(["x"])
)


@given(st.lists(st.tuples(st.sampled_from(SPOTS), PUT), max_size=3))
def test_whatever_iopctl_reads_the_schema_accepts(
    changes: list[tuple[tuple[str | int, ...], Plain | None]],
) -> None:
    values = copy.deepcopy(WHOLE)
    for path, put in changes:
        _put(values, path, put)

    built = building.build(values)
    found = [*built.findings, *checks.everything(built.agreement, {}, built.sound)]

    assert VALIDATOR.is_valid(_plain(values)) or found


def _put(values: Plain, path: tuple[str | int, ...], put: Plain | None) -> None:
    """Put something else in a place, or take away what is there; unless that has gone already."""
    step, *below = path
    match values, step:
        case dict(), str() if step in values and below:
            _put(values[step], tuple(below), put)
        case list(), int() if step < len(values) and below:
            _put(values[step], tuple(below), put)
        case dict(), str() if step in values:
            values.pop(step)
            values |= {} if put is None else {step: put}
        case list(), int() if step < len(values):
            values[step : step + 1] = [] if put is None else [put]


def _plain(value: Plain) -> object:
    match value:
        case dict():
            return {key: _plain(below) for key, below in value.items()}
        case list():
            return [_plain(below) for below in value]
        case _:
            return scalar(value)


# --- single values


def _of(mapping: str, key: str) -> dict[str, Any]:
    within = SCHEMA if mapping == "Agreement" else SCHEMA["definitions"][mapping]
    field: dict[str, Any] = within["properties"][key]
    return field


# Each kind of single value: its heading in docs/format.md, its type, and a field that takes it.
KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Text": (scalars.Text, _of("Agreement", "title")),
    "Text of a memo": (scalars.Prose, _of("Matter", "economy")),
    "Format number": (scalars.Format, _of("Agreement", "format")),
    "Whole number": (scalars.Count, _of("Targets", "places")),
    "Year": (scalars.Year, _of("BudgetVersion", "price_year")),
    "Number of people": (scalars.People, _of("Measurement", "participants")),
    "Day": (scalars.Day, _of("Term", "starts")),
    "Day of a decision": (scalars.Decided, _of("BudgetVersion", "decided")),
    "Rough day": (scalars.Rough, _of("Term", "signed")),
    "End": (scalars.End, _of("Term", "ends")),
    "Length": (scalars.Time, _of("Notice", "length")),
    "Time before the end": (scalars.TimeBeforeTheEnd, _of("DecisionWindow", "no_later_than")),
    "Due time": (scalars.DueTime, _of("Received", "due")),
    "Day of the year": (scalars.EveryYear, _of("Report", "every_year")),
    "Number of options": (scalars.Options, _of("ExtensionClause", "options")),
    "Amount": (scalars.Kronor, _of("Contribution", "amount")),
    "Rate": (scalars.Rate, _of("Contribution", "hourly_rate")),
    "Number": (scalars.Number, _of("Contribution", "hours_per_year")),
    "Hours a week": (scalars.HoursAWeek, _of("Contribution", "hours_per_week")),
    "Weeks a year": (scalars.Weeks, _of("Contribution", "weeks_per_year")),
    "Percentage": (scalars.Percentage, _of("Indexation", "percent")),
    "Share": (scalars.Share, _of("Measurement", "women")),
    "Organisation number": (scalars.OrgNumber, _of("Party", "org_number")),
    "Basis": (BasisOf, _of("Contribution", "basis")),
    "Code of a series": (scalars.Code, _of("Indexation", "series")["anyOf"][0]),
    "Weight": (scalars.Weight, _of("Indexation", "series")["anyOf"][1]["additionalProperties"]),
    "Web address": (scalars.WebAddress, _of("Goals", "link")),
    "Lag": (scalars.Lag, _of("Indexation", "lag")),
    "Value of a series": (IndexValue, SERIES_SCHEMA["definitions"]["Value"]["properties"]["value"]),
}
READERS = {kind: TypeAdapter[object](annotated) for kind, (annotated, _) in KINDS.items()}
FORMAT_PAGE = (ROOT / "docs/format.md").read_text(encoding="utf-8").partition("\n## The values\n")[2]
SHOWN = re.findall(r"^### (.+)$|^(Accepted|Refused): (.+)$", FORMAT_PAGE, re.MULTILINE)
# Of the values that docs/format.md refuses, those that only iopctl can tell.
UNTOLD = {
    "1.0": FORM,
    "0.125": FORM,
    "2021-02-29": CALENDAR,
    "02-30": CALENDAR,
    "101 %": "a text",
    "53,5": "a text",
    "802000-1238": ARITHMETIC,
    "802000": FORM,
    "CON": DEVICE,
}


def shown(wanted: str) -> list[tuple[str, str]]:
    """List the values that docs/format.md says are accepted or refused, each with its kind."""
    kind, found = "", []
    for heading, word, values in SHOWN:
        kind = heading or kind
        if word == wanted:
            found += [(kind, value) for value in re.findall(r"`([^`]+)`", values)]
    return found


def takes(kind: str, value: object) -> bool:
    return Draft7Validator(KINDS[kind][1]).is_valid(value)


def reads(kind: str, text: str) -> bool:
    try:
        READERS[kind].validate_python(text)
    except ValidationError:
        return False
    return True


def test_every_kind_of_value_is_tried() -> None:
    assert {kind for kind, _ in shown("Accepted")} == set(KINDS)


@pytest.mark.parametrize(("kind", "text"), shown("Accepted"))
def test_the_schema_takes_what_the_reference_page_says_is_accepted(kind: str, text: str) -> None:
    assert takes(kind, scalar(text))
    assert takes(kind, text)


@pytest.mark.parametrize(("kind", "text"), shown("Refused"))
def test_the_schema_refuses_what_the_reference_page_says_is_refused(kind: str, text: str) -> None:
    assert takes(kind, scalar(text)) == (text in UNTOLD)


@pytest.mark.parametrize("text", ["-500", "-0.5", "1e400", "0x1000000000000000"])
def test_the_schema_refuses_numbers_that_no_amount_can_be(text: str) -> None:
    assert not reads("Amount", text)
    assert not takes("Amount", scalar(text))


_PIECES = [
    *"0123456789 .,-−+%_eExo\u00a0\u202f\t\n٣",
    *("about ", "at least ", "over ", "exact ", "unlimited", "until further notice", " before the end"),
    *(
        " days",
        " week",
        " months",
        " year",
        "2021",
        "2021-02-03",
        "802000-1239",
        "1 000",
        "true",
        "null",
        "å",
    ),
]


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5).map("".join))
def test_the_schema_takes_every_value_that_iopctl_reads(kind: str, text: str) -> None:
    if reads(kind, text):
        assert takes(kind, text), "in quotes"
        assert takes(kind, scalar(text)) or scalar(text) is None, "without quotes"


def _patterned(kind: str) -> st.SearchStrategy[str]:
    field = KINDS[kind][1]
    return st.from_regex(field.get("pattern", r"\S"), fullmatch=True)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"Organisation number"}))
@given(data=st.data())
def test_a_text_that_the_schema_takes_iopctl_reads(kind: str, data: st.DataObject) -> None:
    text = data.draw(_patterned(kind))

    untold = {
        "Day": r".*-(29|30|31)",
        "Day of a decision": r".*-(29|30|31)",
        "Rough day": r".*-(29|30|31)",
        "End": r".*-(29|30|31)",
        "Due time": r"[0-9].*-(29|30|31)",
        "Day of the year": r".*-(30|31)",
        "Percentage": r"\D*[0-9 \u00a0\u202f]{2,}.*",
        "Hours a week": r"[0-9 \u00a0\u202f]{3,}.*",
        "Weeks a year": r"[0-9 \u00a0\u202f]{2,}.*",
        "Share": r"\D*[0-9 \u00a0\u202f]{3,}.*",
        "Year": r"0+....",
        # Invisible characters, of all that is no plain letter or sign.
        "Web address": r".*[^\x21-\x7e\u00c0-\u024f].*|.{2001,}",
        "Code of a series": r"CON|PRN|AUX|NUL|COM\d|LPT\d|.{41,}",
    }
    assert reads(kind, text) or re.fullmatch(untold.get(kind, "$^"), text, re.DOTALL)
