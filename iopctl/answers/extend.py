"""`iopctl extend`: whether an agreement may be extended, why, and what recording the extension changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopctl.answers import figures
from iopctl.answers.figures import Money
from iopctl.answers.reply import Number, OptionCount, Reason, Reply
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.status import Status
from iopctl.struct import Struct, asdict
from iopctl.table import Bullets, Code, Column, Facts, Lines, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.period import Period
    from iopctl.problem import Finding, Place
    from iopctl.rules.extension import Verdict
    from iopctl.rules.recording import YearMoney
    from iopctl.source.document import Document
    from iopctl.table import Block


class Plan(Struct):
    """One extension to be recorded, and what that changes."""

    period: Period
    money: tuple[YearMoney, ...]
    """None where the change moves no money."""
    place: Place
    """Where it comes to stand in the file."""
    words: str
    """The change in a sentence."""
    difference: str
    """The change in the lines of the file."""
    to_write: str
    """How to have exactly this written, where only the plan was asked for."""
    fingerprint: str
    """Of the file as it is."""
    written: bool
    """Whether the file is already as the plan says."""


class PlannedYear(Struct):
    """The money of a year that recording the extension moves."""

    year: int
    """The calendar year."""
    total: Money | None
    """The money of the year afterwards; null where there is no figure."""
    now: Status | None
    """How certain it is now."""
    afterwards: Status | None
    """How certain it is afterwards."""


class PlannedExtension(Struct):
    """The extension that can be recorded, and what that changes."""

    starts: date
    """Its first day."""
    ends: date | None
    """Its last day."""
    years: tuple[PlannedYear, ...]
    """The money that becomes more certain, or less, year by year."""
    file: str
    """The file of the agreement."""
    line: int
    """The line where it comes to stand, counted from 1."""
    change: str
    """The change in a sentence."""
    difference: str
    """The change in the lines of the file, as `diff -u` gives it."""
    fingerprint: str
    """Of the file as it is now, for `--fingerprint`."""
    written: bool
    """Whether the file is already as the plan says."""


class CitedReason(Reason):
    """A reason with the clause of the agreement that it rests on."""

    clause: str | None
    """The clause, where the file names it."""


class Days(Struct):
    """A period."""

    starts: date
    """Its first day."""
    ends: date | None
    """Its last day."""


class VerdictOf(Struct):
    """A verdict on a day."""

    eligible: bool
    """Whether the agreement may be extended."""
    reasons: tuple[CitedReason, ...]
    """Why; the first one decides."""
    options: OptionCount
    """The options that the agreement has."""
    next: Days | None
    """The next period, where there is one."""
    decide_by: date | None
    """The last day to decide."""
    latest_end: date | None
    """The last day of the term when every option is used."""


class VerdictOfProposal(VerdictOf):
    """The verdict on the day on which the pending extension was proposed."""

    as_of: date
    """That day."""


class Extension(VerdictOf):
    """The verdict, and what recording the extension changes."""

    agreement: str
    """The agreement's id."""
    as_of_proposal: VerdictOfProposal | None
    """The verdict on the day of the pending proposal, where there is one."""
    plan: PlannedExtension | None
    """What would be written, where the extension can be recorded."""


class Record(Struct):
    """A row of csv: a verdict."""

    agreement: str
    as_of: date
    eligible: bool
    reason: str
    options_total: Number | None
    options_used: int
    options_left: Number | None
    next_starts: date | None
    next_ends: date | None
    decide_by: date | None
    latest_end: date | None


