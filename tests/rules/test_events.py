from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from iopctl import codes
from iopctl.edits import Append, Insert
from iopctl.model import building
from iopctl.model.agreement import Agreement
from iopctl.problem import Finding, Kind
from iopctl.rules import deadlines, events, extension, term
from iopctl.rules.deadlines import Routine
from iopctl.rules.events import ConditionMet, Entry, Event, Meeting, NoticeGiven, Report
from iopctl.rules.known import Known
from iopctl.source import editing
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

FOLLOW_UP = """
follow_up:
  meetings:
    - {kind: möte, plural: möten, at_least: 2, per: year, held: [2021-03-01]}
  reports:
    - {kind: Årsrapport, every_year: 03-31, received: [{due: 2021-03-31, on: 2021-03-30}]}
    - {kind: slutrapport, due: [2022-12-31]}
"""
OPEN = "term: {starts: 2021-01-01, ends: until further notice, notice: {length: 3 months}}\n"
WINDOW = "term: {starts: 2021-01-01, ends: 2022-12-31, notice: {length: 3 months}}\n"
TACIT = """
term: {starts: 2021-01-01, ends: 2022-12-31, notice: {no_later_than: 3 months before the end}}
extension: {options: 3, length: 1 year, renewal: tacit}
"""
CONDITIONS = """
term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-11-24, condition: att fullmäktige anslår medel}
extension:
  options: 2
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-09-20, condition: att medel finns}
"""
FIRST_MET = CONDITIONS.replace("anslår medel}", "anslår medel, condition_met: 2020-12-01}")


def entered(text: str, event: Event, on: str) -> Entry:
    found = events.entry(builders.agreement(text), event, day(on), day(on))
    assert isinstance(found, Entry), found
    return found


def refused(text: str, event: Event, on: str, as_of: str | None = None) -> tuple[Kind, dict[str, object]]:
    found = events.entry(builders.agreement(text), event, day(on), day(as_of or on))
    assert isinstance(found, Finding), found
    return found.kind, dict(found.facts)


def written(whole: Whole, found: Entry) -> Agreement:
    built = building.build(editing.edit(whole.document, [found.edit]).values)
    assert not built.findings
    return built.agreement


def said(text: str, event: Event, on: str) -> list[str]:
    """Say what follows from an event once it is written."""
    whole = builders.whole(builders.text(text))
    found = events.entry(whole.agreement, event, day(on), day(on))
    assert isinstance(found, Entry), found
    after = written(whole, found)
    return list(events.follows(whole.agreement, after, event, day(on)))


# --- meetings and reports


@pytest.mark.parametrize("kind", ["Möte", "mo\u0308te", " MÖTE\u00a0"])
def test_a_kind_and_a_party_are_known_however_they_are_spelt(kind: str) -> None:
    assert isinstance(entered(FOLLOW_UP, Meeting(kind), "2021-06-01").edit, Append)
    by = NoticeGiven(by="internationella  Kvinnofo\u0308reningen")
    assert isinstance(entered(OPEN, by, "2021-06-01").edit, Insert)


def test_a_meeting_is_added_to_those_that_were_held() -> None:
    found = entered(FOLLOW_UP, Meeting("Möte"), "2021-09-15")

    held = ("follow_up", "meetings", 0, "held")
    assert (found.edit, found.where) == (Append(held, "2021-09-15"), (*held, 1))
    assert found.what == "möte on 2021-09-15"
    assert said(FOLLOW_UP, Meeting("möte"), "2021-09-15") == []


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (Report("årsrapport"), "2022-03-31"),
        (Report("ÅRSRAPPORT", date(2023, 3, 31)), "2023-03-31"),
        (Report("slutrapport"), "2022-12-31"),
    ],
)
def test_a_report_is_the_oldest_one_that_is_missing_unless_another_is_named(event: Event, due: str) -> None:
    found = entered(FOLLOW_UP, event, "2023-02-01")

    assert isinstance(found.edit, Append)
    assert found.edit.item == {"due": due, "on": "2023-02-01"}


def test_a_report_can_come_in_before_it_is_due() -> None:
    found = entered(FOLLOW_UP, Report("årsrapport"), "2021-12-01")

    assert found.what == "Årsrapport due on 2022-03-31, received on 2021-12-01"


@pytest.mark.parametrize(
    ("event", "kind", "facts"),
    [
        (Meeting("mote"), codes.NOT_REQUIRED, {"cure": "Did you mean 'möte'?"}),
        (Meeting("möte"), codes.MEETING_ON_FILE, {"on": date(2021, 3, 1)}),
        (Report("arsrapport"), codes.NOT_REQUIRED, {"cure": "Did you mean 'Årsrapport'?"}),
        (Report("årsrapport", date(2021, 3, 31)), codes.REPORT_ON_FILE, {"due": date(2021, 3, 31)}),
        (
            Report("årsrapport", date(2021, 4, 30)),
            codes.NO_REPORT_DUE,
            {"cure": "None is missing."},
        ),
        (
            Report("slutrapport", date(2022, 11, 30)),
            codes.NO_REPORT_DUE,
            {"cure": "Not recorded yet: 2022-12-31."},
        ),
        # the last one is due on the first such day after the end
        (Report("årsrapport", date(2024, 3, 31)), codes.NO_REPORT_DUE, {}),
        (Report("slutrapport", date(2023, 12, 31)), codes.NO_REPORT_DUE, {}),
    ],
)
def test_what_is_not_asked_for_or_is_recorded_is_refused(
    event: Event, kind: Kind, facts: dict[str, object]
) -> None:
    found, known = refused(FOLLOW_UP, event, "2021-03-01")

    assert found is kind
    assert known == known | facts


