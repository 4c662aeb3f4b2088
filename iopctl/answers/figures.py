"""Figures in kronor as answers show them, and opened down to the lines of the file that they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iopctl import money, swedish, visible
from iopctl.money import EXACT, Amount, Portion, Quality
from iopctl.period import NoEnd
from iopctl.rules.figure import Step, Unit
from iopctl.rules.status import Status
from iopctl.struct import UNSET, Struct, UnsetType
from iopctl.table import Tree
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from iopctl.problem import Place
    from iopctl.rules.budget import Budget
    from iopctl.rules.figure import Figure
    from iopctl.source.document import Document

_MARK, _INCOMPLETE = swedish.ASSUMED, "‡"
# A division by the days of a year never ends.
_MOST_DECIMALS = 10
_PLAIN_UNITS = {Unit.FACTOR, Unit.YEAR, Unit.INDEX}


class Rounded(Struct):
    """An amount in whole kronor."""

    amount: int | None
    """Whole kronor, rounded once; null where nothing of it has a value."""
    quality: Quality | None
    """How exactly it is known; null as the amount is."""
    not_stated: tuple[str, ...]
    """The contributions without a value, which it does not count."""

    @classmethod
    def of(cls, amount: Amount) -> Rounded:
        """Give an amount."""
        return cls(*rounded_of(amount))

    @property
    def shown(self) -> Amount:
        """The amount again, as tables write it."""
        return Amount(Decimal(self.amount or 0), self.quality or Quality.EXACT, self.not_stated)


class Money(Struct):
    """An amount in kronor, and what it was rounded from."""

    amount: int | None
    """Whole kronor, rounded once, as it is paid; null where nothing of it has a value."""
    exact: Decimal | None
    """Before it was rounded."""
    quality: Quality | None
    """How exactly it is known."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""
    not_stated: tuple[str, ...]
    """The contributions without a value, which it does not count."""

    @classmethod
    def of(cls, figure: Figure, exact: Decimal) -> Money:
        """Give a figure, beside the exact value that it was rounded from."""
        return cls(*money_of(figure, exact))


class Amounts(Struct):
    """The columns of csv that say an amount."""

    amount: Decimal | None
    exact: Decimal | None
    quality: Quality | None
    assumed: tuple[str, ...]
    not_stated: str

    @classmethod
    def of(cls, figure: Figure, exact: Decimal) -> Amounts:
        """Give a figure, beside the exact value that it was rounded from."""
        known = (figure.value, exact, figure.quality) if figure.amount.stated else (None, None, None)
        return cls(known[0], known[1], known[2], figure.assumed, ", ".join(figure.unstated))


class SideColumns(Struct):
    """The columns of csv that say what each side puts in."""

    public: Decimal | None = None
    public_quality: Quality | None = None
    civil: Decimal | None = None
    civil_quality: Quality | None = None
    third: Decimal | None = None
    third_quality: Quality | None = None
    total: Decimal | None = None
    total_quality: Quality | None = None
    assumed: tuple[str, ...] | None = None
    not_stated: tuple[str, ...] | None = None
    """Which of the columns do not count contributions without a value."""

    @classmethod
    def of(cls, assumed: tuple[str, ...], **sides: Amount) -> SideColumns:
        """Give the amounts of some of the columns, by their names."""
        columns: dict[str, Any] = {}
        for name, amount in sides.items():
            if amount.stated:
                columns |= {name: amount.value, f"{name}_quality": amount.quality}
        incomplete = tuple(name for name, amount in sides.items() if amount.unstated)
        return cls(**columns, assumed=assumed, not_stated=incomplete)


def rounded_of(amount: Amount) -> tuple[int | None, Quality | None, tuple[str, ...]]:
    """Give what `Rounded` begins with, for the types that say more."""
    known = (int(amount.value), amount.quality) if amount.stated else (None, None)
    return *known, amount.unstated


