"""The JSON Schema of the answers, and the tables of docs/json.md, read from the declared types."""  # noqa: INP001 - beside the pages

from __future__ import annotations

import enum
import functools
import importlib
import inspect
import json
import pkgutil
import typing
from collections import Counter
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import classes
import msgspec

from iopctl import answers
from iopctl.answers.reply import Envelope, Found, Reply, Result
from iopctl.render import records
from iopctl.struct import Struct, UnsetType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Schema: TypeAlias = "dict[str, Any]"

_PLAIN: dict[object, str] = {
    str: "text",
    int: "number",
    bool: "true or false",
    Decimal: "exact",
    date: "day",
    NoneType: "null",
    UnsetType: "absent",
    Result: "object",
}
_NULL = {"type": "null"}


@functools.cache
def replies() -> list[type[Reply]]:
    """Find every kind of answer, in the order of commands."""
    for module in pkgutil.iter_modules(answers.__path__):
        importlib.import_module(f"{answers.__name__}.{module.name}")
    found = [Reply]
    for cls in found:
        found += cls.__subclasses__()
    return sorted((cls for cls in found if "command" in vars(cls)), key=lambda cls: cls.command)


def results() -> dict[str, list[type[Struct]]]:
    """Find what each command's result can be, by the command's name in JSON."""
    found: dict[str, list[type[Struct]]] = {}
    for reply in replies():
        for kind in _structs(typing.get_type_hints(reply.result)["return"]):
            if kind is not Struct and kind not in found.setdefault(reply.command, []):
                found[reply.command].append(kind)
    return found


