"""What a memo says beyond the file's own prose: everything that can be computed, as of the matter's day.

A memo never looks at today: it shows what was known when it was dated, so that it stays as the board saw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.model.extension import Status
from iopctl.model.follow_up import FollowUp
from iopctl.model.matter import MatterKind
from iopctl.model.parties import Role
from iopctl.period import Period
from iopctl.rules import amending, boards, extension, outcome, proposal, sections, shares, stretches
from iopctl.rules.budget import NoFigure
from iopctl.rules.known import Known
from iopctl.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import BudgetVersion
    from iopctl.model.follow_up import Measurement, Meetings, Report
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.model.term import Amendment
    from iopctl.rules.amending import Change
    from iopctl.rules.boards import Own
    from iopctl.rules.extension import Verdict
    from iopctl.rules.known import Assumption
    from iopctl.rules.outcome import Outcome
    from iopctl.rules.proposal import Ending, Proposal
    from iopctl.rules.sections import Shown
    from iopctl.rules.shares import Line
    from iopctl.rules.stretches import Money, Stretch


class Stage(Struct):
    """One row of the agreement's history: the original term, or an extension."""

    period: Period
    """Its first and last day."""
    number: int
    """0 is the original term."""
    decided: bool
    """Whether it was decided by the day of the memo."""
    last: bool
    """Whether the clause has no option after it."""
    proposed: date | None = None
    """The day on which it was proposed, where it is not decided in the file."""
    note: str | None = None
    """What the file notes about it."""


class Memo(Struct):
    """Everything that a template may name."""

    agreement: Agreement
    """The whole agreement, as docs/format.md describes it."""
    matter: Matter
    """The matter that the memo is about, as docs/format.md describes it."""
    profile: Profile
    """How the municipality orders and words its memos, as docs/profiles.md describes it."""
    sections: tuple[Shown, ...]
    """The sections that the memo has, in the order of the profile."""
    administration: str
    """Who writes: the administration of the profile, else that of the board."""
    as_of: date
    """The matter's day; the last one where only a month or a year is known."""
    board: Party
    """The public party whose board is asked."""
    own: Own | None
    """What that board pays of what the public parties put in; only where several boards decide."""
    public: tuple[Party, ...]
    """The public parties."""
    civil: tuple[Party, ...]
    """The civil parties."""
    verdict: Verdict
    """Whether the agreement may be extended on that day, with options used and left."""
    history: tuple[Stage, ...]
    """The original term and its extensions, up to what is proposed."""
    period: Period
    """What the matter is about: the term that is adopted, the extension, what is left of the term from the
    change on, the years from the matter's own until the end, or the year that is followed up."""
    change: Change | None
    """What is amended, and the money before and after; only where the matter asks for that."""
    ending: Ending | None
    """How the agreement ends; only where the matter asks for that."""
    condition: str | None
    """What the decision depends on, as it reads after "under förutsättning att"."""
    outcome: Outcome | None
    """What was required, held, received and measured; only in a follow-up."""
    version: BudgetVersion | None
    """The version of the budget that the stretch shown begins with; None where no money is known."""
    money: Money
    """The money of that period, as far as it is known."""
    lines: tuple[Line, ...]
    """The lines of the stretch shown, in the order of the file."""
    assumed: tuple[Assumption, ...]
    """What is assumed of the index series that any of the money rests on."""
    amendments: tuple[Amendment, ...]
    """What had been changed within the term by the matter's day."""
    meetings: tuple[Meetings, ...]
    """The meetings that the agreement requires, without those whose number the text of the matter names."""
    reports: tuple[Report, ...]
    """The reports that the agreement requires after the matter's day, or at a time stated in words."""
    throughput: Measurement | None
    """The latest measurement of throughput by then."""
    women: Measurement | None
    """The latest measurement of the share of women by then."""
    named: tuple[str, ...] = ()
    """The figures that the text of the matter names, which the template need not say again."""
    sums_in_text: bool = False
    """Whether its text on economy names what all parties contribute, which the template then need not."""


