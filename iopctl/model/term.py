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
    by: Text | None = None
    clause: Text | None = None


class Term(Entry):
    """The first and last day, both included, before any extension."""

    starts: Day
    ends: End
    """None until further notice."""
    signed: Rough | None = None
    """When the parties bound themselves; where it is not known, the term counts from its first day."""
    part_years: Annotated[PartYears, one_of(PartYears)] | None = None
    notice: Notice | None = None
    clause: Text | None = None

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
    ends: Day
    status: Annotated[Status, one_of(Status)]
    proposed: Day | None = None
    decided: Day | None = None
    case_number: Text | None = None
    note: Text | None = None

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
    no_later_than: TimeBeforeTheEnd | None = None
    by: Text | None = None


class ExtensionClause(Entry):
    """What the agreement allows, and what was made of it."""

    options: Options
    """How many times; None without limit."""
    length: Time
    clause: Text | None = None
    decide: DecisionWindow | None = None
    extensions: tuple[Extension, ...] = ()


class Amendment(Entry):
    """What was changed within the term, from when."""

    since: Rough = Field(alias="from")
    note: Text
    case_number: Text | None = None


class EarlierAgreement(Entry):
    """An agreement between the same parties that this one replaces."""

    since: Rough = Field(alias="from")
    note: Text
    case_number: Text | None = None
