"""What the agreement allows by way of extension, and what was made of it."""

from __future__ import annotations

from datetime import date

from iopctl.model.entry import Entry
from iopctl.model.scalars import Choice, Day, Options, Text, Time, TimeBeforeTheEnd
from iopctl.model.term import OnHoliday, met
from iopctl.period import Period


class Status(Choice):
    """What became of an extension."""

    DECIDED = "decided"
    """The body in question has decided it."""
    PROPOSED = "proposed"
    """It was proposed, and nobody has decided it yet."""
    DECLINED = "declined"
    """The body in question decided against it; the option is not used."""


class Renewal(Choice):
    """What makes an extension come about."""

    BY_DECISION = "by decision"
    """A decision, before the term ends."""
    TACIT = "tacit"
    """Silence: it renews itself unless notice is given in time (tyst förlängning)."""


class Extension(Entry):
    """One exercised option: a period, and the decision behind it."""

    starts: Day
    """The first day, the day after the period before it."""
    ends: Day
    """The last day, included."""
    status: Status
    """Whether it is decided, only proposed, or declined."""
    proposed: Day | None = None
    """The day on which it was proposed."""
    decided: Day | None = None
    """The day on which it was decided or declined; where it is not known, that counts from its first day."""
    condition: Text | None = None
    """What the decision depends on, such as the council's funding; without it, on nothing."""
    condition_met: Day | None = None
    """The day on which the condition was met; until then the extension does not lengthen the term."""
    case_number: Text | None = None
    """The case number (diarienummer) of the decision."""
    note: Text | None = None
    """Anything a reader should know about it."""

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
    """When the clause says that an extension must be decided, and by whom."""

    no_earlier_than: TimeBeforeTheEnd | None = None
    """The earliest time to decide."""
    no_later_than: TimeBeforeTheEnd | None = None
    """The latest time to decide."""
    by: Text | None = None
    """Which body decides."""
    on_holiday: OnHoliday | None = None
    """Where the latest day goes if it falls on a day off; it stays where it is unless stated."""


class ExtensionClause(Entry):
    """What the agreement allows, and what was made of it."""

    options: Options
    """How many times the agreement may be extended; or: unlimited."""
    length: Time | None = None
    """How long one extension is; may be left out where 'until' says how far it goes."""
    until: Day | None = None
    """The last day to which the agreement may be extended, included, however many options are used."""
    renewal: Renewal = Renewal.BY_DECISION
    """Whether an extension takes a decision, or comes about tacitly unless notice is given in time."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    decide: DecisionWindow | None = None
    """When the agreement says that an extension must be decided."""
    extensions: tuple[Extension, ...] = ()
    """What became of the options, in order."""
