"""The register's settings: `iopctl.toml`, beside or above where one stands.

A register needs none: without it the folder `agreements` is taken. What the command line says wins over it.
Completion reads it too, so nothing heavy is imported here.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.period import Length, parse_day
from iopctl.source import files, snapshot
from iopctl.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopctl.source.toml_text import TomlText

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
}
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
    from iopctl.source.toml_text import TomlText

    text = TomlText(path, name, KEYS["agreements"])
    for key, value in text.values.items():
        if key not in KEYS:
            text.refuse(codes.CONFIG_KEY, text.span_of(key)[0], key=key, cure=spelling.closest(key, KEYS))
        expected, shape = ("a table of boards", dict) if key == "meetings" else ("a text", str)
        if not isinstance(value, shape):
            place = text.span_of(key)[1]
            text.refuse(codes.CONFIG_SHAPE, place, key=key, expected=expected, example=KEYS[key])
    return Config(
        path.parent / _there(path, text, "agreements", FOLDER),
        _fail_on(text),
        _length(text, "memo_lead"),
        _length(text, "measurement_age"),
        _meetings(text),
        _beside(path, text, "house_docx"),
        _beside(path, text, "pdf_fonts"),
        _text(text, "pdf_font"),
        _text(text, "profile"),
    )


def _there(settings: Path, text: TomlText, key: str, default: str = "") -> str:
    """Find what file or folder a key names; stop where there is none."""
    name = str(text.values.get(key, default))
    # A null byte can stand in TOML's text, but in no path.
    path = settings.parent / name if name.strip() and "\0" not in name else None
    is_file = key == "house_docx"
    there = path is not None and (files.is_file(path) if is_file else files.is_folder(path))
    if path is None or not there or snapshot.leads_out(path, settings):
        kind = codes.CONFIG_FILE if is_file else codes.CONFIG_FOLDER
        text.refuse(kind, text.span_of(key)[1], found=name, cure=codes.CONFIG_CURES[key])
    return name


def _beside(settings: Path, text: TomlText, key: str) -> Path | None:
    """Find what a document looks like: that is a matter of the day it is written, whatever the revision."""
    if key not in text.values or snapshot.of(settings):
        return None
    return settings.parent / _there(settings, text, key)


def _text(text: TomlText, key: str) -> str | None:
    return str(text.values[key]) if key in text.values else None


def _fail_on(text: TomlText) -> str:
    fail_on = str(text.values.get("fail_on", FAIL_ON[0]))
    if fail_on not in FAIL_ON:
        cure = spelling.closest(fail_on, FAIL_ON)
        place = text.span_of("fail_on")[1]
        text.refuse(codes.CONFIG_VALUE, place, found=fail_on, key="fail_on", cure=cure)
    return fail_on


def _length(text: TomlText, key: str) -> Length | None:
    stated = text.values.get(key)
    try:
        return None if stated is None else Length.parse(str(stated))
    except ValueError:
        cure = f"Write: {KEYS[key]}"
        text.refuse(codes.CONFIG_VALUE, text.span_of(key)[1], found=stated, key=key, cure=cure)


def _meetings(text: TomlText) -> dict[str, tuple[date, ...]]:
    stated = text.values.get("meetings", {})
    boards = stated if isinstance(stated, dict) else {}
    return {board: _days(text, board, days) for board, days in boards.items()}


def _days(text: TomlText, board: str, days: object) -> tuple[date, ...]:
    place = text.span_in("meetings", board)[1]
    if not isinstance(days, list):
        text.refuse(codes.CONFIG_SHAPE, place, key=board, expected="a list of days", example=_MEETINGS)
    return tuple(sorted(_day(text, place, board, each) for each in days))


def _day(text: TomlText, place: int, board: str, stated: object) -> date:
    if isinstance(stated, date) and not isinstance(stated, datetime):
        return stated
    try:
        return parse_day(str(stated))
    except ValueError:
        cure = f"Write: {_MEETINGS}"
        text.refuse(codes.CONFIG_VALUE, place, found=stated, key=board, cure=cure)
