from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from iopctl.model.agreement import Agreement
from iopctl.money import Amount, Quality
from iopctl.rules import deadlines, overview, term
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.deadlines import Routine
from iopctl.rules.known import Known
from iopctl.rules.overview import MarkKind, Overview, Side, Timeline
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def summed(agreement: Agreement, as_of: str) -> Overview:
    return overview.overview(agreement, Known(day(as_of)), Routine())


def coming(agreement: Agreement, as_of: str) -> tuple[str, str] | None:
    """Say what is to be done next, and when."""
    deadline = summed(agreement, as_of).next
    return (deadline.code, deadline.on.isoformat()) if deadline else None


@pytest.mark.parametrize(
    ("as_of", "what"),
    [
        ("2018-01-01", ("meetings", "2018-12-31")),
        ("2019-01-01", ("decide", "2019-12-31")),
        ("2021-07-13", ("decide", "2021-12-31")),
        ("2021-12-31", ("decide", "2021-12-31")),
        ("2022-01-01", ("lapsed", "2021-12-31")),
    ],
)
def test_what_comes_next_for_the_city_mission(as_of: str, what: tuple[str, str]) -> None:
    assert coming(builders.filed("stadsmission").agreement, as_of) == what


def test_what_is_long_overdue_does_not_hide_what_is_coming() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2021-07-13")

    assert [each.code for each in summed_up.overdue] == ["meetings"]
    assert summed_up.next is not None
    assert summed_up.next.code == "decide"


def test_where_nothing_is_to_be_done_nothing_comes_next() -> None:
    assert (
        coming(builders.agreement("term: {starts: 2021-01-01, ends: until further notice}"), "2022-01-01")
        is None
    )


def test_the_money_of_the_year_is_told_for_each_side() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2021-07-13")

    assert (summed_up.public, summed_up.civil) == (
        Side(Amount.parse("1100000"), Decimal(1100000)),
        Side(Amount.parse("at least 980500"), Decimal(980500)),
    )


def test_an_amount_keeps_the_exact_one_that_it_was_rounded_from() -> None:
    summed_up = summed(builders.filed("ikf").agreement, "2023-06-01")

    assert summed_up.public == Side(Amount.parse("352904"), Decimal("352903.68"))


def test_parties_with_the_same_role_are_told_together() -> None:
    agreement = builders.agreement("""
        parties:
          socialnamnden: {role: public, name: Socialnämnden}
          ikf: {role: civil, name: IKF}
          utbildningsnamnden: {role: public, name: Utbildningsnämnden}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: A, by: socialnamnden, kind: cash, amount: 100}
              - {name: B, by: utbildningsnamnden, kind: cash, amount: about 50}
              - {name: C, by: ikf, kind: cash, amount: 7}
        """)

    summed_up = summed(agreement, "2021-06-01")

    assert summed_up.public == Side(Amount.parse("about 150"), Decimal(150))
    assert summed_up.civil == Side(Amount.parse("7"), Decimal(7))


def test_a_year_without_a_figure_has_no_money_to_tell() -> None:
    summed_up = summed(builders.filed("stadsmission").agreement, "2025-01-01")

    assert isinstance(summed_up.year, NoFigure)
    assert (summed_up.public, summed_up.civil) == (None, None)


@given(whole=agreements(), as_of=AS_OF)
def test_both_sides_together_are_the_total_of_the_year(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())
    if not isinstance(summed_up.year, Budget):
        return

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.amount.value + summed_up.civil.amount.value == summed_up.year.total.value
    assert summed_up.year.total.quality is Quality.of_sum(
        [summed_up.public.amount.quality, summed_up.civil.amount.quality]
    )


@given(whole=agreements(), as_of=AS_OF)
def test_what_comes_next_lies_behind_only_where_nothing_is_coming(whole: Whole, as_of: date) -> None:
    summed_up = overview.overview(whole.agreement, Known(as_of), Routine())

    behind = summed_up.next is not None and summed_up.next.on < as_of
    assert behind == (summed_up.overdue == summed_up.deadlines and bool(summed_up.deadlines))


def test_what_a_third_party_puts_in_is_on_neither_side() -> None:
    agreement = builders.agreement("""
        parties:
          kommunen: {role: public, name: Exempelby kommun}
          ikf: {role: civil, name: Föreningen}
          stiftelsen: {role: third, name: Exempelstiftelsen}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 300}
              - {name: Arbete, by: ikf, kind: volunteers, amount: 100}
              - {name: Projektmedel, by: stiftelsen, kind: cash, amount: 50}
        """)

    summed_up = summed(agreement, "2021-06-01")

    assert summed_up.public is not None
    assert summed_up.civil is not None
    assert summed_up.public.amount.value == 300
    assert summed_up.civil.amount.value == 100
    assert not isinstance(summed_up.year, NoFigure)
    assert summed_up.year.total.value == 450


def of(agreement: Agreement, as_of: date) -> Timeline:
    stands = term.standing(agreement, as_of)
    return overview.timeline(agreement, stands, deadlines.deadlines(agreement, Known(as_of), Routine()))


def spans(written: str, as_of: str) -> list[str]:
    """Say each period of an agreement's timeline, as in `term 2021-01-01 – 2022-12-31`."""
    drawn = of(builders.agreement(written), day(as_of))
    return [f"{span.kind} {span.period}" for span in drawn.spans]


def marks(written: str, as_of: str) -> list[str]:
    drawn = of(builders.agreement(written), day(as_of))
    return [f"{mark.kind} {mark.on}" for mark in drawn.marks]


