"""The signature of every command; nothing is computed here.

The clock is read here, once, and here alone a failure becomes a message and an exit code: 0 fine;
1 problems found, not eligible, out of date, or no such figure; 2 cannot run; 130 interrupted.
Nothing heavy is imported at the top: each command body opens with one import of its module in `commands`,
so that help and completion answer at once. Annotations stand as they are, without the import from
__future__ that all other modules have: typer would read the text of each of them three times.
"""

import io
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from iopctl import __version__, streams

if TYPE_CHECKING:
    from typer.models import CommandInfo

    from iopctl.commands.answer import Answer, Asked
    from iopctl.commands.change import Planned
    from iopctl.commands.memos import Wanted
    from iopctl.period import Length
    from iopctl.problem import IopctlError, Kind
    from iopctl.rules.events import Event
    from iopctl.rules.recording import Step
    from iopctl.source.folder import Folder
else:
    # Typer asks for a class, and takes what `_read_length` gives.
    Length = str

NOT_DONE = 1
CANNOT_RUN = 2
INTERRUPTED = 130
# No agreement spans more, and a slip of the pen (--years 2021-20255) should not fill the screen.
_MOST_YEARS = 100
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_JOBS = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)

_PROGRESS = streams.Progress(time.monotonic)

# What a file's suffix says of its format, and suffixes whose programs could open none of them.
_FORMS = {".csv": "csv", ".json": "json", ".md": "markdown", ".xlsx": "xlsx"}
_OTHER_FORMS = {".xls", ".doc", ".docx", ".pdf", ".html"}

app = typer.Typer(
    name="iopctl",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

templates = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Check the templates that memos are written with."
)
app.add_typer(templates, name="template")


def run() -> int:
    """Run the command line, and give its exit code."""
    try:
        _only_asked(sys.argv[1:])
        try:
            return app(standalone_mode=False) or 0
        finally:
            _PROGRESS.clear()
    except typer.Abort as stopped:
        # A question that is not answered ends like this; typer also takes a fault of this name for one.
        return _failed(stopped.__cause__) if stopped.__cause__ else INTERRUPTED
    except BaseException as error:  # noqa: BLE001 - raised again where nobody foresaw it
        return _failed(error)


def _failed(error: BaseException) -> int:
    """Say why the run was stopped; raise again what nobody foresaw, with the file that was worked on."""
    from iopctl import bugs, catalogue
    from iopctl.problem import IopctlError

    if isinstance(error, FileNotFoundError) and not _stands_somewhere():
        error = IopctlError(catalogue.NO_HERE)
    if isinstance(error, IopctlError):
        _remark(f"Error: {error}\n" + (f"{error.hint}\n" if error.hint else ""))
        return CANNOT_RUN
    # What cannot be read of a command line; typer does not name the class of them all.
    if show := getattr(error, "show", None):
        with io.StringIO() as said:
            show(said)
            streams.write(sys.stderr, said.getvalue())
        return CANNOT_RUN
    if isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError):
        # Typer's way to end where the reader of its help has seen enough.
        return 0
    if isinstance(error, SystemExit) and (error.code == NOT_DONE or isinstance(error.code, str)):
        # No command ends the run by itself.
        error = RuntimeError(f"a library ended the run: {error.code}")
    if _PROGRESS.at is not None:
        bugs.note(error, str(_PROGRESS.at))
    raise error


def _stands_somewhere() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _only_asked(arguments: list[str]) -> None:
    """Let typer look into the options of the one command that is asked for; of all, it would take longer."""
    arguments = [each for each in arguments if each != "--debug"]
    asked = [each for each in app.registered_commands if _name(each) in arguments[:1]]
    app.registered_commands = asked or app.registered_commands
    if arguments in (["-h"], ["--help"]):
        for each in app.registered_commands:
            each.callback = each.callback and _as_listed(each.callback)


def _as_listed(command: Callable[..., object]) -> Callable[[], None]:
    """Take a command as the list of all shows it: its name and its help, and none of its options."""

    def listed() -> None:
        pass

    listed.__name__, listed.__doc__ = command.__name__, command.__doc__
    return listed


def _name(command: "CommandInfo") -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


def _give(answer: "Answer", output: Path | None = None) -> NoReturn:
    remarks = answer.remarks
    if output is None:
        streams.write(sys.stdout, answer.text or answer.lines)
    elif answer.text or answer.lines or answer.content:
        from iopctl.source import folder, writing
        from iopctl.views import labels

        writing.write_all({output: answer.content or answer.text or "".join(answer.lines)})
        remarks = f"{remarks}{labels.written(folder.shown(output))}\n"
    _remark(remarks + _summarise(answer.summary))
    raise typer.Exit(answer.exit_code)


def _remark(said: str) -> None:
    """Write to standard error, inside the terminal's width where there is one."""
    width = _width()
    if said and width is not None:
        from iopctl.views import terminal

        said = terminal.lines(said, width)
    streams.write(sys.stderr, said)


