"""A TOML file as text and values, with the place of each key, and its faults told as people see them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NoReturn

from iopctl import codes
from iopctl.problem import IopctlError
from iopctl.source import files

if TYPE_CHECKING:
    from pathlib import Path

    from iopctl.problem import Kind

_STATED_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_EQUALS = re.compile(r"\s*[\"']?\s*=\s*")
# tomllib speaks to programmers; these are the slips behind what it says, each with its cure.
_SYNTAX = (
    ("Invalid value", "a value is missing, or stands without quotes", "Put quotes around it: {example}"),
    (
        "Expected '=' after a key",
        "a key without '='",
        "Write: {example}; a name with å, ä or ö stands in quotes.",
    ),
    (
        "Invalid date or datetime",
        "no calendar has this day",
        "Write a day that there is, as year-month-day: 2026-11-24.",
    ),
    (
        "Unclosed array",
        "the list is not closed, or it has no comma here",
        "Part what it holds with commas and close it with ]; a day is written 2026-11-24.",
    ),
    ("Expected newline or end", "something follows the value", "Keep one setting on each line: {example}"),
    ("Unterminated string", "the quote that is opened here is never closed", "Write: {example}"),
    (
        r"Illegal character '\n'",
        "the quote that is opened here is not closed on its line",
        "Add the closing quote: {example}",
    ),
    (
        "in a string",
        "a backslash has a meaning of its own here",
        "Write folders with forward slashes, on Windows too: {example}",
    ),
    ("Cannot overwrite", "a key stands twice", "Keep one of the two."),
    ("Invalid statement", "no line starts like this", "Write: {example}"),
)


class TomlText:
    """The file as text and values, and where in the text each key stands."""

    def __init__(self, path: Path, name: str, example: str) -> None:
        self._name = name
        self._example = example
        self._text = ""
        self._text = self._load(path)
        self.values = self._parse()

    def refuse(self, kind: Kind, offset: int, **facts: object) -> NoReturn:
        """Stop with a message that names the place."""
        before = self._text[:offset]
        line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
        raise IopctlError(kind, place=f"{self._name}:{line}:{column}", **facts)

    def span_of(self, key: str) -> tuple[int, int]:
        """Find the offsets of a key and of its value; tomllib keeps neither.

        The line of a key is the last one that names it before which the text is whole and lacks the key.
        """
        found = 0
        offset = 0
        for line in self._text.splitlines(keepends=True):
            if key in line and self._lacks(key, self._text[:offset]):
                found = offset + line.index(key)
            offset += len(line)
        return found, self._value_after(found + len(key), found)

    def span_in(self, table: str, key: str) -> tuple[int, int]:
        """Find the offsets of a key of a table, and of its value."""
        start = self.span_of(table)[0]
        found = self._text.find(key, start)
        return (start, start) if found < 0 else (found, self._value_after(found + len(key), found))

    def _value_after(self, end_of_key: int, otherwise: int) -> int:
        after = _EQUALS.match(self._text, end_of_key)
        return after.end() if after else otherwise

    def _lacks(self, key: str, beginning: str) -> bool:
        try:
            return key not in tomllib.loads(beginning)
        except ValueError:
            return False

    def _load(self, path: Path) -> str:
        try:
            content = files.read(path, most=files.SETTINGS)
        except files.TooLargeError:
            self.refuse(codes.CONFIG_TOO_LARGE, 0, limit=files.SETTINGS // 1000)
        except OSError as error:
            self.refuse(codes.CONFIG_UNREADABLE, 0, reason=error.strerror or str(error))
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self._text = content[: error.start].decode("utf-8-sig")
            self.refuse(codes.CONFIG_NOT_UTF8, len(self._text), byte=f"0x{content[error.start]:02x}")

    def _parse(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._text)
        except RecursionError:
            self.refuse(
                codes.CONFIG_NOT_TOML,
                0,
                detail="brackets are nested too deep",
                cure=f"Write: {self._example}",
            )
        except ValueError as error:
            self._refuse_syntax(str(error))

    def _refuse_syntax(self, said: str) -> NoReturn:
        stated = _STATED_PLACE.search(said)
        line, column = (int(stated[1]), int(stated[2])) if stated and stated[1] else (0, 0)
        above = self._text.split("\n")[: line - 1] if line else []
        offset = sum(len(each) + 1 for each in above) + column - 1 if line else len(self._text.rstrip())
        said = _STATED_PLACE.sub("", said)
        detail, cure = next(
            ((detail, cure) for pattern, detail, cure in _SYNTAX if pattern in said),
            (said, "Write: {example}"),
        )
        self.refuse(codes.CONFIG_NOT_TOML, offset, detail=detail, cure=cure.format(example=self._example))
