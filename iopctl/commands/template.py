"""`iopctl template`: the templates that memos are made of."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import codes, register, spelling
from iopctl.answers.validate import CheckedTemplates
from iopctl.commands import validate, yearly
from iopctl.memo.template import Templates, Writer
from iopctl.problem import IopctlError, Problem, Severity
from iopctl.register import Indices
from iopctl.rules import boards, memo, names
from iopctl.rules.checks import matters
from iopctl.rules.known import Assumption, Known
from iopctl.rules.memo import Memo
from iopctl.source import shipped
from iopctl.source.folder import Folder
from iopctl.words import say_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.commands.answer import Answer, Asked
    from iopctl.model.profile import Profile
    from iopctl.rules.yearly import Report

# The days as of which the yearly reports of the samples are rendered: within a year, and after it.
_DAYS = tuple(date(year, month, 1) for year in range(2020, 2028) for month in (2, 9))


def check(agreements: Folder, chosen: Sequence[str], asked: Asked) -> Answer:
    """Render the templates of a register and those that come with iopctl; all of them, or those named."""
    validate.check_format("template check", asked)

    writer = Writer(agreements.templates)
    templates = Templates(writer)
    files = [_named(name, templates.files) for name in chosen] or [*templates.files.values()]
    found = templates.problems | set(_faults(writer, agreements))

    problems = tuple(sorted(each for each in found if each.place.file in files))
    fine = say_count(len(files), "{number} template, no problems.", "{number} templates, no problems.")
    checked = CheckedTemplates(tuple(files), fine, as_of=asked.as_of, basis=asked.basis, problems=problems)
    return validate.answered(checked, asked, {Severity.ERROR})


def samples(profiles: Iterable[Profile]) -> Iterator[Memo | Report]:
    """Gather every memo and yearly report of the samples that come with iopctl, in each profile."""
    folder, profiles = Folder(shipped.samples()), tuple(profiles)
    yield from _memos(folder, profiles)
    for day in _DAYS:
        yield from yearly.reports(folder, day, profiles)


def profiles_of(agreements: Folder) -> tuple[Profile, ...]:
    """Read the profiles that come with iopctl, and the register's own."""
    files = [*shipped.profiles(), *register.profile_files(agreements)]
    return tuple(each.stated for each in map(register.profile, files) if each.stated is not None)


def _faults(writer: Writer, agreements: Folder) -> Iterator[Problem]:
    """Render each memo of the samples and of the register, with and without a revision."""
    own = register.profile_of(agreements).stated
    register_s = _memos(agreements, (own,)) if own else ()
    for facts in (*samples(profiles_of(agreements)), *register_s):
        for revision in (None, "0" * 7):
            outcome = writer.write(facts, revision)
            if isinstance(outcome, Problem):
                yield outcome


def _memos(agreements: Folder, profiles: tuple[Profile, ...]) -> Iterator[Memo]:
    """Gather the memos of every matter that is finished."""
    indices = Indices(agreements)
    for record in register.read_all(agreements.files(), whole=True):
        if record.agreement is None:
            continue
        for index, matter in enumerate(record.agreement.matters):
            followed = indices.followed_by(record.agreement)
            # With everything assumed as well, where anything can be.
            assumed = tuple(Assumption(each.code, Decimal(2)) for each in followed)
            for profile, assuming in itertools.product(profiles, dict.fromkeys(((), assumed))):
                if any(matters.unfinished_matter(record.agreement, index, profile)):
                    continue
                known = Known(matter.dated.last, followed, assuming)
                for board in boards.parties(record.agreement, matter).values():
                    facts = memo.write(record.agreement, matter, profile, known, board)
                    if isinstance(facts, Memo) and not any(names.lacking(facts, ())):
                        yield facts


def _named(name: str, files: dict[str, str]) -> str:
    """Find a template's file by the template's name or by its own; raise IopctlError if there is none."""
    if name in files:
        return files[name]
    if name in files.values():
        return name
    cure = spelling.closest(name, files)
    raise IopctlError(codes.NO_SUCH_TEMPLATE, name=name, cure=cure)
