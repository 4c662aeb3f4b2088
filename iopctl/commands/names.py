"""`iopctl figures ID`: the figures that the text of a matter can name, with what they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers.names import Names
from iopctl.commands import answer, memos
from iopctl.commands.memos import About
from iopctl.problem import Problem
from iopctl.rules import proposal

if TYPE_CHECKING:
    from iopctl.commands.answer import Answer, Asked
    from iopctl.commands.memos import Wanted


def run(wanted: Wanted, asked: Asked) -> Answer:
    """List the names of one agreement's matter, whether its text is written already or not."""
    answer.check_format(Names, asked)
    (file,) = wanted.files
    record = register.read(file)
    prepared = memos.prepare(wanted)
    about = prepared if isinstance(prepared, tuple) else prepared.chosen(record)
    if isinstance(prepared, tuple) or not isinstance(about, About):
        return answer.broken("figures", asked, about if isinstance(about, tuple) else ())

    if lacking := proposal.lacking(about.agreement, about.matter):
        # Without it, nothing says what the matter is about.
        finding = codes.UNFINISHED_MATTER.at(("matters", about.index), sections=", ".join(lacking))
        return answer.broken("figures", asked, [about.problem(finding)])
    facts = prepared.facts(about)
    if isinstance(facts, Problem):
        return answer.broken("figures", asked, [facts])
    return answer.give(Names(record.id, facts, as_of=facts.as_of, basis=asked.basis), asked)
