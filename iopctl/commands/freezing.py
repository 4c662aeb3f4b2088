"""`iopctl freeze`: the words of a memo as the board saw them, kept beside the register for good.

Only this writes into the folder `frozen`, and what is there already is replaced only where that is asked for
in so many words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.commands import memos
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.render import diagnostics, difference
from iopctl.source import files, folder, frozen, guarding, writing
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from iopctl.commands.memos import About, Wanted
    from iopctl.source.frozen import Frozen, Line


class _Now(Struct):
    """A memo as the register gives it now, and what was frozen before."""

    about: About
    words: str
    frozen: Frozen


def run(wanted: Wanted, agreement_id: str, *, replacing: bool) -> Answer:
    """Freeze the memo of one matter as the register gives it now."""
    home = wanted.agreements.on_disk().resolve().parent / folder.FROZEN
    now = _now(wanted, agreement_id)
    if isinstance(now, tuple):
        return Answer("", diagnostics.full(sorted(now), wanted.width), PROBLEMS)

    matter, listed = now.about.frozen_as, now.frozen
    line = listed.line(agreement_id, matter)
    path, list_path = home / frozen.file_name(agreement_id, matter), home / frozen.NAME
    if line is None:
        _refuse_another(path, now.words)
    elif line.checksum != frozen.checksum(now.words):
        if not replacing:
            return _otherwise(wanted, now, line)
    elif isinstance(listed.words(line), str):
        return Answer("", f"{say('{path} is frozen already, in these words.', path=folder.shown(path))}\n")

    with guarding.alone(home):
        if frozen.read(wanted.agreements).content != listed.content:
            raise IopctlError(codes.CHANGED_MEANWHILE, path=folder.shown(list_path))
        _put(path, now.words.encode())
        _put(list_path, listed.with_memo(agreement_id, matter, now.words))
    paths = {"path": folder.shown(path), "listed": folder.shown(list_path)}
    return Answer("", f"{say('Froze {path}; its checksum stands in {listed}.', **paths)}\n")


def _now(wanted: Wanted, agreement_id: str) -> _Now | tuple[Problem, ...]:
    prepared = memos.prepare(replace(wanted, single=True))
    if isinstance(prepared, tuple):
        return prepared
    chosen = prepared.chosen(register.read(wanted.agreements.file_of(agreement_id), whole=True))
    if isinstance(chosen, tuple):
        return chosen
    (about,) = chosen
    words = prepared.words(about)
    if isinstance(words, Problem):
        return (replace(words, severity=Severity.ERROR),)
    if faults := prepared.faults(about, words):
        return faults
    if not frozen.can_be_named(agreement_id, about.frozen_as):
        where = ("matters", about.index, "id")
        return (about.problem(codes.NOT_A_FILE_NAME.at(where, id=about.matter.id)),)
    return _Now(about, words, prepared.kept.frozen)


def _put(path: Path, content: bytes) -> None:
    """Make a file, or give it its next content."""
    if not files.exists(path):
        writing.make({path: content})
        return
    before = files.read(path, most=max(files.MEMO, files.CHECKSUMS))
    if before != content:
        writing.replace(path, before, content)


def _refuse_another(path: Path, words: str) -> None:
    """Refuse to write over a file that somebody has laid there, unless it holds the same words."""
    if files.exists(path) and files.read(path, most=files.MEMO).replace(b"\r\n", b"\n") != words.encode():
        raise IopctlError(codes.FROZEN_IN_THE_WAY, path=folder.shown(path))


def _otherwise(wanted: Wanted, now: _Now, line: Line) -> Answer:
    """Refuse to put other words in the place of those that were frozen, and show how they differ."""
    kept = now.frozen.words(line)
    name = folder.shown(now.frozen.path / line.name)
    about = now.about
    board = f" --board '{about.party.board}'" if about.frozen_as != about.matter.id else ""
    command = f"iopctl freeze {about.record.id} --matter {about.matter.id}{board} --replace"
    problems = [line.problem(codes.FROZEN_OTHERWISE.at((), name=name, command=command))]
    if isinstance(kept, Problem):
        return Answer("", diagnostics.full(sorted((*problems, kept)), wanted.width), PROBLEMS)
    now_named = say("{path} (as the files give it now)", path=name)
    shown = difference.unified(kept, now.words, name, now_named)
    return Answer(shown, diagnostics.full(problems, wanted.width), PROBLEMS)