def _structs(hint: object) -> Iterator[type[Struct]]:
    """Find the structs in a type, not those inside them."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for each in typing.get_args(hint):
        yield from _structs(each)


class _Field(Struct):
    name: str
    hint: Any
    means: str


def _fields(cls: type[Struct]) -> Iterator[_Field]:
    """Give the fields of an object, by their names in JSON; each must say what it means."""
    means = {name: " ".join(said.split()) for name, _, said in classes.fields(cls)}
    hints = typing.get_type_hints(cls)
    for each in msgspec.structs.fields(cls):
        if not means[each.name]:
            raise LookupError(f"{cls.__module__}.{cls.__name__}.{each.name} has no docstring")
        yield _Field(each.encode_name, hints[each.name], means[each.name])


def schema() -> str:
    """Write the JSON Schema of every answer: the envelope, and by the command what its result is."""
    found = results()
    kinds = [kind for own in found.values() for kind in own]
    _, parts = msgspec.json.schema_components(
        (Envelope[kind] for kind in kinds), ref_template="#/$defs/{name}"
    )
    envelopes = [name for name in parts if name.startswith("Envelope_")]
    envelope: Schema = [parts.pop(name) for name in envelopes][-1]
    _describe(Envelope, envelope)
    for cls in [*_every(kinds), Found]:
        _describe(cls, parts[_key(cls, parts)])
    envelope["properties"]["schema_version"]["const"] = 1
    envelope["properties"]["command"] = {"enum": list(found)}
    envelope["properties"]["result"] = {"description": envelope["properties"]["result"]["description"]}
    choices = [
        {
            "if": {"properties": {"command": {"const": command}}},
            "then": {
                "properties": {"result": {"anyOf": [_reference(kind, parts) for kind in own] + [_NULL]}}
            },
        }
        for command, own in found.items()
    ]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **envelope,
        "title": "What iopctl answers with --format json, schema version 1",
        "allOf": choices,
        "$defs": parts,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _reference(cls: type[Struct], parts: Schema) -> Schema:
    return {"$ref": f"#/$defs/{_key(cls, parts)}"}


def _key(cls: type[Struct], parts: Schema) -> str:
    """Find the name of an object; where two have the same, msgspec puts the module before it."""
    full = f"{cls.__module__}.{cls.__name__}"
    return full if full in parts else cls.__name__


def _describe(cls: type[Struct], part: Schema) -> None:
    for each in _fields(cls):
        part["properties"][each.name]["description"] = each.means


def _every(kinds: list[type[Struct]]) -> list[type[Struct]]:
    """Find every object that these hold, themselves included."""
    found: dict[type[Struct], None] = {}
    waiting = list(kinds)
    while waiting:
        cls = waiting.pop(0)
        if cls not in found:
            found[cls] = None
            waiting += [inner for each in _fields(cls) for inner in _structs(each.hint)]
    return list(found)


def shared() -> set[type]:
    """Find what is explained once, by its name: lists of words, and objects that stand in several places."""
    kinds = [kind for own in results().values() for kind in own]
    uses: Counter[type] = Counter()
    for cls in [Found, *_every(kinds)]:
        uses.update(base for base in cls.__mro__[1:] if issubclass(base, Struct) and base is not Struct)
        for each in _fields(cls):
            uses.update(set(_named(each.hint)))
    return {each for each, count in uses.items() if count > 1 or issubclass(each, enum.Enum)}


def _named(hint: object) -> Iterator[type]:
    """Find the structs and lists of words in a type."""
    if isinstance(hint, type) and issubclass(hint, Struct | enum.Enum):
        yield hint
    for each in typing.get_args(hint):
        yield from _named(each)


def tables() -> dict[str, Callable[[], str]]:
    """Give the tables of docs/json.md, by the names of their markers."""
    made: dict[str, Callable[[], str]] = {
        "answer-envelope": lambda: _table(Envelope),
        "answer-objects": _objects,
        "answer-words": _words,
        "answer-columns": _columns,
    }
    for command, own in results().items():
        made[f"answer-{command.replace(' ', '-')}"] = functools.partial(_results, own)
    return made


def _results(kinds: list[type[Struct]]) -> str:
    if len(kinds) == 1:
        return _table(kinds[0])
    return "\n".join(f"{inspect.getdoc(cls)}\n\n{_table(cls)}" for cls in kinds)


def _objects() -> str:
    found = sorted((cls for cls in shared() if issubclass(cls, Struct)), key=lambda cls: cls.__name__)
    return "\n".join(f"### {cls.__name__}\n\n{inspect.getdoc(cls)}\n\n{_table(cls)}" for cls in found)


def _words() -> str:
    found = sorted((cls for cls in shared() if issubclass(cls, enum.Enum)), key=lambda cls: cls.__name__)
    rows = (
        (
            cls.__name__,
            inspect.getdoc(cls) or "",
            ", ".join(f"`{each.value}`" for each in list[enum.Enum](cls)),
        )
        for cls in found
    )
    return classes.table(("Name", "Is", "Words"), rows)


def _columns() -> str:
    rows = (
        (each.command, ", ".join(f"`{name}`" for name in records.header(each.record))) for each in replies()
    )
    return classes.table(("Command", "Columns"), (row for row in rows if row[1]))


def _table(cls: type[Struct]) -> str:
    apart = shared()
    base = _base(cls, apart)
    lead = f"All of [{base.__name__}](#{classes.slug(base.__name__)}), and:\n\n" if base else ""
    return lead + classes.table(("Field", "Type", "Meaning"), _rows(cls, apart, ""))


def _base(cls: type[Struct], apart: set[type]) -> type[Struct] | None:
    """Find the object that another one adds fields to, where it has a table of its own."""
    return next((base for base in cls.__mro__[1:] if base in apart), None)


def _rows(cls: type[Struct], apart: set[type], above: str) -> Iterator[tuple[str, str, str]]:
    """Give one row a field; below a field that holds an object stand those of the object, by their path."""
    base = _base(cls, apart)
    inherited = set(base.__struct_encode_fields__) if base else set()
    for each in _fields(cls):
        if each.name in inherited:
            continue
        kind = written(each.hint, apart)
        yield f"`{above}{each.name}`", kind, each.means
        many = "[]" if kind.startswith("list of") else ""
        for inner in _structs(each.hint):
            if inner not in apart:
                yield from _rows(inner, apart, f"{above}{each.name}{many}.")


def written(hint: Any, apart: set[type]) -> str:  # noqa: ANN401 - any type
    """Write a type in the words of docs/json.md."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin in {UnionType, typing.Union}:
        words = dict.fromkeys(written(each, apart) for each in inside)
        return " or ".join(sorted(words, key=lambda word: (word == "absent", word == "null")))
    if origin is Literal:
        return " or ".join(f"`{json.dumps(each)}`" for each in inside)
    if origin is tuple:
        return f"list of {written(inside[0], apart)}"
    if hint in apart:
        anchor = classes.slug(hint.__name__) if issubclass(hint, Struct) else "words"
        return f"[{hint.__name__}](#{anchor})"
    base = _base(hint, apart)
    return f"object with [{base.__name__}](#{classes.slug(base.__name__)})" if base else "object"
