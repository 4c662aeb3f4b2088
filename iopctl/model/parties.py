"""Who the agreement is between."""

from __future__ import annotations

from iopctl.model.entry import Entry
from iopctl.model.scalars import Choice, OrgNumber, Text


class Role(Choice):
    """What kind of party it is."""

    PUBLIC = "public"
    """A municipality, region or one board of it."""
    CIVIL = "civil"
    """The non-profit organisation."""
    THIRD = "third"
    """Somebody else whose money counts: a foundation, the participants' fees."""


class Party(Entry):
    """A party: a municipality, region or one board of it, or an organisation."""

    role: Role
    """Whether it is public (kommun, region, nämnd), civil (the organisation), or a third (a foundation)."""
    name: Text
    """Its full name."""
    short_name: Text | None = None
    """A shorter name, used in tables and sentences where there is one."""
    org_number: OrgNumber | None = None
    """Its organisation number (organisationsnummer); the check digit is checked."""
    board: Text | None = None
    """The board that decides, in the form that a sentence uses: arbetsmarknadsnämnden."""
    administration: Text | None = None
    """The administration that prepares the board's matters and signs."""

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Official(Entry):
    """A person who keeps or signs an agreement."""

    name: Text
    """The person's name, as the signed paper prints it."""
    title: Text | None = None
    """The person's title."""