def _summarise(markdown: str) -> str:
    """Add to the page that GitHub shows beside a job, where there is one: it cuts annotations at ten.

    Where that fails, say so: the answer stands all the same.
    """
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not markdown or not page:
        return ""
    from iopctl.problem import IopctlError
    from iopctl.source import adding
    from iopctl.views import labels

    try:
        adding.append(Path(page), markdown, most=adding.SUMMARY, cut=labels.SUMMARY_CUT)
    except IopctlError as error:
        return f"{labels.no_summary(str(error))}\n"
    return ""


def _read_day(text: str) -> date:
    from iopctl import catalogue, period

    try:
        return period.parse_day(text)
    except ValueError:
        raise _bad(catalogue.NOT_A_DAY, text) from None


def _read_year(text: str) -> int:
    from iopctl import catalogue, period

    try:
        return period.parse_year(text)
    except ValueError:
        raise _bad(catalogue.NOT_A_YEAR, text) from None


def _read_years(text: str) -> range:
    from iopctl import catalogue, period

    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2])) if match else (1, 0)
    if not period.FIRST_YEAR <= first <= last <= min(period.LAST_YEAR, first + _MOST_YEARS):
        raise _bad(catalogue.NOT_YEARS, text)
    return range(first, last + 1)


def _read_jobs(text: str) -> int:
    from iopctl import catalogue

    if _JOBS.fullmatch(text) is None:
        raise _bad(catalogue.NOT_JOBS, text)
    return int(text)


def _read_length(text: str) -> Length:
    from iopctl import catalogue
    from iopctl.period import Length

    try:
        return Length.parse_short(text)
    except ValueError:
        raise _bad(catalogue.NOT_A_TIME, text) from None


def _clash(what: str, cure: str) -> "IopctlError":
    """Say of options that they cannot be used together."""
    from iopctl import catalogue
    from iopctl.problem import IopctlError

    return IopctlError(catalogue.OPTIONS_CLASH, what=what, cure=cure)


def _nothing_asked(cure: str) -> "IopctlError":
    from iopctl import catalogue
    from iopctl.problem import IopctlError

    return IopctlError(catalogue.NOTHING_ASKED, cure=cure)


def _bad(kind: "Kind", found: str) -> typer.BadParameter:
    finding = kind.at((), found=found)
    return typer.BadParameter(f"{finding.message} {finding.hint}")


def _complete_ids(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Offer the agreements' ids to the shell."""
    from iopctl.problem import IopctlError
    from iopctl.source import folder

    try:
        ids = folder.find(context.params.get("agreements"), Path.cwd()).ids()
    except IopctlError:
        return
    yield from (each for each in ids if each.startswith(incomplete) and folder.is_id(each))


def _complete_codes(incomplete: str) -> Iterator[str]:
    """Offer the codes of problems to the shell."""
    from iopctl.source import pages

    yield from (each for each in pages.codes() if each.startswith(incomplete.upper()))


def _folder(agreements: Path | None, revision: str | None = None) -> "Folder":
    from iopctl.source import folder

    if revision is None:
        return folder.find(agreements, Path.cwd())
    from iopctl.source import history

    return history.find(agreements, revision, Path.cwd())


def _asked(
    as_of: date | None,
    form: str,
    output: Path | None,
    revision: str | None = None,
    assume: list[str] | None = None,
) -> "Asked":
    """Gather what every command is asked with; `revision` is the hash of the commit that is read."""
    from iopctl import catalogue
    from iopctl.commands import knowing
    from iopctl.commands.answer import Asked
    from iopctl.problem import IopctlError
    from iopctl.views.basis import Basis

    if output is not None:
        form = _form_of(output, form)
    elif form == "xlsx":
        raise IopctlError(catalogue.NEEDS_A_FILE, format=form)
    day = as_of or date.today()
    basis = Basis(day if as_of or revision else None, revision)
    assumed = knowing.assumptions(assume or [])
    colour = output is None and _colour()
    return Asked(day, form, None if output else _width(), basis, assumed, colour, _PROGRESS.over)


def _form_of(output: Path, form: str) -> str:
    """Find the format of a file: by its suffix where none is asked for; a workbook is one by name as well."""
    from iopctl import catalogue
    from iopctl.problem import IopctlError

    suffix = output.suffix.lower()
    meant = _FORMS.get(suffix, form) if form == "table" else form
    if suffix in _OTHER_FORMS or (meant == "xlsx") != (suffix == ".xlsx"):
        raise IopctlError(catalogue.OTHER_SUFFIX, format=meant, suffix=suffix or output.name)
    return meant


def _width() -> int | None:
    """Measure the terminal; None where the answer goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _colour() -> bool:
    """Tell whether the answer goes to a terminal that shows colours, and nobody has asked it not to."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    from iopctl.views import terminal

    return sys.platform != "win32" or terminal.shows_colour()


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
        help="The folder of agreement files.  [default: iopctl.toml's, else 'agreements', here or above]",
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
Rev = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Read the register as it was committed: a commit, tag or branch of git.",
        show_default=False,
    ),
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE=PERCENT",
        help="Carry an index series on from its last value, changed so much a year; may be repeated. "
        "Every figure that rests on it is marked.",
        show_default=False,
    ),
]
Responsible = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only agreements that this official keeps; a part of the name is enough.",
        show_default=False,
    ),
]
Board = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only agreements of this board; a part of the name is enough.",
        show_default=False,
    ),
]
Format = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown, csv or json."),
]
TableFormat = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown, csv, json, or xlsx with -o.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, in UTF-8.", show_default=False),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Open every figure down to the line of the file it comes from.")
]


