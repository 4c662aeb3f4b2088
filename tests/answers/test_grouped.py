from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from iopctl.answers.grouped import GroupedBudgets
from iopctl.rules import budget
from iopctl.rules.budget import Budget, By
from iopctl.rules.known import Known
from tests import builders, replies
from tests import strategies as drawn
from tests.answers.test_portfolio import number, tables
from tests.builders import Whole, day
from tests.rules.test_portfolio import with_third
from tests.strategies import AS_OF, agreements


def of(whole: Whole, as_of: date, by: By, *years: int) -> GroupedBudgets:
    results = tuple(budget.budget(whole.agreement, year, Known(as_of)) for year in years)
    facts = (whole.agreement, whole.document, Known(as_of), results)
    return GroupedBudgets("avtal", *facts, explain=False, by=by, as_of=as_of)


def test_lines_of_one_name_are_two_rows_where_years_stand_side_by_side() -> None:
    whole = builders.whole(
        builders.text("""
        parties:
          arbetsmarknad: {role: public, name: Exempelby kommun, board: arbetsmarknadsnämnden}
          social: {role: public, name: Exempelby kommun, board: socialnämnden}
          lyktan: {role: civil, name: Lyktan}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: arbetsmarknad, kind: cash, amount: 300000}
              - {name: Bidrag, by: social, kind: cash, amount: 50000}
        """)
    )
    (table,) = tables(replies.markdown(of(whole, day("2021-06-01"), By.LINE, 2021, 2022)))

    assert [(row[0], number(row[1])) for row in table[1:]] == [
        ("Bidrag", 300_000),
        ("Bidrag", 50_000),
        ("Status", 0),
        ("Total", 350_000),
    ]


@settings(max_examples=40)
@given(whole=agreements().map(with_third), as_of=AS_OF, year=drawn.YEARS, by=st.sampled_from(By))
def test_the_groups_of_each_year_add_up_to_its_total(whole: Whole, as_of: date, year: int, by: By) -> None:
    grouped = of(whole, as_of, by, year, year + 1)
    if not any(isinstance(each, Budget) for each in grouped.years):
        return
    (table,) = tables(replies.markdown(grouped))
    status = next(at for at, row in enumerate(table) if row[0] == "Status")
    rows, total, parts = table[1:status], table[status + 1], table[status + 2 :]

    for column in (1, 2):
        assert sum(number(row[column]) for row in rows) == number(total[column])
        divided = sum(number(row[column]) for row in parts)
        computed = grouped.years[column - 1]
        if parts and isinstance(computed, Budget) and computed.undivided is None:
            assert divided == number(total[column])
