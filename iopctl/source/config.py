"""The register's settings: `iopctl.toml`, beside or above where one stands.

A register needs none: without it the folder `agreements` is taken. What the command line says wins over it.
Completion reads it too, so nothing heavy is imported here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.period import Length, parse_day
from iopctl.problem import IopctlError
from iopctl.source import files, snapshot
from iopctl.struct import Struct, field
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

    from iopctl.problem import Kind

NAME = "iopctl.toml"
FOLDER = "agreements"
FAIL_ON = ("error", "warning", "never")
# Every key, with how it is written.
KEYS = {
    "agreements": f'agreements = "{FOLDER}"',
    "fail_on": 'fail_on = "warning"',
    "house_docx": 'house_docx = "mall.docx"',
    "memo_lead": 'memo_lead = "8 weeks"',
    "measurement_age": 'measurement_age = "1 year"',
    "meetings": "[meetings]",
    "pdf_font": 'pdf_font = "Libertinus Serif"',
    "pdf_fonts": 'pdf_fonts = "typsnitt"',
    "profile": 'profile = "malmo"',
    "tracked_from": "tracked_from = 2026-11-28",
}
_STATED_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_WRITE = "Write: {example}"
# tomllib speaks to programmers; these are the mistakes behind what it says, each with its cure.
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
    ("Unterminated string", "the quote that is opened here is never closed", _WRITE),
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
    ("Invalid statement", "no line starts like this", _WRITE),
)
# What a key takes that is no text.
_SHAPES: dict[str, tuple[type, ...]] = {"meetings": (dict,), "tracked_from": (date, str)}
_EXAMPLE = KEYS["agreements"]
_MEETINGS = "kommunstyrelsen = [2026-11-24, 2026-12-15]"


class Config(Struct):
    """What a register's settings are, once every path in them stands for itself."""

    agreements: Path
    fail_on: str = FAIL_ON[0]
    memo_lead: Length | None = None
    """How long before a board decides its memo must be ready."""
    measurement_age: Length | None = None
    """How old the latest measurement of an agreement may be."""
    meetings: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """The days on which each board meets, in order."""
    house_docx: Path | None = None
    """The Word file whose styles, headers and margins memos take."""
    pdf_fonts: Path | None = None
    """The folder of the municipality's own fonts."""
    pdf_font: str | None = None
    """The font of memos as PDF."""
    profile: str | None = None
    """How memos are ordered and worded."""
    tracked_from: date | None = None
    """The day from which the register is kept: nothing of an earlier day is called late or missing."""


def find(start: Path) -> Config | None:
    """Find the settings that hold in a folder: those of the nearest register at or above it."""
    nearest = _nearest(start)
    if nearest is None:
        return None
    folder, path = nearest
    if path is None:
        return Config(folder / FOLDER)
    return _read(path, snapshot.shown(path) or (NAME if folder == start else path.as_posix()))


def file(start: Path) -> Path | None:
    """Find the file of the settings that hold in a folder; None where the register has none."""
    nearest = _nearest(start)
    return nearest[1] if nearest else None


def _nearest(start: Path) -> tuple[Path, Path | None] | None:
    """Find the nearest register at or above a folder: where it lies, and its settings if it has any."""
    for folder in snapshot.upwards(start):
        if files.exists(folder / NAME):
            return folder, folder / NAME
        if files.is_folder(folder / FOLDER):
            return folder, None
    return None


def stated_folder(settings: Path) -> str:
    """Give the folder of agreements that a file of settings names, or would if it were sound."""
    import tomllib

    try:
        text = files.read(settings, most=files.SETTINGS).decode("utf-8-sig")
        stated = tomllib.loads(text).get("agreements", FOLDER)
    except (OSError, ValueError, RecursionError):
        return FOLDER
    return stated if isinstance(stated, str) else FOLDER


def _read(path: Path, name: str) -> Config:
    text = _Text(path, name)
    for key, value in text.values.items():
        if key not in KEYS:
            text.refuse(codes.CONFIG_KEY, text.key(key), key=key, cure=spelling.closest(key, KEYS))
        shape = _SHAPES.get(key, (str,))
        if not isinstance(value, shape):
            expected = {"meetings": say("a table of boards"), "tracked_from": say("a day")}.get(
                key, say("a text")
            )
            text.refuse(codes.CONFIG_SHAPE, text.value(key), key=key, expected=expected, example=KEYS[key])
    return Config(
        path.parent / _there(path, text, "agreements", FOLDER),
        _fail_on(text),
        _length(text, "memo_lead"),
        _length(text, "measurement_age"),
        _meetings(text),
        _beside(path, text, "house_docx"),
        _beside(path, text, "pdf_fonts"),
        _stated(text, "pdf_font"),
        _stated(text, "profile"),
        _day(text, "tracked_from", text.values["tracked_from"]) if "tracked_from" in text.values else None,
    )


