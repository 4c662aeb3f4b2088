from __future__ import annotations

from iopctl.problem import Severity
from iopctl.rules.checks import prose
from tests import builders
from tests.builders import MATTER


def test_a_slip_of_writing_is_a_warning_at_its_very_place() -> None:
    text = f"{MATTER.lstrip()}    economy: >-\n      Insatsen är\n      664.800 kr per år 2021-2023.\n"
    taken = builders.whole(builders.text(text))
    found = [taken.document.problem(each) for each in prose.check(taken.agreement)]

    assert [(each.code, each.place.line, each.place.column, each.place.length) for each in found] == [
        ("IOP840", 15, 7, 10),
        ("IOP842", 15, 25, 9),
    ]
    assert {each.severity for each in found} == {Severity.WARNING}
    assert found[0].message == "'664.800 kr' has a point or a comma between its thousands."
    assert found[0].hint.startswith("Write '664 800 kronor'")


def test_what_is_no_text_of_a_memo_is_not_judged() -> None:
    text = f"purpose: Insatsen är 664.800 kr.\n{MATTER.lstrip()}    case_number: KS 2021-2023\n"

    assert list(prose.check(builders.agreement(text))) == []


def test_the_real_agreements_are_written_as_the_rules_ask() -> None:
    for name in ("ikf", "stadsmission"):
        assert list(prose.check(builders.filed(name).agreement)) == []
