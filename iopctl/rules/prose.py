"""What Myndigheternas skrivregler rule out in running text, where it cannot be mended without asking.

A figure is only judged where it is clearly one: an amount has its unit, a range its two years or numbers.
Dates, case numbers (AIN 2020-123), laws (1976:580), telephone numbers and words with hyphens are left alone.
A plain space where a no-break space is due is no slip: the memo itself binds a number and its unit.

Holds: "664 800 kronor", "2021–2023", "52,9 %", "2021-07-13", "AIN 2020-123".
Does not: "664.800 kronor", "2021-2023", "52.9%", "664 800 kr".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.problem import Kind

_SPACE = r"[ \u00a0\u202f]"
_UNIT = rf"(?:{_SPACE}?(?:kronor|kr\b\.?(?!\w)|SEK\b|:-))"
_NOT_INSIDE = r"(?<![\w.,:/§-])"
_CASE_NUMBER = re.compile(r"(?:[Dd]nr|[Dd]iarienummer|\b[A-ZÅÄÖ]{2,})[ \u00a0.]*$")
_GROUP = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_WORD_BEFORE = 20
# Every digit of any script, and letters too, but no dash or quotation mark: to ask each character what it is
# takes four times as long.
_DIGIT = re.compile("[^\x00-/:-\u065f](?<![\u2000-\u203f])")


class Rule(Struct):
    """One thing that is ruled out: what it looks like, and how it is written instead."""

    kind: Kind
    pattern: re.Pattern[str]
    mended: Callable[[re.Match[str]], str | None]
    """Gives what to write instead; None where it is in order after all."""


class Slip(Struct):
    """Something that is ruled out, where it stands in a text, and what to write instead."""

    kind: Kind
    start: int
    stop: int
    cure: str


def slips(text: str) -> Iterator[Slip]:
    """Find what is ruled out in a text; of one stretch, only the first thing in the order of the rules."""
    # Most texts have neither figures nor hyphens between words, and are looked through once.
    if not (_DIGIT.search(text) or "}}" in text or " -" in text):
        return
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, stop = match.span()
            cure = rule.mended(match)
            if cure is not None and not any(start < end and begin < stop for begin, end in taken):
                taken.append((start, stop))
                yield Slip(rule.kind, start, stop, cure)


def _grouped(digits: str) -> str:
    """Write a whole number in threes."""
    return _GROUP.sub(" ", digits)


def _without_marks(match: re.Match[str]) -> str:
    unit = " kronor" if match["unit"] else ""
    return f"{_grouped(re.sub(r'[.,]', '', match['number']))}{unit}"


def _in_threes(match: re.Match[str]) -> str:
    return f"{_grouped(match['number'])} kronor"


def _with_comma(match: re.Match[str]) -> str:
    unit = match["unit"]
    written = "kronor" if re.fullmatch(r"kr\.?|SEK|:-", unit) else unit
    return f"{match['number'].replace('.', ',')} {written}"


def _range(match: re.Match[str]) -> str | None:
    """Write a range; two numbers that do not go upwards, or are a case number, are none."""
    first, last = match["first"], match["last"]
    before = match.string[max(0, match.start() - _WORD_BEFORE) : match.start()]
    if int(first) >= int(last) or _CASE_NUMBER.search(before):
        return None
    return f"{first}\N{EN DASH}{last}"


def _word_out(match: re.Match[str]) -> str:
    named = match.string[: match.start()].endswith("}}")
    return catalogue.IS_IN_KRONOR if named else catalogue.WRITE_KRONOR


RULES: tuple[Rule, ...] = (
    Rule(
        catalogue.THOUSANDS_MARK,
        re.compile(
            rf"{_NOT_INSIDE}(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:,\d{{3}}){{2,}}|\d{{1,3}},\d{{3}}(?={_UNIT}))"
            rf"(?![\d.,]*\d)(?P<unit>{_UNIT})?"
        ),
        _without_marks,
    ),
    Rule(
        catalogue.WRITTEN_TOGETHER,
        re.compile(rf"{_NOT_INSIDE}(?P<number>\d{{5,}}){_UNIT}"),
        _in_threes,
    ),
    Rule(
        catalogue.DECIMAL_POINT,
        re.compile(
            rf"{_NOT_INSIDE}(?P<number>\d+\.\d{{1,2}}){_SPACE}?"
            r"(?P<unit>%|procent\b|kronor\b|kr\b\.?|SEK\b|:-|miljoner\b|timmar\b)"
        ),
        _with_comma,
    ),
    Rule(
        catalogue.HYPHEN_IN_RANGE,
        re.compile(
            rf"(?<![\w.,:/-])(?P<first>(?:19|20|21)\d\d){_SPACE}?-{_SPACE}?(?P<last>(?:19|20|21)\d\d)(?![\w:/-])"
        ),
        _range,
    ),
    Rule(
        catalogue.HYPHEN_IN_RANGE,
        re.compile(
            rf"(?<![\w.,:/-])(?<!\d[ \u00a0])(?P<first>0|[1-9]\d{{0,2}}){_SPACE}?-"
            rf"{_SPACE}?(?P<last>[1-9]\d{{0,2}})(?![\w:/-])(?!{_SPACE}\d)"
        ),
        _range,
    ),
    Rule(
        catalogue.HYPHEN_AS_DASH,
        re.compile(r"(?<=[^\W\d]) -{1,2} (?=[^\W\d])"),
        lambda _match: " \N{EN DASH} ",
    ),
    Rule(
        catalogue.KRONOR_SHORTENED,
        re.compile(rf"(?:(?<=\d)|(?<=\}}\}})){_SPACE}?(?:kr\b\.?(?!\w)|SEK\b|:-(?!\w))"),
        _word_out,
    ),
    Rule(
        catalogue.PERCENT_TOGETHER,
        re.compile(r"(?<![\w.,])(?P<number>\d+(?:,\d+)?)%"),
        lambda match: f"{match['number']} %",
    ),
)
