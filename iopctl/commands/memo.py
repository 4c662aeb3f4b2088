"""`iopctl memo`: the official's memo to the board."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from iopctl import catalogue, register
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.rules import memo
from iopctl.rules.budget import NoFigure
from iopctl.source import folder, writing
from iopctl.views import diagnostics, labels
from iopctl.views.memo import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from iopctl.model.agreement import Agreement
    from iopctl.model.matter import Matter
    from iopctl.register import Record
    from iopctl.source.folder import Folder
    from iopctl.source.history import Location


@dataclass(frozen=True, slots=True)
class _Written:
    """The memos that could be written, by agreement; why others could not; and which need none yet."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    unfinished: dict[str, Problem] = field(default_factory=dict)

    @property
    def remarks(self) -> str:
        """Name the agreements that have no matter, and what is not written yet in the matters of others."""
        without = "".join(f"{labels.no_memo(agreement_id)}\n" for agreement_id in self.without)
        return without + diagnostics.full(sorted(self.unfinished.values()))


def one(agreements: Folder, agreement_id: str, as_of: date | None) -> Answer:
    """Write the memo of one agreement's latest matter."""
    written = _write(agreements, [agreements.file_of(agreement_id)], as_of)

    text = written.texts.get(agreement_id)
    return Answer(text) if text is not None else _refused(written.problems)


def to_folder(agreements: Folder, ids: list[str] | None, out: Path, as_of: date | None) -> Answer:
    """Write the memos into a folder, one file each; where any cannot be written, none is."""
    written = _write(agreements, _files(agreements, ids), as_of, every=ids is None)
    if written.problems:
        return _refused(written.problems)

    texts = {_memo_file(out, agreement_id): text for agreement_id, text in written.texts.items()}

    writing.write_all(texts)
    wrote = "".join(f"{labels.written(folder.shown(path))}\n" for path in texts)
    return Answer("", written.remarks + wrote)


def check(agreements: Folder, ids: list[str] | None, out: Path, as_of: date | None) -> Answer:
    """Compare the memos in a folder with what the files give now, and show what differs."""
    written = _write(agreements, _files(agreements, ids), as_of, every=ids is None)
    if written.problems:
        return _refused(written.problems)

    if not out.is_dir():
        raise IopctlError(catalogue.NO_SUCH_FOLDER, path=out)
    differences = {} if ids is not None else _left_over(out, {*written.texts, *written.unfinished})
    for agreement_id, text in written.texts.items():
        path = _memo_file(out, agreement_id)
        difference = _difference(path, text)
        if difference:
            differences[path] = difference

    if not differences:
        return Answer(f"{labels.current_memos(len(written.texts))}\n", written.remarks)
    summary = f"{written.remarks}{labels.stale_memos(len(differences), len(written.texts))}\n"
    return Answer("".join(differences.values()), summary, PROBLEMS)


def _files(agreements: Folder, ids: list[str] | None) -> list[Location]:
    return agreements.files() if ids is None else [agreements.file_of(each) for each in ids]


def _memo_file(out: Path, agreement_id: str) -> Path:
    return out / f"{agreement_id}.md"


def _refused(problems: list[Problem]) -> Answer:
    # A fault in a template that several memos share is said once.
    return Answer("", diagnostics.full(sorted(set(problems))), PROBLEMS)


def _write(
    agreements: Folder, files: Iterable[Location], as_of: date | None, *, every: bool = False
) -> _Written:
    """Write memos; where every agreement's is asked for, one without a finished matter simply has none."""
    writer = Writer(agreements.templates, agreements.revision)
    several = _Written()
    for record in register.read_all(files):
        if every and record.agreement is not None and not _matters(record.agreement, as_of):
            several.without.append(record.id)
            continue
        outcome = _write_one(record, writer, as_of)
        match outcome:
            case str():
                several.texts[record.id] = outcome
            case Problem(severity=Severity.WARNING) if every:
                several.unfinished[record.id] = outcome
            case Problem():
                several.problems.append(replace(outcome, severity=Severity.ERROR))
            case _:
                several.problems.extend(outcome)
    return several


def _write_one(record: Record, writer: Writer, as_of: date | None) -> str | Problem | tuple[Problem, ...]:
    agreement = record.agreement
    if agreement is None:
        return record.problems
    matters = _matters(agreement, as_of)
    if not matters:
        finding = catalogue.NO_MATTER.at((), agreement=record.id, by=catalogue.by_day(as_of))
        return record.document.problem(finding)
    latest = max(matters, key=lambda each: each.dated.last)
    for obstacle in memo.obstacles(agreement, agreement.matters.index(latest)):
        return record.document.problem(obstacle)
    facts = memo.write(agreement, latest)
    if isinstance(facts, NoFigure):
        return record.document.problem(facts.reason)
    return writer.write(facts)


def _matters(agreement: Agreement, as_of: date | None) -> list[Matter]:
    return [each for each in agreement.matters if as_of is None or each.dated.last <= as_of]


def _left_over(out: Path, ids: set[str]) -> dict[Path, str]:
    """Find memos that no agreement gives any more."""
    return {
        path: f"{labels.left_over(folder.shown(path))}\n"
        for path in sorted(out.glob("*.md"))
        if path.stem not in ids
    }


def _difference(path: Path, text: str) -> str:
    """Show how a memo in a folder differs from what it should say; nothing where it does not."""
    name = folder.shown(path)
    try:
        there = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return f"{labels.missing_memo(name)}\n"
    except (OSError, UnicodeDecodeError):
        return f"{labels.unreadable_memo(name)}\n"
    lines = difflib.unified_diff(
        there.splitlines(keepends=True), text.splitlines(keepends=True), name, labels.now(name)
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
