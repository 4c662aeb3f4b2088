"""`iopctl index`: the index series of the register, who follows them, and which value is needed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, register
from iopctl.answers import index as view
from iopctl.commands import answer
from iopctl.commands.answer import FINE, PROBLEMS, Answer
from iopctl.register import Indices
from iopctl.rules import indexation
from iopctl.rules.known import Known

if TYPE_CHECKING:
    from iopctl.commands.answer import Asked
    from iopctl.source.folder import Folder


def run(agreements: Folder, asked: Asked) -> Answer:
    """List every series that the register has or an agreement follows; files with problems are left out."""
    show = answer.view("index", asked.format, view.FORMATS)

    records = [register.series(path) for path in agreements.series_files()]
    known = Known(asked.as_of, tuple(register.index(record) for record in records))
    problems = [problem for record in records if record.stated is None for problem in record.problems]
    left_out = [record.document.file for record in records if record.stated is None]
    indices, followers = Indices(agreements), dict[str, list[view.Follower]]()
    for record in register.read_all(asked.progress(agreements.files())):
        agreement = record.agreement
        if agreement is None:
            problems += record.problems
            left_out.append(record.document.file)
            continue
        needed = indexation.needed(agreement, Known(asked.as_of, indices.followed_by(agreement)))
        waiting = {need.series: need for need in needed}
        for code in agreement.series:
            followers.setdefault(code, []).append(view.Follower(record.id, waiting.get(code)))

    series = {record.name: record.stated for record in records}
    ordered = tuple(
        view.Row(code, series.get(code), tuple(followers.get(code, ())))
        for code in sorted({*series, *followers})
    )
    result = view.Indices(known, ordered, tuple(sorted(problems)), asked.basis)
    return Answer(
        show(result, asked.width),
        "" if asked.format == "json" else "".join(f"{labels.left_out(name)}\n" for name in left_out),
        PROBLEMS if problems or any(row.missing for row in ordered) else FINE,
    )
