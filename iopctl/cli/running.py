"""What every command does around its answer: gather what is asked, ask for consent, print, and exit."""

import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from iopctl import streams
from iopctl.cli import options
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.commands.change import Planned
    from iopctl.problem import IopctlError
    from iopctl.source.folder import Folder

NOT_DONE, CANNOT_RUN, INTERRUPTED = 1, 2, 130
PROGRESS = streams.Progress(time.monotonic)

# What a file's suffix says of its format, and suffixes whose programs could open none of them.
_FORMS = {".csv": "csv", ".json": "json", ".md": "markdown", ".xlsx": "xlsx"}
_OTHER_FORMS = {".xls", ".doc", ".docx", ".pdf", ".html"}


def stands_somewhere() -> bool:
    """Tell whether the working folder is still there."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def give(answer: "Answer", output: Path | None = None, *, read: Sequence[Path] = ()) -> NoReturn:
    """Print an answer, or write it to a file that is none of those read, and exit."""
    remarks = answer.remarks
    if output is None:
        streams.write(sys.stdout, answer.text)
    elif answer.text or answer.content:
        from iopctl.source import folder, writing

        writing.write_all({output: answer.content or answer.text}, kept=read)
        remarks = f"{remarks}{say('Wrote {path}', path=folder.shown(output))}\n"
    remark(remarks + summarise(answer.summary))
    raise typer.Exit(answer.exit_code)


def remark(said: str) -> None:
    """Write to standard error, inside the terminal's width where there is one."""
    width = terminal_width()
    if said and width is not None:
        from iopctl.render import terminal

        said = terminal.lines(said, width)
    streams.write(sys.stderr, said)


def summarise(markdown: str) -> str:
    """Add to the page that GitHub shows beside a job, where there is one: it cuts annotations at ten.

    Where that fails, say so: the answer stands all the same.
    """
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not markdown or not page:
        return ""
    from iopctl.problem import IopctlError
    from iopctl.source import writing

    try:
        writing.append(Path(page), markdown)
    except IopctlError as error:
        return say("The step's summary was not written: {reason}", reason=error) + "\n"
    return ""


def given(options: Mapping[str, object]) -> list[str]:
    """List the options that were given; a flag that is off was not."""
    return [option for option, value in options.items() if value is not None and value is not False]


def at_most_one(options: Mapping[str, object], cure: str = "Use one of the two.") -> None:
    """Refuse options of which each excludes the others."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    if len(found := given(options)) > 1:
        raise IopctlError(codes.OPTIONS_CLASH, what=" and ".join(found), cure=cure)


def go_together(options: Mapping[str, object], others: str, *, met: bool) -> None:
    """Refuse options that say nothing without another one."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    if not met and (found := given(options)):
        raise IopctlError(codes.ALSO_NEEDED, option=found[0], others=others)


def nothing_asked(cure: str) -> "IopctlError":
    """Say that a command was asked nothing."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    return IopctlError(codes.NOTHING_ASKED, cure=cure)


def find(agreements: Path | None, revision: str | None = None) -> "Folder":
    """Find the folder of agreements, here or at a revision."""
    from iopctl.source import folder

    if revision is None:
        return folder.find(agreements, Path.cwd())
    from iopctl.source import history

    return history.find(agreements, revision, Path.cwd())


def begin(
    agreements: Path | None,
    rev: str | None,
    as_of: date | None,
    form: str = "table",
    output: Path | None = None,
    assume: list[str] | None = None,
) -> "tuple[Folder, Asked]":
    """Find the folder of agreements, and gather what is asked of it."""
    register = find(agreements, rev)
    return register, gather(as_of, form, output, register.revision, assume)


def gather(
    as_of: date | None,
    form: str,
    output: Path | None,
    revision: str | None = None,
    assume: list[str] | None = None,
) -> "Asked":
    """Gather what every command is asked with; `revision` is the hash of the commit that is read."""
    from iopctl import codes
    from iopctl.answers.reply import Basis
    from iopctl.commands import gathering
    from iopctl.commands.answer import Asked
    from iopctl.problem import IopctlError

    if output is not None:
        form = _form_of(output, form)
    elif form == "xlsx":
        raise IopctlError(codes.NEEDS_A_FILE, format=form)
    day = as_of or date.today()
    basis = Basis(day if as_of or revision else None, revision)
    assumed = gathering.assumptions(assume or [])
    colour = output is None and _shows_colour()
    return Asked(day, form, None if output else terminal_width(), basis, assumed, colour, PROGRESS.over)


def _form_of(output: Path, form: str) -> str:
    """Find the format of a file: by its suffix where none is asked for; a workbook is one by name as well."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    suffix = output.suffix.lower()
    meant = _FORMS.get(suffix, form) if form == "table" else form
    if suffix in _OTHER_FORMS or (meant == "xlsx") != (suffix == ".xlsx"):
        raise IopctlError(codes.OTHER_SUFFIX, format=meant, suffix=suffix or output.name)
    return meant


def terminal_width() -> int | None:
    """Measure the terminal; None where the answer goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _shows_colour() -> bool:
    """Tell whether the answer goes to a terminal that shows colours, and nobody has asked it not to."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    from iopctl.render import terminal

    return sys.platform != "win32" or terminal.shows_colour()


def carry_out(planned: "Planned", output: Path | None = None, *, agreed: bool) -> NoReturn:
    """Write what is planned, once somebody agrees to it."""
    if planned.change is None or planned.written is None:
        give(planned.answer, output)
    from iopctl.struct import replace

    if not agreed:
        _agree_to(planned.answer.text)
    planned.change.write()
    shown = planned.repeats and not agreed and output is None
    give(replace(planned.written, text="") if shown else planned.written, output)


def _agree_to(plan: str) -> None:
    """Show what is to be written and ask whether it is."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise IopctlError(codes.NEEDS_YES)
    streams.write(sys.stdout, f"{plan}\n")
    question, exit_code = say("Write this? [y/N]"), NOT_DONE
    try:
        if typer.prompt(question, default=False, show_default=False, value_proc=_read_agreement):
            return
    except typer.Abort:
        typer.echo()
        exit_code = INTERRUPTED
    streams.write(sys.stderr, f"{say('Nothing was written.')}\n")
    raise typer.Exit(exit_code)


def _read_agreement(text: str | bool) -> bool:
    """Read an answer to the question whether something is to be written; none is no."""
    from iopctl import codes

    if isinstance(text, bool):
        return text
    word = text.strip().casefold()
    if word not in {"", "y", "yes", "j", "ja", "n", "no", "nej"}:
        raise options.bad(codes.NOT_YES_OR_NO, text)
    return word[:1] in {"y", "j"}
