"""What is asked of the partnership, and what was seen of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import Count, People, Rough, Share, Text, one_of


class Targets(Entry):
    """What the agreement aims at."""

    places: Count | None = None
    """Participants at a time."""
    settings: tuple[Text, ...] = ()
    """Where the places are."""


class Per(StrEnum):
    """The stretch of time that a number of meetings is counted over."""

    CALENDAR_YEAR = "calendar year"


class Meetings(Entry):
    """Meetings of one kind that the agreement requires."""

    kind: Text
    """The word in the singular, as a sentence uses it: dialogmöte."""
    plural: Text
    at_least: Count
    per: Annotated[Per, one_of(Per)]
    about: tuple[Text, ...] = ()
    note: Text | None = None


class Measurement(Entry):
    """What was counted on a day, or told of a time: counts where they exist, else the published share."""

    on: Rough
    participants: People | None = None
    women: Share | None = None
    """The share of women, where only that was published."""
    throughput_per_year: People | None = None
    went_on_to: tuple[Text, ...] = ()
    """What participants went on to."""


class FollowUp(Entry):
    """Meetings required, and measurements made."""

    meetings: tuple[Meetings, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    note: Text | None = None
