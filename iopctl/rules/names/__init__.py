"""The figures that the text of a matter can name, and what they are in its memo.

The table `NAMES` is all there is: what it does not list cannot be named. A word in capitals stands for words
of the file or for years: PARTY for a key of `parties`, MEETING for a kind of meeting, YEAR for a calendar
year. A figure has the value that the memo itself shows, as of the matter's day. One that exists may still
have no value in a memo; then it is said why, and the memo is not written.

Holds: `extension.left` in a matter to extend, when one of two options is used → 1.
Does not: `extension.left` where the options are without limit.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model import prose
from iopctl.rules.names import syntax
from iopctl.rules.names.money import MONEY
from iopctl.rules.names.syntax import Named
from iopctl.rules.names.times import CONTENT, TIMES
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where
    from iopctl.rules.memo import Memo
    from iopctl.rules.names.name import Name, Value

NAMES: tuple[Name, ...] = (*TIMES, *MONEY, *CONTENT)

_YEAR = re.compile(r"\d{4}", re.ASCII)


class NoValue(Struct):
    """A name that has no value in a memo, and why."""

    why: str


class Listed(Struct):
    """A name that the text of one matter can use, with the value it has there."""

    name: str
    means: str
    value: Value | NoValue


def is_known(agreement: Agreement, named: Named) -> bool:
    """Tell whether a text of an agreement may use a name."""
    return _found(agreement, named.words) is not None


def closest(agreement: Agreement, named: Named) -> str:
    """Say which name may be meant."""
    years = [each for each in named.words if _YEAR.fullmatch(each)] or [str(agreement.term.starts.year)]
    known = (name for each in NAMES for name, _ in _filled_in(each, agreement, years))
    for name in catalogue.near(named.name, known, 0.6):
        return f"{catalogue.did_you_mean(name)} "
    return ""


def value(memo: Memo, named: Named) -> Value | NoValue:
    """Get the figure that a name stands for in a memo; it must be a known name."""
    found = _found(memo.agreement, named.words)
    if found is None:
        raise LookupError(named.name)
    return _value(memo, *found)


def lacking(memo: Memo, where: Where) -> Iterator[Finding]:
    """Find the names in the text of a matter, which stands at `where`, that have no value in its memo."""
    for below, text in prose.texts(memo.matter):
        for named in syntax.read(text):
            if not isinstance(named, Named):
                continue
            found = value(memo, named)
            if isinstance(found, NoValue):
                finding = catalogue.NO_VALUE.at((*where, *below), name=named.name, why=found.why)
                yield finding.inside(text, named.start, named.stop)


def listed(memo: Memo) -> Iterator[Listed]:
    """List every name that the matter of a memo can use, with its value there."""
    for name in NAMES:
        for written, stands_for in _filled_in(name, memo.agreement, _years(memo, name.pattern)):
            yield Listed(written, name.means, _value(memo, name, stands_for))


def _value(memo: Memo, name: Name, stands_for: tuple[str, ...]) -> Value | NoValue:
    found = name.get(memo, *stands_for)
    return NoValue(name.lack) if found is None else found


def _found(agreement: Agreement, words: tuple[str, ...]) -> tuple[Name, tuple[str, ...]] | None:
    """Find the name of the table that was written, and what its words in capitals stand for there."""
    for name in NAMES:
        pattern = name.pattern.split(".")
        if len(pattern) == len(words):
            steps = [_stands_for(agreement, *each) for each in zip(pattern, words, strict=True)]
            if None not in steps:
                return name, tuple(each for each in steps if each)
    return None


def _stands_for(agreement: Agreement, said: str, written: str) -> str | None:
    """Find what a written word stands for: nothing of its own, where the table says the same word."""
    if said == "YEAR":
        return written if _YEAR.fullmatch(written) else None
    return _words(agreement, said).get(written)


def _filled_in(name: Name, agreement: Agreement, years: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write a name with everything that its words in capitals can stand for."""
    steps = (
        [(each, each) for each in years] if said == "YEAR" else _words(agreement, said).items()
        for said in name.pattern.split(".")
    )
    for chosen in itertools.product(*steps):
        yield ".".join(written for written, _ in chosen), tuple(key for _, key in chosen if key)


def _words(agreement: Agreement, said: str) -> dict[str, str]:
    """Give what can be written for a word of the table, each with what it stands for in the file."""
    if said == "PARTY":
        keys = list(agreement.parties)
    elif said == "MEETING":
        keys = [each.kind for each in agreement.follow_up.meetings] if agreement.follow_up else []
    else:
        return {said: ""}
    words = [syntax.word(each) for each in keys]
    # What two of them are written as stands for neither.
    return {each: key for each, key in zip(words, keys, strict=True) if words.count(each) == 1}


def _years(memo: Memo, pattern: str) -> list[str]:
    """Give the years that a name can be written with; a change has years of its own."""
    compared = memo.change.years if memo.change else ()
    return [str(each.year) for each in (compared if pattern.startswith("change.") else memo.money.years)]
