"""What a comparison shows, whatever the format: both versions, and each value with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers import figures
from iopctl.answers.figures import Rounded
from iopctl.model.scalars import UNLIMITED
from iopctl.period import NoEnd
from iopctl.rules.comparison import Change
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.edits import Plain
    from iopctl.model.agreement import Agreement
    from iopctl.problem import Where
    from iopctl.rules.comparison import Comparison, Terms
    from iopctl.source.document import Document


class VersionName(Struct):
    """One of the two versions."""

    name: str
    """What it is called."""
    revision: str | None = None
    """The full hash of its commit, where it was committed."""


class NoFigureWhy(Struct):
    """Why a version has no figure for a year."""

    code: str
    """One of [the codes](problems.md)."""
    message: str
    """The reason as a sentence."""


class SideOfYear(Struct):
    """The money of a year in one version."""

    status: Status | None
    """How certain it is; null where the agreement has no money in that year."""
    no_figure: NoFigureWhy | None
    """Why it has no figure."""


class ChangedMoney(Struct):
    """An amount before and after."""

    before: Rounded | None
    """The earlier amount; null where there is none."""
    after: Rounded | None
    """The later amount; null where there is none."""
    difference: Rounded | None
    """How much more it is; null where one is missing."""


class ChangedPartyMoney(ChangedMoney):
    """What a party puts in, before and after."""

    party: str
    """The party's key in the file."""


class ChangedYear(Struct):
    """The money of a calendar year."""

    year: int
    """The calendar year."""
    changed: bool
    """Whether an amount or its status is another than before."""
    before: SideOfYear | None
    """The earlier version; null where there is none."""
    after: SideOfYear | None
    """The later version; null where there is none."""
    total: ChangedMoney
    """What all parties put in."""
    parties: tuple[ChangedPartyMoney, ...]
    """What each party puts in."""


class ChangedTerm(Struct):
    """How the agreement stands in time: what changed."""

    term: str
    """What it is: `starts`, `ends`, `effective_end`, `latest_end`, `options`, `notice` and so on."""
    before: str | int | None
    """In the earlier version."""
    after: str | int | None
    """In the later version."""


class ChangedParty(Struct):
    """A party that came, went or took another name."""

    party: str
    """The party's key in the file."""
    change: Change
    """What became of it."""
    before: str | None
    """Its name before."""
    after: str | None
    """Its name after."""


class ChangedKey(Struct):
    """A key of the file that says something else."""

    path: tuple[str | int, ...]
    """The keys on the way to it; positions of lists count from 0."""
    before: str | None
    """What it said."""
    after: str | None
    """What it says."""
    line_before: int | None
    """The line in the earlier version."""
    line_after: int | None
    """The line in the later version."""


class ChangedAgreement(Struct):
    """What changed in an agreement."""

    agreement: str
    """The agreement's id."""
    title: str
    """What it is called in the later version."""
    change: Change
    """What became of its file."""
    years: tuple[ChangedYear, ...]
    """The years that were compared."""
    compared_to: int | None
    """The last year that was compared, where later ones were not."""
    terms: tuple[ChangedTerm, ...]
    """What changed in its term and options."""
    parties: tuple[ChangedParty, ...]
    """The parties that came, went or took another name."""
    keys: tuple[ChangedKey, ...]
    """Every key of the file that changed."""


class ChangedFile(Struct):
    """A file of the register that is no agreement."""

    file: str
    """From the register's folder: `index/PKV.yaml`, `iopctl.toml`."""
    change: Change
    """What became of it."""


class Changes(Struct):
    """What changed between two versions."""

    before: VersionName
    """The earlier version."""
    after: VersionName
    """The later version."""
    agreements: tuple[ChangedAgreement, ...]
    """Those compared; those of which a version has problems are left out."""
    files: tuple[ChangedFile, ...]
    """What changed beside the agreements."""


class Compared(Struct):
    """One agreement's two versions."""

    id: str
    agreement: Agreement
    """The later version; where it is gone, the earlier one."""
    found: Comparison
    before: Document | None
    after: Document | None


def term_cells(found: Comparison, name: str) -> tuple[str, str]:
    """Write one of the terms before and after, as a reader sees it."""
    return _term(found.before, name), _term(found.after, name)


def _term(terms: Terms | None, name: str) -> str:
    """Write one of the terms; what None means depends on which it is."""
    value = None if terms is None else getattr(terms, name)
    if terms is not None and name == "latest_end" and value is None:
        ends = terms.effective_end
        no_limit = say("no limit") if terms.options == UNLIMITED else say("not known")
        return figures.end(None, ends) if isinstance(ends, NoEnd) else no_limit
    if isinstance(value, NoEnd):
        return figures.end(None, value)
    return say("no limit") if value == UNLIMITED else "–" if value is None else str(value)


def path(where: Where) -> str:
    """Name a key by the way to it; items of a list are counted from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in where)


def written(document: Document | None, where: Where | None) -> str | None:
    """Give what a file says at a key, on one line."""
    if document is None or where is None:
        return None
    value: Plain | None = document.values
    for step in where:
        match value, step:
            case dict(), str():
                value = value.get(step)
            case list(), int():
                value = value[step]
    return None if value is None else _flat(value)


def _flat(value: Plain) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return " ".join(str(value).split())


def line_number(document: Document | None, where: Where | None) -> int | None:
    """Find the line of a key; None where a version lacks it."""
    if document is None or where is None:
        return None
    return document.place_of(where, on_key=True).line
