"""What must be done about an agreement, and by which day, so that nothing lapses unnoticed.

Every deadline is computed from the term as it stands on the day asked, after every extension and notice: the
last day to decide an extension or to give notice, the day the memo must be ready, the end of the term, the
meetings and reports of the follow-up, measurements that grow old, and the index values that decided money
waits for. What has passed undone stays, overdue; for a year after the end it is still asked for.

Holds: a term to 2021-12-31 with an option left, asked on 2021-07-13 → decide on 2021-12-31 at the latest.
Does not: the same, once the extension is decided; then the next deadline is that of its end.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from iopctl import codes, period, spelling
from iopctl.codes import Reason
from iopctl.model.matter import MatterKind
from iopctl.period import Length, Unit
from iopctl.rules import boards, extension, indexation, term
from iopctl.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding
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
    meetings: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """The days on which each board meets, in order."""
    tracked_from: date | None = None
    """The day from which the register is kept; nothing of an earlier day is asked for."""

    def tracks(self, day: date) -> bool:
        """Tell whether what is due on a day is asked for."""
        return self.tracked_from is None or day >= self.tracked_from

    def listed(self, board: str | None) -> str | None:
        """Find the name under which a board's meetings are listed; None where they are not."""
        return spelling.found(board, self.meetings) if board else None

    def last_meeting(self, board: str | None, by: date) -> date | None:
        """Find a board's last meeting on or before a day; None where that year's meetings are not listed."""
        listed = self.meetings.get(self.listed(board) or "", ())
        if not any(day.year == by.year for day in listed):
            return None
        return max((day for day in listed if day <= by), default=None)


class Deadline(Struct):
    """One thing to do."""

    on: date
    """The last day to do it."""
    what: Finding
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
    stands = term.standing(agreement, known.as_of)
    verdict = extension.of_standing(agreement, stands)
    found = [
        *_conditions(agreement, stands),
        *_decision(agreement, stands, verdict, routine),
        *_notice(agreement, stands),
        *_end(agreement, stands, verdict),
        *_meetings_and_reports(agreement, stands, routine),
        *_measurements(agreement, stands, routine),
        *_index_values(agreement, known),
    ]
    asked = (each for each in found if routine.tracks(each.on))
    return tuple(sorted(asked, key=lambda each: (each.on, each.code, each.about)))


def _closed(stands: Standing) -> bool:
    """Tell whether nobody asks any more what an agreement that ended left undone."""
    ends = stands.decided.last
    return ends is not None and stands.as_of >= period.after(ends, _REMEMBERED)


def _waits(agreement: Agreement, stands: Standing) -> bool:
    """Tell whether nothing runs until the condition of the agreement is met."""
    return agreement.term.condition is not None and not stands.agreed


def _awaits_condition(stands: Standing) -> bool:
    """Tell whether the next extension is decided, and waits for its condition."""
    return stands.proposal is not None and stands.proposal.extension.awaits_condition(stands.as_of)


