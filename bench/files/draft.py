"""What several sections of one agreement at random say alike, and how its text is laid out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from bench.files import words

AS_OF = date(2025, 9, 30)
"""The day on which every file is in order."""
LAST_YEAR, NEXT_YEAR = AS_OF.year - 1, AS_OF.year + 1
SERIES = ("PRISER", "LONER")
"""The index series that some of them follow."""

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """What several sections of one file say alike."""

    chance: Random
    number: int
    kind: str
    first_year: int
    place: str
    partner: str
    key: str
    board: str
    administration: str
    letters: str

    @property
    def municipality(self) -> str:
        """Name the public party."""
        return f"{self.place}{'' if self.place.endswith('s') else 's'} kommun"

    @property
    def case_number(self) -> str:
        """Give the file's case number, which no other file has."""
        return f"{self.letters} {self.first_year - 1}-{self.number}"

    @property
    def official(self) -> str:
        """Name a person."""
        return f"{self.chance.choice(words.FIRST_NAMES)} {self.chance.choice(words.LAST_NAMES)}"

    def one(self, *choices: str) -> str:
        """Choose one text."""
        return self.chance.choice(choices)

    def some(self, least: int, most: int, *choices: str) -> list[str]:
        """Choose some of several texts."""
        return self.chance.sample(choices, self.chance.randint(least, most))


def points(several: Iterable[str], indent: int) -> str:
    """Write a list, an item a line."""
    return "".join(f"{' ' * indent}- {each}\n" for each in several)


def folded(prose: str, indent: int) -> str:
    """Write a longer text on as many lines as it needs."""
    return textwrap.indent(textwrap.fill(prose, _WIDTH - indent), " " * indent)
