from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest
from hypothesis import given

from iopctl import codes
from iopctl.model.agreement import Agreement
from iopctl.period import Length
from iopctl.rules import deadlines, extension, term
from iopctl.rules.deadlines import Deadline, Routine
from iopctl.rules.known import Known
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements

WINDOW = """
    term: {starts: 2021-01-01, ends: 2022-12-31}
    extension:
      options: 1
      length: 2 years
      decide: {no_earlier_than: 12 months before the end, no_later_than: 6 months before the end}
    """
TACIT = """
    term:
      starts: 2021-01-01
      ends: 2022-12-31
      notice: {no_later_than: 6 months before the end}
    extension: {renewal: tacit, options: 1, length: 1 year}
    """


def told(agreement: Agreement, as_of: str, routine: Routine | None = None) -> list[tuple[str, str]]:
    """Give the kind and the day of each deadline."""
    found = deadlines.deadlines(agreement, Known(day(as_of)), routine or Routine())
    return [(each.code, str(each.on)) for each in found]


def only(agreement: Agreement, as_of: str, code: str, routine: Routine | None = None) -> Deadline:
    """Give the one deadline of a kind."""
    found = deadlines.deadlines(agreement, Known(day(as_of)), routine or Routine())
    (deadline,) = (each for each in found if each.code == code)
    return deadline


