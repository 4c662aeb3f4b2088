"""Budgets as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import labels, money, swedish
from iopctl.answers import envelope, explanation, kronor
from iopctl.answers.basis import TODAY, Basis
from iopctl.model.budget import Vintage
from iopctl.money import Quality
from iopctl.render import csv, markdown, terminal, xlsx
from iopctl.rules.budget import Budget, NoFigure, line_name
from iopctl.rules.status import Status
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Indexation
    from iopctl.problem import Problem
    from iopctl.render.records import Value
    from iopctl.rules.figure import Figure
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line, Share
    from iopctl.source.document import Document


# As many as an explanation shows.
_MOST_DECIMALS = 10


class Budgets(Struct):
    """The answer to a question about some years of one agreement."""

    id: str
    agreement: Agreement
    document: Document
    known: Known
    years: tuple[Budget | NoFigure, ...]
    explain: bool
    basis: Basis = TODAY

    @property
    def figures(self) -> tuple[Budget, ...]:
        """The years that have figures."""
        return tuple(year for year in self.years if isinstance(year, Budget))

    @property
    def problems(self) -> list[Problem]:
        """Why the other years have none."""
        return [self.document.problem(year.reason) for year in self.years if isinstance(year, NoFigure)]

    @property
    def assumed(self) -> tuple[str, ...]:
        """What any of the figures rests on, as it was asked for."""
        codes = {code for year in self.figures for code in year.total.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in codes)

    def called(self, share: Share) -> str:
        """Say what a party is called."""
        return self.agreement.parties[share.party].called


def as_table(budgets: Budgets, width: int | None) -> str:
    """Draw one year line by line, or several years side by side; with explanations below."""
    drawn = "\n".join(terminal.write([each], width) for each in _tables(budgets, _year_table))
    return "\n".join([drawn, *_explanations(budgets, explanation.tree)])


def as_markdown(budgets: Budgets, _width: int | None) -> str:
    """Write the same in Markdown."""
    drawn = "\n".join(markdown.write([each]) for each in _tables(budgets, _flat_year_table))
    return "\n".join([drawn, *_explanations(budgets, explanation.bullets)])


def _explanations(budgets: Budgets, opened: Callable[[Figure, Document], str]) -> Iterator[str]:
    """Open each year's total down to the file, and then tell how the printed lines were rounded."""
    for year in budgets.figures if budgets.explain else ():
        yield f"{labels.explained(year.year)}\n"
        yield opened(year.total, budgets.document)
        yield f"{labels.LINES_AS_PRINTED}\n"
        yield "".join(explanation.sentence(line.figure, budgets.document) + "\n" for line in year.lines)


def _tables(budgets: Budgets, one_year: Callable[[Budgets, Budget], Table]) -> Iterator[Table]:
    if len(budgets.years) == 1:
        yield from (one_year(budgets, year) for year in budgets.figures)
    elif budgets.figures:
        yield _years_table(budgets)


def _year_table(budgets: Budgets, year: Budget) -> Table:
    """Group the lines below the party that bears them."""
    rows = []
    for share in year.shares:
        rows.append((budgets.called(share), "", "", "", kronor.written(share.figure), _percent(share)))
        rows += [(f"  {line_name(year, line)}", *_line_cells(line), "") for line in share.lines]
    return Table(
        columns=(
            Column(labels.LINE),
            Column(labels.KIND),
            Column(labels.HOURS, figures=True),
            Column(labels.RATE, figures=True),
            Column(labels.AMOUNT, figures=True),
            Column(labels.SHARE, figures=True),
        ),
        rows=tuple(rows),
        title=_title(budgets, year),
        sums=(
            (labels.TOTAL, "", "", "", kronor.written(year.total), ""),
            *((name, "", "", "", amount, "") for name, amount in parts_of_one_year(year)),
        ),
        notes=(*_notes(budgets, year), *budgets.basis.notes),
    )


def _flat_year_table(budgets: Budgets, year: Budget) -> Table:
    """Name the party on every line, where indentation says nothing."""
    lines = [
        (line_name(year, line), budgets.called(share), *_line_cells(line), "")
        for share in year.shares
        for line in share.lines
    ]
    shares = [
        ("", budgets.called(share), "", "", "", kronor.written(share.figure), _percent(share))
        for share in year.shares
    ]
    grouped = _year_table(budgets, year)
    return Table(
        columns=(grouped.columns[0], Column(labels.BY), *grouped.columns[1:]),
        rows=tuple(lines),
        title=grouped.title,
        sums=(
            *shares,
            (labels.TOTAL, "", "", "", "", kronor.written(year.total), ""),
            *((name, "", "", "", "", amount, "") for name, amount in parts_of_one_year(year)),
        ),
        notes=grouped.notes,
    )


