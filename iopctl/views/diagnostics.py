"""Problems as text: where, which, the real line with a caret, and how to mend it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from iopctl.problem import Severity
from iopctl.views import labels, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.problem import Problem

# A line longer than this is cut around the caret.
_WIDEST = 100
# Control characters, and what ends a line where no editor shows one.
_UNSEEN = {"Cc", "Zl", "Zp"}


def concise(problems: Iterable[Problem]) -> str:
    """Give one line for each problem, in the form that editors and CI systems read."""
    return "".join(f"{_headline(problem)}\n" for problem in problems)


def full(problems: Iterable[Problem], width: int | None = None) -> str:
    """Give each problem with the line it stands on, a caret and a hint, inside a terminal's width if any."""
    return "\n".join(_block(problem, width) for problem in problems)


def _headline(problem: Problem) -> str:
    place = problem.place
    degree = labels.WARNING if problem.severity is Severity.WARNING else ""
    return f"{place.file}:{place.line}:{place.column}: {problem.code} {degree}{problem.message}"


def _block(problem: Problem, width: int | None) -> str:
    lines = [terminal.wrapped(_headline(problem), width, hanging=4)]
    if problem.source_line and not problem.source_line.isspace():
        margin = f"{problem.place.line:>5} | "
        shown, offset, length = _window(problem, (width or _WIDEST + len(margin)) - len(margin))
        lines.append(f"{margin}{shown}")
        lines.append(f"{' ' * (len(margin) - 2)}| {' ' * offset}{'^' * length}")
    if problem.hint:
        lines.append(terminal.wrapped(f"      = {problem.hint}", width, hanging=8))
    return "".join(f"{line}\n" for line in lines)


def _window(problem: Problem, widest: int) -> tuple[str, int, int]:
    """Cut a long line around the problem, and count columns as a terminal shows them."""
    line = problem.source_line
    start, stop = problem.place.column - 1, problem.place.column - 1 + problem.place.length
    if len(line) > widest:
        cut = max(0, min(start - widest // 4, len(line) - widest))
        line, start, stop = line[cut : cut + widest], start - cut, min(stop - cut, widest)
    line = "".join(map(_visible, line))
    length = _columns(line[start:stop])
    return line, _columns(line[:start]), max(1, length)


def _visible(character: str) -> str:
    """Keep a control character from the terminal, which would act on it."""
    if character == "\t":
        return " "
    unseen = unicodedata.category(character) in _UNSEEN or character == "\N{ZERO WIDTH NO-BREAK SPACE}"
    return "\N{REPLACEMENT CHARACTER}" if unseen else character


def _columns(text: str) -> int:
    """Count the columns that a terminal gives a text: none to combining marks, two to wide characters."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
