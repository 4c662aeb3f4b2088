"""Which board a party is, or acts through, and which names agreements have and are asked for by.

A register may hold several municipalities, and their boards have the same names. A party that is called as
its board is (*Arbetsmarknadsnämnden*) does not say of which municipality that is; where the register has a
board of that name in one municipality only, it is that one. Boards and administrations are those of a
municipality, and each spells its own.

Holds: `socialnämnden` of `Skogby kommun`, and of `Skogby kommun, socialnämnden` in another file → one board.
Does not: `socialnämnden` of `Skogby kommun` and of `Ulvsjö kommun`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import money, spelling
from iopctl.model.parties import Role
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.money import Amount
    from iopctl.problem import Where
    from iopctl.rules.extension import State
    from iopctl.rules.stretches import Money

STATE = "state"
KEYS = ("board", "party", "responsible", STATE)
"""What agreements can be asked for by."""


class Board(Struct):
    """A board, by its names as names are compared."""

    municipality: str
    """Empty where the party does not say which."""
    name: str

    def among(self, known: Collection[Board]) -> Board:
        """Find the board itself where others say of which municipality it is."""
        if self.municipality:
            return self
        said = {each for each in known if each.name == self.name and each.municipality}
        return said.pop() if len(said) == 1 else self


def all_of(agreement: Agreement) -> tuple[str, ...]:
    """Give the boards of the public parties, in the order of the file."""
    return tuple(party.board for party in agreement.parties_with(Role.PUBLIC) if party.board)


def of(party: Party) -> Board | None:
    """Find the board of a party; None where it states none."""
    if party.board is None:
        return None
    return Board(spelling.key(municipality(party)), spelling.key(party.board))


def called(party: Party) -> str:
    """Give the full name of a party's board, with its municipality; that of the party where it has none."""
    if party.board is None:
        return party.name
    of = municipality(party)
    return f"{of}, {party.board}" if of else party.name


def parties(agreement: Agreement, matter: Matter | None = None) -> dict[Board, Party]:
    """Give the boards that can be asked to decide, each with its first party; those that a matter is put to.

    Holds: a matter without `board` in an agreement of two boards → both. Does not: `board: bun` → only that.
    """
    found: dict[Board, Party] = {}
    for board, each in each_of(agreement.boards):
        key = matter.board if matter else None
        if key is None or (key in agreement.parties and agreement.parties[key] == each):
            found.setdefault(board, each)
    return found


def each_of(parties: Iterable[Party]) -> list[tuple[Board, Party]]:
    """Give each party that states a board, after it; the others tell of which municipality a board is."""
    named = [(board, each) for each in parties if (board := of(each)) is not None]
    every = [board for board, _ in named]
    return [(board.among(every), each) for board, each in named]


def file_names(agreement: Agreement) -> dict[Board, str]:
    """Give what each board is called in the names of files, so that no two have one name."""
    known = parties(agreement)
    for naming in ([each.board or "" for each in known.values()], [*map(called, known.values())]):
        slugs = [*map(spelling.slug, naming)]
        if all(slugs) and len(set(slugs)) == len(slugs):
            return dict(zip(known, slugs, strict=True))
    return {board: str(number) for number, board in enumerate(known, start=1)}


def memo_names(agreement: Agreement, matter: Matter) -> dict[Board, str]:
    """Give the names under which the memos of a matter are frozen, one for each board that it is put to."""
    asked = parties(agreement, matter)
    if len(asked) == 1:
        return dict.fromkeys(asked, matter.id)
    return {board: f"{matter.id}.{name}" for board, name in file_names(agreement).items() if board in asked}


def every_memo(agreement: Agreement) -> list[str]:
    """Give the names of all memos that an agreement can have frozen."""
    return [name for each in agreement.matters for name in memo_names(agreement, each).values()]


class Own(Struct):
    """What one board pays of what the public parties put in together."""

    a_year: Amount
    """The board's own, in the stretch shown."""
    in_all: Amount | None
    """The board's own, in the whole period; None where that has no sum."""
    public_a_year: Amount
    """All public parties, in the stretch shown."""
    public_in_all: Amount | None
    """All public parties, in the whole period; None where that has no sum."""