def _day(help_text: str) -> Any:  # noqa: ANN401 - as typer.Option itself
    return typer.Option(metavar="DATE", parser=_read_day, help=help_text, show_default=False)


def _stated(help_text: str, metavar: str = "TEXT", *flags: str) -> Any:  # noqa: ANN401 - as typer.Option
    return typer.Option(*flags, metavar=metavar, help=help_text, show_default=False)


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Before a command: show where a fault of iopctl happened.")
    ] = False,
) -> None:
    """Keep, compute and extend partnership agreements (IOP), and write the memos about them.

    \b
    iopctl init partnerskap            make a register, with an example
    iopctl new lyktan                  make an agreement's file
    iopctl validate                    check every file of the register
    iopctl explain IOP501              what a problem means, and how to mend it
    iopctl list                        every agreement on one line
    iopctl show ikf                    one agreement on one screen
    iopctl budget ikf --year 2023      who puts in what that year
    iopctl payments lyktan             what is paid out, and when
    iopctl value stadsmission          what it is worth, with every option
    iopctl extend stadsmission         may it be extended, why, and what that changes
    iopctl record ikf --meeting …      put down what happened: a meeting, a report, notice
    iopctl diff ikf --rev main         what changed in it since then
    iopctl due                         what must be done, and by when
    iopctl calendar -o deadlines.ics   the same, for a calendar
    iopctl memo ikf -o ikf.md          the memo to the board
    iopctl matter ikf --kind extend    a new matter, for its memo
    iopctl figures ikf                 the figures that its text can name
    iopctl freeze ikf                  keep the memo's words, as the board saw them
    iopctl report --board …            the yearly report to a board
    iopctl template check              render the templates of memos, before any is written
    iopctl index                       index series, and which value is needed next

    Exit codes: 0 fine; 1 problems found, not eligible, out of date, or no such figure; 2 cannot run.
    """


@app.command()
def init(
    root: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder; it is made if it is missing.")
    ] = Path(),
    ci: Annotated[
        str, typer.Option(metavar="SYSTEM", help="Add the checks of github or gitlab; or none.")
    ] = "none",
) -> None:
    """Make a register: settings, one example, and the checks of a CI system.

    Nothing is ever overwritten: if any of its files is there, nothing is made, and it exits with 2.

    \b
    iopctl init partnerskap
    iopctl init partnerskap --ci github
    """
    from iopctl.commands import init as command

    _give(command.run(root, ci, _width()))


@app.command()
def new(
    agreement_id: Annotated[
        str, typer.Argument(metavar="ID", help="The agreement's id; its file will be ID.yaml.")
    ],
    title: Annotated[str | None, _stated("What the agreement is called.")] = None,
    public: Annotated[str | None, _stated("The municipality or region.")] = None,
    board: Annotated[str | None, _stated("The board (nämnd) that decides, as inside a sentence.")] = None,
    administration: Annotated[
        str | None, _stated("The administration (förvaltning) that prepares its matters.")
    ] = None,
    civil: Annotated[str | None, _stated("The organisation.")] = None,
    short_name: Annotated[str | None, _stated("The organisation's short name.")] = None,
    case_number: Annotated[str | None, _stated("The case number (diarienummer).")] = None,
    purpose: Annotated[str | None, _stated("What the partnership is for.")] = None,
    starts: Annotated[str | None, _stated("The first day.", "DATE")] = None,
    ends: Annotated[str | None, _stated("The last day, included; or: until further notice.", "DATE")] = None,
    public_amount: Annotated[str | None, _stated("Kronor a year from the municipality.", "KRONOR")] = None,
    civil_amount: Annotated[
        str | None, _stated("Kronor a year that the organisation puts in.", "KRONOR")
    ] = None,
    agreements: Agreements = None,
) -> None:
    """Make an agreement's file from options; on a terminal, ask for what is missing.

    Nothing is ever overwritten.

    \b
    iopctl new lyktan
    """
    from iopctl.commands import new as command

    options = {
        "title": title,
        "public": public,
        "board": board,
        "administration": administration,
        "civil": civil,
        "short_name": short_name,
        "case_number": case_number,
        "purpose": purpose,
        "starts": starts,
        "ends": ends,
        "public_amount": public_amount,
        "civil_amount": civil_amount,
    }
    given = {name: value for name, value in options.items() if value is not None}
    path = command.place(_folder(agreements), agreement_id)
    command.check(given)
    if command.missing(given) and sys.stdin.isatty() and sys.stdout.isatty():
        given |= _ask(given)
    _give(command.run(path, given, _width()))


