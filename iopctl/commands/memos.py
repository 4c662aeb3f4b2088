"""The memos of a register, in the formats asked for; `memo` prints, writes or compares them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from iopctl import catalogue, references, register
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.register import Indices
from iopctl.rules import memo
from iopctl.rules.budget import NoFigure
from iopctl.views import diagnostics, labels
from iopctl.views.document.formats import MARKDOWN
from iopctl.views.document.formats import Writer as DocumentWriter
from iopctl.views.document.house import House
from iopctl.views.memo import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding
    from iopctl.register import Record
    from iopctl.rules.memo import Memo
    from iopctl.source.folder import Folder
    from iopctl.source.history import Location

    # What one memo is in each format.
    Contents: TypeAlias = "dict[str, bytes]"


def _unseen(_done: int, _of: int, _agreement_id: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which memos are asked for, and in which formats."""

    agreements: Folder
    ids: tuple[str, ...] | None
    """Those of these agreements; None for all."""
    as_of: date | None = None
    """The latest matter dated by this day; None for the latest."""
    formats: tuple[str, ...] = ()
    """None where nothing was said."""
    house: House = field(default_factory=House)
    matter: str | None = None
    """The matter with this id; None for the latest."""
    profile: str | None = None
    """The name of the profile; None for that of the register's settings."""
    width: int | None = None
    """Of the terminal; None where the answer goes to a file or another program."""
    progress: Callable[[int, int, str], None] = _unseen
    """Is told how many are done, of how many, and which comes next."""

    @property
    def files(self) -> list[Location]:
        """The files of the agreements."""
        if self.ids is None:
            return self.agreements.files()
        return [self.agreements.file_of(each) for each in self.ids]


@dataclass(frozen=True, slots=True)
class Memos:
    """The memos that could be written, by agreement; why others could not; and which need none yet."""

    contents: dict[str, Contents] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    faults: set[Problem] = field(default_factory=set)
    """What is wrong in the profile or a template, which memos share; it is told once, and none is written."""
    without: list[str] = field(default_factory=list)
    unfinished: dict[str, Problem] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether nothing can be written of all that should be."""
        return bool(self.faults) or (bool(self.problems) and not self.contents)

    @property
    def obstacles(self) -> list[Problem]:
        """Everything for which a memo could not be written."""
        return sorted({*self.faults, *(each for found in self.problems.values() for each in found)})

    def remarks(self, width: int | None) -> str:
        """Name the agreements that have no matter, and say why others have no memo."""
        without = "".join(f"{labels.no_memo(agreement_id)}\n" for agreement_id in self.without)
        problems = diagnostics.full(sorted([*self.unfinished.values(), *self.obstacles]), width)
        # Where none could be written, the reasons say it all.
        number = len(self.problems) if self.contents else 0
        return without + problems + (f"{labels.unwritten_memos(number)}\n" if number else "")


def write(wanted: Wanted) -> Memos:
    """Write memos; where every agreement's is asked for, one without a finished matter simply has none."""
    every = wanted.ids is None
    found = references.profile_of(wanted.agreements, wanted.profile)
    if found.profile is None:
        return Memos(faults=set(found.problems))
    pen = _Pen(wanted, found.profile)
    memos = Memos()
    files = wanted.files
    for done, record in enumerate(register.read_all(files)):
        wanted.progress(done, len(files), record.id)
        if every and record.agreement is not None and not pen.matters(record.agreement):
            memos.without.append(record.id)
            continue
        outcome = pen.write(record)
        match outcome:
            case dict():
                memos.contents[record.id] = outcome
            case Problem(code=catalogue.TEMPLATE_FAULT.code):
                memos.faults.add(outcome)
            case Problem(severity=Severity.WARNING) if every:
                memos.unfinished[record.id] = outcome
            case Problem():
                memos.problems[record.id] = (replace(outcome, severity=Severity.ERROR),)
            case _:
                memos.problems[record.id] = outcome
    wanted.progress(len(files), len(files), "")
    return memos


class _Pen:
    """What several memos are written with: templates and writers that are made once."""

    def __init__(self, wanted: Wanted, profile: Profile) -> None:
        self._profile = profile
        self._as_of = wanted.as_of
        self._matter = wanted.matter
        self._indices = Indices(wanted.agreements)
        # What is not installed is told of before anything is read.
        self._documents = DocumentWriter(wanted.formats or (MARKDOWN,), wanted.house)
        self._templates = Writer(wanted.agreements.templates, wanted.agreements.revision)

    def matters(self, agreement: Agreement) -> list[Matter]:
        """Give the matters that a memo can be about."""
        return [each for each in agreement.matters if self._as_of is None or each.dated.last <= self._as_of]

    def write(self, record: Record) -> Contents | Problem | tuple[Problem, ...]:
        """Write the memo of one agreement's latest matter."""
        agreement = record.agreement
        if agreement is None:
            return record.problems
        matters = self.matters(agreement)
        if not matters:
            finding = catalogue.NO_MATTER.at((), agreement=record.id, by=catalogue.by_day(self._as_of))
            return record.document.problem(finding)
        if self._matter is None:
            latest = max(matters, key=lambda each: each.dated.last)
        else:
            latest = _named(agreement, self._matter)
        index = agreement.matters.index(latest)
        unfinished = memo.unfinished(agreement, index, self._profile)
        for obstacle in (*memo.obstacles(agreement, index), *unfinished):
            return record.document.problem(obstacle)
        facts = memo.write(agreement, latest, self._profile, self._indices.followed_by(agreement))
        if isinstance(facts, NoFigure):
            return record.document.problem(facts.reason)
        outcome = self._write(facts)
        if not isinstance(outcome, tuple):
            return outcome
        where = ("matters", index)
        return tuple(record.document.problem(replace(each, where=where)) for each in outcome)

    def _write(self, facts: Memo) -> Contents | Problem | tuple[Finding, ...]:
        markdown = self._templates.write(facts)
        return markdown if isinstance(markdown, Problem) else self._documents.write(markdown, facts)


def _named(agreement: Agreement, matter_id: str) -> Matter:
    """Find a matter by its id; raise IopctlError if there is none."""
    for each in agreement.matters:
        if each.id == matter_id:
            return each
    cure = catalogue.closest(matter_id, [each.id for each in agreement.matters])
    raise IopctlError(catalogue.NO_SUCH_CHOICE, found=matter_id, option="--matter", cure=cure)
