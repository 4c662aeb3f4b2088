"""`iopctl new`: a new agreement's file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from iopctl import codes, inspection, period, register
from iopctl.commands.answer import PROBLEMS, Answer
from iopctl.problem import IopctlError
from iopctl.render import diagnostics, terminal
from iopctl.source import folder, reading, rendering, shipped, writing
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopctl.problem import Problem
    from iopctl.source.folder import Folder

# What stands for an answer that is not yet given, so that the others can be checked as a whole file.
# Those of this list cannot do without; the order is that of the questions.
_STAND_INS = {
    "title": "x",
    "public": "x",
    "board": None,
    "administration": None,
    "civil": "x",
    "short_name": None,
    "case_number": None,
    "purpose": "x",
    "starts": f"{period.FIRST_YEAR}-01-01",
    "ends": "until further notice",
    "public_amount": "1",
    "civil_amount": "1",
}
_PLAIN = frozenset({"starts", "ends", "public_amount", "civil_amount"})
# Where nothing lies yet, and no other file says anything about it.
_NOWHERE = Path("agreement.yaml")
_UNPRINTABLE = {codes.NOT_UTF8.code, codes.CONTROL_CHARACTER.code}
_SUFFIX = re.compile(r"\.ya?ml$", re.IGNORECASE)


class Question(Struct):
    """Something to be known about an agreement."""

    name: str
    needed: bool

    @property
    def text(self) -> str:
        """The question as it is put to somebody."""
        return questions()[self.name]


def questions() -> dict[str, str]:
    """Give what is asked, by the option that answers it."""
    return {
        "title": say("Title of the agreement"),
        "public": say("Municipality or region"),
        "board": say("Board (nämnd) that decides, as inside a sentence; Enter if none"),
        "administration": say("Administration (förvaltning) that prepares; Enter if none"),
        "civil": say("Organisation"),
        "short_name": say("Its short name; Enter if none"),
        "case_number": say("Case number (diarienummer); Enter if none"),
        "purpose": say("Purpose, in whole sentences"),
        "starts": say("First day (2025-01-01)"),
        "ends": say("Last day, included (2026-12-31, or: until further notice, not stated)"),
        "public_amount": say("Kronor a year from the municipality (600 000, or: at least 600 000)"),
        "civil_amount": say("Kronor a year from the organisation (the worth of staff, premises and so on)"),
    }


QUESTIONS = tuple(Question(name, stand_in is not None) for name, stand_in in _STAND_INS.items())


def place(agreements: Folder, agreement_id: str) -> Path:
    """Find where an agreement's file will lie; raise IopctlError if it cannot have that id."""
    if not folder.is_id(agreement_id):
        raise IopctlError(codes.UNUSABLE_ID, id=agreement_id, cure=_suggestion(agreement_id))
    home = agreements.on_disk()
    for name in agreements.file_names():
        if name.lower() in {f"{agreement_id}.yaml", f"{agreement_id}.yml"}:
            path = folder.shown(home / name)
            raise IopctlError(codes.TAKEN_ID, id=agreement_id, path=path)
    return home / f"{agreement_id}{folder.SUFFIX}"


def check(given: Mapping[str, str]) -> None:
    """Raise IopctlError with everything that the reader would refuse in what was given."""
    sound: dict[str, str] = {}
    faults = []
    for question in QUESTIONS:
        if question.name in given:
            fault = fault_of(question, given[question.name], sound)
            if fault is None:
                sound[question.name] = given[question.name]
            else:
                faults.append(f"{_option(question)}: {fault}")
    if faults:
        raise IopctlError(codes.NOT_MADE, faults=tuple(faults))


def missing(given: Mapping[str, str]) -> list[Question]:
    """List the questions still to be asked; none where nothing is missing that a file cannot do without."""
    open_questions = [question for question in QUESTIONS if question.name not in given]
    return open_questions if any(question.needed for question in open_questions) else []


def fault_of(question: Question, reply: str, sound: Mapping[str, str]) -> str | None:
    """Say what the reader finds wrong with an answer beside those that are sound; None where nothing is."""
    for problem in reading.read_bytes(reply.encode("utf-8", "surrogatepass"), "").problems:
        # Quoted, an invisible character would get past the reader.
        if problem.code in _UNPRINTABLE:
            return f"{problem.message} {problem.hint}"
    stand_ins = {name: value for name, value in _STAND_INS.items() if value is not None}
    for problem in _refusals(_NOWHERE, _render({**stand_ins, **sound, question.name: reply})):
        return f"{problem.message} {problem.hint}"
    return None


def run(path: Path, given: Mapping[str, str], width: int | None = None) -> Answer:
    """Write the file, once everything is known that it cannot do without."""
    lacking = [question for question in missing(given) if question.needed]
    if lacking:
        raise IopctlError(codes.OPTIONS_MISSING, options=", ".join(map(_option, lacking)))

    text = _render(given)
    refused = _refusals(path, text)
    if refused:
        return Answer("", diagnostics.full(refused), PROBLEMS)

    writing.make({path: text})
    wrote = say("Wrote {path}", path=folder.shown(path))
    following = say(
        "Next: open it, add what else the agreement states, and run 'iopctl validate'; "
        "'iopctl budget {id}' shows the money.",
        id=path.stem,
    )
    return Answer(terminal.lines(f"{wrote}\n{following}\n", width))


def _refusals(path: Path, text: str) -> tuple[Problem, ...]:
    """Find why `validate` would refuse the file."""
    document = reading.read_text(text, folder.shown(path))
    return inspection.refusals(path, register.checked(path, document))


def _render(given: Mapping[str, str]) -> str:
    values = {name: value.strip() for name, value in given.items()}
    return rendering.fill(shipped.starter("agreement.yaml"), values, plain=_PLAIN)


def _option(question: Question) -> str:
    return f"--{question.name.replace('_', '-')}"


def _suggestion(agreement_id: str) -> str:
    """Suggest the id that was probably meant: å as a, spaces as hyphens."""
    ascii_only = (
        unicodedata.normalize("NFKD", _SUFFIX.sub("", agreement_id)).encode("ascii", "ignore").decode()
    )
    slug = "-".join(re.findall("[a-z0-9]+", ascii_only.lower()))
    return f": {slug}" if folder.is_id(slug) else ""
