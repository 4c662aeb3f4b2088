"""Each form is what its consumer asks for: by its schema, its own parser, or its documented rules."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from iopctl import register
from iopctl.commands import validate
from iopctl.commands.answer import Asked
from iopctl.problem import Place, Problem, Severity
from iopctl.source import pages
from iopctl.views import reports
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.source.folder import Folder

TESTS = Path(__file__).parents[1]
EXAMPLES = sorted((TESTS / "examples").rglob("*.y*ml"))
AS_OF = date(2023, 6, 1)

# A command of GitHub's runner: ::name property=value,property=value::data
_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def schema(name: str) -> Any:  # noqa: ANN401 - JSON is what it is
    return json.loads((TESTS / "schemas" / name).read_text(encoding="utf-8"))


def found(message: str = "Fel.", file: str = "agreements/ikf.yaml", line: int = 1) -> Problem:
    return Problem(Place(file, line, 3, 4), "IOP205", message, "Så här.", "  starts: x")


def problems_of_examples() -> list[Problem]:
    return sorted(register.check_all(EXAMPLES, AS_OF))


def shown(form: str, paths: Sequence[Path]) -> str:
    def default() -> Folder:
        raise AssertionError

    return validate.run(paths, default, Asked(AS_OF, form, None), fail_on="error").text


def sarif(problems: Sequence[Problem]) -> Any:  # noqa: ANN401 - as above
    return json.loads(reports.sarif(problems, {each.code: pages.page(each.code) for each in problems}))


# --- GitHub


def unescaped(text: str, *, of_property: bool) -> str:
    """Read text as GitHub's runner does: a command is one line, its properties lie between commas."""
    marks = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if of_property else {})
    for mark, character in marks.items():
        text = text.replace(mark, character)
    return text.replace("%25", "%")


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    match = _COMMAND.fullmatch(line)
    assert match is not None, line
    fields = dict(each.split("=", 1) for each in match[2].split(","))
    properties = {name: unescaped(value, of_property=True) for name, value in fields.items()}
    return match[1], properties, unescaped(match[3], of_property=False)


def test_github_gets_the_place_the_code_and_the_cure() -> None:
    assert reports.github([found("Fel.", line=7)]) == (
        "::error file=agreements/ikf.yaml,line=7,col=3,endColumn=7,title=IOP205::Fel. Så här.\n"
    )


@given(
    message=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    file=st.text(st.sampled_from("aö%:,= \r\n🏮/"), min_size=1),
)
def test_whatever_a_file_says_it_stays_inside_its_annotation(message: str, file: str) -> None:
    problem = replace(found(message, file), hint="")
    written = reports.github([problem])

    assert written.count("\n") == 1
    assert "\r" not in written
    # The runner undoes %25 last; a text that holds "%0A" is escaped to "%250A" and so comes back whole.
    plain = "%" not in message + file
    severity, properties, data = annotation(written.rstrip("\n")) if plain else ("error", {}, "")
    if plain:
        assert (severity, properties["file"], data) == ("error", file, message.rstrip())


@pytest.mark.parametrize(
    ("message", "escaped"),
    [
        ("50 % mer", "50 %25 mer"),
        ("%0A", "%250A"),
        ("en\nrad", "en%0Arad"),
        ("en\r\nrad", "en%0D%0Arad"),
        ("a: b, c", "a: b, c"),
        ("::set-output name=x::y", "::set-output name=x::y"),
    ],
)
def test_a_message_is_escaped_as_github_unescapes_it(message: str, escaped: str) -> None:
    assert reports.github([replace(found(message), hint="")]).endswith(f"::{escaped}\n")


@pytest.mark.parametrize(
    ("file", "escaped"),
    [("a,b.yaml", "a%2Cb.yaml"), ("C:/a.yaml", "C%3A/a.yaml"), ("50%.yaml", "50%25.yaml")],
)
def test_a_file_name_is_escaped_as_a_property(file: str, escaped: str) -> None:
    assert f"file={escaped},line=1" in reports.github([found(file=file)])


def test_a_warning_is_a_warning_to_github() -> None:
    assert reports.github([replace(found(), severity=Severity.WARNING)]).startswith("::warning file=")


def test_every_example_gives_annotations_that_github_can_read() -> None:
    problems = problems_of_examples()
    read = [annotation(line) for line in reports.github(problems).splitlines()]

    assert [(severity, properties["title"]) for severity, properties, _ in read] == [
        (problem.severity.value, problem.code) for problem in problems
    ]


def test_the_summary_holds_every_problem_of_many() -> None:
    rows = reports.summary([found(line=line) for line in range(1, 31)], "30 errors in 1 file.").splitlines()

    assert rows[0] == "**30 errors in 1 file.**"
    assert sum(row.startswith("| agreements/ikf.yaml:") for row in rows) == 30


def test_a_summary_stays_below_what_github_takes() -> None:
    text = reports.summary([found("x" * 300, line=line) for line in range(1, 5000)], "Många.")

    assert len(text.encode()) < 1024 * 1024
    assert text.endswith("\n4499 more problems; 'iopctl validate' shows every one of them.\n")


