"""Names that look the same are one name, and Swedish order is that of a Swedish list."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import spelling


@pytest.mark.parametrize(
    "other",
    [
        "Socialnämnden",
        "SOCIALNÄMNDEN",
        unicodedata.normalize("NFD", "socialnämnden"),
        "social\u00adnämnden",
        "socialnämnden\u200b",
        "\ufeffsocialnämnden",
        " socialnämnden\u00a0",
    ],
)
def test_a_name_that_looks_the_same_is_the_same(other: str) -> None:
    assert spelling.same(other, "socialnämnden")


@pytest.mark.parametrize("blank", ["  ", "\u00a0", "\u202f", "\u2007 ", "\t", "\n"])
def test_blanks_of_every_kind_and_number_are_one_blank(blank: str) -> None:
    assert spelling.same(f"Linköpings{blank}kommun", "Linköpings kommun")


def test_a_no_break_hyphen_is_a_hyphen() -> None:
    assert spelling.same("barn\u2011 och ungdomsnämnden", "barn- och ungdomsnämnden")


@pytest.mark.parametrize("other", ["socialnamnden", "socialnämnd", "social nämnden", "socialnänmden"])
def test_another_name_stays_another(other: str) -> None:
    assert not spelling.same(other, "socialnämnden")


@given(st.text(max_size=12))
def test_a_key_is_its_own_key_in_every_normalisation(name: str) -> None:
    key = spelling.key(name)
    assert spelling.key(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert spelling.key(unicodedata.normalize(form, name)) == key


def test_a_name_is_found_as_written_before_another_spelling_and_never_among_several() -> None:
    assert spelling.found("kommunen", ["Kommunen", "kommunen"]) == "kommunen"
    assert spelling.found("KOMMUNEN", ["Kommunen", "föreningen"]) == "Kommunen"
    assert spelling.found("KOMMUNEN", ["Kommunen", "kommunen"]) is None


def test_swedish_order_has_a_with_ring_a_and_o_with_dots_last() -> None:
    # Svenska skrivregler: å, ä, ö after z; é as e; ü as y; æ as ä, ø as ö; w is a letter of its own after v.
    ordered = ["Andersson", "Édition", "Efraim", "Müller", "Myrberg", "Vaxholm", "Wallin", "Zinkgruvan"]
    ordered += ["Åmål", "Älvdalen", "Ærø", "Öckerö", "Ørsted"]
    turned = ordered[::-1]
    assert sorted(turned, key=spelling.order) == ordered


@given(st.lists(st.text("aåäözAÅÄÖZ \u0308\u030a", max_size=4)))
def test_swedish_order_does_not_depend_on_the_order_before_or_on_the_composition(names: list[str]) -> None:
    def keys(listed: list[str]) -> list[str]:
        return [spelling.key(each) for each in sorted(listed, key=spelling.order)]

    turned = names[::-1]
    assert sorted(names, key=spelling.order) == sorted(turned, key=spelling.order)
    assert keys(names) == keys([unicodedata.normalize("NFD", each) for each in names])
