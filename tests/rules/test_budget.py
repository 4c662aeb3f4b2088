from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money
from iopctl.money import Portion, Quality
from iopctl.period import Period
from iopctl.rules import budget, contributions
from iopctl.rules.budget import Budget, By, NoFigure
from iopctl.rules.figure import Step
from iopctl.rules.known import Known
from iopctl.rules.status import Status
from tests import builders
from tests import strategies as drawn
from tests.builders import Found, Whole
from tests.strategies import AS_OF, agreements

# --- the two real agreements


@pytest.mark.parametrize(
    ("year", "municipality", "association", "total"),
    [
        (2021, 339_200, 325_600, 664_800),
        (2022, 345_984, 332_112, 678_096),
        (2023, 352_904, 338_754, 691_658),
        (2024, 359_962, 345_529, 705_491),
        (2025, 367_161, 352_440, 719_601),
    ],
)
def test_the_womens_association_is_indexed_by_two_percent_a_year(
    year: int, municipality: int, association: int, total: int
) -> None:
    computed = builders.year_of(builders.filed("ikf").agreement, year)

    assert builders.shares_of(computed) == {"kommunen": municipality, "ikf": association}
    assert computed.total.value == total


@pytest.mark.parametrize(("carry", "total"), [("exact", 705_491), ("rounded", 705_490)])
def test_in_2024_the_two_ways_to_carry_differ_by_one_krona(carry: str, total: int) -> None:
    text = (builders.AGREEMENTS / "ikf.yaml").read_text(encoding="utf-8")
    agreement = builders.whole(text.replace("percent: 2\n", f"percent: 2\n      carry: {carry}\n")).agreement

    assert builders.year_of(agreement, 2024).total.value == total


def test_the_lines_of_the_womens_association_are_hours_times_rate() -> None:
    computed = builders.year_of(builders.filed("ikf").agreement, 2021)

    lines = [
        (line.contribution.name, int(line.amount.value), line.hours and int(line.hours.value))
        for line in computed.lines
    ]
    assert lines == [
        ("Handledare under Må bra-grupp", 212_000, 800),
        ("Familjepedagog", 212_000, 800),
        ("Personalkostnader, övrig personal", 127_200, 480),
        ("Ideella resurser", 63_600, 240),
        ("Lokalkostnader", 50_000, None),
    ]


@pytest.mark.parametrize("year", [2018, 2021, 2022, 2023])
def test_the_city_mission_costs_the_same_every_year(year: int) -> None:
    computed = builders.year_of(builders.filed("stadsmission").agreement, year, "2021-07-13")

    assert builders.shares_of(computed) == {"kommunen": 1_100_000, "stadsmissionen": 980_500}
    assert computed.total.value == 2_080_500


def test_a_figure_of_at_least_and_exact_parts_is_at_least() -> None:
    computed = builders.year_of(builders.filed("stadsmission").agreement, 2021)

    assert [share.figure.quality for share in computed.shares] == [Quality.EXACT, Quality.AT_LEAST]
    assert computed.total.quality is Quality.AT_LEAST


def test_parts_of_different_inexact_kinds_give_about() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Lön, by: kommunen, kind: staff, amount: at least 100}
              - {name: Hyra, by: ikf, kind: premises, amount: at most 50}
        """)

    assert builders.year_of(agreement, 2021).total.quality is Quality.ABOUT


# --- adding up


def test_shares_are_rounded_first_and_the_total_is_their_sum() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Lön, by: kommunen, kind: staff, amount: 100.50}
              - {name: Hyra, by: ikf, kind: premises, amount: 100.50}
        """)

    computed = builders.year_of(agreement, 2021)

    assert builders.shares_of(computed) == {"kommunen": 101, "ikf": 101}
    assert (int(computed.total.value), int(computed.exact)) == (202, 201)


