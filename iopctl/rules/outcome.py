"""What came of a year: meetings held, reports received, what was measured, and what the places cost.

Only what was known on the day of the memo counts. Meetings are required in a calendar year that lies wholly
inside the term.

Holds: four meetings required and three held → one is missing, and the memo says so.
Does not: a meeting held the year after makes up for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import spelling
from iopctl.model.follow_up import FollowUp
from iopctl.model.parties import Role
from iopctl.rules import period_money, term
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.follow_up import Measurement, Meetings
    from iopctl.money import Amount
    from iopctl.rules.period_money import Money
    from iopctl.rules.term import Standing


class Held(Struct):
    """Meetings of one kind in the year."""

    required: Meetings
    """What the agreement requires."""
    days: tuple[date, ...]
    """The days on which they were held."""
    missing: int
    """How many are missing; none where only a part of the year lies inside the term."""


class Reported(Struct):
    """A report that was due in the year."""

    kind: str
    """The word in the singular: årsrapport."""
    due: date
    """The day on which it was due."""
    received: date | None
    """The day on which it came in; None where it had not by the day of the memo."""

    @property
    def late(self) -> bool:
        """Whether it came in after its day."""
        return self.received is not None and self.received > self.due


class Outcome(Struct):
    """What came of a year."""

    year: int
    """The calendar year."""
    meetings: tuple[Held, ...]
    """The meetings, one item for each kind."""
    reports: tuple[Reported, ...]
    """The reports that were due, in order of their days."""
    measurements: tuple[Measurement, ...]
    """What was counted or told for the year."""
    public: Amount | None
    """What the public parties put in; None where the year has no figure."""
    public_per_place: Amount | None
    """The same for each place; None where no number of places is stated, or the year is no whole one."""

    @property
    def missing(self) -> bool:
        """Whether anything is missing that the agreement requires, or nothing was measured."""
        lacks = any(each.missing for each in self.meetings)
        return lacks or any(each.received is None for each in self.reports) or not self.measurements


def of(agreement: Agreement, as_of: date, year: int, money: Money | None) -> Outcome:
    """Gather what is known on a day about a year, with its money where that has a figure."""
    stated = agreement.follow_up or FollowUp()
    stands = term.standing(agreement, as_of)
    public = None if money is None else _public(agreement, money)
    places = agreement.targets.places if agreement.targets and money and money.whole_year else None
    return Outcome(
        year=year,
        meetings=tuple(_held(each, year, stands) for each in stated.meetings),
        reports=_reported(stated, year, stands),
        measurements=tuple(
            each for each in stated.measurements if each.on.last.year == year and each.on.last <= as_of
        ),
        public=public,
        public_per_place=period_money.per_place(public, places) if public else None,
    )


def _public(agreement: Agreement, money: Money) -> Amount:
    return period_money.total(
        share.figure for share in money.shown.shares if agreement.parties[share.party].role is Role.PUBLIC
    )


def _held(meetings: Meetings, year: int, stands: Standing) -> Held:
    days = tuple(sorted(day for day in set(meetings.held) if day.year == year and day <= stands.as_of))
    required = meetings.at_least if year in stands.decided.whole_years else 0
    return Held(meetings, days, max(0, required - len(days)))


def _reported(stated: FollowUp, year: int, stands: Standing) -> tuple[Reported, ...]:
    found = []
    for report in stated.reports:
        received = {each.due: each.on for each in report.received if each.on <= stands.as_of}
        due = report.due_days(stands.decided, stands.as_of)
        found += [
            Reported(report.kind, day, received.get(day))
            for day in due
            if day.year == year and day <= stands.as_of
        ]
    return tuple(sorted(found, key=lambda each: (each.due, spelling.order(each.kind))))
