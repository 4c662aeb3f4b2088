"""`iopctl template`: the templates that memos are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.commands import checked
from iopctl.commands.checked import Checked
from iopctl.problem import IopctlError, Severity
from iopctl.views import labels
from iopctl.views.memo import checking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.commands.answer import Answer, Asked
    from iopctl.source.folder import Folder


def check(agreements: Folder, names: Sequence[str], asked: Asked) -> Answer:
    """Prove the templates of a register and those that come with iopctl; all of them, or those named."""
    checked.view("template check", asked.format)

    proved = checking.check(agreements.templates)
    files = [_named(name, proved.files) for name in names] or [*proved.files.values()]

    problems = tuple(each for each in proved.problems if each.place.file in files)
    fine = labels.templates_checked(len(files))
    return checked.answered(Checked("template check", problems, tuple(files), fine), asked, {Severity.ERROR})


def _named(name: str, files: dict[str, str]) -> str:
    """Find a template's file by the template's name or by its own; raise IopctlError if there is none."""
    if name in files:
        return files[name]
    if name in files.values():
        return name
    cure = catalogue.closest(name, files)
    raise IopctlError(catalogue.NO_SUCH_TEMPLATE, name=name, cure=cure)
