"""What happened in a partnership, and what is to be written of it in the file.

A meeting was held, a report came in, notice was given, a condition was met: each of them adds to one place of
the file. What the agreement does not ask for, what is recorded already and what cannot have happened is
refused; where the file does not say which of several is meant, somebody must.

Holds: a report due every 31 March came in → it is recorded as the oldest one that is missing.
Does not: notice was given, and the file has that of an earlier day → it is recorded already.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias, assert_never

from iopctl import codes, spelling
from iopctl.edits import Append, Insert
from iopctl.model.extension import Status
from iopctl.model.follow_up import FollowUp
from iopctl.model.term import Term
from iopctl.rules import term
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.edits import Edit, Plain
    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.problem import Finding, Where


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
    if on > as_of:
        return codes.NOT_YET.at((), day=on, as_of=as_of)
    # Only a condition may be met before there is anything to hold meetings in or to give notice of.
    if on < agreement.term.starts and not isinstance(event, ConditionMet):
        return codes.BEFORE_START.at(("term", "starts"), starts=agreement.term.starts, on=on)
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


def follows(before: Agreement, after: Agreement, event: Event, on: date) -> tuple[str, ...]:
    """Say what follows from an event that was recorded, for the term and for what is committed."""
    if isinstance(event, NoticeGiven):
        return tuple(_after_notice(before, after, on))
    return tuple(_now_decided(before, after)) if isinstance(event, ConditionMet) else ()


# --- meetings and reports


def _meeting(agreement: Agreement, kind: str, on: date) -> Entry | Finding:
    required = (agreement.follow_up or FollowUp()).meetings
    index = _index("meeting", [each.kind for each in required], kind)
    if not isinstance(index, int):
        return index
    meetings, held = required[index], ("follow_up", "meetings", index, "held")
    if on in meetings.held:
        where = (*held, meetings.held.index(on))
        return codes.MEETING_ON_FILE.at(where, named=meetings.kind, on=on)
    what = say("{named} on {on}", named=meetings.kind, on=on)
    return Entry(Append(held, str(on)), (*held, len(meetings.held)), what)


def _report(agreement: Agreement, event: Report, on: date, as_of: date) -> Entry | Finding:
    required = (agreement.follow_up or FollowUp()).reports
    index = _index("report", [each.kind for each in required], event.kind)
    if not isinstance(index, int):
        return index
    report, where = required[index], ("follow_up", "reports", index)
    decided = term.standing(agreement, as_of).decided
    on_file = [each.due for each in report.received]
    times: list[date | str] = [*report.due_days(decided, as_of), *report.in_words]
    missing = [each for each in times if each not in on_file]
    due = event.due or next(iter(missing), None)
    if due is None:
        return codes.NO_REPORT_MISSING.at(where, named=report.kind)
    if due in on_file:
        at = (*where, "received", on_file.index(due), "due")
        return codes.REPORT_ON_FILE.at(at, named=report.kind, due=due)
    if isinstance(due, date) and due not in report.due_days(decided, due):
        days = ", ".join(map(str, missing))
        cure = say("Not recorded yet: {days}.", days=days) if missing else say("None is missing.")
        return codes.NO_REPORT_DUE.at(where, named=report.kind, due=due, cure=cure)
    what = say("{named} due on {due}, received on {on}", named=report.kind, due=due, on=on)
    edit = Append((*where, "received"), {"due": str(due), "on": str(on)})
    return Entry(edit, (*edit.where, len(on_file)), what)


def _index(thing: str, kinds: list[str], kind: str) -> int | Finding:
    """Find the kind that is meant, however it is spelt, or say what the agreement requires."""
    found = spelling.found(kind, kinds)
    if found is not None:
        return kinds.index(found)
    cure = spelling.closest(kind, kinds) or say(
        "Write under 'follow_up' first which {thing}s the agreement requires.", thing=thing
    )
    return codes.NOT_REQUIRED.at(("follow_up",), thing=thing, named=kind, cure=cure)


# --- notice


def _notice(agreement: Agreement, event: NoticeGiven, on: date) -> Entry | Finding:
    stated, where = agreement.term, ("term", "notice_given")
    by = event.by and _party(agreement, event.by)
    if event.by is not None and by is None:
        cure = spelling.closest(event.by, agreement.parties)
        return codes.NOT_A_PARTY.at((), found=event.by, cure=cure)
    if stated.notice_given is not None:
        return codes.NOTICE_ON_FILE.at((*where, "on"), on=stated.notice_given.on)
    wrong = _wrong_end(agreement, event.ends, on)
    if wrong is not None:
        return wrong
    given = {
        "on": str(on),
        "ends": str(event.ends) if event.ends else None,
        "by": by,
        "case_number": event.case_number,
    }
    known: dict[str, Plain] = {key: value for key, value in given.items() if value is not None}
    edit = Insert(where, known, after="notice" if stated.notice else None)
    return Entry(edit, (*where, "on"), say("notice on {on}", on=on))


def _wrong_end(agreement: Agreement, wanted: date | None, on: date) -> Finding | None:
    """Find why notice of a day cannot end the agreement on the day that is wanted, or that it states."""
    stands, notice = term.standing(agreement, on), agreement.term.notice
    ends = stands.decided.last
    if ends is not None and on > ends:
        return codes.ENDED_BEFORE.at(stands.end_stands_at, ends=ends)
    if wanted is None:
        only_closes = notice is not None and (notice.length is None or notice.no_later_than is not None)
        unstated = notice is None or (agreement.term.ends is None and only_closes)
        return codes.NO_END_OF_NOTICE.at(("term",)) if unstated else None
    if wanted < on:
        return codes.NOTICE_ENDS_BEFORE.at((), ends=wanted, on=on)
    if ends is not None and wanted > ends:
        return codes.NOTICE_ENDS_AFTER.at(stands.end_stands_at, wanted=wanted, ends=ends)
    return None


def _party(agreement: Agreement, named: str) -> str | None:
    """Find the key of the party that is meant, by it or by its name, however it is spelt."""
    wanted = spelling.key(named)
    for key, party in agreement.parties.items():
        if wanted in {spelling.key(key), spelling.key(party.name)}:
            return key
    return None


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
        yield say("Money up to that day stays committed.")
    if until is not None and was.reach != was.decided:
        tacit = before.renews_itself
        yield say("It no longer renews itself.") if tacit else say("It can no longer be extended.")


# --- conditions


def _condition(agreement: Agreement, starts: date | None, on: date) -> Entry | Finding:
    waiting = _waiting(agreement)
    days = " and ".join(map(str, waiting))
    if starts is None and len(waiting) > 1:
        return codes.SEVERAL_CONDITIONS.at((), days=days)
    chosen = starts or next(iter(waiting), None)
    if chosen is None or chosen not in waiting:
        cure = say("Those that wait are from {days}.", days=days) if days else say("None waits for one.")
        return codes.NO_SUCH_CONDITION.at((), cure=cure)
    where, decision = waiting[chosen]
    what = say("that the condition '{condition}' was met on {on}", condition=decision.condition, on=on)
    added = (*where, "condition_met")
    return Entry(Insert(added, str(on), after="condition"), added, what)


def _decisions(agreement: Agreement) -> Iterator[tuple[Where, Term | Extension]]:
    yield ("term",), agreement.term
    for index, each in enumerate(agreement.extensions):
        if each.status is Status.DECIDED:
            yield ("extension", "extensions", index), each


def _waiting(agreement: Agreement) -> dict[date, tuple[Where, Term | Extension]]:
    """Find the decisions that wait for their condition, by their first day."""
    return {
        each.starts: (where, each)
        for where, each in _decisions(agreement)
        if each.condition is not None and each.condition_met is None
    }


def _now_decided(before: Agreement, after: Agreement) -> Iterator[str]:
    waited = _waiting(before).keys() - _waiting(after).keys()
    for _, each in _decisions(after):
        if each.starts in waited and each.condition_met is not None:
            # The day of a decision that is not known counts from the first day.
            if isinstance(each, Term):
                decided = each.signed.last if each.signed else each.starts
            else:
                decided = each.decided or each.starts
            facts = {"period": each.period, "since": max(each.condition_met, decided)}
            yield say("{period} counts as decided from {since}, and its money as committed.", **facts)
