"""Which agreements or board are asked about; a name that no agreement has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.commands import answer
from iopctl.problem import IopctlError
from iopctl.rules import boards
from iopctl.rules.boards import Condition
from iopctl.rules.extension import State
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopctl.model.parties import Party
    from iopctl.rules.boards import Board

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


def may_be_meant(party: Party, wanted: str | None) -> bool:
    """Tell whether a part of a name may mean the board of a party."""
    return wanted is None or any(spelling.within(wanted, each) for each in _names(party, wanted))


def _names(party: Party, wanted: str) -> tuple[str, ...]:
    """Give what a party's board may be called: with its municipality only where that is written as well."""
    return (party.board or "", *([boards.called(party)] if "," in wanted else []))


def board(known: Mapping[Board, Party], wanted: str | None) -> Board:
    """Find the board that is meant; raise IopctlError where it is none, or several."""
    meant = {each: party for each, party in known.items() if may_be_meant(party, wanted)}
    exact = {
        each: party
        for each, party in meant.items()
        if wanted and any(spelling.same(wanted, name) for name in _names(party, wanted))
    }
    found = {each.among(known) for each in exact or meant}
    if len(found) == 1:
        return found.pop()
    several = sorted(_told_apart(found, known), key=spelling.order)
    if wanted is None:
        listed = spelling.closest("", several)
        raise IopctlError(codes.NOTHING_ASKED, cure=f"Name the board with --board. {listed}".rstrip())
    if several:
        raise IopctlError(codes.SEVERAL_BOARDS, found=wanted, boards="; ".join(several))
    cure = spelling.closest(wanted, {party.board or "" for party in known.values()})
    raise IopctlError(codes.NOBODY_NAMED, option="--board", found=wanted, cure=cure)


def _told_apart(found: Iterable[Board], known: Mapping[Board, Party]) -> Iterator[str]:
    """Name boards, with their municipality where another one has a board of that name."""
    of_all = [each.name for each in {board.among(known) for board in known}]
    for each in found:
        party = known[each]
        yield party.board if party.board and of_all.count(each.name) == 1 else boards.called(party)
