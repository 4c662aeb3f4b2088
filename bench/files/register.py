"""A register of any size at random: the agreements' files, the index series they follow, and the settings."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.files import agreement
from bench.files.draft import AS_OF, SERIES

_SETTINGS = 'agreements = "agreements"\n'
_SERIES = """\
# Påhittade värden: detta är ingens index.
format: 1
title: Exempelserie {code}
source:
  publisher: Ingen, serien är påhittad
  link: https://example.org/{code}
as: index numbers
base: 2018 = 100
values:
{values}"""
_VALUE = """\
  - year: {year}
    value: {value}
    published: {published}-02-15
    status: final
"""


def write(folder: Path, number: int) -> Path:
    """Write a register of so many agreements into its own folder, unless it is there; give the folder."""
    done = folder / "written"
    if done.exists() and done.read_text(encoding="utf-8") == agreement.text(number):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    agreements = folder / "agreements"
    (agreements / "index").mkdir(parents=True)
    (folder / "iopctl.toml").write_text(_SETTINGS, encoding="utf-8")
    for code in SERIES:
        (agreements / "index" / f"{code}.yaml").write_text(_series(code), encoding="utf-8")
    for each in range(1, number + 1):
        file = agreements / f"{agreement.name(each)}.yaml"
        file.write_text(agreement.text(each), encoding="utf-8", newline="\n")
    done.write_text(agreement.text(number), encoding="utf-8", newline="\n")
    return folder


def _series(code: str) -> str:
    # The value of a year is published at its start, so that none is waited for.
    years = range(2017, AS_OF.year + 1)
    rise = 2 + len(code) % 2
    values = (_VALUE.format(year=year, value=100 + rise * (year - 2018), published=year) for year in years)
    return _SERIES.format(code=code, values="".join(values))
