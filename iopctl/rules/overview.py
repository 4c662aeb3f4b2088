"""One agreement in one line: its state, how its term stands, this year's money, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import money
from iopctl.model.parties import Role
from iopctl.money import Amount, Quality
from iopctl.rules import budget, deadlines, extension
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding
    from iopctl.rules.budget import Budget
    from iopctl.rules.deadlines import Deadline, Routine
    from iopctl.rules.extension import State
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


class Side(Struct):
    """What the public or the civil parties put in together."""

    amount: Amount
    """The sum of their shares, as they are paid."""
    exact: Decimal
    """The same before rounding, in kronor."""


class Overview(Struct):
    """One line of the register."""

    as_of: date
    state: State
    why: Finding
    """What decides the state."""
    stands: Standing
    lapsed: bool
    """Whether the options that are left can no longer be used."""
    year: Budget | NoFigure
    public: Side | None
    """What the public parties put in this year; None where the year has no figure."""
    civil: Side | None
    deadlines: tuple[Deadline, ...]
    """Everything that is to be done, in order of its day."""

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """What should have been done already."""
        return tuple(each for each in self.deadlines if each.overdue(self.as_of))

    @property
    def next(self) -> Deadline | None:
        """What comes next; where nothing does, the last thing that should have been done already.

        What is long overdue, such as a meeting that was never recorded, does not hide what is coming.
        """
        coming = self.deadlines[len(self.overdue) :]
        return next(iter([*coming, *reversed(self.overdue)]), None)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The codes of the series whose assumed values this year's money rests on."""
        return () if isinstance(self.year, NoFigure) else self.year.total.assumed


def overview(agreement: Agreement, known: Known, routine: Routine) -> Overview:
    """Sum up an agreement with what counts on a day."""
    as_of = known.as_of
    year = budget.open_still(agreement, as_of.year, known)
    verdict = extension.verdict(agreement, as_of)
    return Overview(
        as_of=as_of,
        state=verdict.state,
        why=verdict.reasons[0],
        stands=extension.standing(agreement, as_of),
        lapsed=verdict.lapsed is not None,
        year=year,
        public=_side(agreement, year, Role.PUBLIC),
        civil=_side(agreement, year, Role.CIVIL),
        deadlines=deadlines.deadlines(agreement, known, routine),
    )


def _side(agreement: Agreement, year: Budget | NoFigure, role: Role) -> Side | None:
    if isinstance(year, NoFigure):
        return None
    shares = [share for share in year.shares if agreement.parties[share.party].role is role]
    return Side(
        Amount(
            money.add(share.figure.value for share in shares),
            Quality.of_sum(share.figure.quality for share in shares),
        ),
        money.add(share.exact for share in shares),
    )