def money_of(
    figure: Figure, exact: Decimal
) -> tuple[int | None, Decimal | None, Quality | None, tuple[str, ...], tuple[str, ...]]:
    """Give what `Money` begins with, for the types that say more."""
    amount, quality, not_stated = rounded_of(figure.amount)
    return amount, None if amount is None else exact, quality, figure.assumed, not_stated


def share(portion: Portion | None) -> tuple[str | None, Quality | None]:
    """Give a part of the total with three decimals, and how exactly it is known."""
    return (str(portion.fraction), portion.quality) if portion else (None, None)


def percent(portion: Portion | None) -> str:
    """Write a part of the total for a table: högst 52,9 %."""
    return swedish.share(portion) if portion else ""


def not_divided() -> str:
    """Say that the file does not say how a part of a year is paid."""
    return say(
        "Only a part of the year is committed. The file does not say how such a part is paid, so it has no "
        "figure of its own: add 'part_years' under 'term', as the agreement states."
    )


class PartOfYear(Money):
    """The money of a year that is equally certain."""

    status: Status
    """How certain it is."""

    @classmethod
    def of_year(cls, year: Budget) -> tuple[PartOfYear, ...] | UnsetType:
        """Give the parts of a year that is certain only in part; else they are absent."""
        if len(year.parts) == 1 or year.undivided:
            return UNSET
        return tuple(cls(*money_of(each.total, each.exact), each.status) for each in year.parts)


class Explained(Struct):
    """A figure, opened down to the lines of the file that it comes from."""

    what: str
    """What it is."""
    value: Decimal | None
    """Its value, exact unless it was rounded; null where nothing of it has a value."""
    unit: Unit
    """What it counts."""
    step: Step
    """How it was made of its parts; `read` for what stands in a file."""
    quality: Quality
    """How exactly it is known."""
    file: str | None
    """The file that it was read from."""
    line: int | None
    """The line in it, counted from 1."""
    clause: str | None
    """The clause of the agreement, where the file names one."""
    assumed: tuple[str, ...]
    """The codes of the index series whose assumed values it rests on."""
    not_stated: tuple[str, ...]
    """The contributions without a value, which it does not count."""
    parts: tuple[Explained, ...]
    """What it was made of."""

    @classmethod
    def of(cls, figure: Figure, document: Document) -> Explained:
        """Open a figure."""
        place = _place(figure, document)
        return cls(
            what=figure.what,
            value=figure.value if figure.amount.stated else None,
            unit=figure.unit,
            step=figure.step,
            quality=figure.quality,
            file=place.file if place else None,
            line=place.line if place else None,
            clause=_clause(figure, document),
            assumed=figure.assumed,
            not_stated=figure.unstated,
            parts=tuple(cls.of(part, document) for part in figure.parts),
        )


def written(amount: Amount, assumed: Sequence[str] = ()) -> str:
    """Write kronor for a table: minst 980 500; marked where it rests on assumptions or is not complete."""
    if not amount.stated:
        return say("not stated")
    number = swedish.with_quality(amount.quality, swedish.number(amount.value))
    return f"{number}{_MARK if assumed else ''}{_INCOMPLETE if amount.unstated else ''}"


def kronor(figure: Figure) -> str:
    """Write a figure for a table."""
    return written(figure.amount, figure.assumed)


def status(certain: Status) -> str:
    """Say how certain money is."""
    return {
        Status.COMMITTED: say("committed"),
        Status.UNTIL_FURTHER_NOTICE: say("until further notice"),
        Status.OPTIONAL: say("optional"),
    }[certain]


def sum_of(certain: Status) -> str:
    """Head the sum of money that is equally certain."""
    return {
        Status.COMMITTED: say("Committed"),
        Status.UNTIL_FURTHER_NOTICE: say("Until further notice"),
        Status.OPTIONAL: say("Optional"),
    }[certain]


def end(last: date | None, no_end: NoEnd | None) -> str:
    """Write a last day, or why there is none."""
    if last is not None:
        return str(last)
    return say("no end stated") if no_end is NoEnd.NOT_STATED else say("until further notice")


def certainties(statuses: Iterable[Status]) -> str:
    """Say how certain the money of a year is, part by part."""
    return say(" and ").join(map(status, statuses))


