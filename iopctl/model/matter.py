"""What a board is asked to decide; each matter gives one memo.

A matter holds only what cannot be computed: amounts, shares, periods, options and meeting counts come
from the agreement when the memo is written. It may be started before it is finished: the agreement is
used all the same, and only the memo waits for the sections that it cannot do without.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from iopctl.model.entry import Entry
from iopctl.model.parties import Official
from iopctl.model.scalars import Prose, Rough, Text, WebAddress, Year, one_of


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
    AMEND = "amend"
    """Change content or money within the term: more money, a wider target group.

    sv: Ändra innehåll eller belopp under avtalstiden: mer medel, en vidare målgrupp.
    """
    END = "end"
    """Give notice, or let the agreement end without extending it.

    sv: Säga upp överenskommelsen, eller låta den upphöra utan förlängning.
    """
    FOLLOW_UP = "follow-up"
    """Take note of what came of a year.

    sv: Ta del av uppföljningen av ett år.
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

    text: Prose
    """How the partnership serves the goals.

    sv: Hur partnerskapet bidrar till målen.
    """
    see: Prose | None = None
    """What to read about them.

    sv: Vad som finns att läsa om dem.
    """
    link: WebAddress | None = None
    """The address where that can be read.

    sv: Adressen där det kan läsas.
    """


class Matter(Entry):
    """One matter, section by section in the memo's order; what is not written yet keeps only its memo back.

    Its texts can name figures, {{ money.a_year }}; 'iopctl figures ID' lists them.

    sv: Ett ärende, avsnitt för avsnitt i tjänsteskrivelsens ordning; det som ännu inte är skrivet hindrar
    bara tjänsteskrivelsen. Texterna kan nämna tal vid namn, {{ money.a_year }}; ”iopctl figures ID”
    räknar upp dem.
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
    year: Year | None = None
    """The calendar year that is followed up; only a follow-up has one, and it needs it.

    sv: Det kalenderår som följs upp; bara en uppföljning har ett, och behöver det.
    """
    task_to: Prose | None = None
    """Who is given the task of extending, amending or giving notice; without it the board does so itself.

    sv: Vem som får i uppdrag att förlänga, ändra eller säga upp; utan det gör nämnden det själv.
    """
    summary: Prose | None = None
    """The matter in a few sentences (Sammanfattning), where the profile has that section.

    sv: Ärendet i några meningar (Sammanfattning), där profilen har det avsnittet.
    """
    decisions: tuple[Prose, ...] | None = None
    """What the board is to decide, each a whole sentence, instead of the sentences of the template.

    Where the profile writes clauses, each starts with 'att'.

    sv: Vad nämnden ska besluta, varje punkt en hel mening, i stället för mallens meningar. Där profilen
    skriver att-satser börjar var och en med ”att”.
    """
    further_decisions: tuple[Prose, ...] = ()
    """What else the board is to decide, each in the same form, after the sentences of the template.

    sv: Vad nämnden därutöver ska besluta, varje punkt i samma form, efter mallens meningar.
    """
    matter: Prose | None = None
    """The matter in brief (Ärende); the memo needs it.

    sv: Ärendet i korthet (Ärende); tjänsteskrivelsen behöver det.
    """
    documents: tuple[Annex, ...] = ()
    """The documents that the decision rests on (Beslutsunderlag), beside the memo itself.

    sv: De handlingar som beslutet vilar på (Beslutsunderlag), utöver tjänsteskrivelsen själv.
    """
    planning: Prose | None = None
    """When which body takes the matter up (Beslutsplanering), where the profile has that section.

    sv: När vilket organ behandlar ärendet (Beslutsplanering), där profilen har det avsnittet.
    """
    preparation: Prose | None = None
    """Who has prepared the matter (Beredning), where the profile has that section.

    sv: Vilka som har berett ärendet (Beredning), där profilen har det avsnittet.
    """
    presentation: Prose | None = None
    """The matter at length (Föredragning), where the profile has that section.

    sv: Ärendet utförligt (Föredragning), där profilen har det avsnittet.
    """
    background: Prose | None = None
    """What the board should know first (Bakgrund); the memo needs it.

    sv: Vad nämnden först bör veta (Bakgrund); tjänsteskrivelsen behöver det.
    """
    changes: tuple[Prose, ...] = ()
    """What a revised agreement changes.

    sv: Vad en reviderad överenskommelse ändrar.
    """
    plans: tuple[Prose, ...] = ()
    """What the parties mean to do in the period that is asked for.

    sv: Vad parterna avser att göra under den period som ärendet gäller.
    """
    participants: Prose | None = None
    """What happens with the participants when the agreement ends; the memo of a matter to end it needs it.

    sv: Vad som händer med deltagarna när överenskommelsen upphör; ett ärende om det behöver det.
    """
    economy: Prose | None = None
    """What the figures do not say themselves (Ekonomiska konsekvenser).

    sv: Vad siffrorna inte själva säger (Ekonomiska konsekvenser).
    """
    goals: Goals | None = None
    """Which of the municipality's goals the partnership serves (Kommunala mål); the memo needs it.

    sv: Vilka av kommunens mål som partnerskapet tjänar (Kommunala mål); tjänsteskrivelsen behöver det.
    """
    equality: Prose | None = None
    """What it means for women and men (Jämställdhet); the memo needs it.

    sv: Vad det innebär för kvinnor och män (Jämställdhet); tjänsteskrivelsen behöver det.
    """
    children: Prose | None = None
    """What it means for children (Barnperspektiv), where the profile has that section.

    sv: Vad det innebär för barn (Barnperspektiv), där profilen har det avsnittet.
    """
    consultation: Prose | None = None
    """Who was asked, and what they said (Samråd); the memo needs it.

    sv: Vilka som har tillfrågats, och vad de svarade (Samråd); tjänsteskrivelsen behöver det.
    """
    follow_up: Prose | None = None
    """How the matter is followed up (Uppföljning och utvärdering), beside the meetings.

    sv: Hur ärendet följs upp (Uppföljning och utvärdering), utöver mötena.
    """
    codetermination: Annotated[Codetermination, one_of(Codetermination)] | None = None
    """What lag (1976:580) om medbestämmande i arbetslivet asks for; the memo needs it.

    sv: Vad lag (1976:580) om medbestämmande i arbetslivet kräver; tjänsteskrivelsen behöver det.
    """
    signatures: tuple[Official, ...] | None = None
    """Who signs the memo, in order; the memo needs it.

    sv: Vilka som undertecknar tjänsteskrivelsen, i ordning; tjänsteskrivelsen behöver det.
    """
    sent_to: tuple[Text, ...] | None = None
    """Who gets the decision (Beslutet skickas till); the memo needs it.

    sv: Vilka som får beslutet (Beslutet skickas till); tjänsteskrivelsen behöver det.
    """
