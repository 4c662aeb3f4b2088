"""One partnership: everything that its file states."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from iopctl.model.budget import BudgetVersion
from iopctl.model.entry import Entry
from iopctl.model.extension import Extension, ExtensionClause, Renewal
from iopctl.model.follow_up import FollowUp, Targets
from iopctl.model.matter import Annex, Matter
from iopctl.model.parties import Official, Party, Role
from iopctl.model.scalars import NONE, NOT_STATED, Format, Text
from iopctl.model.term import Amendment, EarlierAgreement, Term


def _in_a_word(value: object) -> object:
    """Read `none` as a clause without options, and `not stated` as if the key were left out."""
    if value == NONE:
        return {"options": "0"}
    return None if value == NOT_STATED else value


class Agreement(Entry):
    """An agreement as signed, with what became of it."""

    format: Format
    """The version of this file format: 1."""
    title: Text
    """What the agreement is called; it heads every table and the memo."""
    case_number: Text | None = None
    """The case number (diarienummer) of the agreement, in the municipality's own form."""
    parties: dict[str, Party]
    """Who the agreement is between, each under a short key of your choice that the budget uses."""
    purpose: Text
    """What the partnership is for; the memo quotes it."""
    referral: Text | None = None
    """How participants come to the activity."""
    term: Term
    """For how long the agreement was signed."""
    extension: Annotated[ExtensionClause | None, BeforeValidator(_in_a_word)] = None
    """What the agreement allows by way of extension (förlängning), and what was made of it; 'none' where it
    allows nothing."""
    earlier_agreements: tuple[EarlierAgreement, ...] = ()
    """Agreements between the same parties that this one replaces, oldest first."""
    amendments: tuple[Amendment, ...] = ()
    """What was changed within the term (revidering, tilläggsavtal), from when."""
    budget: tuple[BudgetVersion, ...] = ()
    """What each party puts in, one item for each version of the money, oldest first; left out where nothing
    is known of it."""
    followed_by: Text | None = None
    """What came after the agreement ended: the id of the agreement that followed; or 'none', where it ended
    for good. Until one of them is recorded, the end stays on the list of what is due."""
    responsible: Official | None = None
    """The official who keeps this agreement."""
    documents: tuple[Annex, ...] = ()
    """The signed papers, and where they are."""
    targets: Targets | None = None
    """What the agreement aims at."""
    follow_up: FollowUp | None = None
    """The follow-up (uppföljning) that the agreement requires, and what was measured."""
    matters: tuple[Matter, ...] = ()
    """What boards were or are asked to decide, oldest first; a memo is about the last one."""

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """The extensions on file, in order."""
        return self.extension.extensions if self.extension else ()

    @property
    def places(self) -> int | None:
        """The number of places, where it is stated."""
        return self.targets.places if self.targets else None

    @property
    def boards(self) -> tuple[Party, ...]:
        """The public parties whose board can be asked to decide."""
        public = self.parties_with(Role.PUBLIC)
        return tuple(party for party in public if party.board and party.administration)

    @property
    def series(self) -> tuple[str, ...]:
        """The codes of the index series that its amounts follow, in order."""
        stated = (version.indexation for version in self.budget)
        return tuple(sorted({code for each in stated if each for code in each.series or ()}))

    @property
    def renews_itself(self) -> bool:
        """Whether it goes on unless notice is given in time (tyst förlängning)."""
        return self.extension is not None and self.extension.renewal is Renewal.TACIT

    def parties_with(self, role: Role) -> tuple[Party, ...]:
        """Give the parties with a role, in the order of the file."""
        return tuple(party for party in self.parties.values() if party.role is role)