def _ask(given: dict[str, str]) -> dict[str, str]:
    """Ask for what is missing, each question until the answer can be read; Enter leaves out what may be."""
    from iopctl.commands import new as command
    from iopctl.views import labels

    replies: dict[str, str] = {}
    typer.echo(labels.ASKING)
    for question in command.missing(given):
        fault: str | None = ""
        while fault is not None:
            if fault:
                typer.echo(fault)
            try:
                reply = typer.prompt(question.text, default="", show_default=False)
            except typer.Abort:
                typer.echo()
                raise typer.Exit(INTERRUPTED) from None
            if not (reply or question.needed):
                break
            fault = command.fault_of(question, reply, given | replies)
            if fault is None:
                replies[question.name] = reply
    return replies


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders.  [default: the register]", show_default=False),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="full, concise, json, github, gitlab, sarif or junit."
        ),
    ] = "full",
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Exit with 1 on: error, warning or never.  [default: as iopctl.toml says, else error]",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            parser=_read_jobs,
            help="Check with up to N processes at once.  [default and most: one for each processor]",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Check agreement files and show every problem with its line.

    \b
    iopctl validate
    iopctl validate agreements/ikf.yaml
    iopctl validate --format concise
    iopctl validate --rev main
    """
    from iopctl.commands import validate as command
    from iopctl.source import config
    from iopctl.source.folder import Folder

    if paths and rev is not None:
        cure = "Leave the paths out to check the whole register as it was committed."
        raise _clash("--rev and paths", cure)
    checked = paths or _folder(agreements, rev)
    revision = checked.revision if isinstance(checked, Folder) else None
    asked = _asked(as_of, form, output, revision)
    settings = config.find(Path.cwd() if isinstance(checked, list) or revision is None else checked.path)
    level = fail_on or (settings.fail_on if settings else config.FAIL_ON[0])
    answer = command.run(checked, asked, fail_on=level, jobs=jobs)
    _give(answer, output)


@app.command()
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="A problem's code; case does not matter.", autocompletion=_complete_codes
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--list", help="List every code; so does no code.")] = False,
) -> None:
    """Explain a problem by its code: what it means, an example, and how to mend it.

    \b
    iopctl explain IOP501
    iopctl explain --list
    """
    from iopctl.commands import explain as command

    if code is not None and everything:
        raise _clash("A code and --list", "Use one of the two.")
    _give(command.run(code, _width()))


@app.command()
def budget(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="Add up the whole register.")] = False,
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
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Put the lines together by party, kind, board or line.",
            show_default=False,
        ),
    ] = None,
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what each party puts in, line by line, and what the money rests on.

    \b
    iopctl budget ikf --year 2023
    iopctl budget stadsmission --years 2021-2025
    iopctl budget ikf --year 2023 --explain
    iopctl budget ikf --years 2021-2024 --format csv > ikf.csv
    iopctl budget lyktan --year 2027 --assume PKV=2.5%
    iopctl budget ikf --year 2023 --by kind
    iopctl budget --all --year 2025
    iopctl budget --all --years 2021-2030
    """
    from iopctl.commands import budget as command

    if year is not None and years is not None:
        raise _clash("--year and --years", "Use one of the two.")
    if everything and (agreement_id is not None or explain):
        clash = "An id and --all" if agreement_id is not None else "--all and --explain"
        cure = "Ask for one agreement, or for all of them without an explanation."
        raise _clash(clash, cure)
    if everything and by is not None:
        cure = "--all shows every board and every kind as it is."
        raise _clash("--all and --by", cure)
    if agreement_id is None and not everything:
        raise _nothing_asked("Name an agreement, or use --all.")
    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision, assume)
    first = year or asked.as_of.year
    wanted = years or range(first, first + 1)
    if agreement_id is None:
        from iopctl.commands import portfolio

        _give(portfolio.run(register, wanted, asked), output)
    _give(command.run(register, agreement_id, command.Wanted(wanted, by, explain), asked), output)


@app.command()
def payments(
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
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what is paid out in a year: day, amount, payer and receiver.

    It takes what the agreement says of instalments; where it says nothing, no day is guessed, and it exits
    with 1.

    \b
    iopctl payments lyktan --year 2025
    iopctl payments lyktan --year 2025 --explain
    iopctl payments lyktan --year 2025 --format csv > lyktan.csv
    """
    from iopctl.commands import payments as command

    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision, assume)
    answer = command.run(register, agreement_id, year or asked.as_of.year, asked, explain=explain)
    _give(answer, output)


@app.command()
def value(
    agreement_id: Id,
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what the agreement is worth: as signed, as extended, and with every option.

    Beside it stand the figures that are looked up (procurement, state aid), each with its days and source,
    as they were when the agreement was signed. They inform; iopctl gives no verdict.

    \b
    iopctl value stadsmission
    iopctl value stadsmission --explain
    """
    from iopctl.commands import value as command

    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision, assume)
    _give(command.run(register, agreement_id, asked, explain=explain), output)