def test_lines_are_split_so_that_they_add_up_to_their_share() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: A, by: kommunen, kind: staff, amount: 33.40}
              - {name: B, by: kommunen, kind: staff, amount: 33.40}
              - {name: C, by: kommunen, kind: staff, amount: 33.40}
        """)

    (share, _) = builders.year_of(agreement, 2021).shares

    assert share.figure.value == 100
    assert [line.amount.value for line in share.lines] == [34, 33, 33]


@pytest.mark.parametrize(
    ("rounding", "share"), [("krona", 12_346), ("ten kronor", 12_350), ("hundred kronor", 12_300)]
)
def test_a_share_is_rounded_to_the_unit_of_the_agreement(rounding: str, share: int) -> None:
    agreement = builders.agreement(f"""
        budget:
          - from: 2021-01-01
            rounding: {rounding}
            contributions:
              - {{name: A, by: kommunen, kind: staff, amount: 12345.50}}
        """)

    assert builders.shares_of(builders.year_of(agreement, 2021))["kommunen"] == share


def test_a_year_of_two_units_is_rounded_to_the_coarser() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2022-12-31, part_years: months}
        budget:
          - from: 2021-01-01
            rounding: hundred kronor
            contributions: [{name: A, by: kommunen, kind: staff, amount: 24690}]
          - from: 2021-07-01
            contributions: [{name: A, by: kommunen, kind: staff, amount: 24690}]
        """)

    assert builders.shares_of(builders.year_of(agreement, 2021))["kommunen"] == 24_700


def test_a_party_that_bears_nothing_has_a_share_of_nothing() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions: [{name: A, by: kommunen, kind: staff, amount: 100}]
        """)

    computed = builders.year_of(agreement, 2021)

    (_, share) = computed.shares
    assert (share.figure.value, share.lines) == (Decimal(0), ())
    assert computed.portions["ikf"] == Portion(Decimal(0))


def test_a_total_of_nothing_has_no_fractions() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions: [{name: A, by: kommunen, kind: staff, amount: 0}]
        """)

    assert builders.year_of(agreement, 2021).portions == {"kommunen": None, "ikf": None}


def test_fractions_are_as_exact_as_they_are_printed_and_make_one() -> None:
    computed = builders.year_of(builders.filed("ikf").agreement, 2021)

    assert computed.portions == {
        "kommunen": Portion(Decimal("0.510")),
        "ikf": Portion(Decimal("0.490")),
    }


def test_beside_at_least_so_much_a_share_is_at_most_and_the_other_at_least() -> None:
    # 1 100 000 of at least 2 080 500 is 52,87 %, and less where the mission puts in more.
    computed = builders.year_of(builders.filed("stadsmission").agreement, 2021)

    assert computed.portions == {
        "kommunen": Portion(Decimal("0.529"), Quality.AT_MOST),
        "stadsmissionen": Portion(Decimal("0.471"), Quality.AT_LEAST),
    }


# --- parts of a year


def part(term: str, year: int, amount: str = "365000") -> Budget:
    return builders.year_of(builders.agreement(part_text(term, amount)), year)


def part_text(term: str, amount: str = "365000") -> str:
    return f"""
        term: {{{term}}}
        budget:
          - from: 2020-01-01
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: {amount}}}]
        """


@pytest.mark.parametrize(
    ("term", "year", "paid"),
    [
        ("starts: 2021-02-01, ends: 2022-12-31, part_years: days", 2021, 334_000),
        ("starts: 2021-01-01, ends: 2021-05-31, part_years: days", 2021, 151_000),
        ("starts: 2021-12-31, ends: 2022-12-31, part_years: days", 2021, 1_000),
        ("starts: 2021-01-01, ends: 2022-12-31, part_years: days", 2021, 365_000),
        # 29 February counts: 60 days of 366
        ("starts: 2023-01-01, ends: 2024-02-29, part_years: days", 2024, 59_836),
        ("starts: 2021-02-01, ends: 2022-12-31, part_years: months", 2021, 334_583),
        ("starts: 2021-01-01, ends: 2021-05-31, part_years: months", 2021, 152_083),
        ("starts: 2023-01-01, ends: 2024-02-29, part_years: months", 2024, 60_833),
        ("starts: 2021-02-01, ends: 2022-12-31, part_years: full", 2021, 365_000),
        ("starts: 2021-12-31, ends: 2021-12-31, part_years: full", 2021, 365_000),
    ],
)
def test_a_part_of_a_year_is_paid_as_the_agreement_says(term: str, year: int, paid: int) -> None:
    assert part(term, year).total.value == paid


def test_where_the_agreement_does_not_say_how_a_part_year_has_no_figure() -> None:
    whole = builders.whole(builders.text(part_text("starts: 2021-02-01, ends: 2022-12-31")))

    reason = builders.refused(whole.agreement, 2021).reason

    assert reason.message == (
        "There is no figure for 2021: 2021-02-01 – 2021-12-31 counts by itself, "
        "and the file does not say how a part of a year is paid."
    )
    assert placed(whole, 2021) == Found("IOP652", 1, 1)


