"""What happened in a partnership, and what is to be written of it in the file.

A meeting was held, a report came in, notice was given, a condition was met: each of them adds to one place of
the file. What the agreement does not ask for, what is recorded already and what cannot have happened is
refused; where the file does not say which of several is meant, somebody must.

Holds: a report due every 31 March came in → it is recorded as the oldest one that is missing.
Does not: notice was given, and the file has that of an earlier day → it is recorded already.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, assert_never

from iopctl import codes, spelling
from iopctl.model.extension import Status
from iopctl.model.follow_up import FollowUp
from iopctl.model.term import Term
from iopctl.rules import term
from iopctl.source.editing import Append, Insert
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.model.follow_up import Meetings
    from iopctl.model.follow_up import Report as Required
    from iopctl.problem import Finding, Where
    from iopctl.source.editing import Edit
    from iopctl.source.values import Plain


class Meeting(Struct):
    """A meeting was held."""

    kind: str
    """As the agreement names it."""


class Report(Struct):
    """A report came in."""

    kind: str
    """As the agreement names it."""
    due: date | None = None
    """The day on which it was due; without it the oldest one that is missing is meant."""


class NoticeGiven(Struct):
    """Notice was given."""

    ends: date | None = None
    """The last day of the agreement; without it, what the agreement says of notice gives it."""
    by: str | None = None
    """The party, by its key or its name."""
    case_number: str | None = None


class ConditionMet(Struct):
    """What a decision depended on has come about."""

    starts: date | None = None
    """The first day of what was decided; without it the only decision that waits is meant."""


Event: TypeAlias = Meeting | Report | NoticeGiven | ConditionMet


class Entry(Struct):
    """What is to be written of an event."""

    edit: Edit
    where: Where
    """Where it comes to stand in the file as it will be."""
    what: str
    """What is recorded, in words."""


def entry(agreement: Agreement, event: Event, on: date, as_of: date) -> Entry | Finding:
    """Find what is to be written of an event of a day that has come, or why nothing is."""
    unmeant = _unmeant(agreement, event, on, as_of)
    if unmeant is not None:
        return unmeant
    match event:
        case Meeting(kind):
            return _meeting(agreement, kind, on)
        case Report():
            return _report(agreement, event, on, as_of)
        case NoticeGiven():
            return _notice(agreement, event, on)
        case ConditionMet(starts):
            return _condition(agreement, starts, on)
        case _:
            assert_never(event)


def _unmeant(agreement: Agreement, event: Event, on: date, as_of: date) -> Finding | None:
    """Find why an event cannot have happened on a day, or through somebody, in this agreement."""
    starts = agreement.term.starts
    if on > as_of:
        return codes.NOT_YET.at((), day=on, as_of=as_of)
    # Only a condition may be met before there is anything to hold meetings in or to give notice of.
    if on < starts and not isinstance(event, ConditionMet):
        return codes.BEFORE_START.at(("term", "starts"), starts=starts, on=on)
    if isinstance(event, NoticeGiven) and event.by is not None and _party(agreement, event.by) is None:
        cure = spelling.closest(event.by, agreement.parties)
        return codes.NOT_A_PARTY.at((), found=event.by, cure=cure)
    return None


def follows(before: Agreement, after: Agreement, event: Event, on: date) -> tuple[str, ...]:
    """Say what follows from an event that was recorded, for the term and for what is committed."""
    match event:
        case Meeting() | Report():
            return ()
        case NoticeGiven():
            return tuple(_after_notice(before, after, on))
        case ConditionMet():
            return tuple(_now_decided(before, after))
        case _:
            assert_never(event)


# --- meetings and reports


def _meeting(agreement: Agreement, kind: str, on: date) -> Entry | Finding:
    required = (agreement.follow_up or FollowUp()).meetings
    index = _index(required, kind)
    if index is None:
        return _not_required("meeting", kind, required)
    meetings, held = required[index], ("follow_up", "meetings", index, "held")
    if on in meetings.held:
        where = (*held, meetings.held.index(on))
        return codes.MEETING_ON_FILE.at(where, named=meetings.kind, on=on)
    what = say("{named} on {on}", named=meetings.kind, on=on)
    return Entry(Append(held, str(on)), (*held, len(meetings.held)), what)


def _report(agreement: Agreement, event: Report, on: date, as_of: date) -> Entry | Finding:
    required = (agreement.follow_up or FollowUp()).reports
    index = _index(required, event.kind)
    if index is None:
        return _not_required("report", event.kind, required)
    report, received = required[index], ("follow_up", "reports", index, "received")
    decided = term.standing(agreement, as_of).decided
    on_file = [each.due for each in report.received]
    missing = [day for day in report.due_days(decided, as_of) if day not in on_file]
    due = event.due or next(iter(missing), None)
    if due is None:
        return codes.NO_REPORT_MISSING.at(received[:-1], named=report.kind)
    if due in on_file:
        where = (*received, on_file.index(due), "due")
        return codes.REPORT_ON_FILE.at(where, named=report.kind, due=due)
    if due not in report.due_days(decided, due):
        cure = (
            say("Not recorded yet: {days}.", days=", ".join(map(str, missing)))
            if missing
            else say("None is missing.")
        )
        return codes.NO_REPORT_DUE.at(received[:-1], named=report.kind, due=due, cure=cure)
    what = say("{named} due on {due}, received on {on}", named=report.kind, due=due, on=on)
    edit = Append(received, {"due": str(due), "on": str(on)})
    return Entry(edit, (*received, len(on_file)), what)


def _index(required: Sequence[Meetings | Required], kind: str) -> int | None:
    """Find the kind that is meant, however it is spelt: as the file writes it before any other."""
    kinds = [each.kind for each in required]
    if kind in kinds:
        return kinds.index(kind)
    return next((at for at, each in enumerate(kinds) if spelling.same(each, kind)), None)


def _not_required(thing: str, kind: str, required: Sequence[Meetings | Required]) -> Finding:
    cure = spelling.closest(kind, [each.kind for each in required]) or say(
        "Write under 'follow_up' first which {thing}s the agreement requires.", thing=thing
    )
    return codes.NOT_REQUIRED.at(("follow_up",), thing=thing, named=kind, cure=cure)


# --- notice


def _notice(agreement: Agreement, event: NoticeGiven, on: date) -> Entry | Finding:
    stated, where = agreement.term, ("term", "notice_given")
    if stated.notice_given is not None:
        return codes.NOTICE_ON_FILE.at((*where, "on"), on=stated.notice_given.on)
    stands = term.standing(agreement, on)
    ends = stands.decided.last
    if ends is not None and on > ends:
        return codes.ENDED_BEFORE.at(stands.end_stands_at, ends=ends)
    if event.ends is None and not _says_the_end(agreement):
        return codes.NO_END_OF_NOTICE.at(("term",))
    if event.ends is not None and event.ends < on:
        return codes.NOTICE_ENDS_BEFORE.at((), ends=event.ends, on=on)
    if event.ends is not None and ends is not None and event.ends > ends:
        return codes.NOTICE_ENDS_AFTER.at(stands.end_stands_at, wanted=event.ends, ends=ends)
    given = {
        "on": str(on),
        "ends": str(event.ends) if event.ends else None,
        "by": _party(agreement, event.by),
        "case_number": event.case_number,
    }
    known: dict[str, Plain] = {key: value for key, value in given.items() if value is not None}
    edit = Insert(where, known, after="notice" if stated.notice else None)
    return Entry(edit, (*where, "on"), say("notice on {on}", on=on))


def _says_the_end(agreement: Agreement) -> bool:
    """Tell whether an agreement says by itself when it ends once notice is given."""
    stated = agreement.term.notice
    if stated is None or agreement.term.ends is not None:
        return stated is not None
    return stated.length is not None and stated.no_later_than is None


def _party(agreement: Agreement, named: str | None) -> str | None:
    """Find the key of the party that is meant, by it or by its name, however it is spelt."""
    wanted = spelling.key(named or "")
    parties = agreement.parties.items()
    return next(
        (key for key, party in parties if wanted in {spelling.key(key), spelling.key(party.name)}), None
    )


def _after_notice(before: Agreement, after: Agreement, on: date) -> Iterator[str]:
    was, now = term.standing(before, on), term.standing(after, on)
    ends, until = now.decided.last, was.decided.last
    yield say("The agreement ends on {ends}.", ends=ends)
    if ends is None:
        return
    if until is None:
        yield say("It no longer runs until further notice: no money is due after that day.")
    elif until > ends:
        first = ends + timedelta(days=1)
        yield say("Money of {first} – {last} is no longer committed.", first=first, last=until)
    else:
        yield say("Money up to that day stays committed.", ends=ends)
    if until is not None and was.reach != was.decided:
        tacit = before.renews_itself
        yield say("It no longer renews itself.") if tacit else say("It can no longer be extended.")


# --- conditions


def _condition(agreement: Agreement, starts: date | None, on: date) -> Entry | Finding:
    waiting = dict(_waiting(agreement))
    if starts is None and len(waiting) > 1:
        return codes.SEVERAL_CONDITIONS.at((), days=" and ".join(map(str, waiting)))
    chosen = next(iter(waiting), None) if starts is None else starts
    if chosen is None or chosen not in waiting:
        days = " and ".join(map(str, waiting))
        cure = say("Those that wait are from {days}.", days=days) if days else say("None waits for one.")
        return codes.NO_SUCH_CONDITION.at((), cure=cure)
    where, condition = waiting[chosen]
    what = say("that the condition '{condition}' was met on {on}", condition=condition, on=on)
    added = (*where, "condition_met")
    return Entry(Insert(added, str(on), after="condition"), added, what)


def _waiting(agreement: Agreement) -> Iterator[tuple[date, tuple[Where, str]]]:
    """Find the decisions that wait for their condition, by their first day."""
    for where, each in _decisions(agreement):
        if each.condition is not None and each.condition_met is None:
            yield each.starts, (where, each.condition)


def _decisions(agreement: Agreement) -> Iterator[tuple[Where, Term | Extension]]:
    yield ("term",), agreement.term
    for index, each in enumerate(agreement.extension.extensions if agreement.extension else ()):
        if each.status is Status.DECIDED:
            yield ("extension", "extensions", index), each


def _now_decided(before: Agreement, after: Agreement) -> Iterator[str]:
    waited = dict(_waiting(before)).keys() - dict(_waiting(after)).keys()
    for _, each in _decisions(after):
        if each.starts in waited and each.condition_met is not None:
            since = max(each.condition_met, _decided_on(each))
            yield say(
                "{period} counts as decided from {since}, and its money as committed.",
                period=each.period,
                since=since,
            )


def _decided_on(each: Term | Extension) -> date:
    """Give the day of a decision; one that is not known counts from the first day."""
    if isinstance(each, Term):
        return each.signed.last if each.signed else each.starts
    return each.decided or each.starts
