"""What each party puts in, in the amounts of the agreement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from iopctl.model.basis import Basis, BasisOf, Spread
from iopctl.model.entry import Entry
from iopctl.model.indexation import Indexation
from iopctl.model.payments import Payments
from iopctl.model.scalars import Day, HoursAWeek, Kronor, Number, Rate, Text, Weeks, Year, one_of


class Kind(StrEnum):
    """What a contribution consists of.

    sv: Vad en insats består av.
    """

    CASH = "cash"
    """Money that is paid out.

    sv: Pengar som betalas ut.
    """
    STAFF = "staff"
    """Paid working time.

    sv: Avlönad arbetstid, personal.
    """
    VOLUNTEERS = "volunteers"
    """Unpaid working time.

    sv: Ideellt arbete.
    """
    PREMISES = "premises"
    """Rooms and what belongs to them.

    sv: Lokaler.
    """
    EQUIPMENT = "equipment"
    """Equipment and material.

    sv: Utrustning och material.
    """
    MIXED = "mixed"
    """Several of these, which the agreement does not tell apart.

    sv: Flera av dessa, som överenskommelsen inte skiljer åt.
    """
    OTHER = "other"
    """Anything else.

    sv: Något annat.
    """


class Rounding(StrEnum):
    """To what the figures of a year are rounded.

    sv: Till vad ett års belopp avrundas.
    """

    KRONA = "krona"
    """To whole kronor.

    sv: Till hela kronor.
    """
    TEN = "ten kronor"
    """To tens of kronor.

    sv: Till tiotal kronor.
    """
    HUNDRED = "hundred kronor"
    """To hundreds of kronor.

    sv: Till hundratal kronor.
    """

    @property
    def unit(self) -> Decimal:
        """The unit in kronor."""
        match self:
            case Rounding.KRONA:
                return Decimal(1)
            case Rounding.TEN:
                return Decimal(10)
            case Rounding.HUNDRED:
                return Decimal(100)


class Contribution(Entry):
    """One line of what one party puts in during a whole calendar year, in the price year's prices.

    It is an amount, or hours × rate; where both are given they agree to the krona.

    sv: En rad av vad en part bidrar med under ett helt kalenderår, i prisårets priser. Den är ett belopp
    eller timmar × timkostnad; anges båda stämmer de på kronan.
    """

    name: Text
    """What is put in, as the agreement calls it.

    sv: Vad insatsen är, med överenskommelsens ord.
    """
    by: Text
    """The key of the party that bears it.

    sv: Nyckeln till den part som bär insatsen.
    """
    kind: Annotated[Kind, one_of(Kind)]
    """What it consists of.

    sv: Vad insatsen består av.
    """
    paid_to: Text | None = None
    """The key of the party to which it is paid out in cash; left out where it is not.

    sv: Nyckeln till den part som insatsen betalas ut till i pengar; utelämnas där den inte betalas ut.
    """
    amount: Kronor | None = None
    """Kronor for what the basis says, a whole calendar year unless stated; hours and a rate may give it.

    sv: Kronor för det som basis säger, ett helt kalenderår om inget sägs; timmar och timkostnad kan ge det.
    """
    basis: BasisOf = Basis()
    """What the amount is for: a year unless stated; a place and year; the whole term; a stated period.

    sv: Vad beloppet avser: ett år om inget sägs; en plats och ett år; hela avtalstiden; en angiven period.
    """
    spread: Annotated[Spread, one_of(Spread)] | None = None
    """How a sum for the term or a period is spread over its calendar years; without it they have no figure.

    sv: Hur en summa för avtalstiden eller en period fördelas över kalenderåren; utan det saknar de belopp.
    """
    hours_per_week: HoursAWeek | None = None
    """Hours a week, together with weeks_per_year.

    sv: Timmar per vecka, tillsammans med weeks_per_year.
    """
    weeks_per_year: Weeks | None = None
    """Weeks a year, together with hours_per_week.

    sv: Veckor per år, tillsammans med hours_per_week.
    """
    hours_per_year: Number | None = None
    """Hours a year, instead of hours_per_week and weeks_per_year.

    sv: Timmar per år, i stället för hours_per_week och weeks_per_year.
    """
    hourly_rate: Rate | None = None
    """Kronor an hour.

    sv: Kronor per timme.
    """
    note: Text | None = None
    """What the line stands for, as the end of a sentence that begins with its name: avser ….

    sv: Vad raden står för, som slutet på en mening som börjar med dess namn: avser ….
    """


def _unless_none(value: object) -> object:
    """Read the word `none`: the agreement says that nothing is indexed."""
    return None if value == "none" else value


class BudgetVersion(Entry):
    """The money from a day on, until the next version takes over.

    sv: Beloppen från och med en dag, till dess att nästa version tar över.
    """

    since: Day = Field(alias="from")
    """The first day on which this version of the money applies.

    sv: Den första dag då den här versionen av beloppen gäller.
    """
    decided: Day | None = None
    """The day on which this version was decided; where it is not known, it counts from its first day.

    sv: Dagen då versionen beslutades; är den inte känd räknas versionen från sin första dag.
    """
    price_year: Year | None = None
    """The year (prisår) in whose prices the amounts are; needed where they are indexed.

    sv: Prisåret, det år i vars priser beloppen är angivna; behövs där de räknas upp.
    """
    indexation: Annotated[Indexation | None, BeforeValidator(_unless_none)] = None
    """How the amounts follow prices (uppräkning); 'none', or left out, where they do not.

    sv: Hur beloppen räknas upp efter priserna; 'none', eller utelämnat, där de inte gör det.
    """
    rounding: Annotated[Rounding, one_of(Rounding)] = Rounding.KRONA
    """To what each party's sum is rounded; krona unless stated.

    sv: Till vad varje parts summa avrundas; hela kronor om inget sägs.
    """
    contributions: tuple[Contribution, ...]
    """What each party puts in, line by line.

    sv: Vad varje part bidrar med, rad för rad.
    """
    total: Kronor | None = None
    """The sum of a whole year as the agreement itself states it; the lines must add up to it.

    sv: Summan för ett helt år så som överenskommelsen själv anger den; raderna måste gå ihop med den.
    """
    payments: Payments | None = None
    """When what is paid out is paid; left out where the agreement does not say.

    sv: När det som betalas ut betalas; utelämnas där överenskommelsen inte säger det.
    """
    clause: Text | None = None
    """Where in the agreement it stands.

    sv: Var i överenskommelsen det står.
    """
    note: Text | None = None
    """Anything a reader should know about this version.

    sv: Annat som en läsare bör veta om den här versionen.
    """

    def decided_by(self, as_of: date) -> bool:
        """Tell whether it was decided on a day; without a known day, from its first day on."""
        return (self.decided or self.since) <= as_of
