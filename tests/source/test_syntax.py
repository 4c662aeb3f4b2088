"""What only looks like a space, a hyphen, a list mark or a quote is named where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders import Found

BLANKS = ["\u00a0", "\u2009", "\u202f", "\u3000"]
PARTIES = builders.PARTIES.replace(
    "{role: civil, name: Internationella Kvinnoföreningen, short_name: IKF}", ""
)


def found(text: str) -> list[Found]:
    return [*builders.found(text), *builders.warned(text)]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("responsible:\n  name:{}Anna\n", 2, 8),
        ("responsible:\n  name{}: Anna\n", 2, 7),
        ("responsible:\n{} name: Anna\n  title: x\n", 2, 1),
        ("responsible:\n  name: Anna\n {} title: x\n", 3, 2),
        ("documents:\n  -{}title: Avtal\n    dated: 2021\n", 2, 4),
        ("term:\n  starts: 2021-01-01{}\n  ends: 2022-12-31\n", 2, 21),
    ],
)
def test_a_blank_that_is_no_space_is_named_on_its_own_line(
    blank: str, written: str, line: int, column: int
) -> None:
    assert found(written.format(blank)) == [Found("IOP115", line, column)]


@pytest.mark.parametrize("dash", ["\u2011", "\u2013", "\u2212"])
def test_a_dash_in_a_day_is_named(dash: str) -> None:
    text = f"term:\n  starts: 2021-01-01\n  ends: 2022{dash}12-31\n"

    assert found(text) == [Found("IOP115", 3, 13)]


@pytest.mark.parametrize("mark", ["\u2022", "\u2013", "\u00b7", "\u2010"])
@pytest.mark.parametrize("items", ["title: Avtal\n      dated: 2021\n", "title: Avtal\n  - title: Bilaga\n"])
def test_a_bullet_or_a_dash_is_no_list_mark_and_is_named(mark: str, items: str) -> None:
    assert found(f"documents:\n  {mark} {items}") == [Found("IOP115", 2, 3)]


def test_a_list_of_texts_with_bullets_is_no_list() -> None:
    text = "targets:\n  settings:\n    \u2022 ett kafé\n    \u2022 en butik\n"

    assert found(text) == [Found("IOP115", 3, 5)]


@pytest.mark.parametrize(
    ("opened", "closed"), ["\u201c\u201d", "\u201d\u201d", "\u00bb\u00ab", "\u2018\u2019"]
)
def test_typographic_quotes_are_named_where_they_part_nothing_and_where_they_are_printed(
    opened: str, closed: str
) -> None:
    assert found(f"title: {opened}IOP: Kanal{closed}\n") == [Found("IOP115", 1, 8)]
    assert found(f"title: {opened}IOP Kanal{closed}\n") == [Found("IOP116", 1, 8)]
    assert found(f"title: IOP {opened}Kanal{closed}\n") == []


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u2060"])
def test_a_character_that_nobody_can_see_is_told_once_and_a_no_break_space_in_a_text_is_not(
    character: str,
) -> None:
    assert found(f"title: Kanal{character}en\npurpose: a{character}b\n") == [Found("IOP116", 1, 13)]
    assert found("purpose: minst 100\u00a0kr och 5\u00a0%\n") == []


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("title: IOP Kanal #Skogby\n", 18),
        ("title: IOP Kanal  #1 av 2\n", 19),
        ("responsible: {name: Anna #Berg\n  }\n", 26),
    ],
)
def test_a_text_that_a_comment_cuts_is_told_where_the_comment_begins(written: str, column: int) -> None:
    assert found(written) == [Found("IOP117", 1, column)]


@pytest.mark.parametrize(
    "written",
    [
        "title: IOP Kanal # Skogby\n",
        "title: 'IOP Kanal #Skogby'\n",
        'title: "IOP Kanal" #kommentar\n',
        "title: IOP#Skogby\n",
        "#title: x #y\ntitle: IOP\n",
        "purpose: >-\n  Stöd #Skogby\n",
        "title: IOP ## rubrik\n",
    ],
)
def test_what_a_comment_does_not_cut_is_not_told(written: str) -> None:
    assert found(written) == []


def test_a_value_that_is_all_comment_is_told_how_to_be_a_text() -> None:
    slip = builders.problem("title: #Skogby\n")

    assert slip.code == "IOP105"
    assert "quotes" in slip.hint


@pytest.mark.parametrize(("amount", "code"), [("−300 000", "IOP602"), ("300 000–350 000", "IOP601")])
def test_a_dash_in_an_amount_is_a_minus_or_a_range_and_told_as_that(amount: str, code: str) -> None:
    assert [each.code for each in found(builders.BUDGET.replace("300000", amount))] == [code]


def test_joined_emoji_are_text_like_any_other() -> None:
    assert found("title: \U0001f469\u200d\U0001f467 i Skogby\n") == []


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("responsible: {name:\u00a0Anna, title: x}\n", 1, 20),
        ("responsible:\n  na\u200bme: Anna\n", 2, 5),
        ("term:\n  starts: 2021-01-01\u200b\n  ends: 2022-12-31\n", 2, 21),
        ("term:\n  starts: \u201c2021-01-01\u201d\n  ends: 2022-12-31\n", 2, 11),
        ("\u200bresponsible: {name: Anna}\n", 1, 1),
    ],
)
def test_such_a_character_is_told_once_and_what_follows_from_it_is_not(
    written: str, line: int, column: int
) -> None:
    assert found(written) == [Found("IOP115", line, column)]


def test_keys_that_are_indented_with_other_blanks_are_told_line_by_line_and_their_parent_is_not() -> None:
    text = "term:\n\u2003\u2003starts: 2021-01-01\n\u2003\u2003ends: 2022-12-31\n"

    assert found(text) == [Found("IOP115", 2, 1), Found("IOP115", 3, 1)]


def test_a_star_is_no_list_mark() -> None:
    slip = builders.problem("documents:\n  * title: a\n")

    assert (slip.code, slip.place.line, "'- '" in slip.hint) == ("IOP102", 2, True)


@given(st.text("ab:- \u00a0\u00ad\u2013\u2022\u201d\n#'\"", max_size=40))
def test_no_mixture_of_such_characters_stops_the_reading(text: str) -> None:
    read = builders.read(text)

    assert all(1 <= each.place.line <= text.count("\n") + 1 for each in read.problems)
