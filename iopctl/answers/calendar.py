"""What is to be done as a calendar that Outlook, Google and Apple read: iCalendar, RFC 5545.

Each deadline is an event of one whole day, which blocks no time. Its UID follows from the agreement, its
public parties and what it is about: the file read in anew never doubles it, and two registers that call an
agreement alike do not take each other's events. What is done leaves the file: a calendar that subscribes to
it drops it (RFC 7986 says how often to look), and one into which it was imported keeps it. Nothing in the
file comes from the clock: the day asked is its time stamp, and the same question gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from iopctl import period
from iopctl.answers.reply import task_name
from iopctl.period import Length, Unit
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.answers.due import Row
    from iopctl.rules.deadlines import Deadline

_MOST_OCTETS = 75
_ONE_DAY = timedelta(days=1)
_REFRESHED = "P1D"
_DIGITS = 12
# What takes a board or the other party needs a month; what the official does alone a week.
_TAKES_OTHERS = {"condition", "decide", "ends", "memo", "notice"}
_A_MONTH, _A_WEEK = Length(30, Unit.DAY), Length(7, Unit.DAY)


class Calendar(Struct):
    """The deadlines asked for, in order of date."""

    name: str
    as_of: date
    rows: tuple[Row, ...]
    remind: Length | None = None
    """How long before each day to remind; None is as long as such a thing takes."""


def as_ics(calendar: Calendar) -> str:
    """Write the calendar; lines end as the standard asks, and none is longer than it allows."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//iopctl//iopctl//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(calendar.name)}",
        f"X-WR-CALNAME:{_text(calendar.name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESHED}",
        f"X-PUBLISHED-TTL:{_REFRESHED}",
    ]
    seen: Counter[str] = Counter()
    for row in calendar.rows:
        uid = _uid(row)
        seen[uid] += 1
        lines += _event(calendar, row, uid if seen[uid] == 1 else f"{seen[uid]}.{uid}")
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _uid(row: Row) -> str:
    """Name an event for ever by what it is about; two alike are told apart by their order."""
    about = quote(row.deadline.about, safe="")
    whose = hashlib.sha256("\n".join(row.owners).encode()).hexdigest()[:_DIGITS]
    return f"{row.id}.{row.deadline.code}.{about}@{whose}.iopctl"


def _event(calendar: Calendar, row: Row, uid: str) -> Iterator[str]:
    deadline = row.deadline
    summary = _text(f"{row.id}: {deadline.what.message}")
    about = [row.title]
    if row.responsible:
        about.append(say("Responsible: {name}", name=row.responsible.name))
    if row.boards:
        about.append(say("Board: {names}", names=", ".join(row.boards)))
    details = _text("\n".join([*about, str(row.place)]))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_day(calendar.as_of)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(deadline.on)}"
    yield f"DTEND;VALUE=DATE:{_day(deadline.on + _ONE_DAY)}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{details}"
    yield f"CATEGORIES:{_text(task_name(deadline.code))}"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    if not deadline.overdue(calendar.as_of):
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
        yield from (f"TRIGGER:{_trigger(deadline, calendar.remind)}", "END:VALARM")
    yield "END:VEVENT"


def _trigger(deadline: Deadline, stated: Length | None) -> str:
    """Remind at nine in the morning; a whole day begins at midnight, when nobody wants to be reminded."""
    usual = _A_MONTH if deadline.code in _TAKES_OTHERS else _A_WEEK
    days = (deadline.on - period.before(deadline.on, stated or usual)).days
    return f"-P{days - 1}DT15H" if days > 1 else "-PT15H"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(words: str) -> str:
    """Write words as a value, in which some characters would mean something else."""
    for character in ("\\", ";", ","):
        words = words.replace(character, f"\\{character}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Break a line before its 76th octet, between characters; what goes on begins with a space."""
    part, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _MOST_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + character, octets + size
    yield part
