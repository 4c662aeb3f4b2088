"""What filters, tests and macros take, and what filters give.

Holds: `{{ 3 | numeral }}`, `{{ memo.civil | map(attribute="name") }}`.
Does not: `{{ share(1) }}` with a quality left out; `{{ memo.as_of | kronor }}`, for a day is no amount.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import nodes

from iopctl import catalogue
from iopctl.views.memo import kinds
from iopctl.views.memo.kinds import ANYTHING, NUMBER, TEXT, Kinds, Lookup, Row, Several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Function: TypeAlias = "Callable[..., Any]"

# Jinja's own filters, by what they give.
_TEXTS = {
    *("capitalize", "center", "e", "escape", "filesizeformat", "forceescape", "format", "indent", "join"),
    *("lower", "pprint", "replace", "safe", "string", "striptags", "title", "tojson", "trim", "truncate"),
    *("upper", "urlencode", "urlize", "wordwrap", "xmlattr"),
}
_NUMBERS = {"count", "length", "int", "wordcount"}
_ONE_OF = {"first", "last", "random"}
_SOME_OF = {"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
_DEFAULTS = {"d", "default"}

# What a filter is told by name: at which place, or under which word, the name of what stands.
_NAMES = {
    "map": ((0, "filter"), ("attribute", "attribute")),
    "select": ((0, "test"),),
    "reject": ((0, "test"),),
    "selectattr": ((0, "attribute"), (1, "test")),
    "rejectattr": ((0, "attribute"), (1, "test")),
    "groupby": ((0, "attribute"), ("attribute", "attribute")),
    "sort": (("attribute", "attribute"),),
    "unique": (("attribute", "attribute"),),
    "min": (("attribute", "attribute"),),
    "max": (("attribute", "attribute"),),
    "sum": (("attribute", "attribute"),),
    "join": (("attribute", "attribute"),),
}


def names_in(node: nodes.Filter) -> Iterator[tuple[nodes.Const, str]]:
    """Find the names that a filter is told: each as it is written, with what it should be the name of."""
    said_with = named(node)
    for at, what in _NAMES.get(node.name, ()):
        said = said_with.get(at) if isinstance(at, str) else dict(enumerate(node.args)).get(at)
        if isinstance(said, nodes.Const) and isinstance(said.value, str):
            yield said, what


def named(node: nodes.Filter | nodes.Test | nodes.Call) -> dict[str, nodes.Expr]:
    """Give what is told by name in brackets."""
    return {str(each.key): each.value for each in node.kwargs}


def faults_of_filter(node: nodes.Filter, made: Function, given: Kinds) -> Iterator[str]:
    """Find what is wrong in what a filter is given."""
    if not _binds(made, node, first=1):
        yield catalogue.arguments_wrong(node.name)
    elif made.__module__.startswith("iopctl."):
        taken = kinds.taken(made)
        if not kinds.fits(given, taken):
            yield catalogue.other_value(node.name, kinds.words(taken), kinds.words(given))


def faults_of_test(node: nodes.Test, made: Function) -> Iterator[str]:
    """Find what is wrong in what a test is given."""
    if not _binds(made, node, first=1):
        yield catalogue.arguments_wrong(node.name)


def faults_of_macro(node: nodes.Call, macro: nodes.Macro) -> Iterator[str]:
    """Find what is wrong in what a macro is given."""
    used = {each.name for each in macro.find_all(nodes.Name)}
    names = [each.name for each in macro.args]
    if len(node.args) > len(names) and "varargs" not in used:
        yield catalogue.too_many_arguments(macro.name, len(names))
    for name in named(node):
        if name not in {*names, "caller"} and "kwargs" not in used:
            yield f"{macro.name}: {catalogue.unknown_name(name, names)}"


def given_by(  # noqa: PLR0911 - one line for each form
    name: str, made: Function, given: Kinds, told: tuple[list[Kinds], dict[str, Kinds]]
) -> Kinds:
    """Find what a filter gives."""
    if made.__module__.startswith("iopctl."):
        return kinds.result(made)
    each = kinds.elements(given) or ANYTHING
    if name in _TEXTS:
        return TEXT
    if name in _NUMBERS:
        return NUMBER
    if name in _ONE_OF:
        return each
    if name in _SOME_OF:
        return frozenset({Several(each)})
    if name in _DEFAULTS:
        return kinds.union(given, *told[0]) or ANYTHING
    if name in {"items", "dictsort"}:
        found = [Row((one.keys, one.values)) for one in given if isinstance(one, Lookup)]
        return frozenset({Several(frozenset(found))}) if found else ANYTHING
    return ANYTHING


def _binds(made: Function, node: nodes.Filter | nodes.Test, first: int) -> bool:
    """Tell whether a function can be called as it is in the template."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return True
    try:
        signature = inspect.signature(made)
    except (TypeError, ValueError):
        return True
    passed = first + hasattr(inspect.unwrap(made), "jinja_pass_arg")
    try:
        signature.bind(*[None] * (passed + len(node.args)), **dict.fromkeys(named(node)))
    except TypeError:
        return False
    return True
