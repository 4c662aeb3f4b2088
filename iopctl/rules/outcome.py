"""What came of a year of an agreement: what was required, held, received and measured, and what it cost.

Of meetings, reports and measurements only what was known on the day of the memo or report counts. Meetings
are required in a calendar year that lies wholly inside the term.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from iopctl import money, spelling
from iopctl.model.follow_up import FollowUp
from iopctl.model.parties import Role
from iopctl.rules import budget, shares, term
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.model.follow_up import Measurement, Meetings
    from iopctl.money import Amount
    from iopctl.rules.known import Known
    from iopctl.rules.stretches import Stretch

_NAMES_A_YEAR = re.compile(r"\b\d{4}\b")


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
    due: date | str
    """The day on which it was due, or the agreement's words for it."""
    received: date | None
    """The day on which it came in; None where it had not by the day of the memo."""
    late: bool
    """Whether it came in after its day."""


class Outcome(Struct):
    """What came of a year."""

    year: int
    """The calendar year."""
    meetings: tuple[Held, ...]
    """The meetings, one item for each kind."""
    reports: tuple[Reported, ...]
    """The reports that were due, in order of their days; last those that are due in words."""
    measurements: tuple[Measurement, ...]
    """What was counted or reported for the year."""
    public: Amount | None
    """What the public parties put in; None where the year has no figure."""
    public_per_place: Amount | None
    """The same for each place; None where no number of places is stated, or the year is no whole one."""

    tracked: bool
    """Whether the register was kept from the first day of the year on; else nothing more is missed."""

    @property
    def missing(self) -> bool:
        """Whether anything is missing that the agreement requires, or was not kept."""
        lacks = any(each.missing for each in self.meetings)
        return lacks or any(each.received is None for each in self.reports) or not self.tracked


def of(agreement: Agreement, known: Known, year: int, of_year: Stretch | None) -> Outcome:
    """Gather what is known on a day about a year, with its money where that has a figure.

    What was due before the register was kept is neither late nor missing; nor are meetings of a year that
    its first day cuts.
    """
    stated, as_of = agreement.follow_up or FollowUp(), known.as_of
    decided = term.standing(agreement, as_of).decided
    tracked_from = known.tracked_from or date.min
    tracked = date(year, 1, 1) >= tracked_from
    meetings = []
    for required in stated.meetings:
        days = tuple(sorted({day for day in required.held if day.year == year and day <= as_of}))
        least = required.at_least or 0
        missing = max(0, least - len(days)) if tracked and year in decided.whole_years else 0
        meetings.append(Held(required, days, missing))
    reports = []
    for report in stated.reports:
        received = report.came_in(as_of)
        for day in report.due_days(decided, as_of):
            on = received.get(day)
            if day.year == year and day <= as_of and (on is not None or day >= tracked_from):
                late = on is not None and on > day >= tracked_from
                reports.append(Reported(report.kind, day, on, late))
        # Words that name a year are about it; others may be about any.
        reports += [
            Reported(report.kind, words, received.get(words), late=False)
            for words in report.in_words
            if str(year) in words or not _NAMES_A_YEAR.search(words)
        ]
    public = None
    if of_year is not None:
        own = shares.of_role(agreement, of_year.shares, Role.PUBLIC)
        public = money.total(share.figure.amount for share in own)
    places = agreement.places if of_year and of_year.whole else None
    return Outcome(
        year=year,
        meetings=tuple(meetings),
        reports=tuple(sorted(reports, key=lambda each: (str(each.due), spelling.order(each.kind)))),
        measurements=tuple(
            each for each in stated.measurements if each.on.last.year == year and each.on.last <= as_of
        ),
        public=public,
        public_per_place=budget.per_place(public, places) if public else None,
        tracked=tracked,
    )
