"""What recording an extension changes, in the money and in the file; it stands below the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, table
from iopctl.answers import envelope, kronor
from iopctl.render import markdown, terminal
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from iopctl.period import Period
    from iopctl.problem import Place
    from iopctl.rules.budget import Budget
    from iopctl.rules.recording import YearMoney


class Plan(Struct):
    """One extension to be recorded, and what that changes."""

    period: Period
    money: tuple[YearMoney, ...]
    """None where the change moves no money."""
    place: Place
    """Where it comes to stand in the file."""
    words: str
    """The change in a sentence."""
    difference: str
    """The change in the lines of the file."""
    to_write: str
    """How to have exactly this written, where only the plan was asked for."""
    fingerprint: str
    """Of the file as it is."""
    written: bool
    """Whether the file is already as the plan says."""


def as_text(plan: Plan, width: int | None) -> str:
    """Write the money as a table, the change in words, and the lines that it changes."""
    difference = "".join(f"{_fitted(line, width)}\n" for line in plan.difference.splitlines())
    money = [terminal.write([_table(plan)], width)] if plan.money else []
    parts = [*money, f"{terminal.wrapped(plan.words, width)}\n", difference]
    if plan.to_write:
        parts.append(f"{terminal.wrapped(plan.to_write, width)}\n")
    return "\n".join(parts)


def _fitted(line: str, width: int | None) -> str:
    """Break a line of a difference that is wider than the terminal; what goes on stands further in."""
    if width is None or len(line) <= width:
        return line
    indent = len(line) - len(line[1:].lstrip())
    return terminal.wrapped(line, width, hanging=min(indent + 2, width // 2))


def as_markdown(plan: Plan) -> str:
    """Write the same in Markdown."""
    # More backticks than stand in a row inside, so that no line of the file ends the block.
    fence = "`" * (3 + plan.difference.count("```"))
    block = f"{fence}diff\n{plan.difference}{fence}\n"
    money = [markdown.write([_table(plan)])] if plan.money else []
    parts = [*money, f"{table.escape(plan.words)}\n", block]
    if plan.to_write:
        parts.append(f"{table.escape(plan.to_write)}\n")
    return "\n".join(parts)


def fields(plan: Plan) -> dict[str, object]:
    """Give what JSON says of it."""
    return {
        "starts": envelope.day(plan.period.first),
        "ends": envelope.day(plan.period.last),
        "years": [_year_fields(each) for each in plan.money],
        "file": plan.place.file,
        "line": plan.place.line,
        "change": plan.words,
        "difference": plan.difference,
        "fingerprint": plan.fingerprint,
        "written": plan.written,
    }


def _table(plan: Plan) -> Table:
    return Table(
        title=labels.money_of(plan.period.first, plan.period.last),
        columns=(
            Column(labels.YEAR),
            Column(labels.AMOUNT, figures=True),
            Column(labels.NOW),
            Column(labels.AFTERWARDS),
        ),
        rows=tuple(
            (str(each.year), _kronor(each.afterwards), _status(each.now), _status(each.afterwards))
            for each in plan.money
        ),
        notes=tuple(year.reason.message for year in _afterwards(plan) if isinstance(year, NoFigure)),
    )


def _afterwards(plan: Plan) -> list[Budget | NoFigure]:
    return [each.afterwards for each in plan.money]


def _kronor(year: Budget | NoFigure) -> str:
    if isinstance(year, NoFigure):
        return labels.NONE
    return kronor.written(year.total)


def _status(year: Budget | NoFigure) -> str:
    return labels.NONE if isinstance(year, NoFigure) else labels.certainties(year.statuses)


def _year_fields(each: YearMoney) -> dict[str, object]:
    return {
        "year": each.year,
        "total": _total(each.afterwards),
        "now": _status_value(each.now),
        "afterwards": _status_value(each.afterwards),
    }


def _total(year: Budget | NoFigure) -> dict[str, object] | None:
    if isinstance(year, NoFigure):
        return None
    return kronor.fields(year.total, year.exact)


def _status_value(year: Budget | NoFigure) -> str | None:
    return None if isinstance(year, NoFigure) else year.status.value
