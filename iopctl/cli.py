"""The signature of every command; nothing is computed here.

The clock is read here, once, and here alone a failure becomes a message and an exit code: 0 fine;
1 problems found, not eligible, out of date, or no such figure; 2 cannot run; 130 interrupted.
Nothing heavy is imported at the top: each command body opens with one import of its module in `commands`,
so that help and completion answer at once.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from iopctl import __version__, catalogue, period, streams
from iopctl.problem import IopctlError
from iopctl.source import folder

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.problem import Kind

CANNOT_RUN = 2
# No agreement spans more, and a slip of the pen (--years 2021-20255) should not fill the screen.
_MOST_YEARS = 100
_YEARS = re.compile(r"(\d{4})-(\d{4})")

app = typer.Typer(
    name="iopctl",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def run() -> int:
    """Run the command line; give the exit code of what could not be run, and exit by itself otherwise."""
    try:
        app()
    except IopctlError as error:
        streams.write(sys.stderr, f"Error: {error}\n" + (f"{error.hint}\n" if error.hint else ""))
    return CANNOT_RUN


def _give(answer: Answer, output: Path | None = None) -> NoReturn:
    remarks = answer.remarks
    if output is None:
        streams.write(sys.stdout, answer.text)
    elif answer.text:
        from iopctl.source import writing
        from iopctl.views import labels

        writing.write_all({output: answer.text})
        remarks = f"{remarks}{labels.written(folder.shown(output))}\n"
    streams.write(sys.stderr, remarks)
    raise typer.Exit(answer.exit_code)


def _read_day(text: str) -> date:
    try:
        return period.parse_day(text)
    except ValueError:
        raise _bad(catalogue.NOT_A_DAY, text) from None


def _read_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and period.FIRST_YEAR <= int(text) <= period.LAST_YEAR):
        raise _bad(catalogue.NOT_A_YEAR, text)
    return int(text)


def _read_years(text: str) -> range:
    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2])) if match else (1, 0)
    if not period.FIRST_YEAR <= first <= last <= min(period.LAST_YEAR, first + _MOST_YEARS):
        raise _bad(catalogue.NOT_YEARS, text)
    return range(first, last + 1)


def _bad(kind: Kind, found: str) -> typer.BadParameter:
    finding = kind.at((), found=found)
    return typer.BadParameter(f"{finding.message} {finding.hint}")


def _complete_ids(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Offer the agreements' ids to the shell."""
    try:
        ids = folder.find(context.params.get("agreements"), Path.cwd()).ids()
    except IopctlError:
        return
    yield from (each for each in ids if each.startswith(incomplete))


def _folder(agreements: Path | None) -> folder.Folder:
    return folder.find(agreements, Path.cwd())


def _asked(as_of: date | None, form: str, output: Path | None) -> Asked:
    from iopctl.commands.answer import Asked

    width = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
    return Asked(as_of or date.today(), form, width)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iopctl {__version__}")
        raise typer.Exit


