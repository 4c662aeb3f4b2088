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
    title: Text
    case_number: Text | None = None
    parties: dict[str, Party]
    purpose: Text
    referral: Text | None = None
    """How participants come to the activity."""
    term: Term
    extension: ExtensionClause | None = None
    earlier_agreements: tuple[EarlierAgreement, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    budget: tuple[BudgetVersion, ...]
    responsible: Official | None = None
    documents: tuple[Annex, ...] = ()
    targets: Targets | None = None
    follow_up: FollowUp | None = None
    matters: tuple[Matter, ...] = ()

    def parties_with(self, role: Role) -> tuple[Party, ...]:
        """Give the parties with a role, in the order of the file."""
        return tuple(party for party in self.parties.values() if party.role is role)
