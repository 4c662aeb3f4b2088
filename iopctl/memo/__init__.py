"""A memo as Markdown; the only door to Jinja.

Templates hold words, loops and ifs; filters format, and everything that is printed is escaped, so that no
name or sentence of a file turns into Markdown structure. They run in a sandbox, where they see facts alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError

from iopctl import codes, labels
from iopctl.memo import lookup, named
from iopctl.memo.filters import FILTERS
from iopctl.memo.loader import Files
from iopctl.memo.sandbox import Run, Sandbox, TooMuch, UnknownName
from iopctl.problem import Place, Problem
from iopctl.rules.memo import Memo
from iopctl.source import files, folder
from iopctl.words import say

__all__ = ["FILTERS", "PORTFOLIO", "WORK", "Writer", "problem", "template_fault"]

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from jinja2.nodes import Template as Tree

    from iopctl.problem import Finding
    from iopctl.rules.yearly import Report

# Written out, two line breaks are looked for as such; counted, they would be tried at every letter.
_BLANK_LINES = re.compile(r"\n\n\n+")
_LINE_END = re.compile(r"\r\n|\r|\n")
PORTFOLIO = "memo/portfolio.md.j2"
"""The template of the yearly report."""
WORK = 4_000_000
"""How much a memo may take, in characters and parts of templates: as a hundred long ones, a few seconds."""
_WORK_AN_AGREEMENT = 20_000


class Writer:
    """Writes memos with the register's own templates, where it has any, before the shipped ones."""

    def __init__(self, own_templates: Path) -> None:
        self.files = Files(own_templates)
        self._sandbox = Sandbox(self.files, FILTERS)
        self._stopped: dict[str, Problem] = {}
        """The templates that were stopped, which would take as long for every other memo."""

    def write(self, memo: Memo | Report, revision: str | None = None) -> str | Problem:
        """Write one memo or report, or say what is wrong with its template.

        Where the register is read from a revision, the memo says from which.
        """
        name, work = PORTFOLIO, WORK
        if isinstance(memo, Memo):
            name, memo = f"memo/{memo.matter.kind.value}.md.j2", named.filled(memo)
        else:
            work += _WORK_AN_AGREEMENT * (len(memo.running) + len(memo.ended) + len(memo.upcoming))
        if name in self._stopped:
            return self._stopped[name]
        self._sandbox.start(Run(memo, work))
        try:
            text = self._sandbox.written(name, revision and labels.version(revision))
        except Exception as error:  # noqa: BLE001 - whatever a template does, it is told where, and stops no other
            fault = self._fault(name, error)
            if isinstance(error, TooMuch):
                self._stopped[name] = fault
            return fault
        return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"

    def read(self, name: str) -> Tree | Problem:
        """Read a template as it is written, or say what is wrong with it."""
        try:
            return self._sandbox.read(name)
        except Exception as error:  # noqa: BLE001 - as above
            return self._fault(name, error)

    def _fault(self, name: str, error: Exception) -> Problem:
        """Say what is wrong in a template, at its line."""
        where, line = _template_line(error.__traceback__)
        match error:
            case TemplateSyntaxError():
                where, line, detail = error.filename or name, error.lineno, error.message or ""
            case TemplateNotFound():
                detail = say("there is no template '{name}'", name=error.name)
            case UnknownName():
                detail = lookup.unknown(str(error), self._sandbox.given)
            case RecursionError():
                detail = say(
                    "it leads back to itself, or is nested too deeply; "
                    "'shipped/' names the template of iopctl"
                )
            case _:
                detail = str(error) or type(error).__name__
        return problem(self.files.named(where or name), line, template_fault(detail))


def template_fault(detail: str) -> Finding:
    """Give what is wrong in a template as one sentence."""
    return codes.TEMPLATE_FAULT.at((), reason=detail if detail.endswith("?") else f"{detail.rstrip('.')}.")


def problem(file: Path, at: int, finding: Finding) -> Problem:
    """Place a finding at a line of a template."""
    try:
        line = _LINE_END.split(files.read(file, most=files.TEMPLATE).decode("utf-8"))[at - 1]
    except (OSError, ValueError, IndexError):
        line = ""
    said = line.strip()
    place = Place(folder.shown(file), at, line.find(said) + 1, max(1, len(said)))
    return Problem.of(finding, place, line)


def _template_line(traceback: TracebackType | None) -> tuple[str | None, int]:
    """Find the innermost line of a template in a traceback; Jinja writes its templates into it."""
    found: tuple[str | None, int] = (None, 1)
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            found = (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