Id = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The agreement's id: its file's name without .yaml.", autocompletion=_complete_ids
    ),
]
OptionalId = Annotated[
    str | None,
    typer.Argument(
        metavar="ID",
        help="The agreement's id: its file's name without .yaml.",
        autocompletion=_complete_ids,
    ),
]
Agreements = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="The folder of agreement files.  [default: 'agreements' here or in a folder above]",
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        parser=_read_day,
        help="Answer as of this day; what was decided after it does not count.  [default: today]",
        show_default=False,
    ),
]
Format = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown, csv or json.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, in UTF-8.", show_default=False),
]


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep, compute and extend partnership agreements (IOP), and write the memos about them.

    \b
    iopctl validate                    check every file of the register
    iopctl list                        every agreement on one line
    iopctl budget ikf --year 2023      who puts in what that year
    iopctl extend stadsmission         may it be extended, and why
    iopctl memo ikf -o ikf.md          the memo to the board

    Exit codes: 0 fine; 1 problems found, not eligible, out of date, or no such figure; 2 cannot run.
    """


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders.  [default: the register]", show_default=False),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="full, concise or json.")
    ] = "full",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
) -> None:
    """Check agreement files and show every problem with its line.

    \b
    iopctl validate
    iopctl validate agreements/ikf.yaml
    iopctl validate --format concise
    """
    from iopctl.commands import validate as command

    _give(command.run(paths or [], lambda: _folder(agreements), _asked(as_of, form, output)), output)


@app.command()
def budget(
    agreement_id: Id,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            parser=_read_year,
            help="A calendar year.  [default: this year]",
            show_default=False,
        ),
    ] = None,
    years: Annotated[
        range | None,
        typer.Option(metavar="A-B", parser=_read_years, help="Years side by side.", show_default=False),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Open every figure down to the line of the file it comes from.")
    ] = False,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
) -> None:
    """Show what each party puts in, line by line, and what the money rests on.

    \b
    iopctl budget ikf --year 2023
    iopctl budget stadsmission --years 2021-2025
    iopctl budget ikf --year 2023 --explain
    iopctl budget ikf --years 2021-2024 --format csv > ikf.csv
    """
    from iopctl.commands import budget as command

    if year is not None and years is not None:
        raise IopctlError(catalogue.OPTIONS_CLASH, what="--year and --years", cure="Use one of the two.")
    asked = _asked(as_of, form, output)
    first = year or asked.as_of.year
    answer = command.run(
        _folder(agreements), agreement_id, years or range(first, first + 1), asked, explain=explain
    )
    _give(answer, output)


@app.command()
def extend(
    agreement_id: Id,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
) -> None:
    """Tell whether the agreement may be extended, with reasons.

    Exits with 0 if it may, with 1 if it may not.

    \b
    iopctl extend stadsmission
    iopctl extend stadsmission --as-of 2021-07-13
    """
    from iopctl.commands import extend as command

    _give(command.run(_folder(agreements), agreement_id, _asked(as_of, form, output)), output)


@app.command("list")
def overview(
    form: Format = "table", output: Output = None, agreements: Agreements = None, as_of: AsOf = None
) -> None:
    """Show every agreement of the register on one line.

    \b
    iopctl list
    iopctl list --as-of 2021-07-13
    iopctl list --format csv > register.csv
    """
    from iopctl.commands import overview as command

    _give(command.run(_folder(agreements), _asked(as_of, form, output)), output)


@app.command()
def memo(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="The memos of all agreements.")] = False,
    output: Output = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write each memo into this folder, as ID.md.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Compare the memos in this folder with what the files give now."),
    ] = None,
    agreements: Agreements = None,
    as_of: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=_read_day, help="The latest matter dated by this day."),
    ] = None,
) -> None:
    """Write the memo (tjänsteskrivelse) of an agreement's latest matter, as of the matter's day.

    \b
    iopctl memo ikf
    iopctl memo stadsmission -o stadsmission.md
    iopctl memo --all --out memos
    iopctl memo --all --check memos
    """
    from iopctl.commands import memo as command

    ids = _memo_ids(agreement_id, everything=everything)
    places = [
        name for name, value in (("-o", output), ("--out", out), ("--check", check)) if value is not None
    ]
    if len(places) > 1:
        raise IopctlError(
            catalogue.OPTIONS_CLASH, what=" and ".join(places), cure="Use one of -o, --out and --check."
        )
    if check is not None:
        _give(command.check(_folder(agreements), ids, check, as_of))
    if out is not None:
        _give(command.to_folder(_folder(agreements), ids, out, as_of))
    if ids is None:
        raise IopctlError(catalogue.NOTHING_ASKED, cure="Add --out DIR or --check DIR to --all.")
    _give(command.one(_folder(agreements), ids[0], as_of), output)


def _memo_ids(agreement_id: str | None, *, everything: bool) -> list[str] | None:
    """Say which memos are asked for; None for all."""
    if everything and agreement_id is not None:
        raise IopctlError(catalogue.OPTIONS_CLASH, what="An id and --all", cure="Use one of the two.")
    if everything:
        return None
    if agreement_id is None:
        raise IopctlError(catalogue.NOTHING_ASKED, cure="Name an agreement, or use --all.")
    return [agreement_id]
