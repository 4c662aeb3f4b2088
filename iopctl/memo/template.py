"""A memo as Markdown: finds its template, renders it, and says what is wrong with it.

Templates hold words, loops and ifs; filters format, and everything that is printed is escaped, so that no
name or sentence of a file turns into Markdown structure. They run in a sandbox, where they see facts alone.
The register's own templates come before those that come with iopctl, which are also named shipped/….
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, FileSystemBytecodeCache, TemplateNotFound, TemplateSyntaxError, compiler, nodes
from jinja2.loaders import split_template_path

from iopctl import __version__, codes, spelling, visible
from iopctl.memo import facts, sandbox, syntax, wording
from iopctl.memo.sandbox import Run, Sandbox, TooMuch, UnknownName
from iopctl.model.matter import MatterKind
from iopctl.problem import Place, Problem
from iopctl.rules.memo import Memo
from iopctl.source import files, folder, shipped
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from jinja2.nodes import Template as Tree

    from iopctl.problem import Finding
    from iopctl.rules.yearly import Report

# Written out, two line breaks are looked for as such; counted, they would be tried at every letter.
_BLANK_LINES = re.compile(r"\n\n\n+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SHIPPED = "shipped/"
_PORTFOLIO = "memo/portfolio.md.j2"
"""The template of the yearly report."""
WORK = 4_000_000
"""How much a memo may take, in characters and parts of templates: as a hundred long ones, a few seconds."""
_WORK_AN_AGREEMENT = 20_000
# Where Python keeps what this module is compiled to.
_CODE = Path(__spec__.cached or __file__).parent
_PATTERN = f"%s.{sys.implementation.cache_tag}.jinja"


class Files(BaseLoader):
    """The files of templates: the register's own, then the shipped ones."""

    def __init__(self, own: Path) -> None:
        self.own = own
        self.read: dict[str, str] = {}
        """The templates that were read, by the name that a traceback has for their file."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template, within its bound."""
        file = self.find(template)
        if file is None:
            raise TemplateNotFound(template)
        name = str(file)
        self.read[name] = template
        try:
            return files.read(file, most=files.TEMPLATE).decode("utf-8"), name, lambda: True
        except UnicodeDecodeError:
            raise TemplateSyntaxError(say("it is not UTF-8 text"), 1, template, name) from None
        except OSError as error:
            raise TemplateSyntaxError(error.strerror or "", 1, template, name) from None

    def find(self, template: str) -> Path | None:
        """Find the file of a template by its name, if there is one."""
        path = "/".join(split_template_path(template))
        home = shipped.templates() / path.removeprefix(_SHIPPED)
        choices = [home] if path.startswith(_SHIPPED) else [self.own / path, home]
        return next((each for each in choices if files.exists(each)), None)

    def named(self, name: str) -> Path:
        """Find the file by a name in a traceback, or by that of a template."""
        return Path(name) if name in self.read else self.find(name) or Path(name)

    def own_names(self) -> list[str]:
        """List the names of the register's own templates."""
        names = files.below(self.own) if files.is_folder(self.own) else []
        return [each for each in names if each.lower().endswith(".j2")]


