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
    dated: Rough | None = None
    case_number: Text | None = None
    file: Text | None = None


class Goals(Entry):
    """Which of the municipality's goals the partnership serves."""

    text: Text
    see: Text | None = None
    """What to read about them."""
    link: Text | None = None


class Matter(Entry):
    """One matter, section by section in the memo's order."""

    id: Text
    kind: Annotated[MatterKind, one_of(MatterKind)]
    dated: Rough
    case_number: Text | None = None
    task_to: Text | None = None
    """Who is given the task of extending; without it the board extends."""
    further_decisions: tuple[Text, ...] = ()
    matter: Text
    documents: tuple[Annex, ...] = ()
    background: Text
    changes: tuple[Text, ...] = ()
    """What a revised agreement changes."""
    plans: tuple[Text, ...] = ()
    """What the parties mean to do in the period that is asked for."""
    economy: Text | None = None
    goals: Goals
    equality: Text
    consultation: Text
    follow_up: Text | None = None
    codetermination: Annotated[Codetermination, one_of(Codetermination)]
    signatures: tuple[Official, ...]
    sent_to: tuple[Text, ...]
