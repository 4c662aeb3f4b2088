"""For how long the agreement runs, how it is ended before its time, and what changed within it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, End, Rough, Text, Time, TimeBeforeTheEnd, one_of
from iopctl.period import Period


class PartYears(StrEnum):
    """How the agreement says that a part of a calendar year is paid.

    sv: Hur en del av ett kalenderår betalas enligt överenskommelsen.
    """

    DAYS = "days"
    """By the days that count.

    sv: Efter antalet dagar.
    """
    MONTHS = "months"
    """By the whole months that count.

    sv: Efter antalet hela månader.
    """
    FULL = "full"
    """The full amount of the year.

    sv: Hela årets belopp.
    """


class OnHoliday(StrEnum):
    """Where a last day goes that falls on a day off, if the agreement says so; else it stays where it is.

    Days off are those of 2 § lag (1930:173): Saturdays, Sundays, public holidays, and the eves of
    midsummer, Christmas and the new year.

    sv: Vart en sista dag flyttas som infaller på en ledig dag, om överenskommelsen säger det; annars ligger
    den kvar. Lediga dagar är de som 2 § lag (1930:173) räknar upp: lördagar, söndagar, helgdagar samt
    midsommar-, jul- och nyårsafton.
    """

    PREVIOUS = "previous working day"
    """Back to the working day before it.

    sv: Bakåt till vardagen före.
    """
    NEXT = "next working day"
    """On to the working day after it.

    sv: Framåt till vardagen efter.
    """


class Notice(Entry):
    """How the agreement is ended before its time, or kept from renewing itself.

    Its period is counted from the day of notice (length), or the agreement says how long before the end
    notice must be given (no_later_than); at least one of the two is stated.

    sv: Hur överenskommelsen sägs upp i förtid, eller hindras från att förlängas av sig själv.
    Uppsägningstiden räknas från uppsägningen (length), eller så anges hur långt före utgången uppsägning
    ska ske (no_later_than); minst ett av dem anges.
    """

    length: Time | None = None
    """How long notice (uppsägningstid) runs, from the day on which it is given.

    sv: Hur lång uppsägningstiden är, räknad från den dag då uppsägningen görs.
    """
    no_later_than: TimeBeforeTheEnd | None = None
    """The last time to give notice before the end of the term or of the extension that runs.

    sv: När uppsägning senast ska ske före utgången av avtalstiden eller av den förlängning som löper.
    """
    on_holiday: Annotated[OnHoliday, one_of(OnHoliday)] | None = None
    """Where the last day for notice goes if it falls on a day off; it stays where it is unless stated.

    sv: Vart sista dagen för uppsägning flyttas om den är en ledig dag; den ligger kvar om inget sägs.
    """
    by: Text | None = None
    """Who may give it.

    sv: Vem som får säga upp.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """


class NoticeGiven(Entry):
    """Notice that was given: from its day on, the agreement is under notice (uppsagd).

    sv: En uppsägning som har gjorts: från och med den dagen är överenskommelsen uppsagd.
    """

    on: Day
    """The day on which it was given.

    sv: Dagen då uppsägningen gjordes.
    """
    ends: Day | None = None
    """The last day of the agreement, included; left out where the notice period gives it.

    sv: Överenskommelsens sista dag, inräknad; utelämnas där uppsägningstiden ger den.
    """
    by: Text | None = None
    """Who gave it.

    sv: Vem som sade upp.
    """
    case_number: Text | None = None
    """The case number (diarienummer) of the notice.

    sv: Uppsägningens diarienummer.
    """
    note: Text | None = None
    """Anything a reader should know about it.

    sv: Annat som en läsare bör veta om uppsägningen.
    """


class Term(Entry):
    """The first and last day, both included, before any extension.

    sv: Första och sista dagen, båda inräknade, före varje förlängning.
    """

    starts: Day
    """The first day.

    sv: Första dagen.
    """
    ends: End
    """The last day, included; or: until further notice (tills vidare).

    sv: Sista dagen, inräknad; eller until further notice (tills vidare).
    """
    signed: Rough | None = None
    """When the parties bound themselves; where it is not known, the term counts from its first day.

    sv: När parterna band sig; där det inte är känt räknas avtalstiden från sin första dag.
    """
    part_years: Annotated[PartYears, one_of(PartYears)] | None = None
    """How a part of a calendar year is paid; without it a year that the term cuts has no figure.

    sv: Hur en del av ett kalenderår betalas; utan det har ett år som avtalstiden skär av inget belopp.
    """
    condition: Text | None = None
    """What the decision to sign depends on, such as the council's funding; without it, on nothing.

    sv: Vad beslutet om överenskommelsen är villkorat av, till exempel att fullmäktige anslår medel.
    """
    condition_met: Day | None = None
    """The day on which the condition was met; until then the agreement does not count as decided.

    sv: Dagen då villkoret uppfylldes; före den räknas överenskommelsen inte som beslutad.
    """
    notice: Notice | None = None
    """How the agreement is ended before its time, or kept from renewing itself.

    sv: Hur överenskommelsen sägs upp i förtid, eller hindras från att förlängas av sig själv.
    """
    notice_given: NoticeGiven | None = None
    """The notice that was given, if any (uppsägning).

    sv: Den uppsägning som har gjorts, om någon.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """

    @property
    def period(self) -> Period:
        """The term as a period."""
        return Period.of(self.starts, self.ends)

    def decided_by(self, as_of: date) -> bool:
        """Tell whether the agreement was decided on a day; without a known day, from its first day on."""
        signed = self.signed.last if self.signed else self.starts
        return signed <= as_of and met(self.condition, self.condition_met, as_of)


def met(condition: str | None, on: date | None, as_of: date) -> bool:
    """Tell whether what a decision depends on had come about by a day."""
    return condition is None or (on is not None and on <= as_of)


class Amendment(Entry):
    """What was changed within the term, from when.

    sv: Vad som har ändrats under avtalstiden, och från när.
    """

    since: Rough = Field(alias="from")
    """From when, as exactly as it is known.

    sv: Från när, så noga som det är känt.
    """
    decided: Rough | None = None
    """When it was decided; where it is not known, it counts from when it applies.

    sv: När ändringen beslutades; är det inte känt räknas den från när den gäller.
    """
    note: Text
    """What was changed, as a whole sentence.

    sv: Vad som ändrades, som en hel mening.
    """
    case_number: Text | None = None
    """The case number (diarienummer) of the change.

    sv: Ändringens diarienummer.
    """

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from when it applies."""
        return (self.decided.last if self.decided else self.since.first) <= as_of


class EarlierAgreement(Entry):
    """An agreement between the same parties that this one replaces.

    sv: En överenskommelse mellan samma parter som den här ersätter.
    """

    since: Rough = Field(alias="from")
    """From when it ran, as exactly as it is known.

    sv: Från när den gällde, så noga som det är känt.
    """
    note: Text
    """What there is to say of it, in whole sentences.

    sv: Vad det finns att säga om den, i hela meningar.
    """
    case_number: Text | None = None
    """Its case number (diarienummer).

    sv: Dess diarienummer.
    """
