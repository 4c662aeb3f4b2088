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


class Notice(Entry):
    """How the agreement is ended before its time.

    sv: Hur överenskommelsen sägs upp i förtid.
    """

    length: Time
    """How long notice (uppsägningstid) is.

    sv: Hur lång uppsägningstiden är.
    """
    by: Text | None = None
    """Who may give it.

    sv: Vem som får säga upp.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
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
    notice: Notice | None = None
    """How the agreement is ended before its time.

    sv: Hur överenskommelsen sägs upp i förtid.
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
        return (self.signed.last if self.signed else self.starts) <= as_of


class Status(StrEnum):
    """What became of an extension.

    sv: Vad som blev av en förlängning.
    """

    DECIDED = "decided"
    """The body in question has decided it.

    sv: Den är beslutad.
    """
    PROPOSED = "proposed"
    """It was proposed, and nobody has decided it yet.

    sv: Den är föreslagen men ännu inte beslutad.
    """


class Extension(Entry):
    """One exercised option: a period, and the decision behind it.

    sv: En använd förlängning: en period, och beslutet bakom den.
    """

    starts: Day
    """The first day, the day after the period before it.

    sv: Första dagen, det vill säga dagen efter den föregående perioden.
    """
    ends: Day
    """The last day, included.

    sv: Sista dagen, inräknad.
    """
    status: Annotated[Status, one_of(Status)]
    """Whether it is decided or only proposed.

    sv: Om förlängningen är beslutad eller bara föreslagen.
    """
    proposed: Day | None = None
    """The day on which it was proposed.

    sv: Den dag då förlängningen föreslogs.
    """
    decided: Day | None = None
    """The day on which it was decided; where it is not known, it counts from its first day.

    sv: Den dag då förlängningen beslutades; är dagen inte känd räknas förlängningen från sin första dag.
    """
    case_number: Text | None = None
    """The case number (diarienummer) of the decision.

    sv: Beslutets diarienummer.
    """
    note: Text | None = None
    """Anything a reader should know about it.

    sv: Annat som en läsare bör veta om förlängningen.
    """

    @property
    def period(self) -> Period:
        """The extension as a period."""
        return Period.of(self.starts, self.ends)

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return self.status is Status.DECIDED and (self.decided or self.starts) <= as_of


class DecisionWindow(Entry):
    """When the clause says that an extension must be decided, and by whom.

    sv: När en förlängning ska beslutas enligt överenskommelsen, och av vem.
    """

    no_earlier_than: TimeBeforeTheEnd | None = None
    """The earliest time to decide.

    sv: Den tidigaste tiden för beslutet.
    """
    no_later_than: TimeBeforeTheEnd | None = None
    """The latest time to decide.

    sv: Den senaste tiden för beslutet.
    """
    by: Text | None = None
    """Which body decides.

    sv: Vilket organ som beslutar.
    """


class ExtensionClause(Entry):
    """What the agreement allows, and what was made of it.

    sv: Vad överenskommelsen medger, och vad som blev av det.
    """

    options: Options
    """How many times the agreement may be extended; or: unlimited.

    sv: Hur många gånger överenskommelsen får förlängas; eller unlimited (utan begränsning).
    """
    length: Time
    """How long one extension is.

    sv: Hur lång en förlängning är.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """
    decide: DecisionWindow | None = None
    """When the agreement says that an extension must be decided.

    sv: När en förlängning ska beslutas enligt överenskommelsen.
    """
    extensions: tuple[Extension, ...] = ()
    """What became of the options, in order.

    sv: Vad som blev av möjligheterna till förlängning, i ordning.
    """


class Amendment(Entry):
    """What was changed within the term, from when.

    sv: Vad som har ändrats under avtalstiden, och från när.
    """

    since: Rough = Field(alias="from")
    """From when, as exactly as it is known.

    sv: Från när, så noga som det är känt.
    """
    note: Text
    """What was changed, as a whole sentence.

    sv: Vad som ändrades, som en hel mening.
    """
    case_number: Text | None = None
    """The case number (diarienummer) of the change.

    sv: Ändringens diarienummer.
    """


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
