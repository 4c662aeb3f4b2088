"""What a board is asked to decide; each matter gives one memo.

A matter holds only what cannot be computed: amounts, shares, periods, options and meeting counts come
from the agreement when the memo is written.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.parties import Official
from iopctl.model.scalars import Rough, Text, one_of


class MatterKind(StrEnum):
    """What the board is asked for; each has its template."""

    ADOPT = "adopt"
    EXTEND = "extend"


class Codetermination(StrEnum):
    """What lag (1976:580) om medbestämmande i arbetslivet asks for in this matter."""

    NOT_CALLED_FOR = "not called for"
    INFORMATION = "information"
    NEGOTIATION = "negotiation"


class Annex(Entry):
    """A document that the decision rests on, beside the memo itself."""

    title: Text
    """What the document is called."""
    dated: Rough | None = None
    """Its date, as exactly as it is known."""
    case_number: Text | None = None
    """Its case number (diarienummer)."""
    file: Text | None = None
    """The file or the form in which it exists."""


class Goals(Entry):
    """Which of the municipality's goals the partnership serves."""

    text: Text
    """How the partnership serves the goals."""
    see: Text | None = None
    """What to read about them."""
    link: Text | None = None
    """The address where that can be read."""


class Matter(Entry):
    """One matter, section by section in the memo's order."""

    id: Text
    """A name of your own for the matter; no two in a file are the same."""
    kind: Annotated[MatterKind, one_of(MatterKind)]
    """What the board is asked for."""
    dated: Rough
    """The date of the memo; everything in it is computed as of that day."""
    case_number: Text | None = None
    """The case number (diarienummer) of the matter."""
    task_to: Text | None = None
    """Who is given the task of extending; without it the board extends."""
    decisions: tuple[Text, ...] | None = None
    """What the board is to decide, each a whole sentence, instead of the sentences of the template."""
    further_decisions: tuple[Text, ...] = ()
    """What else the board is to decide, each a whole sentence, after the first one."""
    matter: Text
    """The matter in brief (Ärende)."""
    documents: tuple[Annex, ...] = ()
    """The documents that the decision rests on (Beslutsunderlag), beside the memo itself."""
    background: Text
    """What the board should know first (Bakgrund)."""
    changes: tuple[Text, ...] = ()
    """What a revised agreement changes."""
    plans: tuple[Text, ...] = ()
    """What the parties mean to do in the period that is asked for."""
    economy: Text | None = None
    """What the figures do not say themselves (Ekonomiska konsekvenser)."""
    goals: Goals
    """Which of the municipality's goals the partnership serves (Kommunala mål)."""
    equality: Text
    """What it means for women and men (Jämställdhet)."""
    consultation: Text
    """Who was asked, and what they said (Samråd)."""
    follow_up: Text | None = None
    """How the matter is followed up (Uppföljning och utvärdering), beside the meetings."""
    codetermination: Annotated[Codetermination, one_of(Codetermination)]
    """What lag (1976:580) om medbestämmande i arbetslivet asks for."""
    signatures: tuple[Official, ...]
    """Who signs the memo, in order."""
    sent_to: tuple[Text, ...]
    """Who gets the decision (Beslutet skickas till)."""
