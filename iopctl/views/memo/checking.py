"""Every template proved against what a memo holds, before any memo is written with it.

Holds: `{% block goals %}{{ memo.matter.goals.text | prose }}{% endblock %}`.
Does not: a block `gaols`, which no template has, so that it is never shown; `memo.matter.goal` in a branch
that no memo of today takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.model.matter import MatterKind
from iopctl.rules.memo import Memo
from iopctl.rules.yearly import Report
from iopctl.source import files, folder
from iopctl.struct import Struct
from iopctl.views import memo as memos
from iopctl.views.memo import reading
from iopctl.views.memo.kinds import TEXT
from iopctl.views.memo.pages import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iopctl.problem import Finding, Problem
    from iopctl.views.memo.reading import Spot, Template, Unreadable

PORTFOLIO = "memo/portfolio.md.j2"
"""The template of the yearly report."""
ENTRIES = {**{f"memo/{kind.value}.md.j2": Memo for kind in MatterKind}, PORTFOLIO: Report}
"""The templates that memos are written with, each with what it is given."""
_SUFFIX = ".j2"


class Proved(Struct):
    """The templates that were looked at, and what is wrong in them."""

    files: dict[str, str]
    """Each file, by the name of its template."""
    problems: tuple[Problem, ...]


def own_names(own: Path) -> list[str]:
    """List the names of the register's own templates."""
    return sorted(_below(own, "")) if files.is_folder(own) else []


def check(own: Path) -> Proved:
    """Look at every template that a memo can be made of, and at the register's own that none is made of."""
    found = _Found(memos.Files(own))
    reader = Reader(memos.environment(found.files), found.files, found.tell, found.tell_unreadable)
    for name, given in ENTRIES.items():
        reader.page(name, {"memo": frozenset({given}), "revision": TEXT})
    used = [name for name in reader.read if not name.startswith("shipped/")]
    for name in own_names(own):
        if name not in used:
            finding = catalogue.UNUSED_TEMPLATE.at((), name=name, cure=catalogue.closest(name, used))
            found.add(name, 1, finding)
            reader.template(name)
    files = {name: folder.shown(found.files.named(name)) for name in sorted(reader.read)}
    # Where nothing replaces a shipped template, shipped/… is only another name of it.
    once = {file: name for name, file in reversed(files.items())}
    return Proved({name: file for file, name in reversed(once.items())}, tuple(found.problems))


class _Found:
    """What is wrong, each told once however many memos a template is for."""

    def __init__(self, files: memos.Files) -> None:
        self.files = files
        self._problems: dict[tuple[object, ...], Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """What was told, in order of the places."""
        return sorted(self._problems.values())

    def tell(self, template: Template, spot: Spot, finding: Finding) -> None:
        """Take a fault of a template."""
        self.add(template.file, spot, finding)

    def tell_unreadable(self, error: Unreadable) -> None:
        """Take a template that Jinja cannot read."""
        self.add(error.file, error.line, catalogue.template_fault(str(error)))

    def add(self, name: str, at: int, finding: Finding) -> None:
        """Take a finding about a file."""
        problem = reading.problem(self.files.named(name), at, finding)
        self._problems.setdefault((problem.place, problem.code), problem)


def _below(place: Path, before: str) -> Iterator[str]:
    for name in files.names(place):
        if files.is_folder(place / name):
            yield from _below(place / name, f"{before}{name}/")
        elif name.lower().endswith(_SUFFIX):
            yield f"{before}{name}"
