"""What can be told of a template before it is rendered: what cannot be read, and what is never shown.

Holds: `{% block goals %}{{ memo.matter.goals.text | prose }}{% endblock %}`.
Does not: a block `gaols`, which no template has; words outside the blocks of a template that extends another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from iopctl import codes, spelling
from iopctl import memo as memos
from iopctl.model.matter import MatterKind
from iopctl.problem import Problem
from iopctl.source import folder
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.problem import Finding

ENTRIES = (*(f"memo/{kind.value}.md.j2" for kind in MatterKind), memos.PORTFOLIO)
"""The templates that memos are written with."""


class Reading:
    """Every template that a memo can be made of, and the register's own that none is made of."""

    def __init__(self, writer: memos.Writer) -> None:
        self._writer = writer
        self._trees: dict[str, nodes.Template | None] = {}
        self.problems: set[Problem] = set()
        for name in ENTRIES:
            self._read(name)
        used = [name for name in self._trees if not name.startswith("shipped/")]
        for name in writer.files.own_names():
            if name not in self._trees:
                finding = codes.UNUSED_TEMPLATE.at((), name=name, cure=spelling.closest(name, used))
                self._tell(name, 1, finding)
                self._read(name)
        for name in self._trees:
            self._tell_of_what_is_never_shown(name)

    @property
    def files(self) -> dict[str, str]:
        """Each file once, by the name of its template."""
        named = {name: folder.shown(self._writer.files.named(name)) for name in sorted(self._trees)}
        # Where nothing replaces a shipped template, shipped/… is only another name of it.
        once = {file: name for name, file in reversed(named.items())}
        return {name: file for file, name in reversed(once.items())}

    def _read(self, name: str) -> None:
        """Read a template, and those that it extends and includes."""
        waiting = [name]
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
            for line, other, needed in _named(tree):
                if self._writer.files.find(other):
                    waiting.append(other)
                elif needed:
                    self._tell(
                        name, line, memos.template_fault(say("there is no template '{name}'", name=other))
                    )

    def _tell_of_what_is_never_shown(self, name: str) -> None:
        """Tell of blocks that replace none, and of words outside the blocks of a template that extends."""
        tree = self._trees[name]
        above = self._above(name)
        if tree is None or not above:
            return
        known = {block.name for each in above for block in each.find_all(nodes.Block)}
        blocks = [*tree.find_all(nodes.Block)]
        inner = {each.name for block in blocks for each in block.find_all(nodes.Block) if each is not block}
        for block in blocks:
            if block.name not in known | inner:
                cure = spelling.closest(block.name, known)
                self._tell(name, block.lineno, codes.UNKNOWN_BLOCK.at((), name=block.name, cure=cure))
        for line in _outside(tree):
            self._tell(name, line, codes.OUTSIDE_BLOCKS.at(()))

    def _above(self, name: str) -> list[nodes.Template]:
        """Follow what a template extends up to the one that extends nothing; nothing where it is not read."""
        found: list[nodes.Template] = []
        while (tree := self._trees.get(name)) is not None and tree not in found:
            found.append(tree)
            extends = tree.find(nodes.Extends)
            if extends is None:
                return found[1:]
            name = _text(extends.template)
        return []

    def _tell(self, name: str, line: int, finding: Finding) -> None:
        self.problems.add(memos.problem(self._writer.files.named(name), line, finding))


def _named(tree: nodes.Template) -> Iterator[tuple[int, str, bool]]:
    """List the templates that another one names, each with its line and whether it must be there."""
    for extends in tree.find_all(nodes.Extends):
        yield extends.lineno, _text(extends.template), True
    for include in tree.find_all(nodes.Include):
        yield include.lineno, _text(include.template), not include.ignore_missing


def _text(node: nodes.Expr) -> str:
    """Take the name of a template, which is written out in every template that was read."""
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _outside(tree: nodes.Template) -> Iterator[int]:
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
