"""The English words of tables and answers, in one place, so that Swedish can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


PLACE, CODE, PROBLEM, HINT = "Place", "Code", "Problem", "How to mend it"
GROUP, SEVERITY = "Group", "Severity"

# What the problems of a group are about, by the first digit of their codes.
GROUPS = {
    "1": "reading",
    "2": "structure",
    "3": "parties",
    "4": "term",
    "5": "extension",
    "6": "money",
    "7": "follow-up",
    "8": "memo",
    "9": "register",
}
EXPLAIN_ONE = "'iopctl explain CODE' explains one of them, with an example and how to mend it."


def basis(as_of: date, revision: str | None) -> str:
    """Say the day as of which an answer holds, and which revision of the register it was read from."""
    committed = f", from the register as committed in {visible.commit(revision)}" if revision else ""
    return f"As of {as_of}{committed}."


# After an amount that rests on something assumed.
RESTS_ON_ASSUMED = "†"


def marked(amount: str, assumed: Sequence[str]) -> str:
    """Mark an amount that rests on assumed index values."""
    return f"{amount}{RESTS_ON_ASSUMED}" if assumed else amount


def group(code: str) -> str:
    """Name the group of a code: IOP501 is about the extension."""
    return GROUPS[code.removeprefix("IOP")[0]]