class Extend(Reply):
    """The verdict on a day, and the one of the day on which the pending extension was proposed."""

    command = "extend"
    record = (Record,)

    id: str
    agreement: Agreement
    document: Document
    verdict: Verdict
    proposal: Verdict | None
    plan: Plan | None = None
    """What would be written, where the extension can be recorded."""

    def result(self) -> Extension:
        """Give the verdict; the one of the proposal's day stands beside it."""
        proposal, plan = self.proposal, self.plan
        return Extension(
            **asdict(self._verdict(self.verdict)),
            agreement=self.id,
            as_of_proposal=VerdictOfProposal(**asdict(self._verdict(proposal)), as_of=proposal.as_of)
            if proposal
            else None,
            plan=_planned(plan) if plan else None,
        )

    def _verdict(self, verdict: Verdict) -> VerdictOf:
        return VerdictOf(
            eligible=verdict.eligible,
            reasons=tuple(
                CitedReason(**asdict(Reason.of(each, self.document)), clause=self._clause(each))
                for each in verdict.reasons
            ),
            options=OptionCount.of(verdict.options),
            next=Days(verdict.next.first, verdict.next.last) if verdict.next else None,
            decide_by=verdict.decide_by,
            latest_end=verdict.latest_end,
        )

    def _clause(self, reason: Finding) -> str | None:
        """Name the clause that a reason rests on, where the file names it."""
        if reason.where[0] == "extension":
            return self.agreement.extension.clause if self.agreement.extension else None
        return self.agreement.term.clause

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each verdict."""
        for each in filter(None, (self.verdict, self.proposal)):
            options, coming = OptionCount.of(each.options), each.next
            yield (
                Record(
                    agreement=self.id,
                    as_of=each.as_of,
                    eligible=each.eligible,
                    reason=each.reasons[0].code,
                    options_total=options.total,
                    options_used=options.used,
                    options_left=options.left,
                    next_starts=coming.first if coming else None,
                    next_ends=coming.last if coming else None,
                    decide_by=each.decide_by,
                    latest_end=each.latest_end,
                ),
            )

    def blocks(self) -> Iterator[Block]:
        """Give both verdicts with their reasons, and between them the plan."""
        yield from self._blocks(self.verdict)
        if self.plan is not None:
            yield from _plan_blocks(self.plan)
        if self.proposal is not None:
            words = "An extension on file does not hold. On the day it was proposed, {day}, the verdict was:"
            yield Lines((say(words, day=self.proposal.as_of),))
            yield from self._blocks(self.proposal)
        # The day stands in the headlines already.
        if self.basis.revision:
            yield Lines(self.basis.notes)

    def _blocks(self, verdict: Verdict) -> Iterator[Block]:
        asked = {"name": self.agreement.title, "day": verdict.as_of}
        headline = say("{name}, as of {day}: may not be extended", **asked)
        if verdict.eligible:
            headline = say("{name}, as of {day}: may be extended", **asked)
        yield Facts(tuple(self._facts(verdict)), indent=2, title=headline)
        reasons = ((each, self.document.place_of(each.where, on_key=each.on_key)) for each in verdict.reasons)
        yield Bullets(
            tuple(f"{each.message} [{figures.cited(at, self._clause(each))}]" for each, at in reasons)
        )

    def _facts(self, verdict: Verdict) -> Iterator[tuple[str, str]]:
        ends = figures.end(verdict.ends, verdict.no_end)
        yield say("Term ends"), ends
        yield say("Options"), _options(verdict)
        coming = verdict.next
        yield say("Next period"), str(coming or "–")
        yield say("Decide by"), str(verdict.decide_by or "–")
        latest = say("Latest possible end")
        if verdict.lapsed is not None:
            latest = say("Latest end, had every option been used")
        no_limit = say("no limit") if verdict.options.total is None else say("not known")
        latest_end = str(verdict.latest_end or (no_limit if verdict.ends else ends))
        yield latest, latest_end if verdict.options.stated else say("not stated")
        window = self.agreement.extension.decide if self.agreement.extension else None
        if window and window.by:
            yield say("Decided by"), window.by


def _options(verdict: Verdict) -> str:
    """Say how many options there are, and whether those that are left have lapsed; None is without limit."""
    options, lapsed = verdict.options, verdict.lapsed is not None
    left = options.unused if lapsed else options.left
    if not options.stated:
        return say("not stated")
    facts = {"left": left, "total": options.total, "used": options.used}
    if options.total is None:
        words = say("none left, {used} used", **facts) if left == 0 else say("no limit, {used} used", **facts)
        return say("{options}, lapsed", options=words) if lapsed else words
    if options.total == 0:
        return say("none")
    if lapsed:
        return say("{left} of {total} lapsed, {used} used", **facts)
    return say("{left} of {total} left, {used} used", **facts)


def _planned(plan: Plan) -> PlannedExtension:
    return PlannedExtension(
        starts=plan.period.first,
        ends=plan.period.last,
        years=tuple(
            PlannedYear(each.year, _total(each.afterwards), _status(each.now), _status(each.afterwards))
            for each in plan.money
        ),
        file=plan.place.file,
        line=plan.place.line,
        change=plan.words,
        difference=plan.difference,
        fingerprint=plan.fingerprint,
        written=plan.written,
    )


def _total(year: Budget | NoFigure) -> Money | None:
    return None if isinstance(year, NoFigure) else Money.of(year.total, year.exact)


def _status(year: Budget | NoFigure) -> Status | None:
    return None if isinstance(year, NoFigure) else year.status


def _plan_blocks(plan: Plan) -> Iterator[Block]:
    """Set out the money, the change in words, and the lines that it changes."""

    def certain(year: Budget | NoFigure) -> str:
        return "–" if isinstance(year, NoFigure) else figures.certainties(year.statuses)

    def kronor(year: Budget | NoFigure) -> str:
        return "–" if isinstance(year, NoFigure) else figures.kronor(year.total)

    if plan.money:
        first, last = plan.period.first, plan.period.last
        years = [each.afterwards for each in plan.money]
        yield Table(
            title=say("Money of {first} – {last}", first=first, last=last or "").rstrip(),
            columns=(
                Column(say("Year")),
                Column(say("Kronor"), figures=True),
                Column(say("Now")),
                Column(say("Afterwards")),
            ),
            rows=tuple(
                (str(each.year), kronor(each.afterwards), certain(each.now), certain(each.afterwards))
                for each in plan.money
            ),
            notes=(
                *(year.reason.message for year in years if isinstance(year, NoFigure)),
                *figures.incomplete(
                    name for year in years if isinstance(year, Budget) for name in year.total.unstated
                ),
            ),
        )
    yield Lines((plan.words,))
    yield Code(plan.difference, "diff")
    if plan.to_write:
        yield Lines((plan.to_write,))
