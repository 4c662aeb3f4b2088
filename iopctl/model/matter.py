"""What a board is asked to decide; each matter gives one memo.

A matter holds only what cannot be computed: amounts, shares, periods, options and meeting counts come
from the agreement when the memo is written. It may be started before it is finished: the agreement is
used all the same, and only the memo waits for the sections that it cannot do without.
"""

from __future__ import annotations

from iopctl.model.entry import Entry
from iopctl.model.parties import Official
from iopctl.model.scalars import Choice, Prose, Rough, Text, WebAddress, Year


class MatterKind(Choice):
    """What the board is asked for; each has its template."""

    ADOPT = "adopt"
    """Adopt a new agreement."""
    EXTEND = "extend"
    """Extend the agreement by an option that it has."""
    AMEND = "amend"
    """Change content or money within the term: more money, a wider target group."""
    END = "end"
    """Give notice, or let the agreement end without extending it."""
    FOLLOW_UP = "follow-up"
    """Take note of what came of a year."""


class Codetermination(Choice):
    """What lag (1976:580) om medbestämmande i arbetslivet asks for in this matter."""

    NOT_CALLED_FOR = "not called for"
    """Neither information nor negotiation is called for."""
    INFORMATION = "information"
    """Information to the unions."""
    NEGOTIATION = "negotiation"
    """Negotiation with the unions."""


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

    text: Prose
    """How the partnership serves the goals."""
    see: Prose | None = None
    """What to read about them."""
    link: WebAddress | None = None
    """The address where that can be read."""


class Matter(Entry):
    """One matter, section by section in the memo's order; what is not written yet keeps only its memo back.

    Its texts can name figures, {{ money.a_year }}; 'iopctl figures ID' lists them.
    """

    id: Text
    """A name of your own for the matter; no two in a file are the same."""
    kind: MatterKind
    """What the board is asked for."""
    dated: Rough
    """The date of the memo; everything in it is computed as of that day."""
    case_number: Text | None = None
    """The case number (diarienummer) of the matter."""
    board: Text | None = None
    """The key of the party whose board decides; without it, each board of the agreement decides its part."""
    year: Year | None = None
    """The calendar year that is followed up; only a follow-up has one, and it needs it."""
    task_to: Prose | None = None
    """Who is given the task of extending, amending or giving notice; without it the board does so itself."""
    summary: Prose | None = None
    """The matter in a few sentences (Sammanfattning), where the profile has that section."""
    decisions: tuple[Prose, ...] | None = None
    """What the board is to decide, each a whole sentence, instead of the sentences of the template.

    Where the profile writes clauses, each starts with 'att'.
    """
    further_decisions: tuple[Prose, ...] = ()
    """What else the board is to decide, each in the same form, after the sentences of the template."""
    matter: Prose | None = None
    """The matter in brief (Ärende); the memo needs it."""
    documents: tuple[Annex, ...] = ()
    """The documents that the decision rests on (Beslutsunderlag), beside the memo itself."""
    planning: Prose | None = None
    """When which body takes the matter up (Beslutsplanering), where the profile has that section."""
    preparation: Prose | None = None
    """Who has prepared the matter (Beredning), where the profile has that section."""
    presentation: Prose | None = None
    """The matter at length (Föredragning), where the profile has that section."""
    background: Prose | None = None
    """What the board should know first (Bakgrund); the memo needs it."""
    changes: tuple[Prose, ...] = ()
    """What a revised agreement changes."""
    plans: tuple[Prose, ...] = ()
    """What the parties mean to do in the period that is asked for."""
    participants: Prose | None = None
    """What happens with the participants when the agreement ends; the memo of a matter to end it needs it."""
    economy: Prose | None = None
    """What the figures do not say themselves (Ekonomiska konsekvenser)."""
    goals: Goals | None = None
    """Which of the municipality's goals the partnership serves (Kommunala mål); the memo needs it."""
    equality: Prose | None = None
    """What it means for women and men (Jämställdhet); the memo needs it."""
    children: Prose | None = None
    """What it means for children (Barnperspektiv), where the profile has that section."""
    consultation: Prose | None = None
    """Who was asked, and what they said (Samråd); the memo needs it."""
    follow_up: Prose | None = None
    """How the matter is followed up (Uppföljning och utvärdering), beside the meetings."""
    codetermination: Codetermination | None = None
    """What lag (1976:580) om medbestämmande i arbetslivet asks for; the memo needs it."""
    signatures: tuple[Official, ...] | None = None
    """Who signs the memo, in order; the memo needs it."""
    sent_to: tuple[Text, ...] | None = None
    """Who gets the decision (Beslutet skickas till); the memo needs it."""
