"""The English words of tables and answers, in one place, so that Swedish can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


TOTAL = "Total"
YEAR, NOW, AFTERWARDS = "Year", "Now", "Afterwards"
STATUS, QUESTION, ANSWER = "Status", "Question", "Answer"
TERM_ENDS, OPTIONS_ROW, NEXT_PERIOD = "Term ends", "Options", "Next period"
UNTIL_FURTHER_NOTICE, NO_LIMIT, NONE = "until further notice", "no limit", "–"
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

STATUSES = {
    "committed": "committed",
    "optional": "optional",
    "until_further_notice": "until further notice",
}


def certainties(statuses: Iterable[str], words: Mapping[str, str] = STATUSES) -> str:
    """Say how certain the money of a year is, part by part."""
    return " and ".join(words[status] for status in statuses)


def basis(as_of: date, revision: str | None) -> str:
    """Say the day as of which an answer holds, and which revision of the register it was read from."""
    committed = f", from the register as committed in {visible.commit(revision)}" if revision else ""
    return f"As of {as_of}{committed}."


YEAR, PARTY, BEFORE, AFTER, DIFFERENCE, LINES, KEY = (
    "Year",
    "Party",
    "Before",
    "After",
    "Difference",
    "Lines",
    "Key",
)
AGREEMENT, CHANGE, OTHER_MONEY, KEYS_CHANGED = "Agreement", "Change", "Other money in", "Keys changed"
MONEY_HEADING, TERM_HEADING, PARTIES_HEADING, KEYS_HEADING = (
    "Money, in kronor",
    "Term",
    "Parties",
    "Changed keys",
)
CHANGES = {"new": "new", "gone": "removed", "changed": "changed", "same": "the same"}
TERMS = {
    "starts": "First day",
    "ends": "Last day, as signed",
    "effective_end": "Last day, with what is decided",
    "latest_end": "Latest possible end",
    "options": "Options",
    "options_used": "Options used",
    "decide_by": "Decide the next extension by",
    "notice": "Notice",
    "notice_by": "Last day for notice",
}


def diff_headline(name: str, change: str, before: str, after: str) -> str:
    """Head what changed in one agreement."""
    return f"{name}: {CHANGES[change]}, {before} → {after}"


def diff_register(number: int, before: str, after: str) -> str:
    """Head what changed in the register."""
    return f"{count(number, 'agreement')} with changes, {before} → {after}"


def no_diff(before: str, after: str) -> str:
    """Say that of no agreement anything changed."""
    return f"No agreement changed, {before} → {after}."


def changed_beside(files: Iterable[tuple[str, str]]) -> str:
    """Name the files beside the agreements that changed, each with what became of it."""
    return f"Beside the agreements: {', '.join(f'{name} ({CHANGES[change]})' for name, change in files)}."


NO_CHANGE = "Nothing that it says changed."
NEW_FILE = "It is not in the earlier version."
GONE_FILE = "It is not in the later version."


def same_money(first: int, last: int) -> str:
    """Say that every year compared has the money that it had."""
    return f"The money is the same in every year, {first}–{last}."


def compared_to(last: int) -> str:
    """Say that later years were not compared."""
    return f"Years after {last} are not compared."


def no_figure_before(message: str) -> str:
    """Say why a year has no figure in the earlier version."""
    return f"Before: {message}"


def no_figure_after(message: str) -> str:
    """Say why a year has no figure in the later version."""
    return f"After: {message}"


# After an amount that rests on something assumed.
RESTS_ON_ASSUMED = "†"


def marked(amount: str, assumed: Sequence[str]) -> str:
    """Mark an amount that rests on assumed index values."""
    return f"{amount}{RESTS_ON_ASSUMED}" if assumed else amount


AGREEMENT, BOARD, PUBLIC_SIDE = "Agreement", "Board", "Public side"


def options(total: int | None, used: int, left: int | None, *, lapsed: bool) -> str:
    """Say how many options there are, and whether those that are left have lapsed; None is without limit."""
    if total is None:
        return f"{'none left' if left == 0 else NO_LIMIT}, {used} used{', lapsed' if lapsed else ''}"
    return f"{left} of {total} {'lapsed' if lapsed else 'left'}, {used} used" if total else "none"


def count(number: int, word: str) -> str:
    """Say a number of things."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def group(code: str) -> str:
    """Name the group of a code: IOP501 is about the extension."""
    return GROUPS[code.removeprefix("IOP")[0]]


def left_out(agreement_id: str) -> str:
    """Say that a file with problems is missing from an answer."""
    return f"{agreement_id} is left out: its file has problems; 'iopctl validate' shows them."
