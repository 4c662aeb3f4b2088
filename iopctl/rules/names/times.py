"""The days, periods and numbers that the text of a matter can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.catalogue import Lack
from iopctl.model.follow_up import FollowUp
from iopctl.period import RoughDay
from iopctl.rules.names.name import Name, Value

if TYPE_CHECKING:
    from iopctl.model.follow_up import Meetings
    from iopctl.rules.memo import Memo
    from iopctl.rules.outcome import Held


def _notice_length(memo: Memo) -> Value | None:
    notice = memo.agreement.term.notice
    return notice.length if notice else None


def _notice_given(memo: Memo) -> Value | None:
    notice = memo.ending.notice if memo.ending else None
    return notice.on if notice else None


def _target(memo: Memo, key: str) -> Value | None:
    number: int | None = getattr(memo.agreement.targets, key) if memo.agreement.targets else None
    return number


def _measured(memo: Memo, key: str, *, when: bool = False) -> Value | None:
    """Give the latest that was measured by the memo's date, or when that was."""
    stated = memo.agreement.follow_up or FollowUp()
    found = [
        each for each in stated.measurements if each.on.last <= memo.as_of and getattr(each, key) is not None
    ]
    latest = max(found, key=lambda each: each.on.last, default=None)
    measured: Value | None = (latest.on if when else getattr(latest, key)) if latest else None
    return measured


def _meetings(memo: Memo, kind: str) -> Meetings:
    return next(each for each in memo.meetings if each.kind == kind)


def _held(memo: Memo, kind: str) -> Held | None:
    listed = memo.outcome.meetings if memo.outcome else ()
    return next((each for each in listed if each.required.kind == kind), None)


def _number_held(memo: Memo, kind: str) -> int | None:
    held = _held(memo, kind)
    return len(held.days) if held else None


def _number_missing(memo: Memo, kind: str) -> int | None:
    held = _held(memo, kind)
    return held.missing if held else None


