"""What must be done about an agreement, and by which day, so that nothing lapses unnoticed.

Every deadline is computed from the term as it stands on the day asked, after every extension and notice: the
last day to decide an extension or to give notice, the day the memo must be ready, the end of the term, the
meetings and reports of the follow-up, measurements that grow old, and the index values that decided money
waits for. What has passed undone stays, overdue; for a year after the end it is still asked for.

Holds: a term to 2021-12-31 with an option left, asked on 2021-07-13 → decide on 2021-12-31 at the latest.
Does not: the same, once the extension is decided; then the next deadline is that of its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from iopctl import codes, period, spelling, struct
from iopctl.model.matter import MatterKind
from iopctl.model.parties import Role
from iopctl.period import Length, Unit
from iopctl.rules import extension, follow_up, needs, term
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where
    from iopctl.rules.extension import Verdict
    from iopctl.rules.known import Known
    from iopctl.rules.term import Standing


# Money was once reserved for most of a year until somebody noticed that an agreement had run out.
_REMEMBERED = Length(1, Unit.YEAR)


class Routine(Struct):
    """How the municipality works, beside what its agreements state; nothing of it is assumed."""

    memo_lead: Length | None = None
    """How long before the board decides its memo must be ready."""
    measurement_age: Length | None = None
    """How old the latest measurement may be."""
    meetings: Mapping[str, tuple[date, ...]] = struct.field(default_factory=dict)
    """The days on which each board meets, in order."""

    def listed(self, board: str | None) -> str | None:
        """Find the name under which a board's meetings are listed; None where they are not."""
        return spelling.found(board, self.meetings) if board else None

    def last_meeting(self, board: str | None, by: date) -> date | None:
        """Find a board's last meeting on or before a day; None where that year's meetings are not listed."""
        listed = self.meetings.get(self.listed(board) or "", ())
        if not any(day.year == by.year for day in listed):
            return None
        return max((day for day in listed if day <= by), default=None)


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """One thing to do."""

    on: date
    """The last day to do it."""
    what: Finding = field(compare=False)
    """What it is, and the node of the file that it comes from."""
    about: str
    """What tells it from others of its kind: the end, the year or the day that it is about."""

    @property
    def code(self) -> str:
        """The stable name of its kind."""
        return self.what.code

    def overdue(self, as_of: date) -> bool:
        """Tell whether its day has passed."""
        return self.on < as_of


def deadlines(agreement: Agreement, known: Known, routine: Routine) -> tuple[Deadline, ...]:
    """Find everything that is to be done, in order of its day; what is overdue comes first."""
    as_of = known.as_of
    stands = term.standing(agreement, as_of)
    verdict = extension.verdict(agreement, as_of)
    found = [
        *_conditions(agreement, stands),
        *_extension(agreement, stands, verdict, routine),
        *_notice(agreement, stands),
        *_end(agreement, stands, verdict),
        *_lapsed(agreement, stands),
        *_meetings(agreement, stands),
        *_reports(agreement, stands),
        *_measurements(agreement, stands, routine),
        *_index_values(agreement, known),
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.code, each.about)))


def boards(agreement: Agreement) -> tuple[str, ...]:
    """Give the boards of the public parties, in the order of the file."""
    return tuple(party.board for party in agreement.parties_with(Role.PUBLIC) if party.board)


def _over(stands: Standing) -> bool:
    return stands.decided.last is not None and stands.as_of > stands.decided.last


def _closed(stands: Standing) -> bool:
    """Tell whether nobody asks any more what an agreement that ended left undone."""
    ends = stands.decided.last
    return ends is not None and stands.as_of >= period.after(ends, _REMEMBERED)