def own(agreement: Agreement, board: Party, of_period: Money) -> Own | None:
    """Sum up what a board pays; None where it is the only one to decide, and where it pays nothing."""
    of_parties = each_of(agreement.parties_with(Role.PUBLIC))
    asked = {found for found, each in of_parties if each == board}
    every = zip(of_period.parties, of_period.shown.amounts, strict=True)
    public = [(each, amount) for each, amount in every if each.party.role is Role.PUBLIC]
    own_parties = [each for found, each in of_parties if found in asked]
    paid = [(each, amount) for each, amount in public if each.party in own_parties]
    a_year = money.total(amount for _, amount in paid)
    if len(parties(agreement)) == 1 or not paid or not a_year.stated:
        return None
    in_all, public_in_all = (
        money.total(each.in_all for each, _ in which if each.in_all) if of_period.in_all else None
        for which in (paid, public)
    )
    return Own(a_year, in_all, money.total(amount for _, amount in public), public_in_all)


def municipality(party: Party) -> str:
    """Give the name of a party without its board, which many names end with; empty where nothing is left."""
    board = party.board or ""
    return ", ".join(each for each in party.name.split(", ") if not spelling.same(each.strip(), board))


class Named(Struct):
    """A name, what it is the name of, and where it stands."""

    of: str
    name: str
    where: Where
    municipality: str = ""
    """Of which municipality, as names are compared; empty where it is of none, or nothing says of which."""


def names(agreement: Agreement) -> Iterator[Named]:
    """Give every name, in the order of the model."""
    yield from _of_parties(agreement)
    if agreement.extension and agreement.extension.decide and agreement.extension.decide.by:
        body = agreement.extension.decide.by
        yield Named("board", body, ("extension", "decide", "by"), _municipality_of(agreement, body))
    if agreement.responsible is not None:
        yield Named("official", agreement.responsible.name, ("responsible", "name"))
    if agreement.follow_up is not None:
        for index, meetings in enumerate(agreement.follow_up.meetings):
            yield Named("meeting", meetings.kind, ("follow_up", "meetings", index, "kind"))
        for index, report in enumerate(agreement.follow_up.reports):
            yield Named("report", report.kind, ("follow_up", "reports", index, "kind"))
    for at, matter in enumerate(agreement.matters):
        for index, signature in enumerate(matter.signatures or ()):
            yield Named("official", signature.name, ("matters", at, "signatures", index, "name"))


def _of_parties(agreement: Agreement) -> Iterator[Named]:
    for key, party in agreement.parties.items():
        where: Where = ("parties", key)
        of = spelling.key(municipality(party))
        yield Named("party", party.name, (*where, "name"))
        if party.board is not None:
            yield Named("board", party.board, (*where, "board"), of)
        if party.administration is not None:
            yield Named("administration", party.administration, (*where, "administration"), of)


def _municipality_of(agreement: Agreement, body: str) -> str:
    """Find the municipality of a body: where the board of that name is, else the only one there is."""
    public = agreement.parties_with(Role.PUBLIC)
    same = [each for each in public if each.board and spelling.same(each.board, body)]
    found = {spelling.key(municipality(each)) for each in same or public}
    return found.pop() if len(found) == 1 else ""


class Condition(Struct):
    """One thing that the agreements asked about have in common.

    A name is matched on any part of it, however it is spelt. Conditions on different keys must all hold; of
    several on the same key one is enough.

    Holds: board=arbetsmarknad, an agreement of arbetsmarknadsnämnden.
    Does not: board=arbetsmarknad and state=ended, the same agreement while it runs.
    """

    key: str
    """One of KEYS."""
    value: str
    """A part of a name; of a state, all of it."""

    def holds(self, agreement: Agreement, state: State) -> bool:
        """Tell whether an agreement is as asked."""
        return state == self.value if self.key == STATE else self.among(self.names(agreement))

    def names(self, agreement: Agreement) -> tuple[str, ...]:
        """Give the names that are asked about; of a board with its municipality, where that is asked for."""
        if self.key == "responsible":
            return (agreement.responsible.name,) if agreement.responsible else ()
        if self.key == "board":
            public = [party for party in agreement.parties_with(Role.PUBLIC) if party.board]
            return tuple(called(each) if "," in self.value else each.board or "" for each in public)
        names = (name for each in agreement.parties.values() for name in (each.name, each.short_name))
        return tuple(filter(None, names))

    def among(self, names: Iterable[str]) -> bool:
        """Tell whether the name that is asked for is one of these."""
        return any(spelling.within(self.value, name) for name in names)


def selected(agreement: Agreement, state: State, conditions: Iterable[Condition]) -> bool:
    """Tell whether an agreement is among those asked about."""
    held: dict[str, bool] = {}
    for condition in conditions:
        held[condition.key] = held.get(condition.key, False) or condition.holds(agreement, state)
    return all(held.values())
