from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import money
from iopctl.model.parties import Role
from iopctl.money import Amount, Quality
from iopctl.rules import budget, portfolio
from iopctl.rules.budget import Budget
from iopctl.rules.known import Known
from iopctl.rules.portfolio import Entry, Missing, Part
from iopctl.rules.status import Status
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, YEARS, agreements

if TYPE_CHECKING:
    from datetime import date

AS_OF_2021 = Known(day("2021-12-31"))


def entry_of(name: str, year: int = 2021) -> Entry:
    """Give the money of one of the real agreements."""
    (entry,) = portfolio.entries(name, builders.filed(name).agreement, [year], AS_OF_2021)
    assert isinstance(entry, Entry)
    return entry


def test_an_entry_has_both_sides_the_boards_and_the_kinds() -> None:
    entry = entry_of("ikf")

    assert (entry.public, entry.civil, entry.total) == (
        Amount.parse("339200"),
        Amount.parse("325600"),
        Amount.parse("664800"),
    )
    assert entry.boards == (Part("Linköpings kommun, arbetsmarknadsnämnden", Amount.parse("339200")),)
    assert [(part.name, int(part.amount.value)) for part in entry.kinds] == [
        ("premises", 50_000),
        ("staff", 551_200),
        ("volunteers", 63_600),
    ]


def test_what_is_committed_and_what_is_not_are_never_one_sum() -> None:
    found = portfolio.by_status([entry_of("ikf", 2022), entry_of("stadsmission")])

    assert {status: [each.id for each in own] for status, own in found.items()} == {
        Status.COMMITTED: ["stadsmission"],
        Status.UNTIL_FURTHER_NOTICE: ["ikf"],
    }


def test_an_agreement_that_has_not_started_or_can_run_no_longer_adds_nothing() -> None:
    found = portfolio.entries("s", builders.filed("stadsmission").agreement, [2017, 2024], AS_OF_2021)

    assert list(found) == []


@pytest.mark.parametrize(
    ("as_of", "status", "years"),
    [
        ("2022-06-30", "proposed", [2021, 2022, 2023]),
        # the clause wants the decision six months before the end
        ("2022-07-01", "proposed", [2021, 2022]),
        ("2023-01-01", "proposed", [2021, 2022]),
        ("2022-03-01", "declined, decided: 2022-02-01", [2021, 2022]),
        ("2022-01-31", "declined, decided: 2022-02-01", [2021, 2022, 2023]),
    ],
)
def test_an_option_that_can_be_used_no_more_adds_nothing(as_of: str, status: str, years: list[int]) -> None:
    agreement = builders.agreement(f"""
        extension:
          options: 1
          length: 1 year
          decide: {{no_later_than: 6 months before the end}}
          extensions: [{{starts: 2023-01-01, ends: 2023-12-31, proposed: 2022-01-01, status: {status}}}]
        """)
    found = portfolio.entries("a", agreement, range(2020, 2026), Known(day(as_of)))

    assert [each.year for each in found] == years


