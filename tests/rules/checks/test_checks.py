from __future__ import annotations

from iopctl.model import building
from iopctl.rules import checks
from tests import builders
from tests.builders import MATTER, Found


def test_a_sound_agreement_has_nothing_to_find() -> None:
    assert builders.found(MATTER) == []


def test_a_slip_in_one_section_hides_nothing_in_another() -> None:
    slips = builders.found("""
        term: {starts: 2021-01-01, ends: 2020-12-31}
        extension: {options: två, length: 1 year}
        parties:
          a: {role: public, name: A}
        """)

    assert slips == [
        Found("IOP401", 1, 34),
        Found("IOP508", 2, 22),
        Found("IOP301", 3, 1),
        Found("IOP302", 11, 28),
        Found("IOP302", 12, 29),
    ]


def test_a_check_does_not_run_on_sections_that_are_not_sound() -> None:
    built = building.build({"format": "1", "parties": "ingen"})

    assert "parties" not in built.sound
    assert checks.everything(built.agreement, {}, built.sound) == []


def test_the_memo_is_judged_only_when_all_else_holds() -> None:
    slips = builders.found(
        "term: {starts: 2021-01-01, ends: 2020-12-31}" + MATTER.replace("kind: adopt", "kind: extend")
    )

    assert [slip.code for slip in slips] == ["IOP401"]
