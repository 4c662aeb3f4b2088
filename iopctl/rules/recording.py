"""What is to be written in the file when an extension is proposed or decided.

A decision on what was proposed turns the proposal into one; a decision without a proposal is written below
the extensions that are there. A proposal also starts a matter, since somebody must write its memo.

Holds: a proposal for 2022–2023 is on file, and is decided → its status is `decided`, with the day.
Does not: the same is proposed once more → it is on file already.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model.extension import Renewal, Status
from iopctl.model.matter import MatterKind
from iopctl.source.editing import Append, Insert, Replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.source.editing import Edit
    from iopctl.source.reading import Plain


class Step(StrEnum):
    """What is recorded."""

    APPLY = "apply"
    """The next extension as decided, whether it was proposed or not."""
    PROPOSE = "propose"
    """The next extension as proposed."""
    DECIDE = "decide"
    """The decision on the extension that was proposed."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known beside the step itself."""

    day: date
    """Of the decision or the proposal."""
    case_number: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """The edits that record one step, and what they are about."""

    step: Step
    """A decision on a proposal is DECIDE, however it was asked for."""
    period: Period
    day: date
    edits: tuple[Edit, ...]
    where: Where
    """The extension in the file as it will be."""
    matter: str | None = None
    """The id of the matter that is started."""


def record(agreement: Agreement, period: Period, step: Step, details: Details) -> Recording | Finding:
    """Find the edits that record a step for the period that comes next, or why there are none."""
    clause = agreement.extension
    if clause is not None and clause.renewal is Renewal.TACIT:
        return catalogue.NOTHING_TO_DECIDE.at(("extension", "renewal"))
    extensions = clause.extensions if clause else ()
    at = next((at for at, each in enumerate(extensions) if _open(each, details.day)), len(extensions))
    where: Where = ("extension", "extensions", at)
    if at == len(extensions):
        if step is Step.DECIDE:
            return catalogue.NOT_PROPOSED.at(("extension",), on_key=True)
        edits, matter = _added(agreement, period, step, details)
        return Recording(step, period, details.day, edits, where, matter)
    on_file = extensions[at]
    if step is Step.PROPOSE or on_file.status is Status.DECIDED:
        said = catalogue.on_day(on_file.proposed if on_file.status is Status.PROPOSED else on_file.decided)
        return catalogue.ON_FILE.at(
            where, starts=on_file.starts, ends=on_file.ends, status=on_file.status, on=said
        )
    edits = tuple(_decided(on_file, where, details))
    return Recording(Step.DECIDE, on_file.period, details.day, edits, where)


def _open(extension: Extension, as_of: date) -> bool:
    """Tell whether an extension on file is neither decided by a day nor declined."""
    return extension.status is not Status.DECLINED and not extension.decided_by(as_of)


def _added(
    agreement: Agreement, period: Period, step: Step, details: Details
) -> tuple[tuple[Edit, ...], str | None]:
    """Add the extension to those on file; with a proposal, the matter that its memo is about."""
    status = Status.PROPOSED if step is Step.PROPOSE else Status.DECIDED
    stated = {
        "starts": str(period.first),
        "ends": str(period.last),
        "status": status.value,
        status.value: str(details.day),
        "case_number": None if step is Step.PROPOSE else details.case_number,
        "note": details.note,
    }
    extension = Append(("extension", "extensions"), _known(stated))
    if step is not Step.PROPOSE:
        return (extension,), None
    matter_id = _free_id(agreement, f"forlangning-{period.first.year}")
    matter = {
        "id": matter_id,
        "kind": MatterKind.EXTEND.value,
        "dated": str(details.day),
        "case_number": details.case_number,
    }
    return (extension, Append(("matters",), _known(matter))), matter_id


def _known(values: dict[str, str | None]) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value is not None}


def _free_id(agreement: Agreement, wanted: str) -> str:
    """Find an id that no matter of the file has yet."""
    taken = {matter.id for matter in agreement.matters}
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _decided(proposal: Extension, where: Where, details: Details) -> Iterator[Edit]:
    """Turn a proposal into a decision."""
    yield Replace((*where, "status"), Status.DECIDED.value)
    after = "status" if proposal.proposed is None else "proposed"
    yield Insert((*where, "decided"), str(details.day), after)
    for key, value, there in (
        ("case_number", details.case_number, proposal.case_number),
        ("note", details.note, proposal.note),
    ):
        if value is not None:
            yield Insert((*where, key), value) if there is None else Replace((*where, key), value)
