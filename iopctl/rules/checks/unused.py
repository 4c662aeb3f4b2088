"""Keys that a file may have, and that change nothing where they stand.

What only informs a reader (a note, a clause, a case number) is never one of them. What a profile has
no section for is not either: another profile may have it.

Holds: `task_to` in a matter to extend; `on_holiday` beside `no_later_than`.
Does not: `task_to` in a matter to adopt; `on_holiday` where no last day is stated; `link` without `see`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.model.extension import Status
from iopctl.model.matter import MatterKind
from iopctl.model.parties import Role
from iopctl.rules import proposal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.problem import Finding, Where

    # A node, its key that changes nothing, and why.
    Idle: TypeAlias = tuple[Where, str, str]

USED_BY = {
    "task_to": {MatterKind.EXTEND, MatterKind.AMEND, MatterKind.END},
    "changes": {MatterKind.ADOPT, MatterKind.AMEND},
    "plans": {MatterKind.EXTEND, MatterKind.AMEND},
    "participants": {MatterKind.END},
    "year": {MatterKind.FOLLOW_UP},
}
"""The keys of a matter that not every kind uses, with those that do."""


def check(agreement: Agreement) -> Iterator[Finding]:
    """Find the keys that change nothing."""
    for where, key, why in (
        *_of_parties(agreement),
        *_of_clauses(agreement),
        *_of_money(agreement),
        *_of_matters(agreement),
    ):
        yield codes.NO_EFFECT.at((*where, key), on_key=True, key=key, why=why)


def _of_parties(agreement: Agreement) -> Iterator[Idle]:
    for key, party in agreement.parties.items():
        where: Where = ("parties", key)
        if party.role is not Role.PUBLIC:
            for name in ("board", "administration"):
                if getattr(party, name) is not None:
                    yield where, name, "only a public party decides and signs through one"
        elif party.administration is not None and party.board is None:
            yield where, "administration", "it prepares the matters of a board, and none is stated"


def _of_clauses(agreement: Agreement) -> Iterator[Idle]:
    notice, clause = agreement.term.notice, agreement.extension
    if notice and notice.on_holiday and notice.no_later_than is None and not agreement.renews_itself:
        yield ("term", "notice"), "on_holiday", "no last day for notice is stated"
    if clause is None:
        return
    at, window = ("extension",), clause.decide
    for key in ("length", "until", "decide"):
        if clause.options == 0 and getattr(clause, key) is not None:
            yield at, key, "there are no options"
    if window and window.on_holiday and window.no_later_than is None:
        yield (*at, "decide"), "on_holiday", "no last day to decide is stated"
    for index, each in enumerate(clause.extensions):
        where = (*at, "extensions", index)
        if each.status is Status.DECLINED and each.condition is not None:
            yield where, "condition", "what was declined depends on nothing"
        elif each.status is Status.PROPOSED and each.condition_met is not None:
            yield where, "condition_met", "nothing is decided on that condition yet"


def _of_money(agreement: Agreement) -> Iterator[Idle]:
    for at, version in enumerate(agreement.budget):
        if at == 0 and version.decided is not None:
            yield ("budget", at), "decided", "the first amounts are decided with the agreement"
        for index, line in enumerate(version.lines):
            hours = line.hours_per_year if line.hours_per_year is not None else line.hours_per_week
            if line.hourly_rate is not None and "amount" in line.model_fields_set and hours is None:
                where = ("budget", at, "contributions", index)
                yield where, "hourly_rate", "no hours are stated"


def _of_matters(agreement: Agreement) -> Iterator[Idle]:
    for index, matter in enumerate(agreement.matters):
        where: Where = ("matters", index)
        for key, kinds in USED_BY.items():
            if getattr(matter, key) and matter.kind not in kinds:
                used = " or ".join(f"'{each}'" for each in MatterKind if each in kinds)
                yield where, key, f"only a matter of the kind {used} uses it, and this is '{matter.kind}'"
        yield from _beside_others(agreement, matter, where)


def _beside_others(agreement: Agreement, matter: Matter, where: Where) -> Iterator[Idle]:
    """Find what other keys of the matter, or what it asks for, leave no room for."""
    if matter.decisions:
        for key in ("further_decisions", "task_to"):
            if getattr(matter, key) and matter.kind in USED_BY.get(key, {matter.kind}):
                yield where, key, "'decisions' says the whole decision"
    elif matter.kind is MatterKind.END and matter.task_to and not _gives_notice(agreement, matter):
        yield where, "task_to", "the matter gives no notice, and needs nobody to do so"
    if matter.goals is not None and matter.goals.link is not None and matter.goals.see is None:
        yield (*where, "goals"), "link", "'see' says what to read there, and is missing"


def _gives_notice(agreement: Agreement, matter: Matter) -> bool:
    """Say whether a matter of ending asks for notice; where nobody can know, it may."""
    if proposal.lacking(agreement, matter) or proposal.impossible(agreement, matter) is not None:
        return True
    ending = proposal.of(agreement, matter).ending
    return ending is None or ending.notice is not None
