"""Registers of any size: copies of the two real agreements, each with an id and a case number of its own."""

from __future__ import annotations

import re
from pathlib import Path

from bench.environment import BUILD, ROOT

NAMES = ("ikf", "stadsmission")
_CASE_NUMBER = re.compile(r"^case_number: .*$", re.MULTILINE)


def write(number: int, source: Path = ROOT, target: Path = BUILD / "registers") -> Path:
    """Write a register of so many agreements, and give its folder."""
    folder = target / str(number)
    agreements = folder / "agreements"
    agreements.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        text = (source / "agreements" / f"{name}.yaml").read_text(encoding="utf-8")
        for each in range(number // len(NAMES)):
            own = _CASE_NUMBER.sub(f"case_number: {name[:2].upper()} 2020-{each:05}", text)
            file = agreements / f"{name}-{each:05}.yaml"
            file.write_text(own, encoding="utf-8", newline="\n")
    return folder


def first(number: int = 0) -> str:
    """Give the id of an agreement of every register."""
    return f"{NAMES[number]}-00000"
