"""The register's settings: `iopctl.toml`, beside or above where one stands.

A register needs none: without it the folder `agreements` is taken. What the command line says wins over it.
Completion reads it too, so nothing heavy is imported here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from iopctl import catalogue
from iopctl.problem import IopctlError

if TYPE_CHECKING:
    from iopctl.problem import Kind
    from iopctl.source.history import Location

NAME = "iopctl.toml"
FOLDER = "agreements"
KEYS = ("agreements", "fail_on")
FAIL_ON = ("error", "warning", "never")
# Two keys and their comments are far shorter; what is longer is some other file.
MOST_BYTES = 20_000

_STATED_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_EQUALS = re.compile(r"\s*[\"']?\s*=\s*")
# tomllib speaks to programmers; these are the slips behind what it says, each with its cure.
_SYNTAX = (
    ("Invalid value", "a value is missing, or stands without quotes", "Put quotes around it: {example}"),
    ("Expected '=' after a key", "a key without '='", "Write: {example}"),
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
_EXAMPLE = f'agreements = "{FOLDER}"'


@dataclass(frozen=True, slots=True)
class Config:
    """What a register's settings are, once every path in them stands for itself."""

    agreements: Location
    fail_on: str = FAIL_ON[0]


def find(start: Location) -> Config | None:
    """Find the settings that hold in a folder: those of the nearest register at or above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            path = folder / NAME
            return _read(path, NAME if folder == start and isinstance(path, Path) else path.as_posix())
        if (folder / FOLDER).is_dir():
            return Config(folder / FOLDER)
    return None


def _read(path: Location, name: str) -> Config:
    text = _Text(path, name)
    for key in text.values:
        if key not in KEYS:
            text.refuse(
                catalogue.CONFIG_KEY, text.span_of(key)[0], key=key, cure=catalogue.closest(key, KEYS)
            )
        if not isinstance(text.values[key], str):
            text.refuse(catalogue.CONFIG_NOT_TEXT, text.span_of(key)[1], key=key, example=_EXAMPLES[key])
    fail_on = str(text.values.get("fail_on", FAIL_ON[0]))
    if fail_on not in FAIL_ON:
        cure = catalogue.closest(fail_on, FAIL_ON)
        text.refuse(
            catalogue.CONFIG_VALUE, text.span_of("fail_on")[1], found=fail_on, key="fail_on", cure=cure
        )
    return Config(_folder(path, text), fail_on)


def _folder(path: Location, text: _Text) -> Location:
    name = str(text.values.get("agreements", FOLDER))
    # A null byte can stand in TOML's text, but in no path.
    folder = path.parent / name if name.strip() and "\0" not in name else None
    if folder is None or not folder.is_dir():
        place = text.span_of("agreements")[1]
        text.refuse(catalogue.CONFIG_FOLDER, place, found=name)
    return folder


_EXAMPLES = {"agreements": _EXAMPLE, "fail_on": 'fail_on = "warning"'}


class _Text:
    """The file as text and values, and where in the text each key stands."""

    def __init__(self, path: Location, name: str) -> None:
        self._name = name
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
        after = _EQUALS.match(self._text, found + len(key))
        return found, after.end() if after else found

    def _lacks(self, key: str, beginning: str) -> bool:
        try:
            return key not in tomllib.loads(beginning)
        except ValueError:
            return False

    def _load(self, path: Location) -> str:
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            self.refuse(catalogue.CONFIG_UNREADABLE, 0, reason=error.strerror or str(error))
        if len(content) > MOST_BYTES:
            self.refuse(catalogue.CONFIG_TOO_LARGE, 0, limit=MOST_BYTES // 1000)
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self._text = content[: error.start].decode("utf-8-sig")
            self.refuse(catalogue.CONFIG_NOT_UTF8, len(self._text), byte=f"0x{content[error.start]:02x}")

    def _parse(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._text)
        except RecursionError:
            self.refuse(
                catalogue.CONFIG_NOT_TOML, 0, detail="brackets are nested too deep", cure=f"Write: {_EXAMPLE}"
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
        self.refuse(catalogue.CONFIG_NOT_TOML, offset, detail=detail, cure=cure.format(example=_EXAMPLE))