DECIDED_AND_PROPOSED = """
extension:
  options: 4
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-06-15}
    - {starts: 2024-01-01, ends: 2024-12-31, status: proposed, proposed: 2023-03-01}
"""


def test_before_an_extension_is_decided_its_option_is_unused() -> None:
    assert spans(DECIDED_AND_PROPOSED, "2022-06-14") == [
        "term 2021-01-01 – 2022-12-31",
        "unused 2023-01-01 – 2026-12-31",
    ]


def test_what_is_unused_begins_after_what_is_proposed() -> None:
    assert spans(DECIDED_AND_PROPOSED, "2023-03-01") == [
        "term 2021-01-01 – 2022-12-31",
        "extended 2023-01-01 – 2023-12-31",
        "proposed 2024-01-01 – 2024-12-31",
        "unused 2025-01-01 – 2026-12-31",
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ["term 2021-01-01 – 2022-12-31"]),
        (
            "extension: {options: unlimited, length: 1 year}",
            ["term 2021-01-01 – 2022-12-31", "unused from 2023-01-01"],
        ),
        (
            "term: {starts: 2021-01-01, ends: until further notice}",
            ["term from 2021-01-01"],
        ),
        (
            """
            extension:
              options: 1
              length: 1 year
              extensions:
                - {starts: 2023-01-01, ends: 2023-12-31, status: declined, decided: 2022-05-02}
            """,
            [
                "term 2021-01-01 – 2022-12-31",
                "declined 2023-01-01 – 2023-12-31",
                "unused 2023-01-01 – 2023-12-31",
            ],
        ),
        (
            """
            term: {starts: 2020-01-01, ends: 2020-12-31, notice: {no_later_than: 3 months before the end}}
            extension: {options: 3, length: 1 year, renewal: tacit}
            """,
            [
                "term 2020-01-01 – 2020-12-31",
                "renewed 2021-01-01 – 2021-12-31",
                "renewed 2022-01-01 – 2022-12-31",
                "unused 2023-01-01 – 2023-12-31",
            ],
        ),
        (
            """
            term:
              starts: 2021-01-01
              ends: 2022-12-31
              notice_given: {on: 2022-03-01, ends: 2022-07-31}
            extension: {options: 1, length: 1 year}
            """,
            ["term 2021-01-01 – 2022-07-31"],
        ),
    ],
)
def test_the_periods_of_an_agreement_as_of_june_2022(written: str, expected: list[str]) -> None:
    assert spans(written, "2022-06-01") == expected


NEWS = """
term:
  starts: 2021-01-01
  ends: until further notice
  notice: {length: 3 months}
  notice_given: {on: 2022-11-01}
amendments:
  - {from: 2021-06, note: Fler platser.}
  - {from: 2022-06-01, decided: 2022-05-10, note: Ny lokal.}
budget:
  - from: 2000-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
  - from: 2022-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 320000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""


def test_the_days_on_which_something_happens() -> None:
    assert marks(NEWS, "2022-12-01") == [
        "notice 2022-11-01",
        "amendment 2021-06-01",
        "amendment 2022-06-01",
        "budget 2022-01-01",
        "deadline 2023-02-01",
        "as_of 2022-12-01",
    ]


def test_what_was_decided_later_is_not_on_the_timeline() -> None:
    assert marks(NEWS, "2021-07-01") == ["amendment 2021-06-01", "as_of 2021-07-01"]


def test_what_has_passed_undone_is_told_from_what_is_to_be_done() -> None:
    drawn = of(builders.filed("stadsmission").agreement, day("2021-07-13"))

    assert [f"{mark.kind} {mark.on}" for mark in drawn.marks if mark.what.startswith("styr")] == [
        "overdue 2018-12-31",
        "deadline 2021-12-31",
    ]


@pytest.mark.parametrize(
    ("written", "as_of", "years"),
    [
        ("", "2021-06-01", range(2021, 2023)),
        ("", "2026-06-01", range(2021, 2027)),
        ("", "2019-06-01", range(2019, 2023)),
        ("term: {starts: 2021-01-01, ends: until further notice}", "2022-06-01", range(2021, 2024)),
    ],
)
def test_the_scale_is_the_calendar_years_of_everything_on_it(written: str, as_of: str, years: range) -> None:
    assert of(builders.agreement(written), day(as_of)).years == years


@given(whole=agreements(), as_of=AS_OF)
def test_everything_lies_on_the_scale(whole: Whole, as_of: date) -> None:
    drawn = of(whole.agreement, as_of)

    for span in drawn.spans:
        assert span.period.overlap(drawn.scale) is not None
        assert span.period.first in drawn.scale
        assert span.period.last is None or span.period.last in drawn.scale
    assert all(mark.on in drawn.scale for mark in drawn.marks)


@given(whole=agreements(), as_of=AS_OF)
def test_the_periods_that_hold_are_the_decided_term_without_gaps(whole: Whole, as_of: date) -> None:
    drawn = of(whole.agreement, as_of)
    held = [span.period for span in drawn.spans if span.kind in {"term", "extended", "renewed"}]

    assert all(before.stop == after.first for before, after in itertools.pairwise(held))
    assert (held[0].first, held[-1].stop) == (
        whole.agreement.term.starts,
        term.standing(whole.agreement, as_of).decided.stop,
    )


def test_an_amendment_known_only_as_a_year_is_marked_as_a_year() -> None:
    drawn = of(
        builders.agreement("amendments: [{from: 2022, note: Målgruppen vidgas.}]"),
        day("2022-12-31"),
    )

    (mark,) = [each for each in drawn.marks if each.kind is MarkKind.AMENDMENT]
    assert (str(mark.known), mark.on) == ("2022", day("2022-01-01"))
