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

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.commands.change import Planned
    from iopctl.problem import IopctlError
    from iopctl.source.folder import Folder

NOT_DONE = 1


CANNOT_RUN = 2


INTERRUPTED = 130


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
        streams.write(sys.stdout, answer.text or answer.lines)
    elif answer.text or answer.lines or answer.content:
        from iopctl import labels
        from iopctl.source import folder, writing

        writing.write_all({output: answer.content or answer.text or "".join(answer.lines)}, kept=read)
        remarks = f"{remarks}{labels.written(folder.shown(output))}\n"
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
    from iopctl import labels
    from iopctl.problem import IopctlError
    from iopctl.source import writing

    try:
        writing.append(Path(page), markdown, most=writing.SUMMARY, cut=labels.SUMMARY_CUT)
    except IopctlError as error:
        return f"{labels.no_summary(str(error))}\n"
    return ""


def clash(what: str, cure: str) -> "IopctlError":
    """Say of options that they cannot be used together."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    return IopctlError(codes.OPTIONS_CLASH, what=what, cure=cure)


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


def gather(
    as_of: date | None,
    form: str,
    output: Path | None,
    revision: str | None = None,
    assume: list[str] | None = None,
) -> "Asked":
    """Gather what every command is asked with; `revision` is the hash of the commit that is read."""
    from iopctl import codes
    from iopctl.answers.basis import Basis
    from iopctl.commands import knowing
    from iopctl.commands.answer import Asked
    from iopctl.problem import IopctlError

    if output is not None:
        form = _form_of(output, form)
    elif form == "xlsx":
        raise IopctlError(codes.NEEDS_A_FILE, format=form)
    day = as_of or date.today()
    basis = Basis(day if as_of or revision else None, revision)
    assumed = knowing.assumptions(assume or [])
    colour = output is None and shows_colour()
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


def shows_colour() -> bool:
    """Tell whether the answer goes to a terminal that shows colours, and nobody has asked it not to."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    from iopctl.render import terminal

    return sys.platform != "win32" or terminal.shows_colour()


def go_together(options: Mapping[str, object], others: list[str], *, met: bool) -> None:
    """Refuse options that say nothing without another one."""
    from iopctl import codes
    from iopctl.problem import IopctlError

    for option, value in options.items():
        if value is not None and not met:
            listed = " or ".join(filter(None, [", ".join(others[:-1]), others[-1]]))
            raise IopctlError(codes.ALSO_NEEDED, option=option, others=listed)


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
    from iopctl import codes, labels
    from iopctl.problem import IopctlError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise IopctlError(codes.NEEDS_YES)
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
    from iopctl import codes

    words = {"": False, "y": True, "yes": True, "j": True, "ja": True, "n": False, "no": False, "nej": False}
    if isinstance(text, bool):
        return text
    if text.strip().casefold() not in words:
        raise options.bad(codes.NOT_YES_OR_NO, text)
    return words[text.strip().casefold()]
