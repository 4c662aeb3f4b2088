"""Swedish words in files are met with the English key or value that is meant."""

from __future__ import annotations

import pytest

from iopctl import glossary
from iopctl.model import scalars
from iopctl.model.entry import Entry
from tests import builders

# What the field's own list of words gives, key by key and value by value.
KEYS = {
    "titel": "title",
    "diarienummer": "case_number",
    "dnr": "case_number",
    "parter": "parties",
    "syfte": "purpose",
    "avtalstid": "term",
    "förlängning": "extension",
    "uppföljning": "follow_up",
    "ärenden": "matters",
    "målgrupp": "targets",
}
BELOW = [
    ("parties:\n  kommunen:\n    {}: x\n", "roll", "role"),
    ("parties:\n  kommunen:\n    {}: x\n", "namn", "name"),
    ("parties:\n  kommunen:\n    {}: x\n", "nämnd", "board"),
    ("parties:\n  kommunen:\n    {}: x\n", "Förvaltning", "administration"),
    ("term:\n  {}: 2021-01-01\n", "från", "starts"),
    ("term:\n  {}: 2021-01-01\n", "startar", "starts"),
    ("term:\n  {}: 2021-01-01\n", "till", "ends"),
    ("term:\n  {}: 2021-01-01\n", "slutar", "ends"),
    ("term:\n  {}: 6 months\n", "uppsägningstid", "notice"),
    ("extension:\n  {}: 2\n", "optioner", "options"),
    ("extension:\n  {}: 2 years\n", "längd", "length"),
    ("budget:\n  - {}: 2021\n", "prisår", "price_year"),
    ("budget:\n  - {}: x\n", "uppräkning", "indexation"),
    ("budget:\n  - {}: x\n", "utbetalning", "payments"),
    ("budget:\n  - indexation:\n      {}: 2\n", "procent", "percent"),
    ("budget:\n  - indexation:\n      {}: 2\n", "indexserie", "series"),
    ("budget:\n  - contributions:\n      - {}: 2\n", "belopp", "amount"),
    ("budget:\n  - contributions:\n      - {}: 2\n", "timmar per vecka", "hours_per_week"),
    ("budget:\n  - contributions:\n      - {}: 2\n", "veckor_per_år", "weeks_per_year"),
    ("budget:\n  - contributions:\n      - {}: 2\n", "timpris", "hourly_rate"),
    ("follow_up:\n  {}: x\n", "möten", "meetings"),
    ("follow_up:\n  {}: x\n", "rapporter", "reports"),
    ("follow_up:\n  {}: x\n", "mätningar", "measurements"),
    ("matters:\n  - {}: x\n", "slag", "kind"),
    ("matters:\n  - {}: x\n", "daterad", "dated"),
]
VALUES = [
    ("parties:\n  kommunen:\n    role: {}\n", "offentlig", "public"),
    ("parties:\n  kommunen:\n    role: {}\n", "idéburen", "civil"),
    ("parties:\n  kommunen:\n    role: {}\n", "ideell", "civil"),
    *(
        ("budget:\n  - contributions:\n      - kind: {}\n", swedish, english)
        for swedish, english in (
            ("kontant", "cash"),
            ("bidrag", "cash"),
            ("personal", "staff"),
            ("ideellt arbete", "volunteers"),
            ("ideella resurser", "volunteers"),
            ("lokaler", "premises"),
            ("hyra", "premises"),
            ("utrustning", "equipment"),
            ("blandat", "mixed"),
            ("annat", "other"),
        )
    ),
    ("budget:\n  - payments:\n      instalments: {}\n", "månadsvis", "monthly"),
    ("budget:\n  - payments:\n      instalments: {}\n", "kvartalsvis", "quarterly"),
    ("budget:\n  - payments:\n      instalments: {}\n", "halvårsvis", "half-yearly"),
    ("budget:\n  - payments:\n      when: {}\n", "i förskott", "in advance"),
    ("budget:\n  - payments:\n      when: {}\n", "i efterskott", "in arrears"),
    ("extension:\n  extensions:\n    - status: {}\n", "beslutad", "decided"),
    ("extension:\n  extensions:\n    - status: {}\n", "föreslagen", "proposed"),
    ("extension:\n  extensions:\n    - status: {}\n", "avslagen", "declined"),
    ("matters:\n  - kind: {}\n", "antas", "adopt"),
    ("matters:\n  - kind: {}\n", "förlängs", "extend"),
    ("matters:\n  - kind: {}\n", "ändras", "amend"),
    ("matters:\n  - kind: {}\n", "avslutas", "end"),
    ("term:\n  ends: {}\n", "tills vidare", "until further notice"),
    ("term:\n  starts: {}\n", "den 1 juli 2021", "2021-07-01"),
    ("term:\n  notice:\n    length: {}\n", "6 månader", "6 months"),
    ("term:\n  notice:\n    length: {}\n", "1 år", "1 year"),
    ("term:\n  notice:\n    no_later_than: {}\n", "6 månader före slutet", "6 months before the end"),
    ("extension:\n  options: {}\n", "obegränsat", "unlimited"),
    ("budget:\n  - contributions:\n      - amount: {}\n", "minst 980 500 kr", "at least 980 500"),
    ("budget:\n  - contributions:\n      - amount: {}\n", "högst 75 000", "at most 75 000"),
    ("budget:\n  - contributions:\n      - amount: {}\n", "ca 180 000", "about 180 000"),
    ("budget:\n  - contributions:\n      - amount: {}\n", "Cirka 180 000 kronor", "about 180 000"),
    ("budget:\n  - indexation:\n      percent: {}\n", "2,5 procent", "2,5 %"),
]  # fmt: skip


def _hints(text: str) -> list[str]:
    return [problem.hint for problem in builders.read(builders.text(text)).problems]


@pytest.mark.parametrize(
    ("text", "english"),
    [(f"{swedish}: x\n", english) for swedish, english in KEYS.items()]
    + [(above.format(swedish), english) for above, swedish, english in BELOW + VALUES],
)
def test_a_swedish_word_is_met_with_the_english_one(text: str, english: str) -> None:
    assert any(hint.startswith(f"Did you mean '{english}'?") for hint in _hints(text)), _hints(text)


def test_a_swedish_key_in_the_wrong_place_is_met_with_its_place() -> None:
    hints = _hints("uppsägningstid: 6 months\n")
    assert "Did you mean 'notice'? It belongs under 'term', indented." in hints


def test_a_clause_that_is_called_by_its_numbers_is_met_with_its_keys() -> None:
    assert any("'options: 2' and 'length: 1 year'" in hint for hint in _hints("extension: 1+1+1 år\n"))


@pytest.mark.parametrize("amount", ["forty", "minst", "1 100 000 euro", "kr"])
def test_what_no_word_makes_readable_is_asked_nothing(amount: str) -> None:
    text = f"budget:\n  - contributions:\n      - amount: {amount}\n"
    assert not any(hint.startswith("Did you mean") for hint in _hints(text))


def test_every_word_means_a_key_or_a_value_that_there_is() -> None:
    entries = Entry.__subclasses__()
    known = {field.alias or name for entry in entries for name, field in entry.model_fields.items()}
    known |= {str(each) for choice in scalars.Choice.__subclasses__() for each in choice}
    words = {english for swedish in glossary.SWEDISH for english in glossary.meant(swedish)}
    assert words <= known, words - known
