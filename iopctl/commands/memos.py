"""The memos of a register, in the formats asked for; `memo` prints, writes or compares them.

A memo that is frozen keeps the words that the board saw, and where the register has moved on, that is said.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import bugs, codes, register, spelling, visible
from iopctl.commands import gathering, picking
from iopctl.memo.document import formats
from iopctl.memo.document.formats import MARKDOWN, House
from iopctl.memo.document.formats import Writer as DocumentWriter
from iopctl.memo.template import Writer
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import boards, memo, names
from iopctl.rules.budget import NoFigure
from iopctl.rules.checks import matters
from iopctl.rules.known import Known
from iopctl.source import folder, frozen
from iopctl.source.frozen import Frozen
from iopctl.struct import Struct, field, replace
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from typing import TypeAlias

    from iopctl.memo.document.blocks import Letterhead
    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.model.parties import Party
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding
    from iopctl.register import Progress, Record
    from iopctl.rules.boards import Board
    from iopctl.rules.known import Assumption
    from iopctl.rules.memo import Memo
    from iopctl.source.folder import Folder
    from iopctl.source.frozen import Line

    # What one memo is in each format.
    Contents: TypeAlias = "dict[str, bytes]"
    Outcome: TypeAlias = "Contents | Problem | tuple[Problem, ...]"


class Wanted(Struct):
    """Which memos are asked for, and in which formats."""

    agreements: Folder
    ids: tuple[str, ...] | None
    """Those of these agreements; None for all."""
    as_of: date | None = None
    """The latest matter dated by this day; None for the latest."""
    formats: tuple[str, ...] = ()
    """None where nothing was said."""
    house: House = House()
    matter: str | None = None
    """The matter with this id; None for the latest."""
    board: str | None = None
    """A part of the name of the board that gets the memo; None for each board that decides."""
    single: bool = False
    """Whether there is room for one memo only."""
    profile: str | None = None
    """The name of the profile; None for that of the register's settings."""
    width: int | None = None
    """Of the terminal; None where the answer goes to a file or another program."""
    assumed: tuple[Assumption, ...] = ()
    """How index series are assumed to go on."""
    thorough: bool = False
    """Whether the frozen memos of earlier matters are looked at as well."""
    progress: Progress = iter
    """Hands on the files, and shows how far the work has come."""

    @property
    def files(self) -> Sequence[Path]:
        """The files of the agreements."""
        if self.ids is None:
            return self.agreements.files()
        return [self.agreements.file_of(each) for each in self.ids]


class Drift(Struct):
    """A frozen memo that the register would now give in other words, or not at all."""

    line: Line
    file: str
    words: str
    """As they were frozen."""
    now: str | Problem

    @property
    def problem(self) -> Problem:
        """Say so, without calling anything wrong."""
        now = say("other words")
        if isinstance(self.now, Problem):
            now = say("none: {reason}", reason=self.now.message.rstrip("."))
        finding = codes.FROZEN_DRIFT.at((), name=self.file, now=now, agreement=self.line.agreement)
        return self.line.problem(finding)


class Kept(Struct):
    """The frozen memos of a register, and what was found of those that were looked at."""

    frozen: Frozen = Frozen(Path())
    drifts: list[Drift] = field(default_factory=list)
    found: set[Problem] = field(default_factory=set)
    """What is wrong with the frozen memos or their list."""
    given: set[str] = field(default_factory=set)
    """The names of the memos that are the frozen ones."""

    def words(self, line: Line, now: str | Problem) -> str | Problem:
        """Give the frozen words of a memo; of a damaged one the register's own, where they are the same."""
        kept = self.frozen.words(line)
        same = isinstance(now, str) and frozen.checksum(now) == line.checksum
        if isinstance(kept, Problem):
            self.found.add(kept)
            return now if same else kept
        if not same:
            file = folder.shown(self.frozen.path / line.name)
            now = replace(now, severity=Severity.ERROR) if isinstance(now, Problem) else now
            self.drifts.append(Drift(line, file, kept, now))
        return kept