def _conditions(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the conditions to be met before the period starts that was decided on them.

    That of the agreement is asked for until it is recorded as met, or that the agreement came to nothing.
    """
    stated, pending = agreement.term, stands.proposal
    if _waits(agreement, stands) and agreement.followed_by is None:
        what = codes.DUE_AGREEMENT_CONDITION.at(("term", "condition"), condition=stated.condition)
        yield Deadline(stated.starts, what, str(stated.starts))
    if pending is not None and _awaits_condition(stands):
        starts, condition = pending.extension.starts, pending.extension.condition
        what = codes.DUE_CONDITION.at((*pending.where, "condition"), condition=condition)
        yield Deadline(starts, what, str(starts))


def _decision(
    agreement: Agreement, stands: Standing, verdict: Verdict, routine: Routine
) -> Iterator[Deadline]:
    """Find by when an option is to be decided that may be used now or later, and its memo ready."""
    closes = extension.last_chance(agreement, stands)
    missed = verdict.reason is Reason.TOO_LATE
    decides = missed or _may_be_extended(verdict)
    if closes is None or verdict.tacit or not decides or agreement.followed_by is not None:
        return
    if extension.declined(agreement, stands) is not None or _awaits_condition(stands):
        return
    window, where = agreement.extension and agreement.extension.decide, stands.end_stands_at
    if stands.proposal is not None:
        where = (*stands.proposal.where, "status")
    elif window and window.no_later_than:
        where = ("extension", "decide", "no_later_than")
    kind, about = codes.DUE_MISSED if missed else codes.DUE_DECISION, str(verdict.ends)
    yield Deadline(closes, kind.at(where, ends=verdict.ends), about)
    since = (stands.extended[-1].period if stands.extended else stands.decided).first
    written = any(
        matter.kind is MatterKind.EXTEND and since <= matter.dated.last <= stands.as_of
        for matter in agreement.matters
    )
    lead = routine.memo_lead
    if missed or written or lead is None:
        return
    # The body that the clause names decides, if its meetings are listed, else the first board.
    listed = window.by if window and routine.listed(window.by) else None
    board = listed or next(iter(boards.all_of(agreement)), None)
    meeting = routine.last_meeting(board, closes)
    kind = codes.DUE_MEMO if meeting else codes.DUE_MEMO_BY_CLOSE
    what = kind.at(("extension",), on_key=True, lead=lead, board=board, meeting=meeting, closes=closes)
    yield Deadline(period.before(meeting or closes, lead), what, about)


def _may_be_extended(verdict: Verdict) -> bool:
    """Tell whether an option can be used, today or once its window opens."""
    return verdict.eligible or verdict.reason is Reason.TOO_EARLY


def _notice(agreement: Agreement, stands: Standing) -> Iterator[Deadline]:
    """Find the last day for notice that ends the agreement with the period that runs."""
    stated, clause, ends = agreement.term.notice, agreement.extension, stands.decided.last
    if stated is None or ends is None or stands.notice_given is not None or _waits(agreement, stands):
        return
    closes, tacit = term.notice_closes(agreement, ends), agreement.renews_itself
    if closes is None or closes < stands.as_of or (tacit and stands.options.left == 0):
        return
    where = ("term", "notice", "no_later_than" if stated.no_later_than else "length")
    coming = term.next_period(stands.decided, clause) if tacit and clause else None
    if coming is not None:
        what = codes.DUE_NOTICE_TACIT.at(where, starts=coming.first, last=coming.last)
    else:
        what = codes.DUE_NOTICE.at(where, ends=ends)
    yield Deadline(closes, what, str(ends))


def _end(agreement: Agreement, stands: Standing, verdict: Verdict) -> Iterator[Deadline]:
    """Find the end of the term until it is recorded what followed, after its day as well.

    Until then it is left out where the last day to decide says the same, or the agreement renews itself.
    """
    ends = stands.decided.last
    if ends is None or agreement.followed_by is not None or _waits(agreement, stands):
        return
    declined = extension.declined(agreement, stands)
    if stands.over and _awaits_condition(stands):
        # It is decided; that its condition is to be met is asked for by itself.
        return
    if stands.over:
        yield Deadline(ends, _after_the_end(agreement, stands, ends), str(ends))
    elif not verdict.tacit:
        why = declined if _may_be_extended(verdict) else verdict.reasons[0]
        if why is not None:
            yield Deadline(ends, codes.DUE_END.at(stands.end_stands_at, why=why.message), str(ends))
        elif extension.last_chance(agreement, stands) != ends:
            yield Deadline(ends, codes.DUE_END_OPEN.at(stands.end_stands_at), str(ends))


def _after_the_end(agreement: Agreement, stands: Standing, ends: date) -> Finding:
    """Say what is to be recorded of an agreement that has ended: of its proposal, its options, or itself."""
    clause, pending = agreement.extension, stands.proposal
    if clause is not None and stands.notice_given is None:
        if pending is not None:
            where, first, last = (*pending.where, "status"), pending.extension.starts, pending.extension.ends
            return codes.DUE_LAPSED.at(where, ends=ends, first=first, last=last)
        reachable = clause.until is None or ends < clause.until
        if reachable and stands.options.left != 0 and extension.declined(agreement, stands) is None:
            return codes.DUE_UNUSED.at(("extension", "options"), ends=ends)
    return codes.DUE_FOLLOWED.at(stands.end_stands_at, ends=ends)


def _meetings_and_reports(agreement: Agreement, stands: Standing, routine: Routine) -> Iterator[Deadline]:
    """Find the meetings that are lacking, of the years past and of this one, and the reports.

    The last report may be due after the end, and is asked for until it has come in.
    """
    follow_up, as_of = agreement.follow_up, stands.as_of
    if follow_up is None or not stands.agreed:
        return
    # Nobody knows what was held before the register was kept: a year that it cuts asks for no meetings.
    whole_years = [year for year in stands.decided.whole_years if routine.tracks(date(year, 1, 1))]
    years = [year for year in whole_years if year <= as_of.year]
    for index, meetings in enumerate(() if _closed(stands) else follow_up.meetings):
        where, least = ("follow_up", "meetings", index), meetings.at_least or 0
        facts: dict[str, Any] = {"kind": meetings.kind, "at_least": least}
        held = {year: meetings.held_in(year, as_of) for year in years}
        past = [year for year in years if year < as_of.year and held[year] < least]
        if past:
            ranges = period.ranges(past)
            what = codes.DUE_MEETINGS_PAST.at(where, years=ranges, **facts)
            yield Deadline(date(past[0], 12, 31), what, f"{meetings.kind} {past[0]}")
        if held.get(as_of.year, least) < least:
            what = codes.DUE_MEETINGS.at(where, held=held[as_of.year], year=as_of.year, **facts)
            yield Deadline(date(as_of.year, 12, 31), what, f"{meetings.kind} {as_of.year}")
    for index, report in enumerate(follow_up.reports):
        what = codes.DUE_REPORT.at(("follow_up", "reports", index), kind=report.kind)
        for day in report.missing(stands.decided, as_of):
            yield Deadline(day, what, f"{report.kind} {day}")


def _measurements(agreement: Agreement, stands: Standing, routine: Routine) -> Iterator[Deadline]:
    """Find by when to measure anew, or for the first time; an agreement may be too short for that."""
    follow_up, age = agreement.follow_up, routine.measurement_age
    if follow_up is None or age is None:
        return
    known = [each.on for each in follow_up.measurements]
    measured = [(on.last, index) for index, on in enumerate(known) if on.last <= stands.as_of]
    if measured and not stands.over:
        latest, index = max(measured)
        what = codes.DUE_MEASUREMENT.at(("follow_up", "measurements", index), latest=known[index])
        since = max(latest, routine.tracked_from or latest)
        yield Deadline(period.after(since, age), what, str(latest))
    starts = max(stands.decided.first, routine.tracked_from or stands.decided.first)
    day = period.after(starts, age)
    if not measured and stands.agreed and not _closed(stands) and day in stands.decided:
        what = codes.DUE_FIRST_MEASUREMENT.at(("follow_up",), on_key=True, starts=starts)
        yield Deadline(day, what, str(starts))


def _index_values(agreement: Agreement, known: Known) -> Iterator[Deadline]:
    """Find the index values that the decided money waits for; options that nobody used can wait."""
    for need in indexation.needed(agreement, known):
        if need.decided:
            facts: dict[str, Any] = {"series": need.series, "value_year": need.value_year, "year": need.year}
            what = codes.DUE_INDEX.at(need.where, **facts)
            yield Deadline(need.since, what, f"{need.series} {need.value_year}")
