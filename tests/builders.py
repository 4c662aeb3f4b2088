"""Agreements from the lines that a test is about; the real reader, model and checks make them.

What a test writes comes first in the file, so that its lines keep their numbers; what it leaves out is
filled in below, from a plain agreement of 2021–2022 between two parties.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from iopctl import register
from iopctl.model import building
from iopctl.model.agreement import Agreement
from iopctl.model.published import Series
from iopctl.money import EXACT
from iopctl.problem import Severity
from iopctl.register import Loaded
from iopctl.rules import budget, checks, figure
from iopctl.rules.budget import Budget, NoFigure
from iopctl.rules.checks import matters
from iopctl.rules.figure import Step
from iopctl.rules.known import Known
from iopctl.source import reading
from iopctl.source.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.problem import Problem
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Index

# A party puts nothing in.
ONE_SIDED = "IOP303"
AGREEMENTS = Path(__file__).parents[1] / "agreements"
_standard = register.standard_profile().stated
assert _standard is not None
PROFILE = _standard

PARTIES = """
parties:
  kommunen: {role: public, name: Linköpings kommun, board: arbetsmarknadsnämnden, administration: Kontoret}
  ikf: {role: civil, name: Internationella Kvinnoföreningen, short_name: IKF}
"""
TERM = """
term: {starts: 2021-01-01, ends: 2022-12-31}
"""
BUDGET = """
budget:
  - from: 2000-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""
MATTER = """
matters:
  - id: arende-1
    kind: adopt
    dated: 2020-11-30
    matter: Nämnden föreslås anta överenskommelsen.
    background: Parterna bekostar verksamheten gemensamt.
    goals: {text: Partnerskapet bidrar till målområde 6.}
    equality: Verksamheten är öppen för alla.
    consultation: Juridikenheten har rådfrågats.
    codetermination: not called for
    signatures: [{name: Anders Jolby}]
    sent_to: [Föreningen]
"""

_REST = {
    "format": "format: 1\n",
    "title": "title: Partnerskapet\n",
    "parties": PARTIES,
    "purpose": "purpose: Att bryta utanförskap.\n",
    "term": TERM,
    "budget": BUDGET,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found wrong, and where."""

    code: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the register takes it in."""

    document: Document
    agreement: Agreement | None
    problems: tuple[Problem, ...]


def text(written: str) -> str:
    """Complete what a test writes to a whole agreement."""
    given = dedent(written).lstrip("\n")
    keys = set(re.findall(r"^(\w+):", given, re.MULTILINE))
    rest = "".join(section.lstrip("\n") for key, section in _REST.items() if key not in keys)
    return f"{given.rstrip()}\n{rest}" if given.strip() else rest


def read(whole: str | bytes) -> Read:
    """Read, build and check a whole text, as the register does with a file."""
    content = whole if isinstance(whole, bytes) else whole.encode()
    document = reading.read_bytes(content, "agreement.yaml")
    if not document.readable:
        return Read(document, None, tuple(document.all_problems()))
    built = building.build(document.values)
    findings = [
        *built.findings,
        *checks.everything(built.agreement, document.values, built.sound - document.damaged),
    ]
    problems = tuple(document.all_problems(findings))
    unsound = any(each.severity is Severity.ERROR and each.code != ONE_SIDED for each in problems)
    if not unsound:
        problems += tuple(map(document.problem, matters.unfinished(built.agreement, PROFILE)))
    return Read(document, None if unsound else built.agreement, problems)


def found(written: str) -> list[Found]:
    """Complete a text to an agreement, and say what errors are in it."""
    return [_found(problem) for problem in errors(written)]


def errors(written: str) -> list[Problem]:
    """Complete a text to an agreement, and give its errors.

    A test that is about one line of the budget need not let the other party bear something as well.
    """
    problems = read(text(written)).problems
    return [each for each in problems if each.severity is Severity.ERROR and each.code != ONE_SIDED]


def warned(written: str) -> list[Found]:
    """Complete a text to an agreement, and say what it is warned of."""
    problems = read(text(written)).problems
    return [_found(problem) for problem in problems if problem.severity is Severity.WARNING]


def found_raw(whole: str | bytes) -> list[Found]:
    """Say what is wrong with a text as it stands."""
    return [_found(problem) for problem in read(whole).problems]


def _found(problem: Problem) -> Found:
    return Found(problem.code, problem.place.line, problem.place.column)


def problem(written: str) -> Problem:
    """Complete a text to an agreement, and give the one thing that is wrong with it."""
    (only,) = errors(written)
    return only


def agreement(written: str = "") -> Agreement:
    """Complete a text to an agreement that has no errors."""
    return whole(text(written)).agreement


@dataclass(frozen=True, slots=True)
class Whole:
    """A text and the agreement that it states."""

    document: Document
    agreement: Agreement


def whole(full: str | bytes) -> Whole:
    """Read a whole text that has no errors."""
    taken = read(full)
    assert taken.agreement is not None, taken.problems
    return Whole(taken.document, taken.agreement)


def filed(name: str) -> Whole:
    """Read one of the agreements that are kept in the register."""
    return whole((AGREEMENTS / f"{name}.yaml").read_bytes())


def index_of(code: str, values: str, measure: str = "index numbers") -> Index:
    """Make an index series of values as YAML, checked as the register checks it."""
    written = textwrap.indent(dedent(values).strip("\n"), "  ")
    head = f"format: 1\ntitle: Påhittad\nsource: {{publisher: Ingen}}\nas: {measure}\nvalues:\n"
    document = reading.read_text(f"{head}{written}\n", f"agreements/index/{code}.yaml")
    series, findings = building.build_entry(Series, document.values)
    assert series is not None, findings
    return register.index(Loaded(code, document, series, ()))


def day(iso: str) -> date:
    """Write a day short."""
    return date.fromisoformat(iso)


def year_of(of: Agreement, year: int, as_of: str = "2030-01-01") -> Budget:
    """Give the budget of a year that has one."""
    computed = budget.budget(of, year, Known(day(as_of)))
    assert isinstance(computed, Budget), computed
    return computed


def refused(of: Agreement, year: int, as_of: str = "2030-01-01") -> NoFigure:
    """Give why a year has no figure."""
    computed = budget.budget(of, year, Known(day(as_of)))
    assert isinstance(computed, NoFigure), computed
    return computed


def shares_of(computed: Budget) -> dict[str, Decimal]:
    """Give each party's printed share."""
    return {share.party: share.figure.value for share in computed.shares}


def figures_in(figure: Figure) -> Iterator[Figure]:
    """Walk a figure and everything that it was made of."""
    yield figure
    for part in figure.parts:
        yield from figures_in(part)


def recomputed(of: Figure) -> Decimal:
    """Compute a figure again from its leaves alone; raise ValueError where it was made otherwise.

    What a line got of a rounded total is no function of the line: it is the exact value, rounded up or down.
    """
    if of.step in {Step.READ, Step.GIVEN, Step.ASSUMED}:
        return of.value
    parts = [recomputed(part) for part in of.parts]
    if of.step is Step.APPORTIONED:
        exact = EXACT.divide(parts[0], of.rounding)
        around = [exact.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING)]
        possible = [EXACT.multiply(each, of.rounding) for each in around]
    else:
        possible = [figure.computed(of.step, parts, of.rounding)]
    if of.value not in possible:
        raise ValueError(of)
    return of.value
