"""`iopctl memo` and `iopctl figures`: the official's memo to the board, and what its text can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register, spelling
from iopctl.answers.names import Names
from iopctl.commands import answer, gathering, memos
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.memo.document import formats
from iopctl.memo.document.formats import FORMATS, MARKDOWN, House
from iopctl.problem import IopctlError, Problem
from iopctl.render import difference
from iopctl.rules import proposal
from iopctl.source import config, files, folder, writing
from iopctl.struct import replace
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iopctl.commands.answer import Asked
    from iopctl.commands.memos import Drift, Memos, Wanted

# What Markdown may be kept as; a name without a suffix is a pipe or a file of one's own.
_MARKDOWN_SUFFIXES = {"", ".md", ".markdown", ".txt"}

_SUFFIXES = tuple(f".{each}" for each in FORMATS)


def house(standing: Path) -> House:
    """Take from the settings of the register in a folder, or above it, how its documents look."""
    settings = config.find(standing)
    if settings is None:
        return House()
    return House(settings.house_docx, settings.pdf_fonts, settings.pdf_font)


def read_formats(listed: str) -> tuple[str, ...]:
    """Read a list of formats (md,pdf), each once; raise IopctlError if one is none."""
    named = dict.fromkeys(each.strip().lower().removeprefix(".") for each in listed.split(","))
    for each in named:
        if each not in FORMATS:
            cure = spelling.closest(each, FORMATS)
            raise IopctlError(codes.NO_SUCH_FORMAT, command="memo", format=each, cure=cure)
    return tuple(named)


def one(wanted: Wanted) -> Answer:
    """Give the memo of one agreement's latest matter as text."""
    _refuse_several(wanted)
    form = format_of(None, wanted.formats)
    if form not in formats.TEXTS:
        raise IopctlError(codes.NOT_ON_A_SCREEN, formats=form)
    written = memos.write(replace(wanted, single=True))

    for contents in written.contents.values():
        return _answer(wanted, written, contents[form].decode())
    return _refused(wanted, written)


def to_file(wanted: Wanted, path: Path) -> Answer:
    """Write the memo of one agreement into a file, in the format that its suffix names."""
    _refuse_several(wanted)
    form = format_of(path, wanted.formats)
    written = memos.write(replace(wanted, formats=(form,), single=True))
    if written.obstacles:
        return _refused(wanted, written)

    (contents,) = written.contents.values()
    writing.write_all({path: contents[form]}, kept=wanted.house.files)
    return _wrote(wanted, written, [path])


def to_folder(wanted: Wanted, out: Path) -> Answer:
    """Write the memos into a folder, a file for each format, and say why others cannot be written."""
    written = memos.write(wanted)
    if written.refused:
        return _refused(wanted, written)

    contents = _placed(written, out)
    # The next run gives them again, and --check finds one that a power cut has spoilt.
    writing.write_all(contents, lasting=False, kept=wanted.house.files)
    return _wrote(wanted, written, contents)


def check(wanted: Wanted, out: Path) -> Answer:
    """Compare the memos in a folder with what the files give now, and show what differs."""
    wanted = replace(wanted, formats=wanted.formats or _found(wanted, out), thorough=True)
    written = memos.write(wanted)
    if written.refused:
        return _refused(wanted, written)

    if not files.is_folder(out):
        raise IopctlError(codes.NO_SUCH_FOLDER, path=out)
    contents, given = _placed(written, out), written.kept.given
    differences = {path: _difference(path, each, kept=path.stem in given) for path, each in contents.items()}
    shown = [*filter(None, differences.values())]
    if wanted.ids is None:
        left_over = _left_over(out, written)
        shown = [*left_over.values(), *shown]
        contents |= dict.fromkeys(left_over, b"")
    # Of one agreement it is shown how; of all only that, for a frozen memo stays as long as the register.
    drift = "".join(map(_drift, written.kept.drifts)) if wanted.ids is not None else ""
    if not shown:
        current = _current(len(contents), sum(path.stem in given for path in contents))
        return _answer(wanted, written, f"{drift}{current}\n")
    stale = say(
        "{stale} of {number} memos differ from what the files give now.",
        stale=len(shown),
        number=len(contents),
    )
    return Answer("".join((drift, *shown)), f"{written.remarks(wanted.width)}{stale}\n", PROBLEMS)


def figures(wanted: Wanted, asked: Asked) -> Answer:
    """List the names of one agreement's matter, whether its text is written already or not."""
    answer.check_format(Names, asked)
    (file,) = wanted.files
    record = register.read(file, whole=True)
    prepared = memos.prepare(wanted)
    chosen = prepared if isinstance(prepared, tuple) else prepared.chosen(record)
    if isinstance(prepared, tuple) or isinstance(chosen, tuple):
        return answer.broken("figures", asked, chosen if isinstance(chosen, tuple) else ())
    gathering.refuse_unused(asked, chosen[0].agreement.series)

    # The same figures have the same names and values in the memo to each board.
    about = max(chosen, key=lambda each: each.matter.dated.last)
    if lacking := proposal.lacking(about.agreement, about.matter):
        # Without it, nothing says what the matter is about.
        finding = codes.UNFINISHED_MATTER.at(("matters", about.index), sections=", ".join(lacking))
        return answer.broken("figures", asked, [about.problem(finding)])
    facts = prepared.facts(about)
    if isinstance(facts, Problem):
        return answer.broken("figures", asked, [facts])
    return answer.give(Names(record.id, facts, as_of=facts.as_of, basis=asked.basis), asked)


