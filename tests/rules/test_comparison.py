"""What changed between two versions; the plain agreement runs 2021–2022, with 400 000 kr a year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from iopctl.money import Amount, Quality
from iopctl.period import NoEnd
from iopctl.problem import Where
from iopctl.rules import budget, comparison
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.comparison import Change, Comparison, KeyChange, Version, changed_keys
from iopctl.rules.known import Known
from iopctl.rules.status import Status
from tests import builders
from tests.builders import Whole, day
from tests.strategies import agreements

AS_OF = "2021-06-01"
OPTIONS = """
term: {starts: 2021-01-01, ends: 2022-12-31}
extension:
  options: 1
  length: 1 year
"""
DECIDED = f"""{OPTIONS}
  extensions:
    - {{starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2021-05-01}}
"""
OPEN = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 6 months}}"
DEARER = builders.BUDGET.replace("300000", "320000")


def version(text: str | None, as_of: str = AS_OF) -> Version | None:
    return None if text is None else Version(builders.agreement(text), Known(day(as_of)))


def compared(before: str | None, after: str | None, as_of: str = AS_OF) -> Comparison:
    return comparison.compare(version(before, as_of), version(after, as_of))


def totals(found: Comparison) -> list[tuple[int, int | None, int | None, int | None]]:
    """Give each year's total before and after, and the difference, in kronor."""
    return [
        (year.year, kronor(year.total.before), kronor(year.total.after), kronor(year.total.difference))
        for year in found.years
    ]


def kronor(amount: Amount | None) -> int | None:
    return None if amount is None else int(amount.value)


def test_a_version_compared_to_itself_is_the_same_in_everything() -> None:
    found = compared("", "")

    assert found.change is Change.SAME
    assert (found.changed_years, found.changed_terms, found.parties, found.keys) == ((), (), (), ())
    assert totals(found) == [(2021, 400_000, 400_000, 0), (2022, 400_000, 400_000, 0)]


def test_another_amount_is_a_difference_of_that_party_and_of_all() -> None:
    found = compared("", DEARER)
    year = found.years[0]

    assert totals(found) == [(2021, 400_000, 420_000, 20_000), (2022, 400_000, 420_000, 20_000)]
    assert [(each.party, each.difference) for each in year.parties] == [
        ("kommunen", Amount(Decimal(20_000))),
        ("ikf", Amount(Decimal(0))),
    ]
    assert found.change is Change.CHANGED


def test_a_longer_term_gives_figures_that_were_not_there_and_says_why_they_were_not() -> None:
    found = compared("", "term: {starts: 2021-01-01, ends: 2023-12-31}")
    before = found.years[2].before

    assert totals(found)[2] == (2023, None, 400_000, None)
    assert isinstance(before, NoFigure)
    assert before.reason.code == "IOP651"
    assert found.changed_years == (2023,)
    assert found.changed_terms == ("ends", "effective_end", "latest_end")


def test_a_decided_extension_makes_optional_money_committed() -> None:
    found = compared(OPTIONS, DECIDED)
    year = found.years[2]

    assert isinstance(year.before, Budget)
    assert isinstance(year.after, Budget)
    assert (year.before.status.value, year.after.status.value) == ("optional", "committed")
    assert totals(found)[2] == (2023, 400_000, 400_000, 0)
    assert found.changed_years == (2023,)
    assert found.changed_terms == ("effective_end", "options_used", "decide_by")


def test_a_year_without_a_figure_is_compared_where_its_money_is_no_longer_as_certain() -> None:
    cut = OPTIONS.replace("2022-12-31", "2022-06-30").replace("1 year", "12 months")
    # Half of 2022 is decided in both versions, and the file does not say how a part of a year is paid.
    decided = "  extensions: [{starts: 2022-07-01, ends: 2023-06-30, status: decided, decided: 2021-05-01}]\n"
    found = compared(cut, f"{cut.rstrip()}\n{decided}")

    assert totals(found)[1:] == [(2022, None, 400_000, None), (2023, None, None, None)]
    assert found.years[-1].statuses == ((Status.OPTIONAL,), (Status.COMMITTED,))
    assert found.changed_years == (2022, 2023)


def test_as_of_a_day_before_the_decision_it_changed_nothing_in_the_money() -> None:
    found = compared(OPTIONS, DECIDED, "2021-04-30")

    assert (found.changed_years, found.changed_terms) == ((), ())
    assert [key.path for key in found.keys] == [("extension", "extensions", 0)]
    assert found.change is Change.CHANGED


