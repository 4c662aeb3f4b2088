from __future__ import annotations

import itertools
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.rules import prose

IN_ORDER = [
    *("664 800 kronor", "1 200,50 kronor", "12345 personer", "52,9 %", "25 procent", "1,250", "500 tkr"),
    *("2021–2023", "2021-07-13", "2021-07", "AIN 2020-123", "KS 2020-2021", "Dnr 2019-2075", "dnr KS 12-345"),
    *(
        "lag (1976:580)",
        "SFS 1976:580",
        "telefon 013-20 60 00",
        "08-123 45",
        "0701-234567",
        "bankgiro 123-4567",
    ),
    *("COVID-19", "24-timmars", "över- och undersköterskor", "5-3", "1-2-3", "kl. 9.30", "avsnitt 3.2"),
    *("version 1.234.5", "postnummer 58102", "organisationsnummer 802000-1239", "{{ money.a_year }} om året"),
    *(
        "bankgiro 123-4567",
        "krav",
        "100 kronofogdar",
        "Stadsmissionen – en part",
        "skriv in 3.5",
        "en IOP-överenskommelse",
    ),
]
SLIPS = [
    ("664.800 kronor", "IOP840", "664 800 kronor"),
    ("664.800", "IOP840", "664 800"),
    ("1.234.567 kr", "IOP840", "1 234 567 kronor"),
    ("664,800 kr", "IOP840", "664 800 kronor"),
    ("1,234,567", "IOP840", "1 234 567"),
    ("664800 kr", "IOP841", "664 800 kronor"),
    ("12345:-", "IOP841", "12 345 kronor"),
    ("664800 kronor", "IOP841", "664 800 kronor"),
    ("2021-2023", "IOP842", "2021–2023"),
    ("2021 - 2023", "IOP842", "2021–2023"),
    ("3-4", "IOP842", "3–4"),
    ("0-3", "IOP842", "0–3"),
    ("§ 3-4", "IOP842", "3–4"),
    ("ett hus - en plats", "IOP843", " – "),
    ("ett hus -- en plats", "IOP843", " – "),
    ("500 kr", "IOP844", "Write 'kronor'."),
    ("500 kr.", "IOP844", "Write 'kronor'."),
    ("500 SEK", "IOP844", "Write 'kronor'."),
    ("500:-", "IOP844", "Write 'kronor'."),
    ("265 kr/timme", "IOP844", "Write 'kronor'."),
    ("{{ money.a_year }} kr", "IOP844", "Leave it out; the figure that is named says kronor itself."),
    ("3.5 %", "IOP845", "3,5 %"),
    ("3.5%", "IOP845", "3,5 %"),
    ("2.50 kr", "IOP845", "2,50 kronor"),
    ("1.5 miljoner", "IOP845", "1,5 miljoner"),
    ("50%", "IOP846", "50 %"),
    ("12,5%", "IOP846", "12,5 %"),
]


@pytest.mark.parametrize("text", IN_ORDER)
def test_what_is_written_as_the_rules_ask_is_left_alone(text: str) -> None:
    assert list(prose.slips(f"Det gäller {text} i år.")) == []


@pytest.mark.parametrize(("text", "code", "cure"), SLIPS)
def test_what_the_rules_rule_out_is_told_once_with_what_to_write(text: str, code: str, cure: str) -> None:
    (slip,) = prose.slips(f"Det gäller {text} i år.")

    assert (slip.kind.code, slip.cure) == (code, cure)


def test_every_rule_has_something_that_it_rules_out() -> None:
    assert {rule.kind.code for rule in prose.RULES} == {code for _, code, _ in SLIPS}


@pytest.mark.parametrize("text", [text for text, code, _ in SLIPS if code not in {"IOP843", "IOP844"}])
def test_what_is_put_instead_is_in_order(text: str) -> None:
    (slip,) = prose.slips(text)

    assert list(prose.slips(text[: slip.start] + slip.cure + text[slip.stop :])) == []


def test_a_figure_is_looked_at_in_the_digits_of_any_script() -> None:
    digits = re.findall(r"\d", "".join(map(chr, range(sys.maxunicode + 1))))

    assert [each for each in digits if not list(prose.slips(f"{each}%"))] == []


@given(st.text(alphabet="0123456789 .,-–%kr:§{}aA\u00a0\n", max_size=40))
def test_no_stretch_is_told_twice(text: str) -> None:
    found = sorted((each.start, each.stop) for each in prose.slips(text))

    assert all(start < stop for start, stop in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
