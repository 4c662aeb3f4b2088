from __future__ import annotations

from iopctl.model.parties import Party
from iopctl.rules import boards
from iopctl.rules.boards import Board


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