def _years_table(budgets: Budgets) -> Table:
    """Set years side by side; a year without a figure shows none."""

    def row(name: str, cell: Callable[[Budget], str]) -> tuple[str, ...]:
        years = (cell(year) if isinstance(year, Budget) else labels.NONE for year in budgets.years)
        return (name, *years)

    parties = [
        row(party.called, lambda year, key=key: kronor.written(_share(year, key).figure))  # type: ignore[misc]
        for key, party in budgets.agreement.parties.items()
    ]
    first, last = budgets.years[0].year, budgets.years[-1].year
    return Table(
        columns=(Column(""), *(Column(str(year.year), figures=True) for year in budgets.years)),
        rows=(*parties, row(labels.STATUS, certainties)),
        title=labels.budgets_title(_name(budgets), first, last),
        sums=(row(labels.TOTAL, lambda year: kronor.written(year.total)), *parts_rows(budgets)),
        notes=(
            *(
                labels.rests_on_in(year.year, finding)
                for year in budgets.figures
                for finding in year.rests_on
                if finding.code != "decided_term"
            ),
            *(f"{year.year}: {labels.NOT_DIVIDED}" for year in budgets.figures if year.undivided),
            *map(labels.assumption, budgets.assumed),
            *budgets.basis.notes,
        ),
    )


def certainties(year: Budget) -> str:
    """Say how certain the money of a year is, in few letters."""
    return labels.certainties(year.statuses, labels.SHORT_STATUSES)


def parts_rows(budgets: Budgets) -> Iterator[tuple[str, ...]]:
    """Say what of each year is how certain, where a year is certain only in part."""
    divided = any(len(year.parts) > 1 for year in budgets.figures)
    for status in Status if divided else ():
        totals = {
            year.year: kronor.written(part.total)
            for year in budgets.figures
            for part in year.parts
            if part.status is status
        }
        if totals:
            yield (labels.SUMS[status], *(totals.get(year.year, "") for year in budgets.years))


def parts_of_one_year(year: Budget) -> Iterator[tuple[str, str]]:
    """Say what is how certain of a year that is certain only in part."""
    for part in year.parts if len(year.parts) > 1 else ():
        yield labels.SUMS[part.status], kronor.written(part.total)


def _share(year: Budget, party: str) -> Share:
    return next(share for share in year.shares if share.party == party)


def _name(budgets: Budgets) -> str:
    return budgets.agreement.title


def _title(budgets: Budgets, year: Budget) -> str:
    return labels.budget_title(_name(budgets), year.year, year.statuses)


def _line_cells(line: Line) -> tuple[str, str, str, str]:
    rate = line.contribution.hourly_rate
    hours = swedish.number(swedish.two_decimals(line.hours.value)) if line.hours else ""
    return (
        line.contribution.kind.value,
        hours,
        "" if rate is None else swedish.number(rate),
        kronor.written(line.figure),
    )


def _percent(share: Share) -> str:
    return "" if share.fraction is None else swedish.percent(share.fraction)


def _notes(budgets: Budgets, year: Budget) -> tuple[str, ...]:
    indexed = [_indexation(each) for each in year.indexed] or [labels.NO_INDEXATION]
    rates = sorted(
        {line.price_year for line in year.lines if line.price_year and line.contribution.hourly_rate}
    )
    inexact = () if year.total.quality is Quality.EXACT else (labels.SHARES_OF_INEXACT,)
    return (
        *inexact,
        *indexed,
        *(labels.rates(price_year) for price_year in rates),
        *(finding.message for finding in year.rests_on),
        *((labels.NOT_DIVIDED,) if year.undivided else ()),
        *map(labels.assumption, budgets.assumed),
    )


def _indexation(indexed: Indexed) -> str:
    factor = Decimal(1) if indexed.factor is None else money.cut(indexed.factor.value, _MOST_DECIMALS)
    written = None if indexed.rounded else swedish.number(factor.normalize(money.EXACT))
    return labels.indexation(_rule(indexed.stated), indexed.price_year, written)


