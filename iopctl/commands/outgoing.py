"""`iopctl payments --all`: what the municipality pays each quarter or month, over the whole register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers.outgoing import OutgoingPayments
from iopctl.answers.portfolio import Left
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.render import diagnostics
from iopctl.rules import outgoing
from iopctl.rules.known import Known
from iopctl.rules.outgoing import Interval, LeftOut, Outgoing
from iopctl.words import say

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.source.folder import Folder


def run(agreements: Folder, year: int, by: str, asked: Asked) -> Answer:
    """Add up every agreement, one file after the other; what the sums miss is named with why."""
    answer.check_format(OutgoingPayments, asked)
    chosen = answer.choice("--by", by, {each.value: each for each in Interval})
    walk = gathering.Walk(agreements, asked)
    paid: list[Outgoing] = []
    missing: list[Left] = []
    left_out: list[Left] = []
    uncomputed: list[Problem] = []
    for record, agreement, known in walk.sound():
        for each in outgoing.of_agreement(record.id, agreement, year, known, chosen):
            if isinstance(each, Outgoing):
                paid.append(each)
            elif isinstance(each, LeftOut):
                left_out.append(Left(each.id, year, each.reason.message))
            else:
                missing.append(Left(each.id, year, each.reason.message))
                uncomputed.append(record.document.problem(each.reason))
    missing += [Left(each.id, year, say("its file has problems")) for each in walk.left_out]
    missing.sort(key=lambda each: each.id)

    found = OutgoingPayments(
        year,
        chosen,
        Known(asked.as_of, assumed=asked.assumed),
        tuple(sorted(paid, key=lambda each: (each.period.first, each.id))),
        tuple(missing),
        tuple(left_out),
        as_of=asked.as_of,
        basis=asked.basis,
        problems=tuple(sorted((*walk.problems, *uncomputed))),
    )
    lines = "".join(f"{line}\n" for line in (*walk.remarks, *gathering.unread(agreements)))
    remarks = f"{lines}{diagnostics.full(uncomputed, asked.width)}"
    return answer.give(found, asked, remarks, PROBLEMS if missing else FINE)
