"""The memos of a register, in the formats asked for; `memo` prints, writes or compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import bugs, codes, labels, references, register, spelling, visible
from iopctl.commands.keeping import Kept
from iopctl.memo.document import formats
from iopctl.memo.document.formats import MARKDOWN, House
from iopctl.memo.document.formats import Writer as DocumentWriter
from iopctl.memo.template import Writer
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import memo, names
from iopctl.rules.budget import NoFigure
from iopctl.rules.checks import matters
from iopctl.source import frozen
from iopctl.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TypeAlias

    from iopctl.memo.document.blocks import Letterhead
    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding
    from iopctl.register import Progress, Record
    from iopctl.rules.memo import Memo
    from iopctl.source.folder import Folder

    # What one memo is in each format.
    Contents: TypeAlias = "dict[str, bytes]"


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
    profile: str | None = None
    """The name of the profile; None for that of the register's settings."""
    width: int | None = None
    """Of the terminal; None where the answer goes to a file or another program."""
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


class Memos(Struct):
    """The memos that could be written, by agreement; why others could not; and which need none yet."""

    contents: dict[str, Contents] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    faults: set[Problem] = field(default_factory=set)
    """What is wrong in the profile or a template, which memos share; it is told once."""
    without: list[str] = field(default_factory=list)
    unfinished: dict[str, Problem] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def add(
        self, agreement_id: str, outcome: Contents | Problem | tuple[Problem, ...], *, every: bool
    ) -> None:
        """Take in what came of one agreement's memo."""
        match outcome:
            case dict():
                self.contents[agreement_id] = outcome
            case Problem(code=codes.TEMPLATE_FAULT.code):
                self.faults.add(outcome)
                self.problems[agreement_id] = ()
            case Problem(severity=Severity.WARNING) if every:
                self.unfinished[agreement_id] = outcome
            case Problem():
                self.problems[agreement_id] = (replace(outcome, severity=Severity.ERROR),)
            case _:
                self.problems[agreement_id] = outcome

    @property
    def failed(self) -> bool:
        """Whether something must be mended."""
        return bool(self.faults or self.problems) or self.kept.damaged

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
        without = "".join(f"{labels.no_memo(visible.line(each))}\n" for each in self.without)
        found = {*self.unfinished.values(), *self.obstacles, *self.kept.problems}
        problems = diagnostics.full(sorted(found), width)
        # Where none could be written, the reasons say it all.
        number = len(self.problems) if self.contents else 0
        return without + problems + (f"{labels.unwritten_memos(number)}\n" if number else "")


def write(wanted: Wanted) -> Memos:
    """Write memos; where every agreement's is asked for, one without a finished matter simply has none."""
    every = wanted.ids is None
    prepared = pen(wanted)
    if isinstance(prepared, tuple):
        return Memos(faults=set(prepared))
    memos = Memos(kept=prepared.kept)
    for record in register.read_all(wanted.progress(wanted.files)):
        if every and record.agreement is not None and not prepared.matters(record.agreement):
            memos.without.append(record.id)
            continue
        memos.add(record.id, _outcome(prepared, record, thorough=wanted.thorough), every=every)
    if wanted.thorough and every:
        prepared.kept.look_at_all(wanted.agreements.ids())
    return memos


def _outcome(prepared: Pen, record: Record, *, thorough: bool) -> Contents | Problem | tuple[Problem, ...]:
    """Write one memo; whatever goes wrong with it keeps no other from being written."""
    try:
        outcome = prepared.write(record)
        if thorough:
            prepared.look_at_others(record)
    except IopctlError:
        raise
    except BaseException as error:  # noqa: BLE001 - some libraries panic with what is no Exception
        finding = codes.NO_MEMO.at((), reason=bugs.caught(error), cure=codes.REPORT_IT)
        about = prepared.chosen(record)
        return about.problems([finding]) if isinstance(about, About) else (record.document.problem(finding),)
    return outcome


def pen(wanted: Wanted) -> Pen | tuple[Problem, ...]:
    """Make ready to write memos, or say what is wrong with what all of them rest on."""
    found = references.profile_of(wanted.agreements, wanted.profile)
    kept = Kept(frozen.read(wanted.agreements))
    if found.profile is None or kept.frozen.unread:
        return (*found.problems, *kept.frozen.unread)
    return Pen(wanted, found.profile, kept)