def _rule(stated: Indexation) -> str:
    """Say how the agreement indexes, in the order in which it would be read aloud."""
    if stated.series is None:
        rule = labels.fixed(swedish.percentage(stated.percent or Decimal(0)))
    else:
        alone = len(stated.series) == 1
        weights = [(code, "" if alone else swedish.percentage(each)) for code, each in stated.series.items()]
        rule = labels.series(weights, stated.lag or 0)
        rule += labels.limits(_limit(stated.at_least), _limit(stated.at_most))
        rule += labels.only(stated.vintage) if stated.vintage not in {None, Vintage.LATEST} else ""
    return rule + (labels.indexed_from(stated.first_year) if stated.first_year else "")


def _limit(percent: Decimal | None) -> str:
    return "" if percent is None else swedish.percentage(percent)


_CSV_HEADER = (
    "agreement",
    "year",
    "status",
    "row",
    "party",
    "name",
    "kind",
    "hours",
    "hourly_rate",
    "amount",
    "exact",
    "quality",
    "assumed",
)


def as_csv(budgets: Budgets, _width: int | None) -> str:
    """Write one row for each line, share and total of each year."""
    return csv.separated(_CSV_HEADER, _csv_rows(budgets))


def _csv_rows(budgets: Budgets) -> Iterator[tuple[Value, ...]]:
    for year in budgets.figures:
        start = (budgets.id, year.year, " ".join(year.statuses))
        for share in year.shares:
            for line in share.lines:
                contribution = line.contribution
                hours = line.hours.value if line.hours else None
                yield (
                    *(*start, "line", share.party, contribution.name, contribution.kind.value),
                    *(
                        hours,
                        contribution.hourly_rate,
                        line.figure.value,
                        line.exact,
                        line.figure.quality.value,
                        " ".join(line.figure.assumed),
                    ),
                )
            yield (*start, "party", share.party, budgets.called(share), *_csv_sum(share.figure, share.exact))
        yield (*start, "total", "", "", *_csv_sum(year.total, year.exact))
        for part in year.parts if len(year.parts) > 1 else ():
            yield (*start[:2], part.status.value, "part", "", "", *_csv_sum(part.total, part.exact))


def _csv_sum(figure: Figure, exact: Decimal) -> tuple[Value, ...]:
    return ("", None, None, figure.value, exact, figure.quality.value, " ".join(figure.assumed))


def as_xlsx(budgets: Budgets, _width: int | None) -> bytes:
    """Write the same rows as a workbook."""
    title = labels.budgets_title(_name(budgets), budgets.years[0].year, budgets.years[-1].year)
    notes = _sheet_notes(budgets)
    return xlsx.sheet(title, _CSV_HEADER, tuple(_csv_rows(budgets)), notes)


def _sheet_notes(budgets: Budgets) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for year in budgets.figures for note in _notes(budgets, year)))


def as_json(budgets: Budgets, _width: int | None) -> str:
    """Write the years that have figures; the others are problems."""
    result = {
        "agreement": budgets.id,
        "assumed": list(budgets.assumed),
        "years": [_year_fields(budgets, year) for year in budgets.figures],
    }
    asked, revision = budgets.known.as_of, budgets.basis.revision
    return envelope.write("budget", asked, result, budgets.problems, revision=revision)


def _year_fields(budgets: Budgets, year: Budget) -> dict[str, object]:
    fields: dict[str, object] = {
        "year": year.year,
        "status": year.status.value,
        **envelope.lapsed_fields(lapsed=year.lapsed),
        "rests_on": [envelope.reason_fields(finding, budgets.document) for finding in year.rests_on],
        "total": kronor.fields(year.total, year.exact),
        **kronor.parts_fields(year),
        "parties": [
            {
                "party": share.party,
                **kronor.fields(share.figure, share.exact),
                "share": None if share.fraction is None else str(share.fraction),
            }
            for share in year.shares
        ],
        "lines": [_line_fields(line) for line in year.lines],
    }
    if budgets.explain:
        fields["explanation"] = explanation.fields(year.total, budgets.document)
    return fields


def _line_fields(line: Line) -> dict[str, object]:
    contribution = line.contribution
    fields: dict[str, object] = {
        "name": contribution.name,
        "by": contribution.by,
        "kind": contribution.kind.value,
        "starts": envelope.day(line.span.first),
        "ends": envelope.day(line.span.last),
        **kronor.fields(line.figure, line.exact),
    }
    if line.hours is not None:
        fields["hours"] = envelope.exact_text(line.hours.value)
    if contribution.hourly_rate is not None:
        fields["hourly_rate"] = envelope.exact_text(contribution.hourly_rate)
        fields["price_year"] = line.price_year
    return fields


FORMATS: dict[str, Callable[[Budgets, int | None], str | bytes]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
}
