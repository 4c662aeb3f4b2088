"""What the agreement allows by way of extension, and what was made of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import Day, Options, Text, Time, TimeBeforeTheEnd, one_of
from iopctl.model.term import OnHoliday, met
from iopctl.period import Period


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
    DECLINED = "declined"
    """The body in question decided against it; the option is not used.

    sv: Den avslogs, och möjligheten till förlängning är inte använd.
    """


class Renewal(StrEnum):
    """What makes an extension come about.

    sv: Vad som gör att en förlängning kommer till stånd.
    """

    BY_DECISION = "by decision"
    """A decision, before the term ends.

    sv: Ett beslut, innan avtalstiden går ut.
    """
    TACIT = "tacit"
    """Silence: it renews itself unless notice is given in time (tyst förlängning).

    sv: Tyst förlängning: den förlängs av sig själv om ingen säger upp i tid.
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
    """Whether it is decided, only proposed, or declined.

    sv: Om förlängningen är beslutad, bara föreslagen eller avslagen.
    """
    proposed: Day | None = None
    """The day on which it was proposed.

    sv: Den dag då förlängningen föreslogs.
    """
    decided: Day | None = None
    """The day on which it was decided or declined; where it is not known, that counts from its first day.

    sv: Den dag då förlängningen beslutades eller avslogs; är dagen inte känd räknas det från dess första dag.
    """
    condition: Text | None = None
    """What the decision depends on, such as the council's funding; without it, on nothing.

    sv: Vad beslutet är villkorat av, till exempel att fullmäktige anslår medel.
    """
    condition_met: Day | None = None
    """The day on which the condition was met; until then the extension does not lengthen the term.

    sv: Dagen då villkoret uppfylldes; före den förlängs inte avtalstiden.
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
        """Tell whether it lengthens the term, as of a day."""
        return (
            self.status is Status.DECIDED
            and self._settled_by(as_of)
            and met(self.condition, self.condition_met, as_of)
        )

    def declined_by(self, as_of: date) -> bool:
        """Tell whether it was declined on a day."""
        return self.status is Status.DECLINED and self._settled_by(as_of)

    def proposed_by(self, as_of: date) -> bool:
        """Tell whether it was on the table on a day, whatever was decided later."""
        if self.proposed is not None:
            return self.proposed <= as_of
        return self.status is Status.PROPOSED or self.awaits_condition(as_of)

    def awaits_condition(self, as_of: date) -> bool:
        """Tell whether it was decided by a day on a condition that was not met by then."""
        decided = self.status is Status.DECIDED and self._settled_by(as_of)
        return decided and not met(self.condition, self.condition_met, as_of)

    def _settled_by(self, as_of: date) -> bool:
        """Tell whether the body had decided on it on a day; without a known day, from its first day on."""
        return (self.decided or self.starts) <= as_of


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
    on_holiday: Annotated[OnHoliday, one_of(OnHoliday)] | None = None
    """Where the latest day goes if it falls on a day off; it stays where it is unless stated.

    sv: Vart den senaste dagen flyttas om den infaller på en ledig dag; den ligger kvar om inget sägs.
    """


class ExtensionClause(Entry):
    """What the agreement allows, and what was made of it.

    sv: Vad överenskommelsen medger, och vad som blev av det.
    """

    options: Options
    """How many times the agreement may be extended; or: unlimited.

    sv: Hur många gånger överenskommelsen får förlängas; eller unlimited (utan begränsning).
    """
    length: Time | None = None
    """How long one extension is; may be left out where 'until' says how far it goes.

    sv: Hur lång en förlängning är; kan utelämnas där 'until' anger hur långt den sträcker sig.
    """
    until: Day | None = None
    """The last day to which the agreement may be extended, included, however many options are used.

    sv: Den sista dag som överenskommelsen får förlängas till, inräknad, oavsett antalet förlängningar.
    """
    renewal: Annotated[Renewal, one_of(Renewal)] = Renewal.BY_DECISION
    """Whether an extension takes a decision, or comes about tacitly unless notice is given in time.

    sv: Om en förlängning kräver beslut, eller sker tyst om ingen säger upp i tid.
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
