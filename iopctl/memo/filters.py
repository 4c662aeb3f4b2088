"""The filters of templates: each with the kinds of values that it takes, and nothing is taken for another.

Holds: `memo.money.a_year | kronor`, `memo.civil | introduced`.
Does not: `memo.as_of | kronor`, or a text where a number is meant, which might be of any size.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from iopctl import spelling, swedish
from iopctl.memo import syntax, wording
from iopctl.memo.facts import Facts
from iopctl.model import profile as profiles
from iopctl.model.parties import Party
from iopctl.model.profile import SectionName
from iopctl.model.scalars import Quantity
from iopctl.money import Amount, Quality
from iopctl.period import Length, Period, RoughDay
from iopctl.rules.memo import Memo
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopctl.rules.yearly import Report

_WORDS = {str: "text", Markup: "text", NoneType: "nothing", tuple: "several", MappingProxyType: "a mapping"}


class Filter(Struct):
    """A function that words facts, and the kinds of what it is given."""

    function: Callable[..., object]
    takes: tuple[type, ...]
    several: tuple[type, ...] = ()
    """What may stand in a sequence, where it takes one."""
    told: tuple[type, ...] = ()
    """What it is told in brackets."""
    of_memo: bool = False
    """Whether its function is given the memo first."""

    @property
    def summary(self) -> str:
        """What it does, in one sentence."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    def fault(self, name: str, value: object, told: Sequence[object]) -> str | None:
        """Say why it cannot be used on a value, if it cannot."""
        if tuple(map(type, told)) != self.told:
            return syntax.arguments_wrong(name)
        taken, values = self.takes, (value,)
        if isinstance(value, tuple) and self.several:
            taken, values = self.several, value
        for each in values:
            kind = type(opened(each))
            if kind not in taken:
                return say(
                    "'{name}' takes {taken}, and this is {given}",
                    name=name,
                    taken=" or ".join(map(word, taken)),
                    given=word(kind),
                )
        return None


def opened(value: object) -> Any:  # noqa: ANN401 - whatever the facts are of
    """Take values of ours out of their facts, for a filter of ours."""
    if isinstance(value, tuple):
        return tuple(map(opened, value))
    return value.of if isinstance(value, Facts) else value


def word(kind: type) -> str:
    """Name a kind of value."""
    return _WORDS.get(kind, kind.__name__)


def count(values: Sequence[object] | Mapping[str, object]) -> int:
    """Count the items."""
    return len(values)


def items(mapping: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """Give each key with its value."""
    return tuple(mapping.items())


def lower(words: str) -> str:
    """Write in small letters."""
    return words.lower()


def listing(values: Sequence[str | date | Party]) -> str:
    """Write a list in running text: words, days, or parties by what they are called."""
    return swedish.listing([_listed(each) for each in values])


def _listed(value: str | date | Party) -> str:
    if isinstance(value, Party):
        return value.called
    return swedish.day(value) if isinstance(value, date) else value


def introduced(parties: Party | Sequence[Party]) -> str:
    """Write the full name of a party, or of several, each with the short one that stands for it then."""
    if isinstance(parties, Party):
        return wording.introduced(parties)
    return swedish.listing([wording.introduced(each) for each in parties])


def share(fraction: Decimal, quality: str) -> str:
    """Write a share of a sum; of a sum that is not exact it is only about that."""
    return swedish.share(fraction, Quality(quality))


def filled(memo: Memo | Report, text: str) -> str:
    """Put the board in a text of the profile that names it: {Nämnden} föreslås besluta."""
    board = memo.board.board or ""
    return profiles.filled(text, board, wording.genitive(board))


def heading(memo: Memo | Report, name: str) -> Markup:
    """Write the heading of a section, as the profile words it."""
    for section in memo.sections:
        if section.name == name:
            return wording.heading(section.level, filled(memo, section.heading or ""))
    if name not in [*SectionName]:
        raise LookupError(
            say(
                "no memo has a section '{name}'. {cure}",
                name=name,
                cure=spelling.closest(name, [*SectionName]),
            )
        )
    raise LookupError(say("the memo has no section '{name}' here; its profile leaves it out", name=name))


def points(memo: Memo | Report, lines: str) -> Markup:
    """Make each line a point of the decision, in the form of the profile: numbered, or clauses."""
    return wording.points(lines, memo.profile.sentences)


_TEXT = (str, Markup)
_NUMBER = (int, Decimal)

# The whole vocabulary that templates have beside the memo itself; docs/memo.md lists it.
FILTERS = {
    "address": Filter(wording.address, _TEXT),
    "capitalised": Filter(wording.capitalised, _TEXT),
    "change": Filter(swedish.change, (Decimal,)),
    "count": Filter(count, (tuple, range, MappingProxyType)),
    "day": Filter(swedish.day, (date,)),
    "filled": Filter(filled, _TEXT, of_memo=True),
    "genitive": Filter(wording.genitive, _TEXT),
    "heading": Filter(heading, _TEXT, of_memo=True),
    "in_a_row": Filter(wording.in_a_row, _TEXT),
    "introduced": Filter(introduced, (Party,), several=(Party,)),
    "items": Filter(items, (MappingProxyType,)),
    "kr": Filter(swedish.kr, (Amount, Decimal)),
    "kronor": Filter(swedish.kronor, (Amount, Decimal)),
    "length": Filter(swedish.length, (Length,)),
    "listing": Filter(listing, (tuple,), several=(str, Markup, date, Party)),
    "lower": Filter(lower, _TEXT),
    "number": Filter(swedish.number, _NUMBER),
    "numeral": Filter(swedish.numeral, (int,)),
    "ordinal": Filter(swedish.ordinal, (int,)),
    "percent": Filter(swedish.percent, (Decimal,)),
    "percentage": Filter(swedish.percentage, _NUMBER),
    "period": Filter(swedish.period, (Period,)),
    "points": Filter(points, _TEXT, of_memo=True),
    "prose": Filter(wording.prose, _TEXT),
    "quantity": Filter(swedish.quantity, (Quantity,)),
    "rough_day": Filter(swedish.rough_day, (RoughDay,)),
    "share": Filter(share, (Decimal,), told=(str,)),
    "times": Filter(swedish.times, (int,)),
    "when": Filter(swedish.when, (RoughDay,)),
}
