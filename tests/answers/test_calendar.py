"""A calendar is read back with two libraries that have nothing in common with each other or with iopctl."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from iopctl.answers import calendar
from iopctl.answers.calendar import Calendar
from iopctl.answers.due import Row
from iopctl.model.parties import Official
from iopctl.period import Length
from iopctl.problem import Kind, Place
from iopctl.rules import deadlines
from iopctl.rules.deadlines import Deadline, Routine
from iopctl.rules.known import Known
from iopctl.struct import replace
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

AT = day("2021-07-13")
SAID = Kind("decide", "{said}")


def row(
    on: str = "2021-12-31", said: str = "Decide.", code: str = "decide", about: str = "2021-12-31"
) -> Row:
    deadline = Deadline(day(on), replace(SAID, code=code).at(("term",), said=said), about)
    return Row("lyktan", "Partnerskapet Lyktan", deadline, None, (), Place("agreements/lyktan.yaml", 7))


def written(*rows: Row, remind: Length | None = None) -> str:
    return calendar.as_ics(Calendar("Partnership agreements", AT, rows, remind))


def read(text: str) -> list[icalendar.Event]:
    """Read the events with the first of the libraries."""
    whole = icalendar.Calendar.from_ical(text)
    assert isinstance(whole, icalendar.Calendar)
    return whole.events


def rows_of(whole: Whole, as_of: date) -> tuple[Row, ...]:
    place = Place("agreements/avtal.yaml")
    found = deadlines.deadlines(whole.agreement, Known(as_of), Routine())
    return tuple(Row("avtal", whole.agreement.title, each, None, (), place) for each in found)


def test_a_deadline_is_one_whole_day_that_blocks_no_time() -> None:
    assert written(row()).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//iopctl//iopctl//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Partnership agreements",
        "X-WR-CALNAME:Partnership agreements",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VEVENT",
        "UID:lyktan.decide.2021-12-31@e3b0c44298fc.iopctl",
        "DTSTAMP:20210713T000000Z",
        "DTSTART;VALUE=DATE:20211231",
        "DTEND;VALUE=DATE:20220101",
        "SUMMARY:lyktan: Decide.",
        r"DESCRIPTION:Partnerskapet Lyktan\nagreements/lyktan.yaml:7",
        "CATEGORIES:decide",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:lyktan: Decide.",
        "TRIGGER:-P29DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("code", "remind", "reminded"),
    [
        ("decide", None, "2021-12-01 09:00"),
        ("notice", None, "2021-12-01 09:00"),
        ("memo", None, "2021-12-01 09:00"),
        ("report", None, "2021-12-24 09:00"),
        ("meetings", None, "2021-12-24 09:00"),
        ("report", "2 months", "2021-10-31 09:00"),
        ("decide", "1 day", "2021-12-30 09:00"),
    ],
)
def test_the_reminder_comes_at_nine_in_the_morning(code: str, remind: str | None, reminded: str) -> None:
    text = written(row(code=code), remind=Length.parse(remind) if remind else None)

    (event,) = read(text)
    (alarm,) = event.walk("VALARM")
    assert isinstance(alarm, icalendar.Alarm)
    assert isinstance(alarm.TRIGGER, timedelta)
    assert f"{datetime(2021, 12, 31) + alarm.TRIGGER:%Y-%m-%d %H:%M}" == reminded  # noqa: DTZ001


def test_of_what_has_passed_nobody_is_reminded() -> None:
    assert "VALARM" not in written(row("2021-07-12"))
    assert "VALARM" in written(row("2021-07-13"))


def test_who_keeps_the_agreement_stands_in_the_event() -> None:
    kept = replace(row(), responsible=Official(name="Karin Åkesson"), boards=("socialnämnden",))

    (event,) = read(written(kept))
    assert str(event["DESCRIPTION"]).split("\n")[1:3] == [
        "Responsible: Karin Åkesson",
        "Board: socialnämnden",
    ]


def test_the_name_of_an_event_stays_whatever_its_words() -> None:
    before, after = written(row(said="Decide.")), written(row(said="Decide now."))

    assert uids(before) == uids(after) == ["lyktan.decide.2021-12-31@e3b0c44298fc.iopctl"]


def test_agreements_of_one_id_in_two_municipalities_have_events_of_their_own() -> None:
    skogby, ulvsjo = (
        written(replace(row(), owners=(f"{each}, socialnämnden",)))
        for each in ("skogby kommun", "ulvsjö kommun")
    )

    assert set(uids(skogby)).isdisjoint(uids(ulvsjo))
    assert uids(skogby) == uids(written(replace(row(), owners=("skogby kommun, socialnämnden",))))


def test_a_subscription_knows_its_name_and_how_often_to_look() -> None:
    whole = icalendar.Calendar.from_ical(written(row()))
    assert isinstance(whole, icalendar.Calendar)

    assert str(whole["NAME"]) == str(whole["X-WR-CALNAME"]) == "Partnership agreements"
    assert whole.decoded("REFRESH-INTERVAL") == timedelta(days=1)
    assert str(whole["X-PUBLISHED-TTL"]) == "P1D"


def test_two_alike_are_two_events() -> None:
    twice = written(row(), row())

    assert uids(twice) == [
        "lyktan.decide.2021-12-31@e3b0c44298fc.iopctl",
        "2.lyktan.decide.2021-12-31@e3b0c44298fc.iopctl",
    ]


def uids(text: str) -> list[str]:
    return [line.removeprefix("UID:") for line in text.split("\r\n") if line.startswith("UID:")]


def test_a_register_with_nothing_to_do_is_an_empty_calendar() -> None:
    assert read(written()) == []


WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("åäö;,\\\n:\"'–"),
    max_size=200,
)


@given(said=WORDS, about=WORDS)
def test_whatever_is_said_both_libraries_read_it_back(said: str, about: str) -> None:
    text = written(row(said=said.replace("\n", " "), about=about))

    (event,) = read(text)
    other = vobject.readOne(text).vevent
    shown = f"lyktan: {row(said=said.replace(chr(10), ' ')).deadline.what.message}"
    assert str(event["SUMMARY"]) == other.summary.value == shown
    assert str(event["UID"]) == other.uid.value
    assert str(event["UID"]).isascii()


@given(said=WORDS)
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(said: str) -> None:
    content = written(row(said=said)).encode()

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")


@given(whole=agreements(), as_of=AS_OF)
def test_both_libraries_read_every_deadline_of_every_agreement(whole: Whole, as_of: date) -> None:
    rows = rows_of(whole, as_of)
    text = calendar.as_ics(Calendar("Avtal", as_of, rows))

    events = read(text)
    others = vobject.readOne(text).contents.get("vevent", [])
    days = [each.deadline.on for each in rows]
    assert [event.start for event in events] == days
    assert [each.dtstart.value for each in others] == days
    assert [event.end for event in events] == [day + timedelta(1) for day in days]
    assert len({str(event["UID"]) for event in events}) == len(rows)


def test_the_same_question_gives_the_same_bytes() -> None:
    rows = rows_of(builders.filed("stadsmission"), AT)

    assert written(*rows) == written(*rows)
