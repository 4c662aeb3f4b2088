"""How each kind of single value in a file is read from its text.

Every reader takes the text as it stands in the file and raises a finding in pydantic's
own form, so that all that is wrong in a file is collected in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

from pydantic_core import PydanticCustomError, core_schema

from iopctl import codes, money, personal, spelling
from iopctl.model import texts
from iopctl.money import Amount
from iopctl.period import DayOfYear, Length, NoSuchDayError, RoughDay, Unit, parse_day, parse_year
from iopctl.problem import Kind
from iopctl.struct import Struct

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

UNTIL_FURTHER_NOTICE = "until further notice"
UNLIMITED = "unlimited"
_BEFORE_THE_END = " before the end"
# A series is named by its file, on every system.
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", re.ASCII)
_LONGEST_CODE = 40
_LONGEST_LAG = 9
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)")
_MOST_SHARE = 100
# Of few words one is soon the closest: 'approved' is not 'proposed'.
_FEW, _ALIKE = 3, 0.8
# No agreement follows prices faster; beyond it figures would also outgrow what is computed exactly.
_STEEPEST = 25


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


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    found = "a list" if isinstance(value, list) else "keys and values"
    wrong(codes.WRONG_SHAPE, expected="a single value", found=found, cure="Write the value after the colon.")


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
            wrong(kind, found=text)

    return read


def one_of(choices: type[E]) -> Read:
    """Make a reader of a fixed list of words, with "did you mean"."""
    words = {str(choice.value): choice for choice in choices}

    def read(value: object) -> E:
        text = value if type(value) is str else _text(value)
        if text in words:
            return words[text]
        cure = spelling.closest(text, list(words), _ALIKE if len(words) <= _FEW else 0.7)
        wrong(codes.UNKNOWN_VALUE, found=text, cure=cure)

    return Read(read)


def _read_text(value: object) -> str:
    # A single line break is only where the line was full; an empty line parts paragraphs.
    text = (value if type(value) is str else _text(value)).strip()
    if "\n" in text:
        text = _without_soft_breaks(text)
    if not text:
        wrong(codes.NO_TEXT)
    unfit = texts.unfit(text)
    if unfit is not None:
        wrong(unfit.kind, **dict(unfit.facts))
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


def _count(text: str) -> int:
    # int() would take 1_000, +5 and other people's digits.
    if not (text.isascii() and text.isdigit()) or len(text) > 9:  # noqa: PLR2004 - a bound on nonsense
        raise ValueError(text)
    return int(text)


def _org_number(text: str) -> str:
    if personal.is_one(text):
        wrong(codes.PERSONAL_NUMBER)
    # stdnum takes as long to import as half the model; few files have such a number.
    from stdnum.se import orgnr

    # It would take other people's digits too.
    if not text.isascii() and any(each.isdigit() and not each.isascii() for each in text):
        raise ValueError(text)
    # stdnum's own errors are ValueErrors.
    return str(orgnr.format(orgnr.validate(text)))


def _signed(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Tell a negative amount from one that cannot be read."""

    def parse_signed(text: str) -> T:
        if text[:1] in {"-", "−"}:
            parse(text[1:].strip())
            wrong(codes.NEGATIVE, found=text)
        return parse(text)

    return parse_signed


def _at_most(limit: int, said: str) -> Callable[[str], Decimal]:
    """Read a number that counts what there is only so much of."""

    def parse(text: str) -> Decimal:
        number = money.parse_number(text)
        if number > limit:
            wrong(codes.MORE_THAN_THERE_IS, found=text, limit=said)
        return number

    return parse


def _percentage(text: str) -> Decimal:
    return money.parse_number(text.removesuffix("%").rstrip())


def _indexation(text: str) -> Decimal:
    percent = _percentage(text)
    if percent > _STEEPEST:
        wrong(codes.TOO_STEEP, found=text, limit=_STEEPEST)
    return percent


def _lag(text: str) -> int:
    lag = Length.parse(text)
    if lag.unit is not Unit.YEAR or lag.count > _LONGEST_LAG:
        raise ValueError(text)
    return lag.count


def is_code(text: str) -> bool:
    """Tell whether a text can be the code of an index series, and its file be made on every system."""
    fits = len(text) <= _LONGEST_CODE and _CODE.fullmatch(text) is not None
    return fits and _DEVICE.fullmatch(text) is None


def _code(text: str) -> str:
    if not is_code(text):
        raise ValueError(text)
    return text


