"""What a command gathers: the agreements of a register, what is left out, and what figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register, spelling
from iopctl.model.scalars import is_code
from iopctl.problem import IopctlError
from iopctl.register import Indices
from iopctl.rules.known import Assumption, Known
from iopctl.source import folder, leftovers
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.commands.answer import Asked
    from iopctl.commands.memos import Wanted
    from iopctl.model.agreement import Agreement
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.source.folder import Folder

# No agreement follows prices faster; what is more is a misplaced decimal sign.
_STEEPEST = 25


class LeftOut(Struct):
    """A file of the register that has no agreement, because it has problems."""

    id: str
    file: str
    problems: tuple[Problem, ...]


def left_out(file: str) -> str:
    """Say that a file with problems is missing from an answer."""
    return say("{file} is left out: its file has problems; 'iopctl validate' shows them.", file=file)


class Walk:
    """Goes through a register, one agreement after the other; keeps none, and notes what is left out."""

    def __init__(self, agreements: Folder, asked: Asked) -> None:
        self._agreements = agreements
        self._asked = asked
        self.left_out: list[LeftOut] = []

    def sound(self) -> Iterator[tuple[Record, Agreement, Known]]:
        """Give each agreement with what its figures rest on; at the end, refuse an idle assumption."""
        indices, followed = Indices(self._agreements), set[str]()
        for record in register.read_all(self._asked.progress(self._agreements.files())):
            if record.agreement is None:
                self.left_out.append(LeftOut(record.id, record.document.file, record.problems))
                continue
            followed.update(record.agreement.series)
            yield record, record.agreement, _known(record.agreement, self._asked, indices)
        refuse_unused(self._asked, followed)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the files that are left out."""
        return [problem for each in self.left_out for problem in each.problems]

    @property
    def remarks(self) -> list[str]:
        """Name each file that is left out."""
        return [left_out(each.file) for each in self.left_out]


def known(agreement: Agreement, asked: Asked, agreements: Folder) -> Known:
    """Gather what one agreement's figures rest on; raise IopctlError for an assumption that is none of it."""
    refuse_unused(asked, agreement.series)
    return _known(agreement, asked, Indices(agreements))


def _known(agreement: Agreement, asked: Asked, indices: Indices) -> Known:
    return Known(asked.as_of, indices.followed_by(agreement), asked.assumed)


def refuse_unused(asked: Asked | Wanted, followed: Iterable[str]) -> None:
    """Raise IopctlError where something is assumed of a series that no figure follows."""
    series = sorted(set(followed))
    for each in asked.assumed:
        if each.code not in series:
            cure = spelling.closest(each.code, series) or say(
                "No index series is followed here at all; leave --assume out."
            )
            raise IopctlError(codes.UNUSED_ASSUMPTION, series=each.code, cure=cure)


def assumptions(texts: Sequence[str]) -> tuple[Assumption, ...]:
    """Read what is assumed (PKV=2.5%); raise IopctlError for what cannot be read, or stands twice."""
    read = tuple(map(_assumption, texts))
    series = [each.code for each in read]
    for code in series:
        if series.count(code) > 1:
            raise IopctlError(codes.ASSUMED_TWICE, series=code)
    return read


def _assumption(text: str) -> Assumption:
    from iopctl.model.published import Reading

    code, _, percent = text.partition("=")
    try:
        number = Reading.parse(percent.strip()).number
    except ValueError:
        raise IopctlError(codes.NOT_AN_ASSUMPTION, found=text) from None
    if not is_code(code.strip()) or abs(number) > _STEEPEST:
        raise IopctlError(codes.NOT_AN_ASSUMPTION, found=text)
    return Assumption(code.strip(), number)


def unread(agreements: Folder) -> list[str]:
    """Say in a line, if any, that agreements may be missing since they lie where no file is read."""
    found = [each for each in leftovers.of(agreements.path) if each.may_hold_agreements]
    if not found:
        return []
    one = "{first} is not read, and may hold agreements; 'iopctl validate' tells why."
    many = "{first} and {number} more are not read, and may hold agreements; 'iopctl validate' tells why."
    return [say(many if found[1:] else one, first=folder.shown(found[0].path), number=len(found) - 1)]
