"""The options that commands share, each once, and how their values are read.

Annotations stand as they are in this package, without the import from __future__ that all other modules
have: typer would read the text of each of them three times.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from iopctl.period import Length
    from iopctl.problem import Kind
else:
    # Typer asks for a class, and takes what `read_length` gives.
    Length = str

# No agreement spans more, and a typing error (--years 2021-20255) should not fill the screen.
_MOST_YEARS = 100
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_JOBS = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)


def read_day(text: str) -> date:
    """Read a day."""
    from iopctl import codes, period

    try:
        return period.parse_day(text)
    except period.NoSuchDayError as none:
        raise bad(codes.NO_SUCH_DAY, text, why=none.reason) from None
    except ValueError:
        raise bad(codes.NOT_A_DAY, text) from None


def read_year(text: str) -> int:
    """Read a calendar year."""
    from iopctl import codes, period

    try:
        return period.parse_year(text)
    except ValueError:
        raise bad(codes.NOT_A_YEAR, text) from None


def read_years(text: str) -> range:
    """Read two calendar years and those between them."""
    from iopctl import codes, period

    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2])) if match else (1, 0)
    if not period.FIRST_YEAR <= first <= last <= min(period.LAST_YEAR, first + _MOST_YEARS):
        raise bad(codes.NOT_YEARS, text)
    return range(first, last + 1)


def read_jobs(text: str) -> int:
    """Read a number of processes."""
    from iopctl import codes

    if _JOBS.fullmatch(text) is None:
        raise bad(codes.NOT_JOBS, text)
    return int(text)


def read_length(text: str) -> Length:
    """Read a length of time."""
    from iopctl import codes
    from iopctl.period import Length

    try:
        return Length.parse_short(text)
    except ValueError:
        raise bad(codes.NOT_A_TIME, text) from None


def bad(kind: "Kind", found: str, why: str = "") -> typer.BadParameter:
    """Say of a value on the command line what is wrong with it."""
    finding = kind.at((), found=found, why=why)
    return typer.BadParameter(f"{finding.message} {finding.hint}")


def complete_ids(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Offer the agreements' ids to the shell."""
    from iopctl.problem import IopctlError
    from iopctl.source import folder

    try:
        ids = folder.find(context.params.get("agreements"), Path.cwd()).ids()
    except IopctlError:
        return
    yield from (each for each in ids if each.startswith(incomplete) and folder.is_id(each))


def complete_codes(incomplete: str) -> Iterator[str]:
    """Offer the codes of problems to the shell."""
    from iopctl.source import shipped

    yield from (each for each in shipped.codes() if each.startswith(incomplete.upper()))


def stated(
    help_text: str, metavar: str = "TEXT", *flags: str, read: Callable[[str], object] | None = None
) -> Any:  # noqa: ANN401 - as typer.Option itself
    """Make an option that takes a text, or what a function reads in it."""
    return typer.Option(*flags, metavar=metavar, parser=read, help=help_text, show_default=False)


def day(help_text: str) -> Any:  # noqa: ANN401 - as typer.Option itself
    """Make an option that takes a day."""
    return stated(help_text, "DATE", read=read_day)


def length(help_text: str) -> Any:  # noqa: ANN401 - as typer.Option itself
    """Make an option that takes a length of time."""
    return stated(help_text, "TIME", read=read_length)


def form(formats: str) -> Any:  # noqa: ANN401 - as typer.Option itself
    """Make the option that takes one of these formats."""
    return typer.Option("--format", "-f", metavar="FORMAT", help=formats)


_OF_AGREEMENT = typer.Argument(
    metavar="ID", help="The agreement's id: its file's name without .yaml.", autocompletion=complete_ids
)
Id = Annotated[str, _OF_AGREEMENT]
OptionalId = Annotated[str | None, _OF_AGREEMENT]
Agreements = Annotated[
    Path | None,
    stated(
        "The folder of agreement files.  [default: iopctl.toml's, else 'agreements', here or above]", "DIR"
    ),
]
AsOf = Annotated[
    date | None,
    day("Answer as of this day; what was decided after it does not count.  [default: today]"),
]
Rev = Annotated[
    str | None, stated("Read the register as it was committed: a commit, tag or branch of git.", "REV")
]
Assume = Annotated[
    list[str] | None,
    stated(
        "Carry an index series on from its last value, changed so much a year; may be repeated. "
        "Every figure that rests on it is marked.",
        "CODE=PERCENT",
    ),
]
Responsible = Annotated[
    str | None,
    stated("Only agreements that this official keeps; a part of the name is enough.", "NAME"),
]
Board = Annotated[str | None, stated("Only agreements of this board; a part of the name is enough.", "NAME")]
Format = Annotated[str, form("table, markdown, csv or json.")]
TableFormat = Annotated[str, form("table, markdown, csv, json, or xlsx with -o.")]
ReportFormat = Annotated[str, form("full, concise, json, github, gitlab, sarif or junit.")]
CalendarYear = Annotated[int | None, stated("A calendar year.  [default: this year]", "YEAR", read=read_year)]
Output = Annotated[Path | None, stated("Write to this file, in UTF-8.", "FILE", "--output", "-o")]
Document = Annotated[
    Path | None, stated("Write to this file; its suffix says the format.", "FILE", "--output", "-o")
]
To = Annotated[
    str | None,
    stated("md, docx, pdf or html; several as md,docx.  [default: md, or the file's suffix]", "FORMATS"),
]
MemoDay = Annotated[date | None, day("The latest matter dated by this day.")]
MatterId = Annotated[str | None, stated("The matter with this id.  [default: the latest]", "MATTER")]
Profile = Annotated[
    str | None,
    stated("How memos are ordered and worded.  [default: iopctl.toml's, else linkoping]", "NAME"),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Open every figure down to the line of the file it comes from.")
]
