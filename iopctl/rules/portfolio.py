"""The money of the whole register in a calendar year: per agreement, per board and per kind of contribution.

Committed money, money until further notice and optional money are added apart, and never to one another: of a
year that is certain only in part, each part counts as what it is; of an agreement without an end whose file
does not say how a part is paid, the whole year counts as until further notice, and the sums say so. An
agreement that has no money in the year, because it has not started or can run no longer, adds nothing; one
whose figure is missing for another reason is named as missing, and the sums say so. An option that can be
used no more adds nothing either: optional money is what can still be decided.

Holds: 1 100 000 kr committed and 339 200 kr until further notice in 2021 → two sums.
Does not: 1 439 200 kr in one sum; a sum that misses an agreement without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, money, spelling
from iopctl.model.parties import Role
from iopctl.rules import boards, budget, shares
from iopctl.rules.budget import NoFigure
from iopctl.rules.status import Status
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.money import Amount
    from iopctl.problem import Finding
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Known


class Part(Struct):
    """What one board pays, or what consists of one kind."""

    name: str
    amount: Amount


class Entry(Struct):
    """The money of one agreement in one year that is equally certain; of the computation it keeps nothing."""

    id: str
    year: int
    status: Status
    public: Amount
    civil: Amount
    third: Amount
    """What comes from third parties: in the total, and on neither side."""
    boards: tuple[Part, ...]
    """The public side, board by board."""
    kinds: tuple[Part, ...]
    """All parties, by what the contributions consist of."""
    assumed: tuple[str, ...]
    """The series whose assumed values it rests on."""
    undivided: bool = False
    """Whether a part of it is committed, and the file does not say how much."""

    @property
    def others(self) -> Amount:
        """All parties but the public ones together."""
        return money.total((self.civil, self.third))

    @property
    def total(self) -> Amount:
        """All parties together."""
        return money.total((self.public, self.civil, self.third))


class Sides(Struct):
    """What each side puts in together, and all parties: the three make the total."""

    public: Amount
    civil: Amount
    third: Amount
    total: Amount


class Missing(Struct):
    """A year of an agreement whose figure the file should give, and why it does not."""

    id: str
    year: int
    reason: Finding


# Before its start and after its latest end an agreement has no money: nothing is missing.
NO_MONEY = {codes.BEFORE_THE_START, codes.AFTER_THE_END}


def entries(
    agreement_id: str, agreement: Agreement, years: Iterable[int], known: Known
) -> Iterator[Entry | Missing]:
    """Compute an agreement's money in those of some years in which it has any, each certainty by itself."""
    for year in years:
        computed = budget.open_still(agreement, year, known)
        if isinstance(computed, NoFigure):
            if computed.reason.kind not in NO_MONEY:
                yield Missing(agreement_id, year, computed.reason)
        elif computed.undivided is not None:
            whole = budget.Part(computed.status, computed.shares)
            yield replace(_entry(agreement_id, agreement, year, whole), undivided=True)
        else:
            for part in computed.parts:
                yield _entry(agreement_id, agreement, year, part)


def sides(found: Iterable[Entry]) -> Sides:
    """Add up each side of some entries, and all of them."""
    listed = tuple(found)
    return Sides(
        public=money.total(each.public for each in listed),
        civil=money.total(each.civil for each in listed),
        third=money.total(each.third for each in listed),
        total=money.total(each.total for each in listed),
    )


def by_status(found: Iterable[Entry]) -> dict[Status, tuple[Entry, ...]]:
    """Sort entries by how certain their money is, the surest first; a status that none has is left out."""
    listed = tuple(found)
    sorted_out = {status: tuple(each for each in listed if each.status is status) for status in Status}
    return {status: each for status, each in sorted_out.items() if each}


def merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Add up parts of one name, however it is spelt, in Swedish order of the names."""
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(spelling.key(part.name), []).append(part)
    found = (Part(own[0].name, money.total(each.amount for each in own)) for own in groups.values())
    return tuple(sorted(found, key=lambda each: spelling.order(each.name)))


def _entry(agreement_id: str, agreement: Agreement, year: int, of: budget.Part) -> Entry:
    def amount(figure: Figure) -> Amount:
        """Name the agreement, not its lines: many agreements have one that is called the same."""
        return replace(figure.amount, unstated=(agreement_id,) if figure.unstated else ())

    own = {role: shares.of_role(agreement, of.shares, role) for role in Role}
    sums = {role: money.total(amount(share.figure) for share in found) for role, found in own.items()}
    paid = (share for share in own[Role.PUBLIC] if share.lines)
    called = {key: boards.called(party) for key, party in agreement.parties.items()}
    return Entry(
        id=agreement_id,
        year=year,
        status=of.status,
        public=sums[Role.PUBLIC],
        civil=sums[Role.CIVIL],
        third=sums[Role.THIRD],
        boards=merged(Part(called[share.party], amount(share.figure)) for share in paid),
        kinds=merged(Part(line.contribution.kind.value, amount(line.figure)) for line in of.lines),
        assumed=of.total.assumed,
    )
