"""The figures that the text of a matter can name, and what they are in its memo.

`meanings.NAMES` is all there is: what it does not list cannot be named. A figure has the value that the memo
itself shows, as of the matter's day. One that exists may still have no value in a memo; then it is said why,
and the memo is not written.

Holds: `extension.left` in a matter to extend, when one of two options is used → 1.
Does not: `extension.left` where the options are without limit.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model import entry as entries
from iopctl.problem import MOST_PROBLEMS
from iopctl.rules.names import syntax, values
from iopctl.rules.names.meanings import NAMES
from iopctl.rules.names.syntax import Named
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Where
    from iopctl.rules.memo import Memo
    from iopctl.rules.names.values import Value

_YEAR = re.compile(r"\d{4}", re.ASCII)
# Where in a name the word of a party or of a meeting stands, by its first word and the number of its words.
_PARTY = {("parties", 3): 1, ("parties", 4): 1, ("change", 4): 2}
_MEETING = {("meetings", 3): 1}


class NoValue(Struct):
    """A name that has no value in a memo, and why."""

    why: str


class Listed(Struct):
    """A name that the text of one matter can use, with the value it has there."""

    name: str
    means: str
    value: Value | NoValue


class Known:
    """The names that the texts of an agreement may use."""

    def __init__(self, agreement: Agreement) -> None:
        meetings = agreement.follow_up.meetings if agreement.follow_up else ()
        self.parties = _words(agreement.parties)
        self.meetings = _words(each.kind for each in meetings)
        self._starts = agreement.term.starts.year

    def pattern(self, name: str) -> str | None:
        """Find the name of `NAMES` that was written; None where there is none."""
        words = name.split(".")
        party, meeting = (places.get((words[0], len(words))) for places in (_PARTY, _MEETING))
        pattern = []
        for at, word in enumerate(words):
            if at == party:
                pattern.append("PARTY" if word in self.parties else "")
            elif at == meeting:
                pattern.append("MEETING" if word in self.meetings else "")
            else:
                pattern.append("YEAR" if _YEAR.fullmatch(word) else word if word.islower() else "")
        found = ".".join(pattern)
        return found if found in NAMES else None

    def closest(self, name: str) -> str:
        """Say which name may be meant, and where all of them stand."""
        years = [each for each in name.split(".") if _YEAR.fullmatch(each)] or [str(self._starts)]
        known = (written for pattern in NAMES for written in self._written(pattern, years))
        for found in spelling.near(name, known, 0.6):
            return say("Did you mean '{name}'? 'iopctl figures ID' lists every name.", name=found)
        return say("'iopctl figures ID' lists every name.")

    def _written(self, pattern: str, years: Iterable[str]) -> Iterator[str]:
        """Write a name with everything that its words in capitals can stand for."""
        written = [pattern]
        for stands, words in (("YEAR", years), ("PARTY", self.parties), ("MEETING", self.meetings)):
            if stands in pattern:
                written = [each.replace(stands, word) for each in written for word in words]
        return iter(written)


class Figures:
    """The figures of one memo, by their names."""

    def __init__(self, memo: Memo) -> None:
        self._known = Known(memo.agreement)
        self._values = values.of(memo, self._known.parties, self._known.meetings)

    def value(self, name: str) -> Value | NoValue:
        """Get the figure that a name stands for; raise LookupError for what is no name."""
        found = self._values.get(name)
        if found is not None:
            return found
        pattern = self._known.pattern(name)
        if pattern is None:
            raise LookupError(name)
        return NoValue(NAMES[pattern].lack)

    def listed(self) -> Iterator[Listed]:
        """List every name that the text can use, with its value."""
        for name in self._values:
            pattern = self._known.pattern(name)
            if pattern is not None:
                yield Listed(name, NAMES[pattern].means, self.value(name))


def lacking(memo: Memo, where: Where) -> Iterator[Finding]:
    """Find the names in the text of a matter, which stands at `where`, that have no value in its memo."""
    # To place one costs as much as its text is long, and more than so many are shown of no file.
    return islice(_lacking(memo, where), MOST_PROBLEMS + 1)


def _lacking(memo: Memo, where: Where) -> Iterator[Finding]:
    texts = [(below, text) for below, text in entries.texts_of_memo(memo.matter) if "{{" in text]
    figures = Figures(memo) if texts else None
    for below, text in texts:
        for named in syntax.read(text):
            if not isinstance(named, Named) or figures is None:
                continue
            found = figures.value(named.name)
            if isinstance(found, NoValue):
                finding = codes.NO_VALUE.at((*where, *below), name=named.name, why=found.why)
                yield finding.inside(text, named.start, named.stop)


def _words(keys: Iterable[str]) -> dict[str, str]:
    """Give what can be written for each key; what two of them are written as stands for neither."""
    written = [(syntax.word(each), each) for each in keys]
    times = Counter(word for word, _ in written)
    return {word: key for word, key in written if times[word] == 1}
