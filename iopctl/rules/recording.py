"""What is to be written in the file when an extension is proposed, decided or declined.

A decision on what was proposed turns the proposal into one; a decision without a proposal is written below
the extensions that are there. A proposal also starts a matter, since somebody must write its memo. What was
not decided can be declined also once the agreement has ended, so that its file says what became of it.

Holds: a proposal for 2022–2023 is on file, and is decided → its status is `decided`, with the day.
Does not: the same is proposed once more → it is on file already; a matter asks for it → no second one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.extension import Status
from iopctl.model.matter import MatterKind
from iopctl.rules import extension, proposal, term
from iopctl.source.editing import Append, Insert, Replace
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.rules.extension import Verdict
    from iopctl.source.editing import Edit
    from iopctl.source.values import Plain


# What a matter is called in a file, before its year.
_IDS = {
    MatterKind.ADOPT: "antagande",
    MatterKind.EXTEND: "forlangning",
    MatterKind.AMEND: "andring",
    MatterKind.END: "avslut",
    MatterKind.FOLLOW_UP: "uppfoljning",
}


class Step(StrEnum):
    """What is recorded."""

    APPLY = "apply"
    """The next extension as decided, whether it was proposed or not."""
    PROPOSE = "propose"
    """The next extension as proposed."""
    DECIDE = "decide"
    """The decision on the extension that was proposed."""
    DECLINE = "decline"
    """The decision against the next extension, whether it was proposed or not."""


_STATUS = {
    Step.APPLY: Status.DECIDED,
    Step.PROPOSE: Status.PROPOSED,
    Step.DECIDE: Status.DECIDED,
    Step.DECLINE: Status.DECLINED,
}


class Details(Struct):
    """What is known beside the step itself."""

    day: date
    """Of the decision or the proposal."""
    case_number: str | None = None
    note: str | None = None


class Recording(Struct):
    """The edits that record one step, and what they are about."""

    step: Step
    """A decision on a proposal is DECIDE, however it was asked for."""
    period: Period
    was: Status | None
    """What it was on file; None where it is added."""
    becomes: Status
    day: date
    edits: tuple[Edit, ...]
    where: Where
    """The extension in the file as it will be."""
    matter: str | None = None
    """The id of the matter that is started."""
    known: int | None = None
    """The position of the matter that asks for the extension already, so that none is started."""


def period_of(agreement: Agreement, step: Step, verdict: Verdict) -> Period | None:
    """Find the period that a step is about on the day of a verdict; None where nothing is to be decided.

    Only what may be extended is extended, but an option can be declined as long as it is left.
    """
    clause = agreement.extension
    if step is not Step.DECLINE or verdict.next is not None or clause is None:
        return verdict.next
    stands = term.standing(agreement, verdict.as_of)
    if stands.proposal is not None:
        return clause.extensions[stands.proposal].period
    begun = stands.agreed and stands.decided.first <= stands.as_of
    if not begun or stands.notice_given is not None or stands.options.left == 0:
        return None
    return term.next_period(stands.decided, clause)


def record(agreement: Agreement, period: Period, step: Step, details: Details) -> Recording | Finding:
    """Find the edits that record a step for a period, or why there are none."""
    clause = agreement.extension
    if agreement.renews_itself:
        return codes.NOTHING_TO_DECIDE.at(("extension", "renewal"))
    extensions = clause.extensions if clause else ()
    at = next((at for at, each in enumerate(extensions) if _open(each, details.day)), len(extensions))
    where: Where = ("extension", "extensions", at)
    if at < len(extensions):
        return _on_file(extensions[at], where, step, details)
    if step is Step.DECIDE:
        return codes.NOT_PROPOSED.at(("extension",), on_key=True)
    for index, each in enumerate(extensions):
        if step is Step.DECLINE and each.status is Status.DECLINED and each.starts == period.first:
            return _as_it_is(each, (*where[:-1], index))
    known = proposal.asking(agreement, period) if step is Step.PROPOSE else None
    edits, matter = _added(agreement, period, step, details, starts=known is None)
    return Recording(step, period, None, _STATUS[step], details.day, edits, where, matter, known)


def _on_file(extension: Extension, where: Where, step: Step, details: Details) -> Recording | Finding:
    """Turn what is on file, and not settled, into what was decided."""
    proposed = extension.status is Status.PROPOSED and step is not Step.PROPOSE
    if not proposed and not (step is Step.DECLINE and extension.awaits_condition(details.day)):
        return _as_it_is(extension, where)
    step = Step.DECLINE if step is Step.DECLINE else Step.DECIDE
    edits = tuple(_settled(extension, where, _STATUS[step], details))
    return Recording(step, extension.period, extension.status, _STATUS[step], details.day, edits, where)


def _as_it_is(extension: Extension, where: Where) -> Finding:
    """Say that an extension is on file already, and as what."""
    on = extension.proposed if extension.status is Status.PROPOSED else extension.decided
    kind = codes.ON_FILE_ON if on else codes.ON_FILE
    return kind.at(where, starts=extension.starts, ends=extension.ends, status=extension.status, on=on)


def _open(extension: Extension, as_of: date) -> bool:
    """Tell whether an extension on file is neither decided by a day nor declined."""
    return extension.status is not Status.DECLINED and not extension.decided_by(as_of)


def _added(
    agreement: Agreement, period: Period, step: Step, details: Details, *, starts: bool
) -> tuple[tuple[Edit, ...], str | None]:
    """Add the extension to those on file; with a proposal, the matter that its memo is about if none is."""
    stated = {
        "starts": str(period.first),
        "ends": str(period.last),
        "status": _STATUS[step].value,
        "proposed" if step is Step.PROPOSE else "decided": str(details.day),
        "case_number": None if step is Step.PROPOSE else details.case_number,
        "note": details.note,
    }
    added = Append(("extension", "extensions"), _known(stated))
    if step is not Step.PROPOSE or not starts:
        return (added,), None
    matter_id = _free_id(agreement, f"{_IDS[MatterKind.EXTEND]}-{period.first.year}")
    matter = {
        "id": matter_id,
        "kind": MatterKind.EXTEND.value,
        "dated": str(details.day),
        "case_number": details.case_number,
    }
    return (added, Append(("matters",), _known(matter))), matter_id


def asked_already(agreement: Agreement, kind: MatterKind, day: date) -> Finding | None:
    """Find the matter that asks already for what one of a kind would ask for on a day."""
    coming = extension.verdict(agreement, day).next if kind is MatterKind.EXTEND else None
    known = proposal.asking(agreement, coming) if coming else None
    if coming is None or known is None:
        return None
    there = agreement.matters[known]
    return codes.MATTER_ON_FILE.at(
        ("matters", known), id=there.id, dated=there.dated, starts=coming.first, ends=coming.last
    )


def start(agreement: Agreement, kind: MatterKind, day: date) -> tuple[Append, str]:
    """Find the edit that starts a matter of a kind, and the id that it gets."""
    matter_id = _free_id(agreement, f"{_IDS[kind]}-{day.year}")
    matter: dict[str, str | None] = {"id": matter_id, "kind": kind.value, "dated": str(day)}
    return Append(("matters",), _known(matter)), matter_id


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


def _settled(extension: Extension, where: Where, status: Status, details: Details) -> Iterator[Edit]:
    """Turn what was proposed, or decided on a condition, into a decision for or against it."""
    yield Replace((*where, "status"), status.value)
    after = "status" if extension.proposed is None else "proposed"
    day = str(details.day)
    if extension.decided is None:
        yield Insert((*where, "decided"), day, after)
    else:
        yield Replace((*where, "decided"), day)
    for key, value, there in (
        ("case_number", details.case_number, extension.case_number),
        ("note", details.note, extension.note),
    ):
        if value is not None:
            yield Insert((*where, key), value) if there is None else Replace((*where, key), value)
