"""`iopctl diff`: what changed in an agreement, or in all of them, between two versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes, register, visible
from iopctl.answers.changes import ChangedFile, Compared, VersionName
from iopctl.answers.diff import Differences
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.render import diagnostics
from iopctl.rules import comparison
from iopctl.rules.comparison import Change, Version
from iopctl.source import config, files, folder, shipped, writing
from iopctl.source.folder import Folder
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.commands.answer import Asked
    from iopctl.problem import Problem
    from iopctl.register import Record


class _Pair(Struct):
    """The same agreement's file on both sides; None where a side has none."""

    id: str
    before: Path | None
    after: Path | None


def of_register(
    sides: tuple[Folder, Folder], agreement_id: str | None, asked: Asked, *, exit_code: bool
) -> Answer:
    """Compare one agreement, or every one of which anything changed, between two states of the register."""
    before, after = sides
    if not any(files.is_folder(side.path) for side in sides):
        after.file_names()
    names = (VersionName(_named(before), before.revision), VersionName(_named(after), after.revision))
    if agreement_id is not None:
        return _answer([_pair(before, after, agreement_id)], names, asked, exit_code=exit_code)
    others = tuple(_changed_beside(before, after))
    pairs = _changed_agreements(before, after, others)
    return _answer(pairs, names, asked, others, exit_code=exit_code)


def of_files(before: Path, after: Path, asked: Asked, *, exit_code: bool) -> Answer:
    """Compare two files, whatever they are called."""
    for path in (before, after):
        if not files.exists(path):
            raise IopctlError(codes.NO_SUCH_PATH, path=path)
    names = (VersionName(folder.shown(before)), VersionName(folder.shown(after)))
    return _answer([_Pair(after.stem, before, after)], names, asked, exit_code=exit_code)


def for_a_summary(answer: Answer, asked: Asked) -> Answer:
    """Cut Markdown to what GitHub takes as the summary of a step, which is where CI sends it."""
    if asked.format != "markdown":
        return answer
    return replace(answer, text=writing.shortened(answer.text.encode(errors="replace")).decode())


def _named(side: Folder) -> str:
    return say("as it is now") if side.revision is None else visible.commit(side.revision)


def _pair(before: Folder, after: Folder, agreement_id: str) -> _Pair:
    first, second = (_file(side, agreement_id) for side in (before, after))
    if not folder.is_id(agreement_id) or (first is None and second is None):
        after.file_of(agreement_id)
    return _Pair(agreement_id, first, second)


def _file(side: Folder, agreement_id: str) -> Path | None:
    """Find an agreement's file, whatever stands in its place: what cannot be read is not gone."""
    path = side.path / f"{agreement_id}{folder.SUFFIX}"
    return path if os.path.lexists(path) else None


def _changed_agreements(before: Folder, after: Folder, others: Sequence[ChangedFile]) -> Iterator[_Pair]:
    """Find the agreements that may have changed: in their own files, or in the series that they follow."""
    codes = {Path(each.file).stem for each in others if each.file.startswith(f"{folder.INDEX}/")}
    ids = {each for side in (before, after) if files.is_folder(side.path) for each in side.ids()}
    for agreement_id in sorted(ids):
        first, second = (_file(side, agreement_id) for side in (before, after))
        alike = first and second and folder.same(first, second)
        if not (alike and second) or (codes and _follows(second, codes)):
            yield _Pair(agreement_id, first, second)


def _follows(path: Path, codes: set[str]) -> bool:
    agreement = register.read(path, named=False).agreement
    return agreement is not None and not codes.isdisjoint(agreement.series)


def _changed_beside(before: Folder, after: Folder) -> Iterator[ChangedFile]:
    """Find what changed in the register beside its agreements."""
    old, new = (_beside(side) for side in (before, after))
    for name in sorted(old | new):
        if name not in old:
            yield ChangedFile(name, Change.NEW)
        elif name not in new:
            yield ChangedFile(name, Change.GONE)
        elif not folder.same(old[name], new[name]):
            yield ChangedFile(name, Change.CHANGED)


def _beside(side: Folder) -> dict[str, Path]:
    """Give the files of a register that are no agreements, and that figures or words rest on."""
    if not files.is_folder(side.path):
        return {}
    settings = config.file(side.path.resolve())
    found = {
        folder.INDEX: side.series_files(),
        folder.THRESHOLDS: side.threshold_files(),
        f"{folder.TEMPLATES}/{shipped.PROFILES}": register.profile_files(side),
    }
    named = {f"{home}/{each.name}": each for home, listed in found.items() for each in listed}
    return named if settings is None else {config.NAME: settings, **named}


def _answer(
    pairs: Iterable[_Pair],
    names: tuple[VersionName, VersionName],
    asked: Asked,
    others: tuple[ChangedFile, ...] | None = None,
    *,
    exit_code: bool,
) -> Answer:
    """Compare; `others` is what changed beside the agreements, where the whole register is compared."""
    answer.check_format(Differences, asked)
    several = others is not None
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
        if several and found.change is Change.SAME:
            continue
        documents = (each.document if each else None for each in (before, after))
        agreement = next(each.agreement for each in (after, before) if each and each.agreement)
        compared.append(Compared(pair.id, agreement, found, *documents))

    basis = replace(asked.basis, revision=names[1].revision)
    shown = Differences(
        *names, tuple(compared), others, as_of=asked.as_of, basis=basis, problems=tuple(sorted(problems))
    )
    changed = others or any(each.found.change is not Change.SAME for each in compared)
    remarks = diagnostics.full(shown.problems, asked.width)
    code = PROBLEMS if problems or (exit_code and changed) else FINE
    if asked.format != "json" and not (several or compared):
        return Answer("", remarks, code)
    return answer.give(shown, asked, remarks, code)


def _version(record: Record | None, path: Path | None, asked: Asked) -> Version | None:
    """Give an agreement with the index series that lie beside it."""
    if record is None or record.agreement is None or path is None:
        return None
    return Version(record.agreement, gathering.known(record.agreement, asked, Folder(path.parent)))