def assumptions(assumed: Iterable[str]) -> tuple[str, ...]:
    """Say what marked amounts rest on (PKV=2.5%)."""
    return tuple(
        say("† Rests on an assumption, not on published values: {assumed} a year.", assumed=each)
        for each in assumed
    )


def incomplete(unstated: Iterable[str]) -> tuple[str, ...]:
    """Say what marked sums do not count."""
    names = ", ".join(dict.fromkeys(unstated))
    return (say("‡ The sum of what is stated; without a value: {names}.", names=names),) if names else ()


def tree(figure: Figure, document: Document) -> Tree:
    """Open a figure as sentences, its leaves with file and line."""
    return Tree(sentence(figure, document), tuple(tree(part, document) for part in figure.parts))


def sentence(figure: Figure, document: Document) -> str:
    """Say what a figure is and how it was made, without its parts."""
    words = visible.line(f"{figure.what}: {_value(figure)}")
    place = _place(figure, document)
    if place is not None:
        return f"{words}  [{cited(place, _clause(figure, document))}]"
    formula = _formula(figure)
    return f"{words} = {formula}" if formula else words


def cited(place: Place, clause: str | None) -> str:
    """Cite a line of the file, with the clause of the agreement where the file names it."""
    if not clause:
        return str(place)
    return say("{place}, clause '{clause}'", place=place, clause=visible.line(clause))


def _place(figure: Figure, document: Document) -> Place | None:
    """Find where a leaf stands: in the agreement's file, or in that of an index series."""
    return document.place_of(figure.where) if figure.where else figure.place


def _clause(figure: Figure, document: Document) -> str | None:
    """Find the clause of the agreement that a leaf rests on: the one named nearest above it in the file."""
    node: object = document.values
    clause = None
    for step in figure.where:
        if isinstance(node, dict):
            clause = node.get("clause", clause)
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return clause if isinstance(clause, str) else None


def _value(figure: Figure) -> str:
    if not figure.amount.stated:
        return _number(figure)
    number = f"{swedish.with_quality(figure.quality, _number(figure))}{_MARK if figure.assumed else ''}"
    if figure.unstated:
        number = f"{number}{_INCOMPLETE}"
    return number if figure.unit in _PLAIN_UNITS else f"{number}{swedish.NBSP}{figure.unit}"


def _number(figure: Figure) -> str:
    """Write a value in full, without zeros that say nothing; a year has no thousands."""
    if not figure.amount.stated:
        return say("not stated")
    if figure.unit is Unit.YEAR:
        return f"{figure.value:f}"
    return swedish.number(money.cut(figure.value, _MOST_DECIMALS).normalize(EXACT))


def _formula(figure: Figure) -> str:
    parts = [_number(part) for part in figure.parts]
    if not figure.amount.stated:
        return ""
    if figure.step is Step.ASSUMED:
        return say("assumed, not published")
    if not parts:
        return ""
    unit = say("whole kronor")
    if figure.rounding != 1:
        unit = say("{amount} kronor", amount=swedish.number(figure.rounding))
    rounded = say("{exact} rounded to {unit}", exact=parts[0], unit=unit)
    formulas = {
        Step.SUM: " + ".join(parts) if len(parts) > 1 else "",
        Step.DIFFERENCE: " − ".join(parts),
        Step.PRODUCT: " × ".join(parts),
        Step.QUOTIENT: " ÷ ".join(parts),
        Step.AT_MOST: say("the lower of {amounts}", amounts=say(" and ").join(parts)),
        Step.AT_LEAST: say("the higher of {amounts}", amounts=say(" and ").join(parts)),
        Step.GROWTH: f"(1 + {parts[0]}{swedish.NBSP}%)^{parts[-1]}",
        Step.PART: f"{' × '.join(parts[:2])} ÷ {parts[-1]}",
        Step.ROUNDED: rounded,
        Step.APPORTIONED: say(
            "{exact} rounded to {unit} so that the lines add up", exact=parts[0], unit=unit
        ),
    }
    return formulas.get(figure.step, "")
