"""Figures are named in the text of matters, by names that exist.

Holds: `economy: Kommunens insats är {{ parties.kommunen.a_year }}.`
Does not: `{{ parties.komunen.a_year }}`, `{{ money.a_year * 2 }}`, or a name in the agreement's `purpose`,
which has no date and no period.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model import prose
from iopctl.problem import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where
    from iopctl.rules.names import Known
    from iopctl.rules.names.syntax import Braced

READS = ("parties", "term", "follow_up", "matters")


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find braces that hold no name, and names that do not exist."""
    # To place one costs as much as its text is long, and more than so many are shown of no file.
    return islice(_wrong(agreement), MOST_PROBLEMS + 1)


def misplaced(agreement: Agreement, values: object) -> Iterator[Finding]:
    """Find names in the values of a file that no memo puts figures in."""
    own = {where for where, _ in _texts(agreement)}
    for where, text in _strings(values, ()):
        if where not in own and "{{" in text:
            at = text.index("{{")
            yield codes.NO_NAMES_HERE.at(where).inside(text, at, at + 2)


def _texts(agreement: Agreement) -> Iterator[tuple[Where, str]]:
    for index, matter in enumerate(agreement.matters):
        for where, text in prose.texts(matter):
            yield ("matters", index, *where), text


def _wrong(agreement: Agreement) -> Iterator[Finding]:
    texts = [(where, text) for where, text in _texts(agreement) if "{{" in text or "}}" in text]
    if not texts:
        return
    from iopctl.rules.names import Known, syntax

    known = Known(agreement)
    for where, text in texts:
        for each in syntax.read(text):
            finding = _finding(known, where, each)
            if finding is not None:
                yield finding.inside(text, each.start, each.stop)


def _finding(known: Known, where: Where, each: Braced) -> Finding | None:
    from iopctl.rules.names.syntax import Slip

    if isinstance(each, Slip):
        return each.kind.at(where, found=each.found)
    if known.pattern(each.name) is not None:
        return None
    return codes.UNKNOWN_NAME.at(where, name=each.name, cure=known.closest(each.name))


def _strings(value: object, where: Where) -> Iterator[tuple[Where, str]]:
    match value:
        case str():
            yield where, value
        case dict():
            for key, inner in value.items():
                yield from _strings(inner, (*where, key))
        case list():
            for index, inner in enumerate(value):
                yield from _strings(inner, (*where, index))
