"""For how long the agreement runs, and how that may be and was extended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, End, Options, Rough, Text, Time, TimeBeforeTheEnd, one_of
from iopctl.period import Period


class PartYears(StrEnum):
    """How the agreement says that a part of a calendar year is paid."""

    DAYS = "days"
    MONTHS = "months"
    FULL = "full"


class Notice(Entry):
    """How the agreement is ended before its time."""

    length: Time
    """How long notice (uppsägningstid) is."""
    by: Text | None = None
    """Who may give it."""
    clause: Text | None = None
    """Where in the agreement it stands."""


class Term(Entry):
    """The first and last day, both included, before any extension."""

    starts: Day
    """The first day."""
    ends: End
    """The last day, included; or: until further notice (tills vidare)."""
    signed: Rough | None = None
    """When the parties bound themselves; where it is not known, the term counts from its first day."""
    part_years: Annotated[PartYears, one_of(PartYears)] | None = None
    """How a part of a calendar year is paid; without it a year that the term cuts has no figure."""
    notice: Notice | None = None
    """How the agreement is ended before its time."""
    clause: Text | None = None
    """Where in the agreement it stands."""

    @property
    def period(self) -> Period:
        """The term as a period."""
        return Period.of(self.starts, self.ends)

    def decided_by(self, as_of: date) -> bool:
        """Tell whether the agreement was decided on a day; without a known day, from its first day on."""
        return (self.signed.last if self.signed else self.starts) <= as_of


class Status(StrEnum):
    """What became of an extension."""

    DECIDED = "decided"
    PROPOSED = "proposed"


class Extension(Entry):
    """One exercised option: a period, and the decision behind it."""

    starts: Day
    """The first day, the day after the period before it."""
    ends: Day
    """The last day, included."""
    status: Annotated[Status, one_of(Status)]
    """Whether it is decided or only proposed."""
    proposed: Day | None = None
    """The day on which it was proposed."""
    decided: Day | None = None
    """The day on which it was decided; where it is not known, it counts from its first day."""
    case_number: Text | None = None
    """The case number (diarienummer) of the decision."""
    note: Text | None = None
    """Anything a reader should know about it."""

    @property
    def period(self) -> Period:
        """The extension as a period."""
        return Period.of(self.starts, self.ends)

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return self.status is Status.DECIDED and (self.decided or self.starts) <= as_of


class DecisionWindow(Entry):
    """When the clause says that an extension must be decided, and by whom."""

    no_earlier_than: TimeBeforeTheEnd | None = None
    """The earliest time to decide."""
    no_later_than: TimeBeforeTheEnd | None = None
    """The latest time to decide."""
    by: Text | None = None
    """Which body decides."""


class ExtensionClause(Entry):
    """What the agreement allows, and what was made of it."""

    options: Options
    """How many times the agreement may be extended; or: unlimited."""
    length: Time
    """How long one extension is."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    decide: DecisionWindow | None = None
    """When the agreement says that an extension must be decided."""
    extensions: tuple[Extension, ...] = ()
    """What became of the options, in order."""


class Amendment(Entry):
    """What was changed within the term, from when."""

    since: Rough = Field(alias="from")
    """From when, as exactly as it is known."""
    note: Text
    """What was changed, as a whole sentence."""
    case_number: Text | None = None
    """The case number (diarienummer) of the change."""


class EarlierAgreement(Entry):
    """An agreement between the same parties that this one replaces."""

    since: Rough = Field(alias="from")
    """From when it ran, as exactly as it is known."""
    note: Text
    """What there is to say of it, in whole sentences."""
    case_number: Text | None = None
    """Its case number (diarienummer)."""
