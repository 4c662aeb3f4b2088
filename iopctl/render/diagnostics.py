"""Problems as text: where, which, the real line with a caret, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import visible
from iopctl.problem import Severity
from iopctl.render import terminal
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.problem import Problem

# A line longer than this is cut around the caret.
_WIDEST = 100


def concise(problems: Iterable[Problem]) -> str:
    """Give one line for each problem, in the form that editors and CI systems read."""
    return "".join(f"{_headline(problem)}\n" for problem in problems)


def full(problems: Iterable[Problem], width: int | None = None) -> str:
    """Give each problem with the line it stands on, a caret and a hint, inside a terminal's width if any."""
    return "\n".join(_block(problem, width) for problem in problems)


def _headline(problem: Problem) -> str:
    place = problem.place
    degree = say("warning: ") if problem.severity is Severity.WARNING else ""
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
    start = problem.place.column - 1
    whole, stop = problem.source_line, start + problem.place.length
    room, cut = widest, _cut(problem, widest)
    if visible.columns(whole[cut : cut + room]) > widest:
        # A character takes up to two columns.
        room = widest // 2
        cut = _cut(problem, room)
    line, start, stop = whole[cut : cut + room], start - cut, min(stop - cut, room)
    line = "".join(map(_visible, line))
    return line, visible.columns(line[:start]), max(1, visible.columns(line[start:stop]))


def _cut(problem: Problem, room: int) -> int:
    """Find where a line begins to be shown, so that the place is seen with something before it."""
    return max(0, min(problem.place.column - 1 - room // 4, len(problem.source_line) - room))


def _visible(character: str) -> str:
    """Show a character in one piece of its own, so that it keeps its place in the line."""
    if character == "\N{ZERO WIDTH NO-BREAK SPACE}":
        return "\N{REPLACEMENT CHARACTER}"
    return visible.line(character) or "\N{REPLACEMENT CHARACTER}"