def test_what_a_file_says_cannot_break_the_summarys_table() -> None:
    text = reports.summary([found("a | b\n<script> `x` **y**")], "Ett.")

    assert text.splitlines()[-1].count(" | ") == 3
    assert "<script>" not in text


def test_a_value_as_long_as_its_file_is_cut_in_what_is_said() -> None:
    problems = builders.read(builders.text(f"title: [{'x' * 9000}]\n{'y' * 900}: x\n")).problems

    assert len(problems) == 2
    assert all(len(problem.message) < 400 for problem in problems)


# --- GitLab


def test_gitlabs_report_has_the_fields_that_gitlab_reads() -> None:
    report = json.loads(reports.gitlab(problems_of_examples()))

    Draft202012Validator(schema("gitlab-code-quality.json")).validate(report)
    assert len({entry["fingerprint"] for entry in report}) == len(report)


def test_no_problems_are_an_empty_report() -> None:
    assert json.loads(reports.gitlab([])) == []


def fingerprints(text: str) -> set[str]:
    return {entry["fingerprint"] for entry in json.loads(reports.gitlab(builders.read(text).problems))}


def test_a_fingerprint_survives_lines_that_come_above_it() -> None:
    before = builders.text("term: {starts: 1 januari, ends: 2022}\n")

    assert fingerprints("# En rad.\n\n# En till.\n" + before) == fingerprints(before)


def test_problems_that_are_alike_have_fingerprints_of_their_own() -> None:
    first, second = json.loads(reports.gitlab([found(line=1), found(line=2)]))

    assert first["fingerprint"] != second["fingerprint"]


# --- SARIF


def test_a_sarif_log_is_valid_by_the_published_schema() -> None:
    Draft7Validator(schema("sarif-2.1.0.json")).validate(sarif(problems_of_examples()))


def test_a_sarif_log_without_problems_is_valid_too() -> None:
    Draft7Validator(schema("sarif-2.1.0.json")).validate(sarif([]))


def test_a_sarif_rule_has_what_github_requires_of_it() -> None:
    (rule,) = sarif([found()])["runs"][0]["tool"]["driver"]["rules"]

    assert rule["id"] == "IOP205"
    for name in ("shortDescription", "fullDescription", "help"):
        assert rule[name]["text"].strip()
    assert len(rule["shortDescription"]["text"]) < 1024
    assert rule["help"]["markdown"].startswith("# IOP205 ")


def test_a_sarif_result_points_at_its_rule_and_its_place() -> None:
    problems = problems_of_examples()
    (run,) = sarif(problems)["runs"]
    rules = run["tool"]["driver"]["rules"]

    for result, problem in zip(run["results"], problems, strict=True):
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        assert unquote(physical["artifactLocation"]["uri"]) == problem.place.file
        assert physical["region"]["endColumn"] > physical["region"]["startColumn"] >= 1
    prints = [result["partialFingerprints"]["iopctl/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_file_name_is_a_uri_in_sarif() -> None:
    (result,) = sarif([found(file="avtal/å b#1.yaml")])["runs"][0]["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "avtal/%C3%A5%20b%231.yaml"


# --- JUnit


def cases(text: str) -> list[junitparser.TestCase]:
    report = junitparser.JUnitXml.fromstring(text.encode())
    (suite,) = list(report)
    assert isinstance(suite, junitparser.TestSuite)
    counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
    written = list(suite)
    suite.update_statistics()  # type: ignore[no-untyped-call]
    assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped)
    return written


def test_a_junit_report_has_a_case_for_each_file_failed_where_there_is_an_error() -> None:
    problems = problems_of_examples()
    failing = {each.place.file for each in problems if each.severity is Severity.ERROR}

    read = cases(shown("junit", EXAMPLES))
    failed = {
        case.name for case in read if any(isinstance(each, junitparser.Failure) for each in case.result)
    }

    assert len(read) == len(EXAMPLES)
    assert failed == failing


def test_a_warning_is_no_failure_in_a_junit_report() -> None:
    warning = replace(found(), severity=Severity.WARNING)
    (case,) = cases(reports.junit([warning], ["agreements/ikf.yaml"]))

    assert case.is_passed
    assert case.system_out == "agreements/ikf.yaml:1:3: IOP205 Fel. Så här."


@given(message=st.text(min_size=1), name=st.text(min_size=1))
def test_whatever_a_file_says_its_junit_report_can_be_read(message: str, name: str) -> None:
    (case,) = cases(reports.junit([found(message, name)], [name]))

    assert len(case.result) == 1


def test_junit_keeps_spaces_that_do_not_break_and_emoji() -> None:
    (case,) = cases(reports.junit([found("'1\u00a0000 🏮'")], ["agreements/ikf.yaml"]))

    assert "'1\u00a0000 🏮'" in str(case.result[0].text)


# --- JSON


@pytest.mark.parametrize("paths", [EXAMPLES, EXAMPLES[:1]], ids=["all", "one"])
def test_the_envelope_keeps_its_schema(paths: list[Path]) -> None:
    content = json.loads(shown("json", paths))

    Draft202012Validator(schema("validate.json")).validate(content)
    severities = [problem["severity"] for problem in content["problems"]]
    assert content["result"] == {
        "files": len(paths),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
