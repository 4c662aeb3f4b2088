"""The value of an agreement, and the figures looked up beside it, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, swedish
from iopctl.answers import envelope, explanation, kronor
from iopctl.answers.basis import TODAY, Basis
from iopctl.model.parties import Role
from iopctl.render import csv, markdown, terminal, xlsx
from iopctl.rules.budget import NoFigure
from iopctl.rules.value import Worth
from iopctl.rules.value import Year as AYear
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Problem
    from iopctl.render.records import Value as Cell
    from iopctl.rules.figure import Figure
    from iopctl.rules.known import Known
    from iopctl.rules.value import NoWorth, Row, Sides, Value
    from iopctl.source.document import Document


class Valued(Struct):
    """The answer to a question about the value of one agreement."""

    id: str
    agreement: Agreement
    document: Document
    known: Known
    value: Value
    thresholds: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Why figures are missing that the files should give."""
    explain: bool
    basis: Basis = TODAY

    @property
    def third(self) -> bool:
        """Whether a third party puts something in, which is on neither side."""
        return any(party.role is Role.THIRD for party in self.agreement.parties.values())

    @property
    def assumed(self) -> tuple[str, ...]:
        """What the figures assume, as it was asked for."""
        counted = (
            each.sides for each in (*self.value.worths, self.value.year) if isinstance(each, Worth | AYear)
        )
        codes = {code for sides in counted for code in sides.total.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in codes)


def as_table(valued: Valued, width: int | None) -> str:
    """Draw the value, the thresholds beside it, and explanations below."""
    drawn = (terminal.write([each], width) for each in _tables(valued))
    return "\n".join([*drawn, *_explanations(valued, explanation.tree)])


def as_markdown(valued: Valued, _width: int | None) -> str:
    """Write the same in Markdown."""
    drawn = (markdown.write([each]) for each in _tables(valued))
    return "\n".join([*drawn, *_explanations(valued, explanation.bullets)])


def _explanations(valued: Valued, opened: Callable[[Figure, Document], str]) -> Iterator[str]:
    for each in valued.value.worths if valued.explain else ():
        if isinstance(each, Worth):
            yield f"{labels.explained_value(each.scope, each.prices)}\n"
            yield opened(each.sides.total, valued.document)
    if valued.explain and isinstance(valued.value.year, AYear):
        yield f"{labels.explained(valued.value.year.year)}\n"
        yield opened(valued.value.year.sides.total, valued.document)


def _tables(valued: Valued) -> Iterator[Table]:
    yield _worths_table(valued)
    yield _thresholds_table(valued)


def _worths_table(valued: Valued) -> Table:
    value = valued.value
    rows = [_cells(valued, each) for each in value.worths]
    if isinstance(value.year, AYear):
        rows.append((labels.a_year(value.year.year), "", "", *_amounts(valued, value.year.sides)))
    reasons = dict.fromkeys(
        each.reason.message
        for each in value.worths
        if not isinstance(each, Worth) and not each.reason.code.startswith("IOP")
    )
    return Table(
        columns=(
            Column(labels.COUNTED),
            Column(labels.PERIOD),
            Column(labels.AMOUNTS),
            Column(labels.PUBLIC, figures=True),
            Column(labels.CIVIL, figures=True),
            *((Column(labels.THIRD, figures=True),) if valued.third else ()),
            Column(labels.TOTAL, figures=True),
        ),
        rows=tuple(rows),
        title=labels.value_title(valued.agreement.title),
        notes=(
            *reasons,
            *((value.lapsed.message,) if value.lapsed else ()),
            *map(labels.assumption, valued.assumed),
            labels.VALUE_COUNTS,
            *valued.basis.notes,
        ),
    )


def _cells(valued: Valued, each: Worth | NoWorth) -> tuple[str, ...]:
    names = (labels.SCOPES[each.scope], str(each.period or labels.NONE), labels.PRICES[each.prices])
    if isinstance(each, Worth):
        return (*names, *_amounts(valued, each.sides))
    without = labels.WITHOUT_VALUE.get(each.reason.code, labels.NONE)
    return (*names, *(without,) * (4 if valued.third else 3))


def _amounts(valued: Valued, sides: Sides) -> tuple[str, ...]:
    third = (sides.third,) if valued.third else ()
    return tuple(kronor.written(each) for each in (sides.public, sides.civil, *third, sides.total))


def _thresholds_table(valued: Valued) -> Table:
    counted = valued.value.counted
    notes = [labels.thresholds_of(valued.value.signed, valued.value.decided_on[0])]
    if counted is not None:
        notes.append(labels.compared(kronor.written(counted.sides.public), counted.prices))
    return Table(
        columns=(
            Column(labels.FIGURE_OF_LAW),
            Column(labels.AMOUNT_THERE, figures=True),
            Column(labels.APPLIES),
            Column(labels.SOURCE),
            Column(labels.VALUE_IS),
        ),
        rows=tuple(_threshold_cells(row) for row in valued.thresholds),
        title=labels.THRESHOLDS,
        notes=(*notes, *dict.fromkeys(_threshold_notes(valued)), labels.NO_VERDICT),
    )


def _threshold_notes(valued: Valued) -> Iterator[str]:
    for row in valued.thresholds:
        if row.limit is not None and row.threshold.note is not None:
            yield f"{row.threshold.title}: {row.threshold.note}"


