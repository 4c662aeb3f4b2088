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
    """What the board is asked for; each has its template.

    sv: Vad nämnden ombeds att göra; varje slag har sin mall.
    """

    ADOPT = "adopt"
    """Adopt a new agreement.

    sv: Anta en ny överenskommelse.
    """
    EXTEND = "extend"
    """Extend the agreement by an option that it has.

    sv: Förlänga överenskommelsen med en förlängning som den medger.
    """


class Codetermination(StrEnum):
    """What lag (1976:580) om medbestämmande i arbetslivet asks for in this matter.

    sv: Vad lag (1976:580) om medbestämmande i arbetslivet kräver i ärendet.
    """

    NOT_CALLED_FOR = "not called for"
    """Neither information nor negotiation is called for.

    sv: Varken information eller förhandling krävs.
    """
    INFORMATION = "information"
    """Information to the unions.

    sv: Information enligt lagen.
    """
    NEGOTIATION = "negotiation"
    """Negotiation with the unions.

    sv: Förhandling enligt lagen.
    """


class Annex(Entry):
    """A document that the decision rests on, beside the memo itself.

    sv: En handling som beslutet vilar på, vid sidan av tjänsteskrivelsen.
    """

    title: Text
    """What the document is called.

    sv: Vad handlingen heter.
    """
    dated: Rough | None = None
    """Its date, as exactly as it is known.

    sv: Handlingens datum, så noga som det är känt.
    """
    case_number: Text | None = None
    """Its case number (diarienummer).

    sv: Handlingens diarienummer.
    """
    file: Text | None = None
    """The file or the form in which it exists.

    sv: Den fil eller den form som handlingen finns i.
    """


class Goals(Entry):
    """Which of the municipality's goals the partnership serves.

    sv: Vilka av kommunens mål som partnerskapet tjänar.
    """

    text: Text
    """How the partnership serves the goals.

    sv: Hur partnerskapet bidrar till målen.
    """
    see: Text | None = None
    """What to read about them.

    sv: Vad som finns att läsa om dem.
    """
    link: Text | None = None
    """The address where that can be read.

    sv: Adressen där det kan läsas.
    """


class Matter(Entry):
    """One matter, section by section in the memo's order.

    sv: Ett ärende, avsnitt för avsnitt i tjänsteskrivelsens ordning.
    """

    id: Text
    """A name of your own for the matter; no two in a file are the same.

    sv: Ett eget namn på ärendet; två ärenden i samma fil får inte ha samma.
    """
    kind: Annotated[MatterKind, one_of(MatterKind)]
    """What the board is asked for.

    sv: Vad nämnden ombeds att göra.
    """
    dated: Rough
    """The date of the memo; everything in it is computed as of that day.

    sv: Tjänsteskrivelsens datum; allt i den räknas per den dagen.
    """
    case_number: Text | None = None
    """The case number (diarienummer) of the matter.

    sv: Ärendets diarienummer.
    """
    task_to: Text | None = None
    """Who is given the task of extending; without it the board extends.

    sv: Vem som får i uppdrag att förlänga; utan det förlänger nämnden själv.
    """
    decisions: tuple[Text, ...] | None = None
    """What the board is to decide, each a whole sentence, instead of the sentences of the template.

    sv: Vad nämnden ska besluta, varje punkt en hel mening, i stället för mallens meningar.
    """
    further_decisions: tuple[Text, ...] = ()
    """What else the board is to decide, each a whole sentence, after the first one.

    sv: Vad nämnden därutöver ska besluta, varje punkt en hel mening, efter den första.
    """
    matter: Text
    """The matter in brief (Ärende).

    sv: Ärendet i korthet (Ärende).
    """
    documents: tuple[Annex, ...] = ()
    """The documents that the decision rests on (Beslutsunderlag), beside the memo itself.

    sv: De handlingar som beslutet vilar på (Beslutsunderlag), utöver tjänsteskrivelsen själv.
    """
    background: Text
    """What the board should know first (Bakgrund).

    sv: Vad nämnden först bör veta (Bakgrund).
    """
    changes: tuple[Text, ...] = ()
    """What a revised agreement changes.

    sv: Vad en reviderad överenskommelse ändrar.
    """
    plans: tuple[Text, ...] = ()
    """What the parties mean to do in the period that is asked for.

    sv: Vad parterna avser att göra under den period som ärendet gäller.
    """
    economy: Text | None = None
    """What the figures do not say themselves (Ekonomiska konsekvenser).

    sv: Vad siffrorna inte själva säger (Ekonomiska konsekvenser).
    """
    goals: Goals
    """Which of the municipality's goals the partnership serves (Kommunala mål).

    sv: Vilka av kommunens mål som partnerskapet tjänar (Kommunala mål).
    """
    equality: Text
    """What it means for women and men (Jämställdhet).

    sv: Vad det innebär för kvinnor och män (Jämställdhet).
    """
    consultation: Text
    """Who was asked, and what they said (Samråd).

    sv: Vilka som har tillfrågats, och vad de svarade (Samråd).
    """
    follow_up: Text | None = None
    """How the matter is followed up (Uppföljning och utvärdering), beside the meetings.

    sv: Hur ärendet följs upp (Uppföljning och utvärdering), utöver mötena.
    """
    codetermination: Annotated[Codetermination, one_of(Codetermination)]
    """What lag (1976:580) om medbestämmande i arbetslivet asks for.

    sv: Vad lag (1976:580) om medbestämmande i arbetslivet kräver.
    """
    signatures: tuple[Official, ...]
    """Who signs the memo, in order.

    sv: Vilka som undertecknar tjänsteskrivelsen, i ordning.
    """
    sent_to: tuple[Text, ...]
    """Who gets the decision (Beslutet skickas till).

    sv: Vilka som får beslutet (Beslutet skickas till).
    """
