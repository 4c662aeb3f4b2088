from __future__ import annotations

from decimal import Decimal

import pytest

from iopctl.rules import memo, yearly
from iopctl.rules.known import Known
from iopctl.rules.memo import Memo
from iopctl.rules.outcome import Outcome
from iopctl.rules.yearly import Did, Partnership, Report
from iopctl.struct import replace
from tests import builders
from tests.builders import MATTER, PROFILE, day


def line(written: str, year: int, as_of: str) -> Partnership | None:
    shown = yearly.shown_on(year, day(as_of))
    found = yearly.lines("a", builders.agreement(written), year, Known(shown), day(as_of))
    return next(iter(found.values()), None)


def report(year: int, as_of: str, *written: str) -> Report:
    agreements = [builders.agreement(each) for each in written]
    shown = yearly.shown_on(year, day(as_of))
    found = [
        (line, yearly.decisions(each, year, shown))
        for at, each in enumerate(agreements)
        for line in yearly.lines(f"a{at}", each, year, Known(shown), day(as_of)).values()
    ]
    of = tuple((each, tuple(decided)) for each, decided in found)
    return yearly.report(year, day(as_of), agreements[0].parties["kommunen"], PROFILE, of)


SHORT = "term: {starts: 2021-01-01, ends: 2021-12-31}\n"
OPEN = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 3 months}}\n"
LATER = "term: {starts: 2023-01-01, ends: 2023-12-31, signed: 2022-11-01}\n"


def test_an_agreement_that_ended_before_the_year_is_left_out() -> None:
    assert line(SHORT, 2022, "2023-02-01") is None
    assert line(SHORT, 2021, "2023-02-01") is not None


def test_what_ends_with_the_year_has_ended_in_it_and_what_goes_on_runs() -> None:
    told = report(2021, "2022-02-01", SHORT, OPEN)

    assert ([each.id for each in told.running], [each.id for each in told.ended]) == (["a1"], ["a0"])


def test_before_the_year_is_over_its_last_day_has_not_passed() -> None:
    told = report(2021, "2021-07-01", SHORT)

    assert (told.day, [each.id for each in told.running]) == (day("2021-07-01"), ["a0"])


def test_an_agreement_that_starts_later_is_upcoming_and_adds_no_money() -> None:
    told = report(2022, "2023-01-15", "", LATER)

    assert [each.id for each in told.upcoming] == ["a1"]
    assert [each.public.value for each in told.sums] == [300_000]


def test_committed_money_and_money_until_further_notice_are_not_added_up() -> None:
    told = report(2021, "2021-07-01", "", OPEN.replace("notice,", "notice, part_years: days,"))

    # Notice on 1 July ends it on 1 October, the 274th of 365 days; the other agreement is committed.
    # 300 000 × 274 ÷ 365 = 225 205,48 and 100 000 × 274 ÷ 365 = 75 068,49.
    assert [each.status for each in told.sums] == ["committed", "until_further_notice"]
    assert [each.public.value for each in told.sums] == [300_000 + 225_205, 300_000 - 225_205]
    assert [each.others.value for each in told.sums] == [100_000 + 75_068, 100_000 - 75_068]


def test_money_without_an_end_that_no_rule_divides_counts_whole() -> None:
    told = report(2021, "2021-07-01", "", OPEN)

    assert told.without_figure == ()
    assert [(each.status, int(each.public.value)) for each in told.sums] == [
        ("committed", 300_000),
        ("until_further_notice", 300_000),
    ]


def test_an_agreement_whose_money_cannot_be_computed_is_named() -> None:
    told = report(2021, "2022-01-15", "term: {starts: 2021-02-01, ends: 2022-12-31}\n", "")

    assert [each.id for each in told.without_figure] == ["a0"]
    assert [each.public.value for each in told.sums] == [300_000]


DECIDED = """\
term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-12-01}
extension:
  options: 2
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-09-20}
amendments: [{from: 2022-06-01, decided: 2022-05-10, note: Målgruppen vidgas.}]
"""


@pytest.mark.parametrize(
    ("year", "as_of", "found"),
    [
        (2020, "2021-01-15", [Did.ADOPTED]),
        (2021, "2022-01-15", []),
        (2022, "2023-01-15", [Did.AMENDED, Did.EXTENDED]),
        (2022, "2022-06-30", [Did.AMENDED]),
    ],
)
def test_what_was_decided_in_the_year_is_told_in_order(year: int, as_of: str, found: list[Did]) -> None:
    agreement = builders.agreement(DECIDED)
    decided = sorted(
        yearly.decisions(agreement, year, yearly.shown_on(year, day(as_of))),
        key=lambda each: (each.on, each.did),
    )

    assert [each.did for each in decided] == found


def test_without_a_day_of_signing_the_agreement_only_started() -> None:
    told = [*yearly.decisions(builders.agreement(""), 2021, day("2021-12-31"))]

    assert [(each.on, each.did) for each in told] == [(day("2021-01-01"), Did.STARTED)]


