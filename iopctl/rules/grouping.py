"""The money of a year put together by party, kind of contribution, board or line.

A group is the sum of its lines as they are printed, so that in every grouping what is printed adds up to the
same total. A public party is grouped under its board; a party without one stands for itself.

Holds: 212 000 kr of staff and 127 200 kr of premises by one party → two kinds, one party, one board.
Does not: a kind that is rounded anew from the exact amounts of its lines.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from iopctl import money, spelling
from iopctl.rules import boards, figure, shares
from iopctl.rules.figure import Figure, Step, Unit
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.model.agreement import Agreement
    from iopctl.rules.budget import Budget
    from iopctl.rules.shares import Line


class By(StrEnum):
    """What the lines of a year are put together by."""

    PARTY = "party"
    """Who bears them."""
    KIND = "kind"
    """What they consist of."""
    BOARD = "board"
    """Which board bears them; a party without a board stands for itself."""
    LINE = "line"
    """Nothing: each line by itself."""


class Group(Struct):
    """The lines of one party, kind or board, or a line by itself."""

    key: str
    """What tells it from the others, in every year alike; two may be called the same."""
    name: str
    figure: Figure
    """The sum of its lines as they are printed."""
    exact: Decimal
    """The same before rounding, in kronor."""
    fraction: Decimal | None
    """Of the total, to three decimals; all of them make one. None where the total is nothing."""


def groups(agreement: Agreement, of: Budget, by: By) -> tuple[Group, ...]:
    """Put the lines of a year together, in the order in which the groups first appear in the file."""
    together: dict[str, list[Line]] = {}
    names: dict[str, str] = {}
    for line in of.lines:
        key, name = _group(agreement, of, line, by)
        together.setdefault(key, []).append(line)
        names.setdefault(key, name)
    sums = {
        key: figure.made(names[key], Unit.KRONOR, Step.SUM, *(line.figure for line in lines))
        for key, lines in together.items()
    }
    fractions = shares.fractions([each.value for each in sums.values()])
    return tuple(
        Group(key, names[key], sums[key], money.add(line.exact for line in lines), fraction)
        for (key, lines), fraction in zip(together.items(), fractions, strict=True)
    )


def _group(agreement: Agreement, of: Budget, line: Line, by: By) -> tuple[str, str]:
    """Give what tells a line's group from the others, and what it is called."""
    party = agreement.parties[line.contribution.by]
    match by:
        case By.PARTY:
            return line.contribution.by, party.called
        case By.KIND:
            return line.contribution.kind.value, line.contribution.kind.value
        case By.BOARD:
            name = boards.called(party)
            return spelling.key(name), name
        case By.LINE:
            name, spans = line.contribution.name, {each.span for each in of.lines}
            return str(line.order), name if len(spans) == 1 else f"{name}, {line.span}"
        case _:
            assert_never(by)