@app.command()
def extend(
    agreement_id: Id,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
    apply: Annotated[bool, typer.Option("--apply", help="Record the next extension as decided.")] = False,
    decided: Annotated[
        date | None, _day("With --apply: the day of the decision.  [default: --as-of]")
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Record it as proposed, and start the matter for its memo.")
    ] = False,
    dated: Annotated[
        date | None, _day("With --propose: the day of the proposal.  [default: --as-of]")
    ] = None,
    decide: Annotated[date | None, _day("Record that what was proposed was decided on this day.")] = None,
    decline: Annotated[
        date | None, _day("Record that the next extension, proposed or not, was declined on this day.")
    ] = None,
    case_number: Annotated[str | None, _stated("The case number of the decision or the matter.")] = None,
    note: Annotated[str | None, _stated("What a reader should know about the extension.")] = None,
    fingerprint: Annotated[
        str | None, _stated("Write only if the file is still the one that a plan showed this for.")
    ] = None,
    yes: Yes = False,
) -> None:
    """Tell whether the agreement may be extended, with reasons, and put the extension down in its file.

    Where it may, the plan shows the money of the next period and the lines to be written. --apply, --propose,
    --decide and --decline write them, once you have said yes; one place of the file changes, and nothing else
    in it.

    Exits with 0 if it may be extended, with 1 if it may not, or if nothing was written.

    \b
    iopctl extend stadsmission
    iopctl extend stadsmission --as-of 2021-07-13
    iopctl extend stadsmission --propose --dated 2021-07-13
    iopctl extend stadsmission --decide 2021-09-15
    iopctl extend stadsmission --decline 2021-09-15
    iopctl extend lyktan --apply --decided 2024-10-08 --yes
    """
    from iopctl.commands import extend as command

    step = _step(
        {
            "apply": apply,
            "propose": propose,
            "decide": decide is not None,
            "decline": decline is not None,
        }
    )
    _go_together({"--decided": decided}, ["--apply"], met=apply)
    _go_together({"--dated": dated}, ["--propose"], met=propose)
    details = {
        "--case-number": case_number,
        "--note": note,
        "--fingerprint": fingerprint,
        "--yes": "" if yes else None,
    }
    _go_together(details, ["--apply", "--propose", "--decide", "--decline"], met=step is not None)
    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision)
    wish = command.Wish(step, decided or dated or decide or decline, case_number, note, fingerprint)
    _carry_out(command.run(register, agreement_id, asked, wish), output, agreed=yes)


def _step(wanted: dict[str, bool]) -> "Step | None":
    """Say what is to be recorded; None where only the plan is asked for."""
    from iopctl.rules.recording import Step

    steps = [Step(name) for name, is_wanted in wanted.items() if is_wanted]
    if len(steps) > 1:
        what = " and ".join(f"--{step}" for step in steps)
        raise _clash(what, "Use one of --apply, --propose, --decide and --decline.")
    return steps[0] if steps else None


def _go_together(options: Mapping[str, object], others: list[str], *, met: bool) -> None:
    """Refuse options that say nothing without another one."""
    from iopctl import catalogue
    from iopctl.problem import IopctlError

    for option, value in options.items():
        if value is not None and not met:
            listed = " or ".join(filter(None, [", ".join(others[:-1]), others[-1]]))
            raise IopctlError(catalogue.ALSO_NEEDED, option=option, others=listed)


def _carry_out(planned: "Planned", output: Path | None = None, *, agreed: bool) -> NoReturn:
    """Write what is planned, once somebody agrees to it."""
    if planned.change is None or planned.written is None:
        _give(planned.answer, output)
    from iopctl.struct import replace

    if not agreed:
        _agree_to(planned.answer.text)
    planned.change.write()
    shown = planned.repeats and not agreed and output is None
    _give(replace(planned.written, text="") if shown else planned.written, output)


def _agree_to(plan: str) -> None:
    """Show what is to be written and ask whether it is."""
    from iopctl import catalogue
    from iopctl.problem import IopctlError
    from iopctl.views import labels

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise IopctlError(catalogue.NEEDS_YES)
    streams.write(sys.stdout, f"{plan}\n")
    try:
        agreed = typer.prompt(
            labels.WRITE_THIS, default=False, show_default=False, value_proc=_read_agreement
        )
    except typer.Abort:
        typer.echo()
        streams.write(sys.stderr, f"{labels.NOTHING_WRITTEN}\n")
        raise typer.Exit(INTERRUPTED) from None
    if not agreed:
        streams.write(sys.stderr, f"{labels.NOTHING_WRITTEN}\n")
        raise typer.Exit(NOT_DONE)


def _read_agreement(text: str | bool) -> bool:
    """Read an answer to the question whether something is to be written; none is no."""
    from iopctl import catalogue

    words = {"": False, "y": True, "yes": True, "j": True, "ja": True, "n": False, "no": False, "nej": False}
    if isinstance(text, bool):
        return text
    if text.strip().casefold() not in words:
        raise _bad(catalogue.NOT_YES_OR_NO, text)
    return words[text.strip().casefold()]


