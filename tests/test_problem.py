from __future__ import annotations

from iopctl.problem import IopctlError, Kind, Place, Problem

OPEN_END = Kind("IOP999", "{what} ends on {ends}.", "Write {ends} or nothing.")


def test_a_finding_fills_its_sentence_with_its_facts() -> None:
    finding = OPEN_END.at(("term", "ends"), what="The term", ends="2021-12-31")

    assert finding.message == "The term ends on 2021-12-31."


def test_a_finding_fills_its_hint_with_the_same_facts() -> None:
    finding = OPEN_END.at(("term", "ends"), what="The term", ends="2021-12-31")

    assert finding.hint == "Write 2021-12-31 or nothing."


def test_a_finding_keeps_braces_that_an_official_wrote() -> None:
    finding = OPEN_END.at((), what="{board}", ends="{}")

    assert finding.message == "{board} ends on {}."


def test_a_place_is_cited_as_file_and_line() -> None:
    assert str(Place("agreements/ikf.yaml", 12, 5)) == "agreements/ikf.yaml:12"


def test_problems_are_sorted_by_file_then_line_then_column_then_code() -> None:
    a, b, c, d, e = (
        Problem(Place("a.yaml", 9, 1), "IOP201", ""),
        Problem(Place("b.yaml", 2, 7), "IOP101", ""),
        Problem(Place("b.yaml", 10, 3), "IOP202", ""),
        Problem(Place("b.yaml", 10, 4), "IOP101", ""),
        Problem(Place("b.yaml", 10, 4), "IOP102", ""),
    )

    assert sorted([e, d, c, b, a]) == [a, b, c, d, e]


def test_what_stops_a_run_carries_its_cure() -> None:
    error = IopctlError(OPEN_END, what="It", ends="2021")

    assert (str(error), error.hint) == ("It ends on 2021.", "Write 2021 or nothing.")
