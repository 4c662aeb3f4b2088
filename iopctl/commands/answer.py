"""What a command gives back to `cli`, which alone prints and exits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.answers import reply
from iopctl.answers.reply import TODAY, Basis
from iopctl.problem import IopctlError
from iopctl.render import diagnostics
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from typing import TypeVar

    from iopctl.answers.reply import Reply
    from iopctl.problem import Problem
    from iopctl.register import Progress
    from iopctl.rules.known import Assumption

    Choice = TypeVar("Choice")

FINE, PROBLEMS = 0, 1


class Answer(Struct):
    """Text for standard output, remarks for standard error, and the exit code."""

    text: str
    """What is answered."""
    remarks: str = ""
    exit_code: int = FINE
    summary: str = ""
    """Markdown for the page that GitHub shows beside a job."""
    content: bytes = b""
    """What only a file can hold, instead of text."""


class Asked(Struct):
    """What every command is asked with."""

    as_of: date
    format: str
    width: int | None
    """Of the terminal; None where the answer goes to a file or another program."""
    basis: Basis = TODAY
    assumed: tuple[Assumption, ...] = ()
    """How index series are assumed to go on."""
    colour: bool = False
    """Whether it goes to a terminal that shows colours."""
    progress: Progress = iter
    """Hands on the files, and shows how far the work has come."""


def refuse_unknown(command: str, asked: Asked, formats: Collection[str]) -> None:
    """Raise IopctlError if the command has no format of the name that is asked for."""
    if asked.format not in formats:
        cure = spelling.closest(asked.format, formats)
        raise IopctlError(codes.NO_SUCH_FORMAT, command=command, format=asked.format, cure=cure)


def choice(option: str, name: str, choices: Mapping[str, Choice]) -> Choice:
    """Find what an option's word stands for; raise IopctlError if it has none of that name."""
    if name not in choices:
        raise IopctlError(
            codes.NO_SUCH_CHOICE, option=option, found=name, cure=spelling.closest(name, choices)
        )
    return choices[name]


def check_format(kind: type[Reply], asked: Asked) -> None:
    """Raise IopctlError if an answer of this kind has no such format."""
    formats = ("table", "markdown", "json", *(("csv", "xlsx") if kind.record else ()))
    refuse_unknown(kind.command, asked, formats)


def give(found: Reply, asked: Asked, remarks: str = "", exit_code: int = FINE) -> Answer:
    """Write an answer in the format that is asked for; what JSON says itself needs no remarks."""
    # Each format brings its own libraries, and one is asked for.
    match asked.format:
        case "json":
            from iopctl.render import json

            return Answer(json.write(found.envelope()), exit_code=exit_code)
        case "csv":
            from iopctl.render import csv

            return Answer(csv.write(found.record, found.records()), remarks, exit_code)
        case "xlsx":
            from iopctl.render import xlsx

            content = xlsx.write(found.title, found.record, found.records(), found.notes)
            return Answer("", remarks, exit_code, content=content)
        case "markdown":
            from iopctl.render import markdown

            return Answer(markdown.write(found.blocks()), remarks, exit_code)
        case _:
            from iopctl.render import terminal

            text = terminal.write(found.blocks(), asked.width, colour=asked.colour)
            return Answer(text, remarks, exit_code)


def broken(command: str, asked: Asked, problems: Sequence[Problem]) -> Answer:
    """Answer that there is no result, because the file has problems."""
    if asked.format == "json":
        from iopctl.render import json

        text = json.write(reply.envelope(command, asked.as_of, asked.basis.revision, problems, None))
        return Answer(text, exit_code=PROBLEMS)
    return Answer("", diagnostics.full(problems, asked.width), PROBLEMS)