@app.command()
def record(
    agreement_id: Id,
    on: Annotated[date, _day("The day on which it happened.")],
    meeting: Annotated[str | None, _stated("A meeting of this kind was held.", "KIND")] = None,
    report: Annotated[str | None, _stated("A report of this kind came in.", "KIND")] = None,
    notice: Annotated[bool, typer.Option("--notice", help="Notice was given.")] = False,
    condition_met: Annotated[
        bool, typer.Option("--condition-met", help="What a decision depended on has come about.")
    ] = False,
    due: Annotated[
        date | None,
        _day("With --report: the day on which it was due.  [default: the oldest one that is missing]"),
    ] = None,
    ends: Annotated[
        date | None,
        _day("With --notice: the agreement's last day.  [default: as its notice period gives it]"),
    ] = None,
    by: Annotated[str | None, _stated("With --notice: who gave it.")] = None,
    case_number: Annotated[str | None, _stated("With --notice: its case number.")] = None,
    starts: Annotated[
        date | None, _day("With --condition-met: the first day of what was decided, where several wait.")
    ] = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    yes: Yes = False,
) -> None:
    """Put down in an agreement's file what happened; nothing else in it changes.

    A meeting was held, a report came in, notice was given, or a condition was met: one of them at a time. The
    lines are shown, and written once you have said yes.

    \b
    iopctl record stadsmission --meeting styrgruppsmöte --on 2021-09-15
    iopctl record lyktan --report årsrapport --on 2025-03-28
    iopctl record lyktan --notice --on 2025-10-15 --by kommunen
    iopctl record lyktan --condition-met --on 2023-11-27
    """
    from iopctl.commands import record as command
    from iopctl.rules import events

    happened: dict[str, events.Event | None] = {
        "--meeting": events.Meeting(meeting) if meeting is not None else None,
        "--report": events.Report(report, due) if report is not None else None,
        "--notice": events.NoticeGiven(ends, by, case_number) if notice else None,
        "--condition-met": events.ConditionMet(starts) if condition_met else None,
    }
    event = _event(happened)
    _go_together({"--due": due}, ["--report"], met=report is not None)
    _go_together({"--ends": ends, "--by": by, "--case-number": case_number}, ["--notice"], met=notice)
    _go_together({"--starts": starts}, ["--condition-met"], met=condition_met)
    asked = _asked(as_of, "table", None)
    planned = command.run(_folder(agreements), agreement_id, event, on, asked)
    _carry_out(planned, agreed=yes)


def _event(happened: "Mapping[str, Event | None]") -> "Event":
    """Take the one thing that happened."""
    given = {option: event for option, event in happened.items() if event is not None}
    if len(given) > 1:
        cure = "Record one thing at a time."
        raise _clash(" and ".join(given), cure)
    for event in given.values():
        return event
    cure = "Say what happened: --meeting KIND, --report KIND, --notice or --condition-met."
    raise _nothing_asked(cure)


