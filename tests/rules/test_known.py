from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.rules import budget
from iopctl.rules import known as knowledge
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.figure import Step
from iopctl.rules.known import Assumption, Known
from iopctl.struct import replace
from tests import builders
from tests.builders import day, index_of

if TYPE_CHECKING:
    from iopctl.rules.known import Index

# Made up, as every series here is.
NUMBERS = """
    - {year: 2019, value: 100, published: 2020-02-01, status: final}
    - {year: 2020, value: 102, published: 2021-02-01, status: final}
    - {year: 2021, value: 104, published: 2022-02-01, status: final}
    - {year: 2022, value: 112, published: 2023-02-01, status: preliminary}
    - {year: 2022, value: 110.5, published: 2023-09-01, status: final}
    - {year: 2023, value: 109.2, published: 2024-02-01, status: final}
    """
CHANGES = """
    - {year: 2021, value: 2 %, published: 2020-12-01, status: final}
    - {year: 2022, value: 3 %, published: 2021-12-01, status: final}
    - {year: 2023, value: -1.5 %, published: 2022-12-01, status: final}
    """
PRISER = index_of("PRISER", NUMBERS)
LONER = index_of("LONER", CHANGES, "percent change")


def computed(
    written: str, year: int, *, known: Known | None = None, amount: str = "100000", version: str = ""
) -> Budget | NoFigure:
    """Compute a year of an amount in the prices of 2020 that is followed by a series."""
    agreement = builders.agreement(f"""
        term: {{starts: 2020-01-01, ends: 2029-12-31}}
        budget:
          - from: 2020-01-01
            price_year: 2020
            indexation: {{{written}}}
            {version}
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: {amount}}}]
        """)
    return budget.budget(agreement, year, known or Known(day("2030-01-01"), (PRISER, LONER)))


def exact(written: str, year: int, known: Known | None = None) -> Fraction:
    """Give the exact amount of a year, to the dust that a division leaves."""
    result = computed(written, year, known=known)
    assert isinstance(result, Budget), result
    return Fraction(result.exact).limit_denominator(10**12)


@pytest.mark.parametrize(
    ("written", "year", "amount"),
    [
        ("series: PRISER", 2020, Fraction(100_000)),
        ("series: PRISER", 2021, Fraction(100_000) * 104 / 102),
        ("series: PRISER", 2023, Fraction(100_000) * Fraction("109.2") / 102),
        # with a lag, both years use the value of the year before
        ("series: PRISER, lag: 1 year", 2023, Fraction(100_000) * Fraction("110.5") / 100),
        ("series: LONER", 2022, Fraction(100_000) * Fraction("1.02") * Fraction("1.03")),
        ("series: LONER", 2023, Fraction("1.02") * Fraction("1.03") * Fraction("0.985") * 100_000),
        (
            "series: {LONER: 70 %, PRISER: 30 %}",
            2022,
            (Fraction(7, 10) * Fraction("1.0506") + Fraction(3, 10) * Fraction("110.5") / 102) * 100_000,
        ),
        # 2021 +2 % and 2022 +3 %, of which the cap leaves 2,5 %
        ("series: LONER, at_most: 2.5 %", 2022, Fraction("1.02") * Fraction("1.025") * 100_000),
        # 2023 −1,5 %, which the floor lifts to nothing
        ("series: LONER, at_least: 0 %", 2023, Fraction("1.02") * Fraction("1.03") * 100_000),
        # 2022 is the first year, as if 2021 were the price year
        ("series: PRISER, first_year: 2022", 2021, Fraction(100_000)),
        ("series: PRISER, first_year: 2022", 2022, Fraction(100_000) * Fraction("110.5") / 104),
        ("percent: 2, first_year: 2022", 2021, Fraction(100_000)),
        ("percent: 2, first_year: 2022", 2023, Fraction(100_000) * Fraction("1.0404")),
        ("series: PRISER, vintage: preliminary", 2022, None),
        ("series: PRISER, vintage: final", 2022, Fraction(100_000) * Fraction("110.5") / 102),
    ],
)
def test_an_amount_follows_its_series(written: str, year: int, amount: Fraction | None) -> None:
    if amount is None:
        assert isinstance(computed(written, year), NoFigure)
    else:
        assert exact(written, year) == amount.limit_denominator(10**12)


