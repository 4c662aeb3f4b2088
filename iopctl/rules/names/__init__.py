"""The figures that the text of a matter can name, and what they are in its memo.

A name stands between double braces and is words parted by dots: nothing can be computed, called or looked
into by it. `NAMES` is all there is. A figure has the value that the memo itself shows, as of the matter's
day; where it has none, it is said why, and the memo is not written.

Holds: "{{ extension.left }}" in a matter to extend, when one of two options is used → 1.
Does not: the same where the options are without limit; "{{ 2 * money.2022 }}"; "{{ money.2022", never closed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from iopctl import codes, spelling
from iopctl.codes import Lack
from iopctl.model import entry as entries
from iopctl.problem import MOST_PROBLEMS
from iopctl.rules.names import values
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding, Kind, Where
    from iopctl.rules.memo import Memo
    from iopctl.rules.names.values import Value

_BRACES = re.compile(r"\{\{|\}\}")
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_NOT_IN_A_WORD = re.compile(r"[^\w-]+")
# A calendar year, or an agreement year where a memo is written with these.
_YEAR = re.compile(r"\d{4}|year-[1-9]\d{0,2}", re.ASCII)
# Where in a name the word of a party or of a meeting stands, by its first word and the number of its words.
_PARTY = {("parties", 3): 1, ("parties", 4): 1, ("change", 4): 2}
_MEETING = {("meetings", 3): 1}


class Name(Struct):
    """What a name means."""

    means: str
    lack: str = ""
    """Why it may have no value in a memo."""


def _money(name: str, who: str) -> dict[str, Name]:
    """Name what some of the parties put in."""
    return {
        f"{name}.a_year": Name(f"What {who} in each year of the period.", Lack.NOT_EVERY_YEAR),
        f"{name}.in_all": Name(f"What {who} over the whole period.", Lack.NO_SUM),
        f"{name}.per_place": Name(f"What {who} for each place and year.", Lack.NO_PLACES),
        f"{name}.YEAR": Name(
            f"What {who} in a year; only the days inside the period count.", Lack.NOT_THAT_YEAR
        ),
    }


def _shares(name: str, whose: str) -> dict[str, Name]:
    return {
        f"{name}.share": Name(f"{whose} share of that, in each year of the period.", Lack.NO_SHARE),
        f"{name}.YEAR.share": Name(f"{whose} share in a year.", Lack.NO_SHARE),
    }


def _changes(name: str, who: str) -> dict[str, Name]:
    return {
        f"{name}.before": Name(f"What {who} in a year without the change.", Lack.NOT_COMPARED),
        f"{name}.after": Name(f"What {who} in a year with the change.", Lack.NOT_COMPARED),
        f"{name}.increase": Name(f"What {who} in a year more than without the change.", Lack.NO_INCREASE),
        f"{name}.decrease": Name(f"What {who} in a year less than without the change.", Lack.NO_DECREASE),
    }


def _measured(key: str, what: str) -> dict[str, Name]:
    means = f"The {what}, as it was last measured by the memo's date."
    return {
        f"measured.{key}": Name(means, Lack.NOT_MEASURED),
        f"measured.{key}.on": Name("When that was.", Lack.NOT_MEASURED),
    }


NAMES: dict[str, Name] = {
    "dated": Name("The date of the memo."),
    "period": Name(
        "What the matter is about: the term, the extension, what is left of the term from a change on, "
        "the years from the matter's own until the end, or the year."
    ),
    "period.starts": Name("Its first day."),
    "period.ends": Name("Its last day, included.", Lack.NO_LAST_DAY),
    "term.starts": Name("The first day of the agreement."),
    "term.ends": Name(
        "The last day of the agreement with the extensions that are decided on the memo's date.",
        Lack.NO_LAST_DAY,
    ),
    "term.original_end": Name(
        "The last day of the agreement as it was signed, without extensions.", Lack.NO_LAST_DAY
    ),
    "term.latest_end": Name("The last day of the agreement when every option is used.", Lack.NO_LATEST_END),
    "term.signed": Name("When the agreement was signed.", Lack.NOT_STATED),
    "term.notice.length": Name("How long notice runs.", Lack.NOT_STATED),
    "earlier.since": Name("From when the agreement ran that this one replaces.", Lack.NOT_STATED),
    "extension.options": Name("How many times the agreement may be extended.", Lack.NO_LIMIT),
    "extension.used": Name("How many of these are used on the memo's date."),
    "extension.left": Name(
        "How many of these are left on the memo's date; in a matter to extend, the proposed one included.",
        Lack.NO_LIMIT,
    ),
    "extension.length": Name("How long an extension is.", Lack.NOT_STATED),
    "extension.next": Name("The period that the next extension adds.", Lack.NOT_EXTENDABLE),
    "extension.next.starts": Name("Its first day.", Lack.NOT_EXTENDABLE),
    "extension.next.ends": Name("Its last day, included.", Lack.NOT_EXTENDABLE),
    "extension.decide_by": Name(
        "The last day to decide on it; where it comes about by itself, the last day for notice.",
        Lack.NOT_EXTENDABLE,
    ),
    "ending.ends": Name("In a matter to end the agreement: its last day, included.", Lack.NOT_ENDING),
    "ending.notice": Name(
        "In a matter to end the agreement: the day on which notice is given.", Lack.NO_NOTICE
    ),
    "year": Name("In a follow-up: the year that is followed up.", Lack.NOT_FOLLOWING_UP),
    **_money("money", "all parties contribute"),
    **_money("public", "the public parties contribute"),
    **_shares("public", "The public parties'"),
    **_money("parties.PARTY", "a party contributes"),
    **_shares("parties.PARTY", "A party's"),
    "indexation.percent": Name(
        "By how much the amounts are raised for every new calendar year.", Lack.NOT_STATED
    ),
    "indexation.price_year": Name("The year whose prices the amounts are in.", Lack.NOT_STATED),
    "indexation.YEAR": Name(
        "By how much the amounts of a year are raised since the price year.", Lack.NOT_RAISED
    ),
    "change.starts": Name(
        "In a matter to amend the agreement: the first day of the change.", Lack.NOT_AMENDING
    ),
    **_changes("change.YEAR", "all parties contribute"),
    **_changes("change.YEAR.PARTY", "a party contributes"),
    "targets.places": Name("The number of places.", Lack.NOT_STATED),
    "targets.participants": Name("The number of participants at a time.", Lack.NOT_STATED),
    "meetings.MEETING.at_least": Name("How many meetings of a kind there must be at least.", Lack.NOT_STATED),
    "meetings.MEETING.held": Name(
        "In a follow-up: how many of them were held in the year.", Lack.NOT_FOLLOWING_UP
    ),
    "meetings.MEETING.missing": Name("In a follow-up: how many of them are missing.", Lack.NOT_FOLLOWING_UP),
    **_measured("participants", "number of participants"),
    **_measured("women", "share of women"),
    **_measured("throughput_per_year", "throughput of a year"),
}
"""The names that there are. A word in capitals stands for others: PARTY for a key of `parties`, MEETING for a
kind of meeting, YEAR for a calendar year (2025), or for an agreement year (year-1)."""


# --- names in a text


class Named(Struct):
    """A name in a text, with where its braces begin and end."""

    name: str
    start: int
    stop: int


class Slip(Struct):
    """What is wrong between braces, and where they begin and end."""

    kind: Kind
    found: str
    start: int
    stop: int


Braced: TypeAlias = "Named | Slip"


def read(text: str) -> tuple[Braced, ...]:
    """Find every name in a text, and everything between braces that is none."""
    # Most texts have none, and cost no more than this.
    return tuple(_read(text)) if "{{" in text or "}}" in text else ()


def _read(text: str) -> Iterator[Braced]:
    opened = None
    for mark in _BRACES.finditer(text):
        if mark[0] == "{{":
            if opened is not None:
                yield Slip(codes.NAME_NOT_CLOSED, opened[0], *opened.span())
            opened = mark
        elif opened is None:
            yield Slip(codes.NAME_NOT_OPENED, mark[0], *mark.span())
        else:
            inside, start, stop = text[opened.end() : mark.start()].strip(), opened.start(), mark.end()
            is_name = _NAME.fullmatch(inside)
            yield Named(inside, start, stop) if is_name else Slip(codes.NOT_A_NAME, inside, start, stop)
            opened = None
    if opened is not None:
        yield Slip(codes.NAME_NOT_CLOSED, opened[0], *opened.span())


def replaced(text: str, by: Callable[[Named], str]) -> str:
    """Put something in the place of each name."""
    parts, done = [], 0
    for each in read(text):
        if isinstance(each, Named):
            parts += [text[done : each.start], by(each)]
            done = each.stop
    return "".join([*parts, text[done:]])


# --- what they stand for


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
        self._memo = memo
        self._known = Known(memo.agreement)

    @cached_property
    def _values(self) -> values.Values:
        # Most texts name no figure, and few memos need any.
        return values.of(self._memo, self._known.parties, self._known.meetings)

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
        for named in read(text):
            if not isinstance(named, Named) or figures is None:
                continue
            found = figures.value(named.name)
            if isinstance(found, NoValue):
                finding = codes.NO_VALUE.at((*where, *below), name=named.name, why=found.why)
                yield finding.inside(text, named.start, named.stop)


def _words(keys: Iterable[str]) -> dict[str, str]:
    """Give what can be written for each key; what two of them are written as stands for neither."""
    written = [(word(each), each) for each in keys]
    times = Counter(word for word, _ in written)
    return {word: key for word, key in written if times[word] == 1}


def word(key: str) -> str:
    """Write what somebody has called a thing as one word of a name.

    >>> word("gemensamt avstämningsmöte")
    'gemensamt-avstämningsmöte'
    """
    return _NOT_IN_A_WORD.sub("-", key)