@app.command()
def due(
    within: Annotated[
        Length | None,
        typer.Option(
            metavar="TIME",
            parser=_read_length,
            help="How far ahead to look: 180d, 6 months.  [default: 180d]",
            show_default=False,
        ),
    ] = None,
    fail_within: Annotated[
        Length | None,
        typer.Option(
            metavar="TIME",
            parser=_read_length,
            help="Exit with 1 also for what is due within this time.",
            show_default=False,
        ),
    ] = None,
    responsible: Responsible = None,
    board: Board = None,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what must be done over the register, in order of date.

    Exits with 1 if something is overdue, or due within --fail-within.

    \b
    iopctl due
    iopctl due --within 90d --fail-within 30d
    iopctl due --board arbetsmarknadsnämnden
    """
    from iopctl.commands import due as command

    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision)
    narrowed = command.Narrowed(responsible, board)
    _give(command.run(register, asked, narrowed, within or command.AHEAD, fail_within), output)


@app.command()
def calendar(
    agreement_id: OptionalId = None,
    within: Annotated[
        Length | None,
        typer.Option(
            metavar="TIME",
            parser=_read_length,
            help="How far ahead to look: 180d, 6 months.  [default: 2 years]",
            show_default=False,
        ),
    ] = None,
    remind: Annotated[
        Length | None,
        typer.Option(
            metavar="TIME",
            parser=_read_length,
            help="How long before to remind.  [default: 30d of what takes others to do, else 7d]",
            show_default=False,
        ),
    ] = None,
    responsible: Responsible = None,
    board: Board = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Write what must be done as a calendar file, for Outlook, Google and Apple calendars.

    Each deadline is a whole day with a reminder. A calendar that subscribes to the file drops what is done;
    one into which it is imported changes what is there, and keeps what is done until you delete it.

    \b
    iopctl calendar -o deadlines.ics
    iopctl calendar stadsmission -o stadsmission.ics
    iopctl calendar --board arbetsmarknad --remind 60d -o deadlines.ics
    """
    from iopctl.commands import calendar as command
    from iopctl.commands import due as narrowing

    register = _folder(agreements, rev)
    asked = _asked(as_of, "ics", output, register.revision)
    narrowed = narrowing.Narrowed(responsible, board, agreement_id)
    _give(command.run(register, asked, narrowed, within or command.AHEAD, remind), output)


@app.command()
def schema(
    index: Annotated[
        bool, typer.Option("--index", help="The schema of an index series' file instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of the agreement file, for editors.

    With it VS Code (extension "YAML" by Red Hat) and other editors explain every key in Swedish and English,
    offer what may stand there, and mark slips while you write. Put a copy beside the agreements, as init
    does, and make this the first line of each file:

    \b
    # yaml-language-server: $schema=agreement.schema.json

    An editor does not see everything: validate also checks sums, days and what one key says of another.

    \b
    iopctl schema > agreements/agreement.schema.json
    iopctl schema --index > agreements/index/series.schema.json
    """
    from iopctl.commands import schema as command

    _give(command.run(of_series=index))


@app.command("index")
def series(
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show the index series, who follows them, and which value is needed next.

    A series is a file of the folder 'index' beside the agreements; iopctl has no values of its own.
    Exits with 1 where an agreement follows a series that is not there.

    \b
    iopctl index
    iopctl index --as-of 2026-01-31
    """
    from iopctl.commands import index as command

    register = _folder(agreements, rev)
    _give(command.run(register, _asked(as_of, form, output, register.revision)), output)


@app.command("list")
def overview(
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="Only agreements with this board, party, responsible or state; may be repeated.",
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        str, typer.Option(metavar="KEY", help="Order by id, end, deadline, state or public.")
    ] = "id",
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show every agreement of the register on one line: its state, its end, and what is to be done next.

    Of a board, a party or an official, a part of the name is enough. Different keys must all hold; of several
    values of one key, one is enough. The states are: upcoming, running, last-period (no option can be used
    any more), under-notice and ended.

    \b
    iopctl list
    iopctl list --sort deadline
    iopctl list --where state=ended --where board=arbetsmarknad
    iopctl list --as-of 2021-07-13
    iopctl list --rev HEAD~1
    iopctl list --format csv > register.csv
    """
    from iopctl.commands import overview as command

    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision, assume)
    _give(command.run(register, asked, where=where or (), sort=sort), output)


@app.command()
def show(
    agreement_id: Id,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown or json.")
    ] = "table",
    assume: Assume = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show one agreement on one screen, with a timeline of its term.

    \b
    iopctl show stadsmission
    iopctl show stadsmission --as-of 2021-07-13
    """
    from iopctl.commands import show as command

    register = _folder(agreements, rev)
    asked = _asked(as_of, form, output, register.revision, assume)
    _give(command.run(register, agreement_id, asked), output)


@app.command()
def diff(
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID | FILE FILE]",
            help="An agreement's id, or two files.  [default: every agreement that changed]",
            autocompletion=_complete_ids,
            show_default=False,
        ),
    ] = None,
    rev: Annotated[
        str | None,
        typer.Option(
            metavar="A..B",
            help="Between two commits, tags or branches of git; A alone: since A.  [default: HEAD]",
            show_default=False,
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything changed, as git diff does.")
    ] = False,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
) -> None:
    """Show what changed in money, term and parties, and every key that says something else.

    Between two versions in git, since a version, or between two files. Both are asked as of the same day.

    \b
    iopctl diff ikf
    iopctl diff ikf --rev HEAD~1
    iopctl diff --rev main..HEAD --format markdown
    iopctl diff agreements/ikf.yaml agreements/stadsmission.yaml
    """
    from iopctl.commands import diff as command

    asked = _asked(as_of, form, output)
    named = which or []
    if len(named) > 2:  # noqa: PLR2004 - an id is one, and files are two
        from iopctl import catalogue
        from iopctl.problem import IopctlError

        raise IopctlError(catalogue.NOT_TWO, found=len(named))
    if len(named) == 2:  # noqa: PLR2004 - as above
        if rev is not None:
            raise _clash("Two files and --rev", "Use one of the two.")
        _give(command.of_files(Path(named[0]), Path(named[1]), asked, exit_code=exit_code), output)
    from iopctl.source import history

    sides = history.sides(agreements, "HEAD" if rev is None else rev, Path.cwd())
    agreement_id = named[0] if named else None
    answer = command.of_register(sides, agreement_id, asked, exit_code=exit_code)
    _give(answer if output else command.for_a_summary(answer, asked), output)


To = Annotated[
    str | None,
    typer.Option(
        metavar="FORMATS",
        help="md, docx, pdf or html; several as md,docx.  [default: md, or the file's suffix]",
        show_default=False,
    ),
]
Document = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file; its suffix says the format.",
        show_default=False,
    ),
]
MemoDay = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=_read_day, help="The latest matter dated by this day."),
]
MatterId = Annotated[str | None, _stated("The matter with this id.  [default: the latest]", "MATTER")]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="How memos are ordered and worded.  [default: iopctl.toml's, else linkoping]",
        show_default=False,
    ),
]


@app.command()
def memo(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="The memos of all agreements.")] = False,
    to: To = None,
    output: Document = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write each memo into this folder, as ID.md.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Compare the memos in this folder with what the files give now."),
    ] = None,
    matter: MatterId = None,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    rev: Rev = None,
) -> None:
    """Write the memo (tjänsteskrivelse) of an agreement's latest matter, as of the matter's day.

    \b
    iopctl memo ikf
    iopctl memo stadsmission -o stadsmission.docx
    iopctl memo stadsmission --matter forlangning-2022
    iopctl memo ikf --profile malmo
    iopctl memo --all --out memos --to md,docx,pdf,html
    iopctl memo --all --check memos
    """
    from iopctl.commands import memo as command

    ids = _memo_ids(agreement_id, everything=everything)
    _go_together({"--matter": matter}, ["ID"], met=ids is not None)
    places = {"-o": output, "--out": out, "--check": check}
    asked = [name for name, value in places.items() if value is not None]
    if len(asked) > 1:
        raise _clash(" and ".join(asked), "Use one of -o, --out and --check.")
    formats = command.read_formats(to) if to is not None else ()
    wanted = _wanted(_folder(agreements, rev), ids, as_of, matter, profile, formats)
    if check is not None:
        _give(command.check(wanted, check))
    if out is not None:
        _give(command.to_folder(wanted, out))
    _give(command.one(wanted) if output is None else command.to_file(wanted, output))


