"""How a municipality orders and words its memos; data, which the templates follow."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from iopctl.model.entry import Entry
from iopctl.model.scalars import Format, Text, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEHOLDER = re.compile(r"{([^{}]*)}")
# What a heading or a lead may name, in the form in which a sentence needs it.
PLACEHOLDERS = ("nämnden", "nämndens", "Nämnden", "Nämndens")


class SectionName(StrEnum):
    """A section that the templates know; each is a block of theirs.

    sv: Ett avsnitt som mallarna känner till; vart och ett är ett block i dem.
    """

    SUMMARY = "summary"
    """The matter in a few sentences (Sammanfattning).

    sv: Ärendet i några meningar (Sammanfattning).
    """
    DECISIONS = "decisions"
    """What the board is asked to decide (Förslag till beslut).

    sv: Vad nämnden föreslås besluta (Förslag till beslut).
    """
    MATTER = "matter"
    """The matter in brief, and what the partnership is for (Ärende).

    sv: Ärendet i korthet, och vad partnerskapet är till för (Ärende).
    """
    DOCUMENTS = "documents"
    """The documents that the decision rests on (Beslutsunderlag).

    sv: De handlingar som beslutet vilar på (Beslutsunderlag).
    """
    PLANNING = "planning"
    """When which body takes the matter up (Beslutsplanering).

    sv: När vilket organ behandlar ärendet (Beslutsplanering).
    """
    PREPARATION = "preparation"
    """Who has prepared the matter (Beredning).

    sv: Vilka som har berett ärendet (Beredning).
    """
    PRESENTATION = "presentation"
    """The matter as it is presented at length (Föredragning).

    sv: Ärendet så som det föredras utförligt (Föredragning).
    """
    BACKGROUND = "background"
    """What the board should know first, with history, places and plans (Bakgrund).

    sv: Vad nämnden först bör veta, med historik, platser och planer (Bakgrund).
    """
    ECONOMY = "economy"
    """The money (Ekonomiska konsekvenser).

    sv: Ekonomin (Ekonomiska konsekvenser).
    """
    GOALS = "goals"
    """Which of the municipality's goals the partnership serves (Kommunala mål).

    sv: Vilka av kommunens mål som partnerskapet tjänar (Kommunala mål).
    """
    EQUALITY = "equality"
    """What it means for women and men (Jämställdhet).

    sv: Vad det innebär för kvinnor och män (Jämställdhet).
    """
    CHILDREN = "children"
    """What it means for children (Barnperspektiv).

    sv: Vad det innebär för barn (Barnperspektiv).
    """
    CONSULTATION = "consultation"
    """Who was asked, and what they said (Samråd).

    sv: Vilka som har tillfrågats, och vad de svarade (Samråd).
    """
    FOLLOW_UP = "follow_up"
    """How the matter is followed up (Uppföljning och utvärdering).

    sv: Hur ärendet följs upp (Uppföljning och utvärdering).
    """
    CODETERMINATION = "codetermination"
    """What lag (1976:580) om medbestämmande i arbetslivet asks for.

    sv: Vad lag (1976:580) om medbestämmande i arbetslivet kräver.
    """
    SIGNATURES = "signatures"
    """The administration and who signs; it has no heading.

    sv: Förvaltningen och de som undertecknar; avsnittet har ingen rubrik.
    """
    SENT_TO = "sent_to"
    """Who gets the decision (Beslutet skickas till).

    sv: Vilka som får beslutet (Beslutet skickas till).
    """


class Sentences(StrEnum):
    """The form in which decisions are written.

    sv: Den form som beslut skrivs i.
    """

    NUMBERED = "numbered"
    """Whole sentences, numbered: 1. Överenskommelsen förlängs.

    sv: Hela meningar, numrerade: 1. Överenskommelsen förlängs.
    """
    CLAUSES = "clauses"
    """Clauses after a lead: nämnden beslutar – att förlänga överenskommelsen.

    sv: Att-satser efter en inledning: nämnden beslutar – att förlänga överenskommelsen.
    """


class LetterheadItem(StrEnum):
    """What the line below the title may hold.

    sv: Vad raden under rubriken kan innehålla.
    """

    DOCUMENT = "document"
    """What the document is called, with its date.

    sv: Vad handlingen kallas, med dess datum.
    """
    CASE_NUMBER = "case number"
    """The case number of the matter, where there is one.

    sv: Ärendets diarienummer, där det finns ett.
    """
    MUNICIPALITY = "municipality"
    """The public party.

    sv: Den offentliga parten.
    """
    ADMINISTRATION = "administration"
    """The administration that writes.

    sv: Den förvaltning som skriver.
    """
    OFFICIAL = "official"
    """The official who keeps the agreement, where one is named.

    sv: Den tjänsteperson som ansvarar för överenskommelsen, där någon är angiven.
    """


class Part(Entry):
    """A section of the memo.

    sv: Ett avsnitt i tjänsteskrivelsen.
    """

    section: Annotated[SectionName, one_of(SectionName)]
    """Which section.

    sv: Vilket avsnitt.
    """
    heading: Text | None = None
    """Its heading, in which {nämnden}, {nämndens}, {Nämnden} and {Nämndens} stand for the board.

    sv: Dess rubrik, där {nämnden}, {nämndens}, {Nämnden} och {Nämndens} står för nämnden.
    """


class Section(Part):
    """A section of the memo, and those inside it.

    sv: Ett avsnitt i tjänsteskrivelsen, och de som ligger i det.
    """

    parts: tuple[Part, ...] = ()
    """The sections inside it, in order, with headings one level down.

    sv: De avsnitt som ligger i det, i ordning, med rubriker en nivå ner.
    """


class Profile(Entry):
    """How a municipality orders and words its memos; its name is that of its file.

    sv: Hur en kommun ordnar och formulerar sina tjänsteskrivelser; filens namn är profilens.
    """

    format: Format
    """The version of this file format: 1.

    sv: Filformatets version: 1.
    """
    title: Text
    """Whose profile it is.

    sv: Vems profilen är.
    """
    document: Text = "Tjänsteskrivelse"
    """What the document is called: Tjänsteskrivelse unless stated.

    sv: Vad handlingen kallas: Tjänsteskrivelse om inget sägs.
    """
    letterhead: tuple[Annotated[LetterheadItem, one_of(LetterheadItem)], ...] = (
        LetterheadItem.DOCUMENT,
        LetterheadItem.CASE_NUMBER,
        LetterheadItem.ADMINISTRATION,
    )
    """What the line below the title holds, in order.

    Unless stated: document, case number, administration.

    sv: Vad raden under rubriken innehåller, i ordning. Om inget sägs: document, case number, administration.
    """
    administration: Text | None = None
    """Who writes, where it is not the administration that the agreement names.

    sv: Vem som skriver, där det inte är den förvaltning som överenskommelsen anger.
    """
    sentences: Annotated[Sentences, one_of(Sentences)] = Sentences.NUMBERED
    """The form in which decisions are written; numbered unless stated.

    sv: Den form som beslut skrivs i; numrerade meningar om inget sägs.
    """
    lead: Text | None = None
    """What stands above the decisions: {Nämnden} föreslås besluta; clauses need one.

    sv: Vad som står ovanför besluten: {Nämnden} föreslås besluta; att-satser behöver en sådan inledning.
    """
    optional: tuple[Annotated[SectionName, one_of(SectionName)], ...] = ()
    """Sections that are left out where their text is not written; the memo waits for the others.

    sv: Avsnitt som utelämnas där texten inte är skriven; tjänsteskrivelsen väntar på de andra.
    """
    sections: tuple[Section, ...]
    """The sections of the memo, in order; one that is not named is left out.

    sv: Avsnitten i tjänsteskrivelsen, i ordning; ett som inte nämns utelämnas.
    """


def unknown_placeholders(text: str) -> Iterator[str]:
    """Find what a heading or a lead names that does not exist."""
    return (name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS)


def filled(text: str, board: str, genitive: str) -> str:
    """Put the board in a heading or a lead.

    >>> filled("{Nämnden} beslutar", "socialnämnden", "socialnämndens")
    'Socialnämnden beslutar'
    """
    if "{" not in text:
        return text
    forms = (board, genitive, board[:1].upper() + board[1:], genitive[:1].upper() + genitive[1:])
    words = dict(zip(PLACEHOLDERS, forms, strict=True))
    return _PLACEHOLDER.sub(lambda found: words[found[1]], text)
