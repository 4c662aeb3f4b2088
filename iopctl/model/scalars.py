"""How each kind of single value in a file is read from its text.

Every reader takes the text as it stands in the file and raises a finding in pydantic's own form, so that all
that is wrong in a file is collected in one pass. Texts take what fits a page: "å" as a letter and a mark, but
not one letter with 30 000 marks, nor a word of 40 000 letters. Web addresses are those that cannot pass for
others: https://www.exempelby.se/mål, but not https://exempelby.se@annan.se.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn, Self, TypeVar

from pydantic_core import PydanticCustomError, core_schema

from iopctl import codes, money, spelling, visible
from iopctl.model.entry import OF_A_MEMO
from iopctl.money import Amount
from iopctl.period import DayOfYear, Length, NoEnd, NoSuchDayError, RoughDay, Unit, parse_day, parse_year
from iopctl.problem import Finding, Kind
from iopctl.struct import Struct

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

T = TypeVar("T")

FORMAT = 1
NONE, NOT_STATED = "none", "not stated"
UNLIMITED = "unlimited"
WITH_THE_AGREEMENT = "with the agreement"
_BEFORE_THE_END = " before the end"
# A series is named by its file, on every system.
_CODE = re.compile(r"(?=.{1,40}\Z)[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", re.ASCII)
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)")
_LONGEST_LAG = 9
# A bound on nonsense.
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_QUANTITY = re.compile(r"(?:(about|at least|at most|over) )?(\d{1,9})", re.ASCII)
# Of few words one is soon the closest: 'approved' is not 'proposed'.
_FEW, _ALIKE = 3, 0.8
# No agreement follows prices faster; beyond it figures would also outgrow what is computed exactly.
_STEEPEST = 25
# What Word and browsers take.
LONGEST_ADDRESS = 2000
# More than any language writes above and below one letter.
MOST_MARKS = 8
LONGEST_WORD = 1000

# A host in Latin letters, with no user before it: neither can then pass for another. What follows holds
# nothing that an address encodes (RFC 3986).
_LETTER = "0-9A-Za-z\u00c0-\u024f"
_PART = f"[{_LETTER}]([{_LETTER}-]{{0,61}}[{_LETTER}])?"
WEB_ADDRESS = (
    rf"[hH][tT][tT][pP][sS]?://{_PART}(\.{_PART})*(:[0-9]{{1,5}})?([/?#][^\s\\<>\"^`{{|}}\x00-\x20\x7f]*)?"
)
# No mark, and nothing that joins letters, comes before these in Unicode.
_PERHAPS_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
_LINE_OR_SPACE = re.compile(r"[ \n\t]")


def wrong(kind: Kind, **facts: object) -> NoReturn:
    """Raise a finding from inside the model."""
    # pydantic would fill {…} itself; the sentence is filled where the finding is shown.
    raise PydanticCustomError(kind.code, "", {"kind": kind, "facts": facts})


class Read(Struct):
    """What a reader gives is the value: all that pydantic has to know of it.

    PlainValidator does the same, but looks into the reader and the type each time that one is named, which
    took longer than reading an agreement.
    """

    reader: Callable[[object], object]

    def __get_pydantic_core_schema__(self, _type: object, _handler: object) -> CoreSchema:
        """Give pydantic the reader, as it asks for it."""
        return core_schema.no_info_plain_validator_function(self.reader)


def reader(parse: Callable[[str], T], kind: Kind) -> Callable[[object], T]:
    """Make a reader of a parser that raises ValueError for what it cannot read."""

    def read(value: object) -> T:
        text = value if type(value) is str else _text(value)
        try:
            return parse(text)
        except PydanticCustomError:
            # Also a ValueError, but one that says more than `kind` does.
            raise
        except NoSuchDayError as none:
            wrong(codes.NO_SUCH_DAY, found=text, why=none.reason)
        except ValueError:
            wrong(kind, found=text, **_in_english(text, parse))

    return read


def _in_english(text: str, parse: Callable[[str], object]) -> dict[str, object]:
    """Give what a text means that is written in Swedish, where it can then be read."""
    from iopctl import glossary

    meant = glossary.value(text)
    try:
        parse(meant)
    except ValueError:
        return {}
    return {"meant": meant}


def parsed(parse: Callable[[str], object], kind: Kind) -> Read:
    """Read a value with a parser that raises ValueError for what it cannot read."""
    return Read(reader(parse, kind))


class Choice(StrEnum):
    """A word of a fixed list."""

    @classmethod
    def read(cls, value: object) -> Self:
        """Read the word, with "did you mean" for one that is not in the list."""
        text = value if type(value) is str else _text(value)
        try:
            return cls(text)
        except ValueError:
            words = [str(each) for each in cls]
        cure = spelling.closest(text, words, _ALIKE if len(words) <= _FEW else 0.7)
        wrong(codes.UNKNOWN_VALUE, found=text, cure=cure)

    @classmethod
    def __get_pydantic_core_schema__(cls, _type: object, _handler: object) -> CoreSchema:
        """Give pydantic the reader, as it asks for it."""
        return core_schema.no_info_plain_validator_function(cls.read)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    found = "a list" if isinstance(value, list) else "keys and values"
    wrong(codes.WRONG_SHAPE, expected="a single value", found=found, cure="Write the value after the colon.")


def read_text(value: object) -> str:
    """Read a text: a single line break is only where the line was full; an empty line parts paragraphs."""
    text = (value if type(value) is str else _text(value)).strip()
    if "\n" in text:
        text = _without_soft_breaks(text)
    if not text or text == NOT_STATED:
        wrong(codes.NO_TEXT)
    if found := unfit(text):
        wrong(found.kind, **dict(found.facts))
    return text


def _without_soft_breaks(text: str) -> str:
    """Join lines that stand together; a line of blanks parts paragraphs as an empty one does."""
    # An expression would look at every blank of a long run as the first one of the break.
    first, *others = (line.strip(" \t") for line in text.split("\n"))
    parts, before = [first], first
    for line in others:
        parts += [" " if before.strip() and line.strip() else "\n", line]
        before = line
    return "".join(parts)


def unfit(text: str) -> Finding | None:
    """Find a word that is too long for any line, or a letter with too many marks; None where all fit."""
    if len(text) > LONGEST_WORD:
        longest = max(_LINE_OR_SPACE.split(text), key=len)
        if len(longest) > LONGEST_WORD:
            return codes.LONG_WORD.at((), start=longest[:20], length=len(longest), most=LONGEST_WORD)
    if _PERHAPS_MARKS.search(text):
        most = marks = 0
        for each in text:
            # The marks of a letter, with what joins letters (Cf).
            marks = marks + 1 if unicodedata.category(each) in {"Mn", "Mc", "Me", "Cf"} else 0
            most = max(most, marks)
        if most > MOST_MARKS:
            return codes.STACKED_MARKS.at((), marks=most, most=MOST_MARKS)
    return None


def is_web_address(text: str) -> bool:
    """Tell whether a text is the address of a page (http, https) and cannot pass for that of another."""
    if len(text) > LONGEST_ADDRESS or re.fullmatch(WEB_ADDRESS, text) is None:
        return False
    # Invisible characters, and those that turn the direction of writing, belong to the group C.
    return not any(unicodedata.category(each).startswith("C") for each in text)


def _web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError(text)
    # Markdown would end the address at a bracket.
    for bracket in "()[]":
        text = text.replace(bracket, f"%{ord(bracket):02X}")
    scheme, colon, rest = text.partition(":")
    return f"{scheme.lower()}{colon}{rest}"


def is_code(text: str) -> bool:
    """Tell whether a text can be the code of an index series, and its file be made on every system."""
    return _CODE.fullmatch(text) is not None and _DEVICE.fullmatch(text) is None


def _code(text: str) -> str:
    if not is_code(text):
        raise ValueError(text)
    return text


def _org_number(text: str) -> str:
    if visible.is_personal(text):
        wrong(codes.PERSONAL_NUMBER)
    # stdnum takes as long to import as half the model; few files have such a number.
    from stdnum.se import orgnr

    # It would take other people's digits too.
    if any(each.isdigit() and not each.isascii() for each in text):
        raise ValueError(text)
    # stdnum's own errors are ValueErrors.
    return str(orgnr.format(orgnr.validate(text)))


def _count(text: str) -> int:
    # int() would take 1_000, +5 and other people's digits.
    if _DIGITS.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)


def _signed(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Tell a negative amount from one that cannot be read."""

    def parse_signed(text: str) -> T:
        if text[:1] in {"-", "−"}:
            parse(text[1:].strip())
            wrong(codes.NEGATIVE, found=text)
        return parse(text)

    return parse_signed