def test_notice_is_told_with_the_last_day() -> None:
    given = OPEN.replace(
        "notice: {length: 3 months}", "notice: {length: 3 months}, notice_given: {on: 2021-05-31}"
    )

    told = [*yearly.decisions(builders.agreement(given), 2021, day("2021-12-31"))]

    assert [(each.did, each.period.last) for each in told][1:] == [(Did.NOTICE, day("2021-08-31"))]


def test_the_follow_up_counts_what_came_in_up_to_the_day_of_the_report() -> None:
    received = "{due: 2021-12-01, on: 2022-01-20}"
    text = f"follow_up: {{reports: [{{kind: rapport, due: [2021-12-01], received: [{received}]}}]}}\n"

    late, early = line(text, 2021, "2022-02-01"), line(text, 2021, "2022-01-10")

    assert late is not None
    assert early is not None
    assert [each.received for each in late.outcome.reports] == [day("2022-01-20")]
    assert [each.received for each in early.outcome.reports] == [None]


def test_the_administration_of_the_profile_comes_before_that_of_the_board() -> None:
    own = PROFILE.model_copy(update={"administration": "Samhällskontoret"})
    told = report(2021, "2022-01-15", "")

    assert told.administration == "Kontoret"
    assert yearly.report(2021, day("2022-01-15"), told.board, own, ()).administration == "Samhällskontoret"
    assert replace(told, running=()).followed_up == told.ended


def test_a_day_known_only_as_a_month_is_told_as_a_month() -> None:
    agreement = builders.agreement("""
        term: {starts: 2018-01-01, ends: 2021-12-31, signed: 2017-10}
        amendments: [{from: 2019, note: Målgruppen vidgas.}]
        """)

    (signed,) = yearly.decisions(agreement, 2017, day("2017-12-31"))
    (amended,) = yearly.decisions(agreement, 2019, day("2019-12-31"))

    assert str(signed.day) == "2017-10"
    assert (str(amended.day), str(amended.since)) == ("2019", "2019")
    assert list(yearly.decisions(agreement, 2017, day("2017-10-30"))) == []


def test_decisions_of_one_day_come_in_swedish_order_of_the_agreements() -> None:
    titles = ["Äpplet", "Zonen", "Ågården", "Örat"]

    told = report(2021, "2022-02-01", *(f"title: {each}\n{SHORT}" for each in titles))

    assert [each.title for each in told.decisions] == ["Zonen", "Ågården", "Äpplet", "Örat"]


# --- what came of a year


REQUIRED = """\
targets: {places: 10}
follow_up:
  meetings:
    - {kind: möte, plural: möten, at_least: 2, per: calendar year, held: [2021-04-01, 2021-11-30, 2022-01-10]}
  reports:
    - {kind: rapport, every_year: 06-30, received: [{due: 2021-06-30, on: 2021-07-02}]}
  measurements:
    - {on: 2021-05, participants: 12}
    - {on: 2022-01, participants: 14}
"""


def followed_up(dated: str, year: int, stated: str = REQUIRED) -> Outcome:
    matter = MATTER.replace("kind: adopt", f"kind: follow-up\n    year: {year}").replace("2020-11-30", dated)
    agreement = builders.agreement(stated + matter)
    facts = memo.write(agreement, agreement.matters[-1], builders.PROFILE)
    assert isinstance(facts, Memo)
    assert facts.outcome is not None
    return facts.outcome


def test_a_meeting_of_another_year_does_not_make_up_for_a_missing_one() -> None:
    (year,) = followed_up("2022-02-01", 2021).meetings
    (next_year,) = followed_up("2022-02-01", 2022).meetings

    assert (year.days, year.missing) == ((day("2021-04-01"), day("2021-11-30")), 0)
    assert (next_year.days, next_year.missing) == ((day("2022-01-10"),), 1)


def test_what_came_after_the_day_of_the_memo_does_not_count() -> None:
    outcome = followed_up("2021-07-01", 2021)

    assert outcome.meetings[0].days == (day("2021-04-01"),)
    assert [(each.due, each.received) for each in outcome.reports] == [(day("2021-06-30"), None)]
    assert outcome.missing


def test_a_report_that_came_late_is_late_and_not_missing() -> None:
    outcome = followed_up("2022-02-01", 2021)

    assert [each.late for each in outcome.reports] == [True]
    assert not outcome.missing


def test_a_report_that_is_not_due_yet_is_not_missing() -> None:
    assert followed_up("2022-02-01", 2022).reports == ()


def test_only_what_was_measured_in_the_year_is_shown() -> None:
    assert [str(each.on) for each in followed_up("2022-02-01", 2021).measurements] == ["2021-05"]


def test_a_year_in_which_nothing_was_measured_lacks_nothing_that_was_agreed() -> None:
    assert not followed_up("2022-02-01", 2021, "").missing


def test_the_public_side_is_divided_by_the_places() -> None:
    outcome = followed_up("2022-02-01", 2021)

    assert outcome.public is not None
    assert outcome.public.value == 300_000
    assert outcome.public_per_place is not None
    assert outcome.public_per_place.value == Decimal(30_000)


def test_without_places_there_is_nothing_to_divide_by() -> None:
    assert followed_up("2022-02-01", 2021, "").public_per_place is None