# --- extensions


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # before the window opens one can already see when it closes
        ("2021-06-01", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
        ("2022-06-29", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
        ("2022-06-30", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
        # too late: it stays, late, until somebody records what became of it, or the agreement has ended
        ("2022-07-01", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
        ("2022-12-31", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
        # it ended with an option unused, which is asked about until it is recorded what followed
        ("2023-01-01", [("unused", "2022-12-31")]),
        ("2033-01-01", [("unused", "2022-12-31")]),
    ],
)
def test_an_option_is_decided_by_the_last_day_of_its_window(
    as_of: str, expected: list[tuple[str, str]]
) -> None:
    assert told(builders.agreement(WINDOW), as_of) == expected


def test_an_option_without_a_window_is_decided_by_the_end() -> None:
    agreement = builders.agreement("extension: {options: 1, length: 2 years}")

    assert told(agreement, "2022-06-01") == [("decide", "2022-12-31")]


def test_a_decided_extension_moves_the_deadline_to_its_own_end() -> None:
    agreement = builders.agreement("""
        extension:
          options: 2
          length: 1 year
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-09-01}]
        """)

    assert told(agreement, "2022-08-31") == [("decide", "2022-12-31")]
    assert told(agreement, "2022-09-01") == [("decide", "2023-12-31")]


def test_an_agreement_that_ended_with_a_proposal_on_the_table_has_lapsed_for_good() -> None:
    stadsmission = builders.filed("stadsmission").agreement

    assert told(stadsmission, "2022-01-01") == [("meetings", "2018-12-31"), ("lapsed", "2021-12-31")]
    assert told(stadsmission, "2035-01-01") == [("lapsed", "2021-12-31")]


SPENT = "term: {starts: 2021-01-01, ends: 2022-12-31}\n"


@pytest.mark.parametrize(
    ("written", "as_of", "expected"),
    [
        # No option: the end is due until its day, and late after it.
        (SPENT, "2022-12-31", [("ends", "2022-12-31")]),
        (SPENT, "2023-01-01", [("ended", "2022-12-31")]),
        (SPENT, "2040-01-01", [("ended", "2022-12-31")]),
        (WINDOW, "2022-06-01", [("decide", "2022-06-30"), ("ends", "2022-12-31")]),
    ],
)
@pytest.mark.parametrize("followed", ["none", "stadsmission"])
def test_the_end_is_asked_for_until_a_successor_or_an_end_for_good_is_recorded(
    written: str, as_of: str, expected: list[tuple[str, str]], followed: str
) -> None:
    assert told(builders.agreement(written), as_of) == expected
    assert told(builders.agreement(f"{dedent(written)}followed_by: {followed}\n"), as_of) == []


def test_an_agreement_that_notice_ended_is_asked_what_followed() -> None:
    given = "notice: {length: 3 months}, notice_given: {on: 2021-03-31}"
    agreement = builders.agreement(f"term: {{starts: 2021-01-01, ends: until further notice, {given}}}")

    # Three months from 31 March.
    assert told(agreement, "2021-07-01") == [("ended", "2021-06-30")]


KEPT = """
    term: {starts: 2023-01-01, ends: 2028-12-31}
    follow_up:
      meetings: [{kind: dialogmöte, plural: dialogmöten, at_least: 2, per: calendar year}]
      reports: [{kind: årsrapport, every_year: 12-15}]
    """


@pytest.mark.parametrize(
    ("tracked_from", "as_of", "expected"),
    [
        (None, "2026-12-20", [("report", f"{year}-12-15") for year in (2023, 2024, 2025, 2026, 2027)]),
        # The report of 15 December 2026 is due after the first day; meetings of a cut year are not asked for.
        ("2026-11-28", "2026-12-20", [("report", "2026-12-15"), ("report", "2027-12-15")]),
        ("2026-12-16", "2026-12-20", [("report", "2027-12-15")]),
        # 2027 is the first whole year.
        (
            "2026-11-28",
            "2027-02-01",
            [("report", "2026-12-15"), ("report", "2027-12-15"), ("meetings", "2027-12-31")],
        ),
        # A register that is kept from the first day of a year asks for that whole year.
        ("2026-01-01", "2026-11-28", [("report", "2026-12-15"), ("meetings", "2026-12-31")]),
    ],
)
def test_nothing_before_the_register_was_kept_is_late_or_missing(
    tracked_from: str | None, as_of: str, expected: list[tuple[str, str]]
) -> None:
    routine = Routine(tracked_from=day(tracked_from) if tracked_from else None)

    found = told(builders.agreement(KEPT), as_of, routine)

    asked = {"report", "meetings"} if tracked_from else {"report"}
    assert [each for each in found if each[0] in asked] == expected


def test_an_end_before_the_register_was_kept_is_not_asked_about() -> None:
    for first, expected in (("2023-01-01", []), ("2022-12-31", [("ended", "2022-12-31")])):
        assert told(builders.agreement(SPENT), "2023-06-01", Routine(tracked_from=day(first))) == expected


def test_what_was_measured_before_the_register_was_kept_grows_old_from_its_first_day() -> None:
    agreement = builders.agreement("follow_up: {measurements: [{on: 2021-02-01, participants: 4}]}")
    routine = Routine(measurement_age=Length.parse("1 year"), tracked_from=day("2022-06-01"))

    assert only(agreement, "2022-07-01", "measurement", routine).on == day("2023-06-01")


@pytest.mark.parametrize(
    ("decided", "expected"),
    [("2022-10-03", [("ended", "2022-12-31")]), ("2023-02-01", [("lapsed", "2022-12-31")])],
)
def test_a_declined_extension_leaves_only_what_followed_to_record(
    decided: str, expected: list[tuple[str, str]]
) -> None:
    agreement = builders.agreement(f"""
        extension:
          options: 1
          length: 1 year
          extensions:
            - starts: 2023-01-01
              ends: 2023-12-31
              status: declined
              proposed: 2022-09-01
              decided: {decided}
        """)

    assert told(agreement, "2023-01-15") == expected


def test_from_the_day_on_which_its_extension_was_declined_a_running_agreement_ends() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: declined, decided: 2022-09-20}]
        """)

    assert told(agreement, "2022-09-19") == [("decide", "2022-12-31")]
    assert told(agreement, "2022-09-20") == [("ends", "2022-12-31")]
    assert "was declined on 2022-09-20" in only(agreement, "2022-09-20", "ends").what.message


def test_a_proposal_after_one_that_was_declined_is_to_be_decided() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions:
            - {starts: 2023-01-01, ends: 2023-12-31, status: declined, decided: 2022-09-20}
            - {starts: 2023-01-01, ends: 2023-06-30, status: proposed, proposed: 2022-10-04}
        """)

    assert told(agreement, "2022-10-03") == [("ends", "2022-12-31")]
    assert told(agreement, "2022-10-04") == [("decide", "2022-12-31")]


def test_an_agreement_without_options_ends() -> None:
    assert told(builders.agreement(), "2022-06-01") == [("ends", "2022-12-31")]


