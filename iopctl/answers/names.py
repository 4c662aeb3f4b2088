"""The names of figures that a text can use, each with what it is in one memo, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels
from iopctl.answers import envelope
from iopctl.memo import wording
from iopctl.render import csv, markdown, terminal
from iopctl.rules.names import NoValue
from iopctl.struct import Struct
from iopctl.table import Column, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopctl.rules.memo import Memo
    from iopctl.rules.names import Listed


class Names(Struct):
    """The names that the text of one matter can use."""

    agreement_id: str
    memo: Memo
    names: tuple[Listed, ...]
    revision: str | None


def as_table(names: Names, width: int | None) -> str:
    """Draw the names; what has no value says why, and is quiet."""
    return terminal.write([_table(names)], width)


def as_markdown(names: Names, _width: int | None) -> str:
    """Write the same in Markdown."""
    return markdown.write([_table(names)])


def as_csv(names: Names, _width: int | None) -> str:
    """Write one row for each name."""
    rows = [(each.name, _figure(each), _why(each), each.means) for each in names.names]
    return csv.separated(("name", "figure", "why", "means"), rows)


def as_json(names: Names, _width: int | None) -> str:
    """Write the names as data."""
    matter = names.memo.matter
    result = {
        "agreement": names.agreement_id,
        "matter": matter.id,
        "names": [
            {"name": each.name, "figure": _figure(each), "why": _why(each), "means": each.means}
            for each in names.names
        ],
    }
    return envelope.write("figures", names.memo.as_of, result, revision=names.revision)


def _table(names: Names) -> Table:
    lacking = [at for at, each in enumerate(names.names) if isinstance(each.value, NoValue)]
    return Table(
        title=labels.names_of(names.memo.agreement.title, names.memo.matter.id, names.memo.matter.dated),
        columns=(Column(labels.NAME), Column(labels.FIGURE), Column(labels.MEANING)),
        rows=tuple((each.name, _figure(each) or labels.NONE, _meaning(each)) for each in names.names),
        notes=(labels.HOW_TO_NAME,),
        tones={(at, 1): Tone.QUIET for at in lacking},
    )


def _meaning(each: Listed) -> str:
    why = _why(each)
    return each.means if why is None else labels.without_figure(each.means, why)


def _figure(each: Listed) -> str | None:
    return None if isinstance(each.value, NoValue) else wording.figure_written(each.value)


def _why(each: Listed) -> str | None:
    return str(each.value.why) if isinstance(each.value, NoValue) else None


FORMATS: dict[str, Callable[[Names, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
