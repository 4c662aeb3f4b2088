"""The command line: every command by its name, and what becomes of a failure.

Here alone a failure becomes a message and an exit code: 0 fine; 1 problems found, not eligible, out of
date, or no such figure; 2 cannot run; 130 interrupted. Nothing heavy is imported at the top: each command
body opens with one import of its module in `commands`, so that help and completion answer at once.
"""

import io
import sys
from typing import Annotated

import typer

from iopctl import __version__, streams
from iopctl.cli import deadlines, memo, reading, register, running
from iopctl.words import say

# Options that `memo` once had, and the commands that took their place.
_MOVED = {
    "--freeze": "iopctl freeze ID",
    "--kind": "iopctl matter ID --kind KIND",
    "--names": "iopctl figures ID",
    "--portfolio": "iopctl report --board NAME",
}

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iopctl {__version__}")
        raise typer.Exit


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


app.command()(register.init)
app.command()(register.new)
app.command()(register.validate)
app.command()(register.explain)
app.command()(reading.budget)
app.command()(reading.payments)
app.command()(reading.value)
app.command()(deadlines.extend)
app.command()(deadlines.record)
app.command()(deadlines.due)
app.command()(deadlines.calendar)
app.command()(register.schema)
app.command("index")(reading.series)
app.command("list")(reading.overview)
app.command()(reading.show)
app.command()(reading.diff)
app.command()(memo.memo)
app.command("matter")(memo.start_matter)
app.command()(memo.figures)
app.command()(memo.freeze)
app.command()(memo.report)
templates.command()(register.check)


def run() -> int:
    """Run the command line, and give its exit code."""
    try:
        try:
            return app(standalone_mode=False) or 0
        finally:
            running.PROGRESS.clear()
    except typer.Abort as stopped:
        # A question that is not answered ends like this; typer also takes a fault of this name for one.
        return _failed(stopped.__cause__) if stopped.__cause__ else running.INTERRUPTED
    except BaseException as error:  # noqa: BLE001 - raised again where nobody foresaw it
        return _failed(error)


def _failed(error: BaseException) -> int:
    """Say why the run was stopped; raise again what nobody foresaw, with the file that was worked on."""
    from iopctl import bugs, codes
    from iopctl.problem import IopctlError

    if isinstance(error, FileNotFoundError) and not running.stands_somewhere():
        error = IopctlError(codes.NO_HERE)
    if isinstance(error, IopctlError):
        running.remark(f"Error: {error}\n" + (f"{error.hint}\n" if error.hint else ""))
        return running.CANNOT_RUN
    # What cannot be read of a command line; typer does not name the class of them all.
    if show := getattr(error, "show", None):
        with io.StringIO() as said:
            show(said)
            streams.write(sys.stderr, said.getvalue())
        if moved := _MOVED.get(getattr(error, "option_name", "")):
            running.remark(f"{say('It is a command of its own now: {command}', command=moved)}\n")
        return running.CANNOT_RUN
    if isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError):
        # Typer's way to end where the reader of its help has seen enough.
        return 0
    if isinstance(error, SystemExit) and (error.code == running.NOT_DONE or isinstance(error.code, str)):
        # No command ends the run by itself.
        error = RuntimeError(f"a library ended the run: {error.code}")
    if running.PROGRESS.at is not None:
        bugs.note(error, str(running.PROGRESS.at))
    raise error