class _Text:
    """The file as text and values, and where in the text each key stands."""

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        self._text = ""
        self._text = self._load(path)
        self.values = self._parse()

    def refuse(self, kind: Kind, offset: int, **facts: object) -> NoReturn:
        """Stop with a message that names the place."""
        before = self._text[:offset]
        line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
        raise IopctlError(kind, place=f"{self._name}:{line}:{column}", **facts)

    def key(self, key: str, table: str = "") -> int:
        """Find the offset of a key, of a table's where one is named; tomllib keeps no places."""
        found = self._written(key, table)
        return found.start(1) if found else 0

    def value(self, key: str, table: str = "") -> int:
        """Find the offset of a key's value; that of a table is its name."""
        found = self._written(key, table)
        return (found.end() if found[2] else found.start(1)) if found else 0

    def _written(self, key: str, table: str) -> re.Match[str] | None:
        """Find a key at the beginning of a line or after a bracket, outside texts of several lines."""
        start = self.key(table) if table else 0
        pattern = rf"(?:^|[\[{{,.])[ \t]*[\"']?({re.escape(key)})(?![\w-])[\"']?[ \t]*(=[ \t]*)?"
        found = re.compile(pattern, re.MULTILINE).finditer(self._text, start)
        return next((each for each in found if self._is_whole(each.start(1))), None)

    def _is_whole(self, stop: int) -> bool:
        """Tell whether the lines before that of an offset are TOML by themselves."""
        import tomllib

        try:
            tomllib.loads(self._text[: self._text.rfind("\n", 0, stop) + 1])
        except ValueError:
            return False
        return True

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
        import tomllib

        try:
            return tomllib.loads(self._text)
        except RecursionError:
            detail = say("brackets are nested too deep")
            self.refuse(codes.CONFIG_NOT_TOML, 0, detail=detail, cure=_write(_EXAMPLE))
        except ValueError as error:
            self._refuse_syntax(str(error))

    def _refuse_syntax(self, said: str) -> NoReturn:
        stated = _STATED_PLACE.search(said)
        line, column = (int(stated[1]), int(stated[2])) if stated and stated[1] else (0, 0)
        above = self._text.split("\n")[: line - 1] if line else []
        offset = sum(len(each) + 1 for each in above) + column - 1 if line else len(self._text.rstrip())
        said = _STATED_PLACE.sub("", said)
        detail, cure = _meant(said)
        self.refuse(codes.CONFIG_NOT_TOML, offset, detail=detail, cure=cure)


def _meant(said: str) -> tuple[str, str]:
    """Give the mistake behind what tomllib says, and its cure."""
    detail, cure = next((meant for pattern, *meant in _SYNTAX if pattern in said), (said, _WRITE))
    return say(detail), say(cure, example=_EXAMPLE)


def _write(example: str) -> str:
    return say(_WRITE, example=example)


def _there(settings: Path, text: _Text, key: str, default: str = "") -> str:
    """Find what file or folder a key names; stop where there is none."""
    name = str(text.values.get(key, default))
    # A null byte can stand in TOML's text, but in no path.
    path = settings.parent / name if name.strip() and "\0" not in name else None
    is_file = key == "house_docx"
    there = path is not None and (files.is_file(path) if is_file else files.is_folder(path))
    if path is None or not there or snapshot.leads_out(path, settings):
        kind = codes.CONFIG_FILE if is_file else codes.CONFIG_FOLDER
        text.refuse(kind, text.value(key), found=name, cure=codes.CONFIG_CURES[key])
    return name


def _beside(settings: Path, text: _Text, key: str) -> Path | None:
    """Find what a document looks like: that is a matter of the day it is written, whatever the revision."""
    if key not in text.values or snapshot.of(settings):
        return None
    return settings.parent / _there(settings, text, key)


def _stated(text: _Text, key: str) -> str | None:
    return str(text.values[key]) if key in text.values else None


def _fail_on(text: _Text) -> str:
    fail_on = str(text.values.get("fail_on", FAIL_ON[0]))
    if fail_on not in FAIL_ON:
        cure = spelling.closest(fail_on, FAIL_ON)
        text.refuse(codes.CONFIG_VALUE, text.value("fail_on"), found=fail_on, key="fail_on", cure=cure)
    return fail_on


def _length(text: _Text, key: str) -> Length | None:
    stated = text.values.get(key)
    try:
        return None if stated is None else Length.parse(str(stated))
    except ValueError:
        text.refuse(codes.CONFIG_VALUE, text.value(key), found=stated, key=key, cure=_write(KEYS[key]))


def _meetings(text: _Text) -> dict[str, tuple[date, ...]]:
    stated = text.values.get("meetings", {})
    boards = stated if isinstance(stated, dict) else {}
    return {board: _days(text, board, days) for board, days in boards.items()}


def _days(text: _Text, board: str, days: object) -> tuple[date, ...]:
    if not isinstance(days, list):
        place = text.value(board, "meetings")
        text.refuse(codes.CONFIG_SHAPE, place, key=board, expected=say("a list of days"), example=_MEETINGS)
    return tuple(sorted(_day(text, board, each) for each in days))


def _day(text: _Text, key: str, stated: object) -> date:
    if isinstance(stated, date) and not isinstance(stated, datetime):
        return stated
    try:
        return parse_day(str(stated))
    except ValueError:
        table, example = ("", KEYS[key]) if key in KEYS else ("meetings", _MEETINGS)
        place = text.value(key, table)
        text.refuse(codes.CONFIG_VALUE, place, found=stated, key=key, cure=_write(example))
