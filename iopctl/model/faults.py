"""What pydantic says of a file, in the words of the catalogue and with the node that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from iopctl import catalogue
from iopctl.model.entry import Entry

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails
    from typing_extensions import TypeIs

    from iopctl.problem import Finding, Kind, Where

# Far more than are shown; looking for what was meant takes its time with each of them.
_MOST = 1000

_SHAPES = {
    "model_type": ("keys and values", "Write 'key: value' lines below it, indented by two spaces."),
    "dict_type": ("keys and values", "Write 'key: value' lines below it, indented by two spaces."),
    "tuple_type": ("a list", "Put '- ' before each item, also where there is only one."),
}


def findings(error: ValidationError, model: type[Entry]) -> list[Finding]:
    """Translate everything that pydantic found in one file; a misspelt key is not also a missing one."""
    found = [_finding(details, model) for details in error.errors(include_url=False)[:_MOST]]
    meant = {
        (*finding.where[:-1], key)
        for finding in found
        if finding.kind is catalogue.UNKNOWN_KEY
        for key in catalogue.near(str(finding.where[-1]), known_keys(model, finding.where[:-1]))
    }
    return [
        finding
        for finding in found
        if finding.kind is not catalogue.MISSING_KEY or finding.where not in meant
    ]


def _finding(details: ErrorDetails, model: type[Entry]) -> Finding:
    where: Where = details["loc"]
    kind = details["type"]
    context = details.get("ctx", {})
    if "kind" in context:
        known: Kind = context["kind"]
        return known.at(where, **context["facts"])
    if kind == "missing":
        return catalogue.MISSING_KEY.at(where, key=where[-1])
    if kind == "extra_forbidden":
        cure = _cure(str(where[-1]), model, where[:-1])
        return catalogue.UNKNOWN_KEY.at(where, on_key=True, key=where[-1], cure=cure)
    expected, cure = _SHAPES[kind]
    return catalogue.WRONG_SHAPE.at(where, expected=expected, found=_shape(details["input"]), cure=cure)


def _cure(key: str, model: type[Entry], where: Where) -> str:
    """Say under which key this one belongs, or which one was meant."""
    known = known_keys(model, where)
    below = {name for name in known if key in known_keys(model, (*where, name))}
    homes = below | {name for name in known_keys(model, ()) if key in known_keys(model, (name,))}
    return (
        f"It belongs under '{homes.pop()}', indented." if len(homes) == 1 else catalogue.closest(key, known)
    )


def _shape(value: object) -> str:
    if isinstance(value, str):
        return "a single value"
    return "a list" if isinstance(value, list) else "keys and values"


def known_keys(model: type[Entry], where: Where) -> list[str]:
    """List the keys that the model knows at a node."""
    annotation: object = model
    for step in where:
        entry = _entry(annotation)
        fields = entry.model_fields if entry else {}
        named = {field.alias or name: field.annotation for name, field in fields.items()}
        annotation = named[str(step)] if step in named else _inside(annotation)
    entry = _entry(annotation)
    return [field.alias or name for name, field in entry.model_fields.items()] if entry else []


def _is_entry(annotation: object) -> TypeIs[type[Entry]]:
    return isinstance(annotation, type) and issubclass(annotation, Entry)


def _entry(annotation: object) -> type[Entry] | None:
    """Find the model behind an optional one."""
    if _is_entry(annotation):
        return annotation
    return next((each for each in get_args(annotation) if _is_entry(each)), None)


def _inside(annotation: object) -> object:
    """Find the model of a list's items or a mapping's values."""
    return next((each for each in get_args(annotation) if _is_entry(each)), annotation)