def _at_most(
    most: int, parse: Callable[[str], Decimal], kind: Kind, limit: object = None
) -> Callable[[str], Decimal]:
    """Read a number that has a bound; a limit is the bound in words."""

    def parse_bounded(text: str) -> Decimal:
        number = parse(text)
        if number > most:
            wrong(kind, found=text, limit=limit or most)
        return number

    return parse_bounded


def _percentage(text: str) -> Decimal:
    return money.parse_number(text.removesuffix("%").rstrip())


def _lag(text: str) -> int:
    lag = Length.parse(text)
    if lag.unit is not Unit.YEAR or lag.count > _LONGEST_LAG:
        raise ValueError(text)
    return lag.count


def _options(text: str) -> int | None:
    return None if text == UNLIMITED else _count(text)


def _end(text: str) -> date | NoEnd:
    if text in {*NoEnd}:
        return NoEnd(text)
    return NoEnd.UNTIL_FURTHER_NOTICE if text == NONE else parse_day(text)


def _kronor(text: str) -> Amount | None:
    return None if text == NOT_STATED else _signed(Amount.parse)(text)


def _decided(text: str) -> date:
    # Before any day that is asked for: it came with the agreement, whenever that was signed.
    return date.min if text == WITH_THE_AGREEMENT else parse_day(text)


