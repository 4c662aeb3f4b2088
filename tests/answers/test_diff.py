from __future__ import annotations

import re

import pytest

from iopctl.answers import changes
from iopctl.answers.changes import Compared, VersionName
from iopctl.answers.diff import Differences
from iopctl.rules import comparison
from iopctl.rules.comparison import Version
from iopctl.rules.known import Known
from tests import builders, replies
from tests.builders import Whole, day

AS_OF = day("2021-06-01")
LONGER = "term: {starts: 2021-01-01, ends: 2023-12-31}"
OPEN = "term: {starts: 2021-01-01, ends: until further notice}"


def whole(text: str | None) -> Whole | None:
    return None if text is None else builders.whole(builders.text(text))


def compared(before: str | None, after: str | None) -> Compared:
    old, new = whole(before), whole(after)
    known = Known(AS_OF)
    versions = (Version(each.agreement, known) if each else None for each in (old, new))
    documents = (each.document if each else None for each in (old, new))
    shown = new or old
    assert shown is not None
    return Compared("ikf", shown.agreement, comparison.compare(*versions), *documents)


def answer(before: str | None, after: str | None, *, several: bool = False) -> Differences:
    others = () if several else None
    found = (compared(before, after),)
    return Differences(VersionName("1a2b3c4"), VersionName("as it is now"), found, others, as_of=AS_OF)


def drawn(before: str | None, after: str | None, form: str = "table", *, several: bool = False) -> str:
    write = {"table": replies.table, "markdown": replies.markdown, "csv": replies.csv}[form]
    shown = write(answer(before, after, several=several))
    return shown.replace("\N{NO-BREAK SPACE}", " ")


def test_what_did_not_change_is_not_drawn() -> None:
    assert drawn("", "title: Partnerskapet") == (
        "ikf – Partnerskapet: the same, 1a2b3c4 → as it is now\n\n"
        "Nothing that it says changed.\n\nAs of 2021-06-01.\n"
    )


def test_where_only_words_changed_the_money_is_said_to_be_the_same() -> None:
    shown = drawn("", "purpose: Att fler\n  ska lära sig svenska.")

    assert "The money is the same in every year, 2021–2022." in shown
    assert "Money, in kronor" not in shown
    assert "purpose  Att bryta utanförskap.  Att fler ska lära sig svenska.  6 → 1" in shown


def test_a_year_with_one_figure_has_no_difference_and_a_note_says_why() -> None:
    shown, back = drawn("", LONGER), drawn(LONGER, "")

    assert "2023  Total                    –  400 000              committed" in shown
    assert "Before: There is no figure for 2023: the last day that the file allows is 2022-12-31." in shown
    assert "After: There is no figure for 2023: the last day that the file allows is 2022-12-31." in back


def test_a_year_without_a_figure_shows_that_its_money_became_certain() -> None:
    cut = "term: {starts: 2021-01-01, ends: 2022-12-31}\nextension: {options: 1, length: 6 months"
    decided = "{starts: 2023-01-01, ends: 2023-06-30, status: decided, decided: 2021-05-01}"
    shown = drawn(f"{cut}}}", f"{cut}, extensions: [{decided}]}}")

    assert re.search(r"2023  Total +– +– +optional → committed", shown)
    assert "After: There is no figure for 2023: 2023-01-01 – 2023-06-30 counts" in shown


def test_an_amount_that_fell_is_shown_with_a_minus() -> None:
    shown = drawn("", builders.BUDGET.replace("300000", "290000"))

    assert "2021  Linköpings kommun  300 000  290 000     −10 000" in shown


def test_no_end_is_said_in_words() -> None:
    shown = drawn("", OPEN)

    assert "Last day, as signed             2022-12-31  until further notice" in shown
    assert "Latest possible end             2022-12-31  until further notice" in shown


def test_options_without_limit_are_said_in_words() -> None:
    shown = drawn("", "extension: {options: unlimited, length: 1 year}")

    assert "Latest possible end           2022-12-31  no limit" in shown
    assert "Options                       –           no limit" in shown


def test_years_that_are_not_compared_are_said_to_be_so() -> None:
    shown = drawn("", "extension: {options: 100, length: 1 year}")

    assert "Years after 2070 are not compared." in shown


def test_a_party_that_is_gone_is_called_by_its_key() -> None:
    parties = f"{builders.PARTIES.rstrip()}\n  lyktan: {{role: civil, name: Lyktan}}\n"
    lines = "      - {name: Tid, by: lyktan, kind: volunteers, amount: 50000}\n"
    three = f"{parties}{builders.BUDGET.rstrip()}\n{lines}"
    shown = drawn(three, "")

    assert "2021  lyktan              50 000        –" in shown
    assert "lyktan  removed  Lyktan  –" in shown


def test_the_table_that_sums_up_comes_first() -> None:
    assert drawn("", LONGER, several=True).startswith("""\
1 agreement with changes, 1a2b3c4 → as it is now

Agreement  Change   Other money in  Term ends                Keys changed
─────────  ───────  ──────────────  ───────────────────────  ────────────
ikf        changed  2023            2022-12-31 → 2023-12-31             1
""")


def test_a_register_in_which_nothing_changed_says_so() -> None:
    nothing = Differences(VersionName("1a2b3c4"), VersionName("5d6e7f8"), (), (), as_of=AS_OF)

    said = "No agreement changed, 1a2b3c4 → 5d6e7f8.\n\nAs of 2021-06-01.\n"

    assert replies.table(nothing) == replies.markdown(nothing) == said


def test_what_an_official_writes_makes_no_markdown() -> None:
    shown = drawn("", "title: '# Rubrik | [länk](x)'", "markdown")

    assert r"### ikf – # Rubrik \| \[länk\](x): changed" in shown
    assert r"| title | Partnerskapet | \# Rubrik \| \[länk\](x) | 2 → 1 |" in shown


def test_a_long_value_is_cut_where_it_is_for_reading_and_whole_where_it_is_not() -> None:
    long = "x" * 200

    assert f"{'x' * 59}…" in drawn("", f"referral: {long}")
    assert long not in drawn("", f"referral: {long}")
    assert long in drawn("", f"referral: {long}", "csv")


def test_in_json_a_side_that_is_not_there_is_null() -> None:
    (found,) = replies.json(answer(None, ""))["result"]["agreements"]

    assert (found["change"], found["years"][0]["before"], found["years"][0]["total"]["before"]) == (
        "new",
        None,
        None,
    )
    assert found["years"][0]["total"]["after"] == {
        "amount": 400000,
        "quality": "exact",
        "not_stated": [],
    }


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (("title",), "title"),
        (("budget", 0, "contributions", 1, "amount"), "budget.1.contributions.2.amount"),
    ],
)
def test_items_of_a_list_are_counted_from_1_for_people(where: tuple[str | int, ...], shown: str) -> None:
    assert changes.path(where) == shown
