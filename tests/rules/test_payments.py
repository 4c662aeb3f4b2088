from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money
from iopctl.money import Quality
from iopctl.rules import payments
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.budget import budget as budget_of
from iopctl.rules.figure import Step
from iopctl.rules.known import Known
from iopctl.rules.payments import Plan
from iopctl.rules.status import Status
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

if TYPE_CHECKING:
    from collections.abc import Iterator


def paid(stated: str, *, term: str = "", amount: str = "300000", more: str = "") -> str:
    """Write an agreement that pays its cash as stated."""
    return f"""
{term or "term: {starts: 2021-01-01, ends: 2022-12-31}"}
budget:
  - from: 2000-01-01
    {more}
    contributions:
      - {{name: Bidrag, by: kommunen, kind: cash, paid_to: ikf, amount: {amount}}}
      - {{name: Lokaler, by: ikf, kind: premises, amount: 100000}}
    payments: {{{stated}}}
"""


def plan_of(text: str, year: int = 2021, as_of: str = "2021-06-01") -> Plan:
    """Give the payments of a year that has some."""
    planned = payments.plan(builders.agreement(text), year, Known(day(as_of)))
    assert isinstance(planned, Plan), planned
    return planned


def shown(plan: Plan) -> list[tuple[str, int]]:
    """Give each payment's day and amount."""
    return [(str(each.on), int(each.figure.value)) for each in plan.payments]


def refused(text: str, year: int = 2021) -> str:
    """Give the code of why a year has no payments."""
    planned = payments.plan(builders.agreement(text), year, Known(day("2021-06-01")))
    assert isinstance(planned, NoFigure)
    return planned.reason.code


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("instalments: yearly, when: in advance", [("2021-01-01", 300_000)]),
        ("instalments: yearly, when: in arrears", [("2021-12-31", 300_000)]),
        (
            "instalments: half-yearly, when: in advance",
            [("2021-01-01", 150_000), ("2021-07-01", 150_000)],
        ),
        (
            "instalments: quarterly, when: in arrears",
            [("2021-03-31", 75_000), ("2021-06-30", 75_000), ("2021-09-30", 75_000), ("2021-12-31", 75_000)],
        ),
        ("'on': [01-31, 07-31], shares: [60 %, 40 %]", [("2021-01-31", 180_000), ("2021-07-31", 120_000)]),
        ("'on': [02-29]", [("2021-02-28", 300_000)]),
    ],
)
def test_a_year_is_paid_in_instalments_as_the_agreement_states(
    stated: str, expected: list[tuple[str, int]]
) -> None:
    assert shown(plan_of(paid(stated))) == expected


def test_instalments_that_cannot_be_equal_differ_by_one_krona_the_earlier_first() -> None:
    plan = plan_of(paid("instalments: quarterly, when: in advance", amount="100003"))

    assert [int(each.figure.value) for each in plan.payments] == [25_001, 25_001, 25_001, 25_000]
    assert plan.total.value == 100_003


def test_instalments_are_whole_units_of_the_agreement_s_rounding() -> None:
    text = paid("instalments: quarterly, when: in advance", amount="100100", more="rounding: hundred kronor")

    assert [int(each.figure.value) for each in plan_of(text).payments] == [25_100, 25_000, 25_000, 25_000]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # 300 000 × 8 ÷ 12 months; two of the three months of the second quarter count.
        ("months", [("2021-05-01", 50_000), ("2021-07-01", 75_000), ("2021-10-01", 75_000)]),
        # 300 000 × 245 ÷ 365 = 201 370, over 61 ÷ 91 of a quarter and two whole ones.
        ("days", [("2021-05-01", 50_550), ("2021-07-01", 75_410), ("2021-10-01", 75_410)]),
        ("full", [("2021-05-01", 100_000), ("2021-07-01", 100_000), ("2021-10-01", 100_000)]),
    ],
)
def test_a_part_of_a_year_is_split_over_the_instalments_that_it_meets(
    rule: str, expected: list[tuple[str, int]]
) -> None:
    term = f"term: {{starts: 2021-05-01, ends: 2022-12-31, part_years: {rule}}}"

    plan = plan_of(paid("instalments: quarterly, when: in advance", term=term))

    assert shown(plan) == expected
    assert [note.code for note in plan.notes] == ["part_of_a_year"]


