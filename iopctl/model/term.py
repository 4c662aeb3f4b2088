"""For how long the agreement runs, how it is ended before its time, and what changed within it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl import codes
from iopctl.model.entry import Entry
from iopctl.model.scalars import (
    NONE,
    NOT_STATED,
    Choice,
    Day,
    End,
    Rough,
    Text,
    Time,
    TimeBeforeTheEnd,
    wrong,
)
from iopctl.period import NoEnd, Period


class PartYears(Choice):
    """How the agreement says that a part of a calendar year is paid."""

    DAYS = "days"
    """By the days that count."""
    MONTHS = "months"
    """By the whole months that count."""
    FULL = "full"
    """The full amount of the year."""


class OnHoliday(Choice):
    """Where a last day goes that falls on a day off, if the agreement says so; else it stays where it is.

    Days off are those of 2 § lag (1930:173): Saturdays, Sundays, public holidays, and the eves of
    midsummer, Christmas and the new year.
    """

    PREVIOUS = "previous working day"
    """Back to the working day before it."""
    NEXT = "next working day"
    """On to the working day after it."""


class Notice(Entry):
    """How the agreement is ended before its time, or kept from renewing itself.

    Its period is counted from the day of notice (length), or the agreement says how long before the end
    notice must be given (no_later_than); at least one of the two is stated. Where the agreement says that
    nobody may give notice, the word 'none' stands in place of the keys.
    """

    length: Time | None = None
    """How long notice (uppsägningstid) runs, from the day on which it is given."""
    no_later_than: TimeBeforeTheEnd | None = None
    """The last time to give notice before the end of the term or of the extension that runs."""
    on_holiday: OnHoliday | None = None
    """Where the last day for notice goes if it falls on a day off; it stays where it is unless stated."""
    by: Text | None = None
    """Who may give it."""
    clause: Text | None = None
    """Where in the agreement it stands."""

    @property
    def none(self) -> bool:
        """Whether the agreement says that nobody may give notice."""
        return not self.model_fields_set


def _in_a_word(value: object) -> object:
    """Read `none` as notice of which nothing is stated, and `not stated` as if the key were left out."""
    if value == {}:
        wrong(codes.NO_NOTICE_LENGTH)
    if value == NONE:
        return Notice.model_construct()
    return None if value == NOT_STATED else value


class NoticeGiven(Entry):
    """Notice that was given: from its day on, the agreement is under notice (uppsagd)."""

    on: Day
    """The day on which it was given."""
    ends: Day | None = None
    """The last day of the agreement, included; left out where the notice period gives it."""
    by: Text | None = None
    """Who gave it."""
    case_number: Text | None = None
    """The case number (diarienummer) of the notice."""
    note: Text | None = None
    """Anything a reader should know about it."""


class Term(Entry):
    """The first and last day, both included, before any extension."""

    starts: Day
    """The first day."""
    end: End = Field(alias="ends")
    """The last day, included; or: until further notice (tills vidare), not stated."""
    signed: Rough | None = None
    """When the parties bound themselves; where it is not known, the term counts from its first day."""
    part_years: PartYears | None = None
    """How a part of a calendar year is paid; without it a year that the term cuts has no figure."""
    condition: Text | None = None
    """What the decision to sign depends on, such as the council's funding; without it, on nothing."""
    condition_met: Day | None = None
    """The day on which the condition was met; until then the agreement does not count as decided."""
    notice: Annotated[Notice | None, BeforeValidator(_in_a_word)] = None
    """How the agreement is ended before its time, or kept from renewing itself; 'none' where nobody may."""
    notice_given: NoticeGiven | None = None
    """The notice that was given, if any (uppsägning)."""
    clause: Text | None = None
    """Where in the agreement it stands."""

    @property
    def ends(self) -> date | None:
        """The last day, included; None where there is none, or none is known."""
        return None if isinstance(self.end, NoEnd) else self.end

    @property
    def no_end(self) -> NoEnd | None:
        """Why there is no last day; None where there is one."""
        return self.end if isinstance(self.end, NoEnd) else None

    @property
    def period(self) -> Period:
        """The term as a period."""
        return Period.of(self.starts, self.ends)

    def decided_by(self, as_of: date) -> bool:
        """Tell whether the agreement was decided on a day; without a known day, from its first day on."""
        return self._signed_by(as_of) and met(self.condition, self.condition_met, as_of)

    def awaits_condition(self, as_of: date) -> bool:
        """Tell whether it was signed by a day on a condition that was not met by then."""
        return self._signed_by(as_of) and not met(self.condition, self.condition_met, as_of)

    def _signed_by(self, as_of: date) -> bool:
        return (self.signed.last if self.signed else self.starts) <= as_of


def met(condition: str | None, on: date | None, as_of: date) -> bool:
    """Tell whether what a decision depends on had come about by a day."""
    return condition is None or (on is not None and on <= as_of)


class Amendment(Entry):
    """What was changed within the term, from when."""

    since: Rough = Field(alias="from")
    """From when, as exactly as it is known."""
    decided: Rough | None = None
    """When it was decided; where it is not known, it counts from when it applies."""
    note: Text
    """What was changed, as a whole sentence."""
    case_number: Text | None = None
    """The case number (diarienummer) of the change."""

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from when it applies."""
        return (self.decided.last if self.decided else self.since.first) <= as_of


class EarlierAgreement(Entry):
    """An agreement between the same parties that this one replaces."""

    since: Rough = Field(alias="from")
    """From when it ran, as exactly as it is known."""
    note: Text | None = None
    """What there is to say of it, in whole sentences."""
    case_number: Text | None = None
    """Its case number (diarienummer)."""