class About(Struct):
    """The matter that a memo is about, in its agreement and its file."""

    record: Record
    agreement: Agreement
    matter: Matter

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


class Pen:
    """What several memos are written with: templates and writers that are made once."""

    def __init__(self, wanted: Wanted, profile: Profile, kept: Kept) -> None:
        self._profile = profile
        self._as_of = wanted.as_of
        self._matter = wanted.matter
        self.kept = kept
        self._indices = Indices(wanted.agreements)
        # What is not installed is told of before anything is read.
        self._documents = DocumentWriter(wanted.formats or (MARKDOWN,), wanted.house)
        self._templates = Writer(wanted.agreements.templates)
        self._revision = wanted.agreements.revision

    def matters(self, agreement: Agreement) -> list[Matter]:
        """Give the matters that a memo can be about."""
        return [each for each in agreement.matters if self._as_of is None or each.dated.last <= self._as_of]

    def write(self, record: Record) -> Contents | Problem | tuple[Problem, ...]:
        """Write the memo of one agreement's latest matter, in the words that were frozen where they are."""
        about = self.chosen(record)
        if not isinstance(about, About):
            return about
        line = self.kept.frozen.line(record.id, about.matter.id)
        if line is None:
            words = self._words(about, self._revision)
        else:
            words = self.kept.words(line, self.words(about))
            self.kept.given.add(record.id)
        if isinstance(words, Problem):
            return words
        outcome = self._documents.write(words, self._letterhead(about))
        return about.problems(outcome) if isinstance(outcome, tuple) else outcome

    def faults(self, about: About, words: str) -> tuple[Problem, ...]:
        """Find what would keep words from being a document that everybody can read."""
        from iopctl.memo.document import markdown

        outcome = markdown.parse(words, self._letterhead(about))
        return about.problems(outcome) if isinstance(outcome, tuple) else ()

    def _letterhead(self, about: About) -> Letterhead:
        return formats.of_memo(about.agreement, about.matter, self._profile)

    def chosen(self, record: Record) -> About | tuple[Problem, ...]:
        """Find the matter that is asked for; raise IopctlError if it is named and there is none."""
        if record.agreement is None:
            return record.problems
        matters = self.matters(record.agreement)
        if not matters:
            kind = codes.NO_MATTER_BY if self._as_of else codes.NO_MATTER
            finding = kind.at((), agreement=record.id, day=self._as_of)
            return (record.document.problem(finding),)
        if self._matter is not None:
            return About(record, record.agreement, _named(record.agreement, self._matter))
        return About(record, record.agreement, max(matters, key=lambda each: each.dated.last))

    def words(self, about: About) -> str | Problem:
        """Give a memo in Markdown, as the register gives it now; what is frozen names no revision."""
        return self._words(about)

    def facts(self, about: About) -> Memo | Problem:
        """Gather what a memo says; nothing may stand in its way but what is not written yet."""
        indices = self._indices.followed_by(about.agreement)
        facts = memo.write(about.agreement, about.matter, self._profile, indices)
        return about.problem(facts.reason) if isinstance(facts, NoFigure) else facts

    def look_at_others(self, record: Record) -> None:
        """See what the register would now give for the frozen memos of other matters."""
        chosen = self.chosen(record)
        if record.agreement is None or not isinstance(chosen, About):
            return
        self.kept.look_at_matters(record.id, [each.id for each in record.agreement.matters])
        for each in record.agreement.matters:
            line = self.kept.frozen.line(record.id, each.id)
            if line is not None and each is not chosen.matter:
                self.kept.words(line, self.words(About(record, record.agreement, each)))

    def _words(self, about: About, revision: str | None = None) -> str | Problem:
        agreement, index = about.agreement, about.index
        for obstacle in matters.unfinished_matter(agreement, index, self._profile):
            return about.problem(obstacle)
        facts = self.facts(about)
        if isinstance(facts, Problem):
            return facts
        for lack in names.lacking(facts, ("matters", index)):
            return about.problem(lack)
        return self._templates.write(facts, revision)


def _named(agreement: Agreement, matter_id: str) -> Matter:
    """Find a matter by its id; raise IopctlError if there is none."""
    for each in agreement.matters:
        if each.id == matter_id:
            return each
    cure = spelling.closest(matter_id, [each.id for each in agreement.matters])
    raise IopctlError(codes.NO_SUCH_CHOICE, found=matter_id, option="--matter", cure=cure)
