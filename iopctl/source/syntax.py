"""What libyaml stumbles over, as the slip behind it, with its place and its cure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.source.values import MOST_LEVELS
from iopctl.words import say

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

    from iopctl.problem import Finding

# Where the parser notices late: the mend is where the quote, bracket or key was begun.
_BEGUN = {
    "while scanning a quoted scalar",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a simple key",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
}
# A key with its value, or a hyphen with its item, and no space between them.
_GLUED = re.compile(r"\s*(?:- +)*(?:(-)(?=\w)|\w+(:)(?=[^\s:/]))")
# libyaml from 0.2.6 on bounds the levels itself, and where it looks ahead it stops before the reader can.
_TOO_DEEP = "exceeded maximum nesting depth"
_BRACKET = re.compile(r"[\[\]{}]")
_MISSING_SPACE = {"mapping values are not allowed", "could not find expected ':'"}
# libyaml speaks to programmers; these are the slips behind what it says, each with its cure.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands inside a value, or this line is indented too far",
        "Put quotes around a text that holds ': ', or line the key up with its neighbours.",
    ),
    (
        "cannot start any token",
        "a value starts with a character that has a meaning of its own in YAML",
        "Put quotes around the value.",
    ),
    (
        "alphabetic or numeric character",
        "a value starts with & or *, which have a meaning of their own in YAML",
        "Put quotes around the value.",
    ),
    (
        "unexpected end of stream",
        "the quote that is opened here is never closed",
        "Add the closing quote.",
    ),
    (
        "did not find expected ',' or",
        "the bracket that is opened here is not closed, or a comma is missing",
        "Add the bracket or the comma.",
    ),
    (
        "did not find expected node content",
        "a bracket is opened without anything after it, or never closed",
        "Add the closing bracket, or put quotes around the text.",
    ),
    (
        "did not find expected '-' indicator",
        "a list ends here, but the line is not lined up with anything above it",
        "Line the items up, each with '- ' before it.",
    ),
    (
        "did not find expected key",
        "this line is not lined up with the keys above it",
        "Line the key up with its neighbours.",
    ),
    (
        "could not find expected ':'",
        "a key without a colon, or a text that goes on at the wrong indent",
        "Write 'key: value'; indent a text's further lines more than its key.",
    ),
    (
        "comment or line break",
        "a text stands on the line of a | or >, which start a longer text on the lines below",
        "Put quotes around the value, or write the text below, indented.",
    ),
    (
        "unknown escape character",
        "between double quotes a backslash has a meaning of its own",
        "Write the backslash twice, or use single quotes.",
    ),
    (
        "expected <document start>",
        "something stands after the end of the agreement, which a line of three dots marks",
        "Remove the line of dots if it is there for the eye only.",
    ),
)


def explain(text: str, error: MarkedYAMLError) -> tuple[int, Finding]:
    """Find where a text stops being YAML (an offset in characters) and what was meant there."""
    said = error.problem or ""
    begun = error.context in _BEGUN
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    start = mark.index if mark else 0
    if _TOO_DEEP in said:
        return _deep_bracket(text, start), codes.TOO_DEEP.at((), limit=MOST_LEVELS)
    if "\t" in text[start : start + 1] or "tab character" in said:
        return _tab_near(text, start), codes.TAB.at(())
    if text.startswith("* ", start):
        detail = "a star stands where the item of a list begins"
        return start, codes.NOT_YAML.at((), detail=detail, cure=say("Write '- ' before each item of a list."))
    if any(each in said for each in _MISSING_SPACE):
        glued = _glued_before(text, start)
        if glued is not None:
            detail, cure = "a space is missing after this", "Write 'key: value', and '- ' before each item."
            return glued, codes.NOT_YAML.at((), detail=detail, cure=cure)
    if "did not find expected key" in said and text[_line_start(text, start) : start].strip(" -"):
        detail = "text goes on after a quote or bracket that is closed"
        cure = "Put quotes around the whole value; inside single quotes write a quote twice."
        return start, codes.NOT_YAML.at((), detail=detail, cure=cure)
    detail, cure = next(
        ((detail, cure) for pattern, detail, cure in _SYNTAX if pattern in said),
        (said, "Compare the line and the one above it with an agreement that is in order."),
    )
    return start, codes.NOT_YAML.at((), detail=detail, cure=cure)


def _deep_bracket(text: str, stop: int) -> int:
    """Find the bracket on a line that opens one level too many, as the reader would; else give `stop`."""
    still_open: list[int] = []
    for bracket in _BRACKET.finditer(text, _line_start(text, stop), stop):
        if bracket[0] in "[{":
            still_open.append(bracket.start())
        elif still_open:
            still_open.pop()
    return still_open[MOST_LEVELS] if len(still_open) > MOST_LEVELS else stop


def _line_start(text: str, start: int) -> int:
    return max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1


def _tab_near(text: str, start: int) -> int:
    """Find the tab on the line where the parser stopped; it may have passed it already."""
    tab = text.find("\t", _line_start(text, start), start + 1)
    return start if tab < 0 else tab


def _glued_before(text: str, start: int) -> int | None:
    """Find a colon or hyphen without its space, on the line of a key that is not understood or just above."""
    line = _line_start(text, start)
    for first in (line, _line_start(text, len(text[:line].rstrip()))):
        glued = _GLUED.match(text, first)
        if glued is not None and glued.end() <= max(start + 80, line):
            return glued.start(1) if glued[1] else glued.start(2)
    return None
