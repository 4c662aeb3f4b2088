"""`iopctl validate`: every problem of every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, register
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.source import folder
from iopctl.views import diagnostics, envelope, labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem


def run(paths: Sequence[Path], default: Callable[[], folder.Folder], asked: Asked) -> Answer:
    """Check the files named, the files of the folders named, or the whole register."""
    show = answer.view("validate", asked.format, _FORMATS)
    files = list(dict.fromkeys(_files(paths))) if paths else default().files()

    found = [record.problems for record in register.read_all(files)]
    problems = sorted(problem for each in found for problem in each)
    summary = (
        labels.problems(len(problems), sum(map(bool, found)), len(files))
        if problems
        else labels.checked(len(files))
    )

    return Answer(show(problems, summary, len(files), asked), exit_code=PROBLEMS if problems else FINE)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from folder.Folder(path).files()
        elif path.exists():
            yield path
        else:
            raise IopctlError(catalogue.NO_SUCH_PATH, path=path)


def _full(problems: list[Problem], summary: str, _files: int, asked: Asked) -> str:
    return f"{diagnostics.full(problems, asked.width)}\n{summary}\n" if problems else f"{summary}\n"


def _concise(problems: list[Problem], _summary: str, _files: int, _asked: Asked) -> str:
    return diagnostics.concise(problems)


def _json(problems: list[Problem], _summary: str, files: int, asked: Asked) -> str:
    return envelope.write("validate", asked.as_of, {"files": files, "valid": not problems}, problems)


_FORMATS = {"full": _full, "concise": _concise, "json": _json}