def test_a_part_that_is_not_whole_months_cannot_be_paid_by_months() -> None:
    term = "starts: 2021-02-15, ends: 2022-12-31, part_years: months"
    whole = builders.whole(builders.text(part_text(term)))

    assert placed(whole, 2021) == Found("IOP653", 1, 1)


def test_the_years_around_a_part_year_still_have_figures() -> None:
    agreement = builders.agreement(part_text("starts: 2021-02-01, ends: 2022-12-31"))

    assert builders.year_of(agreement, 2022).total.value == 365_000


def placed(whole: Whole, year: int) -> Found:
    problem = whole.document.problem(builders.refused(whole.agreement, year).reason)
    return Found(problem.code, problem.place.line, problem.place.column)


def test_hours_of_a_part_year_are_a_part_of_the_hours() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-07-01, ends: 2022-12-31, part_years: months}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Lön, by: kommunen, kind: staff, hours_per_year: 800, hourly_rate: 265}
        """)

    (line,) = builders.year_of(agreement, 2021).lines

    assert line.hours is not None
    assert (int(line.hours.value), int(line.amount.value)) == (400, 106_000)


def test_what_has_no_value_keeps_no_figure_of_a_part_year_back() -> None:
    # 1 050 000 kr over 14 months are 75 000 kr a month; of the hours nobody knows what falls on ten of them.
    agreement = builders.agreement("""
        term: {starts: 2021-03-01, ends: 2022-04-30}
        budget:
          - from: 2021-03-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 1 050 000, basis: term, spread: months}
              - {name: Tid, by: ikf, kind: volunteers, hours_per_year: 320, amount: not stated}
        """)

    grant, time = builders.year_of(agreement, 2021).lines

    assert int(grant.amount.value) == 750_000
    assert (time.amount.stated, time.hours) == (False, None)


ONE_SUM = """
    term: {{starts: 2021-01-01, ends: 2022-12-31}}
    extension: {{options: 1, length: 1 year}}
    budget:
      - from: 2021-01-01
        contributions:
          - name: Bidrag
            by: kommunen
            kind: cash
            amount: 700 000
            basis: period of 14 months
            spread: months
          - {{name: Rest, by: {by}, kind: other, amount: {amount}}}
    """


@pytest.mark.parametrize(
    ("by", "amount", "year", "public", "unstated"),
    [
        # 50 000 kr a month: two months of 2022, and nothing in the rest of the term.
        ("ikf", "50 000", 2022, 100_000, ()),
        # Of the year after the term nobody knows what the municipality puts in; it is not 0.
        ("ikf", "50 000", 2023, 0, ("Bidrag",)),
        # Where it puts in something every year, that is what it puts in.
        ("kommunen", "300 000", 2023, 300_000, ()),
    ],
)
def test_an_extension_after_a_lump_sum_is_not_free_of_charge(
    by: str, amount: str, year: int, public: int, unstated: tuple[str, ...]
) -> None:
    agreement = builders.agreement(ONE_SUM.format(by=by, amount=amount))

    share = builders.year_of(agreement, year).shares[0].figure

    assert (int(share.value), share.unstated) == (public, unstated)


def test_where_nothing_else_has_a_value_an_extension_after_a_lump_sum_has_no_figure() -> None:
    agreement = builders.agreement(ONE_SUM.format(by="ikf", amount="not stated"))

    assert builders.refused(agreement, 2023).reason.code == "IOP660"


def test_what_has_no_value_is_listed_also_where_nothing_else_has_one() -> None:
    agreement = builders.agreement("""
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Lokal, by: kommunen, kind: premises, amount: not stated}
              - {name: Ledare, by: ikf, kind: volunteers, amount: not stated}
        """)

    reason = builders.refused(agreement, 2021).reason
    assert (reason.code, dict(reason.facts)["lines"]) == ("IOP660", "Lokal, Ledare")


TWO_VERSIONS = """
    term: {{starts: 2021-01-01, ends: 2023-12-31{part_years}}}
    budget:
      - from: 2021-01-01
        contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 120000}}]
      - from: {since}
        contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 240000}}]
    """


@pytest.mark.parametrize(("year", "total"), [(2021, 120_000), (2022, 240_000), (2023, 240_000)])
def test_a_new_version_of_the_budget_takes_over_from_its_day(year: int, total: int) -> None:
    agreement = builders.agreement(TWO_VERSIONS.format(part_years="", since="2022-01-01"))

    assert builders.year_of(agreement, year).total.value == total


@pytest.mark.parametrize(
    ("as_of", "decided", "year", "told"),
    [
        ("2021-06-01", "", 2022, True),
        ("2021-06-01", "", 2021, False),
        ("2022-01-01", "", 2022, False),
        ("2021-06-01", "\n        decided: 2021-10-01", 2022, False),
    ],
)
def test_a_version_that_does_not_count_for_want_of_its_day_is_told_of_once(
    as_of: str, decided: str, year: int, *, told: bool
) -> None:
    text = TWO_VERSIONS.format(part_years="", since=f"2022-01-01{decided}")
    codes = [each.code for each in builders.year_of(builders.agreement(text), year, as_of).rests_on]

    assert codes == ["decided_term", *(["undated_budget"] if told else [])]


@pytest.mark.parametrize(
    ("signed", "decided", "total"),
    [
        # A step of the signed agreement is known whenever the agreement is.
        ("", "with the agreement", 240_000),
        # So is one that was decided on the day of signing, or before it.
        (", signed: 2020-12-10", "2020-12-10", 240_000),
        (", signed: 2020-12", "2020-12-10", 240_000),
        # A change that was decided after it is not known before its day.
        (", signed: 2020-12-10", "2020-12-11", 120_000),
        ("", "2020-12-10", 120_000),
    ],
)
def test_a_step_that_the_agreement_holds_counts_as_soon_as_the_agreement(
    signed: str, decided: str, total: int
) -> None:
    text = TWO_VERSIONS.format(part_years=signed, since=f"2022-01-01\n        decided: {decided}")

    assert builders.year_of(builders.agreement(text), 2022, "2020-10-01").total.value == total


@pytest.mark.parametrize(("rule", "total"), [("months", 60_000 + 120_000), ("days", 180_493)])
def test_a_version_that_cuts_a_year_shares_it_with_the_one_before(rule: str, total: int) -> None:
    agreement = builders.agreement(
        TWO_VERSIONS.format(part_years=f", part_years: {rule}", since="2022-07-01")
    )

    assert builders.year_of(agreement, 2022).total.value == total


@pytest.mark.parametrize(("part_years", "code"), [("", "IOP652"), (", part_years: full", "IOP654")])
def test_a_version_that_cuts_a_year_needs_a_rule_that_can_share_it(part_years: str, code: str) -> None:
    agreement = builders.agreement(TWO_VERSIONS.format(part_years=part_years, since="2022-07-01"))

    assert builders.refused(agreement, 2022).reason.code == code


def test_a_version_before_the_term_counts_from_the_term() -> None:
    agreement = builders.agreement(part_text("starts: 2021-01-01, ends: 2021-12-31"))

    assert isinstance(budget.budget(agreement, 2020, Known(builders.day("2021-01-01"))), NoFigure)


# --- years outside


@pytest.mark.parametrize(
    ("year", "message", "line"),
    [
        (2017, "There is no figure for 2017: the agreement starts on 2018-01-01.", "  starts: 2018-01-01"),
        (
            2024,
            "There is no figure for 2024: the last day that the file allows is 2023-12-31.",
            "  options: 2",
        ),
    ],
)
def test_outside_the_reach_of_the_agreement_there_is_no_figure(year: int, message: str, line: str) -> None:
    whole = builders.filed("stadsmission")

    problem = whole.document.problem(builders.refused(whole.agreement, year, "2021-07-13").reason)

    assert (problem.message, problem.source_line) == (message, line)


def test_after_an_end_without_options_there_is_no_figure() -> None:
    reason = builders.refused(builders.agreement(), 2023).reason

    assert (reason.code, reason.where) == ("IOP651", ("term", "ends"))


@pytest.mark.parametrize("year", [2021, 2050, 2199])
def test_an_agreement_until_further_notice_has_a_figure_for_every_year_after_its_start(year: int) -> None:
    assert builders.year_of(builders.filed("ikf").agreement, year).total.value >= 664_800


@pytest.mark.parametrize(("amount", "price_year"), [("1", 1900), ("999999999999", 2021)])
def test_the_steepest_indexation_has_a_figure_for_the_last_year_there_is(
    amount: str, price_year: int
) -> None:
    agreement = builders.agreement(f"""
        term: {{starts: 2021-01-01, ends: until further notice}}
        budget:
          - from: 2021-01-01
            price_year: {price_year}
            indexation: {{percent: 25}}
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: {amount}}}]
        """)

    total = builders.year_of(agreement, 2199).total.value

    assert abs(Fraction(total) - int(amount) * Fraction(5, 4) ** (2199 - price_year)) <= Fraction(1, 2)


# --- laws


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_printed_lines_add_up_to_their_share_and_shares_to_the_total(
    whole: Whole, as_of: date, year: int
) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for share in computed.shares:
        assert money.add(line.amount.value for line in share.lines) == share.figure.value
    assert money.add(share.figure.value for share in computed.shares) == computed.total.value


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_what_has_no_value_changes_no_figure_and_is_named_by_each_that_misses_it(
    whole: Whole, as_of: date, year: int
) -> None:
    # The first line of each version has a value, so that no version is left empty.
    versions = tuple(
        each.model_copy(update={"contributions": tuple(filter(contributions.has_value, each.lines))})
        for each in whole.agreement.budget
    )
    computed = budget.budget(whole.agreement, year, Known(as_of))
    without = budget.budget(whole.agreement.model_copy(update={"budget": versions}), year, Known(as_of))

    if isinstance(computed, NoFigure) or isinstance(without, NoFigure):
        assert type(computed) is type(without)
        return
    assert builders.shares_of(computed) == builders.shares_of(without)
    assert without.total.unstated == ()
    for share in computed.shares:
        missed = [
            each.contribution.name for each in share.lines if not contributions.has_value(each.contribution)
        ]
        assert [*share.figure.unstated] == [*dict.fromkeys(missed)]
    assert not computed.total.unstated or set(computed.portions.values()) == {None}


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_fractions_make_one(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure) or not computed.total.value or computed.total.unstated:
        return

    portions = [*computed.portions.values()]
    if None not in portions:
        assert money.add(each.fraction for each in portions if each) == 1


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_every_share_is_its_exact_sum_rounded_once(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for share in computed.shares:
        assert share.figure.value == money.rounded(share.exact, share.figure.rounding)
        assert share.exact == money.add(line.exact for line in share.lines)


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_every_printed_line_is_within_one_unit_of_its_exact_amount(
    whole: Whole, as_of: date, year: int
) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    assert all(abs(line.amount.value - line.exact) <= line.figure.rounding for line in computed.lines)


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_every_figure_is_computed_again_from_its_leaves(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for each in (computed.total, *(line.figure for line in computed.lines)):
        assert builders.recomputed(each) == each.value


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_every_figure_that_was_read_stands_in_the_file(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for leaf in builders.figures_in(computed.total):
        if leaf.step is Step.READ:
            place = whole.document.place_of(leaf.where)
            line = whole.document.line_text(place.line)
            written = line[place.column - 1 : place.column - 1 + place.length].strip("'")
            digits = written.removesuffix("%").split()[-1]
            assert money.parse_number(digits) == leaf.value


@given(whole=agreements(whole_years=True), as_of=AS_OF, year=drawn.YEARS)
def test_whole_years_have_a_figure_from_the_start_to_the_latest_end(
    whole: Whole, as_of: date, year: int
) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))

    if isinstance(computed, NoFigure):
        assert computed.reason.code in {"IOP650", "IOP651"}


@given(
    cut=st.dates(date(2024, 1, 2), date(2024, 12, 31)) | st.dates(date(2023, 1, 2), date(2023, 12, 31)),
    kronor=st.integers(0, 10**7),
)
def test_the_parts_of_a_year_by_days_add_up_to_the_year(cut: date, kronor: int) -> None:
    def paid(starts: date, ends: date) -> Fraction:
        term = f"starts: {starts}, ends: {ends}, part_years: days"
        return Fraction(part(term, cut.year, str(kronor)).exact)

    first, last = date(cut.year, 1, 1), date(cut.year, 12, 31)
    parts = paid(first, cut - timedelta(days=1)) + paid(cut, last)

    assert abs(parts - kronor) < Fraction(1, 10**80)


@given(cut=st.dates(date(2023, 1, 2), date(2024, 12, 31)), kronor=st.integers(0, 10**7))
def test_a_new_version_with_the_same_money_changes_no_figure(cut: date, kronor: int) -> None:
    contributions = f"[{{name: Bidrag, by: kommunen, kind: cash, amount: {kronor}}}]"
    agreement = builders.agreement(f"""
        term: {{starts: 2023-01-01, ends: 2024-12-31, part_years: days}}
        budget:
          - {{from: 2023-01-01, contributions: {contributions}}}
          - {{from: {cut}, contributions: {contributions}}}
        """)

    assert builders.year_of(agreement, cut.year).total.value == kronor


@given(months=st.integers(1, 11), kronor=st.integers(0, 10**7))
def test_the_parts_of_a_year_by_months_add_up_to_the_year(months: int, kronor: int) -> None:
    contributions = f"[{{name: Bidrag, by: kommunen, kind: cash, amount: {kronor}}}]"
    agreement = builders.agreement(f"""
        term: {{starts: 2023-01-01, ends: 2024-12-31, part_years: months}}
        budget:
          - {{from: 2023-01-01, contributions: {contributions}}}
          - {{from: 2024-{months + 1:02}-01, contributions: {contributions}}}
        """)

    assert builders.year_of(agreement, 2024).total.value == kronor


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_what_is_committed_optional_and_until_further_notice_make_the_year(
    whole: Whole, as_of: date, year: int
) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if not isinstance(computed, Budget) or computed.undivided is not None:
        return

    statuses = [part.status for part in computed.parts]
    assert statuses == sorted(set(statuses), key=list(Status).index)
    assert money.add(part.total.value for part in computed.parts) == computed.total.value
    for place, share in enumerate(computed.shares):
        own = [part.shares[place] for part in computed.parts]
        assert money.add(each.figure.value for each in own) == share.figure.value
        assert all(each.figure.value >= 0 for each in own)
        for each in own:
            assert money.add(line.figure.value for line in each.lines) == each.figure.value
    for part in computed.parts:
        assert builders.recomputed(part.total) == part.total.value


OPTION_IN_MARCH = """
term: {starts: 2025-03-01, ends: 2027-02-28, part_years: months}
extension: {options: 1, length: 2 years}
budget:
  - from: 2025-01-01
    price_year: 2025
    indexation: {percent: '2.5'}
    contributions:
      - {name: Ersättning, by: kommunen, kind: cash, paid_to: ikf, amount: 1250000}
      - {name: Ideell tid, by: ikf, kind: volunteers, hours_per_year: 900, hourly_rate: 220}
      - {name: Lokaler, by: ikf, kind: premises, amount: 85000}
