"""What a command's figures rest on: the day asked, the index series of the register, and what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model.scalars import is_code
from iopctl.problem import IopctlError
from iopctl.rules.known import Assumption, Known
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopctl.commands.answer import Asked
    from iopctl.model.agreement import Agreement
    from iopctl.register import Indices

# No agreement follows prices faster; what is more is a misplaced decimal sign.
_STEEPEST = 25


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


def known(agreement: Agreement, asked: Asked, indices: Indices) -> Known:
    """Gather what an agreement's figures may rest on."""
    return Known(asked.as_of, indices.followed_by(agreement), asked.assumed)


def refuse_unused(asked: Asked, followed: Iterable[str]) -> None:
    """Raise IopctlError where something is assumed of a series that no figure follows."""
    series = sorted(set(followed))
    for each in asked.assumed:
        if each.code not in series:
            cure = spelling.closest(each.code, series) or say(
                "No index series is followed here at all; leave --assume out."
            )
            raise IopctlError(codes.UNUSED_ASSUMPTION, series=each.code, cure=cure)
