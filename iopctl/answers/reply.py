"""What every answer has in common: the envelope of its JSON, and the declared types that many share.

An answer is declared once. `result` is its JSON contract, from which the JSON Schema and the reference page
follow; `blocks` are what people read; `records` are the rows of csv and workbooks.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeAlias, TypeVar

from iopctl import visible
from iopctl.period import NoEnd
from iopctl.problem import Severity
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopctl.model.parties import Official
    from iopctl.problem import Finding, Problem
    from iopctl.rules.deadlines import Deadline
    from iopctl.rules.term import Options, Standing
    from iopctl.source.document import Document
    from iopctl.table import Block

Result = TypeVar("Result")

SCHEMA_VERSION = 1


class Basis(Struct):
    """What an answer rests on beside the question itself; where nothing was asked, today's files."""

    as_of: date | None = None
    """The day, where one was named or a revision is read."""
    revision: str | None = None
    """The full hash of the commit that the register was read from; None for the files as they are now."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Say it below a table."""
        if self.as_of is None:
            return ()
        if self.revision is None:
            return (say("As of {day}.", day=self.as_of),)
        words = "As of {day}, from the register as committed in {commit}."
        return (say(words, day=self.as_of, commit=visible.commit(self.revision)),)


# The files as they are now, and the day on the wall.
TODAY = Basis()


class Reply(Struct, kw_only=True):
    """A command's answer before it has a format: what it found, and how that is shown."""

    command: ClassVar[str]
    """The command as JSON names it."""
    record: ClassVar[tuple[type[Struct], ...]] = ()
    """Whose fields, side by side, are the columns of csv and of a workbook; without them it has neither."""
    as_of: date
    basis: Basis = TODAY
    problems: tuple[Problem, ...] = ()
    """What is wrong in the files, or why a figure is missing."""

    @property
    def title(self) -> str:
        """Head the workbook."""
        return self.command

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what a reader of the rows must know."""
        return self.basis.notes

    def result(self) -> Struct | None:
        """Give the answer as JSON declares it."""
        raise NotImplementedError

    def blocks(self) -> Iterable[Block]:
        """Give the answer as people read it, in a terminal and in Markdown."""
        raise NotImplementedError

    def records(self) -> Iterable[tuple[Struct, ...]]:
        """Give the answer as rows, of what `record` says each."""
        return ()

    def envelope(self) -> Envelope[Struct]:
        """Put the result into the one envelope."""
        return envelope(self.command, self.as_of, self.basis.revision, self.problems, self.result())


class Envelope(Struct, Generic[Result]):
    """The object that every answer is."""

    schema_version: int
    """1"""
    command: str
    """The command that was asked."""
    as_of: date
    """The day as of which it was asked."""
    revision: str | None
    """With `--rev`, the full hash of the commit that the register was read from; else null."""
    result: Result | None
    """The answer; null where the file of the agreement that was asked about has problems."""
    problems: tuple[Found, ...]
    """What is wrong, or why there is no figure; empty where all is well."""


def envelope(
    command: str,
    as_of: date,
    revision: str | None,
    problems: Iterable[Problem],
    result: Result | None,
) -> Envelope[Result]:
    """Put a result, or nothing but the problems that prevent one, into the one envelope."""
    found = tuple(map(Found.of, problems))
    return Envelope(SCHEMA_VERSION, command, as_of, revision, result, found)


class Found(Struct):
    """A problem."""

    code: str
    """One of [the codes](problems.md)."""
    severity: Severity
    """A `warning` where the agreement can be used all the same; of a sound file only `validate` gives it."""
    message: str
    """What was found."""
    hint: str
    """How to mend it."""
    file: str
    """From the folder where you stand; with `--rev` followed by `@` and seven digits of the commit's hash."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""

    @classmethod
    def of(cls, problem: Problem) -> Found:
        """Give the fields of a problem."""
        place = problem.place
        return cls(
            problem.code,
            problem.severity,
            problem.message,
            problem.hint,
            place.file,
            place.line,
            place.column,
        )


class Reason(Struct):
    """Why an answer is as it is, with the line that it rests on."""

    code: str
    """One of [the reasons](#reasons)."""
    message: str
    """The reason as a sentence."""
    file: str
    """The file that it rests on."""
    line: int
    """The line in it, counted from 1."""

    @classmethod
    def of(cls, finding: Finding, document: Document) -> Reason:
        """Give a reason its line."""
        place = document.place_of(finding.where, on_key=finding.on_key)
        return cls(finding.code, finding.message, place.file, place.line)


class Person(Struct):
    """An official."""

    name: str
    """The name."""
    title: str | None
    """The title, where the file states it."""

    @classmethod
    def of(cls, official: Official | None) -> Person | None:
        """Give the official, where the file names one."""
        return None if official is None else cls(official.name, official.title)


class TermDays(Struct):
    """The decided term."""

    starts: date
    """Its first day."""
    ends: date | None
    """Its last day; null where there is none, or none is known."""
    no_end: NoEnd | None
    """Why there is no last day: `until further notice`, or `not stated` in the file."""
    latest_end: date | None
    """Its last day when every option is used as well."""

    @classmethod
    def of(cls, stands: Standing) -> TermDays:
        """Give the term as it stands."""
        return cls(stands.decided.first, stands.decided.last, stands.no_end, stands.reach.last)


Number: TypeAlias = int | Literal["unlimited"]
"""A number of options, or `"unlimited"`."""


def count(number: int | None) -> Number:
    """Give a number of options; None is without limit."""
    return "unlimited" if number is None else number


class OptionCount(Struct):
    """The options of an agreement."""

    total: Number | None
    """How many there are; null where the file states no extension clause."""
    used: int
    """How many are used."""
    left: Number | None
    """How many are left; null where the file states no extension clause."""

    @classmethod
    def of(cls, found: Options) -> OptionCount:
        """Count the options."""
        if not found.stated:
            return cls(None, 0, None)
        return cls(count(found.total), found.used, count(found.left))


class Task(Struct):
    """Something that is to be done."""

    on: date
    """The last day for it."""
    days_left: int
    """From the day asked; less than 0 where it is late."""
    overdue: bool
    """Whether that day has passed, or it should be done already."""
    kind: str
    """`decide`, `memo`, `notice`, `ends`, `lapsed`, `unused`, `ended`, `condition`, `meetings`, `report`,
    `measurement` or `index`."""
    about: str
    """What of the agreement it is about: a day, a key, a name."""
    what: str
    """What is to be done, as a sentence."""

    @classmethod
    def of(cls, found: Deadline, as_of: date) -> Task:
        """Give a deadline as it is on a day."""
        overdue = found.overdue(as_of)
        return cls(found.on, (found.on - as_of).days, overdue, found.code, found.about, found.what.message)


def task_name(kind: str) -> str:
    """Say what is to be done in a word, where there is no room for the sentence."""
    return {
        "decide": say("decide"),
        "memo": say("memo"),
        "notice": say("notice"),
        "ends": say("ends"),
        "lapsed": say("lapsed"),
        "unused": say("unused"),
        "ended": say("ended"),
        "condition": say("condition"),
        "meetings": say("meetings"),
        "report": say("report"),
        "measurement": say("measure"),
        "index": say("index"),
    }[kind]