class _Compiled(FileSystemBytecodeCache):
    """Keeps what shipped templates are compiled to, in the folder where Python keeps it of this module.

    It is code: nobody can write there who cannot change iopctl itself. A register's own template is compiled
    anew at each run. What was compiled otherwise, or cannot be read, is compiled again.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name the file of a shipped template; of any other there is none."""
        is_shipped = filename is not None and Path(filename).is_relative_to(shipped.templates())
        return super().get_cache_key(name, filename) if is_shipped else ""

    def get_source_checksum(self, source: str) -> str:
        """Tell one source from another, and from the same compiled by other code."""
        by = [Path(each.__file__ or "").stat() for each in (compiler, sandbox, syntax)]
        stamp = [__version__, *((each.st_mtime_ns, each.st_size) for each in by)]
        return hashlib.sha256(f"{stamp}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it can be used."""
        if bucket.key:
            try:
                super().load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - whatever is wrong with it, it is compiled again
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it where that is possible, and wanted of Python itself."""
        if bucket.key and not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)


class Writer:
    """Writes memos and reports with templates, each of which is compiled once."""

    def __init__(self, own_templates: Path) -> None:
        self.files = Files(own_templates)
        self._sandbox = Sandbox(self.files, wording.FILTERS, _Compiled(str(_CODE), _PATTERN))
        self._stopped: dict[str, Problem] = {}
        """The templates that were stopped, which would take as long for every other memo."""

    def write(self, memo: Memo | Report, revision: str | None = None) -> str | Problem:
        """Write one memo or report, or say what is wrong with its template.

        Where the register is read from a revision, the memo says from which.
        """
        name, work = _PORTFOLIO, WORK
        if isinstance(memo, Memo):
            name, memo = _of_kind(memo.matter.kind), wording.with_figures(memo)
        else:
            work += _WORK_AN_AGREEMENT * (len(memo.running) + len(memo.ended) + len(memo.upcoming))
        if name in self._stopped:
            return self._stopped[name]
        self._sandbox.start(Run(memo, work))
        try:
            text = self._sandbox.written(name, revision and visible.commit(revision))
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

    def problem(self, name: str, at: int, finding: Finding) -> Problem:
        """Place a finding at a line of a template."""
        file = self.files.named(name)
        try:
            line = _LINE_END.split(files.read(file, most=files.TEMPLATE).decode("utf-8"))[at - 1]
        except (OSError, ValueError, IndexError):
            line = ""
        said = line.strip()
        place = Place(folder.shown(file), at, line.find(said) + 1, max(1, len(said)))
        return Problem.of(finding, place, line)

    def _fault(self, name: str, error: Exception) -> Problem:
        """Say what is wrong in a template, at its line."""
        where, line = _template_line(error.__traceback__)
        match error:
            case TemplateSyntaxError():
                where, line, detail = error.filename or name, error.lineno, error.message or ""
            case TemplateNotFound():
                detail = say("there is no template '{name}'", name=error.name)
            case UnknownName():
                # What was compiled before does not say which names it gives.
                for template in [*self.files.read.values()]:
                    self._sandbox.read(template)
                detail = facts.unknown(str(error), self._sandbox.given)
            case RecursionError():
                detail = say(
                    "it leads back to itself, or is nested too deeply; "
                    "'shipped/' names the template of iopctl"
                )
            case _:
                detail = str(error) or type(error).__name__
        return self.problem(where or name, line, _at_fault(detail))


class Templates:
    """Every template that a memo can be made of, and the register's own that none is made of.

    Says before anything is rendered what cannot be read, and what is never shown.
    Holds: `{% block goals %}{{ memo.matter.goals.text | prose }}{% endblock %}`.
    Does not: a block `gaols`, which no template has; words outside the blocks of one that extends another.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._trees: dict[str, Tree | None] = {}
        self.problems: set[Problem] = set()
        self._read([*map(_of_kind, MatterKind), _PORTFOLIO])
        used = [name for name in self._trees if not name.startswith(_SHIPPED)]
        for name in writer.files.own_names():
            if name not in self._trees:
                cure = spelling.closest(name, used)
                self._add(name, 1, codes.UNUSED_TEMPLATE.at((), name=name, cure=cure))
                self._read([name])
        for name, tree in self._trees.items():
            if tree is not None:
                self._find_never_shown(name, tree)

    @property
    def files(self) -> dict[str, str]:
        """Each file once, by the name of its template."""
        named = {name: folder.shown(self._writer.files.named(name)) for name in sorted(self._trees)}
        # Where nothing replaces a shipped template, shipped/… is only another name of it.
        once = {file: name for name, file in reversed(named.items())}
        return {name: file for file, name in reversed(once.items())}

    def _read(self, waiting: list[str]) -> None:
        """Read templates, and those that they extend and include."""
        while waiting:
            name = waiting.pop()
            if name in self._trees:
                continue
            tree = self._writer.read(name)
            if isinstance(tree, Problem):
                self.problems.add(tree)
                self._trees[name] = None
                continue
            self._trees[name] = tree
            named: list[nodes.Extends | nodes.Include] = [*tree.find_all(nodes.Extends)]
            for node in (*named, *tree.find_all(nodes.Include)):
                other = _text(node.template)
                if self._writer.files.find(other):
                    waiting.append(other)
                elif isinstance(node, nodes.Extends) or not node.ignore_missing:
                    reason = say("there is no template '{name}'", name=other)
                    self._add(name, node.lineno, _at_fault(reason))

    def _find_never_shown(self, name: str, tree: Tree) -> None:
        """Find blocks that replace none, and words outside the blocks of a template that extends another."""
        above = self._above(tree)
        if not above:
            return
        known = {block.name for each in above for block in each.find_all(nodes.Block)}
        blocks = [*tree.find_all(nodes.Block)]
        inner = {each.name for block in blocks for each in block.find_all(nodes.Block) if each is not block}
        for block in blocks:
            if block.name not in known | inner:
                cure = spelling.closest(block.name, known)
                self._add(name, block.lineno, codes.UNKNOWN_BLOCK.at((), name=block.name, cure=cure))
        for line in _outside(tree):
            self._add(name, line, codes.OUTSIDE_BLOCKS.at(()))

    def _above(self, tree: Tree) -> list[Tree]:
        """Follow what a template extends up to the one that extends nothing; nothing where it is not read."""
        found = [tree]
        while extends := found[-1].find(nodes.Extends):
            above = self._trees.get(_text(extends.template))
            if above is None or above in found:
                return []
            found.append(above)
        return found[1:]

    def _add(self, name: str, line: int, finding: Finding) -> None:
        self.problems.add(self._writer.problem(name, line, finding))


def _of_kind(kind: MatterKind) -> str:
    """Name the template of a kind of matter."""
    return f"memo/{kind.value}.md.j2"


def _at_fault(detail: str) -> Finding:
    """Give what is wrong in a template as one sentence."""
    return codes.TEMPLATE_FAULT.at((), reason=detail if detail.endswith("?") else f"{detail.rstrip('.')}.")


def _template_line(traceback: TracebackType | None) -> tuple[str | None, int]:
    """Find the innermost line of a template in a traceback; Jinja writes its templates into it."""
    found: tuple[str | None, int] = (None, 1)
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            found = (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _text(node: nodes.Expr) -> str:
    """Take the name of a template, which is written out in every template that was read."""
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _outside(tree: Tree) -> Iterator[int]:
    """Find the lines of what a template prints after it has named the one that it extends."""
    extended = False
    for statement in tree.body:
        extended = extended or isinstance(statement, nodes.Extends)
        if extended and isinstance(statement, nodes.Output):
            for each in statement.nodes:
                if not isinstance(each, nodes.TemplateData):
                    yield each.lineno
                elif each.data.strip():
                    yield each.lineno + each.data[: -len(each.data.lstrip()) or None].count("\n")
