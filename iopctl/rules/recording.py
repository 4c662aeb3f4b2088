"""What is to be written in the file when an extension is proposed, decided or declined.

A decision on what was proposed turns the proposal into one; a decision without a proposal is written below
the extensions that are there. A proposal also starts a matter, since somebody must write its memo. What was
not decided can be declined also once the agreement has ended, so that its file says what became of it.

Holds: a proposal for 2022–2023 is on file, and is decided → its status is `decided`, with the day.
Does not: the same is proposed once more → it is on file already; a matter asks for it → no second one.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain, count
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.edits import Append, Insert, Replace
from iopctl.model.extension import Status
from iopctl.model.matter import MatterKind
from iopctl.rules import budget, extension, proposal, term
from iopctl.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from iopctl.edits import Edit, Plain
    from iopctl.model.agreement import Agreement
    from iopctl.model.extension import Extension
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.rules.budget import Budget, NoFigure
    from iopctl.rules.extension import Verdict
    from iopctl.rules.known import Known


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
    day: date
    edits: tuple[Edit, ...]
    where: Where
    """The extension in the file as it will be."""
    matter: str | None = None
    """The id of the matter that is started."""
    known: int | None = None
    """The position of the matter that asks for the extension already, so that none is started."""

    @property
    def becomes(self) -> Status:
        """What it will be on file."""
        return _STATUS[self.step]


class YearMoney(Struct):
    """One calendar year of the period, of which only the days inside the period count."""

    year: int
    now: Budget | NoFigure
    """By the file as it is."""
    afterwards: Budget | NoFigure
    """By the file as it would be."""


def period_of(agreement: Agreement, step: Step, verdict: Verdict) -> Period | None:
    """Find the period that a step is about on the day of a verdict; None where nothing is to be decided.

    Only what may be extended is extended, but an option can be declined as long as it is left.
    """
    clause = agreement.extension
    if step is not Step.DECLINE or verdict.next is not None or clause is None:
        return verdict.next
    stands = term.standing(agreement, verdict.as_of)
    if stands.proposal is not None:
        return stands.proposal.extension.period
    begun = stands.agreed and stands.decided.first <= stands.as_of
    if not begun or stands.notice_given is not None or stands.options.left == 0:
        return None
    return term.next_period(stands.decided, clause)


def record(agreement: Agreement, period: Period, step: Step, details: Details) -> Recording | Finding:
    """Find the edits that record a step for a period, or why there are none."""
    if agreement.renews_itself:
        return codes.NOTHING_TO_DECIDE.at(("extension", "renewal"))
    extensions = agreement.extensions
    for index, each in enumerate(extensions):
        if each.status is not Status.DECLINED and not each.decided_by(details.day):
            return _on_file(each, ("extension", "extensions", index), step, details)
    if period.last is None:
        return codes.LENGTH_TO_DECIDE.at(("extension",), on_key=True, starts=period.first)
    if step is Step.DECIDE:
        return codes.NOT_PROPOSED.at(("extension",), on_key=True)
    for index, each in enumerate(extensions):
        if step is Step.DECLINE and each.status is Status.DECLINED and each.starts == period.first:
            return _as_it_is(each, ("extension", "extensions", index))
    return _added(agreement, period, step, details, at=len(extensions))


def _on_file(extension: Extension, where: Where, step: Step, details: Details) -> Recording | Finding:
    """Turn what was proposed, or decided on a condition, into a decision for or against it."""
    proposed = extension.status is Status.PROPOSED and step is not Step.PROPOSE
    if not proposed and not (step is Step.DECLINE and extension.awaits_condition(details.day)):
        return _as_it_is(extension, where)
    step = Step.DECLINE if step is Step.DECLINE else Step.DECIDE
    known = {"case_number": details.case_number, "note": details.note}
    edits: list[Edit] = []
    for key, value in {"status": _STATUS[step].value, "decided": str(details.day), **known}.items():
        if value is not None and getattr(extension, key) is not None:
            edits.append(Replace((*where, key), value))
        elif value is not None:
            after = "proposed" if extension.proposed else "status"
            edits.append(Insert((*where, key), value, after if key == "decided" else None))
    return Recording(step, extension.period, extension.status, details.day, tuple(edits), where)


def _as_it_is(extension: Extension, where: Where) -> Finding:
    """Say that an extension is on file already, and as what."""
    on = extension.proposed if extension.status is Status.PROPOSED else extension.decided
    kind = codes.ON_FILE_ON if on else codes.ON_FILE
    return kind.at(where, starts=extension.starts, ends=extension.ends, status=extension.status, on=on)


def _added(agreement: Agreement, period: Period, step: Step, details: Details, at: int) -> Recording:
    """Add the extension to those on file; with a proposal, the matter that its memo is about if none is."""
    proposed = step is Step.PROPOSE
    stated = {
        "starts": str(period.first),
        "ends": str(period.last),
        "status": _STATUS[step].value,
        "proposed" if proposed else "decided": str(details.day),
        "case_number": None if proposed else details.case_number,
        "note": details.note,
    }
    edits: tuple[Edit, ...] = (Append(("extension", "extensions"), _known(stated)),)
    known, matter = proposal.asking(agreement, period) if proposed else None, None
    if proposed and known is None:
        year, number = period.first.year, details.case_number
        started, matter = start(agreement, MatterKind.EXTEND, details.day, year, number)
        edits = (*edits, started)
    return Recording(step, period, None, details.day, edits, ("extension", "extensions", at), matter, known)


def start(
    agreement: Agreement, kind: MatterKind, day: date, year: int | None = None, case_number: str | None = None
) -> tuple[Append, str]:
    """Find the edit that starts a matter, and its id, which no matter of the file has yet."""
    taken, wanted = {matter.id for matter in agreement.matters}, f"{_IDS[kind]}-{year or day.year}"
    ids = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    matter_id = next(each for each in ids if each not in taken)
    stated = {"id": matter_id, "kind": kind.value, "dated": str(day), "case_number": case_number}
    return Append(("matters",), _known(stated)), matter_id


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


def money(before: Agreement, after: Agreement, period: Period, known: Known) -> tuple[YearMoney, ...]:
    """Compute each year of a period, by the agreement as it is and as it would be.

    Holds: an option for 2022–2023 is recorded as decided → what was optional money is committed.
    Does not: it is recorded as proposed → the money stays optional, since nobody has decided.
    """
    return tuple(
        YearMoney(year, *(budget.budget(each, year, known, period) for each in (before, after)))
        for year in period.years
    )


def _known(values: dict[str, str | None]) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value is not None}
