r"""How names are compared, and put in order: boards, parties, officials, kinds, and keys of one's own.

Names that look the same are the same name, however they were typed; each is printed as it is written.

Holds: `Socialnämnden`, `socialnämnden` and `social\u00adnämnden` are one name; z comes before å, ä, ö.
Does not: `Socialnämnden` and `Socialnämnd` are one name.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

# Word's no-break hyphen looks like any other.
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})

# With an id and a suffix, a file's name stays below what every system takes.
_LONGEST_SLUG = 80

# The last letters of the Swedish alphabet come after z, each at its place; letters of the neighbours count
# as the Swedish ones that they sound like.
_LAST = str.maketrans({
    "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ő": "}",
    "ü": "y", "ű": "y", "ð": "d", "đ": "d", "ł": "l", "þ": "th",
})  # fmt: skip


def key(name: str) -> str:
    r"""Give what a name is compared by, whatever its capitals, blanks and composition.

    >>> key("Social\u00a0 Nämnden ") == key("social na\u0308mnden")
    True
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).translate(_HYPHENS)
        # Soft hyphens, joiners and marks of direction have no width.
        name = "".join(each for each in name if unicodedata.category(each) != "Cf")
        name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", name.casefold()).casefold())
    return " ".join(name.casefold().split())


def same(one: str, other: str) -> bool:
    """Tell whether two names are one."""
    return one == other or key(one) == key(other)


def within(part: str, name: str) -> bool:
    """Tell whether a name has a part."""
    return key(part) in key(name)


def found(name: str, known: Iterable[str]) -> str | None:
    """Find a name among those known, as it is written there: as it is, else in another spelling.

    None where there is none, or where several are written otherwise.
    """
    listed = tuple(known)
    if name in listed:
        return name
    meant = [each for each in listed if key(each) == key(name)]
    return meant[0] if len(meant) == 1 else None


def order(name: str) -> tuple[str, str, str]:
    """Give what names are sorted by in Swedish: å, ä, ö last, é as e; what differs in no letter by its marks.

    >>> sorted(["Örebro", "Ystad", "Ånge", "Älvdalen", "Zinkgruvan", "édition", "effekt"], key=order)
    ['édition', 'effekt', 'Ystad', 'Zinkgruvan', 'Ånge', 'Älvdalen', 'Örebro']
    """
    compared = key(name)
    if compared.isascii():
        return compared, compared, name
    letters = unicodedata.normalize("NFD", compared.translate(_LAST))
    return "".join(each for each in letters if not unicodedata.combining(each)), compared, name


def slug(name: str) -> str:
    """Write a name for a file: small letters a-z, digits and hyphens; empty where it has none of them.

    >>> slug("Barn- och utbildningsnämnden")
    'barn-och-utbildningsnamnden'
    """
    plain = unicodedata.normalize("NFKD", key(name)).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_SLUG].rstrip("-")


def near(word: str, known: Iterable[str], at_least: float = 0.7) -> list[str]:
    """Find the one known word that was probably meant, in Swedish or misspelt, if there is one."""
    from iopctl import glossary

    listed = sorted(known)
    said = [each for each in glossary.meant(word) if each in listed]
    return said[:1] or difflib.get_close_matches(word, listed, n=1, cutoff=at_least)


def meant(word: str, known: Iterable[str], at_least: float = 0.7) -> str:
    """Ask "did you mean …?", or say nothing where nothing comes close."""
    return next((say("Did you mean '{word}'?", word=each) for each in near(word, known, at_least)), "")


def closest(word: str, known: Iterable[str], at_least: float = 0.7) -> str:
    """Ask "did you mean …?", or list what there is where nothing comes close.

    >>> closest("stadsmision", ["ikf", "stadsmission"])
    "Did you mean 'stadsmission'?"
    >>> closest("xyz", ["b", "a"])
    'There are: a, b.'
    """
    choices = sorted(known, key=order)
    listed = say("There are: {choices}.", choices=", ".join(choices)) if choices else ""
    return meant(word, choices, at_least) or listed
