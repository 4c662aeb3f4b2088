from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found


def test_a_public_and_a_civil_party_make_a_partnership() -> None:
    text = """
        parties:
          kommunen: {role: public, name: Linköpings kommun}
          ikf: {role: civil, name: IKF}
        """

    assert builders.found(text) == []


@pytest.mark.parametrize(("role", "missing"), [("public", "civil"), ("civil", "public")])
def test_two_parties_of_one_kind_are_no_partnership(role: str, missing: str) -> None:
    slip = builders.problem(f"""
        title: Samarbete mellan två
        parties:
          kommunen: {{role: {role}, name: Linköpings kommun}}
          ikf: {{role: {role}, name: Norrköpings kommun}}
        """)

    assert (slip.code, slip.place.line, slip.place.column) == ("IOP301", 2, 1)
    assert slip.message == f"No party has the role '{missing}'."


def test_without_any_party_both_roles_are_missing() -> None:
    slips = builders.found("""
        parties: {}
        """)

    assert slips[:2] == [Found("IOP301", 1, 1), Found("IOP301", 1, 1)]


def test_two_keys_that_differ_only_in_capitals_are_one_key() -> None:
    slips = builders.found("""
        parties:
          kommunen: {role: public, name: Linköpings kommun}
          Kommunen: {role: civil, name: Föreningen}
        budget: [{from: 2021-01-01, contributions: [{name: B, by: kommunen, kind: cash, amount: 1}]}]
        """)

    assert Found("IOP306", 3, 3) in slips


def test_a_term_may_be_a_single_day() -> None:
    text = """
        term: {starts: 2021-01-01, ends: 2021-01-01}
        """

    assert builders.found(text) == []


def test_a_term_does_not_end_before_it_starts() -> None:
    text = """
        term:
          starts: 2021-01-01
          ends: 2020-12-31
        """

    assert builders.found(text) == [Found("IOP401", 3, 9)]


TERM = "term: {starts: 2023-01-01, ends: %s, notice: {length: 6 months}, notice_given: {%s}}\n"
OPEN, FIXED = "until further notice", "2024-12-31"
UNDER_NOTICE = """
term:
  starts: 2021-01-01
  ends: 2022-12-31
  notice: {no_later_than: 6 months before the end}
  notice_given: {on: 2022-05-15}
extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: %s, decided: %s}
"""


@pytest.mark.parametrize("ends", [OPEN, FIXED])
def test_notice_ends_no_agreement_before_its_first_day(ends: str) -> None:
    column = (TERM % (ends, "on: 2022-06-30")).index("2022-06-30") + 1

    assert builders.found(TERM % (ends, "on: 2022-06-30")) == [Found("IOP875", 1, column)]
    assert builders.found(TERM % (ends, "on: 2022-07-01")) == []


def test_a_last_day_that_is_stated_is_where_the_slip_stands() -> None:
    found = builders.found(TERM % (OPEN, "on: 2022-03-01, ends: 2022-12-31"))

    assert [each.code for each in found] == ["IOP875"]
    assert builders.found(TERM % (OPEN, "on: 2022-03-01, ends: 2023-01-01")) == []


def test_an_end_before_the_notice_or_before_the_start_is_told_once() -> None:
    before_notice = builders.found(TERM % (OPEN, "on: 2023-03-01, ends: 2022-12-31"))
    before_start = builders.found(TERM % ("2022-12-31", "on: 2022-10-01"))

    assert [each.code for each in (*before_notice, *before_start)] == ["IOP409", "IOP401"]


def test_an_extension_that_is_decided_after_the_notice_is_warned_of() -> None:
    assert builders.warned(UNDER_NOTICE % ("decided", "2022-09-10")) == [Found("IOP876", 10, 72)]


@pytest.mark.parametrize(("status", "decided"), [("decided", "2022-05-15"), ("declined", "2022-09-10")])
def test_an_extension_of_before_the_notice_or_that_was_declined_says_nothing_against_it(
    status: str, decided: str
) -> None:
    assert builders.warned(UNDER_NOTICE % (status, decided)) == []


def slips(*extensions: str, options: str = "2", length: str = "2 years") -> list[Found]:
    """Find what is wrong with extensions of a term to 2019-12-31; the first stands on line 6."""
    listed = "".join(f"    - {extension}\n" for extension in extensions)
    return builders.found(extended(listed or "    []", options, length))


def extended(listed: str, options: str = "2", length: str = "2 years") -> str:
    return f"""term: {{starts: 2018-01-01, ends: 2019-12-31}}
extension:
  options: {options}
  length: {length}
  extensions:
{listed}"""


def test_extensions_that_follow_one_another_are_in_order() -> None:
    found = slips(
        "{starts: 2020-01-01, ends: 2021-12-31, status: decided, proposed: 2019-05-01, decided: 2019-06-01}",
        "{starts: 2022-01-01, ends: 2023-12-31, status: proposed, proposed: 2021-07-13}",
    )

    assert found == []


