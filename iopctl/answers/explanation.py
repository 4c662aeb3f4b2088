"""A figure opened down to the lines of the file that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, money, swedish, visible
from iopctl.answers import envelope
from iopctl.money import EXACT
from iopctl.rules.figure import Step, Unit
from iopctl.table import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.problem import Place
    from iopctl.rules.figure import Figure
    from iopctl.source.document import Document

# A division by the days of a year never ends.
_MOST_DECIMALS = 10
_PLAIN_UNITS = {Unit.FACTOR, Unit.YEAR, Unit.INDEX}
_BRANCH, _LAST_BRANCH, _TRUNK, _NO_TRUNK = "├─ ", "└─ ", "│  ", "   "


def tree(figure: Figure, document: Document) -> str:
    """Draw a figure as a tree, its leaves with file and line."""
    return "".join(f"{line}\n" for line in _branches(figure, document, "", ""))


def _branches(figure: Figure, document: Document, lead: str, trunk: str) -> Iterator[str]:
    yield f"{lead}{sentence(figure, document)}"
    for index, part in enumerate(figure.parts):
        last = index == len(figure.parts) - 1
        yield from _branches(
            part,
            document,
            trunk + (_LAST_BRANCH if last else _BRANCH),
            trunk + (_NO_TRUNK if last else _TRUNK),
        )


def bullets(figure: Figure, document: Document, level: int = 0) -> str:
    """Write a figure as nested Markdown bullets."""
    own = f"{'  ' * level}- {escape(sentence(figure, document))}\n"
    return own + "".join(bullets(part, document, level + 1) for part in figure.parts)


def fields(figure: Figure, document: Document) -> dict[str, object]:
    """Give a figure and its parts for JSON."""
    place = _place(figure, document)
    return {
        "what": figure.what,
        "value": envelope.exact_text(figure.value),
        "unit": figure.unit.value,
        "step": figure.step.value,
        "quality": figure.quality.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "clause": _clause(figure, document),
        "assumed": list(figure.assumed),
        "parts": [fields(part, document) for part in figure.parts],
    }


def sentence(figure: Figure, document: Document) -> str:
    """Say what a figure is and how it was made, without its parts."""
    words = visible.line(f"{figure.what}: {_value(figure)}")
    place = _place(figure, document)
    if place is not None:
        clause = visible.line(_clause(figure, document) or "")
        return f"{words}  [{place}{labels.clause(clause) if clause else ''}]"
    formula = _formula(figure)
    return f"{words} = {formula}" if formula else words


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
    number = labels.marked(swedish.with_quality(figure.quality, _number(figure)), figure.assumed)
    return number if figure.unit in _PLAIN_UNITS else f"{number}{swedish.NBSP}{figure.unit}"


def _number(figure: Figure) -> str:
    """Write a value in full, without zeros that say nothing; a year has no thousands."""
    return (
        f"{figure.value:f}"
        if figure.unit is Unit.YEAR
        else swedish.number(money.cut(figure.value, _MOST_DECIMALS).normalize(EXACT))
    )


def _formula(figure: Figure) -> str:
    parts = [_number(part) for part in figure.parts]
    unit = swedish.number(figure.rounding)
    formulas = {
        Step.SUM: " + ".join(parts) if len(parts) > 1 else "",
        Step.DIFFERENCE: " − ".join(parts),
        Step.PRODUCT: " × ".join(parts),
        Step.QUOTIENT: " ÷ ".join(parts),
        Step.AT_MOST: labels.lower_of(parts) if parts else "",
        Step.AT_LEAST: labels.higher_of(parts) if parts else "",
        Step.ASSUMED: labels.ASSUMED,
        Step.GROWTH: f"(1 + {parts[0]}{swedish.NBSP}%)^{parts[-1]}" if parts else "",
        Step.PART: " × ".join(parts[:2]) + f" ÷ {parts[-1]}" if parts else "",
        Step.ROUNDED: labels.rounded(parts[0], unit) if parts else "",
        Step.APPORTIONED: labels.apportioned(parts[0], unit) if parts else "",
    }
    return formulas.get(figure.step, "")