@app.command("matter")
def start_matter(
    agreement_id: Id,
    kind: Annotated[str, _stated("The kind of matter: adopt, extend, amend, end or follow-up.", "KIND")],
    apply: Annotated[bool, typer.Option("--apply", help="Start it in the agreement's file.")] = False,
    yes: Yes = False,
    profile: Profile = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: Annotated[date | None, _day("The day of the matter.  [default: today]")] = None,
    rev: Rev = None,
) -> None:
    """Print the lines of a new matter (ärende) to fill in, or start it in the agreement's file.

    \b
    iopctl matter ikf --kind follow-up
    iopctl matter ikf --kind follow-up --apply
    """
    from iopctl.commands import matter as command

    _go_together({"--yes": yes or None}, ["--apply"], met=apply)
    new = (_folder(agreements, rev), agreement_id, kind, as_of or date.today(), profile)
    if apply:
        _carry_out(command.apply(*new), output, agreed=yes)
    _give(command.start(*new), output)


@app.command()
def figures(
    agreement_id: Id,
    matter: MatterId = None,
    profile: Profile = None,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    rev: Rev = None,
) -> None:
    """List the figures that the text of a matter can name, each with its value in the memo.

    \b
    iopctl figures ikf
    iopctl figures stadsmission --matter forlangning-2022
    """
    from iopctl.commands import names as command

    register = _folder(agreements, rev)
    wanted = _wanted(register, (agreement_id,), as_of, matter, profile)
    _give(command.run(wanted, _asked(as_of, form, output, register.revision)), output)


@app.command()
def freeze(
    agreement_id: Id,
    matter: MatterId = None,
    replacing: Annotated[
        bool, typer.Option("--replace", help="Put other words in the place of those frozen before.")
    ] = False,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    rev: Rev = None,
) -> None:
    """Keep the words of a memo for good, as the board saw them.

    \b
    iopctl freeze ikf
    iopctl freeze stadsmission --matter forlangning-2022
    """
    from iopctl.commands import freezing as command

    wanted = _wanted(_folder(agreements, rev), (agreement_id,), as_of, matter, profile)
    _give(command.run(wanted, agreement_id, replacing=replacing))


@app.command()
def report(
    board: Annotated[str | None, _stated("The board; a part of its name is enough.", "NAME")] = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            parser=_read_year,
            help="The calendar year.  [default: that of --as-of]",
            show_default=False,
        ),
    ] = None,
    to: To = None,
    output: Document = None,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Write the yearly report to a board on its partnerships.

    \b
    iopctl report --board arbetsmarknad --year 2021
    iopctl report --board arbetsmarknad -o rapport.docx
    """
    from iopctl.commands import memo as memos
    from iopctl.commands import yearly as command

    form = memos.format_of(output, memos.read_formats(to) if to is not None else ())
    day = as_of or date.today()
    house = memos.house(Path.cwd())
    asked = command.Asked(year or day.year, day, board, profile, house, form, _PROGRESS.over)
    _give(command.run(_folder(agreements, rev), asked, output))


def _wanted(
    register: "Folder",
    ids: tuple[str, ...] | None,
    as_of: date | None,
    matter: str | None,
    profile: str | None,
    formats: tuple[str, ...] = (),
) -> "Wanted":
    """Gather which memos are asked for."""
    from iopctl.commands import memo
    from iopctl.commands.memos import Wanted

    house = memo.house(Path.cwd())
    return Wanted(register, ids, as_of, formats, house, matter, profile, _width(), progress=_PROGRESS.over)


@templates.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Templates, by name or file.  [default: all that memos are made of]",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="full, concise, json, github, gitlab, sarif or junit."
        ),
    ] = "full",
    output: Output = None,
    agreements: Agreements = None,
) -> None:
    """Render templates with sample agreements, before any memo is written with them.

    The register's own templates and those that come with iopctl, in every profile, with samples that take
    every branch of those that come with iopctl, and with the register's own finished matters. Exits with 1
    where any of them is at fault.

    \b
    iopctl template check
    iopctl template check memo/extend.md.j2
    iopctl template check --format github
    """
    from iopctl.commands import template as command

    answer = command.check(_folder(agreements), names or [], _asked(None, form, output))
    _give(answer, output)


def _memo_ids(agreement_id: str | None, *, everything: bool) -> tuple[str, ...] | None:
    """Say which memos are asked for; None for all."""
    if everything and agreement_id is not None:
        raise _clash("An id and --all", "Use one of the two.")
    if everything:
        return None
    if agreement_id is None:
        raise _nothing_asked("Name an agreement, or use --all.")
    return (agreement_id,)
