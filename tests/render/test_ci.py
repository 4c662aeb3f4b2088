"""Reports keep the rules of those who read them, and every proof of it refuses a planted fault."""

from __future__ import annotations

import copy
import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from iopctl.problem import Kind, Place, Problem, Severity
from iopctl.render import ci as reports
from iopctl.source import shipped
from iopctl.struct import replace
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parents[1]
SCHEMAS = TESTS / "schemas"
INVALID = sorted((TESTS / "examples" / "invalid").glob("*.yaml"))
BROKEN = """
    term: {starts: snart, ends: sedan}
    budget:
      - from: 2021-01-01
        contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 300 kr}]
    """
SLIPS = builders.read(builders.text(BROKEN)).problems
SLIP = SLIPS[0]
WARNING = Problem(SLIP.place, "IOP405", "Inget slut.", severity=Severity.WARNING)

# Whatever may stand in a name or a quoted value, also half a character from a file name that is no text.
words = st.text(st.characters(codec="utf-8") | st.sampled_from(":,%\r\n\0\x1b\x85\ud800\udcff"), min_size=1)
problems = st.lists(
    st.builds(
        Problem,
        st.builds(Place, words, *[st.integers(1, 999)] * 3),
        st.sampled_from(shipped.codes()),
        words,
        words,
        words,
        st.sampled_from(Severity),
    ),
    max_size=5,
)


def in_utf_8(text: str) -> str:
    return text.encode(errors="replace").decode()


# --- GitHub


class NotACommandError(Exception):
    """A runner would show the line as it is, without an annotation."""