class Memos(Struct):
    """The memos that could be written, by name; why others could not; and which agreements need none yet.

    A memo is named after its agreement, and after its board as well where the agreement has several.
    """

    contents: dict[str, Contents] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    faults: set[Problem] = field(default_factory=set)
    """What is wrong in the profile or a template, which memos share; it is said once."""
    without: list[str] = field(default_factory=list)
    unfinished: dict[str, Problem] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def add(self, name: str, outcome: Outcome, *, every: bool) -> None:
        """Take in what came of one memo."""
        match outcome:
            case dict():
                self.contents[name] = outcome
            case Problem(code=codes.TEMPLATE_FAULT.code):
                self.faults.add(outcome)
                self.problems[name] = ()
            case Problem(severity=Severity.WARNING) if every:
                self.unfinished[name] = outcome
            case Problem():
                self.problems[name] = (replace(outcome, severity=Severity.ERROR),)
            case _:
                self.problems[name] = outcome

    @property
    def failed(self) -> bool:
        """Whether something must be mended; that the register has moved on need not."""
        damaged = any(each.severity is Severity.ERROR for each in self.kept.found)
        return bool(self.faults or self.problems) or damaged

    @property
    def refused(self) -> bool:
        """Whether nothing can be written of all that should be."""
        return bool(self.faults or self.problems) and not self.contents

    @property
    def obstacles(self) -> list[Problem]:
        """Everything for which a memo could not be written."""
        return [*self.faults, *(each for found in self.problems.values() for each in found)]

    def remarks(self, width: int | None) -> str:
        """Name the agreements that have no matter, and say why others have no memo."""
        lines = [say("{id} has no matter, and so no memo.", id=visible.line(each)) for each in self.without]
        drifts = (each.problem for each in self.kept.drifts)
        found = {*self.unfinished.values(), *self.obstacles, *self.kept.found, *drifts}
        # Where none could be written, the reasons say it all.
        number = len(self.problems) if self.contents else 0
        last = say_count(
            number, "{number} memo could not be written.", "{number} memos could not be written."
        )
        shown = "".join(f"{line}\n" for line in lines) + diagnostics.full(sorted(found), width)
        return f"{shown}{last}\n" if number else shown


def write(wanted: Wanted) -> Memos:
    """Write memos; where every agreement's is asked for, one without a finished matter simply has none."""
    every = wanted.ids is None
    prepared = prepare(wanted)
    if isinstance(prepared, tuple):
        return Memos(faults=set(prepared))
    memos, ids, followed = Memos(kept=prepared.kept), {path.stem for path in wanted.files}, set[str]()
    for record in register.read_all(wanted.progress(wanted.files), whole=True):
        followed |= {*record.agreement.series} if record.agreement else set()
        if every and record.agreement is not None and not prepared.matters(record.agreement):
            memos.without.append(record.id)
        else:
            for name, outcome in _outcomes(prepared, record):
                memos.add(name, _alone(outcome, name, record, {*memos.contents, *ids}), every=every)
    gathering.refuse_unused(wanted, followed)
    if wanted.thorough and every:
        memos.kept.found.update(memos.kept.frozen.check(wanted.agreements.ids()))
    return memos


def _outcomes(prepared: Prepared, record: Record) -> Iterator[tuple[str, Outcome]]:
    """Write one agreement's memos; whatever goes wrong with one keeps no other from being written."""
    chosen = prepared.chosen(record)
    if isinstance(chosen, tuple):
        yield record.id, chosen
        return
    for about in chosen:
        try:
            yield about.name, prepared.write(about)
        except IopctlError:
            raise
        except BaseException as error:  # noqa: BLE001 - some libraries panic with what is no Exception
            finding = codes.NO_MEMO.at((), reason=bugs.caught(error), cure=codes.REPORT_IT)
            yield about.name, about.problems([finding])


def _alone(outcome: Outcome, name: str, record: Record, taken: set[str]) -> Outcome:
    """Refuse a memo whose file is that of another agreement: a-b of one board, and a of the board b."""
    if name == record.id or name not in taken:
        return outcome
    reason = say("{name} is the name of another memo", name=name)
    cure = say("Give one of the two agreements another id.")
    return (record.document.problem(codes.NO_MEMO.at((), reason=reason, cure=cure)),)


def prepare(wanted: Wanted) -> Prepared | tuple[Problem, ...]:
    """Make ready to write memos, or say what is wrong with what all of them rest on."""
    found = register.profile_of(wanted.agreements, wanted.profile)
    kept = Kept(frozen.read(wanted.agreements))
    if found.stated is None or kept.frozen.unread:
        return (*found.problems, *kept.frozen.unread)
    return Prepared(wanted, found.stated, kept)


