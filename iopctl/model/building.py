"""Plain values → an agreement, or as much of one as is sound; or what else has a file of its own.

What pydantic finds wrong is said in our own words, at the node that it is about.
"""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from iopctl import codes, spelling
from iopctl.model.agreement import Agreement
from iopctl.model.entry import Entry
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails
    from typing_extensions import TypeIs

    from iopctl.model.budget import Contribution
    from iopctl.problem import Finding, Kind, Where

E = TypeVar("E", bound=Entry)

_SECTIONS = frozenset(Agreement.model_fields)
# Far more than are shown; looking for what was meant takes its time with each of them.
_MOST = 1000


class Built(Struct):
    """What the model made of a file."""

    agreement: Agreement
    """Complete where nothing was found; else only its sound sections, for checks that read no others."""
    sound: frozenset[str]
    findings: tuple[Finding, ...] = ()


def build(values: Mapping[str, object]) -> Built:
    """Build an agreement from the plain values of a file."""
    try:
        return Built(_as_parties_are_written(Agreement.model_validate(values)), _SECTIONS)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    found, sound = _findings(wrong, Agreement), _SECTIONS - {str(details["loc"][0]) for details in wrong}
    found_at = {each.where: each for each in found if each.kind is not codes.MISSING_KEY}
    if ("format",) in found_at:
        # Of a format that this version does not know, nothing else can be said.
        found, sound = [found_at["format",]], frozenset()
    sections: dict[str, Any] = {
        name: TypeAdapter(Agreement.model_fields[name].rebuild_annotation()).validate_python(value)
        for name, value in values.items()
        if name in sound
    }
    agreement = Agreement.model_construct(**sections)
    if sound.issuperset(("parties", "budget")):
        agreement = _as_parties_are_written(agreement)
    return Built(agreement, sound, tuple(found))


def build_entry(model: type[E], values: Mapping[str, object]) -> tuple[E | None, tuple[Finding, ...]]:
    """Build what else has a file of its own from its plain values; nothing of it where anything is wrong."""
    try:
        return model.model_validate(values), ()
    except ValidationError as error:
        return None, tuple(_findings(error.errors(include_url=False), model))


def _as_parties_are_written(agreement: Agreement) -> Agreement:
    """Write the parties that contributions name as their keys are written, however they are spelt there."""
    known = agreement.parties
    lines = [line for version in agreement.budget for line in version.lines]
    named = {name for line in lines for name in (line.by, line.paid_to) if name}.difference(known)
    meant = {name: found for name in named if (found := spelling.found(name, known))}
    if not meant:
        return agreement

    def mended(line: Contribution) -> Contribution:
        paid_to = line.paid_to and meant.get(line.paid_to, line.paid_to)
        return line.model_copy(update={"by": meant.get(line.by, line.by), "paid_to": paid_to})

    budget = tuple(
        version.model_copy(update={"contributions": tuple(map(mended, version.lines))})
        if version.lines
        else version
        for version in agreement.budget
    )
    return agreement.model_copy(update={"budget": budget})


def _findings(wrong: Sequence[ErrorDetails], model: type[Entry]) -> list[Finding]:
    """Translate everything that pydantic found in one file; a misspelt key is not also a missing one."""
    found = [_finding(details, model) for details in wrong[:_MOST]]
    meant = {
        (*finding.where[:-1], key)
        for finding in found
        if finding.kind is codes.UNKNOWN_KEY
        for key in spelling.near(str(finding.where[-1]), known_keys(model, finding.where[:-1]))
    }
    return [each for each in found if each.kind is not codes.MISSING_KEY or each.where not in meant]


def _finding(details: ErrorDetails, model: type[Entry]) -> Finding:
    where: Where = details["loc"]
    context = details.get("ctx", {})
    if "kind" in context:
        known: Kind = context["kind"]
        return known.at(where, **context["facts"])
    match details["type"]:
        case "missing":
            return codes.MISSING_KEY.at(where, key=where[-1], cure=_cure_of_missing(model, where))
        case "extra_forbidden":
            cure = _cure_of_unknown(model, where)
            return codes.UNKNOWN_KEY.at(where, on_key=True, key=where[-1], cure=cure)
        case "tuple_type":
            expected, cure = "a list", say("Put '- ' before each item, also where there is only one.")
        case _:
            expected = "keys and values"
            cure = _cure_of_one_value(details["input"])
    shapes: dict[type, str] = {str: "a single value", list: "a list"}
    found = shapes.get(type(details["input"]), "keys and values")
    return codes.WRONG_SHAPE.at(where, expected=expected, found=found, cure=cure)


def _cure_of_one_value(found: object) -> str:
    """Say how a clause is written that people call by its numbers (2+2 år); else how keys are written."""
    from iopctl import glossary

    if clause := glossary.clause(found) if isinstance(found, str) else None:
        options, length = clause
        return say(
            "Write 'options: {options}' and 'length: {length}' below it, indented by two spaces.",
            options=options,
            length=length,
        )
    return say("Write 'key: value' lines below it, indented by two spaces.")


def _cure_of_missing(model: type[Entry], where: Where) -> str:
    """Say how a missing key is written: with its value, or with what belongs to it below."""
    key, held = where[-1], _at(model, where)
    kind = get_origin(held)
    if kind is tuple:
        return say(
            "Add a line '{key}:' here, and its items, each after '- ', on the lines below it.", key=key
        )
    if kind is dict or _is_entry(held):
        return say("Add a line '{key}:' here, and its own keys on the lines below it.", key=key)
    return say("Add a line '{key}: …' here.", key=key)


def _cure_of_unknown(model: type[Entry], where: Where) -> str:
    """Say under which key this one belongs, or which one was meant."""
    from iopctl import glossary

    *above, key = where
    known = known_keys(model, tuple(above))
    for name in (str(key), *glossary.meant(str(key))):
        if name in known:
            break
        below = {each for each in known if name in known_keys(model, (*above, each))}
        homes = below | {each for each in known_keys(model, ()) if name in known_keys(model, (each,))}
        if len(homes) == 1:
            belongs = say("It belongs under '{home}', indented.", home=homes.pop())
            return belongs if name == key else f"{spelling.meant(str(key), [name])} {belongs}"
    return spelling.closest(str(key), known)


def known_keys(model: type[Entry], where: Where) -> list[str]:
    """List the keys that the model knows at a node."""
    entry = entry_at(model, where)
    return [field.alias or name for name, field in entry.model_fields.items()] if entry else []


def entry_at(model: type[Entry], where: Where) -> type[Entry] | None:
    """Find the model of the keys at a node."""
    found = _at(model, where)
    return found if _is_entry(found) else None


def _at(model: type[Entry], where: Where) -> object:
    """Find the type at a node: under a key, at a place in a list, or under a key of the official's own."""
    kind: object = model
    for step in where:
        if _is_entry(kind):
            fields = kind.model_fields.items()
            kind = next((field.annotation for name, field in fields if (field.alias or name) == step), None)
        else:
            kind = next((each for each in get_args(kind) if _is_entry(each)), None)
        kinds = get_args(kind)
        # A key may be left out; what it holds then is of no interest.
        kind = next(each for each in kinds if each is not NoneType) if NoneType in kinds else kind
    return kind


def _is_entry(annotation: object) -> TypeIs[type[Entry]]:
    return isinstance(annotation, type) and issubclass(annotation, Entry)