def as_a_runner_reads(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Take commands apart as the runner of GitHub Actions does: name, properties and data."""
    *lines, rest = re.split(r"\r\n|\r|\n", text)
    assert not rest
    return [_command(line) for line in lines]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    match = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line, re.DOTALL)
    if not match:
        raise NotACommandError(line)
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: _unescaped(value, "\r\n:,%") for name, value in properties.items()}, match[3]


def _unescaped(text: str, escaped: str) -> str:
    for character in escaped:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_an_annotation_is_an_error_or_a_warning_at_a_stretch_of_one_line() -> None:
    slip = Problem(Place("a.yaml", 3, 5, 4), "IOP205", "Fel.", "Rätta.")

    assert reports.github([slip, WARNING]).splitlines()[0] == (
        "::error file=a.yaml,line=3,col=5,endColumn=9,title=IOP205::Fel. Rätta."
    )
    assert [name for name, _, _ in as_a_runner_reads(reports.github([slip, WARNING]))] == ["error", "warning"]


@given(problems)
def test_a_runner_reads_back_what_was_written_whatever_it_is(found: list[Problem]) -> None:
    read = as_a_runner_reads(reports.github(found))

    assert [(kind, properties["file"], _unescaped(data, "\r\n%")) for kind, properties, data in read] == [
        (each.severity, in_utf_8(each.place.file), in_utf_8(f"{each.message} {each.hint}".rstrip()))
        for each in found
    ]


@pytest.mark.parametrize(
    ("written", "planted"), [("%2C", ","), ("%3A", ":"), ("%25", "%"), ("%0A", "\n"), ("%0D", "\r")]
)
def test_a_runner_misreads_what_is_not_escaped(written: str, planted: str) -> None:
    slip = Problem(Place("a,b::c%2C%d\n\r.yaml"), "IOP205", "Fel.")
    text = reports.github([slip])

    assert as_a_runner_reads(text)[0][1]["file"] == slip.place.file
    try:
        read = as_a_runner_reads(text.replace(written, planted))
    except (NotACommandError, ValueError):
        return
    assert read[0][1]["file"] != slip.place.file


def test_the_summary_has_every_problem_though_annotations_are_cut_at_ten() -> None:
    many = [Problem(Place("a.yaml", line), "IOP205", f"Fel | {line}") for line in range(1, 31)]
    rows = [line for line in reports.summary(many, "Fel.").splitlines() if "IOP205" in line]

    assert len(rows) == 30
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_the_summary_says_that_all_is_well() -> None:
    assert reports.summary([], "Allt väl.") == "Allt väl.\n"


# --- GitLab

CODE_QUALITY = Draft202012Validator(json.loads((SCHEMAS / "code-quality.json").read_text(encoding="utf-8")))


def fingerprints(found: list[Problem] | tuple[Problem, ...]) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(reports.gitlab(found))]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_gitlab_takes_the_report_of_every_example_and_no_fingerprint_stands_twice(path: Path) -> None:
    found = builders.read(path.read_bytes()).problems
    marks = fingerprints(found)

    CODE_QUALITY.validate(json.loads(reports.gitlab(found)))
    assert len(set(marks)) == len(marks) == len(found)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_line_above_changes_no_fingerprint(path: Path) -> None:
    content = path.read_bytes()
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    before = builders.read(content).problems
    after = builders.read(mark + b"# ny\n# rad\n" + content.removeprefix(mark)).problems
    if "IOP107" in {each.code for each in before}:
        return  # the first line of an empty file is what the problem stands on

    assert fingerprints(before) == fingerprints(after)


def test_a_problem_on_another_line_of_text_has_another_fingerprint() -> None:
    other = Problem(SLIP.place, SLIP.code, SLIP.message, SLIP.hint, "ends: strax")

    assert fingerprints([SLIP]) != fingerprints([other])


def sarif_fingerprints(found: list[Problem]) -> list[str]:
    results = sarif(found)["runs"][0]["results"]
    return [each["partialFingerprints"]["iopctl/v2"] for each in results]


@pytest.mark.parametrize("marks", [fingerprints, sarif_fingerprints])
def test_other_words_and_another_place_change_no_fingerprint(
    marks: Callable[[list[Problem]], list[str]],
) -> None:
    kind = Kind("IOP205", "'{found}' is no {what}; see line {line}.", "Write {cure}.")
    reworded = Kind("IOP205", "{found}: fel, rad {line}.", "Rätta.", Severity.WARNING)
    here = Problem.of(
        kind.at((), found="snart", what="day", line=3, cure="x"), Place("a.yaml", 4, 9), "starts: snart"
    )
    there = Problem.of(
        reworded.at((), found="snart", what="dag", line=9, cure="y"),
        Place("a.yaml", 14, 1),
        "  starts: snart",
    )
    other = Problem.of(kind.at((), found="sent", what="day", line=3, cure="x"), here.place, "starts: snart")

    assert marks([here]) == marks([there])
    assert marks([here]) != marks([other])
    assert marks([here]) != marks([replace(here, place=Place("b.yaml", 4, 9))])


@pytest.mark.parametrize("marks", [fingerprints, sarif_fingerprints])
def test_two_equal_problems_of_one_file_have_two_fingerprints_that_last(
    marks: Callable[[list[Problem]], list[str]],
) -> None:
    twice = [Problem(Place("a.yaml", line), "IOP205", "Fel.", "", "ends: sedan") for line in (3, 9)]

    assert len(set(marks(twice))) == 2
    assert marks([*twice, WARNING])[:2] == marks(twice)


@pytest.mark.parametrize("field", ["description", "check_name", "fingerprint", "severity", "location"])
def test_gitlab_refuses_a_report_with_a_field_missing(field: str) -> None:
    report = json.loads(reports.gitlab(SLIPS))
    assert CODE_QUALITY.is_valid(report)
    del report[0][field]

    assert not CODE_QUALITY.is_valid(report)


@pytest.mark.parametrize(
    "fault",
    [
        {"severity": "error"},
        {"location": {"path": "./a.yaml", "lines": {"begin": 1}}},
        {"location": {"path": "/a.yaml", "lines": {"begin": 1}}},
        {"location": {"path": "a.yaml", "lines": {"begin": 0}}},
        {"location": {"path": "a.yaml", "lines": {}}},
    ],
    ids=str,
)
def test_gitlab_refuses_a_report_with_a_field_wrong(fault: dict[str, Any]) -> None:
    report = json.loads(reports.gitlab(SLIPS))

    assert not CODE_QUALITY.is_valid([{**report[0], **fault}])


# --- SARIF

SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))


def sarif(found: list[Problem] | tuple[Problem, ...]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(reports.sarif(found))
    return log


@given(problems)
@pytest.mark.unmeasured
def test_the_sarif_log_keeps_to_the_standard(found: list[Problem]) -> None:
    log = sarif(found)
    (run,) = log["runs"]

    SARIF.validate(log)
    assert len(run["results"]) == len(found)
    assert all(
        run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"]
    )


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("version",), None),
        (("runs",), None),
        (("runs", 0, "tool"), None),
        (("runs", 0, "tool", "driver", "name"), None),
        (("runs", 0, "tool", "driver", "rules", 0, "id"), None),
        (("runs", 0, "results", 0, "message"), None),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "severity"), "error"),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "columnKind"), "bytes"),
    ],
    ids=str,
)
def test_the_standard_refuses_a_sarif_log_with_a_fault(where: tuple[str | int, ...], value: object) -> None:
    log = sarif(SLIPS)
    assert SARIF.is_valid(log)
    faulty: Any = copy.deepcopy(log)
    at = faulty
    for key in where[:-1]:
        at = at[key]
    if value is None:
        del at[where[-1]]
    else:
        at[where[-1]] = value

    assert not SARIF.is_valid(faulty)


def test_every_code_is_explained_within_what_github_takes() -> None:
    found = [Problem(Place("a.yaml"), code, "Fel.") for code in shipped.codes()]
    rules = sarif(found)["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == shipped.codes()
    for rule in rules:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", rule["name"])
        assert len(rule["name"]) <= 255
        assert all(0 < len(rule[key]["text"]) <= 1024 for key in ("shortDescription", "fullDescription"))
        assert not rule["fullDescription"]["text"].startswith(("#", "Severity", "```"))
        assert rule["help"]["text"] == shipped.page(rule["id"]).text
        assert rule["defaultConfiguration"]["level"] in {"error", "warning"}


def test_a_path_is_a_uri() -> None:
    found = [Problem(Place(name), "IOP205", "Fel.") for name in ("å b%.yaml", "b\udcff.yaml")]
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in sarif(found)["runs"][0]["results"]
    ]

    assert uris[0] == "%C3%A5%20b%25.yaml"
    assert uris[1].isascii()


def test_a_path_outside_of_the_checkout_is_a_whole_uri() -> None:
    path = Path.cwd().parent / "a.yaml"
    (result,) = sarif([Problem(Place(path.as_posix()), "IOP205", "Fel.")])["runs"][0]["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == path.as_uri()


# --- JUnit


@functools.cache
def junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "junit-4.xsd")


def files_of(found: list[Problem]) -> list[str]:
    return list(dict.fromkeys(each.place.file for each in found))


@given(problems)
def test_the_junit_report_keeps_to_its_schema_and_counts_its_cases(found: list[Problem]) -> None:
    written = reports.junit(found, ["fin.yaml", *files_of(found)])
    root = ET.fromstring(written)  # noqa: S314 - our own text
    cases = root.findall("testsuite/testcase")
    failed = [case for case in cases if case.find("failure") is not None]

    junit().validate(written)
    for counting in (root, root[0]):
        assert (counting.get("tests"), counting.get("failures")) == (str(len(cases)), str(len(failed)))
    assert len(cases) == len({"fin.yaml", *files_of(found)})
    assert len(failed) == len({each.place.file for each in found if each.severity is Severity.ERROR})


def test_control_characters_cannot_break_the_xml() -> None:
    name = "".join(map(chr, range(32))) + "\x7f\ufffe\udcff.yaml"
    slip = Problem(Place(name), "IOP205", name)

    junit().validate(reports.junit([slip], [name]))


def test_a_no_break_space_stays_in_the_report() -> None:
    slip = Problem(Place("a.yaml"), "IOP601", "'300\N{NO-BREAK SPACE}000' är inte ett belopp.")

    assert "300\N{NO-BREAK SPACE}000" in reports.junit([slip], ["a.yaml"])


def test_a_file_named_twice_is_one_case() -> None:
    root = ET.fromstring(reports.junit(SLIPS, ["agreement.yaml", "agreement.yaml"]))  # noqa: S314 - our own

    assert (root.get("tests"), root.get("failures"), len(root[0])) == ("1", "1", 1)


def test_a_warning_fails_no_case_but_is_told() -> None:
    root = ET.fromstring(reports.junit([WARNING], ["agreement.yaml"]))  # noqa: S314 - our own text

    assert root.get("failures") == "0"
    assert "IOP405 Inget slut." in (root.findtext("testsuite/testcase/system-out") or "")


@pytest.mark.parametrize(
    ("written", "planted"),
    [
        ('name="agreement.yaml"', ""),
        ('tests="1" failures="1" errors="0" skipped="0"', 'failures="1"'),
        ("failure", "problem"),
        ('classname="', 'severity="'),
    ],
)
def test_the_junit_schema_refuses_a_fault(written: str, planted: str) -> None:
    report = reports.junit(SLIPS, ["agreement.yaml"])
    assert junit().is_valid(report)
    assert written in report

    assert not junit().is_valid(report.replace(written, planted))