class About(Struct):
    """The matter that a memo is about, in its agreement and its file, and the board that gets it."""

    record: Record
    agreement: Agreement
    matter: Matter
    board: Board

    @property
    def party(self) -> Party:
        """The party whose board it is."""
        return boards.parties(self.agreement)[self.board]

    @property
    def name(self) -> str:
        """What the memo's file is called, without its suffix."""
        names = boards.file_names(self.agreement)
        return self.record.id if len(names) == 1 else f"{self.record.id}-{names[self.board]}"

    @property
    def frozen_as(self) -> str:
        """What the memo is called among the frozen ones of its agreement."""
        return boards.memo_names(self.agreement, self.matter)[self.board]

    @property
    def index(self) -> int:
        """Where the matter stands among those of the file."""
        return self.agreement.matters.index(self.matter)

    def problem(self, finding: Finding) -> Problem:
        """Place a finding in the file."""
        return self.record.document.problem(finding)

    def problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Place what is wrong with the whole memo at its matter."""
        return tuple(self.problem(replace(each, where=("matters", self.index))) for each in findings)


class Prepared:
    """What several memos are written with: templates and writers that are made once."""

    def __init__(self, wanted: Wanted, profile: Profile, kept: Kept) -> None:
        self._wanted = wanted
        self._profile = profile
        self.kept = kept
        self._indices = Indices(wanted.agreements)
        self._tracked_from = wanted.agreements.tracked_from
        # What is not installed is said before anything is read.
        self._documents = DocumentWriter(wanted.formats or (MARKDOWN,), wanted.house)
        self._templates = Writer(wanted.agreements.templates)

    def matters(self, agreement: Agreement) -> list[Matter]:
        """Give the matters that a memo can be about."""
        as_of = self._wanted.as_of
        return [each for each in agreement.matters if as_of is None or each.dated.last <= as_of]

    def chosen(self, record: Record) -> list[About] | tuple[Problem, ...]:
        """Find the matter that is asked for, of each board that it is asked for.

        Raise IopctlError if the matter or the board is named and there is none, or if there are more memos
        than room for them.
        """
        agreement, wanted = record.agreement, self._wanted
        if agreement is None:
            return record.problems
        found = self.matters(agreement)
        if wanted.matter is not None:
            found = [_named(agreement, wanted.matter)] if found else []
        known = boards.parties(agreement)
        asked = [picking.board(known, wanted.board)] if wanted.board else [*known]
        chosen = []
        for board in asked:
            own = [each for each in found if board in boards.parties(agreement, each)]
            if own:
                latest = max(own, key=lambda each: each.dated.last)
                chosen.append(About(record, agreement, latest, board))
        if not chosen:
            kind = codes.NO_MATTER_BY if wanted.as_of else codes.NO_MATTER
            kind = codes.NO_MATTER_FOR if found else kind
            finding = kind.at((), agreement=record.id, day=wanted.as_of, board=wanted.board)
            return (record.document.problem(finding),)
        if wanted.single and len(chosen) > 1:
            named = "; ".join(boards.called(each.party) for each in chosen)
            raise IopctlError(codes.SEVERAL_DECIDE, agreement=record.id, boards=named)
        return chosen

    def write(self, about: About) -> Outcome:
        """Write a memo, in the words that were frozen where they are."""
        line = self.kept.frozen.line(about.record.id, about.frozen_as)
        if line is None:
            words = self.words(about, self._wanted.agreements.revision)
        else:
            words = self.kept.words(line, self.words(about))
            self.kept.given.add(about.name)
        if self._wanted.thorough:
            self._compare_others(about)
        if isinstance(words, Problem):
            return words
        outcome = self._documents.write(words, self._letterhead(about))
        return about.problems(outcome) if isinstance(outcome, tuple) else outcome

    def words(self, about: About, revision: str | None = None) -> str | Problem:
        """Give a memo in Markdown, as the register gives it now; what is frozen names no revision."""
        for obstacle in matters.unfinished_matter(about.agreement, about.index, self._profile):
            return about.problem(obstacle)
        facts = self.facts(about)
        if isinstance(facts, Problem):
            return facts
        for lack in names.lacking(facts, ("matters", about.index)):
            return about.problem(lack)
        return self._templates.write(facts, revision)

    def facts(self, about: About) -> Memo | Problem:
        """Gather what a memo says; nothing may stand in its way but what is not written yet."""
        indices = self._indices.followed_by(about.agreement)
        known = Known(about.matter.dated.last, indices, self._wanted.assumed, tracked_from=self._tracked_from)
        facts = memo.write(about.agreement, about.matter, self._profile, known, about.party)
        return about.problem(facts.reason) if isinstance(facts, NoFigure) else facts

    def faults(self, about: About, words: str) -> tuple[Problem, ...]:
        """Find what would keep words from being a document that everybody can read."""
        from iopctl.memo.document import markdown

        outcome = markdown.parse(words, self._letterhead(about))
        return about.problems(outcome) if isinstance(outcome, tuple) else ()

    def _compare_others(self, about: About) -> None:
        """See what the register would now give for the frozen memos of the board's other matters."""
        agreement_id, known = about.record.id, boards.every_memo(about.agreement)
        self.kept.found.update(self.kept.frozen.unknown_matters(agreement_id, known))
        for each in about.agreement.matters:
            if each is about.matter or about.board not in boards.parties(about.agreement, each):
                continue
            other = replace(about, matter=each)
            line = self.kept.frozen.line(agreement_id, other.frozen_as)
            if line is not None:
                self.kept.words(line, self.words(other))

    def _letterhead(self, about: About) -> Letterhead:
        return formats.of_memo(about.party, about.matter, self._profile)


def _named(agreement: Agreement, matter_id: str) -> Matter:
    """Find a matter by its id; raise IopctlError if there is none."""
    for each in agreement.matters:
        if each.id == matter_id:
            return each
    cure = spelling.closest(matter_id, [each.id for each in agreement.matters])
    raise IopctlError(codes.NO_SUCH_CHOICE, found=matter_id, option="--matter", cure=cure)
