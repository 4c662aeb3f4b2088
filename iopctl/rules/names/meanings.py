"""What each name of a figure means, in English and in Swedish, and why one may have no value.

A word in capitals stands for others: PARTY for a key of `parties`, MEETING for a kind of meeting, YEAR for a
calendar year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.codes import Lack
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Name(Struct):
    """What a name means."""

    means: str
    sv: str
    lack: str = ""
    """Why it may have no value in a memo."""


def _money(prefix: str, who: str, vad: str) -> Iterator[tuple[str, Name]]:
    """Name what some of the parties put in."""
    sv = f"Vad {vad} bidrar med"
    for word, means, betyder, lack in (
        ("a_year", "in each year of the period", "varje år i perioden", Lack.NOT_EVERY_YEAR),
        ("in_all", "over the whole period", "under hela perioden", Lack.NO_SUM),
        ("per_place", "for each place and year", "per plats och år", Lack.NO_PLACES),
    ):
        yield f"{prefix}.{word}", Name(f"What {who} contribute{_s(who)} {means}.", f"{sv} {betyder}.", lack)
    yield (
        f"{prefix}.YEAR",
        Name(
            f"What {who} contribute{_s(who)} in a year; only the days inside the period count.",
            f"{sv} ett visst år; bara dagar inom perioden räknas.",
            Lack.NOT_THAT_YEAR,
        ),
    )


def _shares(prefix: str, whose: str, vars_: str) -> Iterator[tuple[str, Name]]:
    yield (
        f"{prefix}.share",
        Name(
            f"{whose} share of that, in each year of the period.",
            f"{vars_} andel av det, varje år i perioden.",
            Lack.NOT_EVERY_YEAR,
        ),
    )
    yield (
        f"{prefix}.YEAR.share",
        Name(f"{whose} share in a year.", f"{vars_} andel ett visst år.", Lack.NOT_THAT_YEAR),
    )


def _changes(prefix: str, who: str, vad: str) -> Iterator[tuple[str, Name]]:
    for word, means, betyder, lack in (
        ("before", "without the change", "utan ändringen", Lack.NOT_COMPARED),
        ("after", "with the change", "med ändringen", Lack.NOT_COMPARED),
        ("increase", "more than without the change", "mer än utan ändringen", Lack.NO_INCREASE),
        ("decrease", "less than without the change", "mindre än utan ändringen", Lack.NO_DECREASE),
    ):
        en, sv = (
            f"What {who} contribute{_s(who)} in a year {means}.",
            f"Vad {vad} bidrar med ett visst år {betyder}.",
        )
        yield f"{prefix}.{word}", Name(en, sv, lack)


def _measured(key: str, what: str, vad: str) -> Iterator[tuple[str, Name]]:
    yield (
        f"measured.{key}",
        Name(
            f"The {what}, as it was last measured by the memo's date.",
            f"Den senast uppmätta siffran för {vad} vid tjänsteskrivelsens datum.",
            Lack.NOT_MEASURED,
        ),
    )
    yield f"measured.{key}.on", Name("When that was.", "När det var.", Lack.NOT_MEASURED)


def _s(who: str) -> str:
    return "s" if who.startswith("a ") else ""


NAMES: dict[str, Name] = {
    "dated": Name("The date of the memo.", "Tjänsteskrivelsens datum."),
    "period": Name(
        "What the matter is about: the term, the extension, what is left of the term from a change on, "
        "the years from the matter's own until the end, or the year.",
        "Det som ärendet gäller: avtalstiden, förlängningen, det som återstår av den från en ändring, "
        "åren från ärendets eget till slutet, eller året.",
    ),
    "period.starts": Name("Its first day.", "Dess första dag."),
    "period.ends": Name("Its last day, included.", "Dess sista dag, inräknad.", Lack.NO_LAST_DAY),
    "term.starts": Name("The first day of the agreement.", "Överenskommelsens första dag."),
    "term.ends": Name(
        "The last day of the agreement with the extensions that are decided on the memo's date.",
        "Överenskommelsens sista dag med de förlängningar som är beslutade vid tjänsteskrivelsens datum.",
        Lack.NO_LAST_DAY,
    ),
    "term.original_end": Name(
        "The last day of the agreement as it was signed, without extensions.",
        "Överenskommelsens sista dag enligt det som undertecknades, utan förlängningar.",
        Lack.NO_LAST_DAY,
    ),
    "term.latest_end": Name(
        "The last day of the agreement when every option is used.",
        "Överenskommelsens sista dag när alla förlängningar är använda.",
        Lack.NO_LATEST_END,
    ),
    "term.signed": Name(
        "When the agreement was signed.", "När överenskommelsen undertecknades.", Lack.NOT_STATED
    ),
    "term.notice.length": Name("How long notice runs.", "Uppsägningstidens längd.", Lack.NOT_STATED),
    "extension.options": Name(
        "How many times the agreement may be extended.",
        "Hur många gånger överenskommelsen får förlängas.",
        Lack.NO_LIMIT,
    ),
    "extension.used": Name(
        "How many of these are used on the memo's date.",
        "Hur många av dem som är använda vid tjänsteskrivelsens datum.",
    ),
    "extension.left": Name(
        "How many of these are left on the memo's date; in a matter to extend, the proposed one included.",
        "Hur många av dem som är kvar vid tjänsteskrivelsens datum; i ett ärende om förlängning även den "
        "föreslagna.",
        Lack.NO_LIMIT,
    ),
    "extension.length": Name("How long an extension is.", "Hur lång en förlängning är.", Lack.NOT_STATED),
    "extension.next": Name(
        "The period that the next extension adds.",
        "Den period som nästa förlängning ger.",
        Lack.NOT_EXTENDABLE,
    ),
    "extension.next.starts": Name("Its first day.", "Dess första dag.", Lack.NOT_EXTENDABLE),
    "extension.next.ends": Name("Its last day, included.", "Dess sista dag, inräknad.", Lack.NOT_EXTENDABLE),
    "extension.decide_by": Name(
        "The last day to decide on it; where it comes about by itself, the last day for notice.",
        "Sista dagen att besluta om den; där den sker av sig själv, sista dagen för uppsägning.",
        Lack.NOT_EXTENDABLE,
    ),
    "ending.ends": Name(
        "In a matter to end the agreement: its last day, included.",
        "I ett ärende om att avsluta överenskommelsen: dess sista dag, inräknad.",
        Lack.NOT_ENDING,
    ),
    "ending.notice": Name(
        "In a matter to end the agreement: the day on which notice is given.",
        "I ett ärende om att avsluta överenskommelsen: dagen då den sägs upp.",
        Lack.NO_NOTICE,
    ),
    "year": Name(
        "In a follow-up: the year that is followed up.",
        "I en uppföljning: det år som följs upp.",
        Lack.NOT_FOLLOWING_UP,
    ),
    **dict(_money("money", "all parties", "alla parter")),
    **dict(_money("public", "the public parties", "de offentliga parterna")),
    **dict(_shares("public", "The public parties'", "De offentliga parternas")),
    **dict(_money("parties.PARTY", "a party", "en part")),
    **dict(_shares("parties.PARTY", "A party's", "En parts")),
    "indexation.percent": Name(
        "By how much the amounts are raised for every new calendar year.",
        "Hur mycket beloppen räknas upp för varje nytt kalenderår.",
        Lack.NOT_STATED,
    ),
    "indexation.price_year": Name(
        "The year whose prices the amounts are in.", "Det år vars prisnivå beloppen är i.", Lack.NOT_STATED
    ),
    "indexation.YEAR": Name(
        "By how much the amounts of a year are raised since the price year.",
        "Hur mycket ett års belopp har räknats upp sedan prisåret.",
        Lack.NOT_RAISED,
    ),
    "change.starts": Name(
        "In a matter to amend the agreement: the first day of the change.",
        "I ett ärende om att ändra överenskommelsen: den första dagen som ändringen gäller.",
        Lack.NOT_AMENDING,
    ),
    **dict(_changes("change.YEAR", "all parties", "alla parter")),
    **dict(_changes("change.YEAR.PARTY", "a party", "en part")),
    "targets.places": Name("The number of places.", "Antalet platser.", Lack.NOT_STATED),
    "targets.participants": Name(
        "The number of participants at a time.", "Antalet deltagare åt gången.", Lack.NOT_STATED
    ),
    "meetings.MEETING.at_least": Name(
        "How many meetings of a kind there must be at least.",
        "Hur många möten av ett slag det ska vara minst.",
    ),
    "meetings.MEETING.held": Name(
        "In a follow-up: how many of them were held in the year.",
        "I en uppföljning: hur många av dem som hölls under året.",
        Lack.NOT_FOLLOWING_UP,
    ),
    "meetings.MEETING.missing": Name(
        "In a follow-up: how many of them are missing.",
        "I en uppföljning: hur många av dem som saknas.",
        Lack.NOT_FOLLOWING_UP,
    ),
    **dict(_measured("participants", "number of participants", "antalet deltagare")),
    **dict(_measured("women", "share of women", "andelen kvinnor")),
    **dict(_measured("throughput_per_year", "throughput of a year", "genomströmningen på ett år")),
}
