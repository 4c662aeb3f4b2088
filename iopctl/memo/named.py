"""The figures that a text names, put into it as Swedish readers see them in running text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from iopctl import swedish
from iopctl.model import entry as entries
from iopctl.model.scalars import Quantity
from iopctl.money import Amount
from iopctl.period import Length, Period, RoughDay
from iopctl.rules.names import Figures, NoValue, syntax
from iopctl.rules.names.values import Portion
from iopctl.struct import replace

if TYPE_CHECKING:
    from iopctl.rules.memo import Memo
    from iopctl.rules.names.syntax import Named
    from iopctl.rules.names.values import Value


def filled(memo: Memo) -> Memo:
    """Put every figure that the text of the matter names into it, and no-break spaces where they are due.

    Each of the figures must have a value.
    """
    figures = Figures(memo)

    def figure(named: Named) -> str:
        match figures.value(named.name):
            case NoValue() as found:
                # Whoever writes a memo has told of them first; nothing may ever be left empty.
                raise LookupError(found.why)
            case found:
                return written(found)

    def write(text: str) -> str:
        return swedish.bound(syntax.replaced(text, figure))

    return replace(memo, matter=entries.rewritten(memo.matter, write))


def written(value: Value) -> str:
    """Write a figure for running text."""
    match value:
        case Amount():
            words = swedish.kronor(value)
        case Portion():
            words = swedish.share(value.fraction, value.quality)
        case Quantity():
            words = swedish.quantity(value)
        case date():
            words = swedish.day(value)
        case RoughDay():
            words = swedish.rough_day(value)
        case Period():
            words = swedish.period(value)
        case Length():
            words = swedish.length(value)
        case Decimal():
            words = swedish.percentage(value)
        case int():
            # One is en or ett, as the noun after it asks; only its author knows.
            words = swedish.number(value) if value == 1 else swedish.numeral(value)
        case _:
            assert_never(value)
    return words