def test_in_arrears_the_last_instalment_is_paid_on_the_last_day_that_counts() -> None:
    term = "term: {starts: 2021-01-01, ends: 2022-05-31, part_years: months}"

    plan = plan_of(paid("instalments: quarterly, when: in arrears", term=term), 2022)

    assert shown(plan) == [("2022-03-31", 75_000), ("2022-05-31", 50_000)]


def test_a_part_of_a_year_is_paid_on_those_of_the_days_that_lie_in_it() -> None:
    term = "term: {starts: 2021-05-01, ends: 2022-12-31, part_years: months}"

    assert shown(plan_of(paid("'on': [01-31, 07-31]", term=term))) == [("2021-07-31", 200_000)]


def test_a_version_that_takes_over_within_a_quarter_pays_its_own_part_of_it() -> None:
    line = "{name: Bidrag, by: kommunen, kind: cash, paid_to: ikf, amount: %s}"
    when = "payments: {instalments: quarterly, when: in advance}"
    text = f"""
term: {{starts: 2021-01-01, ends: 2022-12-31, part_years: months}}
budget:
  - {{from: 2021-01-01, contributions: [{line % 120000}], {when}}}
  - {{from: 2021-06-01, contributions: [{line % 240000}], {when}}}
"""

    assert shown(plan_of(text)) == [
        ("2021-01-01", 30_000),
        ("2021-04-01", 20_000),
        ("2021-06-01", 20_000),
        ("2021-07-01", 60_000),
        ("2021-10-01", 60_000),
    ]


def test_two_boards_that_share_a_cost_pay_each_their_own() -> None:
    text = """
parties:
  arbetsmarknad: {role: public, name: Linköpings kommun, board: arbetsmarknadsnämnden}
  social: {role: public, name: Linköpings kommun, board: socialnämnden}
  ikf: {role: civil, name: IKF}
budget:
  - from: 2021-01-01
    contributions:
      - {name: Bidrag, by: arbetsmarknad, kind: cash, paid_to: ikf, amount: 100001}
      - {name: Personal, by: arbetsmarknad, kind: staff, amount: 50000}
      - {name: Bidrag, by: social, kind: cash, paid_to: ikf, amount: 60000}
    payments: {instalments: half-yearly, when: in advance}
"""

    found = [(str(each.on), each.by, int(each.figure.value)) for each in plan_of(text).payments]

    assert found == [
        ("2021-01-01", "arbetsmarknad", 50_001),
        ("2021-01-01", "social", 30_000),
        ("2021-07-01", "arbetsmarknad", 50_000),
        ("2021-07-01", "social", 30_000),
    ]


def test_a_payment_is_as_exact_as_what_is_paid() -> None:
    plan = plan_of(paid("instalments: half-yearly, when: in advance", amount="at most 300000"))

    assert {each.figure.quality for each in plan.payments} == {Quality.AT_MOST}


def test_each_payment_is_as_certain_as_the_days_that_it_is_for() -> None:
    text = (
        paid(
            "instalments: half-yearly, when: in advance",
            term="term: {starts: 2021-01-01, ends: 2021-06-30, part_years: months}",
        )
        + "extension: {options: 1, length: 1 year}\n"
    )

    assert [each.status for each in plan_of(text).payments] == [Status.COMMITTED, Status.OPTIONAL]