def test_a_condition_is_met_before_the_period_that_depends_on_it() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 1 year
          extensions:
            - starts: 2023-01-01
              ends: 2023-12-31
              status: decided
              decided: 2022-09-01
              condition: att fullmäktige anslår medel
        """)

    # The board has decided: nobody is asked to do it again.
    assert told(agreement, "2022-09-01") == [("condition", "2023-01-01")]


def test_the_condition_of_an_agreement_is_met_before_it_starts() -> None:
    agreement = builders.agreement(
        "term: {starts: 2021-01-01, ends: 2021-12-31, signed: 2020-11-01, condition: att medel anslås}"
    )

    assert told(agreement, "2020-11-15")[0] == ("condition", "2021-01-01")


def test_a_condition_that_is_never_met_is_asked_for_until_the_agreement_is_given_up() -> None:
    term = "term: {starts: 2021-01-01, ends: 2021-12-31, signed: 2020-11-01, condition: att medel anslås}\n"

    assert told(builders.agreement(term), "2023-05-01") == [("condition", "2021-01-01")]
    assert told(builders.agreement(f"{term}followed_by: none\n"), "2023-05-01") == []


# --- memos


ROUTINE = Routine(memo_lead=Length.parse("8 weeks"))


@pytest.mark.parametrize(
    ("meetings", "ready"),
    [
        # no meetings listed: eight weeks before the last day to decide
        ((), "2022-11-05"),
        # the board meets for the last time before that on 13 December
        (("2022-11-15", "2022-12-13", "2023-01-17"), "2022-10-18"),
        # the year's meetings are not listed yet
        (("2021-12-14",), "2022-11-05"),
        # only later ones are
        (("2023-01-17",), "2022-11-05"),
    ],
)
def test_a_memo_is_ready_before_the_last_meeting_that_can_decide(
    meetings: tuple[str, ...], ready: str
) -> None:
    agreement = builders.agreement("extension: {options: 1, length: 2 years}")
    routine = Routine(ROUTINE.memo_lead, meetings={"arbetsmarknadsnämnden": tuple(map(day, meetings))})

    assert only(agreement, "2022-06-01", "memo", routine).on == day(ready)


def test_meetings_are_those_of_a_board_however_the_settings_spell_it() -> None:
    agreement = builders.agreement("extension: {options: 1, length: 2 years}")
    meetings = {"Arbetsmarknads\u00adna\u0308mnden": (day("2022-12-06"),)}

    # 8 weeks before the meeting of 6 December 2022.
    assert only(agreement, "2022-06-01", "memo", Routine(ROUTINE.memo_lead, meetings=meetings)).on == day(
        "2022-10-11"
    )


def test_a_memo_is_ready_for_the_body_that_the_clause_names() -> None:
    agreement = builders.agreement("""
        extension:
          options: 1
          length: 2 years
          decide: {no_later_than: 3 months before the end, by: kommunfullmäktige}
        """)
    meetings = {
        "arbetsmarknadsnämnden": (day("2022-09-25"),),
        "kommunfullmäktige": (day("2022-06-17"), day("2022-10-28")),
    }

    ready = only(agreement, "2022-03-01", "memo", Routine(ROUTINE.memo_lead, meetings=meetings))

    assert ready.on == day("2022-04-22")
    facts = dict(ready.what.facts)
    assert (facts["board"], facts["meeting"]) == ("kommunfullmäktige", day("2022-06-17"))


def test_an_agreement_that_was_extended_as_far_as_it_may_has_no_option_left() -> None:
    agreement = builders.agreement("""
        extension:
          options: unlimited
          length: 1 year
          until: 2023-12-31
          extensions: [{starts: 2023-01-01, ends: 2023-12-31, status: decided, decided: 2022-09-01}]
        """)

    assert told(agreement, "2024-01-02") == [("ended", "2023-12-31")]
    assert extension.verdict(agreement, day("2024-01-02")).reasons[0].kind is codes.ENDED


def test_a_memo_that_was_written_is_no_longer_asked_for() -> None:
    agreement = builders.agreement(
        "extension: {options: 1, length: 2 years}"
        + builders.MATTER.replace("kind: adopt", "kind: extend").replace("2020-11-30", "2022-03-01")
    )

    assert ("memo", "2022-11-05") in told(agreement, "2022-02-28", ROUTINE)
    assert "memo" not in dict(told(agreement, "2022-03-01", ROUTINE))


# --- notice


def test_an_agreement_that_renews_itself_has_a_last_day_for_notice_and_none_to_decide() -> None:
    agreement = builders.agreement(TACIT)

    assert told(agreement, "2022-06-30") == [("notice", "2022-06-30")]
    notice = only(agreement, "2022-06-30", "notice").what
    assert notice.kind is codes.DUE_NOTICE_TACIT
    assert dict(notice.facts) == {"starts": day("2023-01-01"), "last": day("2023-12-31")}


def test_once_every_renewal_is_used_the_agreement_ends() -> None:
    assert told(builders.agreement(TACIT), "2022-07-01") == [("ends", "2023-12-31")]


def test_an_agreement_under_notice_ends_and_nothing_else() -> None:
    agreement = builders.agreement("""
        term:
          starts: 2021-01-01
          ends: until further notice
          notice: {length: 3 months}
          notice_given: {on: 2022-09-01}
        """)

    assert told(agreement, "2022-08-31") == []
    assert told(agreement, "2022-09-01") == [("ends", "2022-12-01")]
    assert told(agreement, "2022-12-02") == [("ended", "2022-12-01")]


# --- follow-up


FOLLOW_UP = """
    term: {starts: 2021-01-01, ends: until further notice, notice: {length: 3 months}}
    follow_up:
      meetings:
        - {kind: möte, plural: möten, at_least: 2, per: year, held: [2021-03-01, 2021-10-01, 2022-02-01]}
      reports:
        - {kind: årsrapport, every_year: 03-31, received: [{due: 2022-03-31, on: 2022-03-30}]}
      measurements:
        - {on: 2021-06, participants: 31}
    """


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021-11-01", [("report", "2021-03-31"), ("report", "2022-03-31")]),
        (
            "2022-03-30",
            [("report", "2021-03-31"), ("meetings", "2022-12-31")],
        ),
        (
            "2022-04-01",
            [("report", "2021-03-31"), ("meetings", "2022-12-31"), ("report", "2023-03-31")],
        ),
        (
            "2023-01-01",
            [
                ("report", "2021-03-31"),
                ("meetings", "2022-12-31"),
                ("report", "2023-03-31"),
                ("meetings", "2023-12-31"),
            ],
        ),
    ],
)
def test_meetings_and_reports_are_asked_for_until_they_are_recorded(
    as_of: str, expected: list[tuple[str, str]]
) -> None:
    assert told(builders.agreement(FOLLOW_UP), as_of) == expected


def test_meetings_say_how_many_are_lacking() -> None:
    agreement = builders.agreement(FOLLOW_UP)

    assert only(agreement, "2022-06-01", "meetings").what.message == "möte: 1 of 2 recorded for 2022."
    past, now = (
        each.what.message
        for each in deadlines.deadlines(agreement, Known(day("2024-06-01")), Routine())
        if each.code == "meetings"
    )
    assert past == "möte: fewer than 2 a year recorded for 2022–2023."
    assert now == "möte: 0 of 2 recorded for 2024."


def test_for_a_year_after_the_end_what_the_follow_up_lacks_is_asked_for() -> None:
    ended = FOLLOW_UP.replace("until further notice, notice: {length: 3 months}", "2022-12-31")
    agreement = builders.agreement(ended)
    reports = [("report", "2021-03-31"), ("report", "2023-03-31")]

    end = ("ended", "2022-12-31")
    assert told(agreement, "2023-01-01") == [reports[0], end, ("meetings", "2022-12-31"), reports[1]]
    assert told(agreement, "2023-12-30") == told(agreement, "2023-01-01")
    assert told(agreement, "2023-12-31") == [reports[0], end, reports[1]]


@pytest.mark.parametrize(
    ("ends", "as_of", "asked"),
    [
        ("2022-12-31", "2021-01-01", True),
        ("2022-12-31", "2023-12-30", True),
        ("2022-12-31", "2023-12-31", False),
        # the agreement is over before a measurement is a year late
        ("2021-12-31", "2021-06-01", False),
    ],
)
def test_an_agreement_that_was_never_measured_is_asked_for_its_first_measurement(
    ends: str, as_of: str, *, asked: bool
) -> None:
    agreement = builders.agreement(
        f"term: {{starts: 2021-01-01, ends: {ends}}}\nfollow_up: {{note: Mätning.}}\n"
    )
    yearly = Routine(measurement_age=Length.parse("1 year"))

    assert (("measurement", "2022-01-01") in told(agreement, as_of, yearly)) is asked
    assert "measurement" not in dict(told(agreement, as_of))


def test_without_follow_up_in_the_agreement_nobody_asks_for_a_measurement() -> None:
    yearly = Routine(measurement_age=Length.parse("1 year"))

    assert "measurement" not in dict(told(builders.agreement(""), "2022-06-01", yearly))


def test_measurements_grow_old_where_the_municipality_says_when() -> None:
    agreement = builders.agreement(FOLLOW_UP)
    yearly = Routine(measurement_age=Length.parse("1 year"))

    assert "measurement" not in dict(told(agreement, "2023-01-01"))
    assert ("measurement", "2022-06-30") in told(agreement, "2023-01-01", yearly)


# --- index values


def test_decided_money_waits_for_the_next_value_of_its_series() -> None:
    series = builders.index_of("EXEMPEL", "- {year: 2021, value: 100, published: 2021-02-01, status: final}")
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: 2022-12-31}
        extension: {options: 1, length: 1 year}
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {series: EXEMPEL}
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 100000}]
        """)
    found = deadlines.deadlines(agreement, Known(day("2021-11-01"), (series,)), Routine())

    assert [(each.code, str(each.on)) for each in found] == [
        ("index", "2022-01-01"),
        ("decide", "2022-12-31"),
    ]
    assert dict(found[0].what.facts) == {"series": "EXEMPEL", "value_year": 2022, "year": 2022}


