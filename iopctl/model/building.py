"""Plain values → an agreement, or as much of one as is sound; or what else has a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from iopctl import codes, spelling
from iopctl.model import faults
from iopctl.model.agreement import Agreement
from iopctl.model.entry import Entry
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopctl.model.budget import Contribution
    from iopctl.problem import Finding


class Built(Struct):
    """What the model made of a file."""

    agreement: Agreement
    """Complete where nothing was found; else only its sound sections, for checks that read no others."""
    sound: frozenset[str]
    findings: tuple[Finding, ...] = ()


E = TypeVar("E", bound=Entry)

_SECTIONS = frozenset(Agreement.model_fields)


def build(values: Mapping[str, object]) -> Built:
    """Build an agreement from the plain values of a file."""
    try:
        return Built(_as_parties_are_written(Agreement.model_validate(values)), _SECTIONS)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    found = faults.findings(wrong, Agreement)
    unsound = {str(details["loc"][0]) for details in wrong}
    # Of a format that this version does not know, nothing else can be said.
    unknown_format = [
        finding for finding in found if finding.where == ("format",) and finding.kind is not codes.MISSING_KEY
    ]
    if unknown_format:
        return Built(_partial({}), frozenset(), tuple(unknown_format))
    sound = _SECTIONS - unsound
    sections = {name: value for name, value in values.items() if name in sound}
    agreement = _partial(sections)
    if sound.issuperset(("parties", "budget")):
        agreement = _as_parties_are_written(agreement)
    return Built(agreement, sound, tuple(found))


def build_entry(model: type[E], values: Mapping[str, object]) -> tuple[E | None, tuple[Finding, ...]]:
    """Build what else has a file of its own from its plain values; nothing of it where anything is wrong."""
    try:
        return model.model_validate(values), ()
    except ValidationError as error:
        return None, tuple(faults.findings(error.errors(include_url=False), model))


def _as_parties_are_written(agreement: Agreement) -> Agreement:
    """Write the parties that contributions name as their keys are written, however they are spelt there."""
    known = agreement.parties
    named = {
        name for each in agreement.budget for line in each.contributions for name in (line.by, line.paid_to)
    }
    meant = {name: spelling.found(name, known) for name in named if name is not None and name not in known}
    if not any(meant.values()):
        return agreement

    def written(name: str | None) -> str | None:
        return name and (meant.get(name) or name)

    def mended(line: Contribution) -> Contribution:
        return line.model_copy(update={"by": written(line.by), "paid_to": written(line.paid_to)})

    budget = tuple(
        version.model_copy(update={"contributions": tuple(map(mended, version.contributions))})
        for version in agreement.budget
    )
    return agreement.model_copy(update={"budget": budget})


def _partial(sections: Mapping[str, object]) -> Agreement:
    built: dict[str, Any] = {
        name: TypeAdapter(Agreement.model_fields[name].rebuild_annotation()).validate_python(value)
        for name, value in sections.items()
    }
    return Agreement.model_construct(**built)
