"""Problems in the forms that CI systems read: GitHub, GitLab, SARIF and JUnit.

Each form is its consumer's own, to the letter; what it cannot hold (GitHub cuts annotations at ten for a
step) stands in `summary`, which GitHub shows beside them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from iopctl import __version__, table, visible
from iopctl.problem import Severity
from iopctl.render import markdown
from iopctl.source import shipped
from iopctl.table import Column, Table
from iopctl.visible import Data
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopctl.problem import Problem

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Of GitLab's five degrees: an error stops the memo, a warning does not.
_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
# GitHub refuses a summary of more than a megabyte; this many rows stay below it.
_MOST_ROWS = 1000
# What XML 1.0 cannot hold: most control characters, and half a character (from a file name that is no text).
# Told by what it is: a pattern of all that XML can hold would take a twentieth of a start to make.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def github(problems: Sequence[Problem]) -> Data:
    """Write workflow commands, which GitHub shows as annotations at the line."""
    commands = (f"::{each.severity} {_properties(each)}::{_data(_message(each))}\n" for each in problems)
    return Data(_whole("".join(commands)))


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
    columns = (
        Column(say("Place")),
        Column(say("Code")),
        Column(say("Problem")),
        Column(say("How to mend it")),
    )
    rows = tuple(
        (f"{each.place}:{each.place.column}", each.code, each.message, each.hint) for each in problems
    )
    left = len(problems) - _MOST_ROWS
    one = "{number} more problem; 'iopctl validate' shows every one of them."
    many = "{number} more problems; 'iopctl validate' shows every one of them."
    notes = (say_count(left, one, many),) if left > 0 else ()
    return _whole(markdown.write([Table(columns, rows[:_MOST_ROWS], title=sentence, notes=notes)]))


def gitlab(problems: Sequence[Problem]) -> str:
    """Write a code quality report, which GitLab shows in the merge request."""
    return _json(
        [
            {
                "description": _message(problem),
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB_SEVERITIES[problem.severity],
                "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
            }
            for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
        ]
    )


def _fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """Name each problem so that it stays the same when lines come and go, or our words change."""
    seen: Counter[tuple[str, ...]] = Counter()
    for each in problems:
        parts = (each.place.file, each.code, each.source_line.strip(), *each.stated)
        seen[parts] += 1
        whole = "\0".join((*parts, str(seen[parts])))
        yield hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()


def sarif(problems: Sequence[Problem]) -> str:
    """Write a SARIF 2.1.0 log."""
    rules = sorted({problem.code for problem in problems})
    run = {
        "tool": {
            "driver": {
                "name": "iopctl",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_sarif_rule(shipped.page(code)) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(problem, rules.index(problem.code), fingerprint)
            for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True)
        ],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(page: shipped.Page) -> dict[str, object]:
    """Explain a code; GitHub asks for all three descriptions and shows the page beside the alert."""
    words = re.sub(r"[^\w ]", "", page.title).split()
    return {
        "id": page.code,
        "name": "".join(word[0].upper() + word[1:] for word in words),
        "shortDescription": {"text": f"{page.title}."},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": page.severity},
    }


def _sarif_result(problem: Problem, rule: int, fingerprint: str) -> dict[str, object]:
    place = problem.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    location = {"artifactLocation": {"uri": _uri(place.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _message(problem)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"iopctl/v2": fingerprint},
    }


def _uri(file: str) -> str:
    """Write a path as SARIF asks: relative to the checkout, or whole where it lies outside of it."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(file))


def junit(problems: Sequence[Problem], files: Sequence[str], command: str = "validate") -> str:
    """Write a JUnit report: a test case for each file, failed where the file has an error."""
    from xml.etree import ElementTree as ET

    found: dict[str, list[Problem]] = {name: [] for name in files}
    for problem in problems:
        found.setdefault(problem.place.file, []).append(problem)
    failed = sum(any(each.severity is Severity.ERROR for each in here) for here in found.values())
    counts = {"tests": str(len(found)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": f"iopctl {command}", **counts, "skipped": "0"})
    classname = f"iopctl {command}".replace(" ", ".")
    for name, here in found.items():
        case = ET.SubElement(suite, "testcase", {"classname": classname, "name": _xml(name)})
        errors = [each for each in here if each.severity is Severity.ERROR]
        if errors:
            codes = ", ".join(sorted({each.code for each in errors}))
            failure = ET.SubElement(case, "failure", {"message": codes, "type": "error"})
            failure.text = _junit_text(errors)
        warnings = [each for each in here if each.severity is Severity.WARNING]
        if warnings:
            ET.SubElement(case, "system-out").text = _junit_text(warnings)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _junit_text(problems: Sequence[Problem]) -> str:
    return "\n".join(
        _xml(f"{each.place}:{each.place.column}: {each.code} {_message(each)}") for each in problems
    )


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _json(content: object) -> str:
    return _whole(visible.json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n")


def _whole(text: str) -> str:
    """Replace what UTF-8 cannot hold: half a character, from a file name that is no text."""
    return text.encode(errors="replace").decode()