@pytest.mark.parametrize(
    ("before", "after", "quality"),
    [
        ("300000", "320000", Quality.EXACT),
        ("at least 300000", "320000", Quality.ABOUT),
        ("at least 300000", "at least 320000", Quality.ABOUT),
        ("about 300000", "about 320000", Quality.ABOUT),
    ],
)
def test_a_difference_is_exact_where_both_amounts_are(before: str, after: str, quality: Quality) -> None:
    texts = (builders.BUDGET.replace("300000", each) for each in (before, after))
    difference = compared(*texts).years[0].total.difference

    assert difference == Amount(Decimal(20_000), quality)


def test_an_amount_that_is_only_known_less_exactly_is_a_change() -> None:
    found = compared("", builders.BUDGET.replace("300000", "about 300000"))

    assert found.changed_years == (2021, 2022)


def test_without_an_end_three_years_more_than_the_last_one_stated_are_compared() -> None:
    assert [year.year for year in compared(OPEN, OPEN).years] == [2021, 2022, 2023, 2024]
    assert [year.year for year in compared(OPEN, OPEN, "2025-06-01").years] == [*range(2021, 2029)]
    assert compared(OPEN, OPEN).cut_after is None


def test_no_more_than_fifty_years_are_compared_and_the_last_one_is_named() -> None:
    found = compared("", OPTIONS.replace("options: 1", "options: 100"))

    assert (len(found.years), found.years[-1].year, found.cut_after) == (50, 2070, 2070)


def test_an_agreement_that_was_not_there_is_new_with_all_its_money() -> None:
    found = compared(None, "")

    assert (found.change, found.keys, found.parties) == (Change.NEW, (), ())
    assert totals(found) == [(2021, None, 400_000, None), (2022, None, 400_000, None)]
    assert [year.before for year in found.years] == [None, None]


def test_an_agreement_that_is_not_there_any_more_is_gone_with_all_its_money() -> None:
    found = compared("", None)

    assert found.change is Change.GONE
    assert totals(found) == [(2021, 400_000, None, None), (2022, 400_000, None, None)]


def test_an_end_that_becomes_until_further_notice_is_a_change_of_the_term() -> None:
    found = compared("", OPEN)

    assert found.changed_terms == ("ends", "effective_end", "latest_end", "notice")
    assert found.after is not None
    assert (found.after.ends, str(found.after.notice)) == (NoEnd.UNTIL_FURTHER_NOTICE, "6 months")


def test_a_longer_term_moves_the_last_day_for_notice() -> None:
    until = "term: {starts: 2021-01-01, ends: END, notice: {no_later_than: 6 months before the end}}"
    found = compared(until.replace("END", "2022-12-31"), until.replace("END", "2023-12-31"))

    assert found.changed_terms == ("ends", "effective_end", "latest_end", "notice_by")
    assert found.before is not None
    assert found.after is not None
    assert (found.before.notice_by, found.after.notice_by) == (day("2022-06-30"), day("2023-06-30"))


def test_parties_come_go_and_take_other_names() -> None:
    renamed = builders.PARTIES.replace("Internationella Kvinnoföreningen", "Kvinnoföreningen Lyktan")
    joined = f"{renamed.rstrip()}\n  lyktan: {{role: civil, name: Lyktan}}\n"
    paying = builders.BUDGET.rstrip() + "\n      - {name: Tid, by: lyktan, kind: volunteers, amount: 50000}\n"
    found = compared("", joined + paying)
    left = compared(joined + paying, renamed)

    assert [(each.change, each.party, each.before, each.after) for each in found.parties] == [
        (Change.CHANGED, "ikf", "Internationella Kvinnoföreningen", "Kvinnoföreningen Lyktan"),
        (Change.NEW, "lyktan", None, "Lyktan"),
    ]
    assert [(each.change, each.party) for each in left.parties] == [(Change.GONE, "lyktan")]
    assert found.years[0].parties[-1].before is None
    assert found.years[0].parties[-1].after == Amount(Decimal(50_000))


def laid_side_by_side(before: Whole, after: Whole) -> Comparison:
    known = Known(day(AS_OF))
    return comparison.compare(Version(before.agreement, known), Version(after.agreement, known))


@given(agreements(), agreements())
def test_the_other_way_round_everything_is_the_other_way_round(before: Whole, after: Whole) -> None:
    there, back = laid_side_by_side(before, after), laid_side_by_side(after, before)

    assert [(year, old, new) for year, old, new, _ in totals(there)] == [
        (year, new, old) for year, old, new, _ in totals(back)
    ]
    assert there.changed_years == back.changed_years
    assert there.changed_terms == back.changed_terms
    assert there.change is back.change
    assert len(there.parties) == len(back.parties)


