from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.memo import wording
from iopctl.memo.template import Writer
from iopctl.model.scalars import CountQuality, Quantity
from iopctl.money import Amount, Portion
from iopctl.period import Length, Period, RoughDay
from iopctl.problem import Severity
from iopctl.rules import checks, memo, names
from iopctl.rules.memo import Memo
from iopctl.struct import replace
from tests import builders
from tests.builders import MATTER

if TYPE_CHECKING:
    from pathlib import Path

    from iopctl.model.matter import Matter
    from iopctl.rules.names.values import Value

# What a figure could be written with, and what Markdown and Jinja would make something of.
PIECES = st.sampled_from(
    [
        *("{{ money.a_year }}", "{{dated}}", "{{ year }}", "{{ fel }}", "{{ 7*7 }}", "{{ ''.__class__ }}"),
        *("{{", "}}", "{", "}", "{%", "%}", "{#", "#}", "|", "*", "_", "# ", "- ", "1. ", "`", "[a](b)"),
        *("<b>", "ord", "åäö", " ", "\n", "\n\n", "\u00a0", ".", "49"),
    ]
)


def facts(background: str) -> Memo:
    """Gather the memo of a matter with this background."""
    agreement = builders.agreement(MATTER)
    matter = agreement.matters[0].model_copy(update={"background": background})
    gathered = memo.write(agreement, matter, builders.PROFILE)
    assert isinstance(gathered, Memo)
    return gathered


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Amount(Decimal(664800)), "664\u00a0800\u00a0kronor"),
        (Amount(Decimal(1)), "1\u00a0krona"),
        (Amount.parse("at least 980500"), "minst 980\u00a0500\u00a0kronor"),
        (Portion(Decimal("0.529")), "52,9\u00a0%"),
        (Portion(Decimal("0.529"), Amount.parse("about 1").quality), "cirka 52,9\u00a0%"),
        (Decimal("2.5"), "2,5\u00a0%"),
        (Quantity(60, CountQuality.OVER), "över 60"),
        (date(2021, 1, 1), "1 januari 2021"),
        (RoughDay(2021), "2021"),
        (RoughDay(2021, 6), "juni 2021"),
        (Period.of(date(2022, 1, 1), date(2023, 12, 31)), "1 januari 2022–31 december 2023"),
        (Length.parse("2 years"), "två år"),
        (0, "noll"),
        (1, "1"),
        (12, "tolv"),
        (40, "40"),
    ],
)
def test_a_figure_is_written_for_running_text(value: Value, words: str) -> None:
    assert wording.figure_written(value) == words


def test_every_text_of_a_matter_has_its_figures() -> None:
    base = facts("{{ money.a_year }}")
    matter = base.matter.model_copy(
        update={
            "plans": ("År {{ indexation.price_year }}", "{{ dated }}"),
            "goals": base.matter.goals and base.matter.goals.model_copy(update={"text": "{{ period.ends }}"}),
        }
    )

    with pytest.raises(LookupError, match="the file does not state it"):
        wording.with_figures(memo_of(base, matter))

    filled = wording.with_figures(memo_of(base, matter.model_copy(update={"plans": ("{{ dated }}",)}))).matter
    assert filled.background == "400\u00a0000\u00a0kronor"
    assert filled.plans == ("30 november 2020",)
    assert filled.goals is not None
    assert filled.goals.text == "31 december 2022"


def memo_of(base: Memo, matter: Matter) -> Memo:
    return replace(base, matter=matter)


def test_a_matter_that_names_nothing_stays_as_it_is() -> None:
    base = facts("Kostnaden är {känd}.")

    assert wording.with_figures(base) == base


def test_no_break_spaces_need_not_be_typed() -> None:
    filled = wording.with_figures(
        facts("Insatsen är 664 800 kronor, 52,9 % enligt § 4 i avtalet från år 2021.")
    )

    assert filled.matter.background == (
        "Insatsen är 664\u00a0800\u00a0kronor, 52,9\u00a0% enligt §\u00a04 i avtalet från år 2021."
    )


def test_a_figure_in_the_memo_is_escaped_like_all_text(tmp_path: Path) -> None:
    text = Writer(tmp_path).write(facts("*Insatsen* är {{ money.a_year }} {% if %} <b>"))
    assert isinstance(text, str)

    assert "\\*Insatsen\\* är 400\u00a0000\u00a0kronor {% if %} \\<b\\>\n" in text


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(str.strip))
def test_whatever_is_written_comes_out_as_it_is_or_is_a_problem(
    tmp_path_factory: pytest.TempPathFactory, background: str
) -> None:
    asked = facts(background)
    agreement = asked.agreement.model_copy(update={"matters": (asked.matter,)})
    found = checks.everything(agreement, {}, frozenset(type(agreement).model_fields))
    errors = [each for each in found if each.kind.severity is Severity.ERROR]
    wrong = errors or list(names.lacking(asked, ()))
    if wrong:
        assert {each.code for each in wrong} <= {"IOP830", "IOP831", "IOP832", "IOP833", "IOP834"}
        return

    text = Writer(tmp_path_factory.getbasetemp()).write(asked)
    plain = background.replace("{{ money.a_year }}", "400\u00a0000\u00a0kronor").replace(
        "{{dated}}", "30 november 2020"
    )
    expected = Writer(tmp_path_factory.getbasetemp()).write(facts(plain))

    assert text == expected
    assert ("{{" in plain) is False


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
