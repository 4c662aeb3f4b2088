"""When the cash of a year is paid out, as the agreement says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import EveryYear, Share, Text, Time, one_of


class Instalments(StrEnum):
    """How often the cash of a year is paid.

    sv: Hur ofta årets kontanta bidrag betalas.
    """

    MONTHLY = "monthly"
    """Every calendar month.

    sv: Varje kalendermånad.
    """
    QUARTERLY = "quarterly"
    """Every calendar quarter.

    sv: Varje kvartal.
    """
    HALF_YEARLY = "half-yearly"
    """January to June, and July to December.

    sv: Varje halvår.
    """
    YEARLY = "yearly"
    """Once a calendar year.

    sv: En gång per kalenderår.
    """

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
    """At which end of its period an instalment is paid.

    sv: Vid vilken ände av sin period en delbetalning görs.
    """

    IN_ADVANCE = "in advance"
    """On the first day of the period.

    sv: I förskott, på periodens första dag.
    """
    IN_ARREARS = "in arrears"
    """On the last day of the period.

    sv: I efterskott, på periodens sista dag.
    """


class Payments(Entry):
    """When the cash that is paid out is paid: by period (instalments and when), or on days of the year (on).

    sv: När de kontanta bidrag som betalas ut betalas: per period (instalments och when) eller på bestämda
    dagar under året (on).
    """

    instalments: Annotated[Instalments, one_of(Instalments)] | None = None
    """How often it is paid, together with when.

    sv: Hur ofta det betalas, tillsammans med when.
    """
    when: Annotated[When, one_of(When)] | None = None
    """Whether each instalment is paid in advance or in arrears.

    sv: Om varje delbetalning görs i förskott eller i efterskott.
    """
    on: tuple[EveryYear, ...] = ()
    """The days of every year on which it is paid, in order, instead of instalments and when.

    sv: De dagar varje år då det betalas, i ordning, i stället för instalments och when.
    """
    shares: tuple[Share, ...] = ()
    """How much of a whole year each instalment is, in order; left out where they are equal.

    sv: Hur stor del av ett helt år varje delbetalning är, i ordning; utelämnas där de är lika stora.
    """
    terms: Time | None = None
    """Within what time of the invoice it is paid.

    sv: Inom vilken tid från fakturan det betalas (betalningsvillkor).
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """
    note: Text | None = None
    """Anything else a reader should know about the payments.

    sv: Annat som en läsare bör veta om betalningarna.
    """

    @property
    def a_year(self) -> int:
        """How many instalments a whole year has."""
        return 12 // self.instalments.months if self.instalments else len(self.on)
