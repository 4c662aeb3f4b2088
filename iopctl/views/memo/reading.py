"""A template as it is written: its statements, each with the line and the column where it stands.

Jinja itself counts lines alone. Here the number of a line knows its column too, and what comes after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream, ignored_tokens
from jinja2.nodes import Call, Filter, Getattr, Getitem, Test

from iopctl import catalogue
from iopctl.problem import Place, Problem
from iopctl.source import files, folder
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import BaseLoader, Environment
    from jinja2.nodes import Node
    from jinja2.nodes import Template as Tree

    from iopctl.problem import Finding

_LINE_END = re.compile(r"\r\n|\r|\n")
# What stands in a template and is no part of what it says.
_UNSAID = ignored_tokens | {"raw_begin", "raw_end"}


class Spot(int):
    """The number of a line, which knows where in it a word stands."""

    column: int
    word: str
    after: Spot
    """Where the next word stands."""


class Columns(Extension):
    """Gives every word of a template its column."""

    def preprocess(self, source: str, _name: str | None, _filename: str | None = None) -> str:
        """Keep the text, in which the words are found again."""
        self._source = source
        return source

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Give each word the spot where it stands."""
        for spot, token in zip(_spots(self.environment, self._source), stream, strict=False):
            yield Token(spot, token.type, token.value)


class Template(Struct):
    """A template that was read."""

    name: str
    file: str
    """Its file, by the name that the loader has for it."""
    tree: Tree


class Unreadable(Exception):  # noqa: N818 - it is told of as a fault of the template
    """A template that Jinja cannot read, with the line or the spot."""

    def __init__(self, file: str, line: int, detail: str) -> None:
        super().__init__(detail)
        self.file, self.line = file, line


def read(environment: Environment, files: BaseLoader, name: str) -> Template:
    """Read a template; raise Unreadable where it cannot be, and TemplateNotFound where there is none."""
    try:
        source, file, _ = files.get_source(environment, name)
        tree = environment.overlay(extensions=[Columns]).parse(source, name, file)
    except TemplateNotFound:
        raise
    except UnicodeDecodeError:
        raise Unreadable(name, 1, catalogue.TEMPLATE_NOT_UTF8) from None
    except TemplateSyntaxError as error:
        raise Unreadable(error.filename or name, error.lineno, error.message or str(error)) from None
    except TemplateError as error:
        raise Unreadable(name, 1, str(error)) from None
    return Template(name, file or name, tree)


def problem(file: Path, at: int, finding: Finding) -> Problem:
    """Give a finding its place: a word where the spot is known, else the whole line."""
    try:
        line = _LINE_END.split(files.read(file, most=files.TEMPLATE).decode("utf-8"))[at - 1]
    except (OSError, ValueError, IndexError):
        line = ""
    said = line.strip()
    column, length = (at.column, len(at.word)) if isinstance(at, Spot) else (line.find(said) + 1, len(said))
    place = Place(folder.shown(file), int(at), column, max(1, length))
    return Problem(place, finding.code, finding.message, finding.hint, line, finding.kind.severity)


def spot(node: Node) -> Spot:
    """Tell where a node of a template that was read here stands."""
    return cast("Spot", node.lineno)


def start(node: Node) -> Spot:
    """Tell where an expression starts; what is named in it, filtered or called stands before its own word."""
    while isinstance(node, Getattr | Getitem | Filter | Test | Call) and node.node is not None:
        node = node.node
    return spot(node)


def _spots(environment: Environment, source: str) -> Iterator[Spot]:
    """Find each word of a template in its text; Jinja drops only blanks between them."""
    text = "\n".join(_LINE_END.split(source))
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    position, before = 0, None
    for _, kind, value in environment.lex(source):
        position = text.index(value, position)
        said = value.strip() or value
        start = text.index(said, position)
        position += len(value)
        spot = Spot(bisect_right(starts, start))
        spot.column, spot.word = start - starts[spot - 1] + 1, said.partition("\n")[0]
        if kind not in _UNSAID:
            if before is not None:
                before.after = spot
            before = spot
            yield spot
