"""How a municipality orders and words its memos; data, which the templates follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopctl.model.entry import Entry
from iopctl.model.scalars import Choice, Format, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEHOLDER = re.compile(r"{([^{}]*)}")
# What a heading or a lead may name, in the form in which a sentence needs it.
PLACEHOLDERS = ("nämnden", "nämndens", "Nämnden", "Nämndens")


class SectionName(Choice):
    """A section that the templates know; each is a block of theirs."""

    SUMMARY = "summary"
    """The matter in a few sentences (Sammanfattning)."""
    DECISIONS = "decisions"
    """What the board is asked to decide (Förslag till beslut)."""
    MATTER = "matter"
    """The matter in brief, and what the partnership is for (Ärende)."""
    DOCUMENTS = "documents"
    """The documents that the decision rests on (Beslutsunderlag)."""
    PLANNING = "planning"
    """When which body takes the matter up (Beslutsplanering)."""
    PREPARATION = "preparation"
    """Who has prepared the matter (Beredning)."""
    PRESENTATION = "presentation"
    """The matter as it is presented at length (Föredragning)."""
    BACKGROUND = "background"
    """What the board should know first, with history, places and plans (Bakgrund)."""
    ECONOMY = "economy"
    """The money (Ekonomiska konsekvenser)."""
    GOALS = "goals"
    """Which of the municipality's goals the partnership serves (Kommunala mål)."""
    EQUALITY = "equality"
    """What it means for women and men (Jämställdhet)."""
    CHILDREN = "children"
    """What it means for children (Barnperspektiv)."""
    CONSULTATION = "consultation"
    """Who was asked, and what they said (Samråd)."""
    FOLLOW_UP = "follow_up"
    """How the matter is followed up (Uppföljning och utvärdering)."""
    CODETERMINATION = "codetermination"
    """What lag (1976:580) om medbestämmande i arbetslivet asks for."""
    SIGNATURES = "signatures"
    """The administration and who signs; it has no heading."""
    SENT_TO = "sent_to"
    """Who gets the decision (Beslutet skickas till)."""


class Sentences(Choice):
    """The form in which decisions are written."""

    NUMBERED = "numbered"
    """Whole sentences, numbered: 1. Överenskommelsen förlängs."""
    CLAUSES = "clauses"
    """Clauses after a lead: nämnden beslutar – att förlänga överenskommelsen."""


class LetterheadItem(Choice):
    """What the line below the title may hold."""

    DOCUMENT = "document"
    """What the document is called, with its date."""
    CASE_NUMBER = "case number"
    """The case number of the matter, where there is one."""
    MUNICIPALITY = "municipality"
    """The public party."""
    ADMINISTRATION = "administration"
    """The administration that writes."""
    OFFICIAL = "official"
    """The official who keeps the agreement, where one is named."""


class Part(Entry):
    """A section of the memo."""

    section: SectionName
    """Which section."""
    heading: Text | None = None
    """Its heading, in which {nämnden}, {nämndens}, {Nämnden} and {Nämndens} stand for the board."""


class Section(Part):
    """A section of the memo, and those inside it."""

    parts: tuple[Part, ...] = ()
    """The sections inside it, in order, with headings one level down."""


class Profile(Entry):
    """How a municipality orders and words its memos; its name is that of its file."""

    format: Format
    """The version of this file format: 1."""
    title: Text
    """Whose profile it is."""
    document: Text = "Tjänsteskrivelse"
    """What the document is called: Tjänsteskrivelse unless stated."""
    letterhead: tuple[LetterheadItem, ...] = (
        LetterheadItem.DOCUMENT,
        LetterheadItem.CASE_NUMBER,
        LetterheadItem.ADMINISTRATION,
    )
    """What the line below the title holds, in order.

    Unless stated: document, case number, administration.
    """
    administration: Text | None = None
    """Who writes, where it is not the administration that the agreement names."""
    sentences: Sentences = Sentences.NUMBERED
    """The form in which decisions are written; numbered unless stated."""
    lead: Text | None = None
    """What stands above the decisions: {Nämnden} föreslås besluta; clauses need one."""
    optional: tuple[SectionName, ...] = ()
    """Sections that are left out where their text is not written; the memo waits for the others."""
    sections: tuple[Section, ...]
    """The sections of the memo, in order; one that is not named is left out."""


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