def _threshold_cells(row: Row) -> tuple[str, ...]:
    comparison = labels.COMPARISONS[row.comparison]
    if row.limit is None:
        return (row.threshold.title, labels.NONE, labels.NONE, labels.NONE, comparison)
    limit = row.limit.amount
    return (
        row.threshold.title,
        f"{swedish.number(limit.amount)}{swedish.NBSP}{limit.currency}",
        f"{row.limit.since or ''} – {row.limit.to or ''}".strip(),
        row.limit.source,
        comparison,
    )


_CSV_HEADER = (
    "agreement",
    "row",
    "counted",
    "amounts",
    "starts",
    "ends",
    "public",
    "public_quality",
    "civil",
    "civil_quality",
    "third",
    "third_quality",
    "total",
    "total_quality",
    "assumed",
    "reason",
    "threshold",
    "figure",
    "currency",
    "source",
    "comparison",
)


def as_csv(valued: Valued, _width: int | None) -> str:
    """Write one row for each value, and one for each threshold."""
    return csv.separated(_CSV_HEADER, _csv_rows(valued))


def _csv_rows(valued: Valued) -> Iterator[tuple[Cell, ...]]:
    none = (None,) * 5
    for each in valued.value.worths:
        days = _days(each)
        head = (valued.id, "value", each.scope.value, each.prices.value, *days)
        if isinstance(each, Worth):
            yield (*head, *_csv_amounts(each.sides), None, *none)
        else:
            yield (*head, *(None,) * 9, each.reason.message, *none)
    if isinstance(valued.value.year, AYear):
        year = valued.value.year
        days = (f"{year.year}-01-01", f"{year.year}-12-31")
        yield (valued.id, "year", None, None, *days, *_csv_amounts(year.sides), None, *none)
    for row in valued.thresholds:
        limit = row.limit
        yield (
            *(valued.id, "threshold", None, None),
            *((envelope.day(limit.since), envelope.day(limit.to)) if limit else (None, None)),
            *(None,) * 10,
            row.threshold.title,
            *((limit.amount.amount, limit.amount.currency.value, limit.source) if limit else (None,) * 3),
            row.comparison.value,
        )


def _days(each: Worth | NoWorth) -> tuple[str | None, str | None]:
    period = each.period
    return (envelope.day(period.first), envelope.day(period.last)) if period else (None, None)


def _csv_amounts(sides: Sides) -> tuple[Cell, ...]:
    figures = (sides.public, sides.civil, sides.third, sides.total)
    cells = (cell for figure in figures for cell in (figure.value, figure.quality.value))
    return (*cells, " ".join(sides.total.assumed))


def as_xlsx(valued: Valued, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.value_title(valued.agreement.title)
    notes = (*_worths_table(valued).notes, *_thresholds_table(valued).notes)
    return xlsx.sheet(title, _CSV_HEADER, tuple(_csv_rows(valued)), notes)


def as_json(valued: Valued, _width: int | None) -> str:
    """Write every value with its reason where there is none, and the thresholds beside it."""
    value = valued.value
    result: dict[str, object] = {
        "agreement": valued.id,
        "assumed": list(valued.assumed),
        "values": [_fields(valued, each) for each in value.worths],
        "year": _year_fields(valued),
        "decided": {"from": envelope.day(value.decided_on[0]), "to": envelope.day(value.decided_on[1])},
        "lapsed": envelope.reason_fields(value.lapsed, valued.document) if value.lapsed else None,
        "thresholds": [_threshold_fields(row) for row in valued.thresholds],
    }
    revision = valued.basis.revision
    return envelope.write("value", value.as_of, result, valued.problems, revision=revision)


def _fields(valued: Valued, each: Worth | NoWorth) -> dict[str, object]:
    starts, ends = _days(each)
    head = {"counted": each.scope.value, "amounts": each.prices.value, "starts": starts, "ends": ends}
    if not isinstance(each, Worth):
        nothing = {"public": None, "civil": None, "third": None, "total": None}
        return {**head, **nothing, "reason": envelope.reason_fields(each.reason, valued.document)}
    return {**head, **_sides_fields(valued, each.sides), "reason": None}


def _year_fields(valued: Valued) -> dict[str, object] | None:
    year = valued.value.year
    if year is None or isinstance(year, NoFigure):
        return None
    return {"year": year.year, **_sides_fields(valued, year.sides)}


def _sides_fields(valued: Valued, sides: Sides) -> dict[str, object]:
    fields: dict[str, object] = {
        "public": _rounded(sides.public),
        "civil": _rounded(sides.civil),
        "third": _rounded(sides.third),
        "total": _rounded(sides.total),
    }
    if valued.explain:
        fields["explanation"] = explanation.fields(sides.total, valued.document)
    return fields


def _rounded(figure: Figure) -> dict[str, object]:
    rounded = {"amount": int(figure.value), "quality": figure.quality.value}
    return {**rounded, "assumed": list(figure.assumed)}


def _threshold_fields(row: Row) -> dict[str, object]:
    limit = row.limit
    return {
        "threshold": row.id,
        "title": row.threshold.title,
        "figure": envelope.exact_text(limit.amount.amount) if limit else None,
        "currency": limit.amount.currency.value if limit else None,
        "from": envelope.day(limit.since) if limit else None,
        "to": envelope.day(limit.to) if limit else None,
        "source": limit.source if limit else None,
        "comparison": row.comparison.value,
        "note": row.threshold.note,
    }


FORMATS: dict[str, Callable[[Valued, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
