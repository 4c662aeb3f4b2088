"""How a memo words what it prints: figures in texts, the filters of templates, and Markdown of our own.

What is printed stays on one line and never turns into Markdown structure; what is marked as Markup here has
been escaped, or is structure of our own. Each filter states the kinds of values that it takes, and nothing
is taken for another.

Holds: `memo.money.a_year | kronor`, `memo.civil | introduced`.
Does not: `memo.as_of | kronor`, or a text where a number is meant, which might be of any size.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from markupsafe import Markup

from iopctl import spelling, swedish, table
from iopctl.memo import syntax
from iopctl.memo.facts import opened
from iopctl.model import entry as entries
from iopctl.model import profile as profiles
from iopctl.model.parties import Party
from iopctl.model.profile import SectionName, Sentences
from iopctl.model.scalars import Quantity
from iopctl.money import Amount, Portion
from iopctl.period import DayOfYear, Length, Period, RoughDay
from iopctl.rules import names
from iopctl.rules.memo import Memo
from iopctl.rules.names import Figures, NoValue
from iopctl.rules.stretches import Stretch
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.rules.names import Named
    from iopctl.rules.names.values import Value
    from iopctl.rules.yearly import Report

_PARAGRAPH = re.compile(r"\n\s*\n")
_GENITIVE = re.compile(r"{[Nn]ämndens} *")
_NO_LETTER = re.compile(r"[\W\d_]+")
# All that an address may hold but round and square brackets, at which Markdown would end it.
_OF_ADDRESSES = ":/?#@!$&'*+,;=%~"
_NUMBERED = re.compile(r"[§\d]")
_POINT = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_WORDS = {str: "text", Markup: "text", NoneType: "nothing", tuple: "several", MappingProxyType: "a mapping"}


# --- figures in the text of a matter


def with_figures(memo: Memo) -> Memo:
    """Put every figure that the text of the matter names into it, and no-break spaces where they are due.

    Each of the figures must have a value.
    """
    figures, used = Figures(memo), set()

    def figure(named: Named) -> str:
        used.add(named.name)
        match figures.value(named.name):
            case NoValue() as found:
                # Whoever writes a memo has said so first; nothing may ever be left empty.
                raise LookupError(found.why)
            case found:
                return figure_written(found)

    def write(text: str) -> str:
        return swedish.bound(names.replaced(text, figure))

    matter = entries.rewritten(memo.matter, write)
    meetings = tuple(
        each for each in memo.meetings if f"meetings.{names.word(each.kind)}.at_least" not in used
    )
    sums = any(
        isinstance(each, names.Named) and each.name.startswith("money.")
        for each in names.read(memo.matter.economy or "")
    )
    return replace(memo, matter=matter, meetings=meetings, named=tuple(sorted(used)), sums_in_text=sums)


def figure_written(value: Value) -> str:
    """Write a figure for running text."""
    match value:
        case Amount():
            words = swedish.kronor(value)
        case Portion():
            words = swedish.share(value)
        case Quantity():
            words = swedish.quantity(value)
        case date():
            words = swedish.day(value)
        case RoughDay():
            words = swedish.rough_day(value)
        case Period():
            words = swedish.period(value)
        case Length():
            words = swedish.length(value)
        case Decimal():
            words = swedish.percentage(value)
        case int():
            # One is en or ett, as the noun after it asks; only its author knows.
            words = swedish.number(value) if value == 1 else swedish.numeral(value)
        case _:
            assert_never(value)
    return words


# --- words, escaped for Markdown


def escaped(value: object) -> Markup:
    """Keep a printed value on one line, and from turning into structure."""
    if isinstance(value, Markup):
        return value
    words = str(value)
    lines = words.splitlines()
    line = words if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))
    return Markup(table.escape(line))  # noqa: S704 - escaped for Markdown here


def address(link: str) -> Markup:
    """Write an address where Markdown has one, between the round brackets of a link."""
    written = "".join(each if each.isalnum() else quote(each, _OF_ADDRESSES) for each in link)
    return Markup(_ENTITY.sub("&amp;", written))  # noqa: S704 - nothing in it ends the address


def prose(text: str) -> Markup:
    """Give paragraphs as paragraphs, each on one line."""
    paragraphs = (escaped(paragraph.strip()) for paragraph in _PARAGRAPH.split(text.strip()))
    return Markup("\n\n").join(paragraphs)


def capitalised(words: str) -> str:
    """Write the first letter as a capital."""
    return words[:1].upper() + words[1:]


def genitive(name: str) -> str:
    """Write a name in the genitive, after Svenska skrivregler: Linköpings, Fryshus, IKF:s, FC Prov 1917:s."""
    if name[-1:].casefold() in {"s", "x", "z"}:
        return name
    # What is read letter by letter takes a colon, and so does what ends in no letter: IOGT-NTO:s, (Malmö):s.
    last = _NO_LETTER.split(unicodedata.normalize("NFC", name))[-1]
    return f"{name}:s" if last.isupper() or not last else f"{name}s"


def clause(name: str) -> str:
    """Write where in the agreement something stands: by the number that it has, else by what it is about.

    >>> clause("§ 4 Förlängning"), clause("Giltighet")
    ('§ 4 Förlängning i överenskommelsen', 'överenskommelsens bestämmelse om giltighet')
    >>> clause("5. Avtalstid")
    'punkt 5 Avtalstid i överenskommelsen'
    """
    if _NUMBERED.search(name):
        return _POINT.sub(r"punkt \1 ", name) + " i överenskommelsen"
    return f"överenskommelsens bestämmelse om {name[:1].lower()}{name[1:]}"


def count(values: Sequence[object] | Mapping[str, object]) -> int:
    """Count the items."""
    return len(values)


def items(mapping: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """Give each key with its value."""
    return tuple(mapping.items())


def lower(words: str) -> str:
    """Write in small letters."""
    return words.lower()


def listing(values: Sequence[str | date | Party]) -> str:
    """Write a list in running text: words, days, or parties by what they are called."""
    return swedish.listing(
        each.called if isinstance(each, Party) else swedish.day(each) if isinstance(each, date) else each
        for each in values
    )


def introduced(parties: Party | Sequence[Party]) -> str:
    """Write the full name of a party, or of several, each with the short one that stands for it then."""
    several = [parties] if isinstance(parties, Party) else parties
    return swedish.listing(
        f"{each.name} ({each.short_name})" if each.short_name else each.name for each in several
    )


def stretch(of: Stretch) -> str:
    """Name days whose money is shown together: 2024, avtalsår 1, …, or 1 oktober–31 december 2019."""
    named = str(of.year) if of.year and of.whole else swedish.period(of.period)
    if of.number:
        named = f"avtalsår {of.number}, {named}"
    return f"{named}, i {of.held_at} års prisnivå" if of.held_at else named


def during(of: Stretch) -> str:
    """Write when that is: år 2024, under avtalsår 1 (…), or under perioden 1 oktober–31 december 2019."""
    if of.year and of.whole:
        return f"år {of.year}"
    if of.number:
        return f"under avtalsår {of.number} ({swedish.period(of.period)})"
    return f"under perioden {swedish.period(of.period)}"


# --- structure, as the profile has it


def filled(memo: Memo | Report, text: str) -> str:
    """Put the board in a text of the profile that names it: {Nämnden} föreslås besluta.

    A name like "nämnden för arbetsmarknad" has no genitive that reads well, and is left out where one stands.
    """
    board = memo.board.board or ""
    if " för " in board:
        text = capitalised(_GENITIVE.sub("", text))
    return profiles.filled(text, board, genitive(board))


def heading(memo: Memo | Report, name: str) -> Markup:
    """Write the heading of a section, as the profile words it."""
    for section in memo.sections:
        if section.name == name:
            words = escaped(filled(memo, section.heading or ""))
            return Markup(f"{'#' * section.level} {words}")  # noqa: S704 - number signs, and what was escaped
    if name in [*SectionName]:
        raise LookupError(say("the memo has no section '{name}' here; its profile leaves it out", name=name))
    cure = spelling.closest(name, [*SectionName])
    raise LookupError(say("no memo has a section '{name}'. {cure}", name=name, cure=cure))


def points(memo: Memo | Report, lines: str) -> Markup:
    """Make each line a point of the decision, in the form of the profile: numbered, or clauses."""
    found = _lines(lines)
    if memo.profile.sentences is Sentences.NUMBERED:
        written = [f"{number}. {each}" for number, each in enumerate(found, start=1)]
    else:
        last = len(found) - 1
        written = [f"- {each.rstrip('.,')}{'.' if at == last else ','}" for at, each in enumerate(found)]
    return Markup("".join(f"{each}\n" for each in written))  # noqa: S704 - escaped when the lines were printed


def sentences(lines: str) -> Markup:
    """Make one paragraph of lines that follow each other; a blank line begins another."""
    paragraphs = (" ".join(_lines(type(lines)(each))) for each in _PARAGRAPH.split(lines))
    return Markup("\n\n".join(filter(None, paragraphs)) + "\n")  # noqa: S704 - escaped when they were printed


def in_a_row(lines: str) -> Markup:
    """Put what stands on lines of its own into one line, with a dot between each two."""
    return Markup(" · ".join(_lines(lines)) + "\n")  # noqa: S704 - escaped when the lines were printed


def _lines(lines: str) -> list[Markup]:
    """Give the lines that say something; those of a template are escaped as they were printed."""
    found = (line.strip() for line in lines.splitlines())
    return [line if isinstance(line, Markup) else escaped(line) for line in found if line]


# --- the filters


class Filter(Struct):
    """A function that words facts, and the kinds of what it is given."""

    function: Callable[..., object]
    takes: tuple[type, ...]
    several: tuple[type, ...] = ()
    """What may stand in a sequence, where it takes one."""
    told: tuple[type, ...] = ()
    """What it is told in brackets."""
    of_memo: bool = False
    """Whether its function is given the memo first."""

    @property
    def summary(self) -> str:
        """What it does, in one sentence."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    def fault(self, name: str, value: object, told: Sequence[object]) -> str | None:
        """Say why it cannot be used on a value, if it cannot."""
        if tuple(map(type, told)) != self.told:
            return syntax.arguments_wrong(name)
        taken, values = self.takes, (value,)
        if isinstance(value, tuple) and self.several:
            taken, values = self.several, value
        for kind in (type(opened(each)) for each in values):
            if kind not in taken:
                kinds, given = " or ".join(map(word, taken)), word(kind)
                return say("'{name}' takes {taken}, and this is {given}", name=name, taken=kinds, given=given)
        return None


