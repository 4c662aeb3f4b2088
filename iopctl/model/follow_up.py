"""What is asked of the partnership, and what was seen of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import Count, Day, EveryYear, People, Rough, Share, Text, one_of


class Targets(Entry):
    """What the agreement aims at.

    sv: Vad överenskommelsen siktar mot.
    """

    places: Count | None = None
    """Places (platser), over which key figures are counted.

    sv: Antal platser, som nyckeltal räknas på.
    """
    participants: Count | None = None
    """Participants at a time (deltagare).

    sv: Antal deltagare samtidigt.
    """
    settings: tuple[Text, ...] = ()
    """Where the places are.

    sv: Var platserna finns.
    """


class Per(StrEnum):
    """The stretch of time that a number of meetings is counted over.

    sv: Den tid som ett antal möten räknas över.
    """

    CALENDAR_YEAR = "calendar year"
    """From January to December.

    sv: Kalenderår, januari till december.
    """
    YEAR = "year"
    """Any twelve months.

    sv: År, det vill säga tolv månader.
    """


class Meetings(Entry):
    """Meetings of one kind that the agreement requires.

    sv: Möten av ett slag som överenskommelsen kräver.
    """

    kind: Text
    """The word in the singular, as a sentence uses it: dialogmöte.

    sv: Ordet i singular, så som en mening använder det: dialogmöte.
    """
    plural: Text
    """The words in the plural, as a sentence uses them: återkommande dialogmöten.

    sv: Orden i plural, så som en mening använder dem: återkommande dialogmöten.
    """
    at_least: Count
    """How many meetings there must be at least.

    sv: Hur många möten det minst ska vara.
    """
    per: Annotated[Per, one_of(Per)]
    """The stretch of time that they are counted over.

    sv: Den tid som mötena räknas över.
    """
    held: tuple[Day, ...] = ()
    """The days on which such meetings were held.

    sv: De dagar då sådana möten har hållits.
    """
    about: tuple[Text, ...] = ()
    """What the meetings take up.

    sv: Vad mötena tar upp.
    """
    note: Text | None = None
    """A further sentence about the meetings, for the memo.

    sv: Ytterligare en mening om mötena, till tjänsteskrivelsen.
    """


class Received(Entry):
    """A report that came in.

    sv: En rapport som har kommit in.
    """

    due: Day
    """The day on which it was due.

    sv: Dagen då rapporten skulle ha kommit in.
    """
    on: Day
    """The day on which it came in.

    sv: Dagen då rapporten kom in.
    """


class Report(Entry):
    """A report that the agreement requires, every year or on certain days.

    sv: En rapport som överenskommelsen kräver, varje år eller vissa dagar.
    """

    kind: Text
    """The word in the singular, as a sentence uses it: årsrapport.

    sv: Ordet i singular, så som en mening använder det: årsrapport.
    """
    every_year: EveryYear | None = None
    """The day on which it is due, every year from the first such day in the term to the first one after it.

    sv: Dagen då rapporten ska lämnas, varje år från den första sådana dagen i avtalstiden till den första
    efter den.
    """
    due: tuple[Day, ...] = ()
    """The days on which it is due, where they do not return every year.

    sv: De dagar då rapporten ska lämnas, där de inte återkommer varje år.
    """
    received: tuple[Received, ...] = ()
    """The reports that came in.

    sv: De rapporter som har kommit in.
    """


class Measurement(Entry):
    """What was counted on a day, or told of a time: counts where they exist, else the published share.

    sv: Vad som räknades en viss dag eller uppgavs för en viss tid: antal där de finns, annars den
    publicerade andelen.
    """

    on: Rough
    """When it was counted or told, as exactly as it is known.

    sv: När det räknades eller uppgavs, så noga som det är känt.
    """
    participants: People | None = None
    """How many took part at that time (deltagare).

    sv: Hur många deltagare det var vid den tiden.
    """
    women: Share | None = None
    """The share of women, where only that was published.

    sv: Andelen kvinnor, där bara den har publicerats.
    """
    throughput_per_year: People | None = None
    """How many pass through the activity in a year (genomströmning).

    sv: Genomströmningen: hur många som passerar verksamheten under ett år.
    """
    went_on_to: tuple[Text, ...] = ()
    """What participants went on to.

    sv: Vad deltagarna gick vidare till.
    """


class FollowUp(Entry):
    """Meetings and reports required, and measurements made.

    sv: Möten och rapporter som krävs, och mätningar som har gjorts.
    """

    meetings: tuple[Meetings, ...] = ()
    """The meetings that the agreement requires, one item for each kind.

    sv: De möten som överenskommelsen kräver, en post för varje slag.
    """
    reports: tuple[Report, ...] = ()
    """The reports that the agreement requires, one item for each kind.

    sv: De rapporter som överenskommelsen kräver, en post för varje slag.
    """
    measurements: tuple[Measurement, ...] = ()
    """What was counted or told, oldest first.

    sv: Vad som har räknats eller uppgetts, det äldsta först.
    """
    note: Text | None = None
    """Anything else that the agreement says of follow-up.

    sv: Annat som överenskommelsen säger om uppföljning.
    """
