"""What a template meets below `memo`: the names of every class, and the kind of value behind each.

The classes state it themselves, in their annotations. None is left out: whether something is there this time
is asked of a memo, and here of its template.

Holds: `memo.money.a_year` → an Amount, which has `value` and `quality`.
Does not: `memo.money.a_yeer` → no such name.
"""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin

from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

# What a value may be: each kind that it can have, None apart.
Kinds: TypeAlias = "frozenset[object]"

ANYTHING: Kinds = frozenset({Any})
TEXT: Kinds = frozenset({str})
NUMBER: Kinds = frozenset({int})
TRUTH: Kinds = frozenset({bool})


class Several(Struct):
    """A sequence."""

    each: Kinds


class Row(Struct):
    """A sequence of so many values, each of its own kind."""

    items: tuple[Kinds, ...]


class Lookup(Struct):
    """A mapping."""

    keys: Kinds
    values: Kinds


class Answering(Struct):
    """What can be called."""

    result: Kinds


def of(stated: object) -> Kinds:  # noqa: PLR0911 - one line for each form
    """Take the kinds from an annotation."""
    origin, inside = get_origin(stated), get_args(stated)
    if stated in {None, NoneType}:
        return frozenset()
    if origin is Annotated:
        return of(inside[0])
    if origin in {Union, UnionType}:
        return union(*map(of, inside))
    if origin is tuple and inside[-1] is not Ellipsis:
        return frozenset({Row(tuple(map(of, inside)))})
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return frozenset({Lookup(of(inside[0]), of(inside[1]))})
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return frozenset({Several(of(inside[0]))})
    return frozenset({stated}) if isinstance(stated, type) and stated is not object else ANYTHING


def union(*several: Kinds) -> Kinds:
    """Put together what a value may be."""
    return frozenset[object]().union(*several)


def known(cls: type) -> Mapping[str, object]:
    """Give the names that a class of ours states for its values, each with its annotation."""
    return _known(cls) if cls.__module__.startswith("iopctl.") else {}


@cache
def stated(cls: type) -> frozenset[str]:
    """List the same names without their annotations, which only who proves a template asks for."""
    return frozenset(
        name
        for each in cls.__mro__
        if cls.__module__.startswith("iopctl.") and each.__module__.startswith("iopctl.")
        for name in (*inspect.get_annotations(each), *_properties(each))
        if _is_public(name)
    )


def member(kinds: Kinds, name: str) -> Kinds | None:
    """Find what stands behind a name of a value; None where it has no such name."""
    if not kinds or Any in kinds:
        return ANYTHING
    found = [each for each in (_member(kind, name) for kind in kinds) if each is not None]
    return union(*found) if found else None


def names(kinds: Kinds) -> list[str]:
    """List the names that a value of ours has."""
    return sorted({name for each in kinds if isinstance(each, type) for name in known(each)})


def elements(kinds: Kinds) -> Kinds | None:
    """Find what a loop over a value meets; None where nothing can be repeated."""
    if not kinds or Any in kinds:
        return ANYTHING
    found = [each for each in map(_elements, kinds) if each is not None]
    return union(*found) if found else None


def result(function: Callable[..., object]) -> Kinds:
    """Find what a function of ours gives."""
    return of(_annotations(function).get("return", Any))


def taken(function: Callable[..., object]) -> Kinds:
    """Find what a filter of ours takes: its first argument, after the context that Jinja passes to some."""
    stated = [*_annotations(function).values()]
    return of(stated[1 if hasattr(function, "jinja_pass_arg") else 0])


def fits(kinds: Kinds, taken: Kinds) -> bool:
    """Tell whether a value can be what is taken."""
    if not kinds or Any in kinds | taken:
        return True
    return any(_fits(one, other) for one in kinds for other in taken)


def words(kinds: Kinds) -> str:
    """Name the kinds of a value."""
    return " or ".join(sorted(map(_word, kinds)))


@cache
def _known(cls: type) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for each in reversed(cls.__mro__):
        if each.__module__.startswith("iopctl."):
            found |= _annotations(each)
            found |= {name: _annotations(get)["return"] for name, get in _properties(each).items()}
    return {name: kind for name, kind in found.items() if _is_public(name)}


def _properties(cls: type) -> dict[str, Callable[..., object]]:
    return {name: made.fget for name, made in vars(cls).items() if isinstance(made, property) and made.fget}


def _is_public(name: str) -> bool:
    return not name.startswith("_") and name != "model_config"


def _annotations(stating: Callable[..., object]) -> dict[str, object]:
    """Evaluate annotations, with what the module imports for them alone."""
    module = sys.modules[getattr(stating, "__module__", "builtins")]
    if not module.__name__.startswith("iopctl."):
        return {}
    everything = {**vars(module), **_imported(module.__name__)}
    return inspect.get_annotations(stating, globals=everything, eval_str=True)


@cache
def _imported(module: str) -> Mapping[str, object]:
    """Import what a module imports only where types are checked."""
    found: dict[str, object] = {}
    for statement in ast.parse(inspect.getsource(sys.modules[module])).body:
        match statement:
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=imports):
                for each in imports:
                    if isinstance(each, ast.ImportFrom) and each.module:
                        home = importlib.import_module(each.module)
                        found |= {
                            name.asname or name.name: getattr(home, name.name, Any) for name in each.names
                        }
            case _:
                pass
    return found


def _member(kind: object, name: str) -> Kinds | None:  # noqa: PLR0911 - one line for each form
    """Find what stands behind a name; what Python itself says of a value may hold anything."""
    stands: dict[type, object] = {Several: tuple, Row: tuple, Lookup: dict, Answering: object}
    python = stands.get(type(kind), kind)
    if not isinstance(python, type):
        return ANYTHING
    if name in known(python):
        return of(known(python)[name])
    if name == "value" and issubclass(python, enum.StrEnum):
        return frozenset({kind})
    there = inspect.getattr_static(python, name, None)
    if name.startswith("_") or there is None:
        return None
    if isinstance(kind, Lookup):
        found = _of_lookup(kind, name)
        return None if found is None else frozenset({Answering(found)})
    if inspect.isfunction(there) and there.__module__.startswith("iopctl."):
        return frozenset({Answering(result(there))})
    return ANYTHING


def _of_lookup(kind: Lookup, method: str) -> Kinds | None:
    match method:
        case "items":
            return frozenset({Several(frozenset({Row((kind.keys, kind.values))}))})
        case "keys":
            return frozenset({Several(kind.keys)})
        case "values":
            return frozenset({Several(kind.values)})
        case "get":
            return kind.values
        case _:
            # The others change it, which no template may.
            return None


def _elements(kind: object) -> Kinds | None:
    match kind:
        case Several(each):
            return each
        case Row(items):
            return union(*items)
        case Lookup(keys):
            return keys
        case type() if issubclass(kind, str):
            return TEXT
        case type() if not issubclass(kind, Iterable):
            return None
        case _:
            return ANYTHING


def _fits(one: object, taken: object) -> bool:
    match taken:
        case Several():
            found = _elements(one)
            return found is not None and fits(found, taken.each)
        case type() if isinstance(one, type):
            # A whole number stands for a number with decimals.
            return issubclass(one, taken) or (issubclass(one, int) and taken.__name__ == "Decimal")
        case _:
            return type(one) is type(taken)


def _word(kind: object) -> str:
    match kind:
        case type():
            return "text" if kind is str else kind.__name__
        case Several(each):
            return f"several {words(each)}"
        case _:
            return type(kind).__name__.lower()
