"""Stops the clock of a process that a test starts; Python imports this file by itself."""

from __future__ import annotations

import datetime
import os

_REAL = datetime.date


class _Dates(type):
    """Makes the class stand for the real one, where a day is looked up by its class too."""

    def __eq__(cls, other: object) -> bool:
        return other is _REAL or other is _Day

    def __hash__(cls) -> int:
        return hash(_REAL)

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _REAL)


class _Day(datetime.date, metaclass=_Dates):
    """Makes real days, which libraries written in C know; only today is another."""

    def __new__(cls, *parts: int, **named: int) -> datetime.date:  # type: ignore[misc]
        return _REAL(*parts, **named)

    @classmethod
    def today(cls) -> datetime.date:  # type: ignore[override]
        return _REAL.fromisoformat(os.environ["TEST_TODAY"])


if "TEST_TODAY" in os.environ:
    datetime.date = _Day  # type: ignore[assignment, misc]
