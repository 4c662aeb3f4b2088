"""The term as it stands on a day: what is decided, how notice ends it, and how far it can be extended.

Two kinds of date are kept apart: the day from which something applies, and the day on which it was decided.
Asked as of a day, what was decided after it does not count. A proposed extension does not lengthen the term,
nor does one whose condition is not met yet. An agreement that renews itself has done so from the day after
the last one for notice.

Holds: a term to 2019-12-31 with an extension to 2021-12-31, decided → as of 2020-06-01 it ends 2021-12-31.
Does not: the same extension, only proposed → it ends 2019-12-31, whatever the day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from iopctl import period
from iopctl.model.extension import Status
from iopctl.model.term import OnHoliday
from iopctl.period import LAST_YEAR, Period
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension, ExtensionClause
    from iopctl.model.term import NoticeGiven
    from iopctl.period import NoEnd
    from iopctl.problem import Where

_SATURDAY, _FRIDAY = 5, 4
_JUNE, _MIDSUMMER_EVES = 6, range(19, 26)
_EVES = {(12, 24), (12, 31)}


class Options(Struct):
    """How many options the clause gives, and how many extensions have used."""

    total: int | None
    """How many the clause gives; None is without limit. 0 where the file states no clause."""
    used: int
    """How many extensions have used, decided or tacit."""
    stated: bool = True
    """Whether the file states a clause; without one, nobody knows how many options there are."""
    closed: bool = False
    """Whether nobody can use one any more: notice was given, it is too late, or the next was declined."""

    @property
    def unused(self) -> int | None:
        """How many were never used; None without limit."""
        return None if self.total is None else self.total - self.used

    @property
    def left(self) -> int | None:
        """How many can still be used; None without limit."""
        return 0 if self.closed else self.unused


class OnFile(Struct):
    """An extension of the file, and its node."""

    extension: Extension
    where: Where


class Extended(Struct):
    """One extension of the term that holds."""

    period: Period
    item: int | None
    """Its position in the file; None where the agreement renewed itself."""


class Standing(Struct):
    """The term as of a day."""

    as_of: date
    no_end: NoEnd | None
    """Why the decided term has no last day; None where it has one."""
    agreed: bool
    """Whether the agreement itself was decided by that day."""
    decided: Period
    """The term with every extension that holds by that day, cut short by notice that was given by then."""
    extended: tuple[Extended, ...]
    """The extensions that hold by that day, in order."""
    options: Options
    reach: Period
    """The term when every option is used as well; without an end also where options have no limit, or an
    extension no stated length."""
    proposal: OnFile | None
    """The extension that was on the table and did not hold by that day."""
    notice_given: NoticeGiven | None
    """The notice that was given by that day."""

    @property
    def open_ended(self) -> bool:
        """Whether the agreement has no last day, or none that is known."""
        return self.decided.stop is None

    @property
    def over(self) -> bool:
        """Whether the last day has passed."""
        return self.decided.last is not None and self.as_of > self.decided.last

    @property
    def end_stands_at(self) -> Where:
        """The node of the file that the end of the decided term stands at."""
        if self.notice_given is not None:
            return ("term", "notice_given")
        if not self.extended:
            return ("term", "ends")
        item = self.extended[-1].item
        return ("extension", "renewal") if item is None else ("extension", "extensions", item, "ends")


def standing(agreement: Agreement, as_of: date) -> Standing:
    """Find how the term stands on a day."""
    clause, given = agreement.extension, agreement.term.notice_given
    given = given if given is not None and given.on <= as_of else None
    extended, proposal = _decided(agreement, as_of)
    last = extended[-1].period if extended else agreement.term.period
    agreed = agreement.term.decided_by(as_of)
    # What nobody is bound by yet does not renew itself either.
    if clause is not None and agreement.renews_itself and agreed:
        # Notice that came too late for one period still keeps the next one from following.
        silent_until = given.on if given else as_of
        while clause.options is None or len(extended) < clause.options:
            closes = last_for_notice(agreement, last.last) if last.last else None
            coming = next_period(last, clause)
            if closes is None or coming is None or silent_until <= closes or coming.first.year > LAST_YEAR:
                break
            extended.append(Extended(coming, None))
            last = coming
    decided = Period(agreement.term.starts, last.stop)
    options = Options(
        clause.options if clause else 0,
        len(extended),
        stated=clause is not None,
        closed=given is not None,
    )
    if given is not None:
        decided = Period.of(decided.first, end_by_notice(agreement, given, decided.last))
    reach = decided if given or clause is None else _reach(decided, clause, options.unused)
    no_end = agreement.term.no_end if decided.stop is None else None
    return Standing(as_of, no_end, agreed, decided, tuple(extended), options, reach, proposal, given)


def next_period(decided: Period, clause: ExtensionClause) -> Period | None:
    """Give the period that one more option adds to a term; None where the clause reaches no further.

    It has no last day where the clause says neither how long it is nor how far it may go: that is decided
    each time.
    """
    first = decided.stop
    if first is None:
        return None
    lasts = [clause.until, period.last_day(first, clause.length) if clause.length else None]
    last = min((day for day in lasts if day is not None), default=None)
    return None if last is not None and last < first else Period.of(first, last)


def _decided(agreement: Agreement, as_of: date) -> tuple[list[Extended], OnFile | None]:
    """Find the extensions on file that hold by a day, and the one on the table after them."""
    extended: list[Extended] = []
    proposal: OnFile | None = None
    for index, each in enumerate(agreement.extensions):
        if each.decided_by(as_of):
            extended.append(Extended(each.period, index))
            proposal = None
        elif not each.declined_by(as_of):
            on_file = OnFile(each, ("extension", "extensions", index))
            proposal = on_file if each.proposed_by(as_of) else None
            # What was declined later keeps nothing from holding that was decided instead of it.
            if each.status is not Status.DECLINED:
                break
    return extended, proposal


def _reach(decided: Period, clause: ExtensionClause, left: int | None) -> Period:
    """Find the term when every option that is left is used."""
    if decided.stop is None:
        return decided
    if left is None:
        return Period.of(decided.first, clause.until and max(clause.until, decided.last or clause.until))
    reach = decided
    for _ in range(left):
        coming = next_period(reach, clause)
        if coming is None or coming.first.year > LAST_YEAR:
            break
        reach = Period(decided.first, coming.stop)
    return reach


# --- notice


def last_for_notice(agreement: Agreement, ends: date) -> date | None:
    """Find the last day on which notice ends the agreement on a given day; None where nothing is stated.

    Holds: "six months before the end", a term to 2021-08-31 → notice on 2021-02-28 at the latest.
    Does not: the same after an extension to 2023-08-31, which moves that day to 2023-02-28.
    """
    notice = agreement.term.notice
    length = notice and (notice.no_later_than or notice.length)
    return on_working_day(period.before(ends, length), notice.on_holiday, ends) if notice and length else None


def notice_closes(agreement: Agreement, ends: date) -> date | None:
    """Find the last day on which notice keeps the agreement from going on after an end, if there is one.

    A notice period alone is counted from the day of notice: it closes only what renews itself.
    """
    notice = agreement.term.notice
    closing = notice is not None and (agreement.renews_itself or notice.no_later_than)
    return last_for_notice(agreement, ends) if closing else None


def end_by_notice(agreement: Agreement, given: NoticeGiven, ends: date | None) -> date | None:
    """Find the last day of an agreement under notice, of which `ends` is the last day without that notice.

    It is the stated day, else what the notice period gives, counted from the day of notice; where notice only
    keeps the agreement from going on, the last day stays. No agreement runs longer because notice was given.
    """
    notice, last = agreement.term.notice, given.ends
    if last is None and notice is not None and notice.length is not None:
        only_closes = notice.no_later_than is not None or agreement.renews_itself
        if agreement.term.ends is None or not only_closes:
            last = period.after(given.on, notice.length)
    return min((day for day in (last, ends) if day is not None), default=None)


def on_working_day(day: date, rule: OnHoliday | None, ends: date) -> date:
    """Move a last day before an end off the days off, if the agreement says so, and never past that end.

    Days off are those of 2 § lag (1930:173): Saturdays, Sundays, public holidays, and the eves of midsummer,
    Christmas and the new year. The law moves days that laws set; those of agreements stay unless they say so.

    Holds: 2026-06-19, midsummer's eve, previous working day → 2026-06-18; next, and the end is 2026-06-20 →
    2026-06-20. Does not: the same day, where the agreement says nothing → 2026-06-19.
    """
    if rule is None:
        return day
    # The calendar of a whole country takes longer to import than a budget to compute; few agreements need it.
    from holidays.countries.sweden import Sweden

    holidays = Sweden(include_sundays=False)
    step = timedelta(days=1 if rule is OnHoliday.NEXT else -1)
    while day.weekday() >= _SATURDAY or _is_eve(day) or day in holidays:
        day += step
    return min(day, ends)


def _is_eve(day: date) -> bool:
    midsummer = day.month == _JUNE and day.day in _MIDSUMMER_EVES and day.weekday() == _FRIDAY
    return midsummer or (day.month, day.day) in _EVES
