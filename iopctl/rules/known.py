"""What counts on the day asked: a question is answered with what was known then, and nothing later.

An index value counts from the day on which it was published, a decision from the day on which it was taken.
What somebody assumes beyond that is kept apart, and marks every figure that rests on it.

Holds: asked as of 2021-07-13, an extension decided on 2021-07-13 counts.
Does not: the same, asked as of 2021-07-12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from iopctl.model.published import Series, Value
    from iopctl.problem import Place


class Index(Struct):
    """An index series as the register has it."""

    code: str
    """Its code, the name of its file."""
    file: str
    """The file as messages name it, whether it is there or not."""
    series: Series | None = None
    """What the file holds; None where it is missing or has problems."""
    by_year: Mapping[int, tuple[tuple[Value, Place], ...]] = field(default_factory=dict)
    """What was published for each year, and where it stands: every amount asks for the same few years."""


def by_year(series: Series, places: Iterable[Place]) -> dict[int, tuple[tuple[Value, Place], ...]]:
    """Put the values of a series by their year; the places are theirs, in the order of the file."""
    found: dict[int, tuple[tuple[Value, Place], ...]] = {}
    for each, place in zip(series.values, places, strict=True):
        found[each.year] = (*found.get(each.year, ()), (each, place))
    return found


class Assumption(Struct):
    """How a series is assumed to go on after its last known value; no such thing gets into a memo."""

    code: str
    """The series."""
    percent: Decimal
    """The change for every new year."""

    def __str__(self) -> str:
        """Give it as it is asked for: PKV=2.5%."""
        return f"{self.code}={self.percent:f}%"


class Known(Struct):
    """What an answer about money may rest on, beside the agreement itself."""

    as_of: date
    """The day asked; what was decided or published after it does not count."""
    indices: tuple[Index, ...] = ()
    """The series that the agreement's amounts follow."""
    assumed: tuple[Assumption, ...] = ()
    """How series are assumed to go on."""
    assumable: bool = True
    """Whether anything may be assumed for this answer; nothing is for what a board decides on."""

    def index(self, code: str) -> Index | None:
        """Find a series by its code."""
        return next((each for each in self.indices if each.code == code), None)

    def assumption(self, code: str) -> Decimal | None:
        """Find how a series is assumed to go on, if it is."""
        return next((each.percent for each in self.assumed if each.code == code), None)
