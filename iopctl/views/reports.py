"""Problems in the forms that CI systems read: GitHub, GitLab, SARIF and JUnit.

Each form is its consumer's own, to the letter; what it cannot hold (GitHub cuts annotations at ten for a
step) stands in `summary`, which GitHub shows beside them.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from iopctl import __version__
from iopctl.problem import Severity
from iopctl.views import labels, table
from iopctl.views.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopctl.problem import Problem
    from iopctl.source.pages import Page

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Of GitLab's five degrees: an error stops the memo, a warning does not.
_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}

# GitHub refuses a summary of more than a megabyte; this many rows stay below it.
_MOST_ROWS = 500
# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# More of a line than this tells nothing apart.
_LONG_LINE = 1000


def github(problems: Sequence[Problem]) -> str:
    """Write workflow commands, which GitHub shows as annotations at the line."""
    return "".join(
        f"::{problem.severity} {_properties(problem)}::{_data(_message(problem))}\n" for problem in problems
    )


def _properties(problem: Problem) -> str:
    place = problem.place
    fields = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": problem.code,
    }
    return ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _message(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".rstrip()


def summary(problems: Sequence[Problem], sentence: str) -> str:
    """Write every problem as a Markdown table, for GitHub's step summary."""
    if not problems:
        return f"{table.escape(sentence)}\n"
    columns = (Column(labels.PLACE), Column(labels.CODE), Column(labels.PROBLEM), Column(labels.HINT))
    rows = tuple(
        (f"{each.place}:{each.place.column}", each.code, each.message, each.hint)
        for each in problems[:_MOST_ROWS]
    )
    notes = (labels.more_problems(len(problems) - _MOST_ROWS),) if len(problems) > _MOST_ROWS else ()
    return table.markdown(Table(columns, rows, title=sentence, notes=notes))


def gitlab(problems: Sequence[Problem]) -> str:
    """Write a code quality report, which GitLab shows in the merge request."""
    entries = [
        {
            "description": _message(problem),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB_SEVERITIES[problem.severity],
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
        }
        for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
    ]
    return _json(entries)


def _fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """Name each problem, those that are alike by their order."""
    seen: dict[str, int] = {}
    for problem in problems:
        name = _fingerprint(problem)
        seen[name] = seen.get(name, 0) + 1
        again = f"{name}:{seen[name]}"
        yield name if seen[name] == 1 else hashlib.sha256(again.encode()).hexdigest()


def _fingerprint(problem: Problem) -> str:
    """Name a problem so that it stays the same when lines above it come and go."""
    line = problem.source_line.strip()[:_LONG_LINE]
    parts = (problem.place.file, problem.code, problem.message, line)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def sarif(problems: Sequence[Problem], pages: Mapping[str, Page]) -> str:
    """Write a SARIF 2.1.0 log, with the page that explains each code found."""
    severities = {problem.code: problem.severity for problem in problems}
    rules = sorted(severities)
    run = {
        "tool": {
            "driver": {
                "name": "iopctl",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_sarif_rule(pages[code], severities[code]) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(problem, rules.index(problem.code), fingerprint)
            for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
        ],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(page: Page, severity: Severity) -> dict[str, object]:
    """Describe a code in the fields that GitHub shows at the head of an alert and below it."""
    return {
        "id": page.code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": severity.value},
    }


def _sarif_result(problem: Problem, rule: int, fingerprint: str) -> dict[str, object]:
    place = problem.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _message(problem)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"iopctl/v1": fingerprint},
    }


def junit(problems: Sequence[Problem], files: Sequence[str]) -> str:
    """Write a JUnit report: a test case for each file, failed where the file has an error."""
    by_file = {name: list(each) for name, each in groupby(problems, key=lambda problem: problem.place.file)}
    failures = {
        name: [each for each in found if each.severity is Severity.ERROR] for name, found in by_file.items()
    }
    failed = sum(map(bool, failures.values()))
    counts = {"tests": str(len(files)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": "iopctl validate", **counts, "skipped": "0"})
    for name in files:
        case = ET.SubElement(suite, "testcase", {"classname": "iopctl.validate", "name": _xml(name)})
        if failures.get(name):
            codes = ", ".join(sorted({each.code for each in failures[name]}))
            failure = ET.SubElement(case, "failure", {"message": codes, "type": "error"})
            failure.text = _junit_text(failures[name])
        warnings = [each for each in by_file.get(name, []) if each.severity is Severity.WARNING]
        if warnings:
            ET.SubElement(case, "system-out").text = _junit_text(warnings)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _junit_text(problems: Sequence[Problem]) -> str:
    lines = (f"{each.place}:{each.place.column}: {each.code} {_message(each)}" for each in problems)
    return _xml("\n".join(lines))


def _xml(text: str) -> str:
    """Take out what XML cannot hold; what a file says may be quoted in a message."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