def test_an_instalment_that_the_term_ends_in_is_divided() -> None:
    """Five months of 300 000 kr are decided: the first quarter, and two of the three months of the second."""
    text = (
        paid(
            "instalments: quarterly, when: in advance",
            term="term: {starts: 2021-01-01, ends: 2021-05-31, part_years: months}",
        )
        + "extension: {options: 1, length: 1 year}\n"
    )

    found = [(str(each.on), int(each.figure.value), each.status.value) for each in plan_of(text).payments]
    assert found == [
        ("2021-01-01", 75_000, "committed"),
        ("2021-04-01", 50_000, "committed"),
        ("2021-06-01", 25_000, "optional"),
        ("2021-07-01", 75_000, "optional"),
        ("2021-10-01", 75_000, "optional"),
    ]


def test_what_is_paid_in_full_is_committed_and_paid_inside_the_decided_term() -> None:
    text = (
        paid(
            "instalments: quarterly, when: in advance",
            term="term: {starts: 2021-01-01, ends: 2021-02-28, part_years: full}",
        )
        + "extension: {options: 1, length: 1 year}\n"
    )

    assert certain(plan_of(text)) == [("2021-01-01", 300_000, "committed")]
    assert builders.year_of(builders.agreement(text), 2021, "2021-02-01").statuses == (Status.COMMITTED,)


def certain(plan: Plan) -> list[tuple[str, int, str]]:
    """Give each payment's day, amount and status."""
    return [(str(each.on), int(each.figure.value), each.status.value) for each in plan.payments]


@pytest.mark.parametrize(
    ("rule", "stated", "expected"),
    [
        # 1 250 000 × 1,025² = 1 313 281; two of twelve months are 218 880, and 1 094 401 are left.
        (
            "months",
            "'on': [02-15, 08-15], shares: [60, 40]",
            [("2027-02-15", 218_880, "committed"), ("2027-08-15", 1_094_401, "optional")],
        ),
        # No stated day lies in January and February, or in March to December: it is paid on the day that is.
        (
            "months",
            "'on': [08-15]",
            [("2027-08-15", 218_880, "committed"), ("2027-08-15", 1_094_401, "optional")],
        ),
        # 59 of 365 days are 212 284, and 1 100 997 are left.
        (
            "days",
            "instalments: yearly, when: in advance",
            [("2027-01-01", 212_284, "committed"), ("2027-03-01", 1_100_997, "optional")],
        ),
        ("full", "instalments: quarterly, when: in advance", [("2027-01-01", 1_313_281, "committed")]),
        # Four of the first six months are left, 13,33 of their 20 parts, and all of the last six:
        (
            "months",
            "instalments: half-yearly, when: in advance, shares: [20 %, 80 %]",
            # 1 094 401 × 13,33 ÷ 93,33 = 156 343 and 1 094 401 × 80 ÷ 93,33 = 938 058
            [
                ("2027-01-01", 218_880, "committed"),
                ("2027-03-01", 156_343, "optional"),
                ("2027-07-01", 938_058, "optional"),
            ],
        ),
    ],
)
def test_what_is_committed_of_a_year_s_payments_is_what_its_budget_commits(
    rule: str, stated: str, expected: list[tuple[str, int, str]]
) -> None:
    text = (
        paid(
            stated,
            term=f"term: {{starts: 2025-03-01, ends: 2027-02-28, part_years: {rule}}}",
            amount="1250000",
            more="price_year: 2025\n    indexation: {percent: '2.5'}",
        ).replace("from: 2000-01-01", "from: 2025-01-01")
        + "extension: {options: 1, length: 2 years}\n"
    )

    plan = plan_of(text, 2027, "2026-06-01")

    assert certain(plan) == expected
    assert plan.total.value == 1_313_281


