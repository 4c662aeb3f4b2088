"""Personal identity numbers, which no register may hold and no log may show.

The third digit of an organisation's number is 2 or more, of a person's number it is the first of the month:
0 or 1 (Skatteverket, SKV 709). It is so too where 60 is added to the day (samordningsnummer), and where the
century stands before it.

Holds: 901399-0016 and 19901399-0016 are written like a person's number. (The month 13 belongs to nobody.)
Does not: 802000-1239.
"""

from __future__ import annotations

import re

_SHORT, _LONG = 10, 12
_CENTURIES = ("18", "19", "20")
_DASH = "[-+\\u2010-\\u2015\\u2212\\s]?"
_LIKE_ONE = re.compile(rf"(?<!\d)(?:18|19|20)?\d\d[01]\d\d\d{_DASH}\d{{4}}(?!\d)")
_DIGIT = re.compile(r"\d")
_MASK = "•"


def is_one(text: str) -> bool:
    """Tell whether a text is, or holds, what is written like a person's number, however it is parted.

    >>> is_one("19901399-0016"), is_one("802000-1239")
    (True, False)
    """
    digits = "".join(_DIGIT.findall(text))
    if len(digits) == _LONG and digits.startswith(_CENTURIES):
        digits = digits[2:]
    return (len(digits) == _SHORT and int(digits[2]) <= 1) or _LIKE_ONE.search(text) is not None


def masked(line: str) -> str:
    """Hide every digit of what is written like a person's number in a line."""
    return _LIKE_ONE.sub(lambda found: hidden(found[0]), line)


def hidden(text: str) -> str:
    """Hide every digit of a text, and keep its length."""
    return _DIGIT.sub(_MASK, text)