@given(agreements(), agreements())
def test_differences_of_the_parties_add_up_to_that_of_the_total(before: Whole, after: Whole) -> None:
    zero = Amount(Decimal(0))
    for year in laid_side_by_side(before, after).years:
        parties = [(each.after or zero).value - (each.before or zero).value for each in year.parties]
        if year.total.difference is not None:
            assert sum(parties) == year.total.difference.value


@given(agreements(), agreements())
def test_what_is_compared_is_what_budget_says_and_no_year_with_a_figure_is_left_out(
    before: Whole, after: Whole
) -> None:
    known = Known(day(AS_OF))
    found = {year.year: (year.before, year.after) for year in laid_side_by_side(before, after).years}

    for year in range(2017, max(found, default=2017) + 1):
        sides = tuple(budget.budget(each.agreement, year, known) for each in (before, after))
        if year in found:
            assert found[year] == sides
        else:
            assert not any(isinstance(each, Budget) for each in sides)


@given(agreements())
def test_nothing_changed_between_a_version_and_itself(whole: Whole) -> None:
    found = laid_side_by_side(whole, whole)

    assert (found.change, found.keys, found.changed_years) == (Change.SAME, (), ())


# --- keys

ONE = """
documents:
  - title: Överenskommelsen
  - title: Budgetbilagan
"""
CONTRIBUTIONS = """
budget:
  - from: 2021-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""


def paths(before: str, after: str) -> list[tuple[Where | None, Where | None]]:
    found = changed_keys(builders.agreement(before), builders.agreement(after))
    return [(each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Ett", "title: 'Ett'  # med citattecken"),
        (CONTRIBUTIONS, CONTRIBUTIONS.replace("300000", "300 000")),
        (CONTRIBUTIONS, CONTRIBUTIONS.replace("by: kommunen, kind: cash", "kind: cash, by: kommunen")),
        ("purpose: Ett\ntitle: Två", "title: Två\npurpose: Ett"),
    ],
)
def test_what_is_only_written_in_another_way_is_no_change(before: str, after: str) -> None:
    assert paths(before, after) == []


CASES: dict[str, tuple[str, str, list[tuple[Where | None, Where | None]]]] = {
    "another value": ("title: Ett", "title: Två", [(("title",), ("title",))]),
    "a new key": ("", "referral: Genom kommunen", [(None, ("referral",))]),
    "a key that is gone": ("case_number: AN 2019-75", "", [(("case_number",), None)]),
    "a value below others": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("100000", "120000"),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "a value that is no longer stated": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("amount: 100000", "amount: not stated"),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "money that is no longer known": (
        CONTRIBUTIONS,
        "budget: [{from: 2021-01-01, contributions: not stated}]",
        [(("budget", 0, "contributions"),) * 2],
    ),
    "a word for what was left out, beside a change": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("100000", "120000").replace(
            "contributions", "indexation: none\n    contributions"
        ),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "a quality": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("amount: 100000", "amount: about 100000"),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "a key that the file calls otherwise than the model": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("from: 2021-01-01", "from: 2020-01-01"),
        [(("budget", 0, "from"),) * 2],
    ),
    "an item before the others": (
        ONE,
        ONE.replace("documents:\n", "documents:\n  - title: Uppdraget\n"),
        [(None, ("documents", 0))],
    ),
    "an item that is gone": (
        ONE,
        ONE.replace("  - title: Överenskommelsen\n", ""),
        [(("documents", 0), None)],
    ),
    "an item with another name": (
        ONE,
        ONE.replace("Budgetbilagan", "Budgeten"),
        [(("documents", 1, "title"),) * 2],
    ),
    "an item changed behind a new one": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("100000", "120000").replace(
            "      - {name: Bidrag",
            "      - {name: Handledning, by: ikf, kind: staff, amount: 1}\n      - {name: Bidrag",
        ),
        [
            (None, ("budget", 0, "contributions", 0)),
            (("budget", 0, "contributions", 1, "amount"), ("budget", 0, "contributions", 2, "amount")),
        ],
    ),
    "a party": (
        "",
        builders.PARTIES.replace("short_name: IKF", "short_name: Kvinnoföreningen"),
        [(("parties", "ikf", "short_name"),) * 2],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_change_is_named_by_its_place_on_both_sides(case: str) -> None:
    before, after, expected = CASES[case]

    assert paths(before, after) == expected
    assert paths(after, before) == [(new, old) for old, new in expected]


def test_the_same_items_in_another_order_are_told() -> None:
    turned = "documents:\n  - title: Budgetbilagan\n  - title: Överenskommelsen\n"

    assert paths(ONE, turned) != []


def test_a_key_is_named_by_where_it_stands_or_else_stood() -> None:
    assert KeyChange(("a",), ("b",)).path == ("b",)
    assert KeyChange(("a",), None).path == ("a",)