def _conditions(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the conditions to be met before the period starts that was decided on them."""
    stated = agreement.term
    if stated.condition is not None and not stands.agreed and not _over(stands):
        what = codes.DUE_CONDITION.at(("term", "condition"), condition=stated.condition)
        yield Deadline(stated.starts, what, str(stated.starts))
    clause = agreement.extension
    if clause is None or stands.proposal is None:
        return
    pending = clause.extensions[stands.proposal]
    if pending.awaits_condition(stands.as_of):
        where = ("extension", "extensions", stands.proposal, "condition")
        what = codes.DUE_CONDITION.at(where, condition=pending.condition)
        yield Deadline(pending.starts, what, str(pending.starts))


def _extension(
    agreement: Agreement, stands: Standing, verdict: Verdict, routine: Routine
) -> Iterator[Deadline]:
    """Find by when an option is to be decided that may be used now or later, and its memo ready."""
    closes = extension.last_chance(agreement, stands)
    turned_down = extension.declined(agreement, stands) is not None
    missed = verdict.reasons[0].kind is codes.TOO_LATE
    if not (_may_be_extended(verdict) or missed) or turned_down or verdict.tacit or closes is None:
        return
    about, where = str(verdict.ends), _decision_stands_at(agreement, stands)
    kind = codes.DUE_MISSED if missed else codes.DUE_DECISION
    yield Deadline(closes, kind.at(where, ends=verdict.ends), about)
    if missed or routine.memo_lead is None or _memo_is_written(agreement, stands):
        return
    board = _deciding(agreement, routine)
    meeting = routine.last_meeting(board, closes)
    ready = period.before(meeting or closes, routine.memo_lead)
    lead, where = routine.memo_lead, ("extension",)
    if meeting is None:
        what = codes.DUE_MEMO_BY_CLOSE.at(where, on_key=True, lead=lead, closes=closes)
    else:
        board = board or say("the board")
        what = codes.DUE_MEMO.at(where, on_key=True, lead=lead, board=board, meeting=meeting)
    yield Deadline(ready, what, about)


def _deciding(agreement: Agreement, routine: Routine) -> str | None:
    """Name who decides: the body that the clause names, if its meetings are listed, else the first board."""
    window = agreement.extension.decide if agreement.extension else None
    if window is not None and routine.listed(window.by):
        return window.by
    return next(iter(boards(agreement)), None)


def _may_be_extended(verdict: Verdict) -> bool:
    """Tell whether an option can be used, today or once its window opens."""
    return verdict.eligible or verdict.reasons[0].kind is codes.TOO_EARLY


def _decision_stands_at(agreement: Agreement, stands: Standing) -> Where:
    """Find the node that a decision is about: the proposal, the clause's last day, else the end."""
    window = agreement.extension.decide if agreement.extension else None
    if stands.proposal is not None:
        return ("extension", "extensions", stands.proposal, "status")
    if window is not None and window.no_later_than is not None:
        return ("extension", "decide", "no_later_than")
    return stands.end_stands_at


def _memo_is_written(agreement: Agreement, stands: Standing) -> bool:
    """Tell whether a memo on extending was dated within the period that runs."""
    since = stands.extended[-1].period.first if stands.extended else stands.decided.first
    return any(
        matter.kind is MatterKind.EXTEND and since <= matter.dated.last <= stands.as_of
        for matter in agreement.matters
    )


def _notice(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the last day for notice that ends the agreement with the period that runs."""
    stated, clause, ends = agreement.term.notice, agreement.extension, stands.decided.last
    if stated is None or ends is None or stands.notice_given is not None:
        return
    tacit = agreement.renews_itself
    closes = term.notice_closes(agreement, ends)
    if closes is None or closes < stands.as_of or (tacit and stands.options.left == 0):
        return
    coming = (
        term.next_period(stands.decided, clause) if tacit and clause and stands.options.left != 0 else None
    )
    where = ("term", "notice", "no_later_than" if stated.no_later_than else "length")
    if coming is not None:
        what = codes.DUE_NOTICE_TACIT.at(where, starts=coming.first, last=coming.last)
    else:
        what = codes.DUE_NOTICE.at(where, ends=ends)
    yield Deadline(closes, what, str(ends))


def _end(agreement: Agreement, stands: Standing, verdict: Verdict) -> Iterator[Deadline]:
    """Find the end of the term, unless the last day to decide says the same, or it renews itself."""
    ends = stands.decided.last
    if ends is None or _over(stands) or verdict.tacit:
        return
    open_still = _may_be_extended(verdict)
    why = extension.declined(agreement, stands) if open_still else verdict.reasons[0]
    if why is not None:
        what = codes.DUE_END.at(stands.end_stands_at, why=why.message)
        yield Deadline(ends, what, str(ends))
    elif extension.last_chance(agreement, stands) != ends:
        yield Deadline(ends, codes.DUE_END_OPEN.at(stands.end_stands_at), str(ends))


def _lapsed(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find what an agreement that ended lacks: what became of its proposal, or of its options."""
    clause, ends = agreement.extension, stands.decided.last
    if ends is None or not _over(stands) or clause is None or stands.notice_given is not None:
        return
    if stands.proposal is not None:
        pending = clause.extensions[stands.proposal]
        where = ("extension", "extensions", stands.proposal, "status")
        what = codes.DUE_LAPSED.at(where, ends=ends, first=pending.starts, last=pending.ends)
        yield Deadline(ends, what, str(ends))
        return
    reachable = clause.until is None or ends < clause.until
    asked = reachable and stands.options.left != 0 and not _closed(stands)
    if asked and extension.declined(agreement, stands) is None:
        yield Deadline(ends, codes.DUE_UNUSED.at(("extension", "options"), ends=ends), str(ends))


def _meetings(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the meetings that are lacking, of the years past and of this one."""
    as_of = stands.as_of
    if agreement.follow_up is None or _closed(stands) or not stands.agreed:
        return
    years = follow_up.years(stands.decided, as_of.year)
    for index, meetings in enumerate(agreement.follow_up.meetings):
        lacking = [year for year in years if follow_up.held(meetings, year, as_of) < meetings.at_least]
        where = ("follow_up", "meetings", index)
        past = [year for year in lacking if year < as_of.year]
        if past:
            what = codes.DUE_MEETINGS_PAST.at(
                where, kind=meetings.kind, at_least=meetings.at_least, years=period.ranges(past)
            )
            yield Deadline(date(past[0], 12, 31), what, f"{meetings.kind} {past[0]}")
        if as_of.year in lacking:
            recorded = follow_up.held(meetings, as_of.year, as_of)
            what = codes.DUE_MEETINGS.at(
                where, kind=meetings.kind, at_least=meetings.at_least, held=recorded, year=as_of.year
            )
            yield Deadline(date(as_of.year, 12, 31), what, f"{meetings.kind} {as_of.year}")


def _reports(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the reports that have not come in, and the next one; the last may be due after the end."""
    if agreement.follow_up is None or not stands.agreed:
        return
    for index, report in enumerate(agreement.follow_up.reports):
        for day in follow_up.missing(report, stands.decided, stands.as_of):
            what = codes.DUE_REPORT.at(("follow_up", "reports", index), kind=report.kind)
            yield Deadline(day, what, f"{report.kind} {day}")


def _measurements(agreement: Agreement, stands: Standing, routine: Routine) -> Iterator[Deadline]:
    """Find by when to measure anew, or for the first time."""
    if agreement.follow_up is None or routine.measurement_age is None:
        return
    measured = [
        (each.on.last, index)
        for index, each in enumerate(agreement.follow_up.measurements)
        if each.on.last <= stands.as_of
    ]
    if not measured:
        yield from _first_measurement(stands, routine.measurement_age)
        return
    if _over(stands):
        return
    latest, index = max(measured)
    known = agreement.follow_up.measurements[index].on
    what = codes.DUE_MEASUREMENT.at(("follow_up", "measurements", index), latest=known)
    yield Deadline(period.after(latest, routine.measurement_age), what, str(latest))


def _first_measurement(stands: Standing, age: Length) -> Iterator[Deadline]:
    """Find by when there is to be a first measurement; an agreement may be too short for one."""
    starts = stands.decided.first
    day = period.after(starts, age)
    if stands.agreed and not _closed(stands) and day in stands.decided:
        what = codes.DUE_FIRST_MEASUREMENT.at(("follow_up",), on_key=True, starts=starts)
        yield Deadline(day, what, str(starts))


def _index_values(agreement: Agreement, known: Known) -> Iterator[Deadline]:
    """Find the index values that the decided money waits for; options that nobody used can wait."""
    for need in needs.needed(agreement, known):
        if need.decided:
            what = codes.DUE_INDEX.at(
                need.where, series=need.series, value_year=need.value_year, year=need.year
            )
            yield Deadline(need.since, what, f"{need.series} {need.value_year}")