@pytest.mark.parametrize(
    ("as_of", "value"), [("2023-02-01", "112"), ("2023-08-31", "112"), ("2023-09-01", "110.5")]
)
def test_a_final_value_replaces_the_preliminary_one_on_the_day_it_is_published(
    as_of: str, value: str
) -> None:
    known = Known(day(as_of), (PRISER,))

    assert exact("series: PRISER", 2022, known) == (Fraction(value) / 102 * 100_000).limit_denominator(10**12)


def test_rounded_amounts_are_carried_year_by_year() -> None:
    result = computed("series: LONER, carry: rounded", 2022, version="rounding: hundred kronor")

    assert isinstance(result, Budget)
    # 102 000 → 105 060, which is rounded to hundreds
    assert result.exact == 105_100


# --- what is missing


def reason(written: str, year: int, known: Known) -> tuple[str, str, str]:
    result = computed(written, year, known=known)
    assert isinstance(result, NoFigure)
    return result.reason.code, result.reason.message, result.reason.hint


def test_a_year_whose_value_is_not_published_has_no_figure_and_says_which_it_is() -> None:
    code, message, hint = reason("series: PRISER", 2023, Known(day("2024-01-31"), (PRISER,)))

    assert code == "IOP655"
    assert message == ("There is no figure for 2023: PRISER has no value for 2023, published by 2024-01-31.")
    assert hint == (
        "Add it to agreements/index/PRISER.yaml when it is published; "
        "'budget' and 'memo' compute on with --assume PRISER=2.5%."
    )


def test_a_year_that_is_missing_between_others_is_not_to_be_assumed() -> None:
    holed = index_of("PRISER", NUMBERS.replace("year: 2021", "year: 2018"))
    known = Known(day("2030-01-01"), (holed,), (Assumption("PRISER", Decimal(2)),))

    code, _, hint = reason("series: PRISER", 2021, known)

    assert (code, hint) == ("IOP655", "Add what was published to agreements/index/PRISER.yaml.")


def test_a_series_that_is_not_there_is_named() -> None:
    code, message, _ = reason("series: PRISER", 2021, Known(day("2030-01-01")))

    assert code == "IOP656"
    assert message.startswith("There is no figure for 2021: the amounts follow PRISER, and ")


def test_the_price_year_itself_needs_no_value() -> None:
    assert isinstance(computed("series: PRISER", 2020, known=Known(day("2020-06-01"))), Budget)


# --- what is assumed


def test_a_series_is_assumed_to_go_on_from_its_last_value() -> None:
    known = Known(day("2030-01-01"), (PRISER,), (Assumption("PRISER", Decimal("2.5")),))

    result = computed("series: PRISER", 2025, known=known)

    assert isinstance(result, Budget)
    expected = Fraction("109.2") * Fraction("1.025") ** 2 / 102 * 100_000
    assert Fraction(result.exact).limit_denominator(10**12) == expected.limit_denominator(10**12)
    assert result.total.assumed == ("PRISER",)


def test_changes_are_assumed_to_go_on_at_the_rate_that_is_named() -> None:
    known = Known(day("2030-01-01"), (LONER,), (Assumption("LONER", Decimal(4)),))

    expected = Fraction("1.02") * Fraction("1.03") * Fraction("0.985") * Fraction("1.04") * 100_000
    assert exact("series: LONER", 2024, known) == expected


def test_what_is_published_is_never_replaced_by_what_is_assumed() -> None:
    assumed = Known(day("2030-01-01"), (PRISER,), (Assumption("PRISER", Decimal(9)),))

    result = computed("series: PRISER", 2023, known=assumed)

    assert result == computed("series: PRISER", 2023)
    assert isinstance(result, Budget)
    assert result.total.assumed == ()


# --- laws


@st.composite
def series(draw: st.DrawFn, code: str, lowest: int = -5) -> Index:
    """Draw a series with a value for each year from 2018 to 2029, none of which leaps."""
    changes = draw(st.lists(st.decimals(min_value=lowest, max_value=20, places=1), min_size=12, max_size=12))
    measure = draw(st.sampled_from(["index numbers", "percent change"]))
    level, values = Decimal(100), []
    for change in changes:
        level = (level * (100 + change) / 100).quantize(Decimal("0.000001"))
        values.append(change if measure == "percent change" else level)
    written = "".join(
        f"- {{year: {2018 + index}, value: {value}, published: {2019 + index}-02-01, status: final}}\n"
        for index, value in enumerate(values)
    )
    return index_of(code, written, measure)


