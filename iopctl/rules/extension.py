"""Whether the agreement may be extended, as of a day.

The clause says how many times and for how long, and sometimes how early or late the decision must come.
An option is open from the agreement's first day to its last; where the clause states a window, within it.

Holds: "twice two years", one used, a term to 2021-12-31, asked on 2021-07-13 → may extend, to 2023-12-31.
Does not: the same, asked on 2022-01-01 → the agreement has ended with an option unused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iopctl import catalogue, period
from iopctl.model.term import Status
from iopctl.rules import term

if TYPE_CHECKING:
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.period import Period
    from iopctl.problem import Finding, Where
    from iopctl.rules.term import Options, Standing


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the agreement may be extended, and why."""

    as_of: date
    """The day of the verdict."""
    eligible: bool
    """Whether it may be extended."""
    reasons: tuple[Finding, ...]
    """The deciding reason first."""
    options: Options
    """How many options there are, and how many are used."""
    ends: date | None
    """The last day of the decided term; None until further notice."""
    next: Period | None
    """The period that one more option adds, where it may be used."""
    decide_by: date | None
    """The last day on which the answer is still yes."""
    latest_end: date | None
    """The last day when every option is used; None where there is no such day."""


def verdict(agreement: Agreement, as_of: date) -> Verdict:
    """Tell whether the agreement may be extended on a day, with reasons."""
    stands = term.standing(agreement, as_of)
    refusal = _refusal(agreement, stands)
    clause = agreement.extension
    eligible = refusal is None and clause is not None
    return Verdict(
        as_of=as_of,
        eligible=eligible,
        reasons=(refusal or _permission(agreement, stands), *_circumstances(agreement, stands)),
        options=stands.options,
        ends=stands.decided.last,
        next=term.next_period(stands.decided, clause) if clause and eligible else None,
        decide_by=_closes(agreement, stands) if eligible else None,
        latest_end=stands.reach.last,
    )


def as_of_proposal(agreement: Agreement, as_of: date) -> Verdict | None:
    """Give the verdict as of the day on which the pending extension was proposed, where that day is known."""
    stands = term.standing(agreement, as_of)
    if stands.proposal is None or agreement.extension is None:
        return None
    proposed = agreement.extension.extensions[stands.proposal].proposed
    return None if proposed is None or proposed == as_of else verdict(agreement, proposed)


def _refusal(agreement: Agreement, stands: Standing) -> Finding | None:
    """Find the one reason that decides against, in the order in which an official would ask."""
    as_of, ends, options = stands.as_of, stands.decided.last, stands.options
    if ends is None:
        return catalogue.OPEN_ENDED.at(("term", "ends"))
    if as_of < stands.decided.first:
        return catalogue.NOT_STARTED.at(("term", "starts"), starts=stands.decided.first)
    if not stands.agreed:
        return catalogue.NOT_AGREED.at(("term", "signed"), signed=agreement.term.signed)
    if as_of > ends:
        return _ended(stands, ends)
    return _no_option_left(agreement, ends, options) or _outside_window(agreement, as_of, ends)


def _ended(stands: Standing, ends: date) -> Finding:
    if stands.options.left == 0:
        return catalogue.ENDED.at(stands.end_stands_at, ends=ends)
    unused = catalogue.count_of_options(stands.options.left)
    return catalogue.ENDED_UNUSED.at(("extension", "options"), ends=ends, unused=unused)


def _no_option_left(agreement: Agreement, ends: date, options: Options) -> Finding | None:
    if options.total == 0:
        where: Where = ("extension", "options") if agreement.extension else ("term", "ends")
        return catalogue.NO_OPTION.at(where, ends=ends)
    if options.left == 0:
        return catalogue.EVERY_OPTION_USED.at(("extension", "options"), total=options.total, ends=ends)
    return None


def _outside_window(agreement: Agreement, as_of: date, ends: date) -> Finding | None:
    window = agreement.extension.decide if agreement.extension else None
    if window is None:
        return None
    at = ("extension", "decide")
    if window.no_earlier_than and as_of < (opens := period.before(ends, window.no_earlier_than)):
        rule = f"{window.no_earlier_than} before the end"
        return catalogue.TOO_EARLY.at((*at, "no_earlier_than"), opens=opens, rule=rule)
    if window.no_later_than and as_of > (closes := period.before(ends, window.no_later_than)):
        rule = f"{window.no_later_than} before the end"
        return catalogue.TOO_LATE.at((*at, "no_later_than"), closes=closes, rule=rule)
    return None


def _closes(agreement: Agreement, stands: Standing) -> date | None:
    """Find the last day to decide: the clause's, or where it is silent the last day that can be extended."""
    window = agreement.extension.decide if agreement.extension else None
    if stands.decided.last is None or window is None or window.no_later_than is None:
        return stands.decided.last
    return period.before(stands.decided.last, window.no_later_than)


def _permission(agreement: Agreement, stands: Standing) -> Finding:
    length = agreement.extension.length if agreement.extension else ""
    used, left = stands.options.used, stands.options.left
    return catalogue.MAY_EXTEND.at(
        ("extension", "options"),
        allowed=f"{catalogue.count_of_options(stands.options.total)} of {length}",
        used=used,
        left="no limit" if left is None else left,
    )


def _circumstances(agreement: Agreement, stands: Standing) -> list[Finding]:
    """Say what else the verdict rests on: where the term ends, and what is only proposed."""
    found = []
    if stands.decided.last is not None:
        found.append(
            catalogue.TERM_ENDS.at(stands.end_stands_at, ends=stands.decided.last, as_of=stands.as_of)
        )
    found += _undated_decision(agreement, stands)
    if agreement.extension is not None and stands.proposal is not None:
        proposal = agreement.extension.extensions[stands.proposal]
        found.append(
            catalogue.PROPOSED_ONLY.at(
                ("extension", "extensions", stands.proposal, "status"),
                starts=proposal.starts,
                ends=proposal.ends,
                on=catalogue.on_day(proposal.proposed),
            )
        )
    return found


def _undated_decision(agreement: Agreement, stands: Standing) -> list[Finding]:
    """Say of an extension that is decided, and not by the day asked, that only its own day is missing."""
    clause, index = agreement.extension, stands.options.used
    if clause is None or index >= len(clause.extensions):
        return []
    coming = clause.extensions[index]
    if coming.status is not Status.DECIDED or coming.decided is not None:
        return []
    return [
        catalogue.UNDATED_DECISION.at(
            ("extension", "extensions", index, "status"), starts=coming.starts, ends=coming.ends
        )
    ]