def _web_address(text: str) -> str:
    if not texts.is_web_address(text):
        raise ValueError(text)
    # Markdown would end the address at a bracket.
    for bracket in "()[]":
        text = text.replace(bracket, f"%{ord(bracket):02X}")
    scheme, colon, rest = text.partition(":")
    return f"{scheme.lower()}{colon}{rest}"


def _share(text: str) -> Decimal:
    share = _percentage(text)
    if share > _MOST_SHARE:
        wrong(codes.SHARE_OVER_ALL, found=text)
    return share


def _end(text: str) -> date | None:
    return None if text == UNTIL_FURTHER_NOTICE else parse_day(text)


def _options(text: str) -> int | None:
    return None if text == UNLIMITED else _count(text)


def _before_the_end(text: str) -> Length:
    if not text.endswith(_BEFORE_THE_END):
        raise ValueError(text)
    return Length.parse(text.removesuffix(_BEFORE_THE_END))


def _format_version(text: str) -> int:
    if text != str(FORMAT):
        wrong(codes.UNKNOWN_FORMAT, found=text, known=FORMAT)
    return FORMAT


class Writing(Enum):
    """What a text is written for."""

    OF_A_MEMO = "a memo"
    """Only a memo shows it, so that it can name the memo's figures."""


class CountQuality(StrEnum):
    """How exactly a number of people or places is known."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OVER = "over"


_QUALITIES = {f"{each} ": each for each in CountQuality if each is not CountQuality.EXACT}


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
        for words, quality in _QUALITIES.items():
            if text.startswith(words):
                return cls(_count(text.removeprefix(words)), quality)
        return cls(_count(text))


FORMAT = 1

read_code = reader(_code, codes.NOT_A_CODE)

Format = Annotated[int, Read(reader(_format_version, codes.UNKNOWN_FORMAT))]
Text = Annotated[str, Read(_read_text)]
Prose = Annotated[str, Read(_read_text), Writing.OF_A_MEMO]
Count = Annotated[int, Read(reader(_count, codes.NOT_A_COUNT))]
People = Annotated[Quantity, Read(reader(Quantity.parse, codes.NOT_A_QUANTITY))]
Day = Annotated[date, Read(reader(parse_day, codes.NOT_A_DAY))]
Rough = Annotated[RoughDay, Read(reader(RoughDay.parse, codes.NOT_A_ROUGH_DAY))]
EveryYear = Annotated[DayOfYear, Read(reader(DayOfYear.parse, codes.NOT_A_DAY_OF_THE_YEAR))]
End = Annotated[date | None, Read(reader(_end, codes.NOT_AN_END))]
Time = Annotated[Length, Read(reader(Length.parse, codes.NOT_A_LENGTH))]
TimeBeforeTheEnd = Annotated[Length, Read(reader(_before_the_end, codes.NOT_BEFORE_THE_END))]
Options = Annotated[int | None, Read(reader(_options, codes.NOT_OPTIONS))]
Kronor = Annotated[Amount, Read(reader(_signed(Amount.parse), codes.NOT_AN_AMOUNT))]
Rate = Annotated[Decimal, Read(reader(_signed(money.parse_number), codes.NOT_A_NUMBER))]
Number = Annotated[Decimal, Read(reader(_signed(money.parse_number), codes.NOT_A_NUMBER))]
HoursAWeek = Annotated[
    Decimal,
    Read(reader(_signed(_at_most(168, "a week has 168 hours")), codes.NOT_A_NUMBER)),
]
Weeks = Annotated[
    Decimal,
    Read(reader(_signed(_at_most(53, "a year has at most 53 weeks")), codes.NOT_A_NUMBER)),
]
Percentage = Annotated[Decimal, Read(reader(_indexation, codes.NOT_A_PERCENTAGE))]
OrgNumber = Annotated[str, Read(reader(_org_number, codes.NOT_AN_ORG_NUMBER))]
Year = Annotated[int, Read(reader(parse_year, codes.NOT_A_YEAR))]
Share = Annotated[Decimal, Read(reader(_share, codes.NOT_A_PERCENTAGE))]
Weight = Annotated[Decimal, Read(reader(_percentage, codes.NOT_A_PERCENTAGE))]
Lag = Annotated[int, Read(reader(_lag, codes.NOT_A_LAG))]
Code = Annotated[str, Read(read_code)]
WebAddress = Annotated[str, Read(reader(_web_address, codes.NOT_AN_ADDRESS))]
