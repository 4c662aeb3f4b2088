"""A memo as Markdown; the only door to Jinja.

Templates hold words, loops and ifs; filters format, and everything that is printed is escaped, so that no
name or sentence of a file turns into Markdown structure. They run in a sandbox.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.compiler import CodeGenerator
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from iopctl import catalogue
from iopctl.model import profile as profiles
from iopctl.rules.memo import Memo
from iopctl.source import files
from iopctl.source.shipped import templates
from iopctl.views import labels, named, wording
from iopctl.views.memo import compiled, kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from jinja2 import Environment
    from jinja2.compiler import Frame
    from jinja2.nodes import Expr
    from jinja2.runtime import Context

    from iopctl.problem import Problem
    from iopctl.rules.yearly import Report

# What a template can raise while it runs; a fault of our own in a filter shows the same way, at its line.
_TEMPLATE_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)
# Written out, two line breaks are looked for as such; counted, they would be tried at every letter.
_BLANK_LINES = re.compile(r"\n\n\n+")


class _Unknown(StrictUndefined):
    """A name that a template uses and nobody has."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_obj is None:
            return catalogue.not_there(str(self._undefined_name))
        return catalogue.unknown_name(str(self._undefined_name), kinds.known(type(self._undefined_obj)))


class _Printing(CodeGenerator):
    """What is printed is marked as escaped by `finalize`: nothing asks for that once more."""

    def _output_child_pre(self, _node: Expr, _frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates hold words, loops and ifs: nothing is computed there, and nothing can fill the memory."""

    code_generator_class = _Printing
    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja has it
        """Give what a class of ours states for its values; whatever else is asked for, the sandbox decides.

        What is stated are facts, and no fact can do anything; a memo asks for nearly two hundred of them.
        """
        cls: type = type(obj)
        if attribute in kinds.stated(cls):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, _context: Context, _operator: str, _left: object, _right: object) -> NoReturn:
        """Refuse to multiply."""
        raise TypeError(catalogue.NOTHING_IS_COMPUTED)


class Files(BaseLoader):
    """The register's own templates, then the shipped ones."""

    def __init__(self, own: Path) -> None:
        self.own = own
        self._read: dict[str, Path] = {}
        """The files that were read, by the name that a traceback has for them."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template; the register's own that replaces a block names the other one shipped/…."""
        file = self.find(template)
        if file is None:
            raise TemplateNotFound(template)
        name = str(file)
        self._read[name] = file
        try:
            return files.read(file, most=files.TEMPLATE).decode("utf-8"), name, lambda: True
        except OSError as error:
            raise TemplateError(error.strerror) from None

    def find(self, template: str) -> Path | None:
        """Find the file of a template by its name, if there is one."""
        path = "/".join(split_template_path(template))
        shipped = templates() / path.removeprefix("shipped/")
        choices = [shipped] if path.startswith("shipped/") else [self.own / path, shipped]
        return next((each for each in choices if files.exists(each)), None)

    def named(self, name: str) -> Path:
        """Find the file by a name in a traceback, or by that of a template."""
        return self._read.get(name) or self.find(name) or Path(name)


def environment(files: Files) -> Environment:
    """Set up what carries templates out."""
    made = _Sandbox(
        loader=files,
        bytecode_cache=compiled.Compiled(templates() / compiled.FOLDER),
        undefined=_Unknown,
        finalize=wording.escaped,
        # What finalize gives is marked as escaped; this keeps blocks and macros from being so twice.
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= FILTERS
    # lipsum is random, and a memo is the same each time.
    del made.globals["lipsum"]
    return made


class Writer:
    """Writes memos with the register's own templates, where it has any, before the shipped ones."""

    def __init__(self, own_templates: Path) -> None:
        self._files = Files(own_templates)
        self._environment = environment(self._files)

    def write(self, memo: Memo | Report, revision: str | None = None) -> str | Problem:
        """Write one memo or report, or say what is wrong with its template.

        Where the register is read from a revision, the memo says from which.
        """
        kind = memo.matter.kind.value if isinstance(memo, Memo) else "portfolio"
        name = f"memo/{kind}.md.j2"
        memo = named.filled(memo) if isinstance(memo, Memo) else memo
        version = revision and labels.version(revision)
        try:
            text = self._environment.get_template(name).render(memo=memo, revision=version)
        except TemplateSyntaxError as error:
            return self._fault(error.filename or name, error.lineno, error.message or str(error))
        except TemplateNotFound as error:
            where, line = _template_line(error.__traceback__)
            return self._fault(where or name, line, catalogue.no_template(str(error.name)))
        except UnicodeDecodeError:
            return self._fault(name, 1, catalogue.TEMPLATE_NOT_UTF8)
        except _TEMPLATE_FAULTS as error:
            where, line = _template_line(error.__traceback__)
            return self._fault(where or name, line, str(error))
        return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"

    def _fault(self, name: str, line: int, detail: str) -> Problem:
        from iopctl.views.memo import reading

        return reading.problem(self._files.named(name), line, catalogue.template_fault(detail))


@pass_context
def _filled(context: Context, text: str) -> str:
    """Put the board in a text of the profile that names it: {Nämnden} föreslås besluta."""
    board = context["memo"].board.board
    return profiles.filled(text, board, wording.genitive(board))


@pass_context
def _heading(context: Context, name: str) -> Markup:
    """Write the heading of a section, as the profile words it."""
    for section in context["memo"].sections:
        if section.name == name:
            return wording.heading(section.level, _filled(context, section.heading or ""))
    raise LookupError(catalogue.no_section(name))


@pass_context
def _points(context: Context, lines: str) -> Markup:
    """Make each line a point of the decision, in the form of the profile: numbered, or clauses."""
    return wording.points(lines, context["memo"].profile.sentences)


# The whole vocabulary that templates have beside the memo itself; docs/memo.md lists it.
FILTERS: dict[str, Any] = wording.FILTERS | {"filled": _filled, "heading": _heading, "points": _points}


def _template_line(traceback: TracebackType | None) -> tuple[str | None, int]:
    """Find the innermost line of a template in a traceback; Jinja writes its templates into it."""
    found: tuple[str | None, int] = (None, 1)
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
