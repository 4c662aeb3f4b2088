from __future__ import annotations

import pytest

from iopctl.rules import selection
from iopctl.rules.extension import State
from iopctl.rules.selection import Condition
from tests import builders

AGREEMENT = builders.agreement("responsible: {name: Karin Åkesson, title: utvecklingsledare}\n")


def picks(*conditions: tuple[str, str]) -> bool:
    return selection.selected(AGREEMENT, State.RUNNING, [Condition(*each) for each in conditions])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("board", "arbetsmarknadsnämnden"),
        ("board", "ARBETSMARKNAD"),
        ("party", "linköping"),
        ("party", "kvinnoföreningen"),
        ("party", "ikf"),
        ("responsible", "åkesson"),
        ("responsible", "karin  a\u030akesson"),
        ("board", "Arbetsmarknads\u00adnämnden "),
        ("state", "running"),
    ],
)
def test_a_name_is_known_by_any_part_of_it_however_it_is_spelt(key: str, value: str) -> None:
    assert picks((key, value))


@pytest.mark.parametrize(
    ("key", "value"),
    [("board", "socialnämnden"), ("party", "arbetsmarknad"), ("responsible", "utveckling"), ("state", "run")],
)
def test_what_is_not_so_is_not_picked(key: str, value: str) -> None:
    assert not picks((key, value))


def test_conditions_on_different_keys_must_all_hold() -> None:
    assert picks(("state", "running"), ("party", "ikf"))
    assert not picks(("state", "ended"), ("party", "ikf"))


def test_of_several_values_of_one_key_one_is_enough() -> None:
    assert picks(("state", "ended"), ("state", "running"))
    assert not picks(("state", "ended"), ("state", "upcoming"))


def test_without_conditions_everything_is_asked_about() -> None:
    assert picks()


def test_a_board_may_be_asked_for_with_its_municipality() -> None:
    assert picks(("board", "Linköpings kommun, arbetsmarknadsnämnden"))
    assert not picks(("board", "Skogby kommun, arbetsmarknadsnämnden"))
