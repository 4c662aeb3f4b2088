"""The states of a register on ten days, and what ends soon, are those of its `expected.md`.

It has thirteen partnerships, each with a term of another kind.
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from iopctl import period, register
from iopctl.period import Length
from iopctl.rules import extension, term
from tests.runs.run import run

THIRTEEN = Path(__file__).parent / "registers" / "thirteen"
SIX_MONTHS = Length.parse("6 months")


@dataclass(frozen=True)
class Expected:
    """What an official answers on a day."""

    asked_on: date
    six_months_on: date
    states: dict[str, str]
    """By the agreement's id."""
    end_soon: frozenset[str]
    """Those that run, and end within six months."""


def _expected() -> list[Expected]:
    lines = (THIRTEEN / "expected.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"]
    (asked, _, later, *rows) = table
    return [
        Expected(
            date.fromisoformat(asked[column]),
            date.fromisoformat(later[column]),
            {row[0]: row[column].removesuffix(" *") for row in rows},
            frozenset(row[0] for row in rows if row[column].endswith(" *")),
        )
        for column in range(1, len(asked))
    ]


EXPECTED = _expected()
on_each_day = pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: str(each.asked_on))


def test_there_are_thirteen_and_they_are_asked_on_ten_days() -> None:
    ids = {path.stem for path in THIRTEEN.glob("*.yaml")}

    assert len(ids) == 13
    assert len(EXPECTED) == 10
    assert all(set(expected.states) == ids for expected in EXPECTED)


def test_no_two_of_them_run_for_the_same_time() -> None:
    terms = {record.agreement.term.period for record in _records() if record.agreement}

    assert len(terms) == 13


def test_nothing_is_wrong_with_them_but_that_two_may_be_extended_for_ever() -> None:
    problems = [(record.id, problem.code) for record in _records() for problem in record.problems]

    assert problems == [("garvaren", "IOP512"), ("kompassen", "IOP512")]


def _records() -> list[register.Record]:
    return list(register.read_all(sorted(THIRTEEN.glob("*.yaml"))))


@on_each_day
def test_the_rules_say_who_runs_and_who_is_in_the_last_period(expected: Expected) -> None:
    told = {
        record.id: extension.verdict(record.agreement, expected.asked_on).state.replace("-", " ")
        for record in _records()
        if record.agreement
    }

    assert told == expected.states


@on_each_day
def test_the_rules_say_who_ends_within_six_months(expected: Expected) -> None:
    assert period.after(expected.asked_on, SIX_MONTHS) == expected.six_months_on
    ends = {
        record.id: term.standing(record.agreement, expected.asked_on).decided.last
        for record in _records()
        if record.agreement
    }

    assert _soon(expected, ends) == expected.end_soon


def _soon(expected: Expected, ends: dict[str, date | None]) -> frozenset[str]:
    return frozenset(
        name
        for name, last in ends.items()
        if expected.states[name] not in {"upcoming", "ended"}
        and last is not None
        and last <= expected.six_months_on
    )


@on_each_day
def test_the_list_says_the_same_to_whoever_runs_it(expected: Expected, tmp_path: Path) -> None:
    shutil.copytree(THIRTEEN, tmp_path / "agreements", ignore=shutil.ignore_patterns("*.md"))

    answer = run("list", "--as-of", str(expected.asked_on), "--format", "csv", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(answer.stdout.removeprefix("\ufeff"), newline=""), delimiter=";"))
    ends = {row["id"]: date.fromisoformat(row["ends"]) if row["ends"] else None for row in rows}

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert {row["id"]: row["state"].replace("-", " ") for row in rows} == expected.states
    assert _soon(expected, ends) == expected.end_soon


@on_each_day
def test_each_state_can_be_asked_for_by_itself(expected: Expected, tmp_path: Path) -> None:
    shutil.copytree(THIRTEEN, tmp_path / "agreements", ignore=shutil.ignore_patterns("*.md"))
    at = ("--as-of", str(expected.asked_on), "--format", "csv")

    answer = run("list", *at, "--where", "state=last period", cwd=tmp_path)

    shown = [line.partition(";")[0] for line in answer.stdout.splitlines()[1:]]
    assert shown == sorted(name for name, told in expected.states.items() if told == "last period")
