from __future__ import annotations

from decimal import Decimal

from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.rules.yearly import Outcome
from tests import builders
from tests.builders import MATTER, day

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


def test_a_year_in_which_nothing_was_measured_lacks_that() -> None:
    assert followed_up("2022-02-01", 2021, "").missing


def test_the_public_side_is_divided_by_the_places() -> None:
    outcome = followed_up("2022-02-01", 2021)

    assert outcome.public is not None
    assert outcome.public.value == 300_000
    assert outcome.public_per_place is not None
    assert outcome.public_per_place.value == Decimal(30_000)


def test_without_places_there_is_nothing_to_divide_by() -> None:
    assert followed_up("2022-02-01", 2021, "").public_per_place is None
