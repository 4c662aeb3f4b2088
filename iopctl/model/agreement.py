"""One partnership: everything that its file states."""

from __future__ import annotations

from iopctl.model.budget import BudgetVersion
from iopctl.model.entry import Entry
from iopctl.model.follow_up import FollowUp, Targets
from iopctl.model.matter import Annex, Matter
from iopctl.model.parties import Official, Party, Role
from iopctl.model.scalars import Format, Text
from iopctl.model.term import Amendment, EarlierAgreement, ExtensionClause, Term


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
    extension: ExtensionClause | None = None
    """What the agreement allows by way of extension (förlängning), and what was made of it."""
    earlier_agreements: tuple[EarlierAgreement, ...] = ()
    """Agreements between the same parties that this one replaces, oldest first."""
    amendments: tuple[Amendment, ...] = ()
    """What was changed within the term (revidering, tilläggsavtal), from when."""
    budget: tuple[BudgetVersion, ...]
    """What each party puts in, one item for each version of the money, oldest first."""
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

    def parties_with(self, role: Role) -> tuple[Party, ...]:
        """Give the parties with a role, in the order of the file."""
        return tuple(party for party in self.parties.values() if party.role is role)
