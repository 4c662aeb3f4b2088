"""What a comparison shows, whatever the format: both versions, and each value with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.edits import Plain
    from iopctl.model.agreement import Agreement
    from iopctl.problem import Problem, Where
    from iopctl.rules.comparison import Change, Comparison, Terms
    from iopctl.source.document import Document


class Sides(Struct):
    """What the two versions are called, and the full hashes of those that were committed."""

    before: str
    after: str
    revision_before: str | None = None
    revision_after: str | None = None


class Compared(Struct):
    """One agreement's two versions."""

    id: str
    agreement: Agreement
    """The later version; where it is gone, the earlier one."""
    found: Comparison
    before: Document | None
    after: Document | None


class FileChange(Struct):
    """A file of the register that is no agreement."""

    name: str
    """From the register's folder: index/PKV.yaml, iopctl.toml."""
    change: Change


class Differences(Struct):
    """The answer: of one agreement, or of all of which anything changed."""

    as_of: date
    sides: Sides
    compared: tuple[Compared, ...]
    problems: tuple[Problem, ...]
    others: tuple[FileChange, ...] | None = None
    """What changed beside the agreements; None where only one of them is compared."""

    @property
    def several(self) -> bool:
        """Whether the whole register is compared."""
        return self.others is not None


def term_cells(found: Comparison, name: str) -> tuple[str, str]:
    """Write one of the terms before and after, as a reader sees it."""
    return _term(found.before, name), _term(found.after, name)


def _term(terms: Terms | None, name: str) -> str:
    """Write one of the terms; what None means depends on which it is."""
    value = None if terms is None else getattr(terms, name)
    if terms is None or value is not None:
        return labels.NONE if value is None else str(value)
    if name in {"ends", "effective_end"} or (name == "latest_end" and terms.effective_end is None):
        return labels.UNTIL_FURTHER_NOTICE
    return labels.NO_LIMIT if name in {"latest_end", "options"} else labels.NONE


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
