"""`iopctl payments --all`: what the municipality pays each quarter or month, over the whole register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers.outgoing import OutgoingPayments
from iopctl.answers.portfolio import Left
from iopctl.commands import answer
from iopctl.commands.portfolio import Sums
from iopctl.rules import outgoing
from iopctl.rules.known import Known
from iopctl.rules.outgoing import Interval, LeftOut, Outgoing

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, year: int, by: str, asked: Asked) -> Answer:
    """Add up every agreement, one file after the other; what the sums miss is named with why."""
    answer.check_format(OutgoingPayments, asked)
    chosen = answer.choice("--by", by, {each.value: each for each in Interval})
    sums = Sums(agreements, asked)
    paid: list[Outgoing] = []
    left_out: list[Left] = []
    for record, agreement, known in sums.walk.sound():
        for each in outgoing.of_agreement(record.id, agreement, year, known, chosen):
            if isinstance(each, Outgoing):
                paid.append(each)
            elif isinstance(each, LeftOut):
                left_out.append(Left(each.id, year, each.reason.message))
            else:
                sums.miss(record, year, each.reason)
    return sums.give(
        OutgoingPayments(
            year,
            chosen,
            Known(asked.as_of, assumed=asked.assumed),
            tuple(sorted(paid, key=lambda each: (each.period.first, each.id))),
            sums.missing([year]),
            tuple(left_out),
            as_of=asked.as_of,
            basis=asked.basis,
            problems=sums.problems,
        )
    )
