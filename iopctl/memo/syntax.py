"""What a template may be written with: words, loops, ifs, blocks, other templates, and names for facts.

Everything else that Jinja knows is a fault: nothing is computed, and nothing but blocks can be called.
Each loop and each block gets a price here, so that what never ends can be stopped by counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from iopctl import spelling
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# Filters that are put in here; no template can write a name with a space.
TURNS, PRICE, JOINED, COMPARED = "turns of a loop", "price of a block", "joined text", "compared value"

_ALLOWED = {
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Block,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.FilterBlock,
    nodes.Tuple,
    nodes.List,
    nodes.Pair,
    nodes.CondExpr,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.And,
    nodes.Or,
    nodes.Not,
}
_BLOCKS = {"self", "super"}
# Python, into which templates are compiled, takes twenty, and would name a line of its own.
_MOST_LOOPS = 15
_COSTS: dict[type[nodes.Node], int] = {nodes.Filter: 20, nodes.Compare: 10}
"""What takes longer than to look up a name."""


def prepare(tree: nodes.Template, filters: Collection[str], tests: Collection[str]) -> set[str]:
    """Have each loop, block, joined text and comparison counted; give the names that the template sets.

    Raise TemplateSyntaxError at the first thing that no template may be written with.
    """
    prepared = _Prepared(filters, tests)
    prepared.visit(tree)
    return prepared.names


class _Prepared:
    """Checks every node of a template, and puts the price of what is inside it before each loop and block."""

    def __init__(self, filters: Collection[str], tests: Collection[str]) -> None:
        self._filters, self._tests = filters, tests
        self._called: set[int] = set()
        """The `self` and `super` that are called."""
        self._seen = self._loops = 0
        self.names: set[str] = set()
        self._limited: dict[type[nodes.Node], Callable[[Any], str | None]] = {
            nodes.Call: self._call,
            nodes.Const: _constant,
            nodes.Dict: _mapping,
            nodes.Extends: _template_name,
            nodes.Filter: self._filter,
            nodes.For: self._loop,
            nodes.Include: _template_name,
            nodes.Name: self._name,
            nodes.Neg: _negative,
            nodes.Test: self._test,
        }

    def visit(self, node: nodes.Node) -> nodes.Node:
        """Check and count a node and what is inside it; give it, or what takes its place."""
        kind = type(node)
        if kind not in _ALLOWED:
            fault = self._limited[kind](node) if kind in self._limited else _refused(node)
            if fault:
                # A few statements that are refused have no line of their own, but what is inside has.
                lines = (each.lineno for each in (node, *node.iter_child_nodes()))
                raise TemplateSyntaxError(fault, next(filter(None, lines), 1))
        before = self._seen
        self._seen += _COSTS.get(kind, 1)
        self._seen += len(node.data) if isinstance(node, nodes.TemplateData) else 0
        self._loops += kind is nodes.For
        for field in node.fields:
            self._visit_inside(node, field)
        self._loops -= kind is nodes.For
        return _priced(node, self._seen - before)

    def _visit_inside(self, node: nodes.Node, field: str) -> None:
        value = getattr(node, field, None)
        if isinstance(value, nodes.Node):
            setattr(node, field, self.visit(value))
        elif isinstance(value, list):
            value[:] = [self.visit(each) if isinstance(each, nodes.Node) else each for each in value]

    def _call(self, call: nodes.Call) -> str | None:
        names = [*_block_names(call)]
        self._called.update(map(id, names))
        return None if names else not_in_templates("a call")

    def _loop(self, node: nodes.For) -> str | None:
        if self._loops == _MOST_LOOPS:
            return say("a loop lies inside too many others")
        return not_in_templates("recursive") if node.recursive else None

    def _name(self, name: nodes.Name) -> str | None:
        if name.ctx == "store":
            self.names.add(name.name)
        called = name.name not in _BLOCKS or id(name) in self._called
        return None if called else not_in_templates(name.name)

    def _filter(self, node: nodes.Filter) -> str | None:
        if node.name not in self._filters:
            cure = spelling.meant(node.name, self._filters)
            return say("No filter named '{name}'. {cure}", name=node.name, cure=cure).rstrip()
        return _arguments(node)

    def _test(self, node: nodes.Test) -> str | None:
        if node.name not in self._tests:
            cure = spelling.meant(node.name, self._tests)
            return say("No test named '{name}'. {cure}", name=node.name, cure=cure).rstrip()
        return _arguments(node)


def _refused(node: nodes.Node) -> str:
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
        return say("a template computes nothing; every figure of the memo is ready to be named")
    return not_in_templates(type(node).__name__.lower())


def _constant(node: nodes.Const) -> str | None:
    return not_in_templates("a number with decimals") if isinstance(node.value, float) else None


def _mapping(node: nodes.Dict) -> str | None:
    words = all(isinstance(each.value, nodes.Const) for each in node.items)
    return None if words else not_in_templates("a mapping of other than words")


def _template_name(node: nodes.Extends | nodes.Include) -> str | None:
    written = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
    return None if written else say("the name of the template is not written out, in quotation marks")


def _negative(node: nodes.Neg) -> str | None:
    index = isinstance(node.node, nodes.Const) and isinstance(node.node.value, int)
    return (
        None if index else say("a template computes nothing; every figure of the memo is ready to be named")
    )


def _arguments(node: nodes.Filter | nodes.Test) -> str | None:
    by_name = node.kwargs or node.dyn_args or node.dyn_kwargs
    return arguments_wrong(node.name) if by_name else None


def _block_names(call: nodes.Call) -> Iterator[nodes.Name]:
    """Find `self` or `super` in a call of a block: self.goals(), self[name](), super()."""
    if call.args or call.kwargs or call.dyn_args or call.dyn_kwargs:
        return
    match call.node:
        case nodes.Name(name="super") as found:
            yield found
        case nodes.Getattr(node=nodes.Name(name="self") as found):
            yield found
        case nodes.Getitem(node=nodes.Name(name="self") as found):
            yield found


def _priced(node: nodes.Node, price: int) -> nodes.Node:
    """Have a node counted where it is repeated or makes something larger; give what takes its place."""
    match node:
        case nodes.For(iter=nodes.Expr() as values):
            node.iter = _through(values, TURNS, price)
        case nodes.Block() | nodes.Template():
            node.body.insert(0, _statement(node, price))
        case nodes.List():
            return _several(node, node.items)
        case nodes.Concat():
            return _through(_several(node, node.nodes), JOINED)
        case nodes.Compare():
            node.expr = _through(node.expr, COMPARED)
        case nodes.Operand():
            node.expr = _through(node.expr, COMPARED)
    return node


def _through(expression: nodes.Expr, name: str, *told: int) -> nodes.Filter:
    """Put an expression through a filter."""
    at = expression.lineno
    arguments = [nodes.Const(each, lineno=at) for each in told]
    made = nodes.Filter(expression, name, arguments, [], None, None, lineno=at)
    if expression.environment is not None:
        made.set_environment(expression.environment)
    return made


def _several(node: nodes.Expr, items: list[nodes.Expr]) -> nodes.Tuple:
    return nodes.Tuple(items, "load", lineno=node.lineno, environment=node.environment)


def _statement(node: nodes.Block | nodes.Template, price: int) -> nodes.ExprStmt:
    constant = nodes.Const(price, lineno=node.lineno, environment=node.environment)
    return nodes.ExprStmt(_through(constant, PRICE), lineno=node.lineno, environment=node.environment)


def not_in_templates(what: str) -> str:
    """Say that a template uses a part of Jinja that memos do not have."""
    return say("templates have words, loops, ifs, blocks and filters; {what} is none of them", what=what)


def arguments_wrong(name: str) -> str:
    """Say that a filter or test is given other arguments than it takes."""
    return say("'{name}' is told something else in its brackets than it takes", name=name)
