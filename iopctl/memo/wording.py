"""How a memo words what it prints: escaped for Markdown, in paragraphs, points and headings.

What is printed stays on one line and never turns into Markdown structure; what is marked as Markup here has
been escaped, or is structure of our own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from iopctl import table
from iopctl.model.profile import Sentences

if TYPE_CHECKING:
    from iopctl.model.parties import Party

_PARAGRAPH = re.compile(r"\n\s*\n")
_NO_LETTER = re.compile(r"[\W\d_]+")
# All that an address may hold but round and square brackets, at which Markdown would end it.
_OF_ADDRESSES = ":/?#@!$&'*+,;=%~"
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escaped(value: object) -> Markup:
    """Keep a printed value on one line, and from turning into structure."""
    if isinstance(value, Markup):
        return value
    if hasattr(value, "__html__"):
        return Markup(value)  # noqa: S704 - what says so has been escaped
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
    return Markup("\n\n".join(paragraphs))  # noqa: S704 - each of them was escaped


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


def introduced(party: Party) -> str:
    """Write a party's full name, with the short one that stands for it from there on."""
    return f"{party.name} ({party.short_name})" if party.short_name else party.name


def heading(level: int, words: str) -> Markup:
    """Write a heading."""
    return Markup(f"{'#' * level} {escaped(words)}")  # noqa: S704 - number signs, and what was escaped


def points(lines: str, sentences: Sentences) -> Markup:
    """Make each line a point of a decision: numbered sentences, or clauses that make one sentence."""
    found = _lines(lines)
    if sentences is Sentences.NUMBERED:
        written = [f"{number}. {each}" for number, each in enumerate(found, start=1)]
    else:
        last = len(found) - 1
        written = [f"- {each.rstrip('.,')}{'.' if at == last else ','}" for at, each in enumerate(found)]
    return Markup("".join(f"{each}\n" for each in written))  # noqa: S704 - escaped when the lines were printed


def in_a_row(lines: str) -> Markup:
    """Put what stands on lines of its own into one line, with a dot between each two."""
    found = _lines(lines)
    return Markup(" · ".join(found) + "\n")  # noqa: S704 - escaped when the lines were printed


def _lines(lines: str) -> list[Markup]:
    """Give the lines that say something; those of a template are escaped as they were printed."""
    found = (line.strip() for line in lines.splitlines())
    return [line if isinstance(line, Markup) else escaped(line) for line in found if line]
