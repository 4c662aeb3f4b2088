from __future__ import annotations

import pytest

from iopctl.model.matter import Matter
from iopctl.model.profile import Profile
from iopctl.rules import sections
from tests.builders import PROFILE


def profile(**stated: object) -> Profile:
    inside = [{"section": "goals", "heading": "Mål"}, {"section": "children", "heading": "Barn"}]
    listed = [
        {"section": "decisions", "heading": "Beslut"},
        {"section": "presentation", "heading": "Föredragning", "parts": inside},
    ]
    return Profile.model_validate({"format": "1", "title": "Exempelby", "sections": listed, **stated})


def matter(**stated: object) -> Matter:
    return Matter.model_validate({"id": "a", "kind": "adopt", "dated": "2021-01-01", **stated})


def shown(of: Matter, by: Profile) -> list[tuple[str, int]]:
    return [(each.name, each.level) for each in sections.shown(of, by, without_follow_up=True)]


def test_a_section_whose_text_is_not_written_is_needed() -> None:
    assert sections.unwritten(matter(), profile()) == ("presentation", "goals", "children")
    assert sections.unwritten(matter(children="Inga."), profile()) == ("presentation", "goals")


def test_a_section_that_may_be_left_out_is_not_asked_for() -> None:
    assert sections.unwritten(matter(), profile(optional=["presentation", "goals", "children"])) == ()


def test_what_the_profile_has_not_stands_nowhere() -> None:
    assert shown(matter(equality="Alla."), profile()) == [("decisions", 2)]


def test_a_section_without_text_stands_where_one_inside_it_has_some() -> None:
    assert shown(matter(goals={"text": "Ett."}), profile()) == [
        ("decisions", 2),
        ("presentation", 2),
        ("goals", 3),
    ]


@pytest.mark.parametrize(
    ("kind", "asked"), [("adopt", True), ("extend", True), ("amend", True), ("end", False)]
)
def test_goals_are_not_asked_for_where_nothing_goes_on(kind: str, *, asked: bool) -> None:
    assert ("goals" in sections.unwritten(matter(kind=kind), PROFILE)) is asked


def test_who_ends_an_agreement_says_what_happens_with_the_participants() -> None:
    assert sections.unwritten(matter(kind="end"), PROFILE)[-1] == "participants"
    assert "participants" not in sections.unwritten(
        matter(kind="end", participants="De går vidare."), PROFILE
    )
