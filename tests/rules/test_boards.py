from __future__ import annotations

import pytest

from iopctl.model.parties import Party
from iopctl.rules import boards
from iopctl.rules.boards import Board, Condition
from iopctl.rules.extension import State
from tests import builders


def party(name: str, board: str | None) -> Party:
    return Party.model_validate({"role": "public", "name": name, **({"board": board} if board else {})})


def known(*of: Party) -> dict[Board, Party]:
    return {board: each for each in of if (board := boards.of(each))}


def test_a_board_in_another_spelling_is_the_same_board() -> None:
    one = boards.of(party("Skogby kommun", "socialnämnden"))

    assert boards.of(party("SKOGBY  kommun", "Socialna\u0308mnden")) == one


def test_a_party_whose_name_ends_with_its_board_is_that_board_of_the_municipality() -> None:
    written = party("Skogby kommun, Socialnämnden", "socialnämnden")

    assert boards.of(written) == boards.of(party("Skogby kommun", "socialnämnden"))
    assert boards.called(written) == "Skogby kommun, socialnämnden"


def test_boards_of_one_name_in_two_municipalities_are_two_boards() -> None:
    of = known(party("Skogby kommun", "socialnämnden"), party("Ulvsjö kommun", "socialnämnden"))

    assert len({each.among(of) for each in of}) == 2
    assert [boards.called(each) for each in of.values()] == [
        "Skogby kommun, socialnämnden",
        "Ulvsjö kommun, socialnämnden",
    ]


def test_a_party_called_as_its_board_is_that_of_the_only_municipality_and_of_none_among_two() -> None:
    alone, skogby = party("Socialnämnden", "socialnämnden"), party("Skogby kommun", "socialnämnden")
    board = boards.of(alone)
    assert board is not None

    assert board.among(known(alone, skogby)) == boards.of(skogby)
    assert board.among(known(alone, skogby, party("Ulvsjö kommun", "socialnämnden"))) == board


def test_a_party_without_a_board_has_none_and_is_called_by_its_name() -> None:
    assert boards.of(party("Skogby kommun", None)) is None
    assert boards.called(party("Skogby kommun", None)) == "Skogby kommun"


AGREEMENT = builders.agreement("responsible: {name: Karin Åkesson, title: utvecklingsledare}\n")


def picks(*conditions: tuple[str, str]) -> bool:
    return boards.selected(AGREEMENT, State.RUNNING, [Condition(*each) for each in conditions])


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