def word(kind: type) -> str:
    """Name a kind of value."""
    return _WORDS.get(kind, kind.__name__)


_TEXT = (str, Markup)
_NUMBER = (int, Decimal)

# The whole vocabulary that templates have beside the memo itself; docs/memo-reference.md lists it.
FILTERS = {
    "address": Filter(address, _TEXT),
    "capitalised": Filter(capitalised, _TEXT),
    "change": Filter(swedish.change, (Amount,)),
    "clause": Filter(clause, _TEXT),
    "count": Filter(count, (tuple, range, MappingProxyType)),
    "day": Filter(swedish.day, (date,)),
    "due": Filter(swedish.due, (date, DayOfYear, str)),
    "during": Filter(during, (Stretch,)),
    "filled": Filter(filled, _TEXT, of_memo=True),
    "genitive": Filter(genitive, _TEXT),
    "heading": Filter(heading, _TEXT, of_memo=True),
    "in_a_row": Filter(in_a_row, _TEXT),
    "introduced": Filter(introduced, (Party,), several=(Party,)),
    "items": Filter(items, (MappingProxyType,)),
    "kr": Filter(swedish.kr, (Amount, Decimal)),
    "kronor": Filter(swedish.kronor, (Amount, Decimal)),
    "length": Filter(swedish.length, (Length,)),
    "listing": Filter(listing, (tuple,), several=(str, Markup, date, Party)),
    "lower": Filter(lower, _TEXT),
    "number": Filter(swedish.number, _NUMBER),
    "numeral": Filter(swedish.numeral, (int,)),
    "ordinal": Filter(swedish.ordinal, (int,)),
    "percent": Filter(swedish.percent, (Decimal,)),
    "percentage": Filter(swedish.percentage, _NUMBER),
    "period": Filter(swedish.period, (Period,)),
    "points": Filter(points, _TEXT, of_memo=True),
    "prose": Filter(prose, _TEXT),
    "quantity": Filter(swedish.quantity, (Quantity,)),
    "rough_day": Filter(swedish.rough_day, (RoughDay,)),
    "sentences": Filter(sentences, _TEXT),
    "share": Filter(swedish.share, (Portion,)),
    "stretch": Filter(stretch, (Stretch,)),
    "times": Filter(swedish.times, (int,)),
    "when": Filter(swedish.when, (RoughDay,)),
}
