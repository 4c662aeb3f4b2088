"""The agreements that templates are tried on take every branch of the templates that come with iopctl."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from iopctl import register
from iopctl.commands import template
from iopctl.memo.template import Writer
from iopctl.source import shipped
from iopctl.source.shipped import templates

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MARK = "mark of a branch"


class Branches(NodeTransformer):
    """Puts a mark into each branch of a template: what an if says, and what it says else."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._elifs: set[int] = set()
        self.marks: set[tuple[str, int, str]] = set()

    def visit_If(self, node: nodes.If) -> nodes.If:  # noqa: N802 - as Jinja has it
        self._elifs.update(map(id, node.elif_))
        self.generic_visit(node)
        if not isinstance(node.test, nodes.Const):
            node.body.insert(0, self._statement(node, "if"))
            if id(node) not in self._elifs:
                node.else_.insert(0, self._statement(node, "else"))
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - as Jinja has it
        self.generic_visit(node)
        node.body.insert(0, self._statement(node, "for"))
        if node.else_:
            node.else_.insert(0, self._statement(node, "empty"))
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802 - as Jinja has it
        self.generic_visit(node)
        if not all(isinstance(each, nodes.ExprStmt) for each in node.body):
            node.body.insert(0, self._statement(node, f"block {node.name}"))
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.CondExpr:  # noqa: N802 - as Jinja has it
        self.generic_visit(node)
        node.expr1 = self._marked(node.expr1, "when")
        node.expr2 = self._marked(node.expr2 or nodes.Const("", lineno=node.lineno), "unless")
        return node

    def _statement(self, node: nodes.Node, which: str) -> nodes.ExprStmt:
        return nodes.ExprStmt(self._marked(nodes.Const(0, lineno=node.lineno), which), lineno=node.lineno)

    def _marked(self, node: nodes.Expr, which: str) -> nodes.Filter:
        at = node.lineno
        mark = (self.template, at, which)
        self.marks.add(mark)
        told = [nodes.Const(each, lineno=at) for each in mark]
        return nodes.Filter(node, MARK, told, [], None, None, lineno=at)


def untaken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, int, str]]:
    """Render every sample, and give the branches of the shipped templates that none took."""
    there: set[tuple[str, int, str]] = set()
    taken: set[tuple[str, int, str]] = set()
    writer = Writer(folder)
    sandbox = writer._sandbox  # noqa: SLF001 - what it renders is what is looked at
    # What was compiled before has no marks.
    sandbox.bytecode_cache = None
    prepare = sandbox.prepare
    compiled: list[str] = []

    def marked(tree: nodes.Template, file: str | None) -> None:
        prepare(tree, file)
        branches = Branches(PurePath(file or "").name)
        compiled.append(branches.template)
        branches.visit(tree)
        there.update(branches.marks)
        tree.set_environment(sandbox)

    def mark(value: object, name: str, line: int, which: str) -> object:
        taken.add((name, line, which))
        return value

    monkeypatch.setattr(sandbox, "prepare", marked)
    sandbox.filters[MARK] = mark
    profiles = [register.profile(each).stated for each in shipped.profiles()]
    for facts in template.samples(each for each in profiles if each):
        for revision in (None, "1a2b3c4"):
            written = writer.write(facts, revision)
            assert isinstance(written, str), written
    assert {*compiled} == {path.name for path in templates().rglob("*.j2")}
    return there - taken


def test_the_samples_take_every_branch_of_the_shipped_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert untaken(tmp_path, monkeypatch) == set()
