"""When the cash of a year is paid out, as the agreement says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import EveryYear, Share, Text, Time, one_of


class Instalments(StrEnum):
    """How often the cash of a year is paid."""

    MONTHLY = "monthly"
    """Every calendar month."""
    QUARTERLY = "quarterly"
    """Every calendar quarter."""
    HALF_YEARLY = "half-yearly"
    """January to June, and July to December."""
    YEARLY = "yearly"
    """Once a calendar year."""

    @property
    def months(self) -> int:
        """How many months each instalment is for."""
        match self:
            case Instalments.MONTHLY:
                return 1
            case Instalments.QUARTERLY:
                return 3
            case Instalments.HALF_YEARLY:
                return 6
            case Instalments.YEARLY:
                return 12


class When(StrEnum):
    """At which end of its period an instalment is paid."""

    IN_ADVANCE = "in advance"
    """On the first day of the period."""
    IN_ARREARS = "in arrears"
    """On the last day of the period."""


class Payments(Entry):
    """When cash that is paid out is paid: by period (instalments and when), or on days of the year (on)."""

    instalments: Annotated[Instalments, one_of(Instalments)] | None = None
    """How often it is paid, together with when."""
    when: Annotated[When, one_of(When)] | None = None
    """Whether each instalment is paid in advance or in arrears."""
    on: tuple[EveryYear, ...] = ()
    """The days of every year on which it is paid, in order, instead of instalments and when."""
    shares: tuple[Share, ...] = ()
    """How much of a whole year each instalment is, in order; left out where they are equal."""
    terms: Time | None = None
    """Within what time of the invoice it is paid."""
    clause: Text | None = None
    """Where in the agreement it stands."""
    note: Text | None = None
    """Anything else a reader should know about the payments."""

    @property
    def a_year(self) -> int:
        """How many instalments a whole year has."""
        return 12 // self.instalments.months if self.instalments else len(self.on)