TIMES = (
    Name("dated", "The date of the memo.", "Tjänsteskrivelsens datum.", lambda memo: memo.matter.dated),
    Name(
        "period",
        "What the matter is about: the term, the extension, what is left of the term from a change on, the "
        "years from the matter's own until the end, or the year.",
        "Det som ärendet gäller: avtalstiden, förlängningen, det som återstår av den från en ändring, "
        "åren från ärendets eget till slutet, eller året.",
        lambda memo: memo.period,
    ),
    Name("period.starts", "Its first day.", "Dess första dag.", lambda memo: memo.period.first),
    Name(
        "period.ends",
        "Its last day, included.",
        "Dess sista dag, inräknad.",
        lambda memo: memo.period.last,
        Lack.NO_LAST_DAY,
    ),
    Name(
        "term.starts",
        "The first day of the agreement.",
        "Överenskommelsens första dag.",
        lambda memo: memo.agreement.term.starts,
    ),
    Name(
        "term.ends",
        "The last day of the agreement with the extensions that are decided on the memo's date.",
        "Överenskommelsens sista dag med de förlängningar som är beslutade vid tjänsteskrivelsens datum.",
        lambda memo: memo.verdict.ends,
        Lack.NO_LAST_DAY,
    ),
    Name(
        "term.original_end",
        "The last day of the agreement as it was signed, without extensions.",
        "Överenskommelsens sista dag enligt det som undertecknades, utan förlängningar.",
        lambda memo: memo.agreement.term.ends,
        Lack.NO_LAST_DAY,
    ),
    Name(
        "term.latest_end",
        "The last day of the agreement when every option is used.",
        "Överenskommelsens sista dag när alla förlängningar är använda.",
        lambda memo: memo.verdict.latest_end,
        Lack.NO_LATEST_END,
    ),
    Name(
        "term.signed",
        "When the agreement was signed.",
        "När överenskommelsen undertecknades.",
        lambda memo: memo.agreement.term.signed,
        Lack.NOT_STATED,
    ),
    Name(
        "term.notice.length",
        "How long notice runs.",
        "Uppsägningstidens längd.",
        _notice_length,
        Lack.NOT_STATED,
    ),
    Name(
        "extension.options",
        "How many times the agreement may be extended.",
        "Hur många gånger överenskommelsen får förlängas.",
        lambda memo: memo.verdict.options.total,
        Lack.NO_LIMIT,
    ),
    Name(
        "extension.used",
        "How many of these are used on the memo's date.",
        "Hur många av dem som är använda vid tjänsteskrivelsens datum.",
        lambda memo: memo.verdict.options.used,
    ),
    Name(
        "extension.left",
        "How many of these are left on the memo's date; in a matter to extend, the proposed one included.",
        "Hur många av dem som är kvar vid tjänsteskrivelsens datum; i ett ärende om förlängning även den "
        "föreslagna.",
        lambda memo: memo.verdict.options.left,
        Lack.NO_LIMIT,
    ),
    Name(
        "extension.length",
        "How long an extension is.",
        "Hur lång en förlängning är.",
        lambda memo: memo.agreement.extension.length if memo.agreement.extension else None,
        Lack.NOT_STATED,
    ),
    Name(
        "extension.next",
        "The period that the next extension adds.",
        "Den period som nästa förlängning ger.",
        lambda memo: memo.verdict.next,
        Lack.NOT_EXTENDABLE,
    ),
    Name(
        "extension.next.starts",
        "Its first day.",
        "Dess första dag.",
        lambda memo: memo.verdict.next.first if memo.verdict.next else None,
        Lack.NOT_EXTENDABLE,
    ),
    Name(
        "extension.next.ends",
        "Its last day, included.",
        "Dess sista dag, inräknad.",
        lambda memo: memo.verdict.next.last if memo.verdict.next else None,
        Lack.NOT_EXTENDABLE,
    ),
    Name(
        "extension.decide_by",
        "The last day to decide on it; where it comes about by itself, the last day for notice.",
        "Sista dagen att besluta om den; där den sker av sig själv, sista dagen för uppsägning.",
        lambda memo: memo.verdict.decide_by,
        Lack.NOT_EXTENDABLE,
    ),
    Name(
        "ending.ends",
        "In a matter to end the agreement: its last day, included.",
        "I ett ärende om att avsluta överenskommelsen: dess sista dag, inräknad.",
        lambda memo: memo.ending.last if memo.ending else None,
        Lack.NOT_ENDING,
    ),
    Name(
        "ending.notice",
        "In a matter to end the agreement: the day on which notice is given.",
        "I ett ärende om att avsluta överenskommelsen: dagen då den sägs upp.",
        _notice_given,
        Lack.NO_NOTICE,
    ),
    Name(
        "year",
        "In a follow-up: the year that is followed up.",
        "I en uppföljning: det år som följs upp.",
        lambda memo: RoughDay(memo.outcome.year) if memo.outcome else None,
        Lack.NOT_FOLLOWING_UP,
    ),
)
CONTENT = (
    Name(
        "targets.places",
        "The number of places.",
        "Antalet platser.",
        lambda memo: _target(memo, "places"),
        Lack.NOT_STATED,
    ),
    Name(
        "targets.participants",
        "The number of participants at a time.",
        "Antalet deltagare åt gången.",
        lambda memo: _target(memo, "participants"),
        Lack.NOT_STATED,
    ),
    Name(
        "meetings.MEETING.at_least",
        "How many meetings of a kind there must be at least.",
        "Hur många möten av ett slag det ska vara minst.",
        lambda memo, kind: _meetings(memo, kind).at_least,
    ),
    Name(
        "meetings.MEETING.held",
        "In a follow-up: how many of them were held in the year.",
        "I en uppföljning: hur många av dem som hölls under året.",
        _number_held,
        Lack.NOT_FOLLOWING_UP,
    ),
    Name(
        "meetings.MEETING.missing",
        "In a follow-up: how many of them are missing.",
        "I en uppföljning: hur många av dem som saknas.",
        _number_missing,
        Lack.NOT_FOLLOWING_UP,
    ),
    *(
        row
        for key, what, vad in (
            ("participants", "number of participants", "antalet deltagare"),
            ("women", "share of women", "andelen kvinnor"),
            ("throughput_per_year", "throughput of a year", "genomströmningen på ett år"),
        )
        for row in (
            Name(
                f"measured.{key}",
                f"The {what}, as it was last measured by the memo's date.",
                f"Den senast uppmätta siffran för {vad} vid tjänsteskrivelsens datum.",
                lambda memo, key=key: _measured(memo, key),
                Lack.NOT_MEASURED,
            ),
            Name(
                f"measured.{key}.on",
                "When that was.",
                "När det var.",
                lambda memo, key=key: _measured(memo, key, when=True),
                Lack.NOT_MEASURED,
            ),
        )
    ),
)
