"""The one JSON envelope: stable names, whole kronor beside exact decimals, ISO dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iopctl import money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from iopctl.money import Amount
    from iopctl.problem import Finding, Problem
    from iopctl.source.reading import Document

SCHEMA_VERSION = 1
_MOST_DECIMALS = 30


def write(
    command: str,
    as_of: date,
    result: object,
    problems: Iterable[Problem] = (),
    *,
    revision: str | None = None,
) -> str:
    """Write a result, and the problems found beside it, as JSON; `revision` is the commit that was read."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "command": command,
        "as_of": as_of.isoformat(),
        "revision": revision,
        "result": result,
        "problems": [problem_fields(problem) for problem in problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def problem_fields(problem: Problem) -> dict[str, object]:
    """Give a problem's fields; line and column count from 1."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
    }


def reason_fields(finding: Finding, document: Document) -> dict[str, object]:
    """Give a reason with the line of the file that it rests on."""
    place = document.place_of(finding.where, on_key=finding.on_key)
    return {"code": finding.code, "message": finding.message, "file": place.file, "line": place.line}


def money_fields(amount: Amount, exact: Decimal) -> dict[str, object]:
    """Give an amount in whole kronor, the exact value that it was rounded from, and its quality."""
    return {"amount": int(amount.value), "exact": exact_text(exact), "quality": amount.quality.value}


def exact_text(value: Decimal) -> str:
    """Write a decimal without exponent and without zeros that say nothing.

    A division by the days of a year never ends; it is written with thirty decimals.
    """
    written = f"{money.cut(value, _MOST_DECIMALS):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def day(value: date | None) -> str | None:
    """Write a day in ISO form, or null."""
    return None if value is None else value.isoformat()