"""


def test_an_option_asked_for_by_itself_is_what_the_year_leaves_after_what_is_committed() -> None:
    """The year is 1 313 281 + 297 327; of its two first months 218 880 + 49 554, so 1 342 174 are left.

    Ten twelfths of the association's 297 326,875 are 247 772,40, rounded by themselves one krona less.
    """
    agreement, known = builders.agreement(OPTION_IN_MARCH), Known(date(2026, 6, 1))
    option = Period.of(date(2027, 3, 1), date(2029, 2, 28))

    whole = budget.budget(agreement, 2027, known)
    apart = budget.budget(agreement, 2027, known, option)

    assert isinstance(whole, Budget)
    assert isinstance(apart, Budget)
    assert [int(part.total.value) for part in whole.parts] == [268_434, 1_342_174]
    assert builders.shares_of(apart) == {"kommunen": 1_094_401, "ikf": 247_773}
    assert apart.total.value == 1_342_174


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS, cut=st.integers(1, 11))
def test_the_parts_of_a_year_that_are_asked_for_apart_make_the_year(
    whole: Whole, as_of: date, year: int, cut: int
) -> None:
    known, middle = Known(as_of), date(year, cut + 1, 1)
    asked = budget.budget(whole.agreement, year, known)
    parts = [
        budget.budget(whole.agreement, year, known, within)
        for within in (Period(date(year, 1, 1), middle), Period(middle, date(year + 1, 1, 1)))
    ]
    figures = [part for part in parts if isinstance(part, Budget)]
    if isinstance(asked, Budget) and len(figures) == len(parts):
        assert money.add(part.total.value for part in figures) == asked.total.value
        for share in (share for part in figures for share in part.shares):
            assert money.add(line.figure.value for line in share.lines) == share.figure.value
        for part in figures:
            assert builders.recomputed(part.total) == part.total.value


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_the_lines_of_each_part_of_a_year_add_up_to_its_shares(whole: Whole, as_of: date, year: int) -> None:
    asked = budget.budget(whole.agreement, year, Known(as_of))
    for part in asked.parts if isinstance(asked, Budget) else ():
        for share in part.shares:
            assert money.add(line.figure.value for line in share.lines) == share.figure.value


# --- the lines of a year put together

TWO_BOARDS = """
    parties:
      arbetsmarknad: {role: public, name: Exempelby kommun, board: arbetsmarknadsnämnden}
      social: {role: public, name: Exempelby kommun, board: socialnämnden}
      lyktan: {role: civil, name: Föreningen Lyktan}
    budget:
      - from: 2021-01-01
        contributions:
          - {name: Bidrag, by: arbetsmarknad, kind: cash, amount: 300000}
          - {name: Handledare, by: social, kind: staff, amount: at least 100000}
          - {name: Bidrag, by: social, kind: cash, amount: 50000}
          - {name: Lokal, by: lyktan, kind: premises, amount: about 50000}
    """


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            By.PARTY,
            [("Exempelby kommun", 300000), ("Exempelby kommun", 150000), ("Föreningen Lyktan", 50000)],
        ),
        (
            By.BOARD,
            [
                ("Exempelby kommun, arbetsmarknadsnämnden", 300000),
                ("Exempelby kommun, socialnämnden", 150000),
                ("Föreningen Lyktan", 50000),
            ],
        ),
        (By.KIND, [("cash", 350000), ("staff", 100000), ("premises", 50000)]),
        (
            By.LINE,
            [("Bidrag", 300000), ("Handledare", 100000), ("Bidrag", 50000), ("Lokal", 50000)],
        ),
    ],
)
def test_boards_that_share_a_cost_are_told_apart(by: By, expected: list[tuple[str, int]]) -> None:
    agreement = builders.agreement(TWO_BOARDS)

    found = budget.groups(agreement, builders.year_of(agreement, 2021), by)

    assert [(each.name, int(each.figure.value)) for each in found] == expected


def test_a_board_that_two_parties_spell_in_two_ways_is_one_board() -> None:
    agreement = builders.agreement(TWO_BOARDS.replace("board: arbetsmarknads", "board: Social"))

    found = budget.groups(agreement, builders.year_of(agreement, 2021), By.BOARD)

    assert [(each.name, int(each.figure.value)) for each in found] == [
        ("Exempelby kommun, Socialnämnden", 450000),
        ("Föreningen Lyktan", 50000),
    ]


def test_a_group_is_as_exact_as_its_lines() -> None:
    agreement = builders.agreement(TWO_BOARDS)

    found = budget.groups(agreement, builders.year_of(agreement, 2021), By.BOARD)

    assert [each.figure.quality for each in found] == [Quality.EXACT, Quality.AT_LEAST, Quality.ABOUT]
    # The others' sum is of two inexact kinds for the first, and each of the others is one of them itself.
    assert [each.portion for each in found] == [
        Portion(Decimal("0.600"), Quality.ABOUT),
        Portion(Decimal("0.300"), Quality.ABOUT),
        Portion(Decimal("0.100"), Quality.ABOUT),
    ]


@given(whole=agreements(), as_of=AS_OF, year=drawn.YEARS)
def test_what_is_printed_adds_up_in_every_grouping(whole: Whole, as_of: date, year: int) -> None:
    computed = budget.budget(whole.agreement, year, Known(as_of))
    if isinstance(computed, NoFigure):
        return

    for by in By:
        found = budget.groups(whole.agreement, computed, by)
        assert money.add(each.figure.value for each in found) == computed.total.value
        # Added up in another order, amounts that no decimal holds may differ in their hundredth digit.
        assert abs(money.add(each.exact for each in found) - computed.exact) < Decimal("1e-60")
        assert Quality.of_sum(each.figure.quality for each in found) is computed.total.quality
        fractions = [each.portion.fraction for each in found if each.portion]
        assert not fractions or money.add(fractions) == 1