def test_a_report_that_has_come_in_is_not_missing() -> None:
    text = FOLLOW_UP.replace(
        "due: [2022-12-31]", "due: [2022-12-31], received: [{due: 2022-12-31, on: 2023-01-09}]"
    )

    assert refused(text, Report("slutrapport"), "2023-02-01")[0] is codes.NO_REPORT_MISSING


@pytest.mark.parametrize("event", [Meeting("möte"), Report("årsrapport")])
def test_where_nothing_is_asked_for_the_file_must_say_so_first(event: Event) -> None:
    kind, facts = refused("", event, "2021-03-01")

    assert kind is codes.NOT_REQUIRED
    assert str(facts["cure"]).startswith("Write under 'follow_up' first which ")


@pytest.mark.parametrize("event", [Meeting("möte"), Report("årsrapport"), NoticeGiven(), ConditionMet()])
def test_what_has_not_happened_yet_is_not_recorded(event: Event) -> None:
    assert refused(FOLLOW_UP, event, "2021-09-16", "2021-09-15")[0] is codes.NOT_YET


# --- notice


def test_notice_is_written_below_what_the_agreement_says_of_it() -> None:
    event = NoticeGiven(day("2022-03-31"), by="kommunen", case_number="KS 2021-9")
    found = entered(OPEN, event, "2021-10-15")

    assert found.edit == Insert(
        ("term", "notice_given"),
        {"on": "2021-10-15", "ends": "2022-03-31", "by": "kommunen", "case_number": "KS 2021-9"},
        after="notice",
    )


@pytest.mark.parametrize(
    ("text", "event", "on", "words"),
    [
        pytest.param(
            OPEN,
            NoticeGiven(),
            "2022-11-30",
            [
                "The agreement ends on 2023-02-28.",
                "It no longer runs until further notice: no money is due after that day.",
            ],
            id="until further notice",
        ),
        pytest.param(
            f"{WINDOW}extension: {{options: 1, length: 1 year}}",
            NoticeGiven(),
            "2021-08-31",
            [
                "The agreement ends on 2021-11-30.",
                "Money of 2021-12-01 – 2022-12-31 is no longer committed.",
                "It can no longer be extended.",
            ],
            id="before the end",
        ),
        pytest.param(
            WINDOW,
            NoticeGiven(),
            "2022-12-01",
            ["The agreement ends on 2022-12-31.", "Money up to that day stays committed."],
            id="too late to end it earlier",
        ),
        pytest.param(
            TACIT,
            NoticeGiven(),
            "2022-09-30",
            [
                "The agreement ends on 2022-12-31.",
                "Money up to that day stays committed.",
                "It no longer renews itself.",
            ],
            id="in time to keep it from renewing itself",
        ),
        pytest.param(
            TACIT,
            NoticeGiven(),
            "2022-10-01",
            [
                "The agreement ends on 2023-12-31.",
                "Money up to that day stays committed.",
                "It no longer renews itself.",
            ],
            id="a day too late",
        ),
        pytest.param(
            "",
            NoticeGiven(day("2022-06-30")),
            "2022-03-01",
            ["The agreement ends on 2022-06-30.", "Money of 2022-07-01 – 2022-12-31 is no longer committed."],
            id="to a day that was agreed",
        ),
    ],
)
def test_what_follows_from_notice_is_said(text: str, event: Event, on: str, words: list[str]) -> None:
    assert said(text, event, on) == words


@pytest.mark.parametrize(
    ("text", "event", "on", "kind"),
    [
        (OPEN.replace("months}", "months}, notice_given: {on: 2022-01-01}"), NoticeGiven(), "2021-06-01",
         codes.NOTICE_ON_FILE),
        (WINDOW, NoticeGiven(), "2023-01-01", codes.ENDED_BEFORE),
        ("", NoticeGiven(), "2022-01-01", codes.NO_END_OF_NOTICE),
        ("term: {starts: 2021-01-01, ends: until further notice}", NoticeGiven(), "2022-01-01",
         codes.NO_END_OF_NOTICE),
        (OPEN.replace("months}", "months, no_later_than: 1 month before the end}"), NoticeGiven(),
         "2022-01-01", codes.NO_END_OF_NOTICE),
        (OPEN, NoticeGiven(day("2021-12-31")), "2022-01-01", codes.NOTICE_ENDS_BEFORE),
        (WINDOW, NoticeGiven(day("2023-01-01")), "2022-01-01", codes.NOTICE_ENDS_AFTER),
    ],
)  # fmt: skip
def test_notice_that_cannot_have_been_given_is_refused(text: str, event: Event, on: str, kind: Kind) -> None:
    assert refused(text, event, on)[0] is kind


