"""What is asked of the partnership, and what was seen of it."""

from __future__ import annotations

from datetime import date

from iopctl.model.entry import Entry
from iopctl.model.scalars import Choice, Count, Day, DueTime, EveryYear, People, Rough, Share, Text
from iopctl.period import Period


class Targets(Entry):
    """What the agreement aims at."""

    places: Count | None = None
    """Places (platser), over which key figures are counted."""
    participants: Count | None = None
    """Participants at a time (deltagare)."""
    settings: tuple[Text, ...] = ()
    """Where the places are."""


class Per(Choice):
    """The stretch of time that a number of meetings is counted over."""

    CALENDAR_YEAR = "calendar year"
    """From January to December."""
    YEAR = "year"
    """Any twelve months."""


class Meetings(Entry):
    """Meetings of one kind that the agreement requires."""

    kind: Text
    """The word in the singular, as a sentence uses it: dialogmöte."""
    plural: Text
    """The words in the plural, as a sentence uses them: återkommande dialogmöten."""
    at_least: Count | None = None
    """How many meetings there must be at least, where the agreement states a number."""
    per: Per | None = None
    """The stretch of time that they are counted over; stated with their number."""
    held: tuple[Day, ...] = ()
    """The days on which such meetings were held."""
    about: tuple[Text, ...] = ()
    """What the meetings take up."""
    note: Text | None = None
    """A further sentence about the meetings, for the memo."""

    def held_in(self, year: int, as_of: date) -> int:
        """Count the meetings of a calendar year that had been held by a day; one that stands twice is one."""
        return sum(day.year == year and day <= as_of for day in set(self.held))


class Received(Entry):
    """A report that came in."""

    due: DueTime
    """The day on which it was due, or the agreement's words for it."""
    on: Day
    """The day on which it came in."""


class Report(Entry):
    """A report that the agreement requires, every year or on certain days."""

    kind: Text
    """The word in the singular, as a sentence uses it: årsrapport."""
    every_year: EveryYear | None = None
    """The day on which it is due, every year from the first such day in the term to the first one after it.
    """
    due: tuple[DueTime, ...] = ()
    """When it is due, where that does not return every year: days, or the agreement's own words for a time
    (senast våren 2020), which are printed as they are written and never called late."""
    received: tuple[Received, ...] = ()
    """The reports that came in."""

    def due_days(self, decided: Period, through: date) -> tuple[date, ...]:
        """Give the days on which it is due, in order, up to the first one that comes after a day.

        What returns every year is due from its first day inside the decided term to the first one after it.
        """
        years = range(decided.first.year, through.year + 2)
        yearly = [self.every_year.in_year(year) for year in years] if self.every_year else []
        inside = [day for day in yearly if day in decided]
        after = [day for day in yearly if decided.last is not None and day > decided.last]
        days = [each for each in self.due if isinstance(each, date)]
        ordered = sorted({*days, *inside, *after[:1]})
        coming = next((at for at, day in enumerate(ordered) if day > through), len(ordered))
        return tuple(ordered[: coming + 1])

    def missing(self, decided: Period, as_of: date, tracked_from: date | None = None) -> tuple[date, ...]:
        """Give the due days, up to the next one, whose report had not come in by a day.

        Those before the day from which the register is kept are not missed.
        """
        received = self.came_in(as_of)
        due = self.due_days(decided, as_of)
        return tuple(day for day in due if day not in received and day >= (tracked_from or day))

    def missing_in_words(self, as_of: date) -> tuple[str, ...]:
        """Give the times in words whose report had not come in by a day."""
        return tuple(each for each in self.in_words if each not in self.came_in(as_of))

    def came_in(self, as_of: date) -> dict[date | str, date]:
        """Give when each report came in that had done so by a day, by when it was due."""
        return {each.due: each.on for each in self.received if each.on <= as_of}

    @property
    def in_words(self) -> tuple[str, ...]:
        """The times that the agreement states in words of its own."""
        return tuple(each for each in self.due if isinstance(each, str))


class Measurement(Entry):
    """What was counted on a day, or told of a time: counts where they exist, else the published share."""

    on: Rough
    """When it was counted or told, as exactly as it is known."""
    participants: People | None = None
    """How many took part at that time (deltagare)."""
    women: Share | None = None
    """The share of women, where only that was published."""
    throughput_per_year: People | None = None
    """How many pass through the activity in a year (genomströmning)."""
    went_on_to: tuple[Text, ...] = ()
    """What participants went on to, as a sentence says it: till studier."""


class FollowUp(Entry):
    """Meetings and reports required, and measurements made."""

    meetings: tuple[Meetings, ...] = ()
    """The meetings that the agreement requires, one item for each kind."""
    reports: tuple[Report, ...] = ()
    """The reports that the agreement requires, one item for each kind."""
    measurements: tuple[Measurement, ...] = ()
    """What was counted or told, oldest first."""
    note: Text | None = None
    """Anything else that the agreement says of follow-up."""
