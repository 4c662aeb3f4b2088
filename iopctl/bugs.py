"""What nobody foresaw: one sentence that names the command and the file, and asks to report it.

It is the last of the three kinds of failure, after `Problem` and `IopctlError`; `__main__` catches it.
"""

from __future__ import annotations

import os
import shlex
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iopctl import visible
from iopctl.problem import IopctlError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 200


@contextmanager
def noted(file: str) -> Iterator[None]:
    """Note the file that is worked on at whatever goes wrong unforeseen, for `sentence` to name it."""
    try:
        yield
    except IopctlError:
        raise
    except BaseException as error:  # some libraries panic with what is no Exception
        note(error, file)
        raise


def note(error: BaseException, file: str) -> None:
    """Note a file on what went wrong, unless one is noted already: the innermost knows best."""
    if not file_of(error):
        error.add_note(file)


def file_of(error: BaseException) -> str:
    """Give the file that was worked on, or nothing where it is not known."""
    return next(iter(getattr(error, "__notes__", ())), "")


def caught(error: BaseException) -> str:
    """Say what failed, for a message of the caller's; raise the error again where somebody ended the run."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        raise error
    show(error)
    if isinstance(error, MemoryError):
        return "the memory was not enough"
    return _what(error)


def show(error: BaseException) -> None:
    """Show where it happened, if `--debug` stands before the command."""
    if sys.argv[1:2] == ["--debug"]:
        sys.stderr.write(visible.text("".join(traceback.format_exception(error))))


def sentence(error: BaseException, arguments: Sequence[str]) -> str:
    """Say what failed, in one line each for what happened and what to do."""
    file = visible.line(file_of(error))
    at = f" at {file}" if file else ""
    asked = _cut(shlex.join(arguments))
    if isinstance(error, OSError):
        paths = (error.filename, error.filename2)
        named = visible.line(" → ".join(os.fsdecode(each) for each in paths if isinstance(each, str | bytes)))
        hint = "Check that it is there, and that you may read it.\n" if named else ""
        return f"Error: {named or file or f'iopctl {asked}'}: {error.strerror or error}.\n{hint}"
    if isinstance(error, MemoryError):
        return f"Error: The memory was not enough for 'iopctl {asked}'{at}.\n"
    return (
        f"Error: 'iopctl {asked}' failed{at}: {_what(error)}.\n"
        "This is a fault in iopctl; please report it with this sentence. "
        "'iopctl --debug' before the command shows where it happened.\n"
    )


def _what(error: BaseException) -> str:
    return _cut(": ".join(filter(None, [type(error).__name__, str(error)])))


def _cut(text: str) -> str:
    text = visible.line(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