# --- conditions


def test_the_only_decision_that_waits_is_the_one_that_is_meant() -> None:
    found = entered(FIRST_MET, ConditionMet(), "2022-12-13")

    where = ("extension", "extensions", 0, "condition_met")
    assert found.edit == Insert(where, "2022-12-13", after="condition")
    assert found.what == "that the condition 'att medel finns' was met on 2022-12-13"
    assert said(FIRST_MET, ConditionMet(), "2022-12-13") == [
        "2023-01-01 – 2023-12-31 counts as decided from 2022-12-13, and its money as committed."
    ]


@pytest.mark.parametrize(
    ("starts", "where", "since"),
    [
        ("2021-01-01", ("term", "condition_met"), "2020-11-24"),
        ("2023-01-01", ("extension", "extensions", 0, "condition_met"), "2022-09-20"),
    ],
)
def test_of_several_the_first_day_says_which_and_it_counts_from_its_decision_at_the_earliest(
    starts: str, where: tuple[str | int, ...], since: str
) -> None:
    event = ConditionMet(day(starts))

    assert entered(CONDITIONS, event, "2020-11-20").where == where
    assert f"counts as decided from {since}," in said(CONDITIONS, event, "2020-11-20")[0]


@pytest.mark.parametrize(
    ("text", "starts", "kind", "fact"),
    [
        (CONDITIONS, None, codes.SEVERAL_CONDITIONS, ("days", "2021-01-01 and 2023-01-01")),
        (CONDITIONS, "2022-01-01", codes.NO_SUCH_CONDITION,
         ("cure", "Those that wait are from 2021-01-01 and 2023-01-01.")),
        (FIRST_MET, "2021-01-01", codes.NO_SUCH_CONDITION,
         ("cure", "Those that wait are from 2023-01-01.")),
        ("", None, codes.NO_SUCH_CONDITION, ("cure", "None waits for one.")),
        (CONDITIONS.replace("status: decided, decided", "status: declined, decided"), "2023-01-01",
         codes.NO_SUCH_CONDITION, ("cure", "Those that wait are from 2021-01-01.")),
    ],
)  # fmt: skip
def test_a_condition_that_nobody_waits_for_is_refused(
    text: str, starts: str | None, kind: Kind, fact: tuple[str, str]
) -> None:
    event = ConditionMet(day(starts) if starts else None)
    found, facts = refused(text, event, "2022-12-13")

    assert found is kind
    assert fact in facts.items()


# --- laws

laws = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@laws
@given(agreements(), AS_OF, st.none() | st.integers(0, 500), st.integers(0, 900))
def test_from_the_day_of_notice_an_agreement_is_under_notice_and_before_it_nothing_is_known(
    whole: Whole, on: date, out: int | None, later: int
) -> None:
    ends = None if out is None else on + timedelta(days=out)
    found = events.entry(whole.agreement, NoticeGiven(ends), on, on)
    assume(isinstance(found, Entry))
    assert isinstance(found, Entry)
    after = written(whole, found)
    stands = term.standing(after, on)
    until = term.standing(whole.agreement, on).decided.last

    assert stands.notice_given is not None
    assert stands.decided.last is not None
    assert until is None or stands.decided.last <= until
    assert ends is None or stands.decided.last == ends
    assert not extension.verdict(after, on + timedelta(days=later)).eligible
    asked = deadlines.deadlines(after, Known(on + timedelta(days=later)), Routine())
    assert not {each.code for each in asked} & {"decide", "notice", "memo", "lapsed", "unused"}
    day_before = on - timedelta(days=1)
    assert term.standing(after, day_before) == term.standing(whole.agreement, day_before)


@given(st.dates(date(2021, 3, 30), date(2025, 12, 31)), st.data())
def test_a_report_that_is_recorded_is_no_longer_missing_and_the_others_are(
    as_of: date, data: st.DataObject
) -> None:
    whole = builders.whole(builders.text(FOLLOW_UP))
    before = [
        each
        for each in deadlines.deadlines(whole.agreement, Known(as_of), Routine())
        if each.code == "report"
    ]
    assume(before)
    chosen = data.draw(st.sampled_from(before))
    found = events.entry(whole.agreement, Report(chosen.about.split()[0], chosen.on), as_of, as_of)
    assert isinstance(found, Entry)

    asked = deadlines.deadlines(written(whole, found), Known(as_of), Routine())

    left = {each.about for each in asked if each.code == "report"}
    assert chosen.about not in left
    assert {each.about for each in before} - {chosen.about} <= left


@given(st.dates(date(2022, 9, 1), date(2023, 12, 31)), st.integers(-200, 400))
def test_a_condition_that_is_met_counts_from_that_day(on: date, days: int) -> None:
    whole = builders.whole(builders.text(FIRST_MET))
    found = events.entry(whole.agreement, ConditionMet(), on, on)
    assert isinstance(found, Entry)
    asked = on + timedelta(days=days)

    extended = len(term.standing(written(whole, found), asked).extended)

    assert extended == (asked >= max(on, day("2022-09-20")))