def _answer(wanted: Wanted, written: Memos, text: str, wrote: str = "") -> Answer:
    return Answer(text, written.remarks(wanted.width) + wrote, PROBLEMS if written.failed else FINE)


def _wrote(wanted: Wanted, written: Memos, paths: Iterable[Path]) -> Answer:
    lines = (say("Wrote {path}", path=folder.shown(path)) for path in paths)
    return _answer(wanted, written, "", "".join(f"{line}\n" for line in lines))


def _refused(wanted: Wanted, written: Memos) -> Answer:
    return Answer("", written.remarks(wanted.width), PROBLEMS)


def _current(number: int, frozen: int) -> str:
    """Say that every memo is what it should be: as it was frozen, or as the files give it now."""
    if frozen == 0:
        one, many = (
            "{number} memo, as the files give them now.",
            "{number} memos, as the files give them now.",
        )
        return say_count(number, one, many)
    if frozen == number:
        return say_count(number, "{number} memo, as frozen.", "{number} memos, as frozen.")
    return say(
        "{number} memos, {frozen} of them as frozen, the rest as the files give them now.",
        number=number,
        frozen=frozen,
    )


def _refuse_several(wanted: Wanted) -> None:
    """Refuse what has no single answer, before anything is read."""
    if wanted.ids is None:
        raise IopctlError(codes.NOTHING_ASKED, cure="Add --out DIR or --check DIR to --all.")


def format_of(path: Path | None, wanted: tuple[str, ...]) -> str:
    """Find the one format that is asked for, by the suffix of a file or as it was said."""
    if len(wanted) > 1:
        raise IopctlError(codes.ONE_FORMAT, formats=", ".join(wanted))
    said = wanted[0] if wanted else MARKDOWN
    suffix = path.suffix.lower() if path else ""
    if suffix in {"", *(f".{each}" for each in wanted)}:
        return said
    named = MARKDOWN if suffix in _MARKDOWN_SUFFIXES else suffix.removeprefix(".")
    if named not in FORMATS:
        cure = spelling.closest(suffix, [f".{each}" for each in FORMATS])
        raise IopctlError(codes.NO_SUCH_SUFFIX, suffix=path.suffix if path else "", cure=cure)
    if wanted and named != said:
        what = f"--to {said} and a file that ends in '{suffix}'"
        raise IopctlError(codes.OPTIONS_CLASH, what=what, cure="Leave --to out; the suffix is enough.")
    return named


def _placed(written: Memos, out: Path) -> dict[Path, bytes]:
    """Give each memo in each format its place in a folder."""
    return {
        out / f"{name}.{form}": content
        for name, contents in written.contents.items()
        for form, content in contents.items()
    }


def _found(wanted: Wanted, out: Path) -> tuple[str, ...]:
    """Find the formats that a folder holds memos in; Markdown where it holds none."""
    # A memo is named ID, or ID-BOARD.
    starts = tuple(f"{path.stem}{mark}" for path in wanted.files for mark in ".-")
    there = files.names(out) if files.is_folder(out) else ()
    found = {name.rpartition(".")[2] for name in there if name.startswith(starts)}
    return tuple(form for form in FORMATS if form in found) or (MARKDOWN,)


def _left_over(out: Path, written: Memos) -> dict[Path, str]:
    """Find documents that no agreement gives any more, in any format, also in one that is not compared."""
    given = {*written.contents, *written.unfinished, *written.problems}
    names = {f"{each}.{form}" for each in given for form in FORMATS}
    # Of a file that cannot be read it is not known which boards it has.
    broken = tuple(f"{each}-" for each in written.problems)
    left = [
        out / name
        for name in files.names(out)
        if name.lower().endswith(_SUFFIXES) and name not in names and not name.startswith(broken)
    ]
    return {
        path: f"{say('{path} belongs to no agreement of the register.', path=folder.shown(path))}\n"
        for path in left
    }


def _drift(drift: Drift) -> str:
    """Show what the register would now give in place of a frozen memo, where it gives one."""
    if not isinstance(drift.now, str):
        return ""
    return difference.unified(drift.words, drift.now, drift.file, _as_given_now(drift.file))


def _as_given_now(name: str) -> str:
    return say("{path} (as the files give it now)", path=name)


def _difference(path: Path, content: bytes, *, kept: bool) -> str:
    """Show how a memo in a folder differs from what it should be; nothing where it does not."""
    name = folder.shown(path)
    is_text = path.suffix.removeprefix(".") in formats.TEXTS
    try:
        there = files.read(path, most=files.MEMO if is_text else files.DOCUMENT)
        found = there.decode("utf-8").replace("\r\n", "\n") if is_text else ""
    except FileNotFoundError:
        said = say("{path} is missing; 'iopctl memo --all --out' writes it.", path=name)
        return f"{said}\n"
    except (OSError, UnicodeDecodeError):
        said = say("{path} cannot be read as text; 'iopctl memo --all --out' writes it anew.", path=name)
        return f"{said}\n"
    if is_text:
        now = say("{path} (as it was frozen)", path=name) if kept else _as_given_now(name)
        return difference.unified(found, content.decode(), name, now)
    if there == content:
        return ""
    said = say("{path} is not what the files give now; 'iopctl memo --out' writes it anew.", path=name)
    return f"{said}\n"
