"""`iopctl figures`: the names of figures that a matter's text can use, each with what it is in its memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers.reply import Reply
from iopctl.memo import wording
from iopctl.rules.names import Figures, NoValue
from iopctl.struct import Struct
from iopctl.table import Column, Table, Tone
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.rules.memo import Memo


class Named(Struct):
    """A figure that the text can name."""

    name: str
    """The name, as it is written between braces."""
    figure: str | None
    """What the memo puts there; null where there is no such figure."""
    why: str | None
    """Why there is none."""
    means: str
    """What the figure is."""


class NamesOfMatter(Struct):
    """What the text of a matter can name."""

    agreement: str
    """The agreement's id."""
    matter: str
    """The matter's id."""
    names: tuple[Named, ...]
    """Every name, with a figure or without."""


class Names(Reply):
    """The names that the text of one matter can use."""

    command = "figures"
    record = (Named,)

    id: str
    memo: Memo

    def result(self) -> NamesOfMatter:
        """Give the names with their figures."""
        return NamesOfMatter(self.id, self.memo.matter.id, tuple(each for (each,) in self.records()))

    def blocks(self) -> tuple[Table]:
        """Draw the names; what has no figure says why, and is quiet."""
        names, matter = [each for (each,) in self.records()], self.memo.matter
        title = say(
            "{title}: what the text of '{id}' can name, as of {dated}",
            title=self.memo.agreement.title,
            id=matter.id,
            dated=matter.dated,
        )
        table = Table(
            title=title,
            columns=(Column(say("Name")), Column(say("Figure")), Column(say("Meaning"))),
            rows=tuple((each.name, each.figure or "–", _meaning(each)) for each in names),
            notes=(say("Write {{ name }} in a text of the matter; the memo puts the figure there."),),
            tones={(at, 1): Tone.QUIET for at, each in enumerate(names) if each.figure is None},
        )
        return (table,)

    def records(self) -> Iterator[tuple[Named]]:
        """Give a row for each name."""
        for each in Figures(self.memo).listed():
            if isinstance(each.value, NoValue):
                yield (Named(each.name, None, str(each.value.why), each.means),)
            else:
                yield (Named(each.name, wording.figure_written(each.value), None, each.means),)


def _meaning(each: Named) -> str:
    return say("{means} Not here: {why}.", means=each.means, why=each.why) if each.why else each.means