def test_cash_that_nobody_receives_is_named_and_not_paid() -> None:
    text = paid("instalments: yearly, when: in advance").replace(
        "    payments:", "      - {name: Egna medel, by: ikf, kind: cash, amount: 5000}\n    payments:"
    )

    plan = plan_of(text)

    assert plan.total.value == 300_000
    assert [note.code for note in plan.notes] == ["not_paid_out"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (paid("instalments: yearly, when: in advance").replace("paid_to: ikf, ", ""), "IOP681"),
        (paid("instalments: yearly, when: in advance").rpartition("    payments")[0], "IOP680"),
        (
            paid("'on': [01-31]", term="term: {starts: 2021-05-01, ends: 2022-12-31, part_years: months}"),
            "IOP682",
        ),
        (
            paid(
                "instalments: yearly, when: in advance", term="term: {starts: 2021-05-01, ends: 2022-12-31}"
            ),
            "IOP652",
        ),
    ],
)
def test_what_is_not_stated_is_said_and_not_guessed(text: str, code: str) -> None:
    assert refused(text) == code


# --- laws


def plans(whole: Whole, as_of: date) -> Iterator[Plan]:
    """Give the payments of every year that has some."""
    for year in range(2017, 2031):
        computed = payments.plan(whole.agreement, year, Known(as_of))
        if isinstance(computed, Plan):
            yield computed


@given(whole=agreements(), as_of=AS_OF)
def test_the_payments_of_a_year_add_up_to_what_its_budget_pays_out(whole: Whole, as_of: date) -> None:
    for plan in plans(whole, as_of):
        of = budget_of(whole.agreement, plan.year, Known(as_of))
        assert isinstance(of, Budget)
        for key in whole.agreement.parties:
            lines = (
                line.figure.value
                for line in of.lines
                if line.contribution.by == key and line.contribution.paid_to is not None
            )
            own = (each.figure.value for each in plan.payments if each.by == key)
            assert money.add(own) == money.add(lines)
        assert plan.total.value == money.add(each.figure.value for each in plan.payments)


@given(whole=agreements(), as_of=AS_OF)
def test_the_payments_of_a_year_are_as_certain_as_its_budget(whole: Whole, as_of: date) -> None:
    for plan in plans(whole, as_of):
        of = budget_of(whole.agreement, plan.year, Known(as_of))
        assert isinstance(of, Budget)
        for part in of.parts:
            for share in part.shares:
                by_year = next(each for each in of.shares if each.party == share.party)
                pays = {(line.order[0], line.contribution.paid_to) for line in by_year.lines}
                lines = [line for line in share.lines if line.contribution.paid_to is not None]
                # Lines are rounded to fit their share: what is only a part of it may differ by a unit each.
                slack = 0 if len(pays) == 1 else share.figure.rounding * len(by_year.lines)
                own = money.add(
                    each.figure.value
                    for each in plan.payments
                    if each.by == share.party and each.status is part.status
                )
                assert abs(own - money.add(line.figure.value for line in lines)) <= slack
        if of.parts:
            assert {each.status for each in plan.payments} <= set(of.statuses)


@given(whole=agreements(), as_of=AS_OF)
def test_every_payment_falls_in_its_year_and_its_days(whole: Whole, as_of: date) -> None:
    for plan in plans(whole, as_of):
        for each in plan.payments:
            assert each.on.year == plan.year
            assert each.period is None or each.on in each.period
            assert each.figure.value >= 0


@given(whole=agreements(), as_of=AS_OF)
def test_the_leaves_of_every_payment_give_the_payment(whole: Whole, as_of: date) -> None:
    for plan in plans(whole, as_of):
        assert builders.recomputed(plan.total) == plan.total.value


@given(whole=agreements(whole_years=True), as_of=AS_OF)
def test_a_printed_payment_is_less_than_one_unit_from_its_exact_part(whole: Whole, as_of: date) -> None:
    for plan in plans(whole, as_of):
        for each in plan.payments:
            (exact,) = each.figure.parts
            assert each.figure.step is Step.APPORTIONED
            assert abs(each.figure.value - exact.value) < each.figure.rounding
            assert each.figure.value % each.figure.rounding == Decimal(0)


