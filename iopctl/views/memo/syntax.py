"""What a template may be written with: words, loops, ifs, blocks, other templates, and names for facts.

Everything else that Jinja knows is a fault: nothing is computed, and nothing but blocks can be called.
Each loop and each block gets a price here, so that what never ends can be stopped by counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from iopctl import catalogue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# Filters that are put in here; no template can write a name with a space.
TURNS, PRICE, JOINED, COMPARED = "turns of a loop", "price of a block", "joined text", "compared value"

_ALLOWED = {
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.FilterBlock,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Dict,
    nodes.Pair,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Call,
}
_BLOCKS = {"self", "super"}
_COSTS: dict[type[nodes.Node], int] = {nodes.Filter: 20, nodes.Compare: 10}
"""What takes longer than to look up a name."""


def check(tree: nodes.Template, filters: Collection[str], tests: Collection[str]) -> None:
    """Raise TemplateSyntaxError at the first thing that no template may be written with."""
    called = {id(each) for call in tree.find_all(nodes.Call) for each in _block_names(call)}
    line = 1
    for node in tree.find_all(nodes.Node):
        # A few statements that are refused have no line of their own, but what is inside has.
        line = next((each.lineno for each in (node, *node.iter_child_nodes()) if each.lineno), line)
        fault = _unknown(node, filters, tests) or _fault(node, called)
        if fault:
            raise TemplateSyntaxError(fault, line)


def priced(tree: nodes.Template) -> nodes.Template:
    """Have each loop, block, joined text and comparison counted when the template is rendered."""
    _Prices().visit(tree)
    return tree


def names(tree: nodes.Template) -> Iterator[str]:
    """List the names that a template itself gives to facts."""
    return (each.name for each in tree.find_all(nodes.Name) if each.ctx == "store")


def _fault(node: nodes.Node, called: set[int]) -> str | None:  # noqa: PLR0911 - one line for each form
    match node:
        case nodes.Neg(node=nodes.Const(value=int())):
            return None
        case nodes.BinExpr() | nodes.UnaryExpr() if type(node) not in {nodes.And, nodes.Or, nodes.Not}:
            return catalogue.NOTHING_IS_COMPUTED
        case nodes.For(recursive=True):
            return catalogue.not_in_templates("recursive")
        case nodes.Name(name=name) if name in _BLOCKS and id(node) not in called:
            return catalogue.not_in_templates(name)
        case nodes.Call() if not any(_block_names(node)):
            return catalogue.not_in_templates("a call")
        case nodes.Filter() | nodes.Test() if node.kwargs or node.dyn_args or node.dyn_kwargs:
            return catalogue.arguments_wrong(node.name)
        case nodes.Dict(items=pairs) if not all(isinstance(each.value, nodes.Const) for each in pairs):
            return catalogue.not_in_templates("a mapping of other than words")
        case nodes.Extends(template=name) | nodes.Include(template=name) if not _is_text(name):
            return catalogue.NAME_OF_A_TEMPLATE
        case nodes.Const(value=float()):
            return catalogue.not_in_templates("a number with decimals")
    return None if type(node) in _ALLOWED else catalogue.not_in_templates(type(node).__name__.lower())


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


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


def _unknown(node: nodes.Node, filters: Collection[str], tests: Collection[str]) -> str | None:
    match node:
        case nodes.Filter(name=name) if name not in filters:
            return catalogue.no_filter(name, filters)
        case nodes.Test(name=name) if name not in tests:
            return catalogue.no_test(name, tests)
    return None


class _Prices(NodeTransformer):
    """Puts the price of its parts, words and names alike, before each loop and block."""

    def __init__(self) -> None:
        self._seen = 0

    def visit(self, node: nodes.Node) -> nodes.Node:
        """Count a node and what is inside it."""
        before = self._seen
        self._seen += _COSTS.get(type(node), 1)
        self._seen += len(node.data) if isinstance(node, nodes.TemplateData) else 0
        self.generic_visit(node)
        price = self._seen - before
        match node:
            case nodes.For():
                node.iter = _through(cast("nodes.Expr", node.iter), TURNS, price)
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