def test_of_a_year_that_the_end_cuts_only_what_is_decided_is_left_when_the_option_has_lapsed() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2022-06-30, part_years: months}
        extension: {options: 1, length: 1 year}
        """)

    def money(as_of: str) -> list[tuple[str, int]]:
        found = portfolio.entries("a", agreement, [2022], Known(day(as_of)))
        return [(each.status.value, int(each.total.value)) for each in found if isinstance(each, Entry)]

    # 400 000 kr a year, six of twelve months each
    assert money("2022-06-30") == [("committed", 200_000), ("optional", 200_000)]
    assert money("2022-07-01") == [("committed", 200_000)]


def test_a_year_that_cannot_be_computed_is_missing_and_says_why() -> None:
    agreement = builders.agreement("term: {starts: 2021-05-01, ends: 2022-12-31}")

    first, second = portfolio.entries("lyktan", agreement, [2021, 2022], AS_OF_2021)

    assert isinstance(first, Missing)
    assert (first.year, first.reason.code) == (2021, "IOP652")
    assert isinstance(second, Entry)


def test_two_payers_on_one_board_are_one_board() -> None:
    parts = [Part("nämnden", Amount.parse("1")), Part("nämnden", Amount.parse("at least 2"))]

    assert portfolio.merged(parts) == (Part("nämnden", Amount.parse("at least 3")),)


# --- laws


def test_boards_are_added_up_however_they_are_spelt_and_come_in_swedish_order() -> None:
    names = ["Ås kommun", "Östra kommun", "Zinks kommun", "ÅS  kommun", "Älvs kommun"]

    found = portfolio.merged(Part(each, Amount.parse("1")) for each in names)

    assert [(each.name, int(each.amount.value)) for each in found] == [
        ("Zinks kommun", 1),
        ("Ås kommun", 2),
        ("Älvs kommun", 1),
        ("Östra kommun", 1),
    ]


def with_third(whole: Whole) -> Whole:
    """Make one of the public parties a third one."""
    parties = dict(whole.agreement.parties)
    parties["namnden"] = parties["namnden"].model_copy(update={"role": Role.THIRD})
    return Whole(whole.document, whole.agreement.model_copy(update={"parties": parties}))


def entries(wholes: list[Whole], year: int, as_of: date) -> list[Entry]:
    """Give the money of all agreements that have some."""
    found = (
        each
        for index, whole in enumerate(wholes)
        for each in portfolio.entries(str(index), whole.agreement, [year], Known(as_of))
    )
    return [each for each in found if isinstance(each, Entry)]


@given(wholes=st.lists(agreements(), min_size=1, max_size=3), year=YEARS, as_of=AS_OF)
def test_the_sums_of_the_register_are_the_sums_of_its_agreements_down_to_their_leaves(
    wholes: list[Whole], year: int, as_of: date
) -> None:
    computed = [budget.open_still(whole.agreement, year, Known(as_of)) for whole in wholes]
    totals = [builders.recomputed(each.total) for each in computed if isinstance(each, Budget)]

    found = portfolio.by_status(entries(wholes, year, as_of))

    sums = [money.total(each.total for each in own).value for own in found.values()]
    assert money.add(sums) == money.add(totals)


@given(wholes=st.lists(agreements().map(with_third), min_size=1, max_size=3), year=YEARS, as_of=AS_OF)
def test_rows_and_columns_add_up_in_every_grouping(wholes: list[Whole], year: int, as_of: date) -> None:
    for own in portfolio.by_status(entries(wholes, year, as_of)).values():
        public = money.total(each.public for each in own).value
        total = money.total(each.total for each in own).value
        boards = portfolio.merged(part for each in own for part in each.boards)
        kinds = portfolio.merged(part for each in own for part in each.kinds)

        assert money.add(part.amount.value for part in boards) == public
        assert money.add(part.amount.value for part in kinds) == total
        sides = portfolio.sides(own)
        of_sides = money.add((sides.public.value, sides.civil.value, sides.third.value))
        assert of_sides == total == sides.total.value
        for each in own:
            assert money.add((each.public.value, each.civil.value, each.third.value)) == each.total.value


def test_a_sum_of_at_least_and_exact_is_at_least() -> None:
    assert money.total([Amount.parse("1"), Amount.parse("at least 2")]).quality is Quality.AT_LEAST


def test_what_a_third_party_gives_is_in_the_total_and_on_neither_side() -> None:
    agreement = builders.agreement("""
        parties:
          kommunen: {role: public, name: Exempelby kommun}
          lyktan: {role: civil, name: Föreningen Lyktan}
          fonden: {role: third, name: Framtidsfonden}
        budget:
          - from: 2021-01-01
            contributions:
              - {name: Bidrag, by: kommunen, kind: cash, amount: 120000}
              - {name: Lokal, by: lyktan, kind: premises, amount: 50000}
              - {name: Anslag, by: fonden, kind: cash, amount: 30000}
        """)

    (entry,) = portfolio.entries("lyktan", agreement, [2021], Known(day("2021-06-01")))

    assert isinstance(entry, Entry)
    sides = (int(each.value) for each in (entry.public, entry.civil, entry.total))
    assert tuple(sides) == (120000, 50000, 200000)


OPTION = """
    term: {starts: 2025-08-01, ends: 2028-07-31, part_years: months}
    extension: {options: 1, length: 1 year}
    budget:
      - from: 2025-08-01
        contributions:
          - {name: Bidrag, by: kommunen, kind: cash, amount: 600000}
          - {name: Lokal, by: ikf, kind: premises, amount: 120000}
    """


def money_of(written: str, year: int, as_of: str) -> list[tuple[str, int, int]]:
    """Give how certain, public and civil money of a year is."""
    found = portfolio.entries("a", builders.agreement(written), [year], Known(day(as_of)))
    return [
        (each.status.value, int(each.public.value), int(each.civil.value))
        for each in found
        if isinstance(each, Entry)
    ]


def test_of_a_year_that_the_term_ends_in_each_part_counts_as_what_it_is() -> None:
    """Seven months of 2028 are decided: 600 000 × 7 ÷ 12 = 350 000, 120 000 × 7 ÷ 12 = 70 000."""
    assert money_of(OPTION, 2028, "2026-11-28") == [
        ("committed", 350_000, 70_000),
        ("optional", 250_000, 50_000),
    ]


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        # 1 January to 31 July are 213 of the 366 days of 2028: 600 000 × 213 ÷ 366 = 349 180,33
        # and 120 000 × 213 ÷ 366 = 69 836,07.
        ("days", [("committed", 349_180, 69_836), ("optional", 250_820, 50_164)]),
        # What is decided is paid in full, and the option then adds nothing.
        ("full", [("committed", 600_000, 120_000)]),
    ],
)
def test_a_year_is_divided_as_the_agreement_pays_part_years(
    rule: str, parts: list[tuple[str, int, int]]
) -> None:
    assert money_of(OPTION.replace("months", rule), 2028, "2026-11-28") == parts


def test_a_year_that_the_term_ends_in_has_no_figure_where_no_rule_is_stated() -> None:
    agreement = builders.agreement(OPTION.replace(", part_years: months", ""))

    (only,) = portfolio.entries("a", agreement, [2028], Known(day("2026-11-28")))

    assert isinstance(only, Missing)
    assert only.reason.code == "IOP652"
    assert "part_years" in only.reason.hint


def test_of_a_year_until_further_notice_what_notice_today_leaves_is_committed() -> None:
    """Notice on 28 November 2026 ends it on 28 February 2027: 300 000 × 59 ÷ 365 days = 48 493,15."""
    days = "starts: 2021-01-01, ends: until further notice, part_years: days"
    written = f"term: {{{days}, notice: {{length: 3 months}}}}"

    assert money_of(written, 2027, "2026-11-28") == [
        ("committed", 48_493, 16_164),
        ("until_further_notice", 300_000 - 48_493, 100_000 - 16_164),
    ]


def test_a_year_without_end_that_no_rule_divides_counts_whole_as_what_is_least_certain() -> None:
    agreement = builders.agreement("term: {starts: 2021-01-01, ends: until further notice}")

    (only,) = portfolio.entries("a", agreement, [2023], Known(day("2023-07-13")))

    assert isinstance(only, Entry)
    assert (only.status, only.undivided) == (Status.UNTIL_FURTHER_NOTICE, True)
    assert only.public.value == 300_000


def test_boards_of_one_name_in_two_municipalities_are_two() -> None:
    def boards(name: str) -> tuple[Part, ...]:
        agreement = builders.agreement(f"""
            parties:
              kommunen: {{role: public, name: "{name}", board: socialnämnden}}
              ikf: {{role: civil, name: IKF}}
            """)
        (entry,) = portfolio.entries("a", agreement, [2021], Known(day("2021-06-01")))
        assert isinstance(entry, Entry)
        return entry.boards

    found = portfolio.merged(
        part
        for name in ("Ånge kommun", "Skogby kommun", "Skogby kommun, Socialnämnden", "Älvby kommun")
        for part in boards(name)
    )

    # And in the order of the Swedish alphabet, with å before ä after z.
    assert [(part.name, int(part.amount.value)) for part in found] == [
        ("Skogby kommun, socialnämnden", 600_000),
        ("Ånge kommun, socialnämnden", 300_000),
        ("Älvby kommun, socialnämnden", 300_000),
    ]
