"""`iopctl diff`: what changed in an agreement, or in all of them, between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, register
from iopctl.commands import answer, knowing
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.register import Indices
from iopctl.rules import comparison
from iopctl.rules.comparison import Change, Version
from iopctl.source import adding, files, folder
from iopctl.struct import Struct, replace
from iopctl.views import diagnostics, labels
from iopctl.views import diff as view
from iopctl.views.changes import Compared, Differences, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.source.folder import Folder


class _Pair(Struct):
    """The same agreement's file on both sides; None where a side has none."""

    id: str
    before: Path | None
    after: Path | None


def of_register(
    sides: tuple[Folder, Folder], agreement_id: str | None, asked: Asked, *, exit_code: bool
) -> Answer:
    """Compare one agreement, or every one whose file changed, between two states of the register."""
    before, after = sides
    pairs = _changed_files(before, after) if agreement_id is None else [_pair(before, after, agreement_id)]
    names = Sides(_named(before), _named(after), before.revision, after.revision)
    return _answer(pairs, names, asked, several=agreement_id is None, exit_code=exit_code)


def of_files(before: Path, after: Path, asked: Asked, *, exit_code: bool) -> Answer:
    """Compare two files, whatever they are called."""
    for path in (before, after):
        if not files.exists(path):
            raise IopctlError(catalogue.NO_SUCH_PATH, path=path)
    names = Sides(folder.shown(before), folder.shown(after))
    return _answer([_Pair(after.stem, before, after)], names, asked, several=False, exit_code=exit_code)


def for_a_summary(answer: Answer, asked: Asked) -> Answer:
    """Cut Markdown to what GitHub takes as the summary of a step, which is where CI sends it."""
    if asked.format != "markdown":
        return answer
    cut = adding.shortened(answer.text.encode(), adding.SUMMARY, labels.SUMMARY_CUT.encode())
    return replace(answer, text=cut.decode())


def _named(side: Folder) -> str:
    return labels.AS_IT_IS_NOW if side.revision is None else labels.version(side.revision)


def _pair(before: Folder, after: Folder, agreement_id: str) -> _Pair:
    there = [side.path / f"{agreement_id}{folder.SUFFIX}" for side in (before, after)]
    if not folder.is_id(agreement_id) or not any(map(files.exists, there)):
        after.file_of(agreement_id)
    first, second = (each if files.exists(each) else None for each in there)
    return _Pair(agreement_id, first, second)


def _changed_files(before: Folder, after: Folder) -> Iterator[_Pair]:
    """Find the agreements whose files are not the same to the byte."""
    ids = {each for side in (before, after) if files.is_folder(side.path) for each in side.ids()}
    for agreement_id in sorted(ids):
        pair = _Pair(agreement_id, *(_file(side, agreement_id) for side in (before, after)))
        if not (pair.before and pair.after and folder.same(pair.before, pair.after)):
            yield pair


def _file(side: Folder, agreement_id: str) -> Path | None:
    path = side.path / f"{agreement_id}{folder.SUFFIX}"
    return path if files.exists(path) else None


def _answer(
    pairs: list[_Pair] | Iterator[_Pair], names: Sides, asked: Asked, *, several: bool, exit_code: bool
) -> Answer:
    show = answer.view("diff", asked.format, view.FORMATS)

    compared: list[Compared] = []
    problems: list[Problem] = []
    for pair in pairs:
        before = None if pair.before is None else register.read(pair.before, named=False)
        after = None if pair.after is None else register.read(pair.after, named=False)
        unsound = [record for record in (before, after) if record and record.agreement is None]
        if unsound:
            problems += [problem for record in unsound for problem in record.problems]
            continue
        found = comparison.compare(_version(before, pair.before, asked), _version(after, pair.after, asked))
        documents = (each.document if each else None for each in (before, after))
        agreement = next(each.agreement for each in (after, before) if each and each.agreement)
        compared.append(Compared(pair.id, agreement, found, *documents))

    shown = Differences(asked.as_of, names, tuple(compared), tuple(sorted(problems)), several)
    changed = any(each.found.change is not Change.SAME for each in compared)
    machine = asked.format == "json"
    return Answer(
        show(shown, asked.width) if machine or several or compared else "",
        "" if machine else diagnostics.full(shown.problems, asked.width),
        PROBLEMS if problems or (exit_code and changed) else FINE,
    )


def _version(record: Record | None, path: Path | None, asked: Asked) -> Version | None:
    """Give an agreement with the index series that lie beside it."""
    if record is None or record.agreement is None or path is None:
        return None
    indices = Indices(folder.Folder(path.parent))
    return Version(record.agreement, knowing.known(record.agreement, asked, indices))