# --- laws


@given(whole=agreements(), as_of=AS_OF)
def test_nothing_that_runs_and_can_lapse_is_without_a_deadline(whole: Whole, as_of: date) -> None:
    verdict = extension.verdict(whole.agreement, as_of)
    stands = term.standing(whole.agreement, as_of)
    found = deadlines.deadlines(whole.agreement, Known(as_of), Routine())

    if verdict.ends is not None and as_of in stands.decided and stands.agreed:
        assert any(as_of <= each.on <= verdict.ends for each in found)


@given(whole=agreements(), as_of=AS_OF)
def test_the_day_to_decide_is_that_of_the_verdict(whole: Whole, as_of: date) -> None:
    verdict = extension.verdict(whole.agreement, as_of)
    found = [
        each
        for each in deadlines.deadlines(whole.agreement, Known(as_of), Routine())
        if each.code == "decide"
    ]

    if verdict.eligible and not verdict.tacit:
        assert [each.on for each in found] == [verdict.decide_by]


@given(whole=agreements(), as_of=AS_OF)
def test_no_two_deadlines_of_an_agreement_are_the_same_thing(whole: Whole, as_of: date) -> None:
    found = deadlines.deadlines(whole.agreement, Known(as_of), Routine())

    assert len({(each.code, each.about) for each in found}) == len(found)
    assert [each.on for each in found] == sorted(each.on for each in found)


@given(whole=agreements(), as_of=AS_OF)
def test_a_deadline_stands_until_its_day_has_passed(whole: Whole, as_of: date) -> None:
    found = deadlines.deadlines(whole.agreement, Known(as_of), Routine())
    tomorrow = as_of + timedelta(days=1)
    later = deadlines.deadlines(whole.agreement, Known(tomorrow), Routine())

    for each in found:
        if each.code == "decide" and each.on > as_of:
            stands, then = (term.standing(whole.agreement, asked) for asked in (as_of, tomorrow))
            if (stands.decided, stands.notice_given) == (then.decided, then.notice_given):
                assert any((each.code, each.on) == (other.code, other.on) for other in later)


def test_a_measurement_known_only_as_a_month_is_told_as_a_month() -> None:
    agreement = builders.agreement("""
        term: {starts: 2021-01-01, ends: until further notice}
        follow_up: {measurements: [{on: 2021-06, participants: 31}]}
        """)
    routine = Routine(measurement_age=Length.parse("1 year"))

    found = deadlines.deadlines(agreement, Known(day("2022-01-01")), routine)

    (measured,) = [each for each in found if each.code == "measurement"]
    assert str(dict(measured.what.facts)["latest"]) == "2021-06"