def test_a_sum_over_a_stretch_that_is_not_whole_months_is_split_by_days() -> None:
    agreement = builders.agreement(
        paid(
            "instalments: quarterly, when: in advance",
            term="term: {starts: 2021-01-15, ends: 2021-06-30, part_years: months}",
            amount="167000, basis: term, spread: days",
        ).replace("amount: 100000}", "amount: 100000, basis: term, spread: days}")
    )
    plan = payments.plan(agreement, 2021, Known(day("2021-01-01")))

    assert isinstance(plan, Plan)
    # 76 of the 90 days of the first quarter count, and all of the second: 76/90 and 1 of the sum
    assert [(str(each.on), int(each.figure.value)) for each in plan.payments] == [
        ("2021-01-15", 76458),
        ("2021-04-01", 90542),
    ]


FOURTEEN_MONTHS = "term: {starts: 2026-02-01, ends: 2027-03-31}"


def lump_paid(
    stated: str, years: range, *, term: str = FOURTEEN_MONTHS, amount: str = "1400000"
) -> dict[str, int]:
    """Give the instalments of a sum for the whole term, over some years."""
    text = paid(stated, term=term, amount=f"{amount}, basis: term, spread: months").replace(
        "amount: 100000}", "amount: 100000, basis: term, spread: months}"
    )
    return dict(each for year in years for each in shown(plan_of(text, year, "2026-11-28")))


@pytest.mark.parametrize(
    ("term", "days", "expected"),
    [
        # 60 % of 1 400 000 kr is 840 000, and 40 % is 560 000.
        (FOURTEEN_MONTHS, "02-15, 10-15", {"2026-02-15": 840_000, "2026-10-15": 560_000}),
        # Each share goes with its day, whichever comes first in the term.
        (
            "term: {starts: 2026-09-01, ends: 2027-10-31}",
            "02-15, 10-15",
            {"2026-10-15": 560_000, "2027-02-15": 840_000},
        ),
    ],
)
def test_instalments_of_a_sum_for_the_term_are_parts_of_the_whole_sum(
    term: str, days: str, expected: dict[str, int]
) -> None:
    found = lump_paid(f"'on': [{days}], shares: [60 %, 40 %]", range(2026, 2028), term=term)

    assert found == expected


def test_a_sum_for_the_term_paid_by_quarter_is_paid_in_every_quarter_of_the_term() -> None:
    """100 000 kr a month: two months of the first quarter count, then four whole quarters."""
    assert lump_paid("instalments: quarterly, when: in advance", range(2026, 2028)) == {
        "2026-02-01": 200_000,
        "2026-04-01": 300_000,
        "2026-07-01": 300_000,
        "2026-10-01": 300_000,
        "2027-01-01": 300_000,
    }


@given(
    amount=st.integers(1, 10**7),
    starts=st.dates(date(2020, 1, 1), date(2023, 12, 31)),
    length=st.integers(1, 1500),
    stated=st.sampled_from(
        [
            "instalments: monthly, when: in arrears",
            "instalments: quarterly, when: in advance, shares: [10 %, 20 %, 30 %, 40 %]",
            "'on': [02-15, 10-15], shares: [60 %, 40 %]",
            "'on': [01-31, 06-30, 11-30]",
        ]
    ),
)
def test_the_instalments_of_a_sum_add_up_to_it(amount: int, starts: date, length: int, stated: str) -> None:
    ends = starts + timedelta(days=length)
    text = paid(
        stated,
        term=f"term: {{starts: {starts}, ends: {ends}}}",
        amount=f"{amount}, basis: term, spread: days",
    ).replace("amount: 100000}", "amount: 100000, basis: term, spread: days}")
    agreement = builders.agreement(text)

    planned = [payments.plan(agreement, year, Known(ends)) for year in range(starts.year, ends.year + 1)]

    if all(isinstance(each, Plan) for each in planned):
        assert sum(each.total.value for each in planned if isinstance(each, Plan)) == amount
    else:
        # None of the days lies in the term.
        assert {each.reason.code for each in planned if isinstance(each, NoFigure)} == {"IOP682"}
