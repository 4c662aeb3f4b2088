"""Which agreements are asked about, read into conditions; a name that no agreement has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.commands import answer
from iopctl.problem import IopctlError
from iopctl.rules import boards
from iopctl.rules.boards import Condition
from iopctl.rules.extension import State
from iopctl.source import folder, leftovers
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iopctl.source.folder import Folder

# How alike a name must be to be suggested; a part of it is often all that was typed.
_ALIKE = 0.6


def condition(text: str) -> Condition:
    """Read a key and what it must be; raise IopctlError where either is not known."""
    key, _, value = (part.strip() for part in text.partition("="))
    if not key or not value:
        raise IopctlError(codes.NOT_A_CONDITION, found=text)
    key = answer.choice("--where", key.casefold(), {each: each for each in boards.KEYS})
    if key == boards.STATE:
        state = value.casefold().replace(" ", "-").replace("_", "-")
        value = answer.choice("--where state", state, {each.value: each.value for each in State})
    return Condition(key, value)


def unread(agreements: Folder) -> list[str]:
    """Say in a line, if any, that agreements may be missing since they lie where no file is read."""
    found = [each for each in leftovers.of(agreements.path) if each.may_hold_agreements]
    if not found:
        return []
    one = "{first} is not read, and may hold agreements; 'iopctl validate' tells why."
    many = "{first} and {number} more are not read, and may hold agreements; 'iopctl validate' tells why."
    return [say(many if found[1:] else one, first=folder.shown(found[0].path), number=len(found) - 1)]


def check(
    conditions: Iterable[Condition], names: Mapping[str, Iterable[str]], option: str = "--where {key}"
) -> None:
    """Refuse a name that no agreement has: a slip of the pen must not hide an agreement or a deadline."""
    for each in conditions:
        if each.key != boards.STATE and not each.among(names[each.key]):
            cure = spelling.closest(each.value, names[each.key], _ALIKE) or say(
                "No agreement of the register names one."
            )
            asked = option.format(key=each.key)
            raise IopctlError(codes.NOBODY_NAMED, option=asked, found=each.value, cure=cure)
