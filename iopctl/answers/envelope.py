"""The one JSON envelope: stable names, whole kronor beside exact decimals, ISO dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iopctl import money, visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from iopctl.model.parties import Official
    from iopctl.money import Amount
    from iopctl.problem import Finding, Place, Problem
    from iopctl.rules.deadlines import Deadline
    from iopctl.rules.term import Options, Standing
    from iopctl.source.document import Document

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
    return visible.json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


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
    return placed_reason(finding, document.place_of(finding.where, on_key=finding.on_key))


def placed_reason(finding: Finding, place: Place) -> dict[str, object]:
    """Give a reason whose line is known."""
    return {"code": finding.code, "message": finding.message, "file": place.file, "line": place.line}


def options(found: Options) -> dict[str, object]:
    """Give how many options there are, are used and are left."""
    return {"total": count(found.total), "used": found.used, "left": count(found.left)}


def count(number: int | None) -> int | str:
    """Give a number of options; None is without limit."""
    return "unlimited" if number is None else number


def term(stands: Standing) -> dict[str, object]:
    """Give the decided term, and its last day when every option is used as well."""
    return {
        "starts": day(stands.decided.first),
        "ends": day(stands.decided.last),
        "latest_end": day(stands.reach.last),
    }


def deadline(found: Deadline, as_of: date) -> dict[str, object]:
    """Give something that is to be done."""
    return {
        "on": found.on.isoformat(),
        "days_left": (found.on - as_of).days,
        "overdue": found.overdue(as_of),
        "kind": found.code,
        "about": found.about,
        "what": found.what.message,
    }


def official(person: Official | None) -> dict[str, object] | None:
    """Give a person's name and title."""
    return None if person is None else {"name": person.name, "title": person.title}


def lapsed_fields(*, lapsed: bool) -> dict[str, object]:
    """Say of optional money that lies in options that nobody can use any more that it does."""
    return {"lapsed": True} if lapsed else {}


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
