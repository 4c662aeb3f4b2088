"""Budgets put together by party, kind, board or line, as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, swedish
from iopctl.answers import budget, envelope, explanation, kronor
from iopctl.render import csv, markdown, terminal, xlsx
from iopctl.rules.budget import groups
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from iopctl.answers.budget import Budgets
    from iopctl.render.records import Value
    from iopctl.rules.budget import Budget, By, Group
    from iopctl.rules.figure import Figure


class Grouped(Struct):
    """The budgets of an agreement, and what their lines are put together by."""

    budgets: Budgets
    by: By

    def groups(self, year: Budget) -> tuple[Group, ...]:
        """Put the lines of a year together."""
        return groups(self.budgets.agreement, year, self.by)


def as_table(grouped: Grouped, width: int | None) -> str:
    """Draw the groups of one year with their shares, or those of several years side by side."""
    return "\n".join([terminal.write([_table(grouped)], width), *_explanations(grouped)])


def as_markdown(grouped: Grouped, _width: int | None) -> str:
    """Write the same in Markdown."""
    return "\n".join([markdown.write([_table(grouped)]), *_explanations(grouped, bullets=True)])


def _explanations(grouped: Grouped, *, bullets: bool = False) -> Iterator[str]:
    opened = explanation.bullets if bullets else explanation.tree
    for year in grouped.budgets.figures if grouped.budgets.explain else ():
        yield f"{labels.explained(year.year)}\n"
        for group in grouped.groups(year):
            yield opened(group.figure, grouped.budgets.document)


def _table(grouped: Grouped) -> Table:
    budgets = grouped.budgets
    return _year_table(grouped, budgets.figures[0]) if len(budgets.years) == 1 else _years_table(grouped)


def _year_table(grouped: Grouped, year: Budget) -> Table:
    rows = tuple(
        (
            group.name,
            kronor.written(group.figure),
            "" if group.fraction is None else swedish.percent(group.fraction),
        )
        for group in grouped.groups(year)
    )
    return Table(
        columns=(
            Column(labels.GROUPED_BY[grouped.by.value]),
            Column(labels.AMOUNT, figures=True),
            Column(labels.SHARE, figures=True),
        ),
        rows=rows,
        title=labels.budget_title(grouped.budgets.agreement.title, year.year, year.statuses),
        sums=(
            (labels.TOTAL, kronor.written(year.total), ""),
            *((name, amount, "") for name, amount in budget.parts_of_one_year(year)),
        ),
        notes=(
            *(finding.message for finding in year.rests_on),
            *((labels.NOT_DIVIDED,) if year.undivided else ()),
            *_notes(grouped),
        ),
    )


def _years_table(grouped: Grouped) -> Table:
    budgets = grouped.budgets
    by_year = {year.year: {each.key: each for each in grouped.groups(year)} for year in budgets.figures}
    names = {key: group.name for groups in by_year.values() for key, group in groups.items()}
    totals = {year.year: kronor.written(year.total) for year in budgets.figures}
    years = [by_year.get(each.year, {}) for each in budgets.years]
    rows = [
        (name, *(kronor.written(groups[key].figure) if key in groups else labels.NONE for groups in years))
        for key, name in names.items()
    ]
    statuses = {year.year: budget.certainties(year) for year in budgets.figures}
    return Table(
        columns=(
            Column(labels.GROUPED_BY[grouped.by.value]),
            *(Column(str(each.year), figures=True) for each in budgets.years),
        ),
        rows=(*rows, (labels.STATUS, *(statuses.get(each.year, labels.NONE) for each in budgets.years))),
        title=labels.budgets_title(budgets.agreement.title, budgets.years[0].year, budgets.years[-1].year),
        sums=(
            (labels.TOTAL, *(totals.get(each.year, labels.NONE) for each in budgets.years)),
            *budget.parts_rows(budgets),
        ),
        notes=_notes(grouped),
    )


def _notes(grouped: Grouped) -> tuple[str, ...]:
    return (*map(labels.assumption, grouped.budgets.assumed), *grouped.budgets.basis.notes)


_CSV_HEADER = ("agreement", "year", "status", "row", "name", "amount", "exact", "quality", "assumed")


def as_csv(grouped: Grouped, _width: int | None) -> str:
    """Write one row for each group and total of each year."""
    return csv.separated(_CSV_HEADER, _rows(grouped))


def as_xlsx(grouped: Grouped, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = _table(grouped).title
    return xlsx.sheet(title, _CSV_HEADER, tuple(_rows(grouped)), _notes(grouped))


def _rows(grouped: Grouped) -> Iterator[tuple[Value, ...]]:
    for year in grouped.budgets.figures:
        start = (grouped.budgets.id, year.year, " ".join(year.statuses))
        for group in grouped.groups(year):
            yield (*start, grouped.by.value, group.name, *_csv_sum(group.figure, group.exact))
        yield (*start, "total", "", *_csv_sum(year.total, year.exact))
        for part in year.parts if len(year.parts) > 1 else ():
            yield (*start[:2], part.status.value, "part", "", *_csv_sum(part.total, part.exact))


def _csv_sum(figure: Figure, exact: Decimal) -> tuple[Decimal, Decimal, str, str]:
    return figure.value, exact, figure.quality.value, " ".join(figure.assumed)


def as_json(grouped: Grouped, _width: int | None) -> str:
    """Write the groups of the years that have figures; the others are problems."""
    budgets = grouped.budgets
    result = {
        "agreement": budgets.id,
        "by": grouped.by.value,
        "assumed": list(budgets.assumed),
        "years": [_year_fields(grouped, year) for year in budgets.figures],
    }
    asked, revision = budgets.known.as_of, budgets.basis.revision
    return envelope.write("budget", asked, result, budgets.problems, revision=revision)


def _year_fields(grouped: Grouped, year: Budget) -> dict[str, object]:
    document = grouped.budgets.document
    return {
        "year": year.year,
        "status": year.status.value,
        **envelope.lapsed_fields(lapsed=year.lapsed),
        "rests_on": [envelope.reason_fields(finding, document) for finding in year.rests_on],
        "total": kronor.fields(year.total, year.exact),
        **kronor.parts_fields(year),
        "groups": [_group_fields(grouped, group) for group in grouped.groups(year)],
    }


def _group_fields(grouped: Grouped, group: Group) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": group.name,
        **kronor.fields(group.figure, group.exact),
        "share": None if group.fraction is None else str(group.fraction),
    }
    if grouped.budgets.explain:
        fields["explanation"] = explanation.fields(group.figure, grouped.budgets.document)
    return fields


FORMATS: dict[str, Callable[[Grouped, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
}
