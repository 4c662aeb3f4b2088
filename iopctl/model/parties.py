"""Who the agreement is between."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import OrgNumber, Text, one_of


class Role(StrEnum):
    """What kind of party it is.

    sv: Vilket slags part det är.
    """

    PUBLIC = "public"
    """A municipality, region or one board of it.

    sv: Offentlig part: kommun, region eller en nämnd.
    """
    CIVIL = "civil"
    """The non-profit organisation.

    sv: Idéburen part: organisationen.
    """
    THIRD = "third"
    """Somebody else whose money counts: a foundation, the participants' fees.

    sv: Någon annan vars medel räknas med: en stiftelse, deltagarnas avgifter.
    """


class Party(Entry):
    """A party: a municipality, region or one board of it, or an organisation.

    sv: En part: en kommun, en region eller en nämnd, eller en organisation.
    """

    role: Annotated[Role, one_of(Role)]
    """Whether it is public (kommun, region, nämnd), civil (the organisation), or a third (a foundation).

    sv: Om parten är offentlig, public (kommun, region, nämnd), idéburen, civil (organisationen), eller en
    tredje, third (en stiftelse).
    """
    name: Text
    """Its full name.

    sv: Partens fullständiga namn.
    """
    short_name: Text | None = None
    """A shorter name, used in tables and sentences where there is one.

    sv: Ett kortare namn, som används i tabeller och meningar där det finns.
    """
    org_number: OrgNumber | None = None
    """Its organisation number (organisationsnummer); the check digit is checked.

    sv: Partens organisationsnummer; kontrollsiffran kontrolleras.
    """
    board: Text | None = None
    """The board that decides, in the form that a sentence uses: arbetsmarknadsnämnden.

    sv: Den nämnd som beslutar, i den form som en mening använder: arbetsmarknadsnämnden.
    """
    administration: Text | None = None
    """The administration that prepares the board's matters and signs.

    sv: Den förvaltning som bereder nämndens ärenden och undertecknar.
    """

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Official(Entry):
    """A person who keeps or signs an agreement.

    sv: En person som ansvarar för eller undertecknar en överenskommelse.
    """

    name: Text
    """The person's name, as the signed paper prints it.

    sv: Personens namn, så som den undertecknade handlingen återger det.
    """
    title: Text | None = None
    """The person's title.

    sv: Personens titel.
    """
