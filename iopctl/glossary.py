"""Swedish words that people write in files, and the English keys and values that they mean.

A file has English keys and values.
Whoever writes the Swedish word is asked whether the English one was meant.
"""

from __future__ import annotations

import re

SWEDISH = {
    # The agreement and its parties.
    "titel": "title",
    "rubrik": "title",
    "diarienummer": "case_number",
    "dnr": "case_number",
    "parter": "parties",
    "roll": "role",
    "namn": "name",
    "kortnamn": "short_name",
    "organisationsnummer": "org_number",
    "nämnd": "board",
    "förvaltning": "administration",
    "ansvarig": "responsible",
    "offentlig": "public",
    "idéburen": "civil",
    "ideell": "civil",
    "syfte": "purpose",
    "mål": "goals targets",
    "målgrupp": "targets",
    "platser": "places",
    "deltagare": "participants",
    "anvisning": "referral",
    # Its time.
    "avtalstid": "term",
    "giltighetstid": "term",
    "från": "from starts",
    "startar": "starts",
    "till": "ends to",
    "slutar": "ends",
    "undertecknad": "signed",
    "uppsägningstid": "notice",
    "uppsägning": "notice",
    "förlängning": "extension",
    "förlängningar": "extensions",
    "optioner": "options",
    "längd": "length",
    "beslutad": "decided",
    "beslutat": "decided",
    "föreslagen": "proposed",
    "föreslaget": "proposed",
    "avslagen": "declined",
    "avslaget": "declined",
    "villkor": "condition",
    "ändringar": "amendments",
    # Its money.
    "insatser": "contributions",
    "bidrag": "cash contributions",
    "kontant": "cash",
    "kontanter": "cash",
    "pengar": "cash",
    "personal": "staff",
    "ideellt arbete": "volunteers",
    "ideella resurser": "volunteers",
    "ideella insatser": "volunteers",
    "lokaler": "premises",
    "lokal": "premises",
    "hyra": "premises",
    "utrustning": "equipment",
    "blandat": "mixed",
    "annat": "other",
    "övrigt": "other",
    "belopp": "amount",
    "summa": "total",
    "totalt": "total",
    "timmar per vecka": "hours_per_week",
    "veckor per år": "weeks_per_year",
    "timmar per år": "hours_per_year",
    "timpris": "hourly_rate",
    "timlön": "hourly_rate",
    "uppräkning": "indexation",
    "indexering": "indexation",
    "prisår": "price_year",
    "procent": "percent",
    "indexserie": "series",
    "index": "series",
    "utbetalning": "payments",
    "utbetalningar": "payments",
    "betalas till": "paid_to",
    "månadsvis": "monthly",
    "kvartalsvis": "quarterly",
    "halvårsvis": "half-yearly",
    "årsvis": "yearly",
    "årligen": "yearly",
    "i förskott": "in advance",
    "i efterskott": "in arrears",
    "kalenderår": "calendar year",
    "per kalenderår": "calendar year",
    "år": "year",
    "per år": "year",
    # Its follow-up and its matters.
    "uppföljning": "follow_up follow-up",
    "möten": "meetings",
    "rapporter": "reports",
    "mätningar": "measurements",
    "kvinnor": "women",
    "genomströmning": "throughput_per_year",
    "ärenden": "matters",
    "ärende": "matter",
    "slag": "kind",
    "typ": "kind",
    "daterad": "dated",
    "datum": "dated on",
    "bakgrund": "background",
    "ekonomi": "economy",
    "jämställdhet": "equality",
    "samråd": "consultation",
    "underskrifter": "signatures",
    "skickas till": "sent_to",
    "antas": "adopt",
    "anta": "adopt",
    "förlängs": "extend",
    "förlänga": "extend",
    "ändras": "amend",
    "ändra": "amend",
    "avslutas": "end",
    "avsluta": "end",
}
# Values of two words or more keep their parts apart in the table above.
_PHRASES = {"calendar year", "in advance", "in arrears"}

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DAY = rf"(?:den )?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})"
_MONTH = rf"({'|'.join(_MONTHS)}) (\d{{4}})"
# What is replaced in a value, in this order: a phrase before its own words.
_VALUES = {
    "tills vidare": "until further notice",
    "(ej|inte) angive[nt]": "not stated",
    "ingen|inget|inga": "none",
    "obegränsat|utan gräns": "unlimited",
    "före (avtalstidens )?(slut|utgång)(et|en)?": "before the end",
    "minst": "at least",
    "högst": "at most",
    "cirka|ungefär|ca": "about",
    "över|drygt": "over",
    "hela (avtals)?tiden|avtalstiden": "term",
    "1 år": "1 year",
    "1 månad": "1 month",
    "år": "years",
    "månader|mån": "months",
    "veckor": "weeks",
    "dagar": "days",
    "procent": "%",
    "kr|kronor|sek": "",
}
_CLAUSE = r"\d+((?:\+(\d+))(?:\+\2)*) år"


def meant(word: str) -> tuple[str, ...]:
    """Give the English keys and values that a Swedish word means, or nothing; a key may have its _ as blanks.

    >>> meant("Från"), meant("timmar_per_vecka"), meant("stadsmission")
    (('from', 'starts'), ('hours_per_week',), ())
    """
    english = SWEDISH.get(" ".join(word.casefold().replace("_", " ").split()), "")
    return (english,) if english in _PHRASES else tuple(english.split())


def value(text: str) -> str:
    """Write a Swedish value as a file has it: a day, an amount, a length.

    >>> value("6 månader före avtalstidens utgång"), value("den 1 juli 2021"), value("minst 980 500 kr")
    ('6 months before the end', '2021-07-01', 'at least 980 500')
    """
    words = " ".join(text.casefold().split())
    if found := re.fullmatch(_DAY, words):
        return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"
    if found := re.fullmatch(_MONTH, words):
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02}"
    for swedish, english in _VALUES.items():
        words = re.sub(rf"\b(?:{swedish})\b", english, words)
    return " ".join(words.split())


def clause(text: str) -> tuple[int, str] | None:
    """Read what people call a clause: how many options there are after the term, and how long each is.

    >>> clause("2+2 år"), clause("1 + 1 + 1 år"), clause("2 år")
    ((1, '2 years'), (2, '1 year'), None)
    """
    found = re.fullmatch(_CLAUSE, text.replace(" ", "").replace("år", " år"))
    if found is None:
        return None
    return found[1].count("+"), "1 year" if found[2] == "1" else f"{found[2]} years"
