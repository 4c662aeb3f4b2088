"""The index series of the register as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, swedish
from iopctl.answers import envelope
from iopctl.answers.basis import TODAY, Basis
from iopctl.model.published import Measure
from iopctl.render import csv, markdown, terminal
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.published import Series, Value
    from iopctl.problem import Problem
    from iopctl.render.records import Value as Cell
    from iopctl.rules.indexation import Need
    from iopctl.rules.known import Known


class Follower(Struct):
    """An agreement whose amounts follow a series."""

    id: str
    need: Need | None
    """The value that it waits for; None where it has all."""


class Row(Struct):
    """One series and who follows it."""

    code: str
    series: Series | None
    """What its file holds; None where there is none, or it has problems."""
    followers: tuple[Follower, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether agreements follow it, and there is nothing to follow."""
        return self.series is None

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its file."""
        found = [each.year for each in self.series.values] if self.series else []
        return (min(found), max(found)) if found else None


class Indices(Struct):
    """All series, and the problems of the files that are left out."""

    known: Known
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    basis: Basis = TODAY

    def latest(self, row: Row) -> Value | None:
        """Give the last value that counts on the day asked."""
        return self.known.latest(row.code)


def as_table(indices: Indices, width: int | None) -> str:
    """Draw one row for each series, and below it what is waited for."""
    return terminal.write([_table(indices)], width)


def as_markdown(indices: Indices, _width: int | None) -> str:
    """Write the same in Markdown."""
    return markdown.write([_table(indices)])


def _table(indices: Indices) -> Table:
    if not indices.rows:
        return Table((Column(labels.SERIES),), (), notes=(labels.NO_SERIES, *indices.basis.notes))
    return Table(
        columns=(
            Column(labels.SERIES),
            Column(labels.TITLE),
            Column(labels.SOURCE),
            Column(labels.YEARS),
            Column(labels.LATEST, figures=True),
            Column(labels.PUBLISHED),
            Column(labels.FOLLOWED_BY),
        ),
        rows=tuple(_cells(indices, row) for row in indices.rows),
        notes=(*_needs(indices), *indices.basis.notes),
    )


def _cells(indices: Indices, row: Row) -> tuple[str, ...]:
    followed = ", ".join(each.id for each in row.followers) or labels.NONE
    if row.series is None:
        return (row.code, labels.NO_FILE, "", "", "", "", followed)
    latest, years = indices.latest(row), row.years
    return (
        row.code,
        row.series.title,
        row.series.source.publisher,
        f"{years[0]}–{years[1]}" if years else labels.NONE,
        _value(row.series, latest) if latest else labels.NONE,
        labels.published(latest.published, latest.status) if latest else labels.NONE,
        followed,
    )


def _value(series: Series, value: Value) -> str:
    number = value.value.number
    written = swedish.percentage(number) if series.measure is Measure.CHANGES else swedish.number(number)
    return f"{value.year}: {written}"


def _needs(indices: Indices) -> Iterator[str]:
    """Say who waits for which value, the most urgent first."""
    waiting = [(each.need, each.id) for row in indices.rows for each in row.followers if each.need]
    for need, agreement_id in sorted(waiting, key=lambda each: (each[0].since, each[1])):
        yield labels.need(agreement_id, need.series, need.value_year, need.since, decided=need.decided)


_CSV_HEADER = (
    "series",
    "title",
    "publisher",
    "as",
    "first_year",
    "last_year",
    "value_year",
    "value",
    "status",
    "published",
    "agreement",
    "needs_year",
    "needs_from",
    "decided",
)


def as_csv(indices: Indices, _width: int | None) -> str:
    """Write one row for each series and agreement that follows it."""
    return csv.separated(_CSV_HEADER, list(_csv_rows(indices)))


def _csv_rows(indices: Indices) -> Iterator[tuple[Cell, ...]]:
    for row in indices.rows:
        series, latest, years = row.series, indices.latest(row), row.years or (None, None)
        told: tuple[Cell, ...] = (
            row.code,
            *((series.title, series.source.publisher, series.measure.value) if series else ("", "", "")),
            *years,
            *(
                (latest.year, latest.value.number, latest.status.value, envelope.day(latest.published))
                if latest
                else (None, None, "", "")
            ),
        )
        for each in row.followers or (None,):
            need = each.need if each else None
            waits: tuple[Cell, ...] = (
                (need.value_year, envelope.day(need.since), str(need.decided).lower())
                if need
                else (None, "", "")
            )
            yield (*told, each.id if each else "", *waits)


def as_json(indices: Indices, _width: int | None) -> str:
    """Write the series; the problems of files that are left out stand beside them."""
    result = {"series": [_fields(indices, row) for row in indices.rows]}
    revision = indices.basis.revision
    return envelope.write("index", indices.known.as_of, result, indices.problems, revision=revision)


def _fields(indices: Indices, row: Row) -> dict[str, object]:
    series, latest, years = row.series, indices.latest(row), row.years
    return {
        "series": row.code,
        "title": series.title if series else None,
        "publisher": series.source.publisher if series else None,
        "link": series.source.link if series else None,
        "as": series.measure.value if series else None,
        "years": {"first": years[0], "last": years[1]} if years else None,
        "latest": latest
        and {
            "year": latest.year,
            "value": envelope.exact_text(latest.value.number),
            "status": latest.status.value,
            "published": envelope.day(latest.published),
        },
        "followed_by": [
            {"agreement": each.id, "needs": each.need and _need_fields(each.need)} for each in row.followers
        ],
    }


def _need_fields(need: Need) -> dict[str, object]:
    return {
        "value_year": need.value_year,
        "year": need.year,
        "from": envelope.day(need.since),
        "decided": need.decided,
    }


FORMATS: dict[str, Callable[[Indices, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
