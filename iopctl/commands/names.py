"""`iopctl figures ID`: the figures that the text of a matter can name, with what they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers import names as view
from iopctl.answers.names import Names
from iopctl.commands import answer, memos
from iopctl.commands.answer import FINE, Answer
from iopctl.commands.memos import About
from iopctl.problem import Problem
from iopctl.rules import proposal
from iopctl.rules.names import Figures

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.commands.memos import Prepared, Wanted
    from iopctl.register import Record


def run(wanted: Wanted, asked: Asked) -> Answer:
    """List the names of one agreement's matter, whether its text is written already or not."""
    show = answer.view("figures", asked.format, view.FORMATS)
    (file,) = wanted.files
    record = register.read(file)
    prepared = memos.prepare(wanted)
    if isinstance(prepared, tuple):
        return answer.broken("figures", asked, prepared)

    listed = _names(prepared, record, asked.basis.revision)
    if not isinstance(listed, Names):
        return answer.broken("figures", asked, listed)

    return Answer(show(listed, asked.width), exit_code=FINE)


def _names(prepared: Prepared, record: Record, revision: str | None) -> Names | tuple[Problem, ...]:
    about = prepared.chosen(record)
    if not isinstance(about, About):
        return about
    lacking = proposal.lacking(about.agreement, about.matter)
    if lacking:
        # Without it, nothing says what the matter is about.
        finding = codes.UNFINISHED_MATTER.at(("matters", about.index), sections=", ".join(lacking))
        return (about.problem(finding),)
    facts = prepared.facts(about)
    if isinstance(facts, Problem):
        return (facts,)
    return Names(record.id, facts, tuple(Figures(facts).listed()), revision)
