"""Files → everything that is wrong in them, in what should be recorded by a day, and between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import catalogue, references, register
from iopctl.rules.checks import follow_up, prose, unfinished
from iopctl.source import folder, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding, Problem, Where
    from iopctl.register import Record
    from iopctl.source.frozen import Frozen
    from iopctl.source.history import Location


def check_all(
    paths: Iterable[Location], as_of: date, profile: Profile | None = None, kept: Frozen | None = None
) -> Iterator[Problem]:
    """Find what is wrong in files, in what should be recorded by a day, and between the files.

    With a profile, also what the memos of matters still wait for; with the frozen memos, also those whose
    matters are gone.
    """
    seen: dict[str, str] = {}
    for path in paths:
        if folder.holds_series(path):
            yield from references.read_series(path).problems
            continue
        if thresholds.holds_one(path):
            yield from references.read_threshold(path).problems
            continue
        record = register.read(path)
        yield from record.problems
        if record.agreement is not None:
            findings = (
                *follow_up.check(record.agreement, as_of),
                *prose.check(record.agreement),
                *(unfinished.check(record.agreement, profile) if profile else ()),
                *_case_number_findings(record, seen),
                *_series_findings(record.agreement, path.parent / folder.INDEX),
                *(_figure_findings(record, profile, path.parent / folder.INDEX) if profile else ()),
            )
            yield from map(record.document.problem, findings)
            if kept is not None:
                yield from kept.unknown_matters(record.id, [each.id for each in record.agreement.matters])


def _case_number_findings(record: Record, seen: dict[str, str]) -> Iterator[Finding]:
    """Find a case number that another file has too; only the numbers are kept from file to file."""
    number = record.agreement.case_number if record.agreement else None
    if number is None:
        return
    if number in seen:
        yield catalogue.SAME_CASE_NUMBER.at(("case_number",), case_number=number, other=seen[number])
    seen.setdefault(number, record.document.file)


def _series_findings(agreement: Agreement, home: Location) -> Iterator[Finding]:
    """Find the codes of series that the folder does not have."""
    known = [each.stem for each in folder.yaml_files(home)] if agreement.series else []
    for index, version in enumerate(agreement.budget):
        for code in (version.indexation.series or ()) if version.indexation else ():
            if code not in known:
                several = len(version.indexation.series or ()) > 1 if version.indexation else False
                at: Where = ("budget", index, "indexation", "series", *([code] if several else []))
                cure = catalogue.cure_of_unknown_series(code, known, folder.shown(home))
                yield catalogue.UNKNOWN_SERIES.at(at, found=code, folder=folder.shown(home), cure=cure)


def _figure_findings(record: Record, profile: Profile, home: Location) -> Iterator[Finding]:
    """Find figures that the text of a matter names, and that have no value in its memo."""
    if record.agreement is not None and "{{" in record.document.text:
        files = (home / f"{code}{folder.SUFFIX}" for code in record.agreement.series)
        indices = tuple(references.read_series(each).index for each in files)
        yield from unfinished.figures(record.agreement, profile, indices)