def _before_the_end(text: str) -> Length:
    if not text.endswith(_BEFORE_THE_END):
        raise ValueError(text)
    return Length.parse(text.removesuffix(_BEFORE_THE_END))


def _format_version(text: str) -> int:
    if text != str(FORMAT):
        wrong(codes.UNKNOWN_FORMAT, found=text, known=FORMAT)
    return FORMAT


class CountQuality(StrEnum):
    """How exactly a number of people or places is known."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OVER = "over"


class Quantity(Struct):
    """A number of people or places, and how exactly it is known."""

    number: int
    quality: CountQuality = CountQuality.EXACT

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a number as it was published; raise ValueError for anything else.

        >>> Quantity.parse("over 60")
        Quantity(number=60, quality=<CountQuality.OVER: 'over'>)
        """
        match = _QUANTITY.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[2]), CountQuality(match[1] or CountQuality.EXACT))


def _due_time(value: object) -> date | str:
    """Read a day, or the agreement's own words for a time, which begin with no digit."""
    text = read_text(value)
    return read_day(text) if text.lstrip()[0] in string.digits else text


Format = Annotated[int, parsed(_format_version, codes.UNKNOWN_FORMAT)]
Text = Annotated[str, Read(read_text)]
Prose = Annotated[str, Read(read_text), OF_A_MEMO]
Count = Annotated[int, parsed(_count, codes.NOT_A_COUNT)]
People = Annotated[Quantity, parsed(Quantity.parse, codes.NOT_A_QUANTITY)]
read_day = reader(parse_day, codes.NOT_A_DAY)
Day = Annotated[date, Read(read_day)]
Decided = Annotated[date, parsed(_decided, codes.NOT_A_DECISION)]
Rough = Annotated[RoughDay, parsed(RoughDay.parse, codes.NOT_A_ROUGH_DAY)]
DueTime = Annotated[date | str, Read(_due_time)]
EveryYear = Annotated[DayOfYear, parsed(DayOfYear.parse, codes.NOT_A_DAY_OF_THE_YEAR)]
End = Annotated[date | NoEnd, parsed(_end, codes.NOT_AN_END)]
Time = Annotated[Length, parsed(Length.parse, codes.NOT_A_LENGTH)]
TimeBeforeTheEnd = Annotated[Length, parsed(_before_the_end, codes.NOT_BEFORE_THE_END)]
Options = Annotated[int | None, parsed(_options, codes.NOT_OPTIONS)]
Kronor = Annotated[Amount | None, parsed(_kronor, codes.NOT_AN_AMOUNT)]
Rate = Annotated[Decimal, parsed(_signed(money.parse_number), codes.NOT_A_NUMBER)]
Number = Annotated[Decimal, parsed(_signed(money.parse_number), codes.NOT_A_NUMBER)]
_hours = _at_most(168, money.parse_number, codes.MORE_THAN_THERE_IS, "a week has 168 hours")
HoursAWeek = Annotated[Decimal, parsed(_signed(_hours), codes.NOT_A_NUMBER)]
_weeks = _at_most(53, money.parse_number, codes.MORE_THAN_THERE_IS, "a year has at most 53 weeks")
Weeks = Annotated[Decimal, parsed(_signed(_weeks), codes.NOT_A_NUMBER)]
_indexation = _at_most(_STEEPEST, _percentage, codes.TOO_STEEP)
Percentage = Annotated[Decimal, parsed(_indexation, codes.NOT_A_PERCENTAGE)]
OrgNumber = Annotated[str, parsed(_org_number, codes.NOT_AN_ORG_NUMBER)]
Year = Annotated[int, parsed(parse_year, codes.NOT_A_YEAR)]
Share = Annotated[Decimal, parsed(_at_most(100, _percentage, codes.SHARE_OVER_ALL), codes.NOT_A_PERCENTAGE)]
Weight = Annotated[Decimal, parsed(_percentage, codes.NOT_A_PERCENTAGE)]
Lag = Annotated[int, parsed(_lag, codes.NOT_A_LAG)]
read_code = reader(_code, codes.NOT_A_CODE)
Code = Annotated[str, Read(read_code)]
WebAddress = Annotated[str, parsed(_web_address, codes.NOT_AN_ADDRESS)]
