from __future__ import annotations

import unicodedata

import pytest

from iopctl.memo import wording


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Linköpings kommun", "Linköpings kommuns"),
        ("Skyddsvärnet i Malmö", "Skyddsvärnet i Malmös"),
        # Svenska skrivregler: what ends in s, x or z takes no further s.
        ("Stiftelsen Fryshus", "Stiftelsen Fryshus"),
        ("Föreningen Marx", "Föreningen Marx"),
        ("Kulturhuset Jazz", "Kulturhuset Jazz"),
        ("BRIS", "BRIS"),
        # An abbreviation that is read letter by letter takes a colon, and so do digits and brackets.
        ("IKF", "IKF:s"),
        ("IOGT-NTO", "IOGT-NTO:s"),
        ("KFUM Göteborg", "KFUM Göteborgs"),
        ("Ung-TV", "Ung-TV:s"),
        ("FN-förbundet", "FN-förbundets"),
        ("FC Prov 1917", "FC Prov 1917:s"),
        ("Mötesplatsen 2.0", "Mötesplatsen 2.0:s"),
        ("Skyddsvärnet (Malmö)", "Skyddsvärnet (Malmö):s"),
        ("Hela Människan m.fl.", "Hela Människan m.fl.:s"),
        ("Grupp B", "Grupp B:s"),
    ],
)
def test_a_name_stands_in_the_genitive_as_it_is_read(name: str, genitive: str) -> None:
    assert wording.genitive(name) == genitive


def test_a_letter_of_two_characters_is_a_letter_in_the_genitive() -> None:
    name = unicodedata.normalize("NFD", "Hela Malmö")

    assert wording.genitive(name) == f"{name}s"
