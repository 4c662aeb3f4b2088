"""`iopctl index`: the index series of the register, who follows them, and which value is needed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from iopctl.answers.index import Follower, Row
from iopctl.answers.index import Indices as Found
from iopctl.commands import answer, due
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.rules import indexation
from iopctl.rules.known import Known

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, asked: Asked) -> Answer:
    """List every series that the register has or an agreement follows; files with problems are left out."""
    answer.check_format(Found, asked)
    records = [register.series(path) for path in agreements.series_files()]
    known = Known(asked.as_of, tuple(register.index(record) for record in records))
    problems = [problem for record in records if record.stated is None for problem in record.problems]
    left_out = [record.document.file for record in records if record.stated is None]
    indices, followers = Indices(agreements), dict[str, list[Follower]]()
    for record in register.read_all(asked.progress(agreements.files())):
        agreement = record.agreement
        if agreement is None:
            problems += record.problems
            left_out.append(record.document.file)
            continue
        needed = indexation.needed(agreement, Known(asked.as_of, indices.followed_by(agreement)))
        waiting = {need.series: need for need in needed}
        for code in agreement.series:
            followers.setdefault(code, []).append(Follower(record.id, waiting.get(code)))

    series = {record.name: record.stated for record in records}
    ordered = tuple(
        Row(code, series.get(code), tuple(followers.get(code, ()))) for code in sorted({*series, *followers})
    )
    found = Found(known, ordered, as_of=asked.as_of, basis=asked.basis, problems=tuple(sorted(problems)))
    missing = any(row.series is None for row in ordered)
    remarks = "".join(f"{due.left_out(name)}\n" for name in left_out)
    return answer.give(found, asked, remarks, PROBLEMS if problems or missing else FINE)
