"""What a template may be written with: words, loops, ifs, blocks, other templates, and names for facts.

Everything else that Jinja knows is a fault: nothing is computed, and nothing but blocks can be called.
Each loop and each block gets a price here, so that what never ends can be stopped by counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from iopctl import spelling
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Collection

# Filters that are put in here; no template can write a name with a space.
TURNS, PRICE, JOINED, COMPARED = "turns of a loop", "price of a block", "joined text", "compared value"

_ALLOWED = {
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Block, nodes.FilterBlock),
    *(nodes.Assign, nodes.AssignBlock, nodes.Tuple, nodes.List, nodes.Pair, nodes.CondExpr),
    *(nodes.Getattr, nodes.Getitem, nodes.Compare, nodes.Operand, nodes.Concat),
    *(nodes.And, nodes.Or, nodes.Not),
}
_LIMITED = {
    *(nodes.Call, nodes.Const, nodes.Dict, nodes.Extends, nodes.Include, nodes.Filter, nodes.Test),
    *(nodes.For, nodes.Name, nodes.Neg),
}
"""What is allowed in some forms."""
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


def not_in_templates(what: str) -> str:
    """Say that a template uses a part of Jinja that memos do not have."""
    return say("templates have words, loops, ifs, blocks and filters; {what} is none of them", what=what)


def arguments_wrong(name: str) -> str:
    """Say that a filter or test is given other arguments than it takes."""
    return say("'{name}' is told something else in its brackets than it takes", name=name)


class _Prepared:
    """Checks every node of a template, and puts the price of what is inside it before each loop and block."""

    def __init__(self, filters: Collection[str], tests: Collection[str]) -> None:
        self._filters, self._tests = filters, tests
        self._called: set[int] = set()
        """The `self` and `super` that are called."""
        self._seen = self._loops = 0
        self.names: set[str] = set()

    def visit(self, node: nodes.Node) -> nodes.Node:
        """Check and count a node and what is inside it; give it, or what takes its place."""
        kind = type(node)
        if kind not in _ALLOWED:
            fault = self._fault(node)
            if fault:
                # A few statements that are refused have no line of their own, but what is inside has.
                lines = (each.lineno for each in (node, *node.iter_child_nodes()))
                raise TemplateSyntaxError(fault, next(filter(None, lines), 1))
        before = self._seen
        self._seen += _COSTS.get(kind, 1) + (len(node.data) if isinstance(node, nodes.TemplateData) else 0)
        self._loops += kind is nodes.For
        for field in node.fields:
            value = getattr(node, field, None)
            if isinstance(value, nodes.Node):
                setattr(node, field, self.visit(value))
            elif isinstance(value, list):
                value[:] = [self.visit(each) if isinstance(each, nodes.Node) else each for each in value]
        self._loops -= kind is nodes.For
        return _priced(node, self._seen - before)

    def _fault(self, node: nodes.Node) -> str | None:
        """Say why no template may be written with a node that is not allowed in every form."""
        fault = None
        match node:
            case nodes.Neg(node=nodes.Const(value=int())):
                pass
            case nodes.BinExpr() | nodes.UnaryExpr():
                fault = say("a template computes nothing; every figure of the memo is ready to be named")
            case _ if type(node) not in _LIMITED:
                fault = not_in_templates(type(node).__name__.lower())
            case nodes.Call():
                block = _called_block(node)
                self._called.add(id(block))
                fault = None if block else not_in_templates("a call")
            case nodes.Filter():
                fault = _fault_of_named(node, self._filters)
            case nodes.Test():
                fault = _fault_of_named(node, self._tests)
            case nodes.For() if self._loops == _MOST_LOOPS:
                fault = say("a loop lies inside too many others")
            case nodes.Name() if node.name in _BLOCKS and id(node) not in self._called:
                fault = not_in_templates(node.name)
            case nodes.Name(ctx="store"):
                self.names.add(node.name)
            case _:
                fault = _fault_of_form(node)
        return fault


def _fault_of_named(node: nodes.Filter | nodes.Test, known: Collection[str]) -> str | None:
    """Say why no template may use a filter or a test like this."""
    if node.name in known:
        return arguments_wrong(node.name) if node.kwargs or node.dyn_args or node.dyn_kwargs else None
    cure = spelling.meant(node.name, known)
    if isinstance(node, nodes.Filter):
        return say("No filter named '{name}'. {cure}", name=node.name, cure=cure).rstrip()
    return say("No test named '{name}'. {cure}", name=node.name, cure=cure).rstrip()


def _fault_of_form(node: nodes.Node) -> str | None:
    """Say what in the form of a node is not allowed."""
    match node:
        case nodes.Const(value=float()):
            return not_in_templates("a number with decimals")
        case nodes.For(recursive=True):
            return not_in_templates("recursive")
        case nodes.Dict() if not all(isinstance(each.value, nodes.Const) for each in node.items):
            return not_in_templates("a mapping of other than words")
        case nodes.Extends() | nodes.Include() if not _is_written_out(node.template):
            return say("the name of the template is not written out, in quotation marks")
    return None


def _is_written_out(template: nodes.Expr) -> bool:
    return isinstance(template, nodes.Const) and isinstance(template.value, str)


def _called_block(call: nodes.Call) -> nodes.Name | None:
    """Find `self` or `super` in a call of a block: self.goals(), self[name](), super()."""
    if call.args or call.kwargs or call.dyn_args or call.dyn_kwargs:
        return None
    match call.node:
        case nodes.Name(name="super") as found:
            return found
        case nodes.Getattr(node=nodes.Name(name="self") as found):
            return found
        case nodes.Getitem(node=nodes.Name(name="self") as found):
            return found
    return None


def _priced(node: nodes.Node, price: int) -> nodes.Node:
    """Have a node counted where it is repeated or makes something larger; give what takes its place."""
    match node:
        case nodes.For(iter=nodes.Expr() as values):
            node.iter = _through(values, TURNS, price)
        case nodes.Block() | nodes.Template():
            constant = nodes.Const(price, lineno=node.lineno, environment=node.environment)
            counted = _through(constant, PRICE)
            node.body.insert(0, nodes.ExprStmt(counted, lineno=node.lineno, environment=node.environment))
        case nodes.List(items=items):
            return nodes.Tuple(items, "load", lineno=node.lineno, environment=node.environment)
        case nodes.Concat(nodes=parts):
            several = nodes.Tuple(parts, "load", lineno=node.lineno, environment=node.environment)
            return _through(several, JOINED)
        case nodes.Compare() | nodes.Operand():
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