@pytest.mark.parametrize("starts", ["2019-06-01", "2019-12-31", "2020-01-02"])
def test_an_extension_starts_on_the_day_after_the_term(starts: str) -> None:
    assert slips(f"{{starts: {starts}, ends: 2021-05-31, status: decided}}") == [Found("IOP501", 6, 16)]


def test_a_second_extension_starts_on_the_day_after_the_first() -> None:
    found = slips(
        "{starts: 2020-01-01, ends: 2020-12-31, status: decided}",
        "{starts: 2022-01-01, ends: 2023-12-31, status: decided}",
    )

    assert found == [Found("IOP501", 7, 16)]


def test_an_extension_does_not_end_before_it_starts() -> None:
    assert slips("{starts: 2020-01-01, ends: 2019-12-31, status: decided}") == [Found("IOP401", 6, 34)]


@pytest.mark.parametrize(("ends", "found"), [("2021-12-31", []), ("2022-01-01", [Found("IOP502", 6, 34)])])
def test_an_extension_is_no_longer_than_the_clause_allows(ends: str, found: list[Found]) -> None:
    assert slips(f"{{starts: 2020-01-01, ends: {ends}, status: decided}}") == found


@pytest.mark.parametrize(("options", "found"), [("1", []), ("unlimited", []), ("0", [Found("IOP503", 6, 7)])])
def test_there_are_no_more_extensions_than_options(options: str, found: list[Found]) -> None:
    assert slips("{starts: 2020-01-01, ends: 2021-12-31, status: decided}", options=options) == found


def test_no_extension_is_decided_before_the_one_that_it_follows() -> None:
    found = slips(
        "{starts: 2020-01-01, ends: 2021-12-31, status: proposed}",
        "{starts: 2022-01-01, ends: 2023-12-31, status: decided}",
    )

    assert found == [Found("IOP504", 7, 54)]


def test_one_extension_is_proposed_at_a_time() -> None:
    found = slips(
        "{starts: 2020-01-01, ends: 2021-12-31, status: proposed}",
        "{starts: 2022-01-01, ends: 2023-12-31, status: proposed}",
    )

    assert found == [Found("IOP510", 7, 54)]


def test_an_agreement_until_further_notice_has_nothing_to_extend() -> None:
    found = builders.found("""
        term: {starts: 2018-01-01, ends: until further notice}
        extension: {options: 1, length: 1 year}
        """)

    assert found == [Found("IOP505", 2, 1)]


def test_what_is_only_proposed_has_no_day_of_decision() -> None:
    found = slips("{starts: 2020-01-01, ends: 2021-12-31, status: proposed, decided: 2019-06-01}")

    assert found == [Found("IOP506", 6, 73)]


@pytest.mark.parametrize(("decided", "found"), [("2019-06-01", []), ("2019-05-31", [Found("IOP507", 6, 94)])])
def test_nothing_is_decided_before_it_was_proposed(decided: str, found: list[Found]) -> None:
    extension = (
        f"starts: 2020-01-01, ends: 2021-12-31, status: decided, proposed: 2019-06-01, decided: {decided}"
    )

    assert slips(f"{{{extension}}}") == found


@pytest.mark.parametrize(
    ("options", "length", "found"),
    [
        ("80", "2 years", []),
        ("100", "2 years", [Found("IOP509", 3, 12)]),
        ("999999999", "1 day", [Found("IOP509", 3, 12)]),
        ("unlimited", "299 years", []),
    ],
)
def test_options_do_not_run_out_of_the_calendar(options: str, length: str, found: list[Found]) -> None:
    assert slips(options=options, length=length) == found


@pytest.mark.parametrize(
    ("ends", "status", "found"),
    [
        ("2021-12-31", "decided", []),
        ("2021-12-30", "decided", [Found("IOP520", 6, 34)]),
        ("2020-12-31", "proposed", [Found("IOP520", 6, 34)]),
        ("2020-12-31", "declined", []),
    ],
)
def test_an_extension_that_is_shorter_than_the_clause_is_told_of(
    ends: str, status: str, found: list[Found]
) -> None:
    listed = f"    - {{starts: 2020-01-01, ends: {ends}, status: {status}}}\n"

    assert builders.warned(extended(listed)) == found


def test_an_extension_as_far_as_the_clause_reaches_is_not_short() -> None:
    listed = "    - {starts: 2020-01-01, ends: 2020-12-31, status: decided}\n"

    assert builders.warned(extended(listed, length="2 years\n  until: 2020-12-31")) == []


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        # six months and three months before 2019-12-31
        ("2019-06-29", True),
        ("2019-06-30", False),
        ("2019-09-30", False),
        ("2019-10-01", True),
        ("2020-01-01", True),
    ],
)
def test_an_extension_decided_outside_the_time_of_the_clause_is_told_of(decided: str, *, told: bool) -> None:
    window = "{no_earlier_than: 6 months before the end, no_later_than: 3 months before the end}"
    listed = f"    - {{starts: 2020-01-01, ends: 2021-12-31, status: decided, decided: {decided}}}\n"

    found = builders.warned(extended(listed, length=f"2 years\n  decide: {window}"))

    assert found == ([Found("IOP519", 7, 72)] if told else [])
