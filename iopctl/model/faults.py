"""What pydantic says of a file, in our own words and with the node that it is about."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, get_args, get_origin

from iopctl import codes, spelling
from iopctl.model.entry import Entry
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def findings(wrong: Sequence[ErrorDetails], model: type[Entry]) -> list[Finding]:
    """Translate everything that pydantic found in one file; a misspelt key is not also a missing one."""
    found = [_finding(details, model) for details in wrong[:_MOST]]
    meant = {
        (*finding.where[:-1], key)
        for finding in found
        if finding.kind is codes.UNKNOWN_KEY
        for key in spelling.near(str(finding.where[-1]), known_keys(model, finding.where[:-1]))
    }
    return [
        finding for finding in found if finding.kind is not codes.MISSING_KEY or finding.where not in meant
    ]


def _finding(details: ErrorDetails, model: type[Entry]) -> Finding:
    where: Where = details["loc"]
    kind = details["type"]
    context = details.get("ctx", {})
    if "kind" in context:
        known: Kind = context["kind"]
        return known.at(where, **context["facts"])
    if kind == "missing":
        return codes.MISSING_KEY.at(where, key=where[-1], cure=_cure_of_missing(where, model))
    if kind == "extra_forbidden":
        cure = _cure(str(where[-1]), model, where[:-1])
        return codes.UNKNOWN_KEY.at(where, on_key=True, key=where[-1], cure=cure)
    expected, cure = _SHAPES[kind]
    return codes.WRONG_SHAPE.at(where, expected=expected, found=_shape(details["input"]), cure=cure)


def _cure_of_missing(where: Where, model: type[Entry]) -> str:
    """Say how a missing key is written: with its value, or with what belongs to it below."""
    entry, key = entry_at(model, where[:-1]), where[-1]
    held = _stated(_below(entry, key)) if entry else None
    kind = get_origin(held)
    if kind is tuple:
        return say(
            "Add a line '{key}:' here, and its items, each after '- ', on the lines below it.", key=key
        )
    if kind is dict or _is_entry(held):
        return say("Add a line '{key}:' here, and its own keys on the lines below it.", key=key)
    return say("Add a line '{key}: …' here.", key=key)


def _cure(key: str, model: type[Entry], where: Where) -> str:
    """Say under which key this one belongs, or which one was meant."""
    known = known_keys(model, where)
    below = {name for name in known if key in known_keys(model, (*where, name))}
    homes = below | {name for name in known_keys(model, ()) if key in known_keys(model, (name,))}
    if len(homes) == 1:
        return say("It belongs under '{home}', indented.", home=homes.pop())
    return spelling.closest(key, known)


def _shape(value: object) -> str:
    if isinstance(value, str):
        return "a single value"
    return "a list" if isinstance(value, list) else "keys and values"


def known_keys(model: type[Entry], where: Where) -> list[str]:
    """List the keys that the model knows at a node."""
    entry = entry_at(model, where)
    return [field.alias or name for name, field in entry.model_fields.items()] if entry else []


def entry_at(model: type[Entry], where: Where) -> type[Entry] | None:
    """Find the model of the keys at a node."""
    annotation: object = model
    for step in where:
        annotation = _stated(_below(annotation, step))
    return annotation if _is_entry(annotation) else None


def _below(annotation: object, step: str | int) -> object:
    """Find what stands under a key, at a place in a list, or under a key of the official's own."""
    if _is_entry(annotation):
        fields = annotation.model_fields.items()
        return next((field.annotation for name, field in fields if (field.alias or name) == step), None)
    return next((each for each in get_args(annotation) if _is_entry(each)), None)


def _stated(annotation: object) -> object:
    """Find what a key holds where it is not left out."""
    kinds = get_args(annotation)
    return next(each for each in kinds if each is not NoneType) if NoneType in kinds else annotation


def _is_entry(annotation: object) -> TypeIs[type[Entry]]:
    return isinstance(annotation, type) and issubclass(annotation, Entry)