YEARS = st.integers(2021, 2029)


@given(index=series("A"), year=YEARS)
def test_exact_carry_is_the_closed_form(index: Index, year: int) -> None:
    known = Known(day("2031-01-01"), (index,))
    assert index.series is not None
    values = {each.year: Fraction(each.value.number) for each in index.series.values}
    if index.series.measure == "index numbers":
        factor = values[year] / values[2020]
    else:
        factor = Fraction(1)
        for each in range(2021, year + 1):
            factor *= 1 + values[each] / 100

    result = computed("series: A", year, known=known)

    assert isinstance(result, Budget)
    assert abs(Fraction(result.exact) - 100_000 * factor) < Fraction(1, 10**60)


@given(index=series("A"), year=YEARS)
def test_a_weighted_series_of_one_is_that_series(index: Index, year: int) -> None:
    known = Known(day("2031-01-01"), (index,))

    assert computed("series: {A: 100 %}", year, known=known) == computed("series: A", year, known=known)


@given(index=series("A"), year=YEARS)
def test_two_series_that_are_alike_weigh_as_one(index: Index, year: int) -> None:
    known = Known(day("2031-01-01"), (index, replace(index, code="B")))

    assert abs(exact("series: {A: 60 %, B: 40 %}", year, known) - exact("series: A", year, known)) < Fraction(
        1, 10**9
    )


@given(index=series("A", lowest=0), year=YEARS)
def test_a_floor_below_every_change_and_a_cap_above_it_change_nothing(index: Index, year: int) -> None:
    known = Known(day("2031-01-01"), (index,))

    free, held = (
        computed(f"series: A{limits}", year, known=known) for limits in ("", ", at_least: 0 %, at_most: 25 %")
    )

    assert isinstance(free, Budget)
    assert isinstance(held, Budget)
    assert held.total.value == free.total.value


@given(index=series("A"), year=YEARS)
def test_with_a_cap_no_year_rises_more_than_it_says(index: Index, year: int) -> None:
    known = Known(day("2031-01-01"), (index,))
    before, now = (exact("series: A, at_most: 3 %", each, known) for each in (year - 1, year))

    assert now <= before * Fraction("1.03") + Fraction(1, 10**6)


@given(
    index=series("A"),
    year=YEARS,
    on=st.dates(date(2022, 1, 1), date(2030, 1, 1)),
    as_of=st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_a_new_publication_changes_nothing_before_its_day(
    index: Index, year: int, on: date, as_of: date
) -> None:
    assert index.series is not None
    last = index.series.values[-1]
    extra = last.model_copy(update={"year": year, "published": on})
    later = index.series.model_copy(update={"values": (*index.series.values, extra)})
    places = [place for of_year in index.by_year.values() for _, place in of_year]
    changed = replace(index, series=later, by_year=knowledge.by_year(later, [*places, places[-1]]))

    if as_of < on:
        assert computed("series: A", year, known=Known(as_of, (changed,))) == computed(
            "series: A", year, known=Known(as_of, (index,))
        )


@given(
    index=series("A"),
    year=YEARS,
    more=st.sampled_from(["", ", at_most: 3 %", ", at_least: 1 %", ", carry: rounded", ", lag: 1 year"]),
    percent=st.integers(-5, 20),
)
def test_the_leaves_of_an_indexed_figure_give_the_figure(
    index: Index, year: int, more: str, percent: int
) -> None:
    known = Known(day("2026-06-01"), (index,), (Assumption("A", Decimal(percent)),))

    result = computed(f"series: A{more}", year, known=known)

    assert isinstance(result, Budget)
    assert builders.recomputed(result.total) == result.total.value
    # A party that puts nothing in is the sum of no lines.
    leaves = [
        each for each in builders.figures_in(result.total) if not each.parts and each.step is not Step.SUM
    ]
    assert {each.step for each in leaves} <= {Step.READ, Step.GIVEN, Step.ASSUMED}
    assert bool(result.total.assumed) == any(each.step is Step.ASSUMED for each in leaves)
