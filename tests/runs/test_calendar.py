from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from tests.runs.conftest import Ask
from tests.runs.run import run

AT = ("--as-of", "2021-07-13")


def events(content: bytes) -> list[tuple[str, str]]:
    """Say the day and the name of each event."""
    whole = icalendar.Calendar.from_ical(content)
    assert isinstance(whole, icalendar.Calendar)
    return [(str(event.start), str(event["UID"])) for event in whole.events]


IKF = ("2021-12-31", "ikf.meetings.dialogm%C3%B6te%202021@f679dd0430b7.iopctl")
DECIDE = ("2021-12-31", "stadsmission.decide.2021-12-31@f679dd0430b7.iopctl")
MEETINGS = ("2021-12-31", "stadsmission.meetings.styrgruppsm%C3%B6te%202021@f679dd0430b7.iopctl")
OVERDUE = ("2018-12-31", "stadsmission.meetings.styrgruppsm%C3%B6te%202018@f679dd0430b7.iopctl")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [OVERDUE, IKF, DECIDE, MEETINGS]),
        (("ikf",), [IKF]),
        (("stadsmission",), [OVERDUE, DECIDE, MEETINGS]),
        (("--board", "arbetsmarknad"), [OVERDUE, IKF, DECIDE, MEETINGS]),
        (("--within", "170d"), [OVERDUE]),
        (("--within", "171d"), [OVERDUE, IKF, DECIDE, MEETINGS]),
    ],
    ids=str,
)
def test_a_calendar_has_the_deadlines_that_were_asked_for(
    ask: Ask, arguments: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    answer = ask("calendar", *arguments, *AT)

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert events(answer.stdout_bytes) == expected


def test_a_calendar_in_a_file_is_byte_for_byte_the_one_on_standard_output(folder: Path) -> None:
    printed = run("calendar", *AT, cwd=folder)
    written = run("calendar", *AT, "-o", "deadlines.ics", cwd=folder)

    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "Wrote deadlines.ics\n")
    assert (folder / "deadlines.ics").read_bytes() == printed.stdout_bytes
    assert printed.stdout_bytes.count(b"\n") == printed.stdout_bytes.count(b"\r\n")


def test_how_long_before_to_remind_can_be_said(ask: Ask) -> None:
    answer = ask("calendar", "ikf", *AT, "--remind", "60d")

    assert "TRIGGER:-P59DT15H" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ikff",), "Did you mean 'ikf'?"),
        (("--board", "socialnämnden"), "'socialnämnden'"),
        (("--remind", "soon"), "'soon'"),
    ],
    ids=str,
)
def test_a_slip_is_said_and_no_calendar_written(ask: Ask, arguments: tuple[str, ...], said: str) -> None:
    answer = ask("calendar", *arguments)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_a_file_with_problems_is_named_as_left_out(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 50000", "amount: -1"), encoding="utf-8")

    whole = run("calendar", *AT, cwd=folder)
    one = run("calendar", "ikf", *AT, cwd=folder)

    assert whole.exit_code == 1
    assert events(whole.stdout_bytes) == [OVERDUE, DECIDE, MEETINGS]
    assert whole.stderr.startswith("agreements/ikf.yaml is left out")
    assert (one.exit_code, one.stdout) == (1, "")
    assert "IOP602" in one.stderr
