"""A figure in kronor as answers show it: how exact it is, and a mark where it rests on an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, swedish
from iopctl.answers import envelope

if TYPE_CHECKING:
    from decimal import Decimal

    from iopctl.rules.budget import Budget
    from iopctl.rules.figure import Figure


def written(figure: Figure) -> str:
    """Write a figure for a table: minst 980 500, marked where it rests on assumed index values."""
    amount = swedish.with_quality(figure.quality, swedish.number(figure.value))
    return labels.marked(amount, figure.assumed)


def fields(figure: Figure, exact: Decimal) -> dict[str, object]:
    """Give a figure's fields in JSON, beside the exact value that it was rounded from."""
    return {**envelope.money_fields(figure.amount, exact), "assumed": list(figure.assumed)}


def parts_fields(year: Budget) -> dict[str, object]:
    """Give the money of a year by how certain it is, where it is certain only in part."""
    if len(year.parts) == 1 or year.undivided:
        return {}
    return {"parts": [{"status": each.status.value, **fields(each.total, each.exact)} for each in year.parts]}