def write(
    agreement: Agreement,
    matter: Matter,
    profile: Profile,
    known: Known | None = None,
    board: Party | None = None,
) -> Memo | NoFigure:
    """Gather what the memo of a matter says to a board, the first one that it is put to unless one is given.

    Of the index series that are known it takes what was so on the matter's day. There is no memo where the
    money that it needs has no figure.
    """
    as_of = matter.dated.last
    asked = proposal.of(agreement, matter)
    agreement = asked.before
    known = replace(known or Known(as_of), as_of=as_of, held=True)
    found = _stretches(asked, matter, known)
    if isinstance(found, NoFigure):
        return found
    change = amending.change(asked, known, found)
    if isinstance(change, NoFigure):
        return change
    board = board or next(iter(boards.parties(agreement, matter).values()))
    money = _money(asked, matter, found)
    follow_up = agreement.follow_up or FollowUp()
    return Memo(
        agreement=agreement,
        matter=matter,
        profile=profile,
        sections=_sections(matter, profile, follow_up, money),
        administration=administration(board, profile),
        as_of=as_of,
        board=board,
        own=boards.own(agreement, board, money) if found else None,
        public=agreement.parties_with(Role.PUBLIC),
        civil=agreement.parties_with(Role.CIVIL),
        verdict=extension.of_standing(agreement, asked.stands),
        history=tuple(_history(asked, matter)),
        period=asked.period,
        change=change,
        ending=asked.ending,
        condition=asked.condition and asked.condition.removeprefix("att ").removesuffix("."),
        outcome=_outcome(agreement, matter, money, known),
        version=asked.after.budget[money.shown.lines[0].order[0]] if found else None,
        lines=money.shown.lines if found else (),
        assumed=tuple(each for each in known.assumed if each.code in money.assumed),
        amendments=tuple(each for each in agreement.amendments if each.decided_by(as_of)),
        meetings=follow_up.meetings,
        reports=tuple(_to_come(follow_up, as_of)),
        throughput=_latest(follow_up, "throughput_per_year", as_of),
        women=_latest(follow_up, "women", as_of),
        money=money,
    )


def _money(asked: Proposal, matter: Matter, found: tuple[Stretch, ...]) -> Money:
    """Sum up the stretches that are shown; the last one reaches the end, where all is known."""
    ends = {None, found[-1].period.stop} if found else {None}
    # A follow-up shows one year of its own.
    known_to_end = matter.kind is MatterKind.FOLLOW_UP or asked.counted.stop in ends
    return stretches.summed(asked.before, asked.counted, found, known_to_end=known_to_end)


def _sections(matter: Matter, profile: Profile, follow_up: FollowUp, money: Money) -> tuple[Shown, ...]:
    return sections.shown(
        matter,
        profile,
        without_money=not money.stretches,
        without_follow_up=not (follow_up.meetings or follow_up.reports),
    )


def _to_come(follow_up: FollowUp, as_of: date) -> Iterator[Report]:
    for each in follow_up.reports:
        due = tuple(due for due in each.due if isinstance(due, str) or due > as_of)
        if due or each.every_year:
            yield each.model_copy(update={"due": due})


def _stretches(asked: Proposal, matter: Matter, known: Known) -> tuple[Stretch, ...] | NoFigure:
    """Compute the stretches that the memo shows: from a change on; the one that a follow-up is about.

    Where the money of later days is not known, it shows the days before them, and where nothing is, none.
    """
    following_up, counted = matter.kind is MatterKind.FOLLOW_UP, asked.counted
    unknown = shares.unknown_from(asked.after, counted, known)
    if unknown == counted.first:
        return ()
    counted = Period(counted.first, unknown or counted.stop)
    found = stretches.of(asked.after, counted, known, asked.stands, whole=following_up)
    if isinstance(found, NoFigure):
        return found
    if asked.amended is not None:
        since = asked.amended.since
        return tuple(each for each in found if each.period.last and each.period.last >= since)
    if not following_up:
        return found
    # An agreement year is followed up in the calendar year in which it ends, the first one also before.
    ended = [each for each in found if each.period.last and each.period.last in asked.counted]
    return tuple(ended[-1:]) or found[:1]


def _outcome(agreement: Agreement, matter: Matter, money: Money, known: Known) -> Outcome | None:
    if matter.kind is not MatterKind.FOLLOW_UP:
        return None
    year = matter.year or matter.dated.year
    return outcome.of(agreement, known, year, money.shown if money.stretches else None)


def _latest(follow_up: FollowUp, what: str, as_of: date) -> Measurement | None:
    """Find the latest measurement of something by a day."""
    measured = [each for each in follow_up.measurements if getattr(each, what) is not None]
    return max(
        (each for each in measured if each.on.last <= as_of), key=lambda each: each.on.last, default=None
    )


def administration(board: Party, profile: Profile) -> str:
    """Say who writes: the administration of the profile, else that of the board."""
    return profile.administration or board.administration or board.name


def _history(asked: Proposal, matter: Matter) -> Iterator[Stage]:
    """Give the original term and each extension up to the one that is asked for, on file or not."""
    agreement, stands = asked.before, asked.stands
    clause = agreement.extension
    total = clause.options if clause else 0
    yield Stage(agreement.term.period, 0, decided=True, last=total == 0)
    extensions = clause.extensions if clause else ()
    for number, each in enumerate(stands.extended, start=1):
        note = None if each.item is None else extensions[each.item].note
        yield Stage(each.period, number, decided=True, last=number == total, note=note)
    number = stands.options.used + 1
    if stands.proposal is not None:
        on_file = stands.proposal.extension
        yield Stage(
            on_file.period,
            number,
            decided=False,
            last=number == total,
            proposed=on_file.proposed if on_file.status is Status.PROPOSED else None,
            note=on_file.note,
        )
    elif matter.kind is MatterKind.EXTEND:
        yield Stage(asked.period, number, decided=False, last=number == total)
