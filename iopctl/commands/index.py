"""`iopctl index`: the index series of the register, who follows them, and which value is needed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.answers.index import FollowedBy, Indices, NeededValue, SeriesOf
from iopctl.commands import answer, gathering
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.rules import indexation
from iopctl.rules.known import Known

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, asked: Asked) -> Answer:
    """List every series that the register has or an agreement follows; files with problems are left out."""
    answer.check_format(Indices, asked)
    records = {each.name: each for each in map(register.series, agreements.series_files())}
    published = Known(asked.as_of, tuple(map(register.index, records.values())))
    followers: dict[str, list[FollowedBy]] = {}
    walk = gathering.Walk(agreements, asked)
    for record, agreement, known in walk.sound():
        waiting = {need.series: NeededValue.of(need) for need in indexation.needed(agreement, known)}
        for code in agreement.series:
            followers.setdefault(code, []).append(FollowedBy(record.id, waiting.get(code)))

    stated = {name: each.stated for name, each in records.items()}
    series = tuple(
        SeriesOf.of(code, stated.get(code), published.latest(code), tuple(followers.get(code, ())))
        for code in sorted({*stated, *followers})
    )
    unsound = [each for each in records.values() if each.stated is None]
    problems = sorted([*walk.problems, *(problem for each in unsound for problem in each.problems)])
    found = Indices(series, as_of=asked.as_of, basis=asked.basis, problems=tuple(problems))

    left_out = [*(gathering.left_out(each.document.file) for each in unsound), *walk.remarks]
    remarks = "".join(f"{line}\n" for line in left_out)
    missing = any(each.title is None for each in series)
    return answer.give(found, asked, remarks, PROBLEMS if problems or missing else FINE)
